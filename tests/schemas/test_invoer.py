"""What comes in: references, days that can exist, and rows."""

import datetime as dt
import uuid

import pytest
from marshmallow import ValidationError

from crm.models import Helix
from crm.schemas.actie import VoortgangInvoer
from crm.schemas.begroting import BoekingInvoer
from crm.schemas.invoer import HOOGSTENS
from crm.schemas.organisatie import OrganisatieInvoer, OrganisatieWijziging
from crm.schemas.overleg import OverlegInvoer, Reden
from crm.schemas.partnerafspraak import Bevestiging, Sluiting

OVERLEG = {"onderwerp": "Voortgang", "begintOp": "2026-10-13T10:00:00+02:00"}


def fouten(schema, gegevens):
    with pytest.raises(ValidationError) as weigering:
        schema().load(gegevens)
    return weigering.value.messages


def test_a_meeting_of_two_fields_is_enough_and_the_rest_is_empty():
    gelezen = OverlegInvoer().load(OVERLEG)
    assert gelezen["begint_op"] == dt.datetime(2026, 10, 13, 8, tzinfo=dt.UTC)
    assert [gelezen[rij] for rij in ("aanwezigen", "besluiten", "actiepunten", "afspraken")] == [
        [],
        [],
        [],
        [],
    ]
    assert gelezen["overleg"] is gelezen["versie"] is gelezen["kenmerk"] is None


def test_the_fields_have_the_names_that_the_verb_knows():
    gelezen = OverlegInvoer().load(
        OVERLEG
        | {
            "aanwezigen": [
                {
                    "naam": " Jan ",
                    "organisatieNaam": "ROM InWest",
                    "organisatieHelix": "overheid",
                    "isAfgemeld": True,
                }
            ],
            "actiepunten": [{"omschrijving": "Bellen", "eigenaarNaam": "Jan", "uiterlijk": "2026-11-01"}],
        }
    )
    aanwezige = gelezen["aanwezigen"][0]
    assert (aanwezige["naam"], aanwezige["organisatie_helix"], aanwezige["is_afgemeld"]) == (
        "Jan",
        Helix.OVERHEID,
        True,
    )
    assert gelezen["actiepunten"][0]["uiterlijk"] == dt.date(2026, 11, 1)


def test_lengths_come_from_the_nouns():
    gevonden = fouten(
        OverlegInvoer,
        OVERLEG | {"onderwerp": "x" * 201, "aanwezigen": [{"naam": "x" * 201, "organisatieNaam": "x" * 201}]},
    )
    assert gevonden["onderwerp"] == ["Gebruik ten hoogste 200 tekens."]
    assert set(gevonden["aanwezigen"][0]) == {"naam", "organisatieNaam"}


def test_a_thousand_rows_are_a_mistake():
    assert fouten(OverlegInvoer, OVERLEG | {"besluiten": [{"omschrijving": "x"}] * (HOOGSTENS + 1)})[
        "besluiten"
    ]


@pytest.mark.parametrize("dag", ["0001-01-01", "9999-12-31", "2205-01-01", "morgen", "", None, 20261001])
def test_a_day_that_nobody_means_is_refused(dag):
    assert fouten(Bevestiging, {"op": dag})["op"]


def test_a_day_is_checked_once_however_often_the_schema_is_made():
    for _ in range(3):
        assert len(fouten(Bevestiging, {"op": "1800-01-01"})["op"]) == 1


def test_lights_are_given_all_three():
    assert set(fouten(VoortgangInvoer, {"actie": str(uuid.uuid4()), "peildatum": "2026-09-30"})) == {
        "beleid",
        "tijd",
        "geld",
    }


def test_an_amount_is_whole_cents_of_a_size_that_can_be():
    assert fouten(BoekingInvoer, {"bedragCent": 0.5})["bedragCent"]
    assert fouten(BoekingInvoer, {"bedragCent": 10**13})["bedragCent"]
    assert fouten(BoekingInvoer, {"bedragCent": "veel"})["bedragCent"]


@pytest.mark.parametrize("website", ["javascript:alert(1)", "file:///etc/passwd", "geen adres"])
def test_a_website_is_a_web_address(website):
    assert fouten(OrganisatieInvoer, {"naam": "x", "helix": "bedrijf", "website": website}) == {
        "website": ["Begin met https://, zoals https://www.voorbeeld.nl."]
    }


def test_a_change_holds_only_what_changes():
    assert OrganisatieWijziging(partial=True).load({"regio": None}) == {"regio": None}


def test_status_and_uuid_are_ours():
    assert set(
        fouten(OrganisatieInvoer, {"naam": "x", "helix": "bedrijf", "uuid": str(uuid.uuid4()), "id": 1})
    ) == {"uuid", "id"}


def test_a_reason_is_not_blank():
    assert fouten(Reden, {"reden": "   "})
    assert fouten(Sluiting, {"stap": "weg", "gronden": ""}).keys() == {"stap", "gronden"}
