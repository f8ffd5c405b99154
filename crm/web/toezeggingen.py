"""Pages of what GS promised PS."""

from flask import Blueprint

pagina = Blueprint("toezeggingen", __name__, url_prefix="/toezeggingen")
