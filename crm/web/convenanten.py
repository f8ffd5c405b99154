"""Pages of deals with many signatories: the coverage on a day, who stands how, and following each of them."""

import datetime as dt
import uuid as uuid_
from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.models import Helix, Ondertekening, Partnerafspraak
from crm.permissions import eis, mag
from crm.queries import afspraken, convenanten, dossier_overleggen
from crm.queries.bijlagen import bijlagen_van
from crm.queries.convenant_stand import OndertekenaarStand
from crm.queries.convenanten import ConvenantKop, Ondertekenaar
from crm.queries.ondertekenaars import kandidaten
from crm.queries.waarover import naam_van
from crm.schemas.convenant import Aanvulling, Schrapping
from crm.web.bladeren import blad, lees_sleutel, nummer, sleutel, woorden
from crm.web.convenantvelden import KoppelVelden, ToevoegVelden
from crm.web.dagen import lees_dag
from crm.web.doen import klaar, lezer, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld
from crm.workflows import convenant_opvolgen

pagina = Blueprint("convenanten", __name__, url_prefix="/convenanten")

PER_BLAD = 100
HOOGSTENS_TWIJFELS = 25
HELICES = [(helix.value, helix.value) for helix in Helix]
LABELS = {"getekend_op": "getekend op", "helix": "soort"}


