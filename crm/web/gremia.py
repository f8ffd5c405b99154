"""Pages of governing bodies: what was held this year against the norm."""

import uuid as uuid_

from flask import Blueprint, render_template

from crm import http
from crm.queries.norm_stand import gremium_dossier
from crm.queries.waarover import naam_van
from crm.web.doen import lezer
from crm.web.opmaak import vandaag

pagina = Blueprint("gremia", __name__, url_prefix="/gremia")


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One governing body in the year of today."""
    lezer()
    d = gremium_dossier(http.sessie(), uuid, vandaag())
    return render_template("web/gremia/dossier.html", d=d, waarover=naam_van("gremium", d.stand.gremium))
