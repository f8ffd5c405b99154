"""Pages of deals with many signatories."""

from flask import Blueprint

pagina = Blueprint("convenanten", __name__, url_prefix="/convenanten")