@pagina.get("")
def lijst() -> str:
    """All deals, each with its coverage today."""
    lezer()
    regels = convenanten.convenanten(http.sessie(), vandaag())
    groepen = groupby(regels, key=lambda regel: f"{regel.programma} {regel.jaar_van}-{regel.jaar_tot}")
    return render_template(
        "web/convenanten/lijst.html", groepen=[(agenda, list(groep)) for agenda, groep in groepen]
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One deal with its coverage on a day, and its signatories by name."""
    lezer()
    session, kop = http.sessie(), convenanten.convenant_kop(http.sessie(), uuid)
    eigen = kop.convenant.id
    peildatum, zin = _peildatum(request.args.get("peildatum", ""))
    gekozen = request.args.get("stand", "")
    stand = OndertekenaarStand(gekozen) if gekozen in list(OndertekenaarStand) else None
    na = lees_sleutel(request.args.get("na"), woorden, nummer)
    rijen = convenanten.ondertekenaars(
        session, eigen, peildatum, stand=stand, na=na, aantal=PER_BLAD + 1
    )
    twijfels = convenanten.twijfels(session, eigen, HOOGSTENS_TWIJFELS)
    kan = mag(http.door(), "convenant.wijzigen", kop.convenant)
    return render_template(
        "web/convenanten/dossier.html",
        k=kop,
        d=convenanten.dekking(session, kop.convenant, peildatum),
        peildatum=peildatum,
        peildatum_fout=zin,
        stand=stand,
        standen=list(OndertekenaarStand),
        blad=blad(rijen, lambda rij: sleutel(rij.naam_sleutel, rij.nummer), PER_BLAD),
        is_begin=na is None,
        kan=kan,
        twijfels=list(zip(twijfels, kandidaten(session, twijfels) if kan else [[]] * len(twijfels), strict=True)),
        gesproken=_gesproken([rij.organisatie_id for rij in rijen], peildatum),
        bijlagen=bijlagen_van(session, "convenant", eigen),
    )


@pagina.route("/<uuid:uuid>/ondertekenaars", methods=["GET", "POST"])
def toevoegen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """One more signatory, by hand."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        return _teken_toevoegen(kop, Formulier(ToevoegVelden(), labels=LABELS))
    f = Formulier.uit(ToevoegVelden(), request.form, labels=LABELS)
    code = verwerk(f, lambda gegevens: _onderteken(kop, **gegevens))
    if code is None:
        return klaar(f"{f.waarde('organisatie')} staat bij de ondertekenaars.", f"/convenanten/{uuid}")
    return _teken_toevoegen(convenanten.convenant_kop(http.sessie(), uuid), f), code


@pagina.get("/<uuid:uuid>/ondertekenaars/<uuid:wie>")
def ondertekenaar(uuid: uuid_.UUID, wie: uuid_.UUID) -> str:
    """One signatory: how it stands and what was said, or who it may be."""
    lezer()
    kop = convenanten.convenant_kop(http.sessie(), uuid)
    o = convenanten.ondertekenaar(http.sessie(), kop.convenant.id, wie)
    return _teken_twijfel(kop, o) if o.organisatie is None else _teken_ondertekenaar(kop, o)


@pagina.post("/<uuid:uuid>/ondertekenaars/<uuid:wie>/<any(koppelen, nieuw, schrappen):naam>")
def beslis(uuid: uuid_.UUID, wie: uuid_.UUID, naam: str) -> str | tuple[str, int] | Response:
    """Somebody says who a doubtful signatory is: an organisation of ours, a new one, or no signatory at all."""
    kop = te_wijzigen(uuid)
    ondertekening = convenanten.ondertekenaar(http.sessie(), kop.convenant.id, wie).ondertekening
    f = Formulier.uit(BESLUITEN[naam](), request.form, labels=LABELS)
    gezegd: list[str] = []
    code = verwerk(f, lambda gegevens: gezegd.append(_besluit(naam, ondertekening, gegevens)))
    if code is None:
        return klaar(gezegd[0], f"/convenanten/{uuid}")
    kop = convenanten.convenant_kop(http.sessie(), uuid)
    o = convenanten.ondertekenaar(http.sessie(), kop.convenant.id, wie)
    return _teken_twijfel(kop, o, naam, f), code


BESLUITEN = {"koppelen": KoppelVelden, "nieuw": Aanvulling, "schrappen": Schrapping}


def te_wijzigen(uuid: uuid_.UUID) -> ConvenantKop:
    """The deal, for who may change it."""
    kop = convenanten.convenant_kop(http.sessie(), uuid)
    eis(http.door(), "convenant.wijzigen", kop.convenant)
    return kop


def _peildatum(tekst: str) -> tuple[dt.date, str | None]:
    """The day that was asked, and what is wrong with it; then it is today."""
    if not tekst.strip():
        return vandaag(), None
    dag = lees_dag(tekst, vandaag(), vooruit=False)
    if dag is None:
        return vandaag(), f"‘{tekst.strip()}’ is geen dag. Schrijf bijvoorbeeld 31-3-2026. Dit is de stand van vandaag."
    if dag > vandaag():
        return vandaag(), "Die dag moet nog komen. Dit is de stand van vandaag."
    return dag, None


def _gesproken(organisaties: list[int], peildatum: dt.date) -> dict[int, Any]:
    """The last meeting with each; of a day that is past the page tells only how everybody stood."""
    if peildatum != vandaag():
        return {}
    return dossier_overleggen.laatst_gesproken(http.sessie(), organisaties, http.nu())


def _onderteken(kop: ConvenantKop, *, organisatie: str, getekend_op: dt.date | None = None) -> None:
    convenant_opvolgen.ondertekenen(
        http.sessie(),
        kop.convenant,
        organisatie=bedoeld(organisatie),
        getekend_op=getekend_op,
        door=http.door(),
        nu=http.nu(),
    )


def _besluit(naam: str, ondertekening: Ondertekening, gegevens: dict[str, Any]) -> str:
    """The verb has done it; the sentence that says so."""
    session, wie = http.sessie(), {"door": http.door(), "nu": http.nu()}
    gedrukt = ondertekening.naam
    if naam == "koppelen":
        organisatie = bedoeld(gegevens["organisatie"])
        convenant_opvolgen.koppelen(session, ondertekening, organisatie=organisatie, **wie)
        return f"‘{gedrukt}’ is {organisatie.naam}."
    if naam == "nieuw":
        convenant_opvolgen.nieuw(session, ondertekening, helix=gegevens["helix"], **wie)
        return f"{gedrukt} staat erbij als nieuwe organisatie."
    convenant_opvolgen.schrappen(session, ondertekening, reden=gegevens["reden"], **wie)
    return f"‘{gedrukt}’ is geschrapt."


def _teken_toevoegen(kop: ConvenantKop, f: Formulier) -> str:
    return render_template("web/convenanten/toevoegen.html", k=kop, f=f)


def _teken_twijfel(kop: ConvenantKop, o: Ondertekenaar, mislukt: str = "", f: Formulier | None = None) -> str:
    vormen = {naam: Formulier(velden(), labels=LABELS) for naam, velden in BESLUITEN.items()}
    return render_template(
        "web/convenanten/twijfel.html",
        k=kop,
        o=o,
        kan=mag(http.door(), "convenant.wijzigen", kop.convenant),
        kandidaten=kandidaten(http.sessie(), [o.ondertekening])[0],
        vormen=vormen | ({mislukt: f} if mislukt else {}),
        mislukt=mislukt,
        helices=HELICES,
    )


def _teken_ondertekenaar(kop: ConvenantKop, o: Ondertekenaar) -> str:
    session, partij = http.sessie(), o.organisatie.id
    eigen = (
        Partnerafspraak.convenant_id == kop.convenant.id,
        Partnerafspraak.organisatie_id == partij,
    )
    overleggen = dossier_overleggen.overleggen(session, dossier_overleggen.met_organisatie(partij))
    return render_template(
        "web/convenanten/ondertekenaar.html",
        k=kop,
        o=o,
        sommen=afspraken.sommen(session, *eigen),
        afspraken=afspraken.regels(session, *eigen),
        overleggen=overleggen,
        gesproken=_gesproken([partij], vandaag()).get(partij),
        waarover=naam_van("actie", kop.actie) if kop.actie else "",
    )
