"""The figures of the quarterly report: what was true of one programme at the end of a peildatum.

`lezen` reads, the other files reckon, `momentopname` writes down, `verschillen` compares two of those.
"""

import datetime as dt

from sqlmodel import Session

from crm.models import Programma
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal import acties as acties_
from crm.queries.kwartaal import afspraken as afspraken_
from crm.queries.kwartaal import cases as cases_
from crm.queries.kwartaal import geld as geld_
from crm.queries.kwartaal import samenwerking, vooruit
from crm.queries.kwartaal.cijfers import Kwartaalcijfers
from crm.queries.kwartaal.indicatoren import indicatorstanden
from crm.queries.kwartaal.lezen import lees
from crm.queries.kwartaal.register import records

__all__ = ["Kwartaal", "Kwartaalcijfers", "kwartaalcijfers"]


def kwartaalcijfers(
    session: Session, programma: Programma, *, periode: Kwartaal, peildatum: dt.date
) -> Kwartaalcijfers:
    """Everything the report says, as it stood at the end of the peildatum; a fixed number of SELECTs.

    Amounts are eurocenten, quantities are in the unit of their own line. Dated, so that what happens after the peildatum
    changes nothing: lights, measurements, ledger lines, deliveries and dates of promises, meetings, members, who held a
    role, endings, the gate and the money of a purpose case, and the status of a coalitie, a case and an action point (from
    the log). Not dated, so as they are today: names and texts, the helix
    of a partner, targets, norms, and which doelen, acties and mijlpalen there are (also those read in later). A line that
    is entered later with an earlier day counts from then on. What must stay as it was is in the snapshot.
    """
    gegevens = lees(session, programma, peildatum)
    afspraken = afspraken_.afspraakstanden(gegevens)
    acties = acties_.actiestanden(gegevens, periode.vorige.eind, afspraken)
    geld = geld_.geld(gegevens)
    coalities = samenwerking.coalitiestanden(gegevens, afspraken)
    cases = cases_.casestanden(gegevens, afspraken)
    opdrachten = samenwerking.opdrachtstanden(gegevens)
    mijlpalen = acties_.mijlpaalstanden(gegevens)
    return Kwartaalcijfers(
        programma_uuid=programma.uuid,
        programma=_kop(programma),
        periode=periode,
        peildatum=peildatum,
        doelen=acties_.doelstanden(gegevens, acties, geld),
        acties=acties,
        indicatoren=indicatorstanden(gegevens),
        mijlpalen=mijlpalen,
        afspraken=afspraken,
        afspraaksommen=afspraken_.sommen(afspraken),
        coalities=coalities,
        cases=cases,
        poort=cases_.poortstand(cases),
        opdrachten=opdrachten,
        normen=samenwerking.normstanden(gegevens),
        geld=geld,
        vooruitblik=vooruit.vooruitblik(gegevens, periode, mijlpalen, afspraken, opdrachten),
        bronkwesties=vooruit.bronkwesties(gegevens),
        aantal_overleggen=len(gegevens.overleggen),
        records=records(gegevens, coalities, cases),
    )


def _kop(programma: Programma) -> dict[str, str | int | None]:
    velden = (
        "code",
        "naam",
        "jaar_van",
        "jaar_tot",
        "missie",
        "begrotingsprogramma",
        "portefeuille",
        "eigenaar",
    )
    return {veld: getattr(programma, veld) for veld in velden}
