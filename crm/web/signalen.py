"""Pages of what an ambassadeur puts before GS."""

from flask import Blueprint

pagina = Blueprint("signalen", __name__, url_prefix="/signalen")
