"""The page of who keeps the system running: what was sent, what waits, what failed, and when the scheduler ran."""

from flask import Blueprint

pagina = Blueprint("beheer", __name__, url_prefix="/beheer")
