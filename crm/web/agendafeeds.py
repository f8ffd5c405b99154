"""Calendar feeds: the addresses that somebody has, and the feeds themselves at /agenda/<token>/….ics."""

from flask import Blueprint

pagina = Blueprint("agendafeeds", __name__)
