"""Pages of mandates: term, holders, extension, evaluation and the hand-over."""

from flask import Blueprint

pagina = Blueprint("opdrachten", __name__, url_prefix="/opdrachten")
