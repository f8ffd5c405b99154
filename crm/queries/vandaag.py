"""What needs attention today: what is late, what comes this week, and how the quarter is going.

A fixed number of queries, each with a limit: a page for one person costs the same with ten dossiers as with ten thousand.
"""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import (
    AMSTERDAM,
    Aanwezigheid,
    Actie,
    Actiepunt,
    ActiepuntStatus,
    Gebruiker,
    GebruikerRol,
    Gremium,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Programma,
    Rapportage,
    RapportageStatus,
    Verzetting,
    dag_van,
)
from crm.queries.coalitie_signalen import CoalitieSignalen, signalen
from crm.queries.coalitie_stand import loopt
from crm.queries.rapportages import werkte_mee
from crm.queries.vandaag_beloften import beloften
from crm.queries.vandaag_kwartaal import Kwartaalstand, kwartaalstand

# So many of one kind are shown; with more, the page says how many there are and where they stand.
HOOGSTENS = 15
DAGEN_VOORUIT = 7
HOOGSTENS_COALITIES = 5


@dataclass(frozen=True)
class Werk:
    """One thing that waits: what kind, by when, and what a reader wants to know before acting."""

    soort: str
    dag: dt.date
    uuid: uuid_.UUID
    naam: str
    versie: int
    gegevens: dict[str, Any]


@dataclass(frozen=True)
class Vandaag:
    """The page of today for one person."""

    te_laat: Sequence[Werk]
    deze_week: Sequence[Werk]
    meer: int
    """How many were left out because there are too many to show."""
    coalities: Sequence[CoalitieSignalen]
    """The coalities that ask for most attention."""
    meer_coalities: int
    kwartaal: Kwartaalstand
    binnenkort: Sequence[Werk]
    """Products of the P&C calendar that have another week or two."""


def vandaag(session: Session, wie: Gebruiker, nu: dt.datetime) -> Vandaag:
    """What waits for this person now, and how the quarter is going."""
    dag = dag_van(nu)
    vragen = (
        _afspraken(session, wie, dag),
        _actiepunten(session, wie, dag),
        _overleggen(session, nu, dag),
        _rapportages(session, wie, dag),
        _beloften(session, wie, dag),
    )
    kwartaal = kwartaalstand(session, wie, dag)
    week = dag + dt.timedelta(days=DAGEN_VOORUIT)
    stukken = [Werk("stuk", s.dag, s.uuid, s.naam, 0, {"wet": s.is_wettelijk}) for s in kwartaal.stukken]
    alles = [*(w for lijst, _ in vragen for w in lijst), *(stuk for stuk in stukken if stuk.dag <= week)]
    werk = sorted(alles, key=lambda w: (w.dag, w.soort, w.naam))
    # A meeting that was held is late from the next day on: nobody writes up during the meeting itself.
    # A promise without a due date is not late when the day to look again has passed: the partner owes nothing yet.
    laat = [w for w in werk if w.dag < dag and not w.gegevens.get("herijken")]
    coalities = _coalities(session, wie, dag)
    return Vandaag(
        te_laat=laat,
        deze_week=[w for w in werk if w not in laat],
        meer=sum(totaal - len(lijst) for lijst, totaal in vragen),
        coalities=coalities[:HOOGSTENS_COALITIES],
        meer_coalities=max(0, len(coalities) - HOOGSTENS_COALITIES),
        kwartaal=kwartaal,
        binnenkort=[stuk for stuk in stukken if stuk.dag > week],
    )


Gevonden = tuple[list[Werk], int]


def _met_totaal(vraag: Any) -> Any:
    """The question with the number of all its rows on each row, cut off at what a page can hold."""
    return vraag.add_columns(sa.func.count().over().label("totaal")).limit(HOOGSTENS)


def _lees(rijen: Iterable[Any], maak: Any) -> Gevonden:
    gelezen = list(rijen)
    return [maak(rij) for rij in gelezen], gelezen[0].totaal if gelezen else 0


def _van_mij(kolom: Any, wie: Gebruiker) -> Any:
    """Mine, or nobody's: what has no owner must not fall between two chairs."""
    return sa.or_(kolom == wie.id, kolom.is_(None))


