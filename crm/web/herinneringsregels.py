"""Pages of the rules for reminders: the list, one rule with its versions, and changing one with a look at what it does."""

from flask import Blueprint

pagina = Blueprint("herinneringsregels", __name__, url_prefix="/beheer/herinneringsregels")
