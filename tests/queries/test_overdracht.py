"""The hand-over pack: everything of this mandate, nothing of another, and nobody's name for who may not see it."""

import datetime as dt

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Aanwezigheid,
    Actie,
    Actiepunt,
    ActiepuntStatus,
    AfspraakStatus,
    Agendapunt,
    AgendapuntStatus,
    CoalitieActie,
    Ontwikkelcoalitie,
    Opdracht,
    OpdrachtStatus,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Persoon,
    PurposeCase,
    Rolvervulling,
    Signaal,
    SignaalStatus,
    Werkagenda,
    WerkagendaStatus,
)
from crm.queries.overdracht import overdracht
from tests.factories import maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 10, 14)
MOMENT = dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)
TOEN = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)
STRAKS = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)


class Wereld:
    """A mandate with an actie, a deelactie, a coalitie on that, and one that only its werkagenda names."""

    def __init__(self, session):
        self.session = session
        self.actie = maak(session, Actie, nummer="2a")
        self.deel = maak(session, Actie, nummer="2a1", ouder_id=self.actie.id, programma_id=self.actie.programma_id)
        self.opdracht = maak(
            session, Opdracht, actie=self.actie, programma_id=self.actie.programma_id, status=OpdrachtStatus.ACTIEF
        )
        self.via_deel = maak(session, Ontwikkelcoalitie, nummer="2", naam="Via deelactie")
        maak(session, CoalitieActie, coalitie=self.via_deel, actie=self.deel)
        self.genoemd = maak(session, Ontwikkelcoalitie, nummer="10", naam="In de werkagenda")
        self.vreemd = maak(session, Ontwikkelcoalitie, nummer="9", naam="Van een ander")
        self.agenda = maak(
            session, Werkagenda, opdracht=self.opdracht, status=WerkagendaStatus.VASTGESTELD, vastgesteld_op=DAG
        )
        maak(session, Agendapunt, werkagenda=self.agenda, coalitie=self.genoemd, omschrijving="Langsgaan")

    def pak(self, *, met_personen=True):
        return overdracht(self.session, self.opdracht.uuid, DAG, MOMENT, met_personen=met_personen)

    def overleg(self, coalitie, begint_op=TOEN, status=OverlegStatus.GEHOUDEN, **anders):
        return maak(self.session, Overleg, coalitie=coalitie, begint_op=begint_op, status=status, **anders)


@pytest.fixture
def wereld(session):
    return Wereld(session)


def test_to_a_mandate_belong_its_actie_the_parts_and_the_coalities_around_them(wereld):
    omvang = wereld.pak().omvang
    assert [actie[2] for actie in omvang.acties] == ["2a", "2a1"]
    assert [coalitie.naam for coalitie in omvang.coalities] == ["Via deelactie", "In de werkagenda"]


def test_an_actie_that_a_point_names_belongs_to_it_too_without_the_coalities_around_it(session, wereld):
    actie = maak(session, Actie, nummer="11a")
    maak(session, CoalitieActie, coalitie=wereld.vreemd, actie=actie)
    maak(session, Agendapunt, werkagenda=wereld.agenda, actie=actie)
    omvang = wereld.pak().omvang
    assert [a[2] for a in omvang.acties] == ["2a", "2a1", "11a"]
    assert wereld.vreemd.naam not in [c.naam for c in omvang.coalities]


def test_a_mandate_without_an_actie_has_only_what_its_werkagenda_names(session, wereld):
    maak(session, Actie)
    los = maak(session, Opdracht)
    assert overdracht(session, los.uuid, DAG, MOMENT, met_personen=True).omvang.acties == ()


def test_open_commitments_of_its_acties_and_coalities_and_no_others(session, wereld):
    for anders in (
        {"actie": wereld.actie, "omschrijving": "bij de actie"},
        {"coalitie": wereld.genoemd, "omschrijving": "bij de coalitie"},
        {"coalitie": wereld.vreemd, "omschrijving": "van een ander"},
        {"actie": wereld.deel, "omschrijving": "gesloten", "status": AfspraakStatus.VERVALLEN, "afgeschreven": 12},
    ):
        if "afgeschreven" in anders:
            anders |= {"afgesloten_op": DAG, "gronden": "Klaar"}
        maak(session, Partnerafspraak, **anders)
    assert {regel.omschrijving for regel in wereld.pak().afspraken} == {"bij de actie", "bij de coalitie"}


def test_open_action_points_of_its_meetings_and_of_the_cases_of_its_coalities(session, wereld):
    collega = maak_gebruiker(session, "Petra")
    overleg, vreemd = wereld.overleg(wereld.via_deel), wereld.overleg(wereld.vreemd)
    case = maak(session, PurposeCase, coalitie=wereld.genoemd)
    maak(session, Actiepunt, overleg=overleg, omschrijving="Bellen", eigenaar=collega, uiterlijk=None)
    maak(session, Actiepunt, overleg=None, case=case, omschrijving="Begroting", uiterlijk=DAG)
    maak(session, Actiepunt, overleg=vreemd, omschrijving="Van een ander")
    maak(session, Actiepunt, overleg=overleg, omschrijving="Af", status=ActiepuntStatus.AFGEROND, gesloten_op=DAG)
    punten = wereld.pak().actiepunten
    assert [(p.omschrijving, p.wie) for p in punten] == [("Begroting", None), ("Bellen", "Petra")]
    assert (punten[0].case_uuid, punten[1].overleg_uuid) == (case.uuid, overleg.uuid)


