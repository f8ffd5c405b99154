"""The money ledger on the peildatum: sums per budget post, in eurocenten."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from crm.models import BegrotingSoort, Begrotingsregel
from crm.queries.kwartaal.cijfers import Geld, Postbedrag, Reeksbedrag
from crm.queries.kwartaal.gegevens import Gegevens

_BEGROOT = (BegrotingSoort.PRIMITIEF, BegrotingSoort.WIJZIGING)


def geld(gegevens: Gegevens) -> Geld:
    """The posts in the year of the peildatum, their total, and amounts that were never divided over years."""
    jaar = gegevens.peildatum.year
    per_post: dict[str, list[Begrotingsregel]] = defaultdict(list)
    bezet = {"totaal"}  # the line under the table has that code
    reeksen = []
    doelen = {doel.id: doel for doel in gegevens.doelen}
    for regel in gegevens.begroting:
        if regel.jaar_van == regel.jaar_tot or regel.bedrag_cent is None:
            per_post[gelijk(regel.post)].append(regel)
        else:
            jaren = f"{regel.jaar_van}-{regel.jaar_tot}"
            reeksen.append(
                Reeksbedrag(regel.post, regel.onderdeel, jaren, regel.bedrag_cent, regel.woord, regel.uuid)
            )
    posten = tuple(_post(regels, jaar, doelen, bezet) for regels in per_post.values())
    return Geld(jaar, posten, _totaal(posten) if posten else None, tuple(reeksen))


def _post(regels: list[Begrotingsregel], jaar: int, doelen: dict, bezet: set[str]) -> Postbedrag:
    naam = regels[0].post
    dit_jaar = [regel for regel in regels if regel.jaar_van <= jaar <= regel.jaar_tot]
    primitief = _som(dit_jaar, BegrotingSoort.PRIMITIEF)
    na_wijziging = _som(dit_jaar, *_BEGROOT)
    prognose = _som(dit_jaar, BegrotingSoort.PROGNOSE)
    jaren = sorted(
        {
            regel.jaar_van
            for regel in regels
            if regel.soort is BegrotingSoort.PRIMITIEF and regel.bedrag_cent is not None
        }
    )
    per_jaar = tuple(
        (een, _som((r for r in regels if r.jaar_van == een), BegrotingSoort.PRIMITIEF) or 0) for een in jaren
    )
    doel = next((doelen[regel.doel_id] for regel in regels if regel.doel_id in doelen), None)
    return Postbedrag(
        code=vrije_code(slak(naam) or "post", bezet),
        naam=doel.naam if doel and gelijk(doel.budgetnaam or "") == gelijk(naam) else leesbaar(naam),
        doel_uuid=doel.uuid if doel else None,
        primitief=primitief,
        na_wijziging=na_wijziging,
        realisatie=_som(dit_jaar, BegrotingSoort.REALISATIE),
        prognose=prognose,
        afwijking=None if prognose is None or na_wijziging is None else na_wijziging - prognose,
        per_jaar=per_jaar,
        totaal=sum(bedrag for _, bedrag in per_jaar) if per_jaar else None,
        onderdelen_zonder_bedrag=tuple(
            regel.onderdeel for regel in regels if regel.bedrag_cent is None and regel.onderdeel
        ),
        regels=_regels(regels, dit_jaar),
    )


def _regels(alle: list[Begrotingsregel], dit_jaar: list[Begrotingsregel]) -> dict[str, tuple[UUID, ...]]:
    """Which lines make up each column of this year, and the budget of each year."""

    def van(*soorten):
        return tuple(regel.uuid for regel in dit_jaar if regel.soort in soorten)

    primitief = [
        regel for regel in alle if regel.soort is BegrotingSoort.PRIMITIEF and regel.bedrag_cent is not None
    ]
    per_jaar = {
        str(jaar): tuple(r.uuid for r in primitief if r.jaar_van == jaar)
        for jaar in {r.jaar_van for r in primitief}
    }
    return {
        "primitief": van(BegrotingSoort.PRIMITIEF),
        "na_wijziging": van(*_BEGROOT),
        "realisatie": van(BegrotingSoort.REALISATIE),
        "prognose": van(BegrotingSoort.PROGNOSE),
        "afwijking": van(*_BEGROOT, BegrotingSoort.PROGNOSE),
        "totaal": tuple(regel.uuid for regel in primitief),
        **per_jaar,
    }


def _samen(posten: tuple[Postbedrag, ...]) -> dict[str, tuple[UUID, ...]]:
    samen: dict[str, tuple[UUID, ...]] = defaultdict(tuple)
    for post in posten:
        for kolom, uuids in post.regels.items():
            samen[kolom] += uuids
    return dict(samen)


def _som(regels: Iterable[Begrotingsregel], *soorten: BegrotingSoort) -> int | None:
    """The sum, or None when nothing was booked at all: unknown is not zero."""
    bedragen = [
        regel.bedrag_cent for regel in regels if regel.soort in soorten and regel.bedrag_cent is not None
    ]
    return sum(bedragen) if bedragen else None


def _totaal(posten: tuple[Postbedrag, ...]) -> Postbedrag:
    """The line under the table. A forecast counts only when every post with a budget has one."""
    begroot = [post for post in posten if post.na_wijziging is not None]
    compleet = bool(begroot) and all(post.prognose is not None for post in begroot)
    na_wijziging = _bekend(post.na_wijziging for post in posten)
    prognose = _bekend(post.prognose for post in posten) if compleet else None
    jaren: dict[int, int] = defaultdict(int)
    for post in posten:
        for jaar, bedrag in post.per_jaar:
            jaren[jaar] += bedrag
    return Postbedrag(
        code="totaal",
        naam="Totaal",
        doel_uuid=None,
        primitief=_bekend(post.primitief for post in posten),
        na_wijziging=na_wijziging,
        realisatie=_bekend(post.realisatie for post in posten),
        prognose=prognose,
        afwijking=None if prognose is None or na_wijziging is None else na_wijziging - prognose,
        per_jaar=tuple(sorted(jaren.items())),
        totaal=sum(jaren.values()) if jaren else None,
        onderdelen_zonder_bedrag=(),
        regels=_samen(posten),
    )


def _bekend(bedragen: Iterable[int | None]) -> int | None:
    wel = [bedrag for bedrag in bedragen if bedrag is not None]
    return sum(wel) if wel else None


def leesbaar(naam: str) -> str:
    """A post that is printed in capitals reads like a sentence: "Bijdrage aan regionale samenwerking"."""
    return naam.capitalize() if naam.isupper() else naam


def slak(tekst: str) -> str:
    """A name as part of a figure's id: small letters and hyphens."""
    ontleed = unicodedata.normalize("NFKD", tekst.casefold())
    return re.sub(r"[^a-z0-9]+", "-", ontleed.encode("ascii", "ignore").decode()).strip("-")


def gelijk(tekst: str) -> str:
    """Equal for two spellings of one name: colleagues type "Uren" and "uren" and mean one line."""
    return slak(tekst) or tekst.strip().casefold()


def vrije_code(basis: str, bezet: set[str]) -> str:
    """This code, or the first of `basis-2`, `basis-3` … that nothing has yet; from now on it is taken."""
    code, nummer = basis, 1
    while code in bezet:
        nummer += 1
        code = f"{basis}-{nummer}"
    bezet.add(code)
    return code
