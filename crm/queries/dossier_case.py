"""A purpose case at a day: its text, the richtsnoer, the money, the advice, the decision, and what is still missing."""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Antwoord,
    CaseStatus,
    CriteriumSoort,
    Gebruiker,
    Ontwikkelcoalitie,
    Programma,
    PurposeCase,
    PurposeCaseVersie,
    dag_van,
)
from crm.models.richtsnoer import VERPLICHT, Toetspunt, ontbrekend
from crm.queries.financiering import Plan, verdeling_op
from crm.queries.poortbesluit import AdviesRegel, BesluitRegel, adviezen, besluit_van
from crm.queries.richtsnoer import toets

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


class Plek(StrEnum):
    """Where in the dossier something is to be done."""

    TEKST = "tekst"
    RICHTSNOER = "richtsnoer"
    """A point that each case answers."""

    KEUZE = "keuze"
    """A point under which at least one choice is to be met."""

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
        delen = [Ontbreekt(Plek.TEKST, deel, "Dit deel is nog leeg.") for deel in self.laatste.versie.leeg]
        open_ = {
            p.criterium.code for p in self.toets if p.criterium.soort in VERPLICHT and p.antwoord is None
        }
        punten = [
            Ontbreekt(Plek.RICHTSNOER if code in open_ and plaats == 0 else Plek.KEUZE, code, zin)
            for code, zinnen in ontbrekend(self.toets).items()
            for plaats, zin in enumerate(zinnen)
        ]
        return (*delen, *punten, *self._geld_ontbreekt())

    def _geld_ontbreekt(self) -> list[Ontbreekt]:
        gevraagd = self.plan.totaal.aangevraagd
        if not gevraagd.totaal:
            return [Ontbreekt(Plek.FINANCIERING, "plan", "Er staat nog geen geld of inzet in.")]
        if gevraagd.is_te_veel:
            return [Ontbreekt(Plek.FINANCIERING, "aandelen", "De provincie draagt meer dan de helft.")]
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
            if punt.criterium.soort == soort and punt.antwoord and punt.antwoord.antwoord == antwoord
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
        adviezen=tuple(regel for regel in adviezen(session, eigen) if regel.advies.gegeven_op <= peildatum),
        besluit=besluit_van(session, eigen, peildatum) if kop.case.uitkomst else None,
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
