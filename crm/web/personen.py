"""The page of a contact person; personal data, so only for who may see persons."""

import uuid as uuid_

from flask import Blueprint, render_template

from crm import http
from crm.permissions import eis
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossier_persoon import persoon_dossier
from crm.web.doen import lezer

pagina = Blueprint("personen", __name__, url_prefix="/personen")


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One contact person, with why we hold the data and until when."""
    eis(lezer(), "persoon.lezen")
    d = persoon_dossier(http.sessie(), uuid, http.nu())
    bestanden = bijlagen_van(http.sessie(), "persoon", d.persoon.id)
    return render_template("web/personen/dossier.html", d=d, bestanden=bestanden)
