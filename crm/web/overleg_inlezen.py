"""A meeting out of somebody's calendar: an .ics or .eml file becomes a form that is filled in already."""

from flask import Blueprint

pagina = Blueprint("overleg_inlezen", __name__, url_prefix="/overleggen/inlezen")
