"""The half-yearly round: what is late and what is due, each with its owner, each with exactly one decision."""

import datetime as dt
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    AfspraakStatus,
    Gebruiker,
    GebruikerRol,
    Herijking,
    HerijkingBesluit,
    Herijkingsregel,
    Partnerafspraak,
    Toezegging,
    ToezeggingStatus,
)
from crm.queries.herijking import ronde
from crm.workflows.afspraken_herijken import afronden, besluiten, starten
from tests.factories import maak, maak_gebruiker

B, S = HerijkingBesluit, AfspraakStatus
LAAT, BINNEN, LATER = dt.date(2026, 10, 13), dt.date(2026, 12, 31), dt.date(2027, 1, 1)
BEVESTIGD = {"status": S.BEVESTIGD, "bevestigd_op": dt.date(2026, 9, 2)}
DICHT = {"status": S.NAGEKOMEN, "geleverd": Decimal(12), "afgesloten_op": dt.date(2026, 9, 3)}


@pytest.fixture
def start(session, petra, nu):
    def doe(**anders):
        return starten(session, **{"jaar": 2026, "helft": 2, "door": petra, "nu": nu} | anders)

    return doe


def regel_van(session, onderwerp):
    kolom = "afspraak_id" if isinstance(onderwerp, Partnerafspraak) else "toezegging_id"
    return session.exec(
        select(Herijkingsregel).where(getattr(Herijkingsregel, kolom) == onderwerp.id)
    ).one_or_none()


@pytest.fixture
def laat(session, bram):
    return maak(session, Partnerafspraak, **BEVESTIGD, uiterlijk=LAAT, eigenaar=bram)


@pytest.fixture
def komt(session, bram):
    return maak(session, Partnerafspraak, **BEVESTIGD, uiterlijk=BINNEN, eigenaar=bram)


@pytest.fixture
def toezegging(session, bram):
    return maak(session, Toezegging, uiterlijk=LAAT, eigenaar=bram)


# --- starting ---


def test_a_round_holds_what_is_late_and_what_is_due_with_its_owner(
    session, start, laat, komt, toezegging, bram, nu
):
    niemand = maak(session, Partnerafspraak, uiterlijk=None, herijken_op=nu.date())
    kijk = maak(session, Toezegging, uiterlijk=None, herijken_op=LAAT)
    buiten = [
        maak(session, Partnerafspraak, uiterlijk=LATER),
        maak(session, Partnerafspraak, uiterlijk=LATER, herijken_op=LAAT),
        maak(session, Partnerafspraak, **BEVESTIGD | DICHT, uiterlijk=LAAT),
        maak(session, Toezegging, status=ToezeggingStatus.VOLDAAN, voldaan_op=LAAT, uiterlijk=LAAT),
    ]
    herijking = start()
    assert (herijking.peildatum, herijking.tot) == (nu.date(), dt.date(2026, 12, 31))
    verwacht = {laat.uuid: "A", komt.uuid: "B", toezegging.uuid: "A", niemand.uuid: "B", kijk.uuid: "A"}
    assert {regel.onderwerp.uuid: str(regel.lijst) for regel in herijking.regels} == verwacht
    assert regel_van(session, laat).eigenaar_id == bram.id
    assert (regel_van(session, niemand).eigenaar_id, regel_van(session, niemand).uiterlijk) == (
        None,
        nu.date(),
    )
    assert [regel_van(session, noun) for noun in buiten] == [None] * 4


@pytest.mark.parametrize(
    ("jaar", "helft", "moment", "tot"),
    [
        (2026, 1, dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC), dt.date(2026, 6, 30)),
        (2026, 1, dt.datetime(2026, 6, 29, 9, tzinfo=dt.UTC), dt.date(2026, 6, 30)),
        (2026, 2, dt.datetime(2026, 6, 30, 9, tzinfo=dt.UTC), dt.date(2026, 12, 31)),
        (2027, 1, dt.datetime(2026, 12, 31, 9, tzinfo=dt.UTC), dt.date(2027, 6, 30)),
    ],
    ids=str,
)
def test_a_round_is_about_this_half_year_or_the_next(start, jaar, helft, moment, tot):
    assert start(jaar=jaar, helft=helft, nu=moment).tot == tot


@pytest.mark.parametrize(
    ("jaar", "helft", "moment"),
    [
        (2026, 1, dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)),
        (2027, 2, dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)),
        (2025, 2, dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)),
        (2026, 2, dt.datetime(2026, 12, 31, 9, tzinfo=dt.UTC)),
        (2026, 3, dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)),
        (2026, 0, dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)),
    ],
    ids=str,
)
def test_another_half_year_is_refused(start, jaar, helft, moment):
    with pytest.raises(OngeldigeInvoer):
        start(jaar=jaar, helft=helft, nu=moment)


def test_the_same_half_year_is_started_once_and_one_round_runs_at_a_time(session, start, laat):
    start()
    with pytest.raises(AlGebeurd, match="al begonnen"):
        start()
    with pytest.raises(OngeldigeOvergang, match="loopt nog"):
        start(jaar=2027, helft=1)
    assert len(session.exec(select(Herijking)).all()) == 1


