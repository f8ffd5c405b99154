"""The pages behind a link in a mail to a partner, without an account: GET shows, POST acts.

The signed mark in the address is the proof, so there is no session, no cookie and no mark of a form. A mail scanner
that opens the address changes nothing. Who looks may be signed in as a colleague: that does not matter here.
The address is a key: `crm/http/zonder_tekens.py` keeps it out of logs and of what a browser keeps or passes on.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request
from marshmallow import Schema
from werkzeug.datastructures import FileStorage

from crm import http
from crm.errors import AlGebeurd
from crm.http import openbaar, zonder_formulierteken
from crm.models import Bijlage, Gebruiker, LinkDoel
from crm.queries.partnerlinks import Linkpagina, link_pagina
from crm.queries.partnermeldingen import bestand_met, wat_is_gemeld
from crm.schemas.partnermelding import PartnerBevestiging, PartnerLevering, PartnerVerzetting
from crm.web.doen import verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import bijlage_toevoegen, partner_antwoorden
from crm.workflows.gebruiker_beheren import systeemgebruiker

pagina = Blueprint("partnerlinks", __name__, url_prefix="/p")

Pagina = tuple[str, int]


@dataclass(frozen=True)
class Antwoord:
    """What can be done with a link: what it asks, the verb, and the words."""

    schema: type[Schema]
    doe: Callable[..., Any]
    titel: str
    knop: str
    labels: dict[str, str]
    vragen: dict[str, str]


ANTWOORDEN = {
    LinkDoel.BEVESTIGEN: Antwoord(
        PartnerBevestiging,
        partner_antwoorden.bevestigen,
        "Wilt u dit bevestigen?",
        "Ja, dit klopt",
        {"tekst": "toelichting"},
        {},
    ),
    LinkDoel.LEVEREN: Antwoord(
        PartnerLevering,
        partner_antwoorden.leveren,
        "Wat hebt u geleverd?",
        "Levering melden",
        {"tekst": "wat er is geleverd", "geleverd_op": "dag van levering"},
        {
            "tekst": "Schrijf kort op wat er is geleverd.",
            "hoeveelheid": "Hoeveel hebt u geleverd?",
            "geleverd_op": "Op welke dag was het?",
        },
    ),
    LinkDoel.VERZETTEN: Antwoord(
        PartnerVerzetting,
        partner_antwoorden.verzetten,
        "Welke datum wordt het?",
        "Andere datum vragen",
        {"tekst": "reden", "nieuwe_datum": "nieuwe datum"},
        {
            "tekst": "Schrijf kort op waarom het een andere datum wordt.",
            "nieuwe_datum": "Op welke dag lukt het wel?",
        },
    ),
}


@pagina.before_request
def _niemand() -> None:
    """Whoever holds the link is nobody here, also a colleague who is signed in: no menu, and no cookie that lives on."""
    g.gebruiker = None


@pagina.get("/<teken>")
@openbaar
def toon(teken: str) -> Pagina:
    """What was promised, and the one thing that this link is for."""
    p = _pagina(teken)
    if p is None:
        return _onbekend()
    if not p.link.is_geldig(http.nu()):
        return _werkt_niet(p)
    return _vorm(p, _leeg(p)), 200


@pagina.post("/<teken>")
@openbaar
@zonder_formulierteken
def antwoord(teken: str) -> Pagina:
    """The partner answered: done and kept, or the form again with everything that was typed."""
    p = _pagina(teken)
    if p is None:
        return _onbekend()
    if not p.link.is_geldig(http.nu()):
        return _werkt_niet(p)
    dit = ANTWOORDEN[p.link.doel]
    f = Formulier.uit(dit.schema(), request.form, labels=dit.labels, vragen=dit.vragen)
    bestand = request.files.get("bestand") if p.link.doel is LinkDoel.LEVEREN else None
    gekozen = bestand if bestand is not None and bestand.filename else None
    code = verwerk(f, lambda gegevens: _doe(p, dit, gegevens, gekozen))
    if code is None:
        return _teken("klaar", p, doel=p.link.doel), 200
    # Somebody may have been first, or the promise has changed while this page stood open.
    p = _pagina(teken)
    if p is None:
        return _onbekend()
    if not p.link.is_geldig(http.nu()):
        return _werkt_niet(p)
    return _vorm(p, f, met_bestand=gekozen is not None), code


def _doe(p: Linkpagina, dit: Antwoord, gegevens: dict[str, Any], bestand: FileStorage | None) -> None:
    door = systeemgebruiker(http.sessie())
    erbij = {} if bestand is None else {"bijlage": lambda: _bewaar(p, bestand, door)}
    dit.doe(
        http.sessie(), p.link, **gegevens, **erbij, papier=http.papier(), door=door, nu=http.nu()
    )


def _bewaar(p: Linkpagina, bestand: FileStorage, door: Gebruiker) -> Bijlage | None:
    """The file is on the dossier of the promise; one that was there already is that one."""
    opslag = http.huis().opslag
    inhoud = bestand.stream.read(opslag.hoogstens + 1)
    try:
        return bijlage_toevoegen.toevoegen(
            http.sessie(),
            opslag,
            naam=bestand.filename,
            inhoud=inhoud,
            toelichting="Meegestuurd door de partner.",
            afspraak=p.afspraak,
            door=door,
            nu=http.nu(),
        )
    except AlGebeurd:
        return bestand_met(http.sessie(), p.afspraak, hashlib.sha256(inhoud).hexdigest())


def _pagina(teken: str) -> Linkpagina | None:
    """The page of this mark; None when we did not make it, or made it for something else."""
    uuid = http.papier().tekenaar.lees("partner", teken)
    return None if uuid is None else link_pagina(http.sessie(), uuid)


def _leeg(p: Linkpagina) -> Formulier:
    dit = ANTWOORDEN[p.link.doel]
    begin = {"hoeveelheid": p.voorstel, "geleverd_op": vandaag()} if p.link.doel is LinkDoel.LEVEREN else {}
    return Formulier.van(dit.schema(), begin, labels=dit.labels)


def _vorm(p: Linkpagina, f: Formulier, *, met_bestand: bool = False) -> str:
    return _teken("antwoorden", p, f=f, dit=ANTWOORDEN[p.link.doel], met_bestand=met_bestand)


def _werkt_niet(p: Linkpagina) -> Pagina:
    """Why not, what came of it, and whom to ask."""
    gemeld = wat_is_gemeld(p.melding, p.afspraak) if p.melding else None
    return _teken("werkt_niet", p, bezwaar=p.link.bezwaar(http.nu()), gemeld=gemeld), 410


def _onbekend() -> Pagina:
    return _teken("onbekend", None), 404


def _teken(naam: str, p: Linkpagina | None, **gegevens: Any) -> str:
    beheer = http.huis().settings
    return render_template(
        f"web/partnerlinks/{naam}.html",
        p=p,
        beheer_email=beheer.beheer_email,
        **gegevens,
    )
