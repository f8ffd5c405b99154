"""Random questions and orders, made from the description: nothing gives a 5xx, and every answer is as described."""

from itertools import count

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlmodel import select

from crm import models as m
from crm.api import COLLECTIES
from crm.models import GebruikerRol as R
from crm.workflows import gebruiker_beheren, rapportage_opstellen
from tests.factories import maak, maak_gebruiker

CONTROLES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Enough to touch every field of every operation a few times, and bounded to a few seconds.
VOORBEELDEN = 4
VERWIJZINGEN = {
    "programma": "programmas",
    "actie": "acties",
    "doel": "doelen",
    "indicator": "indicatoren",
    "organisatie": "organisaties",
    "coalitie": "ontwikkelcoalities",
    "gremium": "gremia",
    "persoon": "personen",
    "deelneming": "deelnemingen",
}
# Makes a document of several seconds from a snapshot; test_doen.py asks for it.
ZONDER = "/rapportages/{uuid}/pdf"


@pytest.fixture
def gevuld(app, database, nu):
    """An application with one of everything, and a key for somebody who may do everything."""
    with database.transaction() as session:
        systeem = gebruiker_beheren.systeemgebruiker(session)
        alles = maak_gebruiker(session, "Alles", *[rol for rol in R if rol is not R.LEZER])
        _, teken = gebruiker_beheren.token_maken(session, alles, "test", door=systeem, nu=nu)
        for collectie in COLLECTIES:
            if collectie.noun is not m.Rapportage:
                maak(session, collectie.noun)
        programma = maak(session, m.Programma, eigenaar="Provincie Voorbeeld")
        rapportage_opstellen.opstellen(session, programma=programma, periode="2026-K3", door=alles, nu=nu)
        maak(session, m.Deelneming)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app, teken


@pytest.mark.slow
@pytest.mark.parametrize("methode", ["GET", "POST", "PATCH"])
def test_random_requests(gevuld, database, methode):
    app, teken = gevuld
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app).include(method=methode)
    operaties = [operatie.ok() for operatie in schema.get_all_operations()]
    assert operaties
    kenmerken = _kenmerken(database)
    for operatie in operaties:
        if operatie.path != ZONDER:
            _probeer(operatie, kenmerken, teken)


def _probeer(operatie, kenmerken, teken) -> None:
    beurt = count()

    @hypothesis.settings(
        max_examples=VOORBEELDEN,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(geval=operatie.as_strategy())
    def vraag(geval):
        if "uuid" in (geval.path_parameters or {}):
            # A random uuid is never there: then every verb would stay out of sight.
            geval.path_parameters["uuid"] = kenmerken[operatie.path.split("/")[1]]
        _wijs_iets_aan(geval.body, kenmerken, soms=next(beurt) % 2 == 0)
        geval.headers = {**(geval.headers or {}), "Authorization": f"Bearer {teken}"}
        geval.call_and_validate(checks=CONTROLES)

    vraag()


def _kenmerken(database) -> dict[str, str]:
    with database.session() as session:
        nouns = {c.pad: c.noun for c in COLLECTIES} | {"deelnemingen": m.Deelneming}
        return {pad: str(session.exec(select(noun.uuid).limit(1)).one()) for pad, noun in nouns.items()}


def _wijs_iets_aan(inhoud, kenmerken, *, soms: bool) -> None:
    """Every other time what an order refers to is really there, so that the verb gets to see the rest."""
    if soms and isinstance(inhoud, dict):
        for veld, pad in VERWIJZINGEN.items():
            if veld in inhoud:
                inhoud[veld] = kenmerken[pad]