def test_only_a_programme_manager_starts_and_ends_a_round(session, start, lezer, nu):
    ambassadeur = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
    for wie in (lezer, ambassadeur):
        with pytest.raises(NietToegestaan):
            start(door=wie)
    herijking = start()
    with pytest.raises(NietToegestaan):
        afronden(session, herijking, door=ambassadeur, nu=nu)


# --- deciding ---


def test_kept_delivers_the_rest_with_evidence(session, start, laat, bram, nu, vandaag, logboek):
    start()
    regel = besluiten(
        session, regel_van(session, laat), besluit="nagekomen", bewijs="Lijst", door=bram, nu=nu
    )
    assert (laat.status, laat.geleverd, laat.leveringen[0].bewijs) == (S.NAGEKOMEN, 12, "Lijst")
    assert (regel.besluit, regel.toelichting, regel.besloten_op) == (B.NAGEKOMEN, "Lijst", vandaag)
    assert logboek()[-2:] == ["partnerafspraak.geleverd", "herijking.besloten"]


def test_kept_keeps_a_toezegging(session, start, toezegging, bram, nu):
    start()
    besluiten(session, regel_van(session, toezegging), besluit=B.NAGEKOMEN, bewijs="Brief", door=bram, nu=nu)
    assert (toezegging.status, toezegging.stappen[0].tekst) == (ToezeggingStatus.VOLDAAN, "Brief")


@pytest.mark.parametrize("soort", ["laat", "toezegging"])
def test_a_new_date_moves_the_date_with_the_reason(request, session, start, bram, nu, soort):
    onderwerp = request.getfixturevalue(soort)
    start()
    regel = besluiten(
        session, regel_van(session, onderwerp), besluit=B.NIEUWE_DATUM, naar=LATER, toelichting="Verbouwing",
        door=bram, nu=nu,
    )  # fmt: skip
    assert (onderwerp.uiterlijk, regel.nieuwe_datum, regel.uiterlijk) == (LATER, LATER, LAAT)
    stap = (onderwerp.verzettingen if soort == "laat" else onderwerp.stappen)[0]
    assert (stap.van, stap.naar) == (LAAT, LATER)


def test_lapsing_writes_off_what_is_open(session, start, komt, bram, nu):
    start()
    besluiten(
        session,
        regel_van(session, komt),
        besluit=B.VERVALLEN,
        toelichting="Bedrijf is gestopt",
        door=bram,
        nu=nu,
    )
    assert (komt.status, komt.afgeschreven, komt.gronden) == (S.VERVALLEN, 12, "Bedrijf is gestopt")


def test_a_toezegging_cannot_lapse(session, start, toezegging, bram, nu):
    start()
    regel = regel_van(session, toezegging)
    with pytest.raises(OngeldigeInvoer, match="aan PS vervalt niet"):
        besluiten(session, regel, besluit=B.VERVALLEN, toelichting="Weg ermee", door=bram, nu=nu)
    assert (regel.besluit, toezegging.status) == (None, ToezeggingStatus.OPENSTAAND)


def test_keeping_the_date_needs_a_reason_only_when_it_has_passed(session, start, laat, komt, bram, nu):
    start()
    regel = besluiten(session, regel_van(session, komt), besluit=B.HANDHAVEN, door=bram, nu=nu)
    assert (regel.toelichting, komt.uiterlijk, komt.status) == (
        "De datum blijft zoals die is.",
        BINNEN,
        S.BEVESTIGD,
    )
    with pytest.raises(OngeldigeInvoer) as fout:
        besluiten(session, regel_van(session, laat), besluit=B.HANDHAVEN, toelichting="  ", door=bram, nu=nu)
    assert set(fout.value.velden) == {"toelichting"}
    besluiten(
        session, regel_van(session, laat), besluit=B.HANDHAVEN, toelichting="Komt morgen", door=bram, nu=nu
    )
    assert laat.uiterlijk == LAAT


def test_without_a_due_date_keeping_it_may_say_when_to_look_again(session, start, komt, bram, nu):
    kijk = maak(session, Partnerafspraak, uiterlijk=None, herijken_op=LAAT, eigenaar=bram)
    start()
    besluiten(
        session, regel_van(session, kijk), besluit=B.HANDHAVEN, toelichting="Nog niet bekend", naar=LATER,
        door=bram, nu=nu,
    )  # fmt: skip
    assert (kijk.uiterlijk, kijk.herijken_op) == (None, LATER)
    with pytest.raises(OngeldigeInvoer, match="laat de datum staan"):
        besluiten(session, regel_van(session, komt), besluit=B.HANDHAVEN, naar=LATER, door=bram, nu=nu)


