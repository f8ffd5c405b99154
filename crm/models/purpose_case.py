"""PurposeCase and its versions: why a coalition should exist, in four parts, and whether it may go on."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import UtcDateTime, VastePunt, enum_by_value
from crm.errors import OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap, leesbaar
from crm.models.base import Model


class CaseStatus(StrEnum):
    CONCEPT = "concept"
    INGEDIEND = "ingediend"
    GEADVISEERD = "geadviseerd"
    BESLOTEN = "besloten"
    IN_UITVOERING = "in_uitvoering"
    GEEVALUEERD = "geevalueerd"


class Uitkomst(StrEnum):
    GO = "go"
    GO_ONDER_VOORWAARDEN = "go_onder_voorwaarden"
    STOP = "stop"


C = CaseStatus
CASE_DELEN = ("maatschappelijke_opbrengst", "organisatie", "financiering", "commitment")
"""The four parts of a purpose case (001:1435-1438)."""

# A case that was stopped makes room for another; everything else is the one case of its coalition.
_NIET_GESTOPT = "uitkomst IS NULL OR uitkomst <> 'stop'"


class PurposeCase(Model, table=True):
    """De onderbouwing van een coalitie: maatschappelijke opbrengst, organisatie, financiering en commitment."""

    __tablename__ = "purpose_case"
    __table_args__ = (
        sa.CheckConstraint(
            "(status IN ('besloten', 'in_uitvoering', 'geevalueerd')) = (uitkomst IS NOT NULL)", name="uitkomst_status"
        ),
        sa.CheckConstraint(
            "status NOT IN ('in_uitvoering', 'geevalueerd') OR uitkomst <> 'stop'", name="gestopt"
        ),
        sa.CheckConstraint(
            "status = 'concept' OR (ingediend_op IS NOT NULL AND ingediend_door_id IS NOT NULL)", name="ingediend"
        ),
        # The guard itself, in the database: 50.00% passes and a cent more does not (001:1081-1083).
        # Without IS NOT NULL an unknown amount would pass: a CHECK refuses what is false, not what is unknown.
        sa.CheckConstraint(
            "status = 'concept' OR (totaal_bij_indiening IS NOT NULL AND totaal_bij_indiening > 0"
            " AND provincie_bij_indiening IS NOT NULL AND 2 * provincie_bij_indiening <= totaal_bij_indiening)",
            name="hoogstens_de_helft",
        ),
        sa.CheckConstraint(
            "(status IN ('in_uitvoering', 'geevalueerd')) = (in_uitvoering_op IS NOT NULL)", name="in_uitvoering"
        ),
        sa.CheckConstraint(
            "(status = 'geevalueerd') = (geevalueerd_op IS NOT NULL AND evaluatie IS NOT NULL)", name="geevalueerd"
        ),
        sa.Index(
            "uq_purpose_case_een_per_coalitie",
            "coalitie_id",
            unique=True,
            sqlite_where=sa.text(_NIET_GESTOPT),
            postgresql_where=sa.text(_NIET_GESTOPT),
        ),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        CaseStatus,
        {
            "indienen": Stap(
                (C.CONCEPT,),
                C.INGEDIEND,
                "indienen",
                "de vier delen, antwoord op elk criterium, en ten hoogste 50% van de provincie",
            ),
            "terugnemen": Stap((C.INGEDIEND, C.GEADVISEERD), C.CONCEPT, "terugnemen", "een reden"),
            "adviseren": Stap((C.INGEDIEND,), C.GEADVISEERD, "advies vastleggen", "het advies"),
            "besluiten": Stap(
                (C.GEADVISEERD,), C.BESLOTEN, "besluiten", "een ander dan wie de case indiende, en gronden"
            ),
            "uitvoeren": Stap((C.BESLOTEN,), C.IN_UITVOERING, "in uitvoering nemen", "een go"),
            "evalueren": Stap((C.IN_UITVOERING,), C.GEEVALUEERD, "evalueren", "wat het opleverde"),
        },
    )

    coalitie_id: int = Field(
        foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie waar de case van is."
    )
    titel: str = Field(max_length=200, min_length=1, description="Titel van de case.")
    begeleider: str | None = Field(
        default=None, max_length=200, description="Onafhankelijke begeleider bij het opstellen."
    )
    status: CaseStatus = Field(
        default=CaseStatus.CONCEPT, sa_type=enum_by_value(CaseStatus), description="Waar de case staat."
    )
    uitkomst: Uitkomst | None = Field(
        default=None, sa_type=enum_by_value(Uitkomst), description="Uitkomst van het poortbesluit."
    )
    ingediend_op: dt.date | None = Field(default=None, description="Dag van indienen.")
    ingediend_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie de case heeft ingediend."
    )
    provincie_bij_indiening: Decimal | None = Field(
        default=None, sa_type=VastePunt(2), description="Aangevraagd bij de provincie op de dag van indienen, in euro."
    )
    totaal_bij_indiening: Decimal | None = Field(
        default=None, sa_type=VastePunt(2), description="Totaal van het financieringsplan op die dag, in euro."
    )
    in_uitvoering_op: dt.date | None = Field(default=None, description="Dag waarop de uitvoering begon.")
    geevalueerd_op: dt.date | None = Field(default=None, description="Dag van de evaluatie.")
    evaluatie: str | None = Field(default=None, description="Wat de case heeft opgeleverd, achteraf.")
    geleerd: str | None = Field(default=None, description="Wat wij een volgende keer anders doen.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    versies: list["PurposeCaseVersie"] = Relationship(
        back_populates="case", sa_relationship_kwargs={"order_by": "PurposeCaseVersie.nummer"}
    )

    @property
    def is_go(self) -> bool:
        """Whether the gate let it through, with or without conditions."""
        return self.uitkomst in (Uitkomst.GO, Uitkomst.GO_ONDER_VOORWAARDEN)

    @property
    def laatste_versie(self) -> "PurposeCaseVersie":
        """The text as it stands; of a case that nobody wrote yet, an empty one."""
        return self.versies[-1] if self.versies else PurposeCaseVersie(nummer=0)

    def indienen(self, dag: dt.date, door_id: int, *, provincie: Decimal, totaal: Decimal) -> None:
        """The case is submitted with this plan, in euros. What the plan must be, the verb has asked."""
        self.LEVENSLOOP.eis(self, "indienen")
        self.ingediend_op, self.ingediend_door_id = dag, door_id
        self.provincie_bij_indiening, self.totaal_bij_indiening = provincie, totaal
        self.LEVENSLOOP.apply(self, "indienen")

    def terugnemen(self, reden: str) -> None:
        """The case is a concept again; what was submitted stays in the log."""
        if not reden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom nemen wij de case terug?"]})
        self.LEVENSLOOP.apply(self, "terugnemen")

    def besluiten(self, uitkomst: Uitkomst) -> None:
        """The gate has decided."""
        self.LEVENSLOOP.eis(self, "besluiten")
        self.uitkomst = uitkomst
        self.LEVENSLOOP.apply(self, "besluiten")

    def uitvoeren(self, dag: dt.date) -> None:
        """The work begins. Refuses with OngeldigeOvergang a case that was stopped."""
        self.LEVENSLOOP.eis(self, "uitvoeren")
        if not self.is_go:
            raise OngeldigeOvergang(f"De uitkomst is ‘{leesbaar(self.uitkomst)}’; uitvoeren kan alleen na een go.")
        self.in_uitvoering_op = dag
        self.LEVENSLOOP.apply(self, "uitvoeren")

    def evalueren(self, dag: dt.date, evaluatie: str, geleerd: str | None) -> None:
        """We have looked back. Refuses with OngeldigeInvoer an empty evaluation."""
        if not evaluatie.strip():
            raise OngeldigeInvoer("Schrijf op wat de case heeft opgeleverd.", {"evaluatie": ["Wat heeft het opgeleverd?"]})
        self.LEVENSLOOP.eis(self, "evalueren")
        self.geevalueerd_op, self.evaluatie = dag, evaluatie.strip()
        self.geleerd = (geleerd or "").strip() or None
        self.LEVENSLOOP.apply(self, "evalueren")


class PurposeCaseVersie(Model, table=True):
    """Eén versie van de tekst van een case; een wijziging is een nieuwe versie."""

    __tablename__ = "purpose_case_versie"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "nummer"),
        sa.CheckConstraint("nummer > 0", name="nummer"),
    )

    case_id: int = Field(foreign_key="purpose_case.id", index=True, description="Case.")
    nummer: int = Field(description="Eerste, tweede, … versie.")
    maatschappelijke_opbrengst: str = Field(default="", description="Wat de samenleving wint.")
    organisatie: str = Field(default="", description="Wie wat doet, en hoe zij samenwerken.")
    financiering: str = Field(default="", description="Waar het geld en de inzet vandaan komen.")
    commitment: str = Field(default="", description="Waaruit blijkt dat elke partij zich bindt.")
    toelichting: str | None = Field(default=None, max_length=400, description="Wat er in deze versie anders is.")
    opgesteld_door_id: int = Field(foreign_key="gebruiker.id", description="Wie deze versie schreef.")
    opgesteld_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop zij is opgeslagen.")

    case: Optional["PurposeCase"] = Relationship(back_populates="versies")

    @property
    def leeg(self) -> tuple[str, ...]:
        """The parts that say nothing yet."""
        return tuple(deel for deel in CASE_DELEN if not getattr(self, deel).strip())
