"""Advies, Poortbesluit and Voorwaarde: what was advised, what the gate decided, and what must still be done."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import Model
from crm.models.nieuwe_afspraak import eenheid_van, keur
from crm.models.ontwikkelcoalitie import Ontwikkelcoalitie
from crm.models.overleg import Actiepunt
from crm.models.partnerafspraak import Partnerafspraak
from crm.models.purpose_case import PurposeCase, Uitkomst

VOORWAARDE_BIJ_BESLUIT = "Voorwaarde bij het poortbesluit"
"""Where a partnerafspraak comes from that was a condition."""


class Strekking(StrEnum):
    POSITIEF = "positief"
    POSITIEF_MET_KANTTEKENINGEN = "positief_met_kanttekeningen"
    NEGATIEF = "negatief"


class Advies(Model, table=True):
    """Het advies van de Leer- en Adviescommissie over een versie van een case."""

    __table_args__ = (sa.CheckConstraint("trim(tekst) <> ''", name="tekst"),)

    case_id: int = Field(foreign_key="purpose_case.id", index=True, description="Case.")
    versie_id: int = Field(foreign_key="purpose_case_versie.id", index=True, description="Versie waar het over gaat.")
    gremium_id: int | None = Field(
        default=None, foreign_key="gremium.id", index=True, description="Gremium dat adviseert."
    )
    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waarin het advies is gegeven."
    )
    strekking: Strekking = Field(sa_type=enum_by_value(Strekking), description="Waar het advies op uitkomt.")
    tekst: str = Field(min_length=1, description="Het advies.")
    gegeven_op: dt.date = Field(description="Dag van het advies.")
    door_id: int = Field(foreign_key="gebruiker.id", description="Wie het heeft vastgelegd.")


class Poortbesluit(Model, table=True):
    """Het besluit over een case: go, go onder voorwaarden of stop, met alles zoals het er toen stond."""

    __table_args__ = (
        sa.CheckConstraint("besloten_door_id <> ingediend_door_id", name="tweede_persoon"),
        sa.CheckConstraint("trim(gronden) <> ''", name="gronden"),
        sa.CheckConstraint("uitkomst = 'stop' OR NOT is_onvoldoende_draagvlak", name="draagvlak"),
    )

    case_id: int = Field(foreign_key="purpose_case.id", unique=True, description="Case.")
    versie_id: int = Field(
        foreign_key="purpose_case_versie.id", index=True, description="Versie waarover is besloten."
    )
    advies_id: int = Field(foreign_key="advies.id", index=True, description="Advies dat er lag.")
    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waarin is besloten."
    )
    uitkomst: Uitkomst = Field(sa_type=enum_by_value(Uitkomst), description="Go, go onder voorwaarden of stop.")
    is_onvoldoende_draagvlak: bool = Field(
        default=False, description="Gestopt omdat er onvoldoende draagvlak is; dan stopt ook de actie."
    )
    gronden: str = Field(min_length=1, description="Waarom zo is besloten.")
    besloten_op: dt.date = Field(description="Dag van het besluit.")
    besloten_door_id: int = Field(foreign_key="gebruiker.id", description="Wie heeft besloten.")
    ingediend_door_id: int = Field(foreign_key="gebruiker.id", description="Wie de case had ingediend.")
    criteria: list[Any] = Field(
        default_factory=list, sa_type=sa.JSON, description="De criteria en antwoorden zoals zij er toen stonden."
    )
    financiering: dict[str, Any] = Field(
        default_factory=dict, sa_type=sa.JSON, description="Het financieringsplan en de aandelen zoals die er toen stonden."
    )

    voorwaarden: list["Voorwaarde"] = Relationship(
        back_populates="besluit", sa_relationship_kwargs={"order_by": "Voorwaarde.id"}
    )


class Voorwaarde(Model, table=True):
    """Een voorwaarde bij een go, die werk met een datum is geworden: een actiepunt of een partnerafspraak."""

    __table_args__ = (
        sa.CheckConstraint("(actiepunt_id IS NULL) <> (partnerafspraak_id IS NULL)", name="een_van_beide"),
    )

    besluit_id: int = Field(foreign_key="poortbesluit.id", index=True, description="Poortbesluit.")
    omschrijving: str = Field(max_length=400, min_length=1, description="Wat er nog moet.")
    uiterlijk: dt.date = Field(description="Dag waarop eraan voldaan moet zijn.")
    actiepunt_id: int | None = Field(
        default=None, foreign_key="actiepunt.id", index=True, description="Actiepunt dat het is geworden."
    )
    partnerafspraak_id: int | None = Field(
        default=None, foreign_key="partnerafspraak.id", index=True, description="Partnerafspraak die het is geworden."
    )

    besluit: Optional["Poortbesluit"] = Relationship(back_populates="voorwaarden")


def keur_besluit(
    uitkomst: Uitkomst,
    gronden: str,
    is_onvoldoende_draagvlak: bool,
    voorwaarden: Sequence[Mapping[str, Any]],
    vandaag: dt.date,
) -> dict[str, list[str]]:
    """What is wrong with a decision and its conditions in themselves, by field."""
    fouten: dict[str, list[str]] = {}
    if not gronden.strip():
        fouten["gronden"] = ["Waarom is zo besloten?"]
    if is_onvoldoende_draagvlak and uitkomst != Uitkomst.STOP:
        fouten["is_onvoldoende_draagvlak"] = ["Onvoldoende draagvlak hoort bij een stop."]
    if uitkomst == Uitkomst.GO_ONDER_VOORWAARDEN and not voorwaarden:
        fouten["voorwaarden"] = ["Noem ten minste één voorwaarde, of kies een go zonder voorwaarden."]
    elif uitkomst != Uitkomst.GO_ONDER_VOORWAARDEN and voorwaarden:
        fouten["voorwaarden"] = ["Voorwaarden horen alleen bij een go onder voorwaarden."]
    for plaats, voorwaarde in enumerate(voorwaarden):
        for veld, zin in _keur_voorwaarde(voorwaarde, vandaag).items():
            fouten[f"voorwaarden.{plaats}.{veld}"] = [zin]
    return fouten


def _keur_voorwaarde(voorwaarde: Mapping[str, Any], vandaag: dt.date) -> dict[str, str]:
    fouten = {}
    if not voorwaarde["omschrijving"].strip():
        fouten["omschrijving"] = "Wat moet er nog?"
    if voorwaarde["uiterlijk"] < vandaag:
        fouten["uiterlijk"] = "Deze dag is al voorbij."
    heeft_partner = voorwaarde.get("organisatie") is not None
    if (voorwaarde.get("eigenaar") is not None) == heeft_partner:
        fouten["eigenaar"] = "Wie doet het: een collega of een partner? Kies een van beide."
    return fouten | (_keur_bijdrage(voorwaarde) if heeft_partner else {})


def _keur_bijdrage(voorwaarde: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with what a partner has to give: the same as in any promise."""
    if voorwaarde.get("soort") is None:
        return {"soort": "Waarin bestaat de bijdrage?"}
    hoeveelheid = voorwaarde.get("hoeveelheid") or Decimal(0)
    return keur(voorwaarde["soort"], voorwaarde.get("eenheid"), hoeveelheid, voorwaarde["uiterlijk"], None)


