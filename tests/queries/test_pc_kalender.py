"""The P&C calendar beside the reports: what lies ahead by then, and nothing of it in what was adopted."""

import datetime as dt

from sqlmodel import select

from crm.models import GebruikerRol, PcProduct, PcSoort
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal import kwartaalcijfers
from crm.queries.rapportagedocument import als_html
from crm.workflows import pc_kalender_bijhouden as pc
from crm.workflows import rapportage_opstellen as rapportages
from tests.factories import maak_gebruiker
from tests.support.rapportageprogramma import gebruikers, leeg_programma, maak_programma

D = dt.date
K3 = Kwartaal(2026, 3)


def vooruit(session, programma):
    session.flush()
    cijfers = kwartaalcijfers(session, programma, periode=K3, peildatum=K3.eind)
    return [punt.wat for punt in cijfers.vooruitblik if punt.soort == "P&C"]


def test_what_was_reported_by_the_peildatum_does_not_lie_ahead(session, nu):
    coen = maak_gebruiker(session, "Coen", GebruikerRol.CONTROLLER)
    programma = leeg_programma(session)
    for jaar in (2026, 2027):
        pc.inrichten(session, jaar=jaar, door=coen, nu=nu)
    assert vooruit(session, programma) == [
        "Derde begrotingswijziging 2026: teksten en cijfers aanleveren",
        "Kwartaalrapportage 2026-K3: teksten en cijfers aanleveren",
        "Tweede begrotingswijziging 2026: in PS",
        "Begroting 2027: in PS",
        "Derde begrotingswijziging 2026: in GS",
        "Kwartaalrapportage 2026-K3: in GS",
        "Derde begrotingswijziging 2026: in PS",
    ]
    per_soort = {(p.soort, p.jaar, p.volgnummer): p for p in session.exec(select(PcProduct))}
    # Reported by then is not ahead any more; reported after it was still ahead.
    pc.gereedmelden(session, per_soort[PcSoort.BEGROTING, 2027, 1], op=D(2026, 9, 30), door=coen, nu=nu)
    pc.gereedmelden(session, per_soort[PcSoort.BEGROTINGSWIJZIGING, 2026, 2], op=D(2026, 10, 1), door=coen, nu=nu)
    pc.aanleveren(session, per_soort[PcSoort.BEGROTINGSWIJZIGING, 2026, 3], op=D(2026, 9, 30), door=coen, nu=nu)
    over = vooruit(session, programma)
    assert "Begroting 2027: in PS" not in over
    assert "Tweede begrotingswijziging 2026: in PS" in over
    assert [wat for wat in over if wat.startswith("Derde")] == [
        "Derde begrotingswijziging 2026: in GS",
        "Derde begrotingswijziging 2026: in PS",
    ]


def test_an_adopted_report_stays_the_same_to_the_byte(session, nu):
    opsteller, vaststeller = gebruikers(session)
    programma = maak_programma(session, opsteller)
    rapport = rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
    rapportages.voorleggen(session, rapport, door=opsteller, nu=nu)
    rapportages.vaststellen(session, rapport, door=vaststeller, nu=nu)
    was = (rapport.momentopname, als_html(rapport))
    coen = maak_gebruiker(session, "Coen", GebruikerRol.CONTROLLER)
    derde = next(p for p in pc.inrichten(session, jaar=2026, door=coen, nu=nu) if p.volgnummer == 3)
    pc.wijzigen(session, derde, {"gs_datum": D(2026, 11, 17)}, versie=derde.versie, door=coen, nu=nu)
    session.flush()
    session.refresh(rapport)
    assert (rapport.momentopname, als_html(rapport)) == was
