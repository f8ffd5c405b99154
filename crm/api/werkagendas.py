"""The yearly agendas of the ambassadeurs, and their points."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.errors import NietGevonden
from crm.models import Agendapunt, Opdracht, Werkagenda
from crm.schemas import nouns
from crm.schemas.werkagenda import (
    Afsluiting,
    Bespreking,
    Inleiding,
    PuntInvoer,
    PuntKeuze,
    PuntSluiting,
    PuntWijziging,
    Realisatie,
    Vaststelling,
    WerkagendaInvoer,
)
from crm.workflows import werkagenda_opstellen as opstellen

WERKAGENDAS = Collectie("werkagendas", Werkagenda, nouns.WERKAGENDA, filters=("opdracht", "jaar", "status", "eigenaar"))
AGENDAPUNTEN = Collectie(
    "agendapunten",
    Agendapunt,
    nouns.AGENDAPUNT,
    filters=("werkagenda", "actie", "coalitie", "kwartaal", "status", "vorig"),
)
COLLECTIES = (WERKAGENDAS, AGENDAPUNTEN)


def _begin(session: Session, *, opdracht: Opdracht, **gegevens: Any) -> Werkagenda:
    return opstellen.beginnen(session, opdracht, **gegevens)


def _schrap(session: Session, werkagenda: Werkagenda, *, punt: Agendapunt, **wie: Any) -> None:
    if punt.werkagenda_id != werkagenda.id:
        raise NietGevonden("Dit punt hoort niet bij deze werkagenda.")
    opstellen.punt_schrappen(session, punt, **wie)


WERKAGENDAS.maak(_begin, WerkagendaInvoer, "Begin een werkagenda")
WERKAGENDAS.stap("_leidin", opstellen.inleiding_wijzigen, "Schrijf waar het jaar om gaat", Inleiding)
WERKAGENDAS.stap("_voegpunttoe", opstellen.punt_toevoegen, "Voeg een punt toe", PuntInvoer)
WERKAGENDAS.stap("_schrappunt", _schrap, "Schrap een punt van het concept", PuntKeuze)
WERKAGENDAS.stap("_stelvast", opstellen.vaststellen, "Leg vast dat GS haar vaststelde", Vaststelling)
WERKAGENDAS.stap("_bespreek", opstellen.bespreken, "Leg vast dat PS haar besprak", Bespreking)
WERKAGENDAS.stap("_sluitaf", opstellen.afsluiten, "Sluit het jaar af", Afsluiting)
AGENDAPUNTEN.stap("_wijzig", opstellen.punt_wijzigen, "Herschrijf een punt van het concept", PuntWijziging)
AGENDAPUNTEN.stap("_realiseer", opstellen.punt_realiseren, "Meld dat het er is, met bewijs", Realisatie)
AGENDAPUNTEN.stap("_sluit", opstellen.punt_sluiten, "Laat vervallen of schuif door", PuntSluiting)