def _afspraken(session: Session, wie: Gebruiker, dag: dt.date) -> Gevonden:
    wanneer = sa.func.coalesce(Partnerafspraak.uiterlijk, Partnerafspraak.herijken_op)
    gesproken = (
        sa.select(sa.func.max(Overleg.begint_op))
        .join(Aanwezigheid, Aanwezigheid.overleg_id == Overleg.id)
        .where(
            Aanwezigheid.organisatie_id == Partnerafspraak.organisatie_id,
            Overleg.status.in_(Overleg.GEHOUDEN),
            Aanwezigheid.is_afgemeld.is_(False),
        )
        .scalar_subquery()
    )
    verzet = sa.select(sa.func.count()).where(Verzetting.afspraak_id == Partnerafspraak.id).scalar_subquery()
    vraag = (
        select(Partnerafspraak, Organisatie.naam.label("partner"), Ontwikkelcoalitie, Actie)
        .add_columns(gesproken.label("gesproken"), verzet.label("verzet"))
        .join(Organisatie, Organisatie.id == Partnerafspraak.organisatie_id)
        .outerjoin(Ontwikkelcoalitie, Ontwikkelcoalitie.id == Partnerafspraak.coalitie_id)
        .outerjoin(Actie, Actie.id == Partnerafspraak.actie_id)
        .where(
            col(Partnerafspraak.status).in_(Partnerafspraak.OPEN),
            wanneer <= dag + dt.timedelta(days=DAGEN_VOORUIT),
            _van_mij(col(Partnerafspraak.eigenaar_id), wie),
        )
        .order_by(wanneer, col(Partnerafspraak.id))
    )

    def maak(rij: Any) -> Werk:
        afspraak, coalitie, actie = rij.Partnerafspraak, rij.Ontwikkelcoalitie, rij.Actie
        moment = rij.gesproken
        gesproken_op = None if moment is None else dag_van(_bewust(moment))
        return Werk(
            "afspraak",
            afspraak.uiterlijk or afspraak.herijken_op,
            afspraak.uuid,
            rij.partner,
            afspraak.versie,
            {
                "wat": afspraak.omschrijving,
                "openstaand": Decimal(afspraak.openstaand),
                "eenheid": afspraak.eenheid,
                "status": afspraak.status,
                "herijken": afspraak.uiterlijk is None,
                "coalitie": coalitie and _dossiernaam(coalitie.nummer, coalitie.naam),
                "actie": actie and _dossiernaam(actie.nummer, actie.naam),
                "verzet": rij.verzet,
                "gesproken_op": gesproken_op,
            },
        )

    return _lees(session.exec(_met_totaal(vraag)), maak)


def _actiepunten(session: Session, wie: Gebruiker, dag: dt.date) -> Gevonden:
    vraag = (
        select(Actiepunt, Overleg)
        .join(Overleg, col(Overleg.id) == Actiepunt.overleg_id)
        .where(
            Actiepunt.status == ActiepuntStatus.OPEN,
            Actiepunt.eigenaar_id == wie.id,
            col(Actiepunt.uiterlijk) <= dag + dt.timedelta(days=DAGEN_VOORUIT),
        )
        .order_by(col(Actiepunt.uiterlijk), col(Actiepunt.id))
    )
    return _lees(
        session.exec(_met_totaal(vraag)),
        lambda rij: Werk(
            "actiepunt",
            rij.Actiepunt.uiterlijk,
            rij.Actiepunt.uuid,
            rij.Actiepunt.omschrijving,
            rij.Actiepunt.versie,
            {
                "overleg": rij.Overleg.uuid,
                "onderwerp": rij.Overleg.onderwerp,
                "gehouden_op": rij.Overleg.begint_op,
            },
        ),
    )


