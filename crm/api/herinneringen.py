"""Reminders: what is due, what was sent, and why something was not."""

import uuid as uuid_
from typing import Any

from crm import http
from crm.api.collectie import Collectie
from crm.models import Herinnering
from crm.permissions import eis, mag
from crm.schemas import nouns
from crm.schemas.bereikbaarheid import LaterHerinneren
from crm.workflows.herinnering_uitstellen import uitstellen


class Herinneringen(Collectie):
    """Reminders: one's own, and for who keeps the mail going all of them."""

    def _vind(self, uuid: uuid_.UUID) -> Herinnering:
        herinnering = super()._vind(uuid)
        eis(http.door(), "herinnering.lezen", herinnering)
        return herinnering

    def _zichtbaar(self) -> tuple[Any, ...]:
        van_mij = Herinnering.gebruiker_id == http.door().id
        return () if mag(http.door(), "herinnering.lezen") else (van_mij,)


HERINNERINGEN = Herinneringen(
    "herinneringen",
    Herinnering,
    nouns.HERINNERING,
    filters=("onderwerp", "status", "datum", "gepland_voor"),
)
COLLECTIES = (HERINNERINGEN,)

HERINNERINGEN.stap("_steluit", uitstellen, "Word later opnieuw herinnerd", LaterHerinneren, geeft_nieuw=True)
