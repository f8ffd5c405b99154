"""What asks for attention at a coalitie on a day: a sentence, since when, and the dossier where something can be done.

Counted from what is dated only, so that the signals of a day in the past stay the same whatever happens later.
"""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from crm.adapters import nederlands
from crm.models import CoalitieStatus, DeelnemerRol, Helix, Ontwikkelcoalitie
from crm.queries.coalitie_stand import CoalitieStand, Lidstand, standen
from crm.queries.financiering import Overschrijding, boven_de_helft

# The parties that a coalitie needs between them (001:358-371); the others are welcome but not missed.
VERWACHT = (Helix.OVERHEID, Helix.ONDERWIJS, Helix.BEDRIJF)
LID_STIL_NA = dt.timedelta(days=90)
COALITIE_STIL_NA = dt.timedelta(days=91)
"""A quarter of a year without a meeting."""

_PARTIJ = {Helix.OVERHEID: "overheid", Helix.ONDERWIJS: "onderwijsinstelling", Helix.BEDRIJF: "bedrijf"}


class SignaalSoort(StrEnum):
    """In the order in which they are told."""

    GEEN_AANJAGER = "geen_aanjager"
    HELIX_ONTBREEKT = "helix_ontbreekt"
    GEEN_CASE = "geen_purpose_case"
    AFSPRAKEN_TE_LAAT = "afspraken_te_laat"
    BOVEN_DE_HELFT = "boven_de_helft"
    COALITIE_STIL = "coalitie_stil"
    LID_STIL = "lid_stil"


@dataclass(frozen=True)
class CoalitieSignaal:
    """One thing that asks for attention."""

    soort: SignaalSoort
    zin: str
    kort: str
    """In a few words, for in a table."""
    sinds: dt.date | None
    bij: str
    """The kind of dossier where something can be done: coalitie, organisatie or case."""
    bij_uuid: uuid_.UUID
    deel: str | None = None
    """The part of the page of that dossier."""
    naam: str | None = None
    """Of that dossier, when it is another one than the coalitie."""


@dataclass(frozen=True)
class CoalitieSignalen:
    """A coalitie that was open on the day, with what asks for attention there (nothing, perhaps)."""

    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    signalen: tuple[CoalitieSignaal, ...]

    @property
    def titel(self) -> str:
        return f"{self.nummer} {self.naam}" if self.nummer else self.naam

    @property
    def soorten(self) -> frozenset[SignaalSoort]:
        return frozenset(signaal.soort for signaal in self.signalen)

    @property
    def kort(self) -> tuple[str, ...]:
        """The signals in a few words each; members that are silent are counted."""
        stil = [signaal for signaal in self.signalen if signaal.soort is SignaalSoort.LID_STIL]
        rest = [signaal.kort for signaal in self.signalen if signaal.soort is not SignaalSoort.LID_STIL]
        return (*rest, f"{len(stil)} leden stil") if len(stil) > 1 else (*rest, *(s.kort for s in stil))

    @property
    def oudste(self) -> dt.date | None:
        return min((signaal.sinds for signaal in self.signalen if signaal.sinds), default=None)


def signalen(session: Session, peildatum: dt.date, *waar: Any) -> tuple[CoalitieSignalen, ...]:
    """Every coalitie that was open on that day and meets these conditions, with its signals, in two queries."""
    te_veel = {over.coalitie_uuid: over for over in boven_de_helft(session, peildatum)}
    return tuple(
        CoalitieSignalen(
            stand.uuid, stand.nummer, stand.naam, tuple(_alle(stand, peildatum, te_veel.get(stand.uuid)))
        )
        for stand in standen(session, peildatum, *waar)
    )


def signalen_van(session: Session, coalitie_id: int, peildatum: dt.date) -> tuple[CoalitieSignaal, ...]:
    """The signals of one coalitie on that day; none of one that was not open then."""
    gevonden = signalen(session, peildatum, Ontwikkelcoalitie.id == coalitie_id)
    return gevonden[0].signalen if gevonden else ()


def _alle(stand: CoalitieStand, dag: dt.date, te_veel: Overschrijding | None) -> Iterator[CoalitieSignaal]:
    nu = [lid for lid in stand.leden if lid.geldt_op(dag)]
    yield from _aanjager(stand, nu)
    yield from _helices(stand, nu)
    yield from _case(stand)
    yield from _afspraken(stand)
    yield from _geld(te_veel)
    yield from _stilte(stand, dag)
    yield from _stille_leden(stand, nu, dag)


def _bij_coalitie(
    stand: CoalitieStand, soort: SignaalSoort, zin: str, kort: str, sinds: dt.date | None, deel: str
) -> CoalitieSignaal:
    return CoalitieSignaal(soort, zin, kort, sinds, "coalitie", stand.uuid, deel)


