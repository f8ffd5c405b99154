"""Files on dossiers: adding one as a form with a file, fetching its contents, and removing it with a reason."""

import uuid as uuid_
from typing import Any

from flask import Response
from sqlmodel import Session, col
from werkzeug.datastructures import FileStorage

from crm import http
from crm.adapters.bestandssoort import SOORTEN
from crm.api.collectie import Collectie
from crm.errors import NietGevonden
from crm.http import bestanden
from crm.models import Bijlage
from crm.permissions import eis, mag
from crm.schemas import nouns
from crm.schemas.bijlage import BijlageInvoer
from crm.schemas.overleg import Reden
from crm.workflows import bijlage_toevoegen

RUW = "application/octet-stream"


class Bijlagen(Collectie):
    """Files; those about a contact person only for who may see persons."""

    def _vind(self, uuid: uuid_.UUID) -> Bijlage:
        bijlage = super()._vind(uuid)
        eis(http.door(), "bijlage.lezen", bijlage)
        return bijlage

    def _zichtbaar(self) -> tuple[Any, ...]:
        return () if mag(http.door(), "persoon.lezen") else (col(Bijlage.persoon_id).is_(None),)

    def inhoud(self, uuid: uuid_.UUID) -> Response:
        """The file itself."""
        bijlage = self._vind(uuid)
        if bijlage.verwijderd_op is not None:
            raise NietGevonden(f"Dit bestand is verwijderd: {bijlage.verwijderd_reden}")
        return bestanden.geef(bijlage)


BIJLAGEN = Bijlagen(
    "bijlagen",
    Bijlage,
    nouns.BIJLAGE,
    filters=(
        "actie",
        "coalitie",
        "case",
        "organisatie",
        "persoon",
        "overleg",
        "afspraak",
        "convenant",
        "opdracht",
    ),
    vormen=(RUW, *SOORTEN),
)
COLLECTIES = (BIJLAGEN,)


def _voeg_toe(session: Session, *, bestand: FileStorage, **gegevens: Any) -> Bijlage:
    return bijlage_toevoegen.toevoegen(
        session, http.huis().opslag, naam=bestand.filename, inhoud=bestand.stream, **gegevens
    )


def _verwijder(session: Session, bijlage: Bijlage, **gegevens: Any) -> None:
    bijlage_toevoegen.verwijderen(session, http.huis().opslag, bijlage, **gegevens)


BIJLAGEN.maak(_voeg_toe, BijlageInvoer, "Voeg een bestand toe aan precies één dossier", met_bestand=True)
# Which kind it is, differs per file; `soort` says so beforehand.
BIJLAGEN.geef("inhoud", BIJLAGEN.inhoud, "De inhoud van het bestand", "*/*")
BIJLAGEN.stap("_verwijder", _verwijder, "Haal het bestand weg, met de reden", Reden)
