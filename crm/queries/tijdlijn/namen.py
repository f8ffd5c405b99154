"""Names for what a timeline is about: of every kind of dossier in one statement, with the page that each leads to."""

import uuid as uuid_
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.db import VastePunt
from crm.models import (
    Actie,
    Actiepunt,
    Agendapunt,
    Bijlage,
    Convenant,
    Gebruiker,
    Gremium,
    Indicator,
    Meting,
    Mijlpaal,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    Programma,
    PurposeCase,
    Resultaat,
    Signaal,
    Toezegging,
    Werkagenda,
)
from crm.queries.tijdlijn.gebeurtenis import Over

Sleutel = tuple[str, int]


@dataclass(frozen=True)
class Naam:
    """What something is called, where its page is, and for a promise whose it is and of how much."""

    naam: str
    over: Over | None = None
    wie: str | None = None
    aantal: Decimal | None = None
    eenheid: str | None = None


ONBEKEND = Naam("iets wat er niet meer is")


def _regel(
    noun: Any,
    link: Any,
    naam: Any,
    *met: Any,
    uuid: Any = None,
    wie: Any = None,
    aantal: Any = None,
    eenheid: Any = None,
) -> sa.Select[Any]:
    """One branch of the statement; `met` are the tables to join, each with its condition."""
    vraag = sa.select(
        sa.literal(noun.__tablename__, sa.Text).label("tabel"),
        noun.id.label("id"),
        (
            sa.literal(link, sa.Text) if link is None or isinstance(link, str) else sa.cast(link, sa.Text)
        ).label("link"),
        (noun.uuid if uuid is None else uuid).label("uuid"),
        sa.cast(naam, sa.Text).label("naam"),
        sa.cast(sa.null() if wie is None else wie, sa.Text).label("wie"),
        (_geen(VastePunt(2), sa.BigInteger) if aantal is None else aantal).label("aantal"),
        sa.cast(sa.null() if eenheid is None else eenheid, sa.Text).label("eenheid"),
    ).select_from(noun)
    for tabel, voorwaarde in met:
        vraag = vraag.outerjoin(tabel, voorwaarde)
    return vraag


def _geen(soort: sa.types.TypeEngine, kaal: type[sa.types.TypeEngine]) -> Any:
    return sa.type_coerce(sa.cast(sa.null(), kaal), soort)


def _genummerd(woord: str, noun: Any, naam: Any) -> Any:
    """ "coalitie 5a Loket"; without a number "coalitie Loket"."""
    return (
        sa.literal(f"{woord} ")
        .concat(sa.func.coalesce(sa.cast(noun.nummer, sa.Text).concat(" "), ""))
        .concat(naam)
    )


_BIJ_ACTIE = sa.case((Actie.id.is_not(None), "actie"), else_="programma")

# Per table that an event can be about. What has no page of its own leads to the page it stands on.
_NAMEN: dict[str, sa.Select[Any]] = {
    vraag.selected_columns.tabel.element.value: vraag
    for vraag in (
        _regel(Actie, "actie", _genummerd("actie", Actie, sa.func.coalesce(Actie.korte_titel, Actie.titel))),
        _regel(
            Ontwikkelcoalitie, "coalitie", _genummerd("coalitie", Ontwikkelcoalitie, Ontwikkelcoalitie.naam)
        ),
        _regel(PurposeCase, "case", PurposeCase.titel),
        _regel(Organisatie, "organisatie", Organisatie.naam),
        _regel(Persoon, "persoon", Persoon.naam),
        _regel(Gebruiker, None, Gebruiker.naam),
        _regel(Overleg, "overleg", Overleg.onderwerp),
        _regel(Gremium, "gremium", Gremium.naam),
        _regel(Convenant, "convenant", Convenant.naam),
        _regel(Toezegging, "toezegging", Toezegging.omschrijving),
        _regel(Signaal, "signaal", Signaal.onderwerp),
        _regel(Bijlage, "bijlage", Bijlage.naam),
        _regel(Indicator, "indicator", Indicator.naam),
        _regel(
            Opdracht,
            "opdracht",
            sa.cast(Opdracht.soort, sa.Text).concat(
                sa.func.coalesce(sa.literal(" ").concat(Opdracht.keten), "")
            ),
        ),
        _regel(
            Meting,
            "indicator",
            Indicator.naam,
            (Indicator, Indicator.id == Meting.indicator_id),
            uuid=Indicator.uuid,
            eenheid=Indicator.eenheid,
        ),
        _regel(
            Mijlpaal,
            _BIJ_ACTIE,
            Mijlpaal.omschrijving,
            (Actie, Actie.id == Mijlpaal.actie_id),
            (Programma, Programma.id == Mijlpaal.programma_id),
            uuid=sa.func.coalesce(Actie.uuid, Programma.uuid),
        ),
        _regel(
            Resultaat,
            "actie",
            Resultaat.omschrijving,
            (Actie, Actie.id == Resultaat.actie_id),
            uuid=Actie.uuid,
        ),
        _regel(
            Agendapunt,
            "werkagenda",
            Agendapunt.omschrijving,
            (Werkagenda, Werkagenda.id == Agendapunt.werkagenda_id),
            uuid=Werkagenda.uuid,
        ),
        _regel(
            Actiepunt,
            sa.case((Overleg.id.is_not(None), "overleg"), else_="case"),
            Actiepunt.omschrijving,
            (Overleg, Overleg.id == Actiepunt.overleg_id),
            (PurposeCase, PurposeCase.id == Actiepunt.case_id),
            uuid=sa.func.coalesce(Overleg.uuid, PurposeCase.uuid),
        ),
        _regel(
            Partnerafspraak,
            "afspraak",
            Partnerafspraak.omschrijving,
            (Organisatie, Organisatie.id == Partnerafspraak.organisatie_id),
            wie=Organisatie.naam,
            aantal=Partnerafspraak.hoeveelheid,
            eenheid=Partnerafspraak.eenheid,
        ),
    )
}

BEKEND = frozenset(_NAMEN)


def namen(session: Session, gezocht: Iterable[Sleutel], *, met_personen: bool) -> Mapping[Sleutel, Naam]:
    """The names of these rows, in one statement; a contact person is nobody to who may not see persons."""
    per_tabel: dict[str, set[int]] = {}
    for tabel, nummer in gezocht:
        if tabel in _NAMEN and (met_personen or tabel != Persoon.__tablename__):
            per_tabel.setdefault(tabel, set()).add(nummer)
    if not per_tabel:
        return {}
    delen = [
        _NAMEN[tabel].where(_NAMEN[tabel].selected_columns.id.in_(nummers))
        for tabel, nummers in sorted(per_tabel.items())
    ]
    return {(rij.tabel, rij.id): _naam(rij) for rij in session.execute(sa.union_all(*delen))}


def _naam(rij: Any) -> Naam:
    over = Over(rij.link, _uuid(rij.uuid)) if rij.link and rij.uuid else None
    return Naam(
        rij.naam.replace("_", " ") if rij.tabel == "opdracht" else rij.naam,
        over,
        rij.wie,
        rij.aantal,
        rij.eenheid,
    )


def _uuid(waarde: Any) -> uuid_.UUID:
    return waarde if isinstance(waarde, uuid_.UUID) else uuid_.UUID(str(waarde))
