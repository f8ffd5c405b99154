"""The gate holds in the database itself, also for who works around the program."""

import pytest
import sqlalchemy as sa

from crm.models import CaseStatus, Financieringsregel, Ontwikkelcoalitie, PurposeCase, PurposeCaseVersie
from tests.factories import maak
from tests.support import cases
from tests.workflows.conftest import *  # noqa: F403 - the same people and dossiers


def voer_uit(session, opdracht, **waarden):
    session.execute(sa.text(opdracht), waarden)


@pytest.fixture
def case(session, coalitie, programma, petra, nu):
    cases.richtsnoer(session, programma)
    return cases.coalitie_met_case(session, coalitie, petra, nu)


@pytest.fixture
def besloten(session, case, petra, bram, nu):
    cases.vul(session, case, petra, nu)
    cases.tot_advies(session, case, petra, nu)
    cases.besluit(session, case, bram, nu)
    session.commit()
    return case


DIEN_IN = (
    "UPDATE purpose_case SET status = 'ingediend', ingediend_op = '2026-10-14', ingediend_door_id = :door,"
    " provincie_bij_indiening = :provincie, totaal_bij_indiening = :totaal WHERE id = :case"
)
HEEL_VEEL = 4 * 10**18


@pytest.mark.parametrize(
    ("provincie", "totaal", "mag"),
    [
        (5000, 10000, True),
        (5001, 10000, False),
        (50_000_000, 100_000_000, True),
        (50_000_001, 100_000_000, False),
        (50_000_001, 100_000_001, False),
        (50_000_001, 100_000_002, True),
        (HEEL_VEEL, 2 * HEEL_VEEL, True),
        (HEEL_VEEL + 1, 2 * HEEL_VEEL, False),
        (0, 1, True),
        (0, 0, False),
        (None, 100, False),
        (1, None, False),
    ],
)
def test_half_passes_and_a_cent_more_is_refused_in_sql(session, case, petra, provincie, totaal, mag):
    waarden = {"door": petra.id, "case": case.id, "provincie": provincie, "totaal": totaal}
    if mag:
        voer_uit(session, DIEN_IN, **waarden)
        return
    with pytest.raises(sa.exc.IntegrityError, match=r"hoogstens_de_helft|ck_purpose_case"):
        voer_uit(session, DIEN_IN, **waarden)


@pytest.mark.parametrize(
    "wijziging",
    [
        "status = 'ingediend'",
        "status = 'besloten', uitkomst = 'go'",
        "uitkomst = 'go'",
        "status = 'in_uitvoering', in_uitvoering_op = '2026-10-14'",
        "status = 'geevalueerd'",
        "status = 'onbekend'",
    ],
)
def test_no_status_is_reached_without_what_it_needs(session, case, wijziging):
    with pytest.raises(sa.exc.IntegrityError):
        voer_uit(session, f"UPDATE purpose_case SET {wijziging} WHERE id = :case", case=case.id)


@pytest.mark.parametrize(
    ("tabel", "wijziging"),
    [
        ("purpose_case_versie", "commitment = 'anders'"),
        ("financieringsstand", "bedrag = 1"),
        ("advies", "tekst = 'anders'"),
        ("poortbesluit", "uitkomst = 'stop'"),
        ("poortbesluit", "criteria = '[]'"),
    ],
)
def test_what_was_there_is_never_changed_or_removed(session, besloten, tabel, wijziging):
    for opdracht in (f"UPDATE {tabel} SET {wijziging}", f"DELETE FROM {tabel}"):
        with pytest.raises(sa.exc.IntegrityError, match="alleen aangevuld"), session.begin_nested():
            voer_uit(session, opdracht)


@pytest.mark.parametrize("wijziging", ["uitkomst = 'stop'", "uitkomst = NULL, status = 'geadviseerd'"])
def test_a_decision_is_not_taken_back(session, besloten, wijziging):
    with pytest.raises(sa.exc.IntegrityError):
        voer_uit(session, f"UPDATE purpose_case SET {wijziging} WHERE id = :case", case=besloten.id)


def test_nobody_decides_on_what_he_submitted(session, besloten):
    with pytest.raises(sa.exc.IntegrityError, match=r"tweede_persoon|ck_poortbesluit"):
        voer_uit(
            session,
            "INSERT INTO poortbesluit (uuid, versie, aangemaakt_op, gewijzigd_op, case_id, versie_id, advies_id, uitkomst,"
            " is_onvoldoende_draagvlak, gronden, besloten_op, besloten_door_id, ingediend_door_id, criteria, financiering)"
            " SELECT '00000000000000000000000000000001', 1, aangemaakt_op, gewijzigd_op, :case, versie_id, advies_id,"
            " uitkomst, is_onvoldoende_draagvlak, gronden, besloten_op, ingediend_door_id, ingediend_door_id, criteria,"
            " financiering FROM poortbesluit",
            case=_andere_case(session),
        )


def _andere_case(session):
    return maak(session, PurposeCase, coalitie=maak(session, Ontwikkelcoalitie, naam="Ander")).id


def test_a_coalitie_has_one_case_at_a_time_in_the_database_too(session, case, coalitie):
    session.add(PurposeCase(coalitie_id=coalitie.id, titel="Nog een"))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


def test_two_versions_never_have_one_number(session, case, petra, nu):
    session.add(PurposeCaseVersie(case_id=case.id, nummer=1, opgesteld_door_id=petra.id, opgesteld_op=nu))
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()


@pytest.mark.parametrize(
    "wijziging",
    [
        "soort = 'in_natura'",
        "soort = 'in_natura', eenheid = 'uren', waardering = 'Cao'",
        "soort = 'in_natura', eenheid = 'uren', waardering = 'Cao', tarief = 0",
        "soort = 'in_natura', eenheid = 'uren', tarief = 100",
        "tarief = 100",
        "eenheid = 'uren'",
        "vervallen_op = '2026-10-14'",
        "jaar = 1999",
    ],
)
def test_a_line_in_natura_is_valued_and_one_in_money_is_not(session, case, petra, nu, wijziging):
    regel = cases.geld(session, case, cases.partij(session, "Proefbedrijf"), "10", petra, nu)
    with pytest.raises(sa.exc.IntegrityError):
        voer_uit(session, f"UPDATE financieringsregel SET {wijziging} WHERE id = :regel", regel=regel.id)


def test_no_amount_is_below_zero(session, case, petra, nu):
    regel = maak(session, Financieringsregel, case=case)
    opdracht = (
        "INSERT INTO financieringsstand (uuid, versie, aangemaakt_op, gewijzigd_op, regel_id, stand, bedrag, op, door_id)"
        " SELECT '00000000000000000000000000000002', 1, aangemaakt_op, gewijzigd_op, id, 'toegekend', -1, '2026-10-14',"
        " :door FROM financieringsregel WHERE id = :regel"
    )
    with pytest.raises(sa.exc.IntegrityError):
        voer_uit(session, opdracht, regel=regel.id, door=petra.id)


def test_a_coalitie_goes_to_uitvoering_only_with_a_go(session, case, coalitie, besloten):
    session.refresh(coalitie)
    ander = maak(session, Ontwikkelcoalitie, naam="Zonder go")
    session.commit()
    opdracht = "UPDATE ontwikkelcoalitie SET status = 'uitvoering' WHERE id = :id"
    with pytest.raises(sa.exc.IntegrityError, match="go"), session.begin_nested():
        voer_uit(session, opdracht, id=ander.id)
    voer_uit(session, opdracht, id=coalitie.id)
    assert besloten.status is CaseStatus.BESLOTEN
