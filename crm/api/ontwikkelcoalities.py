"""Coalities: founding, members in and out, the steps of their life, and what asks for attention."""

import uuid as uuid_
from typing import Any

from flask import Response, current_app, json
from sqlmodel import Session

from crm import http
from crm.api.beelden import adres
from crm.api.collectie import Collectie
from crm.api.peildatum import peildatum
from crm.errors import NietGevonden
from crm.models import Deelneming, Ontwikkelcoalitie, Organisatie, PurposeCase
from crm.permissions import eis
from crm.queries.coalitie_signalen import CoalitieSignaal, signalen_van
from crm.queries.dossiers import vind
from crm.schemas import nouns
from crm.schemas.ontwikkelcoalitie import (
    ActieKoppeling,
    Afronding,
    Beeindiging,
    CampusKoppeling,
    CoalitieInvoer,
    CoalitieWijziging,
    DeelnemingInvoer,
    Overdracht,
    Samenvoeging,
    Uittreding,
)
from crm.workflows import coalitie_bijhouden, coalitie_samenvoegen, coalitie_vormen

ONTWIKKELCOALITIES = Collectie(
    "ontwikkelcoalities",
    Ontwikkelcoalitie,
    nouns.ONTWIKKELCOALITIE,
    filters=("programma", "status", "nummer", "is_voorbeeld"),
)
COLLECTIES = (ONTWIKKELCOALITIES,)

# Where something can be done about a signal.
_BIJ = {"coalitie": Ontwikkelcoalitie, "organisatie": Organisatie, "case": PurposeCase}


def _laat_uit(session: Session, coalitie: Ontwikkelcoalitie, *, deelneming: Deelneming, **wie: Any) -> None:
    if deelneming.coalitie_id != coalitie.id:
        raise NietGevonden("Deze deelneming hoort niet bij deze coalitie.")
    coalitie_vormen.lid_uitlaten(session, deelneming, **wie)


def _signalen(uuid: uuid_.UUID) -> Response:
    """What asks for attention on a day, which is today unless `?peildatum=` says otherwise."""
    eis(http.door(), "lezen")
    coalitie, dag = vind(http.sessie(), Ontwikkelcoalitie, uuid), peildatum()
    gevonden = signalen_van(http.sessie(), coalitie.id, dag)
    inhoud = {"peildatum": dag.isoformat(), "signalen": [_beeld(signaal) for signaal in gevonden]}
    return current_app.response_class(json.dumps(inhoud), mimetype="application/json")


def _beeld(signaal: CoalitieSignaal) -> dict[str, Any]:
    tabel = _BIJ[signaal.bij].__tablename__
    return {
        "soort": signaal.soort.value,
        "zin": signaal.zin,
        "sinds": signaal.sinds.isoformat() if signaal.sinds else None,
        "bij": {"soort": signaal.bij, "uuid": str(signaal.bij_uuid), "href": adres(tabel, signaal.bij_uuid)},
    }


_stap = ONTWIKKELCOALITIES.stap
ONTWIKKELCOALITIES.maak(coalitie_vormen.oprichten, CoalitieInvoer, "Richt een coalitie op")
ONTWIKKELCOALITIES.wijzig(coalitie_bijhouden.wijzigen, CoalitieWijziging, "Wijzig een coalitie")
ONTWIKKELCOALITIES.geef("signalen", _signalen, "Wat op een dag (?peildatum=) aandacht vraagt bij een coalitie")
_stap("_laattoe", coalitie_vormen.lid_toelaten, "Laat een organisatie meedoen", DeelnemingInvoer)
_stap("_laatuit", _laat_uit, "Noteer de laatste dag van een deelneming", Uittreding)
_stap("_draagover", coalitie_vormen.overdragen, "Maak een ander aanjager; wie het was, blijft lid", Overdracht)
_stap("_vorm", coalitie_vormen.vormen, "Ga van verkenning naar vorming")
_stap("_startcase", coalitie_vormen.case_starten, "Begin aan de purpose case")
_stap("_voeruit", coalitie_vormen.uitvoeren, "Neem in uitvoering, na een go op de purpose case")
_stap("_rondaf", coalitie_vormen.afronden, "Rond een coalitie af waarin niets meer openstaat", Afronding)
_stap("_beeindig", coalitie_vormen.beeindigen, "Beëindig een coalitie", Beeindiging)
_stap("_voegsamen", coalitie_samenvoegen.samenvoegen, "Laat een coalitie opgaan in een andere", Samenvoeging)
_stap("_koppelactie", coalitie_bijhouden.actie_koppelen, "Koppel een actie", ActieKoppeling)
_stap("_ontkoppelactie", coalitie_bijhouden.actie_loskoppelen, "Maak een actie los", ActieKoppeling)
_stap("_koppelcampus", coalitie_bijhouden.campus_koppelen, "Koppel een campus", CampusKoppeling)
_stap("_ontkoppelcampus", coalitie_bijhouden.campus_loskoppelen, "Maak een campus los", CampusKoppeling)
