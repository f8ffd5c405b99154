"""The money of an agenda as a table: posts by year, with what the document does not divide."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col

from crm.models import BegrotingSoort, Begrotingsregel, Bron
from crm.queries.gevonden import Gevonden, met_bron

_BEGROOT = (BegrotingSoort.PRIMITIEF, BegrotingSoort.WIJZIGING)
_NAMEN = {
    BegrotingSoort.PRIMITIEF: "Vastgesteld",
    BegrotingSoort.WIJZIGING: "Wijzigingen",
    BegrotingSoort.VERPLICHTING: "Verplichtingen",
    BegrotingSoort.REALISATIE: "Realisatie",
    BegrotingSoort.PROGNOSE: "Prognose",
}
Termijn = tuple[int, int]


@dataclass(frozen=True)
class Onderdeel:
    """A part of a post that the document names; the amount is None where it does not say how much."""

    naam: str
    bedrag_cent: int | None
    woord: str | None
    bron: Bron | None


@dataclass(frozen=True)
class Post:
    """One post: what was adopted per term, and its parts."""

    naam: str
    bedragen: tuple[int | None, ...]
    totaal: int | None
    onderdelen: tuple[Onderdeel, ...]
    bron: Bron | None


@dataclass(frozen=True)
class SoortRegel:
    """The total of one kind of line per term, for the comparison below the table."""

    naam: str
    bedragen: tuple[int | None, ...]


@dataclass(frozen=True)
class BegrotingTabel:
    """Columns, posts and totals; None where nothing was booked, because unknown is not zero."""

    termijnen: tuple[Termijn, ...]
    posten: tuple[Post, ...]
    totalen: tuple[int | None, ...]
    totaal: int | None
    na_wijziging: int | None
    soorten: tuple[SoortRegel, ...]


def begroting_tabel(session: Session, programma_id: int, peildatum: dt.date) -> BegrotingTabel:
    """The budget as adopted, with what was booked since up to this day, in one query."""
    regels = met_bron(
        session,
        Begrotingsregel,
        Begrotingsregel.programma_id == programma_id,
        col(Begrotingsregel.boekdatum) <= peildatum,
        volgorde=(col(Begrotingsregel.post_volgorde), col(Begrotingsregel.post), col(Begrotingsregel.id)),
    )
    hele = [regel for regel in regels if not _is_deel(regel, regels)]
    termijnen = tuple(
        sorted({(r.noun.jaar_van, r.noun.jaar_tot) for r in hele if r.noun.bedrag_cent is not None})
    )
    vastgesteld = [r for r in hele if r.noun.soort is BegrotingSoort.PRIMITIEF]
    totalen = _per_termijn(vastgesteld, termijnen)
    na_wijziging = _per_termijn((r for r in hele if r.noun.soort in _BEGROOT), termijnen)
    return BegrotingTabel(
        termijnen=termijnen,
        posten=_posten(regels, vastgesteld, termijnen),
        totalen=totalen,
        totaal=_som(totalen),
        na_wijziging=_som(na_wijziging),
        soorten=_soorten(hele, termijnen),
    )


def _is_deel(regel: Gevonden[Begrotingsregel], alle: Iterable[Gevonden[Begrotingsregel]]) -> bool:
    """Whether this is a part of a post that has an amount of its own, so that it must not count twice."""
    if regel.noun.onderdeel is None:
        return False
    return regel.noun.bedrag_cent is None or any(
        ander.noun.post == regel.noun.post
        and ander.noun.onderdeel is None
        and ander.noun.soort == regel.noun.soort
        for ander in alle
    )


def _posten(
    regels: Iterable[Gevonden[Begrotingsregel]],
    begroot: list[Gevonden[Begrotingsregel]],
    termijnen: tuple[Termijn, ...],
) -> tuple[Post, ...]:
    per_post: dict[str, list[Gevonden[Begrotingsregel]]] = defaultdict(list)
    delen: dict[str, list[Onderdeel]] = defaultdict(list)
    for regel in begroot:
        per_post[regel.noun.post].append(regel)
    for regel in regels:
        noun = regel.noun
        if noun.onderdeel is not None and noun.soort in _BEGROOT:
            delen[noun.post].append(Onderdeel(noun.onderdeel, noun.bedrag_cent, noun.woord, regel.bron))
    namen = dict.fromkeys(r.noun.post for r in regels if r.noun.soort in _BEGROOT)
    return tuple(_post(naam, per_post[naam], tuple(delen[naam]), termijnen) for naam in namen)


def _post(
    naam: str,
    regels: list[Gevonden[Begrotingsregel]],
    onderdelen: tuple[Onderdeel, ...],
    termijnen: tuple[Termijn, ...],
) -> Post:
    bedragen = _per_termijn(regels, termijnen)
    bron = next((regel.bron for regel in regels if regel.bron), None)
    return Post(naam, bedragen, _som(bedragen), onderdelen, bron)


def _per_termijn(
    regels: Iterable[Gevonden[Begrotingsregel]], termijnen: tuple[Termijn, ...]
) -> tuple[int | None, ...]:
    sommen: dict[Termijn, int] = {}
    for regel in regels:
        noun = regel.noun
        if noun.bedrag_cent is not None:
            termijn = (noun.jaar_van, noun.jaar_tot)
            sommen[termijn] = sommen.get(termijn, 0) + noun.bedrag_cent
    return tuple(sommen.get(termijn) for termijn in termijnen)


def _soorten(
    regels: list[Gevonden[Begrotingsregel]], termijnen: tuple[Termijn, ...]
) -> tuple[SoortRegel, ...]:
    """Only where something else than the first budget was booked; otherwise the table says it all."""
    aanwezig = {regel.noun.soort for regel in regels}
    if aanwezig <= {BegrotingSoort.PRIMITIEF}:
        return ()
    uit = []
    for soort in (soort for soort in BegrotingSoort if soort in aanwezig):
        uit.append(
            SoortRegel(_NAMEN[soort], _per_termijn((r for r in regels if r.noun.soort is soort), termijnen))
        )
        if soort is BegrotingSoort.WIJZIGING:
            begroot = (r for r in regels if r.noun.soort in _BEGROOT)
            uit.append(SoortRegel("Na wijzigingen", _per_termijn(begroot, termijnen)))
    return tuple(uit)


def _som(bedragen: Iterable[int | None]) -> int | None:
    bekend = [bedrag for bedrag in bedragen if bedrag is not None]
    return sum(bekend) if bekend else None
