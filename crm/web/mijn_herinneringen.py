"""What somebody is reminded of: what waits, what was sent, later, not at all, and when that person is away."""

from flask import Blueprint

pagina = Blueprint("mijn_herinneringen", __name__, url_prefix="/herinneringen")
