"""Who gets a step about a dossier now: by role, and the stand-in where the one it is for cannot be reached.

The owner is replaced by the programmamanagers (and they by the beheerders) when there is none, when that colleague left or
cannot be mailed, and also gets company of them during a long absence; and so is a role that nobody has, or of which
everybody is away. A partner that cannot be mailed and an aanjager without an account are replaced by the owner.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.db import kleine_letters
from crm.models import (
    Afwezigheid,
    DeelnemerRol,
    Deelneming,
    Gebruiker,
    GebruikerRol,
    Gebruikersrol,
    OnbestelbaarAdres,
    Ontvangerrol,
    Persoon,
    Regelstap,
    dag_van,
)
from crm.models.gebruiker import SYSTEEM_EMAIL
from crm.queries.herinneringen.kolommen import nog_eens

LANG_WEG = dt.timedelta(days=7)
"""Who is away for a week at most reads it then; of who is away longer the stand-ins hear it too, until the last day."""

_LEESROLLEN = (GebruikerRol.LEZER,)


@dataclass(frozen=True)
class Collegas:
    """The colleagues who can get mail now, by number: read once for a whole sweep."""

    dag: dt.date
    bereikbaar: tuple[int, ...]
    lang_weg: tuple[int, ...]
    per_rol: dict[GebruikerRol, tuple[int, ...]]

    @property
    def vervangers(self) -> tuple[int, ...]:
        """Who gets what would reach nobody: the first of these who are there, or else who will be there again."""
        rollen = [self.per_rol.get(rol, ()) for rol in (GebruikerRol.PROGRAMMAMANAGER, GebruikerRol.BEHEERDER)]
        return next(filter(None, (*map(self.aanwezig, rollen), *rollen)), ())

    def aanwezig(self, nummers: tuple[int, ...]) -> tuple[int, ...]:
        """Those of these colleagues who are not away for long."""
        return tuple(nummer for nummer in nummers if nummer not in self.lang_weg)

    @property
    def hoort_het_zelf(self) -> tuple[int, ...]:
        """Who needs no stand-in."""
        return self.aanwezig(self.bereikbaar)


def collegas(session: Session, nu: dt.datetime) -> Collegas:
    """Active, with a role in which one can act, at an address that mail reaches; in two statements."""
    dag = dag_van(nu)
    rijen = session.execute(
        sa.select(Gebruiker.id, Gebruikersrol.rol)
        .join(Gebruikersrol, Gebruikersrol.gebruiker_id == Gebruiker.id)
        .where(
            Gebruiker.is_actief.is_(True),
            Gebruikersrol.rol.not_in(_LEESROLLEN),
            Gebruiker.email != SYSTEEM_EMAIL,
            ~onbestelbaar(Gebruiker.email),
        )
        .order_by(Gebruiker.id)
    ).all()
    weg = session.execute(
        sa.select(Afwezigheid.gebruiker_id, Afwezigheid.van, Afwezigheid.tot).where(
            Afwezigheid.van <= dag, Afwezigheid.tot >= dag
        )
    )
    per_rol: dict[GebruikerRol, tuple[int, ...]] = {}
    for nummer, rol in rijen:
        per_rol[rol] = (*per_rol.get(rol, ()), nummer)
    bereikbaar = dict.fromkeys(nummer for nummer, _ in rijen)
    return Collegas(dag, tuple(bereikbaar), tuple({nummer for nummer, van, tot in weg if tot > van + LANG_WEG}), per_rol)


def onbestelbaar(email: Any) -> sa.ColumnElement[bool]:
    """The condition that mail does not reach this address."""
    return sa.exists().where(OnbestelbaarAdres.email == kleine_letters(email), OnbestelbaarAdres.hersteld_op.is_(None))


def rollen(stap: Regelstap) -> tuple[Ontvangerrol, ...]:
    """An escalation goes to its role and to the owner, who should not have to hear it from somebody else."""
    return (stap.ontvanger, Ontvangerrol.EIGENAAR) if stap.is_escalatie else (stap.ontvanger,)


def doelen(deel: Any, rol: Ontvangerrol, wie: Collegas) -> Iterator[sa.Select[Any]]:
    """Per way to find a recipient a SELECT of all columns of `deel` (a question of bronnen.py) with `gebruiker_id`,
    `persoon_id` and `ontvanger` (its key). The same recipient may come out of two of them.
    """
    if rol is Ontvangerrol.EIGENAAR:
        yield from _eigenaar(deel, wie)
    elif rol is Ontvangerrol.PARTNER:
        persoon = _persoon(deel, deel.c.persoon_id)
        yield persoon
        yield from _in_plaats_van(deel, wie, sa.and_(deel.c.persoon_id.is_not(None), ~_bestaat(deel, deel.c.persoon_id)))
    elif rol is Ontvangerrol.AANJAGER:
        aanjager = _aanjager(deel, wie)
        yield _met(sa.select(deel), gebruiker_id=aanjager).where(aanjager.is_not(None))
        yield from _in_plaats_van(deel, wie, aanjager.is_(None))
    else:
        met_rol = wie.per_rol.get(GebruikerRol(rol), ())
        yield _collegas(deel, met_rol)
        if not wie.aanwezig(met_rol):
            yield _collegas(deel, wie.vervangers)


def _eigenaar(deel: Any, wie: Collegas) -> Iterator[sa.Select[Any]]:
    eigenaar = deel.c.eigenaar_id
    yield _met(sa.select(deel), gebruiker_id=eigenaar).where(eigenaar.in_(wie.bereikbaar))
    zonder = sa.or_(eigenaar.is_(None), eigenaar.not_in(wie.hoort_het_zelf))
    yield _collegas(deel, wie.vervangers).where(zonder)


def _in_plaats_van(deel: Any, wie: Collegas, waar: Any) -> Iterator[sa.Select[Any]]:
    for vraag in _eigenaar(deel, wie):
        yield vraag.where(waar)


def _collegas(deel: Any, nummers: tuple[int, ...]) -> sa.Select[Any]:
    collega = nog_eens(Gebruiker, "wie")
    samen = deel.join(collega, collega.c.id.in_(nummers))
    return _met(sa.select(deel).select_from(samen), gebruiker_id=collega.c.id)


def _persoon(deel: Any, nummer: Any) -> sa.Select[Any]:
    persoon = nog_eens(Persoon, "wie")
    samen = deel.join(persoon, _bereikbaar(persoon.c, nummer))
    return _met(sa.select(deel).select_from(samen), persoon_id=persoon.c.id)


def _bestaat(deel: Any, nummer: Any) -> sa.ColumnElement[bool]:
    return sa.exists().where(_bereikbaar(nog_eens(Persoon, "ander").c, nummer)).correlate(deel)


def _bereikbaar(persoon: Any, nummer: Any) -> sa.ColumnElement[bool]:
    return sa.and_(persoon.id == nummer, persoon.email.is_not(None), ~onbestelbaar(persoon.email))


def _aanjager(deel: Any, wie: Collegas) -> Any:
    """The colleague who drives the coalitie of the dossier now, known by the address; of two the one who began last.

    A mail about our own work has links to pages for colleagues: an aanjager without an account is spoken to by the owner.
    """
    deelneming, persoon, collega = (nog_eens(noun, "aanjager") for noun in (Deelneming, Persoon, Gebruiker))
    d, p, g = deelneming.c, persoon.c, collega.c
    return (
        sa.select(g.id)
        .join(persoon, kleine_letters(p.email) == kleine_letters(g.email))
        .join(deelneming, d.persoon_id == p.id)
        .where(
            g.id.in_(wie.bereikbaar),
            d.coalitie_id == deel.c.coalitie_id,
            d.rol == DeelnemerRol.AANJAGER,
            d.van <= wie.dag,
            sa.or_(d.tot.is_(None), d.tot >= wie.dag),
        )
        .order_by(d.van.desc(), d.id.desc())
        .limit(1)
        .correlate(deel)
        .scalar_subquery()
    )


def _met(vraag: sa.Select[Any], *, gebruiker_id: Any = None, persoon_id: Any = None) -> sa.Select[Any]:
    """The question with its recipient, as Herinnering keeps it (`sleutel_van`)."""
    letter, nummer = ("g", gebruiker_id) if gebruiker_id is not None else ("p", persoon_id)
    niemand = sa.cast(sa.null(), sa.Integer)
    return vraag.add_columns(
        (niemand if gebruiker_id is None else gebruiker_id).label("aan_gebruiker"),
        (niemand if persoon_id is None else persoon_id).label("aan_persoon"),
        (sa.literal(letter, sa.String) + sa.cast(nummer, sa.String)).label("ontvanger"),
    )
