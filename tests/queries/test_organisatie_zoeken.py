"""Which organisation is meant: certain where it is certain, a proposal where it is not."""

import pytest

from crm.models import Helix, OrganisatieAlias
from crm.models.organisatie import naam_sleutel
from crm.queries.organisatie_zoeken import bekend, voorstellen, zin_bij
from tests.support.tellen import tel_opdrachten
from tests.workflows.conftest import maak_organisatie


@pytest.fixture
def bekenden(session):
    return {
        o.naam: o
        for o in (
            maak_organisatie(session, "Rom Inwest", Helix.OVERHEID),
            maak_organisatie(session, "Ontwikkelingsbedrijf Noord-Holland Noord", Helix.OVERHEID, "ONHN"),
            maak_organisatie(session, "Techport", Helix.SAMENWERKINGSVERBAND),
            maak_organisatie(session, "Techport+", Helix.SAMENWERKINGSVERBAND),
            maak_organisatie(session, "Greenport Aalsmeer", Helix.SAMENWERKINGSVERBAND),
            maak_organisatie(session, "Greenport Noord-Holland Noord", Helix.SAMENWERKINGSVERBAND),
        )
    }


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("ROM InWest", "Rom Inwest"),
        ("rom inwest b.v.", "Rom Inwest"),
        ("ONHN", "Ontwikkelingsbedrijf Noord-Holland Noord"),
        ("ontwikkelingsbedrijf noord holland noord", "Ontwikkelingsbedrijf Noord-Holland Noord"),
        ("Techport+", "Techport+"),
    ],
)
def test_these_are_certain(session, bekenden, getypt, bedoeld):
    assert bekend(session, [getypt])[getypt].naam == bedoeld


@pytest.mark.parametrize("getypt", ["", "   ", "…", "Greenport", "InWest Rom Rom"])
def test_these_are_not(session, bekenden, getypt):
    assert getypt not in bekend(session, [getypt])


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [("Rom In-West", "Rom Inwest"), ("Ontwikelingsbedrijf NHN Noord-Holland", "Ontwikkelingsbedrijf Noord-Holland Noord")],
)
def test_what_looks_like_one_is_proposed_first(session, bekenden, getypt, bedoeld):
    assert voorstellen(session, getypt)[0].organisatie.naam == bedoeld


def test_nothing_like_it_gives_no_proposal_and_a_way_out(session, bekenden):
    assert voorstellen(session, "Bakkerij Jansen") == []
    assert "Kies een soort om de organisatie toe te voegen" in zin_bij("Bakkerij Jansen", [])


def test_a_pasted_page_is_no_name_and_is_compared_with_none(session, bekenden):
    assert voorstellen(session, "ROM InWest " * 10_000) == []


def test_an_uncertain_alias_is_a_proposal_not_a_fact(session, bekenden):
    nzkg = maak_organisatie(session, "Programmabureau Noordzeekanaalgebied", Helix.OVERHEID)
    alias = "Projectbureau Noorzeekanaalgebied"
    session.add(
        OrganisatieAlias(organisatie_id=nzkg.id, naam=alias, naam_sleutel=naam_sleutel(alias), is_onzeker=True)
    )
    session.flush()
    assert bekend(session, [alias]) == {}
    assert voorstellen(session, alias)[0].organisatie.id == nzkg.id


def test_many_names_cost_two_questions(database, session, bekenden):
    with tel_opdrachten(database.engine) as opdrachten:
        bekend(session, [f"Naam {n}" for n in range(50)] + list(bekenden))
    assert len(opdrachten) == 2


@pytest.mark.parametrize(
    ("getypt", "staat_er"),
    [
        ("Asfaltcentrale De Hoek", "Huis van de Nederlandse Provincies"),
        ("Bouwadvies Het Raamwerk", "Het Rijk"),
        ("Demontage Collectief Noord", "Ontwikkelingsbedrijf Noord-Holland Noord"),
        ("Vereniging Slopers Polder en Duin", "I en W"),
    ],
)
def test_a_small_word_in_common_is_no_likeness(session, getypt, staat_er):
    maak_organisatie(session, staat_er)
    assert voorstellen(session, getypt) == []
