"""Pages of the P&C calendar: the products of a year with their dates, and the two that the law sets."""

from flask import Blueprint

pagina = Blueprint("pc_kalender", __name__, url_prefix="/pc-kalender")
