"""Files on dossiers: adding, fetching and removing one."""

from flask import Blueprint

pagina = Blueprint("bijlagen", __name__, url_prefix="/bijlagen")
