"""Two schedulers on one database: what both take up at the same moment is done once."""

import datetime as dt
from collections import Counter

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm import jobs
from crm import models as m
from crm.jobs.timetable import Taak
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h
from tests.support.planners import vuur_tegelijk

COLLEGAS, PER_COLLEGA = 12, 4


@pytest.fixture
def werk(database, nu):
    """Promises that are due in two days, of a dozen colleagues; each is to get one digest, and their manager another."""
    with database.transaction() as session:
        maak_gebruiker(session, "Petra", m.GebruikerRol.PROGRAMMAMANAGER)
        partner = maak(session, m.Organisatie)
        for n in range(COLLEGAS):
            eigenaar = maak_gebruiker(session, f"Veld{n}", m.GebruikerRol.AMBASSADEUR)
            for _ in range(PER_COLLEGA):
                maak(session, m.Partnerafspraak, eigenaar=eigenaar, organisatie=partner, uiterlijk=dt.date(2026, 10, 16))
        h.regel(session, (-2, "eigenaar"), (-2, "programmamanager"))
        maak(session, m.Programma, code="economie", jaar_van=2025, jaar_tot=2028)


@pytest.mark.timeout(120)
def test_everybody_gets_one_mail_from_two_schedulers_that_fire_together(database, werk, mailserver, certificaten, nu):
    url = f"smtp://127.0.0.1:{mailserver.poort}?ca={certificaten.ca}"
    vuur_tegelijk(database, url, nu, ("kwartaalconcepten", "herinneren", "versturen", "herinneren", "versturen"))
    kenmerken = Counter(mail["Message-ID"] for mail in mailserver.vak.mails)
    assert set(kenmerken.values()) == {1}
    assert len(mailserver.vak.ontvangers) == len(set(mailserver.vak.ontvangers)) == COLLEGAS + 1
    with database.session() as session:
        hr = m.Herinnering
        per_stap = sa.select(sa.func.count(hr.id)).group_by(hr.onderwerp_id, hr.stap_id, hr.ontvanger)
        assert set(session.execute(per_stap).scalars()) == {1}
        standen = dict(list(session.execute(sa.select(hr.status, sa.func.count()).group_by(hr.status))))
        assert standen == {m.HerinneringStatus.VERZONDEN: 2 * COLLEGAS * PER_COLLEGA}
        lopen = {loop.taak: (loop.keren, loop.is_mislukt) for loop in session.exec(select(m.Taakloop))}
        assert len(session.exec(select(m.Rapportage)).all()) == 1
    assert lopen == {"kwartaalconcepten": (1, False), "herinneren": (4, False), "versturen": (4, False)}


def test_what_failed_is_taken_up_anew_by_one_of_them(database, nu, monkeypatch):
    """Both saw the failure; the second to write finds that the row changed, and leaves it."""
    gelopen, taak = [], Taak("proef", "0 6 * * *", lambda _session, _nu: gelopen.append(1) or "gedaan", "Voor de test.")
    with database.transaction() as session:
        session.add(m.Taakloop(taak="proef", slot="2026-10-14", begonnen_op=nu, klaar_op=nu, is_mislukt=True, uitkomst="net weg"))
    echt, eerder = jobs._lees, []

    def lees(session, *wat):
        gelezen = echt(session, *wat)
        if not eerder:
            eerder.append(True)
            # Where one writer is let in at a time, this cannot happen.
            if not database.is_sqlite:
                jobs.uitvoeren(database, taak, nu)
        return gelezen

    monkeypatch.setattr(jobs, "_lees", lees)
    jobs.uitvoeren(database, taak, nu)
    assert len(gelopen) == 1
