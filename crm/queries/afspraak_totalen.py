"""What was promised and what came of it as of a day, per unit: by coalitie, case, actie, organisatie or helix.

Sums of the lines of the ledger up to that day, so that what happens later changes no earlier figure.
"""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.db import VastePunt
from crm.errors import OngeldigeInvoer
from crm.models import (
    Actie,
    Afschrijving,
    AfspraakStatus,
    Helix,
    Levering,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    PurposeCase,
)
from crm.queries.afspraken import Eenheidsom
from crm.queries.teruggeteld import coalitie_op


class Per(StrEnum):
    """By what the sums are made."""

    COALITIE = "coalitie"
    CASE = "case"
    ACTIE = "actie"
    ORGANISATIE = "organisatie"
    HELIX = "helix"


@dataclass(frozen=True)
class Groep:
    """The sums of one coalitie, case, actie, organisatie or helix; a helix is a word and has no uuid."""

    uuid: uuid_.UUID | None
    nummer: str | None
    naam: str
    sommen: tuple[Eenheidsom, ...]


@dataclass(frozen=True)
class Totalen:
    """Everything per unit, then per group, then what belongs to no group. Units never add up."""

    per: Per
    peildatum: dt.date
    totaal: tuple[Eenheidsom, ...]
    groepen: tuple[Groep, ...]
    zonder: tuple[Eenheidsom, ...]
    is_meer: bool


_p = Partnerafspraak
_bedrag = VastePunt(2)
# By what: the key on the promise, the dossier that it points at, and the dossier's number and name.
_SOORTEN: dict[Per, tuple[Any, Any, Any, Any]] = {
    Per.COALITIE: (_p.coalitie_id, Ontwikkelcoalitie, Ontwikkelcoalitie.nummer, Ontwikkelcoalitie.naam),
    Per.CASE: (_p.case_id, PurposeCase, sa.null(), PurposeCase.titel),
    Per.ACTIE: (_p.actie_id, Actie, Actie.nummer, sa.func.coalesce(Actie.korte_titel, Actie.titel)),
    Per.ORGANISATIE: (_p.organisatie_id, Organisatie, sa.null(), Organisatie.naam),
}


def keur_peildatum(peildatum: dt.date | None, vandaag: dt.date) -> dt.date:
    """The day that was asked for, or today. Refuses with OngeldigeInvoer a day ahead: nobody knows what comes."""
    if peildatum is not None and peildatum > vandaag:
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {"peildatum": [zin]})
    return peildatum or vandaag


def totalen(
    session: Session, per: Per, peildatum: dt.date, *, na: uuid_.UUID | None = None, aantal: int
) -> Totalen:
    """The sums as of that day, at most so many groups by name, in four queries or fewer.

    `na` is the group after which the page begins. A promise that was rejected by then never was one.
    """
    if per is Per.HELIX:
        return _per_helix(session, peildatum)
    sleutel, dossier, nummer, naam = _SOORTEN[per]
    if per is Per.COALITIE:
        # A merger moves promises to another coalitie; before that day they were of the one that ended.
        sleutel = coalitie_op(peildatum)
    gevonden = _groepen(session, sleutel, dossier, nummer, naam, peildatum, na, aantal + 1)
    groepen = gevonden[:aantal]
    sommen = _sommen(session, peildatum, sleutel, sleutel.in_([rij.id for rij in groepen]))
    zonder = _sommen(session, peildatum, sa.null(), sleutel.is_(None))
    return Totalen(
        per=per,
        peildatum=peildatum,
        totaal=_sommen(session, peildatum, sa.null()).get(None, ()),
        groepen=tuple(Groep(rij.uuid, rij.nummer, rij.naam, sommen[rij.id]) for rij in groepen),
        zonder=zonder.get(None, ()),
        is_meer=len(gevonden) > aantal,
    )


def _per_helix(session: Session, peildatum: dt.date) -> Totalen:
    helix = (
        sa.select(Organisatie.helix)
        .where(Organisatie.id == _p.organisatie_id)
        .correlate(Partnerafspraak)
        .scalar_subquery()
    )
    sommen = _sommen(session, peildatum, helix)
    return Totalen(
        per=Per.HELIX,
        peildatum=peildatum,
        totaal=_sommen(session, peildatum, sa.null()).get(None, ()),
        groepen=tuple(Groep(None, None, str(h), sommen[h]) for h in Helix if h in sommen),
        zonder=(),
        is_meer=False,
    )


def _telt_mee(peildatum: dt.date) -> Any:
    """Named by then, and not rejected by then."""
    afgewezen = sa.and_(_p.status == AfspraakStatus.AFGEWEZEN, col(_p.afgesloten_op) <= peildatum)
    return sa.and_(_p.genoemd_op <= peildatum, sa.not_(sa.func.coalesce(afgewezen, sa.false())))


def _groepen(
    session: Session,
    sleutel: Any,
    dossier: Any,
    nummer: Any,
    naam: Any,
    peildatum: dt.date,
    na: uuid_.UUID | None,
    aantal: int,
) -> Sequence[Any]:
    """The dossiers that have a promise, by name."""
    heeft = dossier.id.in_(sa.select(sleutel).where(sleutel.is_not(None), _telt_mee(peildatum)))
    vraag = sa.select(dossier.id, dossier.uuid, nummer.label("nummer"), naam.label("naam")).where(heeft)
    if na is not None:
        vorige = sa.select(naam, dossier.id).where(dossier.uuid == na).subquery()
        grens = sa.select(*vorige.c).scalar_subquery()
        vraag = vraag.where(sa.tuple_(naam, dossier.id) > grens)
    return session.execute(vraag.order_by(naam, dossier.id).limit(aantal)).all()


def _sommen(
    session: Session, peildatum: dt.date, groep: Any, *waar: Any
) -> dict[Any, tuple[Eenheidsom, ...]]:
    """The sums per unit of each group, in one query."""
    geleverd = _tot(Levering, Levering.geleverd_op, peildatum)
    afgeschreven = _tot(Afschrijving, Afschrijving.afgeschreven_op, peildatum)
    vraag = (
        sa.select(
            groep.label("groep"),
            _p.eenheid,
            sa.func.count(_p.id),
            _getal(_p.hoeveelheid),
            _getal(sa.func.coalesce(geleverd.c.som, 0)),
            _getal(sa.func.coalesce(afgeschreven.c.som, 0)),
        )
        .select_from(Partnerafspraak)
        .outerjoin(geleverd, geleverd.c.afspraak_id == _p.id)
        .outerjoin(afgeschreven, afgeschreven.c.afspraak_id == _p.id)
        .where(_telt_mee(peildatum), *waar)
        .group_by("groep", _p.eenheid)
        .order_by(_p.eenheid)
    )
    per_groep: dict[Any, list[Eenheidsom]] = defaultdict(list)
    for eigen, *rest in session.execute(vraag):
        per_groep[eigen].append(Eenheidsom(*rest))
    return {eigen: tuple(sommen) for eigen, sommen in per_groep.items()}


def _tot(regels: Any, dag: Any, peildatum: dt.date) -> Any:
    """What the lines of the ledger add up to per promise, until that day."""
    return (
        sa.select(
            regels.afspraak_id, sa.func.sum(sa.type_coerce(regels.hoeveelheid, sa.BigInteger)).label("som")
        )
        .where(dag <= peildatum)
        .group_by(regels.afspraak_id)
        .subquery()
    )


def _getal(kolom: Any) -> Any:
    return sa.type_coerce(sa.func.sum(sa.type_coerce(kolom, sa.BigInteger)), _bedrag)
