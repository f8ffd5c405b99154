"""Pages of the points of a werkagenda: one more, one that is mended or struck, and what came of one."""

import uuid as uuid_
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import AlGebeurd, NietGevonden
from crm.http.verwijzingen import verwijzingen
from crm.models import Actie, Agendapunt, Ontwikkelcoalitie
from crm.permissions import eis
from crm.queries import koppelbaar
from crm.queries.dossiers import vind
from crm.queries.werkagendas import WerkagendaKop, werkagenda_kop
from crm.schemas.werkagenda import PuntInvoer, PuntSluiting, PuntWijziging, Realisatie
from crm.web.doen import klaar, stap, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import kort, vandaag
from crm.workflows import werkagenda_opstellen as opstellen

pagina = Blueprint("agendapunten", __name__, url_prefix="/werkagendas/<uuid:uuid>/punten")

KWARTALEN = [(k, f"kwartaal {k}") for k in (1, 2, 3, 4)]
MANIEREN = [("doorschuiven", "Doorschuiven naar volgend jaar"), ("vervallen", "Laten vervallen")]
LABELS = {"op": "dag", "stap": "hoe", "omschrijving": "wat", "beoogd": "wat het moet opleveren"}
VRAGEN = {
    "omschrijving": "Wat gaat de ambassadeur doen?",
    "kwartaal": "In welk kwartaal?",
    "bewijs": "Waaruit blijkt het?",
    "reden": "Waarom?",
    "stap": "Vervalt het punt, of schuift het door?",
}


@dataclass(frozen=True)
class Stap:
    """How a point closes: what it asks, the verb, and the words."""

    schema: type[Schema]
    doe: Callable[..., Any]
    titel: str
    knop: str
    gelukt: str


STAPPEN = {
    "realiseren": Stap(Realisatie, opstellen.punt_realiseren, "Gerealiseerd melden", "Opslaan", "Het punt is gerealiseerd."),
    "sluiten": Stap(PuntSluiting, opstellen.punt_sluiten, "Sluiten zonder resultaat", "Punt sluiten", "Het punt is gesloten."),
}  # fmt: skip


