"""`crm inlezen ondertekenaars`: the signatories of a deal from a file, as a trial first."""

import json

import pytest
from sqlmodel import select

from crm.errors import NietGevonden, OngeldigeInvoer
from crm.models import Convenant, Ondertekening, Organisatie
from tests.cli.test_crm import draai  # noqa: F401 - the same way of running a command
from tests.factories import maak


@pytest.fixture
def lees_in(draai, database, tmp_path):  # noqa: F811
    with database.transaction() as session:
        maak(session, Convenant, sleutel="proef/convenant.deal")
        maak(session, Organisatie, naam="Techport")

    def doe(tekst, *woorden, convenant="convenant.deal"):
        pad = tmp_path / "deal.csv"
        pad.write_text(tekst, encoding="utf-8")
        return draai("inlezen", "ondertekenaars", pad, "--convenant", convenant, *woorden)

    return doe


TEKST = "naam\nTechport\nXylofoon\n"


def test_a_trial_shows_every_row_and_keeps_nothing(lees_in, database):
    proef = lees_in(TEKST, "--proef", "--nieuw")
    assert proef.exit_code == 0, proef.exception
    assert "gekoppeld    regel 2: Techport. Herkend aan de naam." in proef.output
    assert "toegevoegd   regel 3: Xylofoon. Toegevoegd als bedrijf." in proef.output
    assert "Proef: er is niets veranderd. deal.csv: 1 gekoppeld, 1 toegevoegd" in proef.output
    with database.session() as session:
        assert session.exec(select(Ondertekening)).all() == []


def test_a_machine_gets_the_rows_and_the_second_time_changes_nothing(lees_in):
    eerste = json.loads(lees_in(TEKST, "--json").output)
    assert [regel["uitkomst"] for regel in eerste["regels"]] == ["gekoppeld", "twijfel"]
    tweede = json.loads(lees_in(TEKST, "--json").output)
    assert tweede["aantallen"]["ongewijzigd"] == 2


def test_new_ones_are_of_the_kind_that_was_asked(lees_in, database):
    lees_in(TEKST, "--nieuw", "--helix", "onderwijs")
    with database.session() as session:
        assert session.exec(select(Organisatie.helix).where(Organisatie.naam == "Xylofoon")).one() == "onderwijs"


def test_a_mistake_or_an_unknown_deal_is_a_sentence(lees_in, database):
    fout = lees_in("naam;kvk\nTechport;1\n")
    assert (fout.exit_code, type(fout.exception)) == (1, OngeldigeInvoer)
    assert "deal.csv:2: kvk_nummer: Een KvK-nummer heeft acht cijfers." in str(fout.exception)
    onbekend = lees_in(TEKST, convenant="onzin")
    assert isinstance(onbekend.exception, NietGevonden)
    assert "proef/convenant.deal" in str(onbekend.exception)
    with database.session() as session:
        assert session.exec(select(Ondertekening)).all() == []


def test_a_workbook_is_told_from_a_csv(draai, database, tmp_path):  # noqa: F811
    with database.transaction() as session:
        maak(session, Convenant, sleutel="proef/convenant.deal")
    pad = tmp_path / "deal.csv"
    pad.write_bytes(b"PK\x03\x04 enzovoort")
    uitkomst = draai("inlezen", "ondertekenaars", pad, "--convenant", "convenant.deal")
    assert "Dit is een werkmap en geen CSV." in str(uitkomst.exception)
    pad.write_bytes("naam\nXylofoon\n".encode("utf-16"))
    assert draai("inlezen", "ondertekenaars", pad, "--convenant", "convenant.deal").exit_code == 0
