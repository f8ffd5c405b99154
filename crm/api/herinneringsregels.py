"""The rules for reminders: their versions, their steps, and what a change would do."""

import uuid as uuid_
from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, json
from sqlmodel import Session

from crm import http
from crm.api.collectie import Collectie
from crm.errors import weiger
from crm.models import Herinneringsregel, RegelOnderwerp, Regelstap
from crm.permissions import eis
from crm.queries.dossiers import vind
from crm.queries.herinneringen.vooruitblik import Vooruitblik, vooruitblik
from crm.queries.regelkeuring import keur_stappen, stappen_van
from crm.schemas import nouns
from crm.schemas.herinneringsregel import RegelInvoer, RegelWijziging, VooruitblikUit, VooruitblikVraag
from crm.workflows import herinneringsregels_beheren as beheren

HERINNERINGSREGELS = Collectie(
    "herinneringsregels",
    Herinneringsregel,
    nouns.HERINNERINGSREGEL,
    filters=("code", "onderwerp", "is_actief"),
)
COLLECTIES = (HERINNERINGSREGELS,)


def _wijzig(session: Session, regel: Herinneringsregel, **gegevens: Any) -> Herinneringsregel:
    """Who names an older version has not seen the newest one, and is told."""
    wie = {naam: gegevens.pop(naam) for naam in ("door", "nu")}
    return beheren.wijzigen(session, regel, gegevens, versie=regel.versienummer, **wie)


def _kijk(onderwerp: RegelOnderwerp, code: str | None, stappen: Sequence[Regelstap]) -> Vooruitblik:
    return vooruitblik(http.sessie(), onderwerp=onderwerp, code=code, stappen=stappen, nu=http.nu())


def _van_ongeschreven(gegevens: dict[str, Any]) -> Vooruitblik:
    eis(http.door(), "herinneringsregel.wijzigen")
    onderwerp, rijen = gegevens["onderwerp"], gegevens["stappen"]
    weiger({veld.replace("stappen", "stap", 1): zin for veld, zin in keur_stappen(onderwerp, rijen).items()})
    return _kijk(onderwerp, gegevens["code"], stappen_van(rijen))


def _van_versie(uuid: uuid_.UUID) -> Response:
    regel = vind(http.sessie(), Herinneringsregel, uuid)
    eis(http.door(), "herinneringsregel.wijzigen", regel)
    blik = _kijk(regel.onderwerp, regel.code, regel.stappen)
    inhoud = json.dumps(VooruitblikUit().dump(blik))
    return current_app.response_class(inhoud, mimetype="application/json")


HERINNERINGSREGELS.maak(beheren.aanmaken, RegelInvoer, "Maak een regel")
HERINNERINGSREGELS.stap("_wijzig", _wijzig, "Maak een nieuwe versie", RegelWijziging, geeft_nieuw=True)
HERINNERINGSREGELS.stap("_zetstil", beheren.stilzetten, "Zet de regel stil, als nieuwe versie", geeft_nieuw=True)
HERINNERINGSREGELS.stap("_zetaan", beheren.aanzetten, "Zet de regel weer aan, als nieuwe versie", geeft_nieuw=True)
HERINNERINGSREGELS.vraag(
    "vooruitblik",
    _van_ongeschreven,
    VooruitblikUit,
    VooruitblikVraag,
    "Wat een regel zou versturen voor zij is opgeslagen",
)
HERINNERINGSREGELS.geef(
    "vooruitblik", _van_versie, "Wat deze versie verstuurt en zou hebben verstuurd", uit=VooruitblikUit
)