@pagina.route("", methods=["GET", "POST"])
def erbij(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A point more in the draft."""
    kop = _te_wijzigen(uuid)
    if request.method == "GET":
        f = Formulier.van(PuntInvoer(), {"kenmerk": nieuwe_uuid()}, labels=LABELS)
        return _teken_punt(kop, f)
    f = Formulier.uit(PuntInvoer(), request.form, labels=LABELS, vragen=VRAGEN)
    al_gebeurd: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        velden = verwijzingen(f.schema, gegevens)
        try:
            opstellen.punt_toevoegen(http.sessie(), kop.werkagenda, **velden, door=http.door(), nu=http.nu())
        except AlGebeurd as weigering:
            # Nothing is left to mend: the form would only come back to be refused again.
            al_gebeurd.append(weigering.zin)

    code = verwerk(f, daad)
    if al_gebeurd:
        flash(al_gebeurd[0], "waarschuwing")
        return redirect(f"/werkagendas/{uuid}", code=303)
    if code is None:
        return klaar("Het punt staat erbij.", f"/werkagendas/{uuid}")
    return _teken_punt(werkagenda_kop(http.sessie(), uuid), f), code


@pagina.route("/<uuid:punt_uuid>", methods=["GET", "POST"])
def anders(uuid: uuid_.UUID, punt_uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A point of the draft says something else; who looked at an older version sees what somebody else saved."""
    kop = _te_wijzigen(uuid)
    punt = _punt_van(kop, punt_uuid)
    if request.method == "GET":
        return _teken_punt(kop, Formulier.van(PuntWijziging(), _bekend(punt), labels=LABELS), punt)
    f = Formulier.uit(PuntWijziging(), request.form, labels=LABELS, vragen=VRAGEN)
    code = verwerk(f, lambda gegevens: _doe(opstellen.punt_wijzigen, punt, f, gegevens))
    if code is None:
        return klaar("Het punt is gewijzigd.", f"/werkagendas/{uuid}")
    kop = werkagenda_kop(http.sessie(), uuid)
    punt = _punt_van(kop, punt_uuid)
    intussen = None
    if f.waarde("versie") != str(punt.versie):
        # Who has seen both may decide; the next time the newer version is the one that was looked at.
        intussen = punt.omschrijving
        f.zet("versie", punt.versie)
    return _teken_punt(kop, f, punt, intussen), code


@pagina.post("/<uuid:punt_uuid>/schrappen")
def weg(uuid: uuid_.UUID, punt_uuid: uuid_.UUID) -> Response:
    """A point goes from the draft."""
    punt = _punt_van(_te_wijzigen(uuid), punt_uuid)
    return stap(
        lambda: opstellen.punt_schrappen(http.sessie(), punt, door=http.door(), nu=http.nu()),
        "Het punt is geschrapt.",
        f"/werkagendas/{uuid}",
    )


@pagina.route("/<uuid:punt_uuid>/<any(realiseren, sluiten):naam>", methods=["GET", "POST"])
def zet_stap(uuid: uuid_.UUID, punt_uuid: uuid_.UUID, naam: str) -> str | tuple[str, int] | Response:
    """A point is there, with what shows it; or it lapses or moves on, with the reason."""
    kop, dit = _te_wijzigen(uuid), STAPPEN[naam]
    punt = _punt_van(kop, punt_uuid)
    if request.method == "GET":
        begin = {"op": vandaag()} if naam == "realiseren" else {}
        return _teken_stap(kop, punt, naam, Formulier.van(dit.schema(), begin, labels=LABELS))
    f = Formulier.uit(dit.schema(), request.form, labels=LABELS, vragen=VRAGEN)
    code = verwerk(f, lambda gegevens: _doe(dit.doe, punt, f, gegevens))
    if code is None:
        return klaar(dit.gelukt, f"/werkagendas/{uuid}")
    kop = werkagenda_kop(http.sessie(), uuid)
    return _teken_stap(kop, _punt_van(kop, punt_uuid), naam, f), code


def _te_wijzigen(uuid: uuid_.UUID) -> WerkagendaKop:
    kop = werkagenda_kop(http.sessie(), uuid)
    eis(http.door(), "werkagenda.wijzigen", kop.werkagenda)
    return kop


def _punt_van(kop: WerkagendaKop, uuid: uuid_.UUID) -> Agendapunt:
    """The point of this werkagenda; refuses one of another."""
    punt = vind(http.sessie(), Agendapunt, uuid)
    if punt.werkagenda_id != kop.werkagenda.id:
        raise NietGevonden("Dit punt hoort niet bij deze werkagenda.")
    return punt


def _doe(verb: Callable[..., Any], punt: Agendapunt, f: Formulier, gegevens: dict[str, Any]) -> None:
    verb(http.sessie(), punt, **verwijzingen(f.schema, gegevens), door=http.door(), nu=http.nu())


def _bekend(punt: Agendapunt) -> dict[str, Any]:
    """The point as it is, with the dossiers it is about by uuid."""
    bij = {"actie": (Actie, punt.actie_id), "coalitie": (Ontwikkelcoalitie, punt.coalitie_id)}
    gekozen = {naam: http.sessie().get(noun, nummer).uuid for naam, (noun, nummer) in bij.items() if nummer}
    velden = ("omschrijving", "beoogd", "kwartaal", "versie")
    return {veld: getattr(punt, veld) for veld in velden} | gekozen


def _teken_punt(kop: WerkagendaKop, f: Formulier, punt: Agendapunt | None = None, intussen: str | None = None) -> str:
    return render_template(
        "web/werkagendas/punt.html",
        k=kop,
        f=f,
        punt=punt,
        intussen=intussen,
        kwartalen=KWARTALEN,
        vorige=[] if punt else koppelbaar.vorige_punten(http.sessie(), kop.werkagenda),
        acties=koppelbaar.acties(http.sessie(), kop.programma.id, punt.actie_id if punt else None),
        coalities=koppelbaar.coalities(http.sessie(), punt.coalitie_id if punt else None),
    )


def _teken_stap(kop: WerkagendaKop, punt: Agendapunt, naam: str, f: Formulier) -> str:
    overleggen = koppelbaar.overleggen(http.sessie(), punt, http.nu()) if naam == "realiseren" else []
    return render_template(
        "web/werkagendas/puntstap.html",
        k=kop, punt=punt, naam=naam, stap=STAPPEN[naam], f=f, manieren=MANIEREN,
        overleggen=[(uuid, f"{kort(begint_op)}: {onderwerp}") for uuid, begint_op, onderwerp in overleggen],
    )  # fmt: skip
