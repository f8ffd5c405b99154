"""Pages of governing bodies: what was held against the norm, and who sits in them."""

import datetime as dt
import uuid as uuid_
from typing import Any

from flask import Blueprint, render_template, request
from marshmallow import fields
from werkzeug.wrappers import Response

from crm import http
from crm.errors import NietGevonden, OngeldigeInvoer
from crm.models import Gremium, Gremiumlid, GremiumRol, Organisatie, Persoon, Programma
from crm.permissions import eis, mag
from crm.queries import dossier_gremium as vragen
from crm.queries.dossiers import vind
from crm.queries.mensen import bekenden
from crm.queries.waarover import naam_van
from crm.schemas.invoer import Invoer, NounInvoer
from crm.schemas.velden import Tekst
from crm.web.doen import klaar, lezer, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld, bedoelde_persoon
from crm.workflows import gremium_instellen

pagina = Blueprint("gremia", __name__, url_prefix="/gremia")

ROLLEN = [(rol.value, rol.value) for rol in GremiumRol]
LABELS = {"van": "eerste dag", "tot": "laatste dag"}


class LidVelden(NounInvoer):
    """Somebody who joins; on a form the organisation and the person are typed by name."""

    class Meta(NounInvoer.Meta):
        model = Gremiumlid
        fields = ("organisatie", "persoon", "rol", "van", "tot")

    organisatie = Tekst(allow_none=True)
    persoon = Tekst(allow_none=True)


class VertrekVelden(Invoer):
    """The last day of a term."""

    tot = fields.Date(required=True)


@pagina.get("")
def lijst() -> str:
    """The governing bodies by agenda, and how the year is going against the norms."""
    lezer()
    agendas = vragen.gremia(http.sessie(), vandaag())
    normen = [norm for agenda in agendas for norm in agenda.overig]
    normen += [norm for agenda in agendas for regel in agenda.gremia for norm in regel.normen]
    return render_template(
        "web/gremia/lijst.html",
        agendas=agendas,
        metingen=vragen.metingen_bij(http.sessie(), normen, vandaag()),
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One governing body in the year of today; the names of its people only for who may see persons."""
    wie = lezer()
    d = vragen.gremium_dossier(
        http.sessie(), uuid, vandaag(), met_personen=mag(wie, "persoon.lezen")
    )
    return render_template(
        "web/gremia/dossier.html",
        d=d,
        waarover=naam_van("gremium", d.stand.gremium),
        kan=mag(wie, "gremium.wijzigen", d.stand.gremium),
        metingen=vragen.metingen_bij(http.sessie(), d.stand.normen, vandaag()),
    )


@pagina.route("/<uuid:uuid>/leden", methods=["GET", "POST"])
def lid(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """An organisation or person joins, or takes over as voorzitter."""
    gremium, programma = _te_wijzigen(uuid)
    if request.method == "GET":
        rol = request.args.get("rol", GremiumRol.LID.value)
        f = Formulier.van(LidVelden(), {"rol": rol, "van": vandaag()}, labels=LABELS)
        return _teken_lid(gremium, programma, f)
    f = Formulier.uit(LidVelden(), request.form, labels=LABELS)
    code = verwerk(f, lambda gegevens: _laat_toe(gremium, **gegevens))
    if code is None:
        wie = f.waarde("organisatie").strip() or f.waarde("persoon").strip()
        return klaar(f"{wie} zit erin, als {f.waarde('rol')}.", f"/gremia/{uuid}#leden")
    return _teken_lid(*vragen.gremium_kop(http.sessie(), uuid), f), code


@pagina.route("/<uuid:uuid>/leden/<uuid:lid_uuid>", methods=["GET", "POST"])
def uit(uuid: uuid_.UUID, lid_uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A term ends and stays in history."""
    gremium, programma = _te_wijzigen(uuid)
    wie = _lid_van(gremium, lid_uuid)
    if request.method == "GET":
        return _teken_uit(gremium, programma, wie, Formulier.van(VertrekVelden(), {"tot": vandaag()}, labels=LABELS))
    f = Formulier.uit(VertrekVelden(), request.form, labels=LABELS)
    code = verwerk(
        f,
        lambda gegevens: gremium_instellen.uitlaten(
            http.sessie(), wie, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De termijn is beëindigd.", f"/gremia/{uuid}#leden")
    gremium, programma = vragen.gremium_kop(http.sessie(), uuid)
    return _teken_uit(gremium, programma, _lid_van(gremium, lid_uuid), f), code


def _te_wijzigen(uuid: uuid_.UUID) -> tuple[Gremium, Programma]:
    gremium, programma = vragen.gremium_kop(http.sessie(), uuid)
    eis(http.door(), "gremium.wijzigen", gremium)
    return gremium, programma


def _lid_van(gremium: Gremium, lid_uuid: uuid_.UUID) -> Gremiumlid:
    """The membership of this gremium; refuses one of another."""
    wie = vind(http.sessie(), Gremiumlid, lid_uuid)
    if wie.gremium_id != gremium.id:
        raise NietGevonden("Dit lidmaatschap hoort niet bij dit gremium.")
    return wie


def _laat_toe(
    gremium: Gremium,
    *,
    van: dt.date,
    organisatie: str | None = None,
    persoon: str | None = None,
    **rest: Any,
) -> None:
    partij = bedoeld(organisatie) if (organisatie or "").strip() else None
    gremium_instellen.toelaten(
        http.sessie(),
        gremium,
        organisatie=partij,
        persoon=_persoon(persoon, partij, van),
        van=van,
        **rest,
        door=http.door(),
        nu=http.nu(),
    )


def _persoon(naam: str | None, partij: Organisatie | None, dag: dt.date) -> Persoon | None:
    """The contact with this name, there or, without an organisation, anywhere."""
    if partij is not None or not (naam or "").strip():
        return bedoelde_persoon(naam, partij, dag) if partij is not None else None
    gevonden = {b.persoon for lijst in bekenden(http.sessie(), [naam], dag).values() for b in lijst}
    if len(gevonden) == 1:
        return vind(http.sessie(), Persoon, gevonden.pop())
    zin = (
        f"Er zijn meer mensen die ‘{naam}’ heten. Vul ook de organisatie in."
        if gevonden
        else f"‘{naam}’ kennen wij niet. Voeg de contactpersoon eerst toe bij een organisatie."
    )
    raise OngeldigeInvoer(zin, {"persoon": [zin]})


def _teken_lid(gremium: Gremium, programma: Programma, f: Formulier) -> str:
    return render_template("web/gremia/lid.html", g=gremium, programma=programma, f=f, rollen=ROLLEN)


def _teken_uit(gremium: Gremium, programma: Programma, wie: Gremiumlid, f: Formulier) -> str:
    namen = [wie.organisatie.naam if wie.organisatie else None, wie.persoon.naam if wie.persoon else None]
    if not mag(http.door(), "persoon.lezen"):
        namen = namen[:1]
    naam = ", ".join(naam for naam in namen if naam) or "Een persoon"
    return render_template("web/gremia/uit.html", g=gremium, programma=programma, lid=wie, naam=naam, f=f)
