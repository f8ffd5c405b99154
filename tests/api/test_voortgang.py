"""The lights through the API: the proposal can be asked for, and it cannot be got around."""

import datetime as dt
import uuid

import pytest

from crm.models import Actie, Indicator, Mijlpaal, Precisie


@pytest.fixture
def actie(bestand):
    actie = bestand(Actie)
    dag = dt.date(2026, 9, 14)
    bestand(Mijlpaal, actie=actie, programma_id=actie.programma_id, precisie=Precisie.DAG, datum_tot=dag, datum_van=dag)
    return actie


@pytest.fixture
def stand(actie):
    return {"actie": str(actie.uuid), "peildatum": "2026-10-14", "beleid": "groen", "tijd": "groen", "geld": "grijs"}


def test_the_proposal_is_told_with_its_reasons_on_any_day(lezer, actie):
    nu = lezer.get(f"/acties/{actie.uuid}/voorstel").json
    assert nu["peildatum"] == "2026-10-14"
    assert nu["tijd"]["licht"] == "oranje"
    assert nu["tijd"]["redenen"][0]["soort"] == "mijlpaal"
    assert nu["beleid"]["licht"] == "grijs"
    toen = lezer.get(f"/acties/{actie.uuid}/voorstel?peildatum=2026-09-14").json
    assert toen["tijd"]["licht"] == "groen"
    assert lezer.get(f"/acties/{actie.uuid}/voorstel?peildatum=gisteren").status_code == 400


def test_the_proposal_cannot_be_got_around(api, stand):
    antwoord = api.post("/voortgang", stand)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json["errors"]] == ["afwijkreden"]
    assert api.post("/voortgang", stand | {"voorstel": {}}).status_code == 400
    gegeven = api.post("/voortgang", stand | {"afwijkreden": "De akte is er."})
    assert gegeven.status_code == 201
    assert gegeven.json["voorstel"]["tijd"]["licht"] == "oranje"
    assert gegeven.json["afwijkreden"] == "De akte is er."


def test_the_same_stand_or_measurement_sent_twice_is_one(api, stand, actie, bestand):
    kenmerk = str(uuid.uuid4())
    velden = stand | {"afwijkreden": "De akte is er.", "kenmerk": kenmerk}
    assert api.post("/voortgang", velden).json["uuid"] == kenmerk
    assert api.post("/voortgang", velden).status_code == 409
    indicator = bestand(Indicator)
    meting = {"indicator": str(indicator.uuid), "peildatum": "2026-09-30", "waarde": "3", "kenmerk": kenmerk}
    assert api.post("/metingen", meting).json["uuid"] == kenmerk
    assert api.post("/metingen", meting).status_code == 409
