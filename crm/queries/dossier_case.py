"""A purpose case at a day: its text, the richtsnoer, the money, the advice, the decision, and what is still missing."""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Advies,
    Antwoord,
    CaseStatus,
    CriteriumSoort,
    Gebruiker,
    Gremium,
    Ontwikkelcoalitie,
    Overleg,
    Poortbesluit,
    Programma,
    PurposeCase,
    PurposeCaseVersie,
    dag_van,
)
from crm.models.richtsnoer import Toetspunt, ontbrekend
from crm.queries.financiering import Plan, verdeling_op
from crm.queries.richtsnoer import toets
from crm.queries.voorwaarden import VoorwaardeRegel, voorwaarden


# By kind: the points as data, because a decision keeps them so.
Antwoorden = tuple[tuple[CriteriumSoort, tuple[dict[str, Any], ...]], ...]


@dataclass(frozen=True)
class CaseKop:
    """The case with its coalitie and agenda; enough for the pages that change it."""

    case: PurposeCase
    coalitie: Ontwikkelcoalitie
    programma: Programma
    ingediend_door: str | None


@dataclass(frozen=True)
class VersieRegel:
    """One version of the text and who wrote it."""

    versie: PurposeCaseVersie
    door: str


@dataclass(frozen=True)
class AdviesRegel:
    """An advice, about which version, and where it was given."""

    advies: Advies
    versienummer: int
    gremium: tuple[uuid_.UUID, str] | None
    overleg: tuple[uuid_.UUID, str] | None


@dataclass(frozen=True)
class BesluitRegel:
    """The decision of the gate: about which version, by whom, and what became of its conditions."""

    besluit: Poortbesluit
    versienummer: int
    door: str
    ingediend_door: str
    overleg: tuple[uuid_.UUID, str] | None
    voorwaarden: tuple[VoorwaardeRegel, ...]


class Plek(StrEnum):
    """Where in the dossier something is to be done."""

    TEKST = "tekst"
    RICHTSNOER = "richtsnoer"
    FINANCIERING = "financiering"


@dataclass(frozen=True)
class Ontbreekt:
    """One thing that has to be done before the case can be submitted, and where: `anker` is the field or the point."""

    plek: Plek
    anker: str
    zin: str


class Waarschuwing(StrEnum):
    """What deserves attention and is no reason to refuse."""

    BOVEN_DE_HELFT = "boven_de_helft"
    ONGELIJK = "ongelijk"
    BASIS_NIET_GEHAALD = "basis_niet_gehaald"
    UITGESLOTEN = "uitgesloten"
    VOORWAARDE_TE_LAAT = "voorwaarde_te_laat"


@dataclass(frozen=True)
class CaseDossier:
    """Everything on the page of a case."""

    peildatum: dt.date
    kop: CaseKop
    versies: tuple[VersieRegel, ...]
    toets: tuple[Toetspunt, ...]
    plan: Plan
    adviezen: tuple[AdviesRegel, ...]
    besluit: BesluitRegel | None

    @property
    def laatste(self) -> VersieRegel:
        """The text that holds."""
        return self.versies[-1]

    @property
    def als_antwoorden(self) -> Antwoorden:
        """The points by kind with their answers as they are now."""
        return _per_soort(punt.als_gegevens() for punt in self.toets)

    @property
    def bevroren_antwoorden(self) -> Antwoorden:
        """The points by kind with their answers as they stood at the decision; nothing before it."""
        return _per_soort(self.besluit.besluit.criteria if self.besluit else ())

    @property
    def beantwoord(self) -> int:
        return sum(punt.antwoord is not None for punt in self.toets)

    @property
    def ontbreekt(self) -> tuple[Ontbreekt, ...]:
        """What keeps a concept from being submitted, in the order of the dossier; nothing for what was submitted."""
        if self.kop.case.status is not CaseStatus.CONCEPT:
            return ()
        delen = [Ontbreekt(Plek.TEKST, deel, "is nog leeg") for deel in self.laatste.versie.leeg]
        punten = [
            Ontbreekt(Plek.RICHTSNOER, code, zin)
            for code, zinnen in ontbrekend(self.toets).items()
            for zin in zinnen
        ]
        return (*delen, *punten, *self._geld_ontbreekt())

    def _geld_ontbreekt(self) -> list[Ontbreekt]:
        gevraagd = self.plan.totaal.aangevraagd
        if not gevraagd.totaal:
            return [Ontbreekt(Plek.FINANCIERING, "plan", "is nog leeg")]
        if gevraagd.is_te_veel:
            return [Ontbreekt(Plek.FINANCIERING, "aandelen", "de provincie draagt meer dan de helft")]
        return []

    @property
    def waarschuwingen(self) -> tuple[Waarschuwing, ...]:
        """What deserves attention now. A preference of the richtsnoer is none: it only counts in favour."""
        geldend = self.plan.totaal.geldend
        is_gestopt = self.kop.case.uitkomst is not None and not self.kop.case.is_go
        te_laat = self.besluit is not None and any(
            regel.is_te_laat(self.peildatum) for regel in self.besluit.voorwaarden
        )
        geldt = {
            Waarschuwing.BOVEN_DE_HELFT: geldend.is_te_veel and not is_gestopt,
            Waarschuwing.ONGELIJK: bool(geldend.totaal) and geldend.is_ongelijk and not is_gestopt,
            Waarschuwing.BASIS_NIET_GEHAALD: bool(self.met(CriteriumSoort.BASIS, Antwoord.NEE)),
            Waarschuwing.UITGESLOTEN: bool(self.met(CriteriumSoort.UITSLUITING, Antwoord.JA)),
            Waarschuwing.VOORWAARDE_TE_LAAT: te_laat,
        }
        return tuple(soort for soort, is_zo in geldt.items() if is_zo)

    def met(self, soort: CriteriumSoort, antwoord: Antwoord) -> tuple[Toetspunt, ...]:
        """The points of this kind that were answered so."""
        return tuple(
            punt
            for punt in self.toets
            if punt.criterium.soort is soort and punt.antwoord and punt.antwoord.antwoord is antwoord
        )