def werk_van(
    voorwaarde: Mapping[str, Any],
    case: PurposeCase,
    coalitie: Ontwikkelcoalitie,
    besluit: Poortbesluit,
    plaats: int,
) -> Actiepunt | Partnerafspraak:
    """The work that a condition becomes: an action point of a colleague, or a promise of a partner."""
    omschrijving, uiterlijk = voorwaarde["omschrijving"].strip(), voorwaarde["uiterlijk"]
    if voorwaarde.get("organisatie") is None:
        eigenaar = voorwaarde["eigenaar"]
        return Actiepunt(
            case_id=case.id,
            omschrijving=omschrijving,
            eigenaar_id=eigenaar.id,
            eigenaar_naam=eigenaar.naam,
            uiterlijk=uiterlijk,
            volgorde=plaats,
        )
    return Partnerafspraak(
        organisatie_id=voorwaarde["organisatie"].id,
        programma_id=coalitie.programma_id,
        coalitie_id=coalitie.id,
        case_id=case.id,
        herkomst=VOORWAARDE_BIJ_BESLUIT,
        # Who decides does not follow the work; who submitted the case does.
        eigenaar_id=case.ingediend_door_id,
        omschrijving=omschrijving,
        soort=voorwaarde["soort"],
        eenheid=eenheid_van(voorwaarde["soort"], voorwaarde.get("eenheid")),
        hoeveelheid=voorwaarde["hoeveelheid"],
        uiterlijk=uiterlijk,
        genoemd_op=besluit.besloten_op,
        is_voorbeeld=case.is_voorbeeld,
    )
