"""Partnerafspraak: what a partner promised, and the sums of what came of it."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import VastePunt, enum_by_value
from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.levering import Afschrijving, BewijsSoort, Boekstand, Levering, Verzetting, datum_op
from crm.models.organisatie import Organisatie


class AfspraakSoort(StrEnum):
    GELD = "geld"
    UREN = "uren"
    PLEKKEN = "plekken"
    STAGES = "stages"
    MATERIEEL = "materieel"
    DATA = "data"
    ANDERS = "anders"


class AfspraakStatus(StrEnum):
    GENOEMD = "genoemd"
    BEVESTIGD = "bevestigd"
    DEELS_NAGEKOMEN = "deels_nagekomen"
    NAGEKOMEN = "nagekomen"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"
    VERVALLEN = "vervallen"


S = AfspraakStatus
_OPEN = (S.GENOEMD, S.BEVESTIGD, S.DEELS_NAGEKOMEN)
GESLOTEN = (S.NAGEKOMEN, S.AFGEWEZEN, S.INGETROKKEN, S.VERVALLEN)


def te_laat(uiterlijk: dt.date | None, dag: dt.date) -> bool:
    """Whether an open promise is late: the day it was due has passed. One without a due date is never late."""
    return uiterlijk is not None and uiterlijk < dag


class Partnerafspraak(Model, table=True):
    """Wat een partner heeft toegezegd te doen of te geven: hoeveel, in welke eenheid en wanneer.

    Open is afgesproken − geleverd − afgeschreven, per eenheid; euro's en uren worden nooit opgeteld.
    """

    __table_args__ = (
        sa.CheckConstraint("hoeveelheid > 0", name="hoeveelheid"),
        sa.CheckConstraint(
            "geleverd >= 0 AND afgeschreven >= 0 AND geleverd + afgeschreven <= hoeveelheid", name="open"
        ),
        sa.CheckConstraint("uiterlijk IS NOT NULL OR herijken_op IS NOT NULL", name="datum_of_herijken"),
        sa.CheckConstraint(
            "status <> 'nagekomen' OR (geleverd > 0 AND geleverd + afgeschreven = hoeveelheid)",
            name="nagekomen",
        ),
        sa.CheckConstraint(
            "(status IN ('nagekomen', 'afgewezen', 'ingetrokken', 'vervallen')) = (afgesloten_op IS NOT NULL)",
            name="afgesloten",
        ),
        sa.CheckConstraint(
            "status NOT IN ('afgewezen', 'ingetrokken', 'vervallen') OR gronden IS NOT NULL", name="gronden"
        ),
        sa.CheckConstraint(
            "status NOT IN ('afgewezen', 'ingetrokken', 'vervallen') OR geleverd + afgeschreven = hoeveelheid",
            name="restant",
        ),
        sa.CheckConstraint("(soort = 'geld') = (eenheid = 'euro')", name="geld_in_euro"),
        sa.CheckConstraint(
            "status NOT IN ('bevestigd', 'deels_nagekomen', 'nagekomen') OR bevestigd_op IS NOT NULL", name="bevestigd"
        ),
        sa.Index("ix_partnerafspraak_uiterlijk", "status", "uiterlijk"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        AfspraakStatus,
        {
            "bevestigen": Stap((S.GENOEMD,), S.BEVESTIGD, "bevestigen"),
            "deels_nakomen": Stap(
                (S.BEVESTIGD, S.DEELS_NAGEKOMEN), S.DEELS_NAGEKOMEN, "deels leveren", "bewijs"
            ),
            "nakomen": Stap((S.BEVESTIGD, S.DEELS_NAGEKOMEN), S.NAGEKOMEN, "nakomen", "bewijs"),
            "afwijzen": Stap((S.GENOEMD,), S.AFGEWEZEN, "afwijzen", "gronden"),
            "intrekken": Stap(_OPEN, S.INGETROKKEN, "intrekken (door de partner)", "gronden"),
            "vervallen": Stap(_OPEN, S.VERVALLEN, "laten vervallen (door ons)", "gronden"),
        },
    )

    OPEN: ClassVar[tuple[AfspraakStatus, ...]] = _OPEN

    organisatie_id: int = Field(
        foreign_key="organisatie.id", index=True, description="Partner die het afspreekt."
    )
    programma_id: int | None = Field(
        default=None, foreign_key="programma.id", index=True, description="Agenda."
    )
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar het bij hoort."
    )
    coalitie_id: int | None = Field(
        default=None,
        foreign_key="ontwikkelcoalitie.id",
        index=True,
        description="Coalitie waar het bij hoort.",
    )
    case_id: int | None = Field(
        default=None, foreign_key="purpose_case.id", index=True, description="Purpose case waar het bij hoort."
    )
    convenant_id: int | None = Field(
        default=None, foreign_key="convenant.id", index=True, description="Convenant waar het uit volgt."
    )
    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waarin het is afgesproken."
    )
    herkomst: str | None = Field(
        default=None, max_length=300, description="Waar de afspraak uit blijkt, als dat geen overleg is."
    )
    contact_id: int | None = Field(
        default=None, foreign_key="persoon.id", index=True, description="Contactpersoon die er mail over krijgt."
    )
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die het volgt."
    )
    omschrijving: str = Field(max_length=400, min_length=1, description="Wat is afgesproken.")
    soort: AfspraakSoort = Field(
        sa_type=enum_by_value(AfspraakSoort), description="Waarin de bijdrage bestaat."
    )
    eenheid: str = Field(
        max_length=60, min_length=1, description="Eenheid, zoals euro, uren of stageplekken."
    )
    hoeveelheid: Decimal = Field(sa_type=VastePunt(2), description="Hoeveel is afgesproken, in de eenheid.")
    geleverd: Decimal = Field(
        default=Decimal(0), sa_type=VastePunt(2), description="Hoeveel is geleverd: de som van de leveringen."
    )
    afgeschreven: Decimal = Field(
        default=Decimal(0), sa_type=VastePunt(2), description="Hoeveel niet meer komt."
    )
    uiterlijk: dt.date | None = Field(default=None, description="Dag waarop het er moet zijn.")
    herijken_op: dt.date | None = Field(
        default=None, description="Dag waarop wij opnieuw kijken, als er geen datum is."
    )
    status: AfspraakStatus = Field(
        default=AfspraakStatus.GENOEMD,
        sa_type=enum_by_value(AfspraakStatus),
        description="Waar de afspraak staat.",
    )
    genoemd_op: dt.date = Field(description="Dag waarop de partner het noemde.")
    bevestigd_op: dt.date | None = Field(default=None, description="Dag waarop de partner het bevestigde.")
    afgesloten_op: dt.date | None = Field(
        default=None, description="Dag waarop de afspraak is nagekomen of afgesloten."
    )
    gronden: str | None = Field(
        default=None, description="Waarom de afspraak is afgewezen, ingetrokken of vervallen."
    )
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    organisatie: Optional[Organisatie] = Relationship()
    leveringen: list[Levering] = Relationship(
        back_populates="afspraak", sa_relationship_kwargs={"order_by": "[Levering.geleverd_op, Levering.id]"}
    )
    verzettingen: list[Verzetting] = Relationship(
        back_populates="afspraak", sa_relationship_kwargs={"order_by": "[Verzetting.verzet_op, Verzetting.id]"}
    )
    afschrijvingen: list[Afschrijving] = Relationship(
        back_populates="afspraak", sa_relationship_kwargs={"order_by": "[Afschrijving.afgeschreven_op, Afschrijving.id]"}
    )

    @property
    def openstaand(self) -> Decimal:
        return self.hoeveelheid - self.geleverd - self.afgeschreven

    @property
    def is_gesloten(self) -> bool:
        return self.status in GESLOTEN

    @property
    def dag(self) -> dt.date | None:
        """The day it is about: the due date, or the day to look again where there is none."""
        return self.uiterlijk or self.herijken_op

    def stand_op(self, dag: dt.date) -> Boekstand:
        """The ledger as it stood at the end of that day: open = promised - delivered - written off."""
        return Boekstand(
            dag=dag,
            eenheid=self.eenheid,
            afgesproken=self.hoeveelheid if self.genoemd_op <= dag else Decimal(0),
            geleverd=_som(self.leveringen, "geleverd_op", dag),
            afgeschreven=_som(self.afschrijvingen, "afgeschreven_op", dag),
            uiterlijk=datum_op(self.uiterlijk, self.verzettingen, dag),
        )

    def voor_logboek(self) -> dict[str, Any]:
        """What the log keeps of it before and after a step."""
        velden = ("status", "geleverd", "afgeschreven", "uiterlijk", "herijken_op")
        return {veld: None if getattr(self, veld) is None else str(getattr(self, veld)) for veld in velden}

    def bevestigen(self, dag: dt.date) -> None:
        """The partner has confirmed."""
        self.LEVENSLOOP.apply(self, "bevestigen")
        self.bevestigd_op = dag

    def leveren(self, levering: Levering) -> None:
        """A delivery counts; the last one closes the promise.

        Refuses with OngeldigeInvoer more than is open, no evidence, or a meeting as evidence without saying which.
        """
        self.LEVENSLOOP.eis(self, "nakomen")
        if not (levering.bewijs or "").strip():
            raise OngeldigeInvoer(
                "Een levering heeft bewijs nodig.", {"bewijs": ["Waaruit blijkt dat het er is?"]}
            )
        if levering.bewijs_soort == BewijsSoort.OVERLEG and levering.overleg_id is None:
            raise OngeldigeInvoer(
                "Zeg in welk overleg het bleek.", {"overleg": ["In welk overleg bleek het?"]}
            )
        if levering.hoeveelheid <= 0 or levering.hoeveelheid > self.openstaand:
            zin = f"Er staat nog {_getal(self.openstaand)} {self.eenheid} open; {_getal(levering.hoeveelheid)} past daar niet in."
            raise OngeldigeInvoer(zin, {"hoeveelheid": [zin]})
        rond = levering.hoeveelheid == self.openstaand
        # First the list: reading it may write to the database what has changed so far, and halfway that is refused.
        self.leveringen.append(levering)
        laatste = max(self._boekdagen())
        self.LEVENSLOOP.apply(self, "nakomen" if rond else "deels_nakomen")
        self.geleverd += levering.hoeveelheid
        if rond:
            self.afgesloten_op = laatste

    def sluiten(self, stap: str, dag: dt.date, gronden: str) -> None:
        """The promise is closed by `stap` (afwijzen, intrekken, vervallen); what was open is written off.

        Never on a day before the last thing that happened: in between it would be open and closed at once.
        """
        if not gronden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"gronden": ["Waarom komt dit niet meer?"]})
        self.LEVENSLOOP.eis(self, stap)
        eerder = (dag, self.genoemd_op, self.bevestigd_op, *self._boekdagen())
        dag = max(eerdere for eerdere in eerder if eerdere is not None)
        rest = Afschrijving(hoeveelheid=self.openstaand, afgeschreven_op=dag, grond=gronden.strip()[:4000])
        self.afschrijvingen.append(rest)
        self.LEVENSLOOP.apply(self, stap)
        self.afgeschreven += rest.hoeveelheid
        self.afgesloten_op, self.gronden = dag, gronden.strip()

    def afschrijven(self, hoeveelheid: Decimal, dag: dt.date, grond: str) -> Afschrijving:
        """Part of what is open will not come; the promise stays open for the rest.

        Refuses with OngeldigeInvoer all of it (that is closing), more than is open, or no reason.
        """
        if self.is_gesloten:
            raise OngeldigeOvergang("Deze afspraak is afgesloten; er valt niets meer af te schrijven.")
        if not grond.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"grond": ["Waarom komt dit niet meer?"]})
        if not 0 < hoeveelheid < self.openstaand:
            zin = f"Er staat nog {_getal(self.openstaand)} {self.eenheid} open. Schrijf minder af, of laat de afspraak vervallen."
            raise OngeldigeInvoer(zin, {"hoeveelheid": [zin]})
        regel = Afschrijving(hoeveelheid=hoeveelheid, afgeschreven_op=dag, grond=grond.strip())
        self.afschrijvingen.append(regel)
        self.afgeschreven += hoeveelheid
        return regel

    def verzetten(self, naar: dt.date, dag: dt.date, grond: str) -> None:
        """The promise has a new date; the first and every later one are kept.

        Refuses with OngeldigeOvergang a closed promise, with AlGebeurd the date that holds already, with
        OngeldigeInvoer no reason.
        """
        if self.is_gesloten:
            raise OngeldigeOvergang("Deze afspraak is afgesloten; de datum ligt vast.")
        if not grond.strip():
            raise OngeldigeInvoer(
                "Een nieuwe datum heeft een reden nodig.", {"grond": ["Waarom verschuift de datum?"]}
            )
        if naar == self.uiterlijk:
            raise AlGebeurd("Deze datum geldt al. U hoeft niets meer te doen.")
        self.verzettingen.append(
            Verzetting(van=self.uiterlijk, naar=naar, verzet_op=dag, grond=grond.strip())
        )
        self.uiterlijk = naar

    def _boekdagen(self) -> list[dt.date]:
        """The days on which something was delivered or written off."""
        geleverd = [levering.geleverd_op for levering in self.leveringen]
        return geleverd + [afschrijving.afgeschreven_op for afschrijving in self.afschrijvingen]


def _som(regels: list[Any], dagveld: str, dag: dt.date) -> Decimal:
    return sum((regel.hoeveelheid for regel in regels if getattr(regel, dagveld) <= dag), Decimal(0))


def _getal(waarde: Decimal) -> str:
    """12,5: a number in a sentence has a comma."""
    return f"{waarde:f}".replace(".", ",")
