"""What partners reported with a link: what waits, mine first, and one of them to take over or turn down."""

import uuid as uuid_

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.models import MeldingStatus, Partnermelding
from crm.permissions import eis, mag
from crm.queries import partnermeldingen as vragen
from crm.queries.dossiers import vind
from crm.queries.partnermeldingen import Meldingregel, melding_dossier
from crm.schemas.partnermelding import Afwijzing
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, nummer, sleutel
from crm.web.doen import lezer, stap, verwerk_eenmaal
from crm.web.formulieren import Formulier
from crm.workflows import partnermelding_behandelen as behandelen

pagina = Blueprint("partnermeldingen", __name__, url_prefix="/partnermeldingen")

VRAGEN = {"reden": "Waarom nemen wij dit niet over? De partner krijgt het te lezen."}


@pagina.get("")
def lijst() -> str:
    """What waits, or what was dealt with."""
    wie = lezer()
    gekozen = request.args.get("status", MeldingStatus.NIEUW.value)
    status = MeldingStatus(gekozen) if gekozen in list(MeldingStatus) else MeldingStatus.NIEUW
    na = lees_sleutel(request.args.get("na"), nummer, nummer)
    rijen = vragen.blad(http.sessie(), wie, status, na=na, aantal=PER_BLAD + 1)
    return render_template(
        "web/partnermeldingen/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(int(not rij.is_van_mij), rij.melding.id), PER_BLAD),
        status=status,
        tellingen=vragen.tellingen(http.sessie()),
        is_begin=na is None,
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One melding, with what can be done about it."""
    return _teken(melding_dossier(http.sessie(), lezer(), uuid), Formulier(Afwijzing()))


@pagina.post("/<uuid:uuid>/overnemen")
def overnemen(uuid: uuid_.UUID) -> Response:
    """What the partner reported is so."""
    melding = _te_behandelen(uuid)
    return stap(
        lambda: behandelen.overnemen(
            http.sessie(), melding, papier=http.papier(), door=http.door(), nu=http.nu()
        ),
        "Overgenomen; de partner krijgt bericht.",
        f"/partnermeldingen/{uuid}",
    )


@pagina.post("/<uuid:uuid>/afwijzen")
def afwijzen(uuid: uuid_.UUID) -> Response | tuple[str, int]:
    """What the partner reported changes nothing, with the reason."""
    melding = _te_behandelen(uuid)
    f = Formulier.uit(Afwijzing(), request.form, vragen=VRAGEN)
    code = verwerk_eenmaal(
        f,
        lambda gegevens: behandelen.afwijzen(
            http.sessie(), melding, **gegevens, papier=http.papier(), door=http.door(), nu=http.nu()
        ),
        "Afgewezen; de partner krijgt bericht met de reden.",
        f"/partnermeldingen/{uuid}",
    )
    if not isinstance(code, int):
        return code
    return _teken(melding_dossier(http.sessie(), http.door(), uuid), f), code


def _te_behandelen(uuid: uuid_.UUID) -> Partnermelding:
    melding = vind(http.sessie(), Partnermelding, uuid)
    eis(http.door(), "partnermelding.behandelen", melding.afspraak)
    return melding


def _teken(d: Meldingregel, f: Formulier) -> str:
    nieuw = d.melding.status is MeldingStatus.NIEUW
    kan = nieuw and mag(http.door(), "partnermelding.behandelen", d.afspraak)
    return render_template("web/partnermeldingen/dossier.html", d=d, f=f, kan=kan)