def _aanjager(stand: CoalitieStand, nu: list[Lidstand]) -> Iterator[CoalitieSignaal]:
    if all(lid.rol is not DeelnemerRol.AANJAGER for lid in nu):
        sinds = _sinds_vertrek(stand, (lid for lid in stand.leden if lid.rol is DeelnemerRol.AANJAGER))
        zin = "Deze coalitie heeft geen aanjager."
        yield _bij_coalitie(stand, SignaalSoort.GEEN_AANJAGER, zin, "geen aanjager", sinds, "leden")


def _helices(stand: CoalitieStand, nu: list[Lidstand]) -> Iterator[CoalitieSignaal]:
    aan_tafel = {lid.helix for lid in nu}
    for helix in VERWACHT:
        if helix not in aan_tafel:
            partij = _PARTIJ[helix]
            sinds = _sinds_vertrek(stand, (lid for lid in stand.leden if lid.helix is helix))
            zin = f"Er doet geen {partij} mee."
            yield _bij_coalitie(stand, SignaalSoort.HELIX_ONTBREEKT, zin, f"geen {partij}", sinds, "leden")


def _case(stand: CoalitieStand) -> Iterator[CoalitieSignaal]:
    if stand.status is CoalitieStatus.PURPOSE_CASE and not stand.heeft_case:
        zin, kort = "Er is nog geen begin gemaakt met de purpose case.", "geen purpose case"
        yield _bij_coalitie(stand, SignaalSoort.GEEN_CASE, zin, kort, stand.status_sinds, "purpose-case")


def _afspraken(stand: CoalitieStand) -> Iterator[CoalitieSignaal]:
    if stand.te_laat:
        een = stand.te_laat == 1
        zin = "Eén partnerafspraak is te laat." if een else f"{stand.te_laat} partnerafspraken zijn te laat."
        kort = f"{stand.te_laat} {'afspraak' if een else 'afspraken'} te laat"
        yield _bij_coalitie(
            stand, SignaalSoort.AFSPRAKEN_TE_LAAT, zin, kort, stand.oudste_te_laat, "afspraken"
        )


def _geld(te_veel: Overschrijding | None) -> Iterator[CoalitieSignaal]:
    if te_veel is not None:
        aandeel = nederlands.getal(te_veel.verdeling.aandeel, 2)
        zin = f"De provincie draagt {aandeel}% van de purpose case; dat mag hoogstens 50% zijn."
        yield CoalitieSignaal(
            SignaalSoort.BOVEN_DE_HELFT, zin, "provincie boven 50%", None, "case", te_veel.case_uuid
        )


def _stilte(stand: CoalitieStand, dag: dt.date) -> Iterator[CoalitieSignaal]:
    sinds = max(stand.begin, stand.laatste_overleg or stand.begin)
    if dag - sinds >= COALITIE_STIL_NA:
        zin = (
            "Deze coalitie heeft al een kwartaal niet overlegd."
            if stand.laatste_overleg
            else "Deze coalitie heeft nog nooit overlegd."
        )
        yield _bij_coalitie(stand, SignaalSoort.COALITIE_STIL, zin, "geen overleg", sinds, "overleggen")


def _stille_leden(stand: CoalitieStand, nu: list[Lidstand], dag: dt.date) -> Iterator[CoalitieSignaal]:
    """One for every organisation; our own province needs no contact with itself."""
    for lid in {lid.organisatie: lid for lid in nu if not lid.is_eigen_provincie}.values():
        begin = _doet_mee_sinds(ander for ander in stand.leden if ander.organisatie == lid.organisatie)
        is_stil = lid.gesproken is None or dag - lid.gesproken >= LID_STIL_NA
        if is_stil and dag - begin >= LID_STIL_NA:
            zin = (
                f"Met {lid.naam} is al 90 dagen of langer niet gesproken."
                if lid.gesproken
                else f"Met {lid.naam} is nog nooit gesproken."
            )
            yield CoalitieSignaal(
                SignaalSoort.LID_STIL,
                zin,
                "1 lid stil",
                lid.gesproken or begin,
                "organisatie",
                lid.organisatie,
                naam=lid.naam,
            )


def _sinds_vertrek(stand: CoalitieStand, vertrokken: Iterable[Lidstand]) -> dt.date:
    """The day after the last of them left; when there never was one, the day the coalitie began."""
    laatste = max((lid.tot for lid in vertrokken if lid.tot), default=None)
    return stand.begin if laatste is None else laatste + dt.timedelta(days=1)


def _doet_mee_sinds(lidmaatschappen: Iterable[Lidstand]) -> dt.date:
    """The first day of the unbroken stay: who hands over and stays on as a member did not leave."""
    begin = eind = None
    for lid in sorted(lidmaatschappen, key=lambda lid: lid.van):
        if eind is None or lid.van - dt.timedelta(days=1) > eind:
            begin, eind = lid.van, lid.tot or dt.date.max
        else:
            eind = max(eind, lid.tot or dt.date.max)
    return begin
