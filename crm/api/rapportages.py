"""Reports: drawn up, adopted by a second person, offered and published; and the document itself."""

import uuid as uuid_

from flask import Response
from werkzeug.exceptions import ServiceUnavailable

from crm import http
from crm.api.collectie import Collectie
from crm.http import rapport_pdf
from crm.models import Rapportage
from crm.permissions import eis
from crm.queries.dossiers import vind
from crm.queries.rapportagedocument import bestandsnaam
from crm.schemas import nouns
from crm.schemas.overleg import Reden
from crm.schemas.rapportage import RapportageInvoer, RapportageTeksten
from crm.workflows import rapportage_opstellen as opstellen

PDF = "application/pdf"
# A program can wait longer than a person before an empty page.
GEDULD = 60.0

RAPPORTAGES = Collectie(
    "rapportages",
    Rapportage,
    nouns.RAPPORTAGE,
    volgorde="-periode",
    filters=("programma", "periode", "status", "peildatum"),
    vormen=(PDF,),
    zwaar=("momentopname",),
)
COLLECTIES = (RAPPORTAGES,)

RAPPORTAGES.maak(opstellen.opstellen, RapportageInvoer, "Stel een rapportage op, of ververs het concept")
RAPPORTAGES.stap("_lichttoe", opstellen.toelichten, "Geef de rapportage eigen woorden", RapportageTeksten)
RAPPORTAGES.stap("_legvoor", opstellen.voorleggen, "Leg het concept ter vaststelling voor")
RAPPORTAGES.stap("_stuurterug", opstellen.terugsturen, "Stuur terug naar concept", Reden)
RAPPORTAGES.stap("_stelvast", opstellen.vaststellen, "Stel vast, als tweede persoon")
RAPPORTAGES.stap("_biedaan", opstellen.aanbieden, "Bied aan GS aan")
RAPPORTAGES.stap("_publiceer", opstellen.publiceren, "Publiceer")
RAPPORTAGES.stap("_corrigeer", opstellen.corrigeren, "Maak een nieuwe versie", Reden, geeft_nieuw=True)


def _pdf(uuid: uuid_.UUID) -> Response:
    eis(http.door(), "lezen")
    rapportage = vind(http.sessie(), Rapportage, uuid)
    pad = rapport_pdf.maak(rapportage, http.huis().settings.map, GEDULD)
    if pad is None:
        raise ServiceUnavailable(
            "De pdf wordt nog gemaakt. Vraag haar over een halve minuut nog eens op.", retry_after=30
        )
    antwoord = Response(pad.read_bytes(), mimetype=PDF)
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{bestandsnaam(rapportage)}"'
    return antwoord


def _momentopname(uuid: uuid_.UUID) -> Response:
    eis(http.door(), "lezen")
    rapportage = vind(http.sessie(), Rapportage, uuid)
    # The text as it was frozen: drawn again, it would not have the checksum that is printed on the pages.
    antwoord = Response(rapportage.momentopname, mimetype="application/json")
    antwoord.set_etag(rapportage.sha256)
    return antwoord


RAPPORTAGES.geef("pdf", _pdf, "De rapportage als pdf, gemaakt uit haar momentopname", PDF)
RAPPORTAGES.geef("momentopname", _momentopname, "De bevroren cijfers, met hun herkomst")