def _overleggen(session: Session, nu: dt.datetime, dag: dt.date) -> Gevonden:
    """Meetings that were held and not written up, and those of the coming week."""
    tot = dt.datetime.combine(dag + dt.timedelta(days=DAGEN_VOORUIT + 1), dt.time(), AMSTERDAM)
    genodigden = sa.select(sa.func.count()).where(Aanwezigheid.overleg_id == Overleg.id).scalar_subquery()
    vraag = (
        select(Overleg, Gremium.naam.label("gremium"), Ontwikkelcoalitie.naam.label("coalitie"))
        .add_columns(genodigden.label("genodigden"))
        .outerjoin(Gremium, col(Gremium.id) == Overleg.gremium_id)
        .outerjoin(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == Overleg.coalitie_id)
        .where(
            col(Overleg.status).in_((OverlegStatus.GEPLAND, OverlegStatus.GEHOUDEN)),
            col(Overleg.begint_op) < tot,
        )
        .order_by(col(Overleg.begint_op), col(Overleg.id))
    )
    return _lees(
        session.exec(_met_totaal(vraag)),
        lambda rij: Werk(
            "overleg",
            dag_van(rij.Overleg.begint_op),
            rij.Overleg.uuid,
            rij.Overleg.onderwerp,
            rij.Overleg.versie,
            {
                "begint_op": rij.Overleg.begint_op,
                "geweest": rij.Overleg.begint_op <= nu,
                "locatie": rij.Overleg.locatie,
                "dossier": rij.gremium or rij.coalitie,
                "genodigden": rij.genodigden,
            },
        ),
    )


def _rapportages(session: Session, wie: Gebruiker, dag: dt.date) -> Gevonden:
    """Reports that wait for a second person; who worked at one cannot adopt it, and sees it as waiting."""
    if not wie.heeft_rol(GebruikerRol.PROGRAMMAMANAGER, GebruikerRol.BESTUURSADVISEUR):
        return [], 0
    vraag = (
        # Not the snapshot: it is large, and this page shows none of it.
        select(
            Rapportage.uuid,
            Rapportage.periode,
            Rapportage.versie,
            sa.or_(Rapportage.opgesteld_door_id == wie.id, werkte_mee(Rapportage.id, wie.id)).label("eigen"),
            Rapportage.opgesteld_op,
            Programma.naam.label("programma"),
        )
        .join(Programma, col(Programma.id) == Rapportage.programma_id)
        .where(Rapportage.status == RapportageStatus.TER_VASTSTELLING)
        .order_by(col(Rapportage.opgesteld_op))
    )
    return _lees(
        session.exec(_met_totaal(vraag)),
        lambda rij: Werk(
            "rapportage",
            dag,
            rij.uuid,
            f"Kwartaalrapportage {rij.periode}",
            rij.versie,
            {
                "programma": rij.programma,
                "eigen": rij.eigen,
                "opgesteld_op": rij.opgesteld_op,
            },
        ),
    )


def _beloften(session: Session, wie: Gebruiker, dag: dt.date) -> Gevonden:
    """Toezeggingen that are late or due, a herijking in which lines wait, and what partners reported."""
    tot = dag + dt.timedelta(days=DAGEN_VOORUIT)
    gevonden = beloften(session, wie, dag, tot=tot, hoogstens=HOOGSTENS)
    werk = [Werk(b.soort, b.dag, b.uuid, b.naam, 0, b.gegevens) for b in gevonden]
    totalen = {b.soort: b.totaal for b in gevonden if b.soort != "herijking"}
    return werk, sum(totalen.values()) + sum(b.soort == "herijking" for b in gevonden)


def _coalities(session: Session, wie: Gebruiker, dag: dt.date) -> list[CoalitieSignalen]:
    """The coalities of running agendas with something to attend to, for who drives them: the most first."""
    if not wie.heeft_rol(GebruikerRol.PROGRAMMAMANAGER, GebruikerRol.AMBASSADEUR):
        return []
    gevonden = [coalitie for coalitie in signalen(session, dag, loopt(dag.year)) if coalitie.signalen]
    return sorted(gevonden, key=lambda c: (-len(c.signalen), c.oudste or dag))


def _dossiernaam(nummer: str | None, naam: str) -> str:
    return f"{nummer} {naam}" if nummer else naam


def _bewust(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
