"""Convenant and Ondertekening: a deal, who signed it, and what the signatories said they would contribute."""

import datetime as dt
from decimal import Decimal
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.errors import OngeldigeOvergang
from crm.models.base import MetBron, Model
from crm.models.indicator import Woord
from crm.models.organisatie import Organisatie, naam_sleutel
from crm.models.partnerafspraak import AfspraakSoort, Partnerafspraak


class Convenant(MetBron, Model, table=True):
    """Een deal, manifest of akkoord met veel ondertekenaars."""

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda die het noemt.")
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar het bij hoort."
    )
    naam: str = Field(max_length=300, description="Naam.")
    soort: str | None = Field(
        default=None, max_length=120, description="Deal, manifest, akkoord, samenwerkingstraject."
    )
    jaar: int | None = Field(default=None, description="Jaar waarin het gesloten of vernieuwd is.")
    aantal_genoemd: int | None = Field(
        default=None, description="Aantal partijen dat het document noemt; leeg is niet genoemd."
    )
    aantal_woord: Woord = Field(
        default=Woord.EXACT, sa_type=enum_by_value(Woord), description="Woord bij dat aantal."
    )
    partijen: str | None = Field(
        default=None, max_length=400, description="Partijen zoals het document ze omschrijft."
    )
    rol_provincie: str | None = Field(default=None, max_length=200, description="Rol van de provincie.")
    toelichting: str | None = Field(default=None, description="Wat verder van belang is.")

    def maak_afspraken(
        self,
        ondertekening: "Ondertekening",
        *,
        bestaand: dict[str, UUID],
        dag: dt.date,
        eigenaar_id: int | None,
    ) -> list[Partnerafspraak]:
        """The promises of a signatory that the file spoke of and that are not there yet; each is made once.

        `bestaand` are the promises of this organisation under the deal, by the key of their text.
        """
        nieuw: list[Partnerafspraak] = []
        gegevens = []
        for bijdrage in ondertekening.afspraak_gegevens:
            sleutel = naam_sleutel(bijdrage["omschrijving"])
            if "afspraak" not in bijdrage and sleutel not in bestaand:
                nieuw.append(self._afspraak(ondertekening, bijdrage, dag, eigenaar_id))
                bestaand[sleutel] = nieuw[-1].uuid
            gegevens.append({"afspraak": str(bestaand.get(sleutel)), **bijdrage})
        if gegevens != ondertekening.afspraak_gegevens:
            ondertekening.afspraak_gegevens = gegevens
        return nieuw

    def _afspraak(
        self, ondertekening: "Ondertekening", bijdrage: dict[str, Any], dag: dt.date, eigenaar_id: int | None
    ) -> Partnerafspraak:
        return Partnerafspraak(
            organisatie_id=ondertekening.organisatie_id,
            convenant_id=self.id,
            actie_id=self.actie_id,
            programma_id=self.programma_id,
            herkomst=self.naam,
            eigenaar_id=eigenaar_id,
            omschrijving=bijdrage["omschrijving"],
            soort=AfspraakSoort(bijdrage["soort"]),
            eenheid=bijdrage["eenheid"],
            hoeveelheid=Decimal(bijdrage["hoeveelheid"]),
            uiterlijk=_dag(bijdrage["uiterlijk"]),
            herijken_op=_dag(bijdrage["herijken_op"]),
            genoemd_op=ondertekening.getekend_op or _dag(bijdrage.get("genoemd_op")) or dag,
        )


class Ondertekening(MetBron, Model, table=True):
    """Een partij heeft een convenant ondertekend; wie zij is, heeft soms een mens moeten beslissen."""

    __table_args__ = (
        sa.UniqueConstraint("convenant_id", "organisatie_id"),
        sa.UniqueConstraint("convenant_id", "naam_sleutel"),
        sa.CheckConstraint("organisatie_id IS NOT NULL OR naam IS NOT NULL", name="wie"),
        sa.CheckConstraint("organisatie_id IS NOT NULL OR beoordeeld_door_id IS NULL", name="beoordeeld"),
    )

    convenant_id: int = Field(foreign_key="convenant.id", index=True, description="Convenant.")
    organisatie_id: int | None = Field(
        default=None,
        foreign_key="organisatie.id",
        index=True,
        description="Organisatie; leeg zolang niemand heeft beslist wie het is.",
    )
    naam: str | None = Field(default=None, max_length=200, description="Naam zoals in het bestand of de akte.")
    naam_sleutel: str | None = Field(default=None, description="Naam zonder hoofdletters en tekens.")
    kvk_nummer: str | None = Field(default=None, max_length=8, description="KvK-nummer zoals in het bestand.")
    beoordeeld_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie besliste welke organisatie het is, bij twijfel."
    )
    getekend_op: dt.date | None = Field(default=None, description="Dag van ondertekening.")
    afspraak_gegevens: list[dict[str, Any]] = Field(
        default_factory=list,
        sa_type=sa.JSON,
        description="Wat het bestand over haar bijdrage zei; bij twijfel wacht dat tot bekend is wie het is.",
    )

    organisatie: Optional[Organisatie] = Relationship()

    @property
    def is_twijfel(self) -> bool:
        """Nobody has decided yet who this is."""
        return self.organisatie_id is None

    def koppel(self, organisatie: Organisatie, door_id: int) -> None:
        """It is known who this is, because somebody decided so. Refuses with OngeldigeOvergang one that was known."""
        self.eis_twijfel()
        self.organisatie_id, self.beoordeeld_door_id = organisatie.id, door_id

    def eis_twijfel(self) -> None:
        """Nothing, or OngeldigeOvergang when it is known already who this is."""
        if not self.is_twijfel:
            raise OngeldigeOvergang("Van deze ondertekenaar is al bekend welke organisatie het is.")

    def bijdrage(self, omschrijving: str) -> dict[str, Any] | None:
        """What the file said earlier under these words; with `afspraak` in it the promise has been made."""
        sleutel = naam_sleutel(omschrijving)
        return next((b for b in self.afspraak_gegevens if naam_sleutel(b["omschrijving"]) == sleutel), None)

    def zei_al(self, bijdrage: dict[str, Any]) -> bool:
        """Whether the file said exactly this before."""
        eerder = self.bijdrage(bijdrage["omschrijving"])
        return eerder is not None and eerder | bijdrage == eerder

    def onthoud(self, bijdrage: dict[str, Any], dag: dt.date) -> None:
        """What the file said that day of a contribution is kept; what it said earlier is mended as long as it waits."""
        eerder = self.bijdrage(bijdrage["omschrijving"])
        if eerder is None:
            nieuw = {"genoemd_op": dag.isoformat(), **bijdrage}
            self.afspraak_gegevens = [*self.afspraak_gegevens, nieuw]
        elif "afspraak" not in eerder:
            self.afspraak_gegevens = [b | bijdrage if b is eerder else b for b in self.afspraak_gegevens]


def _dag(tekst: str | None) -> dt.date | None:
    return dt.date.fromisoformat(tekst) if tekst else None
