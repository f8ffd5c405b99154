"""Planning a meeting with participants: who gets which mail, read from the outbox as their calendars will."""

import datetime as dt
import email
import email.policy
import uuid

import icalendar
import pytest
from sqlmodel import select

from crm import models as m
from crm.adapters.brieven import Briefpapier
from crm.adapters.mailbericht import Uitgaand, bouw
from crm.adapters.tekens import Tekenaar
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import BerichtStatus
from crm.workflows import overleg_plannen, overleg_vastleggen
from tests.factories import maak

AFZENDER = "Aanjager <aanjager@voorbeeld.invalid>"
PAPIER = Briefpapier("https://aanjager.invalid", AFZENDER, "Provincie", Tekenaar("x" * 32), "beheer@voorbeeld.invalid")


@pytest.fixture
def begin(nu):
    return nu + dt.timedelta(days=7)


@pytest.fixture
def anna(session):
    return maak(session, m.Persoon, naam="Anna de Boer", email="anna@school.example")


@pytest.fixture
def piet(session):
    return maak(session, m.Persoon, naam="Piet", email="piet@bouw.example")


@pytest.fixture
def plan(session, petra, nu, begin):
    """A planned meeting with these contacts, invited unless told otherwise."""

    def doe(*personen, **anders):
        gegevens = {
            "onderwerp": "Tafel techniek",
            "begint_op": begin,
            "locatie": "Velsen",
            "deelnemers": [{"persoon": persoon.uuid} for persoon in personen],
            "uitnodigen": bool(personen),
        }
        return overleg_plannen.plannen(session, door=petra, nu=nu, papier=PAPIER, **gegevens | anders)

    return doe


@pytest.fixture
def doe(session, petra, nu):
    """A verb on a meeting, by Petra."""

    def roep(verb, overleg, **gegevens):
        return verb(session, overleg, door=petra, nu=nu, papier=PAPIER, **gegevens)

    return roep


@pytest.fixture
def verzonden(session, nu):
    """Everything that waits has left; gives it as (to whom, method, event, mail), as the receiver's program reads it."""

    def lees():
        uit = []
        for bericht in session.exec(select(m.Bericht).where(m.Bericht.status == BerichtStatus.KLAAR).order_by(m.Bericht.id)):
            bericht.opgepakt_op, bericht.opgepakt_door = nu, "test"
            bericht.LEVENSLOOP.apply(bericht, "oppakken")
            session.flush()
            velden = ("aan", "aan_naam", "onderwerpregel", "tekst", "html", "mailkenmerk", "kalender", "kalender_methode")
            uitgaand = Uitgaand(op=nu, **{veld: getattr(bericht, veld) for veld in velden})
            mail = email.message_from_bytes(bouw(uitgaand, afzender=AFZENDER).as_bytes(), policy=email.policy.default)
            (deel,) = (deel for deel in mail.walk() if deel.get_content_type() == "text/calendar")
            agenda = icalendar.Calendar.from_ical(deel.get_payload(decode=True))
            (gebeurtenis,) = agenda.walk("VEVENT")
            assert deel["Content-Type"].params["method"] == agenda["METHOD"]
            assert deel["Content-Type"].params["charset"] == "utf-8"
            uit.append((bericht.aan, str(agenda["METHOD"]), gebeurtenis, mail))
            bericht.opgepakt_op = bericht.opgepakt_door = None
            bericht.verzonden_op = nu
            bericht.LEVENSLOOP.apply(bericht, "verzenden")
            session.flush()
        return uit

    return lees


def wat(post):
    return [(aan, methode, int(deel["SEQUENCE"])) for aan, methode, deel, _ in post]


