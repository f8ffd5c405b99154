"""Pages of the days on which nobody works, besides weekends and public holidays."""

from flask import Blueprint

pagina = Blueprint("vrije_dagen", __name__, url_prefix="/beheer/vrije-dagen")
