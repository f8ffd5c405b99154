"""What partners reported with a link, and what we do with it."""

from flask import Blueprint

pagina = Blueprint("partnermeldingen", __name__, url_prefix="/partnermeldingen")
