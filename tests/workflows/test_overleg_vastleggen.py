"""Logging a meeting, in one go and all or nothing."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlmodel import func, select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import (
    Aanwezigheid,
    Actiepunt,
    AfspraakSoort,
    AfspraakStatus,
    Besluit,
    CoalitieActie,
    Helix,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
)
from crm.workflows import overleg_plannen, overleg_vastleggen
from tests.support.tellen import tel_opdrachten


def afspraak(**anders):
    gegevens = {
        "organisatie_naam": "ROM InWest",
        "omschrijving": "Stageplekken",
        "soort": AfspraakSoort.STAGES,
        "eenheid": "stageplekken",
        "hoeveelheid": Decimal(12),
        "uiterlijk": dt.date(2027, 2, 1),
        "herijken_op": None,
    }
    return gegevens | anders


@pytest.fixture
def vastleggen(session, petra, nu):
    def doe(**gegevens):
        basis = {"onderwerp": "Voortgang", "begint_op": nu - dt.timedelta(hours=2)}
        return overleg_vastleggen.vastleggen(session, door=petra, nu=nu, **basis | gegevens)

    return doe


def test_a_meeting_with_everything_is_kept_in_one_go(session, vastleggen, coalitie, petra, rom, logboek):
    overleg = vastleggen(
        coalitie=coalitie.uuid,
        notities="Het ging goed.",
        aanwezigen=[{"naam": "Fatima El Amrani", "organisatie_naam": "ROM InWest"}, {"naam": "Petra"}],
        besluiten=[{"omschrijving": "We beginnen."}],
        actiepunten=[{"omschrijving": "Bellen", "eigenaar": petra.uuid, "uiterlijk": dt.date(2026, 11, 1)}],
        afspraken=[afspraak()],
    )
    assert overleg.status is OverlegStatus.VASTGELEGD
    assert overleg.programma_id == coalitie.programma_id
    punt = session.exec(select(Actiepunt)).one()
    assert (punt.eigenaar_id, punt.eigenaar_naam) == (petra.id, "Petra")
    gemaakt = session.exec(select(Partnerafspraak)).one()
    assert (gemaakt.organisatie_id, gemaakt.coalitie_id, gemaakt.openstaand) == (rom.id, coalitie.id, Decimal(12))
    assert gemaakt.status is AfspraakStatus.GENOEMD
    assert session.exec(select(Besluit.omschrijving)).all() == ["We beginnen."]
    assert logboek() == ["overleg.vastgelegd", "partnerafspraak.genoemd"]


@pytest.mark.parametrize("getypt", ["Rom Inwest", "ROM  InWest", "rom inwest"])
def test_another_spelling_is_the_same_organisation(session, vastleggen, rom, getypt):
    vastleggen(aanwezigen=[{"naam": "Jan", "organisatie_naam": getypt}])
    assert session.exec(select(Aanwezigheid.organisatie_id)).one() == rom.id
    assert session.exec(select(func.count()).select_from(Organisatie)).one() == 1


def test_an_alias_is_the_organisation_itself(session, vastleggen, onhn):
    vastleggen(aanwezigen=[{"naam": "Jan", "organisatie_naam": "ONHN"}])
    assert session.exec(select(Aanwezigheid.organisatie_id)).one() == onhn.id


def test_a_name_that_looks_like_one_is_proposed_and_nothing_is_kept(session, vastleggen, rom):
    with pytest.raises(OngeldigeInvoer) as fout:
        vastleggen(aanwezigen=[{"naam": "Jan", "organisatie_naam": "Rom In West"}], besluiten=[{"omschrijving": "Ja."}])
    assert "Bedoelt u ‘ROM InWest’" in fout.value.velden["aanwezigen.0.organisatie_naam"][0]
    assert session.exec(select(func.count()).select_from(Overleg)).one() == 0


def test_an_unknown_organisation_is_added_in_passing_once(session, vastleggen):
    nieuw = {"organisatie_naam": "Voorbeeldcollege Eén", "organisatie_helix": Helix.ONDERWIJS}
    vastleggen(aanwezigen=[{"naam": "Zoë"} | nieuw, {"naam": "Çelik"} | nieuw], afspraken=[afspraak(**nieuw)])
    gemaakt = session.exec(select(Organisatie)).one()
    assert (gemaakt.naam, gemaakt.helix) == ("Voorbeeldcollege Eén", Helix.ONDERWIJS)


def test_all_that_is_wrong_is_said_at_once(session, vastleggen, nu, rom):
    with pytest.raises(OngeldigeInvoer) as fout:
        vastleggen(
            onderwerp="   ",
            begint_op=dt.datetime(2205, 1, 1, tzinfo=dt.UTC),
            aanwezigen=[{"naam": "Jan", "organisatie_naam": "Heel iets anders"}],
            afspraken=[afspraak(uiterlijk=None, hoeveelheid=Decimal(0), eenheid="euro")],
        )
    assert set(fout.value.velden) == {
        "onderwerp",
        "begint_op",
        "aanwezigen.0.organisatie_naam",
        "afspraken.0.uiterlijk",
        "afspraken.0.hoeveelheid",
        "afspraken.0.eenheid",
    }
    assert fout.value.zin.startswith("6 velden vragen nog aandacht.")


def test_a_promise_without_a_date_needs_a_day_to_look_again(vastleggen, rom):
    with pytest.raises(OngeldigeInvoer, match="Wanneer moet het er zijn"):
        vastleggen(afspraken=[afspraak(uiterlijk=None)])
    assert vastleggen(afspraken=[afspraak(uiterlijk=None, herijken_op=dt.date(2026, 12, 1))])


def test_a_coalitie_with_one_actie_says_what_the_promise_is_for(session, vastleggen, coalitie, actie, rom):
    session.add(CoalitieActie(coalitie_id=coalitie.id, actie_id=actie.id))
    session.flush()
    vastleggen(coalitie=coalitie.uuid, afspraken=[afspraak()])
    assert session.exec(select(Partnerafspraak.actie_id)).one() == actie.id


def test_a_kenmerk_of_nobody_is_not_passed_over(vastleggen):
    with pytest.raises(OngeldigeInvoer) as fout:
        vastleggen(
            aanwezigen=[{"naam": "Jan", "persoon": uuid.uuid4()}],
            actiepunten=[{"omschrijving": "Bellen", "eigenaar": uuid.uuid4()}],
        )
    assert set(fout.value.velden) == {"aanwezigen.0.persoon", "actiepunten.0.eigenaar"}


def test_the_same_form_twice_is_kept_once(session, vastleggen):
    kenmerk = uuid.uuid4()
    vastleggen(kenmerk=kenmerk)
    with pytest.raises(AlGebeurd, match="al vastgelegd"):
        vastleggen(kenmerk=kenmerk)
    assert session.exec(select(func.count()).select_from(Overleg)).one() == 1


def test_a_reader_may_not_log(session, lezer, nu):
    with pytest.raises(NietToegestaan):
        overleg_vastleggen.vastleggen(session, door=lezer, nu=nu, onderwerp="X", begint_op=nu)


def test_a_planned_meeting_is_written_up_and_not_doubled(session, vastleggen, petra, nu):
    begin = nu - dt.timedelta(hours=1)
    gepland = overleg_plannen.plannen(
        session, door=petra, nu=nu - dt.timedelta(days=7), onderwerp="Gepland", begint_op=begin
    )
    overleg = vastleggen(overleg=gepland.uuid, versie=gepland.versie, onderwerp="Gehouden", begint_op=begin)
    assert overleg.id == gepland.id
    assert overleg.status is OverlegStatus.VASTGELEGD
    with pytest.raises(OngeldigeOvergang, match="de status is ‘vastgelegd’"):
        vastleggen(overleg=gepland.uuid, begint_op=begin)


def test_a_meeting_in_2205_cannot_be_planned(session, petra, nu):
    with pytest.raises(OngeldigeInvoer, match="Klopt het jaar"):
        overleg_plannen.plannen(
            session, door=petra, nu=nu, onderwerp="X", begint_op=dt.datetime(2205, 1, 1, tzinfo=dt.UTC)
        )


def test_calling_off_needs_a_reason(session, petra, nu):
    gepland = overleg_plannen.plannen(session, door=petra, nu=nu, onderwerp="X", begint_op=nu + dt.timedelta(days=1))
    with pytest.raises(OngeldigeInvoer):
        overleg_plannen.afgelasten(session, gepland, reden=" ", door=petra, nu=nu)
    overleg_plannen.afgelasten(session, gepland, reden="Ziek", door=petra, nu=nu)
    assert gepland.status is OverlegStatus.AFGELAST


def test_the_second_to_correct_an_older_version_is_told(session, vastleggen, petra, bram, nu):
    overleg = vastleggen(notities="Eerste.")
    session.commit()
    gelezen = overleg.versie
    overleg_vastleggen.corrigeren(session, overleg, versie=gelezen, notities="Van Petra.", door=petra, nu=nu)
    session.commit()
    with pytest.raises(Verouderd, match="nog niet opgeslagen"):
        overleg_vastleggen.corrigeren(session, overleg, versie=gelezen, notities="Van Bram.", door=bram, nu=nu)
    assert overleg.notities == "Van Petra."


def test_the_database_itself_refuses_a_meeting_in_another_century(session):
    session.add(Overleg(onderwerp="X", begint_op=dt.datetime(2205, 1, 1, tzinfo=dt.UTC)))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_a_full_meeting_takes_at_most_forty_statements(session, database, vastleggen, coalitie, petra, rom, onhn):
    session.commit()
    namen = ["ROM InWest", "ONHN"] * 4
    with tel_opdrachten(database.engine) as opdrachten:
        vastleggen(
            coalitie=coalitie.uuid,
            aanwezigen=[{"naam": f"Deelnemer {n}", "organisatie_naam": naam} for n, naam in enumerate(namen)],
            actiepunten=[{"omschrijving": f"Punt {n}", "eigenaar": petra.uuid} for n in range(3)],
            afspraken=[afspraak(), afspraak(organisatie_naam="ONHN")],
        )
        session.commit()
    assert len(opdrachten) <= 40
    assert sum(opdracht.startswith("BEGIN") for opdracht in opdrachten) <= 1