def test_create_move_and_cancel_are_one_appointment_in_the_calendar(plan, doe, anna, verzonden, begin):
    overleg = plan(anna, eindigt_op=begin + dt.timedelta(hours=2))
    nieuw = verzonden()
    doe(overleg_plannen.verzetten, overleg, begint_op=begin + dt.timedelta(days=1), locatie="Alkmaar")
    verzet = verzonden()
    doe(overleg_plannen.afgelasten, overleg, reden="Geheime reden")
    af = verzonden()
    adres = "anna@school.example"
    assert wat(nieuw + verzet + af) == [(adres, "REQUEST", 0), (adres, "REQUEST", 1), (adres, "CANCEL", 2)]
    delen = [deel for _, _, deel, _ in nieuw + verzet + af]
    assert {str(deel["UID"]) for deel in delen} == {f"{overleg.uuid}@voorbeeld.invalid"}
    assert [str(deel["STATUS"]) for deel in delen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [deel["DTSTART"].dt for deel in delen] == [begin, *[begin + dt.timedelta(days=1)] * 2]
    assert all(deel["DTEND"].dt - deel["DTSTART"].dt == dt.timedelta(hours=2) for deel in delen)
    assert [str(deel["LOCATION"]) for deel in delen] == ["Velsen", "Alkmaar", "Alkmaar"]
    for deel in delen:
        assert deel["ORGANIZER"] == "mailto:aanjager@voorbeeld.invalid"
        assert deel["ATTENDEE"] == f"mailto:{adres}"
        assert deel["ATTENDEE"].params["CN"] == "Anna de Boer"
    assert nieuw[0][2]["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    for _, _, _, mail in nieuw + verzet + af:
        soorten = {deel.get_content_type() for deel in mail.walk()}
        assert {"multipart/alternative", "text/plain", "text/html", "text/calendar"} <= soorten
        assert mail["From"] == AFZENDER
        assert "Geheime reden" not in mail.get_body(("plain",)).get_content()
    assert "Gewijzigd" in verzet[0][3]["Subject"]
    assert "Gaat niet door" in af[0][3]["Subject"]


def test_a_mail_never_lists_the_others(plan, anna, piet, verzonden):
    plan(anna, piet)
    for aan, _, _, mail in verzonden():
        ander = "Piet" if aan.startswith("anna") else "Anna"
        heel = " ".join(deel.get_content() for deel in mail.walk() if deel.get_content_maintype() == "text")
        assert ander not in heel
        assert ander.lower() not in str(mail["To"])


def test_what_had_not_left_yet_is_taken_back_and_nobody_gets_two(plan, doe, anna, session, verzonden, begin):
    overleg = plan(anna)
    doe(overleg_plannen.verzetten, overleg, begint_op=begin + dt.timedelta(days=1))
    (post,) = verzonden()
    assert wat([post]) == [("anna@school.example", "REQUEST", 1)]
    # The first mail that this receiver sees is no change of anything.
    assert "Uitnodiging" in post[3]["Subject"]
    oud = session.exec(select(m.Bericht).order_by(m.Bericht.id)).first()
    assert (oud.status, oud.fout) == (BerichtStatus.INGETROKKEN, "Er kwam een nieuwere uitnodiging.")


def test_who_heard_nothing_yet_hears_nothing_of_a_meeting_that_is_off(plan, doe, anna, verzonden):
    doe(overleg_plannen.afgelasten, plan(anna), reden="Ziek")
    assert verzonden() == []


def test_a_moved_meeting_lasts_as_long_and_stays_where_it_was(plan, doe, begin):
    overleg = plan(eindigt_op=begin + dt.timedelta(minutes=90))
    doe(overleg_plannen.verzetten, overleg, begint_op=begin + dt.timedelta(days=2))
    assert overleg.eindigt_op == begin + dt.timedelta(days=2, minutes=90)
    assert (overleg.locatie, overleg.volgnummer) == ("Velsen", 1)
    doe(overleg_plannen.verzetten, overleg, begint_op=overleg.begint_op, locatie=None)
    assert (overleg.locatie, overleg.volgnummer) == (None, 2)


def test_moving_refuses_what_is_wrong(plan, doe, begin, nu):
    overleg = plan()
    with pytest.raises(AlGebeurd, match="gelden al"):
        doe(overleg_plannen.verzetten, overleg, begint_op=begin)
    for moment, zin in ((nu - dt.timedelta(hours=1), "al geweest"), (begin.replace(year=2205), "Klopt het jaar")):
        with pytest.raises(OngeldigeInvoer, match=zin):
            doe(overleg_plannen.verzetten, overleg, begint_op=moment)
    for uren, zin in ((-1, "niet na het begin"), (24 * 30, "Klopt het einde")):
        with pytest.raises(OngeldigeInvoer, match=zin):
            doe(overleg_plannen.verzetten, overleg, begint_op=begin, eindigt_op=begin + dt.timedelta(hours=uren))
    with pytest.raises(Verouderd):
        doe(overleg_plannen.verzetten, overleg, begint_op=begin + dt.timedelta(days=1), versie=99)
    doe(overleg_plannen.afgelasten, overleg, reden="Ziek")
    for daad in ({"begint_op": begin + dt.timedelta(days=1)},):
        with pytest.raises(OngeldigeOvergang, match="afgelast"):
            doe(overleg_plannen.verzetten, overleg, **daad)
    with pytest.raises(OngeldigeOvergang):
        doe(overleg_plannen.uitnodigen, overleg)


def test_somebody_may_come_off_and_on_the_list_again(plan, doe, anna, piet, session, verzonden):
    overleg = plan(anna, piet)
    verzonden()
    rij = session.exec(select(m.Aanwezigheid).where(m.Aanwezigheid.persoon_id == anna.id)).one()
    doe(overleg_plannen.afzeggen, overleg, deelnemer=rij)
    af = verzonden()
    assert wat(af) == [("anna@school.example", "CANCEL", 1)]
    assert "Uitnodiging ingetrokken" in af[0][3]["Subject"]
    assert [rij.naam for rij in session.exec(select(m.Aanwezigheid))] == ["Piet"]
    doe(overleg_plannen.uitnodigen, overleg, persoon=anna.uuid)
    # Higher than the cancellation, or her calendar would leave it off.
    assert wat(verzonden()) == [("anna@school.example", "REQUEST", 2)]
    with pytest.raises(AlGebeurd, match="staat al op de lijst"):
        doe(overleg_plannen.uitnodigen, overleg, persoon=anna.uuid)


def test_everybody_can_be_invited_later_and_only_once(plan, doe, anna, piet, verzonden, session):
    zonder = maak(session, m.Persoon, naam="Zonder adres")
    weg = maak(session, m.Persoon, naam="Weg", email="Weg@bouw.example")
    maak(session, m.OnbestelbaarAdres, email="weg@bouw.example")
    overleg = plan(anna, piet, zonder, weg, uitnodigen=False)
    assert verzonden() == []
    doe(overleg_plannen.uitnodigen, overleg)
    assert sorted(wat(verzonden())) == [("anna@school.example", "REQUEST", 0), ("piet@bouw.example", "REQUEST", 0)]
    with pytest.raises(OngeldigeInvoer, match="niemand op de lijst"):
        doe(overleg_plannen.uitnodigen, overleg)


def test_who_is_no_contact_of_ours_is_on_the_list_without_a_mail(plan, doe, verzonden, rom, session):
    overleg = plan(deelnemers=[{"naam": "Kees", "organisatie_naam": "rom inwest"}])
    doe(overleg_plannen.uitnodigen, overleg, naam="Els")
    assert verzonden() == []
    rijen = session.exec(select(m.Aanwezigheid).order_by(m.Aanwezigheid.id)).all()
    assert [(rij.naam, rij.organisatie_id) for rij in rijen] == [("Kees", rom.id), ("Els", None)]


@pytest.mark.parametrize(
    ("rijen", "veld", "zin"),
    [
        ([{"naam": " "}], "deelnemers.0.naam", "Hoe heet"),
        ([{"naam": "Kees"}, {"naam": "kees"}], "deelnemers.1.naam", "al op de lijst"),
        ([{"naam": "Kees", "organisatie_naam": "ROM InWst"}], "deelnemers.0.organisatie_naam", "Bedoelt u ‘ROM InWest’"),
        ([{"persoon": "0b0d8a52-6bd2-4f51-9c8e-0d1a1f8f7a11"}], "deelnemers.0.persoon", "niemand"),
        ([{"naam": "K", "organisatie": "0b0d8a52-6bd2-4f51-9c8e-0d1a1f8f7a11"}], "deelnemers.0.organisatie", "geen"),
    ],
)
def test_a_participant_that_is_not_clear_is_a_question(plan, rom, rijen, veld, zin):
    rijen = [rij | {n: uuid.UUID(rij[n]) for n in ("persoon", "organisatie") if n in rij} for rij in rijen]
    with pytest.raises(OngeldigeInvoer) as fout:
        plan(deelnemers=rijen)
    assert zin in fout.value.velden[veld][0]


def test_the_same_plan_twice_is_one_meeting(plan, anna, session):
    kenmerk = uuid.uuid4()
    plan(anna, kenmerk=kenmerk, agenda_uid="uit-outlook")
    with pytest.raises(AlGebeurd, match="staat al gepland"):
        plan(anna, kenmerk=kenmerk)
    with pytest.raises(AlGebeurd, match="uit uw agenda"):
        plan(anna, agenda_uid="uit-outlook")
    assert len(session.exec(select(m.Bericht)).all()) == 1


def test_inviting_when_nobody_can_be_mailed_is_refused(plan):
    with pytest.raises(OngeldigeInvoer) as fout:
        plan(deelnemers=[{"naam": "Kees"}], uitnodigen=True)
    assert list(fout.value.velden) == ["uitnodigen"]


def test_a_reader_plans_nothing_and_moves_nobody(session, plan, lezer, nu, begin, anna):
    overleg = plan(anna)
    rij = session.exec(select(m.Aanwezigheid)).one()
    for verb, gegevens in (
        (overleg_plannen.verzetten, {"begint_op": begin + dt.timedelta(days=1)}),
        (overleg_plannen.uitnodigen, {"naam": "X"}),
        (overleg_plannen.afzeggen, {"deelnemer": rij}),
    ):
        with pytest.raises(NietToegestaan):
            verb(session, overleg, door=lezer, nu=nu, papier=PAPIER, **gegevens)


def test_who_was_planned_was_there_unless_the_write_up_says_otherwise(session, plan, petra, anna, piet, begin):
    later = begin + dt.timedelta(days=1)
    for aanwezigen, verwacht in (([], ["Anna de Boer", "Piet"]), ([{"naam": "x", "persoon": anna.uuid}], ["Anna de Boer"])):
        overleg = plan(anna, piet, uitnodigen=False, eindigt_op=begin + dt.timedelta(hours=1))
        overleg_vastleggen.vastleggen(
            session,
            door=petra,
            nu=later,
            overleg=overleg.uuid,
            onderwerp="Tafel",
            # It began later than planned, after what would have been the end.
            begint_op=begin + dt.timedelta(hours=3),
            aanwezigen=aanwezigen,
        )
        session.flush()
        rijen = session.exec(select(m.Aanwezigheid).where(m.Aanwezigheid.overleg_id == overleg.id)).all()
        assert sorted(rij.naam for rij in rijen) == verwacht
        assert overleg.eindigt_op == begin + dt.timedelta(hours=4)


def test_every_step_stands_in_the_log_without_a_name(session, plan, doe, anna, begin, logboek):
    overleg = plan(anna)
    doe(overleg_plannen.uitnodigen, overleg, naam="Kees")
    doe(overleg_plannen.verzetten, overleg, begint_op=begin + dt.timedelta(days=1))
    doe(overleg_plannen.afzeggen, overleg, deelnemer=session.exec(select(m.Aanwezigheid)).first())
    assert logboek() == [
        "overleg.gepland",
        "overleg.uitgenodigd",
        "overleg.deelnemer_toegevoegd",
        "overleg.verzet",
        "overleg.deelnemer_geschrapt",
    ]
    assert "Anna" not in str([regel.model_dump() for regel in session.exec(select(m.Logboekregel))])