@pytest.mark.parametrize(
    ("gegevens", "velden"),
    [
        ({"besluit": "nagekomen"}, {"bewijs"}),
        ({"besluit": "nieuwe_datum"}, ["naar", "toelichting"]),
        ({"besluit": "nieuwe_datum", "naar": LAAT, "toelichting": "Terug"}, {"naar"}),
        ({"besluit": "vervallen"}, {"toelichting"}),
        ({"besluit": "handhaven"}, {"toelichting"}),
        ({"besluit": "al_gesloten"}, {"besluit"}),
        ({"besluit": "weggooien"}, {"besluit"}),
    ],
    ids=str,
)
def test_a_decision_that_lacks_something_is_refused_at_its_fields(
    session, start, laat, bram, nu, gegevens, velden
):
    start()
    regel = regel_van(session, laat)
    with pytest.raises(OngeldigeInvoer) as fout:
        besluiten(session, regel, **gegevens, door=bram, nu=nu)
    assert sorted(fout.value.velden) == sorted(velden)
    assert (regel.besluit, laat.status, laat.verzettingen) == (None, S.BEVESTIGD, [])


def test_what_was_never_confirmed_is_not_kept(session, start, bram, nu):
    genoemd = maak(session, Partnerafspraak, uiterlijk=LAAT, eigenaar=bram)
    start()
    regel = regel_van(session, genoemd)
    with pytest.raises(OngeldigeOvergang, match="bevestigen"):
        besluiten(session, regel, besluit=B.NAGEKOMEN, bewijs="Lijst", door=bram, nu=nu)
    assert regel.besluit is None


def test_a_line_has_one_decision(session, start, komt, bram, nu):
    start()
    regel = regel_van(session, komt)
    besluiten(session, regel, besluit=B.HANDHAVEN, door=bram, nu=nu)
    with pytest.raises(AlGebeurd, match="al besloten"):
        besluiten(session, regel, besluit=B.VERVALLEN, toelichting="Toch niet", door=bram, nu=nu)
    session.flush()
    with pytest.raises(sa.exc.IntegrityError, match="een keer besloten"):
        session.execute(sa.text("UPDATE herijkingsregel SET besluit = 'vervallen'"))


def test_what_was_closed_meanwhile_is_found_so_whatever_was_asked(session, start, laat, bram, nu, logboek):
    start()
    laat.sluiten("intrekken", nu.date(), "Partner stopt")
    regel = besluiten(session, regel_van(session, laat), besluit=B.NIEUWE_DATUM, naar=LATER, door=bram, nu=nu)
    assert (regel.besluit, regel.nieuwe_datum, laat.status) == (B.AL_GESLOTEN, None, S.INGETROKKEN)
    assert logboek()[-1] == "herijking.besloten"


def test_who_decides_is_the_owner_of_the_line_or_a_programme_manager(session, start, laat, komt, petra, nu):
    anna = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
    komt.eigenaar_id = anna.id
    start()
    with pytest.raises(NietToegestaan):
        besluiten(session, regel_van(session, laat), besluit=B.HANDHAVEN, toelichting="x", door=anna, nu=nu)
    besluiten(session, regel_van(session, komt), besluit=B.HANDHAVEN, door=anna, nu=nu)
    besluiten(session, regel_van(session, laat), besluit=B.HANDHAVEN, toelichting="x", door=petra, nu=nu)


# --- ending ---


@pytest.fixture
def beloften(laat, komt, toezegging):
    return laat, komt, toezegging


def test_a_round_ends_when_every_line_has_its_decision(session, start, beloften, petra, bram, nu, logboek):
    van_niemand = maak(session, Partnerafspraak, uiterlijk=LAAT)
    herijking = start()
    with pytest.raises(OngeldigeOvergang, match=r"nog 4 regels op een besluit: Bram 3, van niemand 1\."):
        afronden(session, herijking, door=petra, nu=nu)
    for onderwerp in beloften:
        besluiten(
            session,
            regel_van(session, onderwerp),
            besluit=B.HANDHAVEN,
            toelichting="Blijft",
            door=bram,
            nu=nu,
        )
    with pytest.raises(OngeldigeOvergang, match="nog 1 regel"):
        afronden(session, herijking, door=petra, nu=nu)
    van_niemand.sluiten("vervallen", nu.date(), "Gestopt")
    afronden(session, herijking, door=petra, nu=nu)
    assert (herijking.afgerond_op, logboek()[-1]) == (nu.date(), "herijking.afgerond")
    assert regel_van(session, van_niemand).besluit is B.AL_GESLOTEN
    assert all(regel.besluit for regel in herijking.regels)
    with pytest.raises(AlGebeurd, match="al afgerond"):
        afronden(session, herijking, door=petra, nu=nu)
    start(jaar=2027, helft=1)


def test_a_round_without_lines_ends_at_once(session, start, petra, nu):
    herijking = start()
    afronden(session, herijking, door=petra, nu=nu)
    assert ronde(session, herijking.uuid).totaal == 0


def test_a_handed_over_line_waits_for_its_new_owner(session, start, laat, petra, bram, nu):
    from crm.workflows import partnerafspraak_opvolgen

    herijking = start()
    partnerafspraak_opvolgen.overdragen(session, laat, eigenaar=petra, door=bram, nu=nu)
    stand = ronde(session, herijking.uuid)
    assert [(a.naam, a.wacht) for a in stand.aandelen] == [("Petra", 1)]
    assert (stand.van(session.get(Gebruiker, petra.id)).wacht, stand.van(bram)) == (1, None)
