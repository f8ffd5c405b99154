"""The page behind the unsubscribe link of a mail: GET shows, POST acts."""

from flask import Blueprint

pagina = Blueprint("uitschrijven", __name__, url_prefix="/uitschrijven")