def groepen(punten: tuple[Toetspunt, ...]) -> tuple[tuple[CriteriumSoort, tuple[Toetspunt, ...]], ...]:
    """The points by kind: what must be met, what one must be chosen of, what counts in favour, what excludes."""
    per_soort = ((soort, tuple(p for p in punten if p.criterium.soort is soort)) for soort in CriteriumSoort)
    return tuple((soort, van_soort) for soort, van_soort in per_soort if van_soort)


def _per_soort(punten: Iterable[dict[str, Any]]) -> Antwoorden:
    alle = list(punten)
    per_soort = ((soort, tuple(p for p in alle if p["soort"] == soort)) for soort in CriteriumSoort)
    return tuple((soort, van_soort) for soort, van_soort in per_soort if van_soort)


def case_kop(session: Session, uuid: uuid_.UUID) -> CaseKop:
    """The case, in one query. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(PurposeCase, Ontwikkelcoalitie, Programma, Gebruiker.naam)
        .join(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == PurposeCase.coalitie_id)
        .join(Programma, col(Programma.id) == Ontwikkelcoalitie.programma_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == PurposeCase.ingediend_door_id)
        .where(PurposeCase.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze purpose case bestaat niet, of niet meer.")
    return CaseKop(*rij)


def case_dossier(session: Session, uuid: uuid_.UUID, peildatum: dt.date) -> CaseDossier:
    """The case on this day, in at most seven queries. Refuses with NietGevonden what is not there.

    Versions, advice, decision and money are those of that day; the answers to the richtsnoer are those of now, because
    only the decision keeps them as they stood.
    """
    kop = case_kop(session, uuid)
    eigen = kop.case.id
    return CaseDossier(
        peildatum=peildatum,
        kop=kop,
        versies=_op(versies(session, eigen), peildatum),
        toets=toets(session, kop.case),
        plan=verdeling_op(session, eigen, peildatum),
        adviezen=tuple(regel for regel in _adviezen(session, eigen) if regel.advies.gegeven_op <= peildatum),
        besluit=_besluit(session, eigen, peildatum) if kop.case.uitkomst else None,
    )


def versies(session: Session, case_id: int) -> tuple[VersieRegel, ...]:
    """All versions of the text in their order, in one query."""
    rijen = session.exec(
        select(PurposeCaseVersie, Gebruiker.naam)
        .join(Gebruiker, col(Gebruiker.id) == PurposeCaseVersie.opgesteld_door_id)
        .where(PurposeCaseVersie.case_id == case_id)
        .order_by(col(PurposeCaseVersie.nummer))
    )
    return tuple(VersieRegel(*rij) for rij in rijen)


def _op(alle: tuple[VersieRegel, ...], peildatum: dt.date) -> tuple[VersieRegel, ...]:
    """The versions of that day; the first one when there was none yet, because a case is never without text."""
    return tuple(r for r in alle if dag_van(r.versie.opgesteld_op) <= peildatum) or alle[:1]


def _adviezen(session: Session, case_id: int) -> tuple[AdviesRegel, ...]:
    rijen = session.execute(
        sa.select(
            Advies, PurposeCaseVersie.nummer, Gremium.uuid, Gremium.naam, Overleg.uuid, Overleg.onderwerp
        )
        .join(PurposeCaseVersie, PurposeCaseVersie.id == Advies.versie_id)
        .outerjoin(Gremium, Gremium.id == Advies.gremium_id)
        .outerjoin(Overleg, Overleg.id == Advies.overleg_id)
        .where(Advies.case_id == case_id)
        .order_by(Advies.id)
    )
    return tuple(
        AdviesRegel(advies, nummer, _paar(g_uuid, g_naam), _paar(o_uuid, o_naam))
        for advies, nummer, g_uuid, g_naam, o_uuid, o_naam in rijen
    )


def _besluit(session: Session, case_id: int, peildatum: dt.date) -> BesluitRegel | None:
    beslisser, indiener = aliased(Gebruiker), aliased(Gebruiker)
    rij = session.execute(
        sa.select(
            Poortbesluit,
            PurposeCaseVersie.nummer,
            beslisser.naam,
            indiener.naam,
            Overleg.uuid,
            Overleg.onderwerp,
        )
        .join(PurposeCaseVersie, PurposeCaseVersie.id == Poortbesluit.versie_id)
        .join(beslisser, beslisser.id == Poortbesluit.besloten_door_id)
        .join(indiener, indiener.id == Poortbesluit.ingediend_door_id)
        .outerjoin(Overleg, Overleg.id == Poortbesluit.overleg_id)
        .where(Poortbesluit.case_id == case_id, Poortbesluit.besloten_op <= peildatum)
    ).first()
    if rij is None:
        return None
    besluit, nummer, door, ingediend_door, o_uuid, o_naam = rij
    return BesluitRegel(
        besluit, nummer, door, ingediend_door, _paar(o_uuid, o_naam), voorwaarden(session, besluit.id)
    )


def _paar(uuid: uuid_.UUID | None, naam: str | None) -> tuple[uuid_.UUID, str] | None:
    return (uuid, naam) if uuid is not None else None