def test_the_last_contact_with_each_organisation_says_who_whom_when_and_about_what(session, wereld):
    techport = maak(session, Organisatie, naam="Techport")
    anna = maak_gebruiker(session, "Anna")
    vast = {"status": OverlegStatus.VASTGELEGD, "vastgelegd_op": MOMENT, "vastgelegd_door_id": anna.id}
    oud = wereld.overleg(wereld.via_deel, TOEN - dt.timedelta(days=30), onderwerp="Eerder")
    laatst = wereld.overleg(wereld.genoemd, TOEN, onderwerp="Docenten", **vast)
    for overleg, namen in ((oud, ["Piet"]), (laatst, ["Jan", "Fatima"])):
        for naam in namen:
            maak(session, Aanwezigheid, overleg=overleg, organisatie=techport, naam=naam)
    maak(session, Aanwezigheid, overleg=laatst, organisatie=techport, naam="Zieke", is_afgemeld=True)
    elders = wereld.overleg(wereld.vreemd, MOMENT - dt.timedelta(days=1))
    maak(session, Aanwezigheid, overleg=elders, organisatie=techport)
    (contact,) = wereld.pak().contacten
    assert (contact.organisatie, contact.onderwerp, contact.door) == ("Techport", "Docenten", "Anna")
    assert contact.met == ("Jan", "Fatima")
    assert wereld.pak(met_personen=False).contacten[0].met == ()


def test_running_signals_and_what_is_open_in_its_werkagendas_and_meetings_to_come(session, wereld):
    for anders in (
        {"opdracht": wereld.opdracht, "onderwerp": "eigen"},
        {"coalitie": wereld.genoemd, "onderwerp": "over de coalitie"},
        {"coalitie": wereld.vreemd, "onderwerp": "van een ander"},
        {"opdracht": wereld.opdracht, "onderwerp": "klaar", "status": SignaalStatus.TERZIJDE, "reden": "Nee"},
    ):
        maak(session, Signaal, **anders)
    maak(
        session, Agendapunt, werkagenda=wereld.agenda, omschrijving="Gedaan", status=AgendapuntStatus.GEREALISEERD,
        gerealiseerd_op=DAG, gesloten_op=DAG, bewijs="Verslag",
    )  # fmt: skip
    wereld.overleg(wereld.via_deel, STRAKS, OverlegStatus.GEPLAND, onderwerp="Komt nog")
    wereld.overleg(wereld.via_deel, STRAKS, OverlegStatus.AFGELAST, onderwerp="Gaat niet door", reden="Ziek", afgelast_op=TOEN)
    pak = wereld.pak()
    assert {s.onderwerp for s in pak.signalen} == {"eigen", "over de coalitie"}
    assert [p.punt.omschrijving for p in pak.punten] == ["Langsgaan"]
    assert [o.onderwerp for o in pak.komend] == ["Komt nog"]


def test_what_asks_for_attention_at_its_coalities_is_in_the_pack(wereld):
    assert {c.naam for c in wereld.pak().coalities} == {"Via deelactie", "In de werkagenda"}
    assert all(c.signalen for c in wereld.pak().coalities)


def test_somebody_from_outside_is_named_only_for_who_may_see_persons(session, wereld):
    overleg = wereld.overleg(wereld.via_deel)
    maak(session, Actiepunt, overleg=overleg, eigenaar_naam="Ineke de Graaf")
    assert [p.wie for p in wereld.pak().actiepunten] == ["Ineke de Graaf"]
    dicht = wereld.pak(met_personen=False).actiepunten
    assert [(p.wie, p.is_van_buiten) for p in dicht] == [(None, True)]


def test_what_is_not_there_is_not_found(session, wereld):
    with pytest.raises(NietGevonden):
        overdracht(session, wereld.actie.uuid, DAG, MOMENT, met_personen=True)


def test_the_pack_costs_the_same_however_much_there_is(session, wereld, database):
    def vul(aantal):
        for nummer in range(aantal):
            coalitie = maak(session, Ontwikkelcoalitie, nummer=str(nummer))
            maak(session, CoalitieActie, coalitie=coalitie, actie=wereld.actie)
            overleg = wereld.overleg(coalitie)
            maak(session, Aanwezigheid, overleg=overleg, organisatie=maak(session, Organisatie))
            maak(session, Actiepunt, overleg=overleg)
            maak(session, Partnerafspraak, coalitie=coalitie)
            maak(session, Signaal, opdracht=wereld.opdracht)
            maak(session, Agendapunt, werkagenda=wereld.agenda, coalitie=coalitie)
            wereld.overleg(coalitie, STRAKS, OverlegStatus.GEPLAND)
            dag = dt.date(2020, 1, 1) + dt.timedelta(days=nummer)
            maak(session, Rolvervulling, opdracht=wereld.opdracht, persoon=maak(session, Persoon), van=dag, tot=dag)
        session.expire_all()
        with tel_opdrachten(database.engine) as opdrachten:
            wereld.pak()
        return len(opdrachten)

    assert vul(2) == vul(40) <= 13
