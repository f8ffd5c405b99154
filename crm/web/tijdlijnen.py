"""One timeline per dossier."""

from flask import Blueprint

pagina = Blueprint("tijdlijnen", __name__, url_prefix="/tijdlijn")
