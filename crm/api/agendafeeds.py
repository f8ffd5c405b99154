"""The addresses of calendars: your own ones, and ending one. A new address is made on the site, where it is shown once."""

import uuid as uuid_
from typing import Any

from crm import http
from crm.api.collectie import Collectie
from crm.models import Agendafeed
from crm.permissions import eis
from crm.schemas import nouns
from crm.workflows import agendafeed_beheren


class Agendafeeds(Collectie):
    """Addresses of calendars; everybody sees only their own."""

    def _vind(self, uuid: uuid_.UUID) -> Agendafeed:
        feed = super()._vind(uuid)
        eis(http.door(), "agendafeed.beheren", feed)
        return feed

    def _zichtbaar(self) -> tuple[Any, ...]:
        return (Agendafeed.gebruiker_id == http.door().id,)


AGENDAFEEDS = Agendafeeds("agendafeeds", Agendafeed, nouns.AGENDAFEED, filters=("soort", "opdracht", "coalitie"))
AGENDAFEEDS.stap("_trekin", agendafeed_beheren.intrekken, "Trek het adres van een agenda in")
COLLECTIES = (AGENDAFEEDS,)
