"""Pages of the yearly agenda of an ambassadeur."""

from flask import Blueprint

pagina = Blueprint("werkagendas", __name__, url_prefix="/werkagendas")
