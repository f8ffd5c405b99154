"""Pages of purpose cases: the document, the money, the richtsnoer and the gate."""

from flask import Blueprint

pagina = Blueprint("cases", __name__, url_prefix="/purpose-cases")
