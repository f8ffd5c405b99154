"""Pages of the members of a coalitie: joining, leaving, and another aanjager."""

import datetime as dt
import uuid as uuid_
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import NietGevonden
from crm.models import DeelnemerRol, Deelneming, Ontwikkelcoalitie
from crm.queries.dossier_coalitie import CoalitieKop, coalitie_kop
from crm.queries.dossiers import vind
from crm.web.coalities import te_wijzigen
from crm.web.doen import klaar, verwerk
from crm.web.dossiervelden import LidVelden, OverdrachtVelden, UittredenVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld, bedoelde_persoon
from crm.workflows import coalitie_vormen

pagina = Blueprint("coalitie_leden", __name__, url_prefix="/coalities/<uuid:uuid>")

ROLLEN = [(rol.value, rol.value) for rol in (DeelnemerRol.LID, DeelnemerRol.AANJAGER, DeelnemerRol.ADVISEUR)]


@pagina.route("/leden", methods=["GET", "POST"])
def lid(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """An organisation joins, or takes over as aanjager."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        rol = request.args.get("rol", DeelnemerRol.LID.value)
        f = Formulier.van(LidVelden(), {"rol": rol, "van": vandaag()})
        return render_template("web/coalities/lid.html", k=kop, f=f, rollen=ROLLEN)
    f = Formulier.uit(LidVelden(), request.form)
    code = verwerk(f, lambda gegevens: _doe_met(coalitie_vormen.lid_toelaten, kop.coalitie, **gegevens))
    if code is None:
        return klaar(f"{f.waarde('organisatie')} doet mee.", f"/coalities/{uuid}")
    return render_template(
        "web/coalities/lid.html", k=coalitie_kop(http.sessie(), uuid), f=f, rollen=ROLLEN
    ), code


@pagina.route("/leden/<uuid:lid_uuid>", methods=["GET", "POST"])
def uit(uuid: uuid_.UUID, lid_uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A membership ends and stays in history."""
    kop = te_wijzigen(uuid)
    deelneming = _lid_van(kop, lid_uuid)
    if request.method == "GET":
        f = Formulier.van(UittredenVelden(), {"tot": vandaag()})
        return render_template("web/coalities/uit.html", k=kop, deelneming=deelneming, f=f)
    f = Formulier.uit(UittredenVelden(), request.form)
    code = verwerk(
        f,
        lambda gegevens: coalitie_vormen.lid_uitlaten(
            http.sessie(), deelneming, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("Het lidmaatschap is beëindigd.", f"/coalities/{uuid}")
    kop = coalitie_kop(http.sessie(), uuid)
    deelneming = _lid_van(kop, lid_uuid)
    return render_template("web/coalities/uit.html", k=kop, deelneming=deelneming, f=f), code


@pagina.route("/overdragen", methods=["GET", "POST"])
def overdragen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """Another organisation, or another person, becomes aanjager; who was it stays on as a member."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        return _teken_overdragen(kop, Formulier.van(OverdrachtVelden(), {"van": vandaag()}))
    f = Formulier.uit(OverdrachtVelden(), request.form)
    code = verwerk(f, lambda gegevens: _doe_met(coalitie_vormen.overdragen, kop.coalitie, **gegevens))
    if code is None:
        zin = f"{f.waarde('organisatie')} is aanjager vanaf {f.waarde('van')}."
        return klaar(zin, f"/coalities/{uuid}#leden")
    return _teken_overdragen(coalitie_kop(http.sessie(), uuid), f), code


def _teken_overdragen(kop: CoalitieKop, f: Formulier) -> str:
    nu = kop.coalitie.aanjager(vandaag())
    return render_template("web/coalities/overdragen.html", k=kop, f=f, nu=nu)


def _lid_van(kop: CoalitieKop, lid_uuid: uuid_.UUID) -> Deelneming:
    """The membership of this coalitie; refuses one of another."""
    deelneming = vind(http.sessie(), Deelneming, lid_uuid)
    if deelneming.coalitie_id != kop.coalitie.id:
        raise NietGevonden("Dit lidmaatschap hoort niet bij deze coalitie.")
    return deelneming


def _doe_met(
    verb: Any,
    coalitie: Ontwikkelcoalitie,
    *,
    organisatie: str,
    van: dt.date,
    persoon: str | None = None,
    **rest: Any,
) -> None:
    """The verb, with the party and the person that were typed by name."""
    wie = bedoeld(organisatie)
    verb(
        http.sessie(),
        coalitie,
        organisatie=wie,
        persoon=bedoelde_persoon(persoon, wie, van),
        van=van,
        **rest,
        door=http.door(),
        nu=http.nu(),
    )
