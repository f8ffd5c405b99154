"""The page behind the unsubscribe link of a mail: GET shows, POST acts.

A mail scanner that opens the address changes nothing. A mail program posts to it by itself (RFC 8058), without a
cookie, and wants no page to be sent on to: the answer is 200, whoever asks.
"""

from typing import Any

from flask import Blueprint, render_template, request

from crm import http
from crm.http import openbaar, zonder_formulierteken
from crm.models import Bericht
from crm.queries.brieven import AFMELDEN
from crm.queries.dossiers import zoek
from crm.queries.mijn_herinneringen import is_uitgeschreven
from crm.workflows import bereikbaarheid_bijhouden as bijhouden
from crm.workflows.gebruiker_beheren import systeemgebruiker

pagina = Blueprint("uitschrijven", __name__, url_prefix="/uitschrijven")


@pagina.get("/<teken>")
@openbaar
def toon(teken: str) -> tuple[str, int]:
    """What unsubscribing does, and a button that does it; nothing happens by looking."""
    bericht = _bericht(teken)
    if bericht is None:
        return _onbekend()
    return _teken("vraag", bericht, is_uit=is_uitgeschreven(http.sessie(), bericht)), 200


@pagina.post("/<teken>")
@openbaar
@zonder_formulierteken
def doe(teken: str) -> tuple[str, int]:
    """Who got the mail is unsubscribed, or with `weer` gets everything again; twice is once."""
    bericht = _bericht(teken)
    if bericht is None:
        return _onbekend()
    weer = request.form.get("weer") == "ja"
    wie = {"door": systeemgebruiker(http.sessie()), "nu": http.nu()}
    if weer:
        bijhouden.weer_inschrijven(http.sessie(), bericht, **wie)
    else:
        bijhouden.uitschrijven(http.sessie(), bericht, papier=http.papier(), **wie)
    http.bewaar()
    return _teken("klaar", bericht, weer=weer), 200


def _bericht(teken: str) -> Bericht | None:
    """The message of this mark; None when we did not make it, or made it for something else."""
    return zoek(http.sessie(), Bericht, http.papier().tekenaar.lees(AFMELDEN, teken))


def _onbekend() -> tuple[str, int]:
    return _teken("onbekend", None), 404


def _teken(naam: str, bericht: Bericht | None, **gegevens: Any) -> str:
    return render_template(
        f"web/uitschrijven/{naam}.html",
        is_collega=bericht is not None and bericht.gebruiker_id is not None,
        adres=bericht.aan if bericht else None,
        beheer_email=http.huis().settings.beheer_email,
        **gegevens,
    )
