"""Pages of the half-yearly review."""

from flask import Blueprint

pagina = Blueprint("herijkingen", __name__, url_prefix="/herijkingen")
