"""What partners reported with a link, and what we did with it."""

from typing import Any

from crm import http
from crm.api.collectie import Collectie
from crm.models import Partnermelding
from crm.schemas import nouns
from crm.schemas.partnermelding import Afwijzing
from crm.workflows import partnermelding_behandelen as behandelen

PARTNERMELDINGEN = Collectie(
    "partnermeldingen", Partnermelding, nouns.PARTNERMELDING, filters=("afspraak", "doel", "status")
)
COLLECTIES = (PARTNERMELDINGEN,)


def _overnemen(*args: Any, **gegevens: Any) -> None:
    """The verb, with the paper of this installation for its letter."""
    behandelen.overnemen(*args, papier=http.papier(), **gegevens)


def _afwijzen(*args: Any, **gegevens: Any) -> None:
    behandelen.afwijzen(*args, papier=http.papier(), **gegevens)


PARTNERMELDINGEN.stap("_neemover", _overnemen, "Neem over wat een partner meldde")
PARTNERMELDINGEN.stap("_wijsaf", _afwijzen, "Wijs een melding af, met een reden voor de partner", Afwijzing)
