"""Pages of coalities: the list, the dossier, and a new one."""

import uuid as uuid_
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.models import Actie, CoalitieStatus, Ontwikkelcoalitie, Programma
from crm.permissions import eis, mag
from crm.queries.bijlagen import bijlagen_van
from crm.queries.coalitie_signalen import CoalitieSignalen, SignaalSoort, signalen
from crm.queries.doelenboom import doelenboom
from crm.queries.dossier_coalitie import (
    CoalitieKop,
    CoalitieRegel,
    coalitie_dossier,
    coalitie_kop,
    coalities,
)
from crm.queries.dossier_overleggen import noem_personen
from crm.queries.dossiers import vind, vind_alle
from crm.queries.programma_dossier import programmas
from crm.queries.waarover import naam_van
from crm.web.doen import klaar, lezer, verwerk
from crm.web.dossiervelden import CoalitieVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import coalitie_vormen

pagina = Blueprint("coalities", __name__, url_prefix="/coalities")

# The kinds of signal as a colleague says them.
SIGNALEN = {
    SignaalSoort.GEEN_AANJAGER: "geen aanjager",
    SignaalSoort.HELIX_ONTBREEKT: "partij ontbreekt",
    SignaalSoort.GEEN_CASE: "geen purpose case",
    SignaalSoort.AFSPRAKEN_TE_LAAT: "afspraken te laat",
    SignaalSoort.BOVEN_DE_HELFT: "provincie boven 50%",
    SignaalSoort.COALITIE_STIL: "geen overleg",
    SignaalSoort.LID_STIL: "lid stil",
}

# The steps that are one press of a button; the others ask something first and have a page of their own.
KNOPPEN = ("vormen", "case_starten", "uitvoeren")


@pagina.get("")
def lijst() -> str:
    """The coalities: all, those in one status, or those with one kind of signal."""
    lezer()
    gekozen, gezocht = request.args.get("status", ""), request.args.get("signaal", "")
    status = CoalitieStatus(gekozen) if gekozen in list(CoalitieStatus) else None
    signaal = SignaalSoort(gezocht) if gezocht in list(SignaalSoort) else None
    regels = coalities(http.sessie(), vandaag(), status=status)
    per_coalitie = {s.uuid: s for s in signalen(http.sessie(), vandaag())}
    soorten = _tel_soorten(regels, per_coalitie)
    if signaal:
        regels = [regel for regel in regels if signaal in _soorten(per_coalitie, regel)]
    groepen = groupby(regels, key=lambda regel: (regel.programma, regel.jaar_van, regel.jaar_tot))
    return render_template(
        "web/coalities/lijst.html",
        aantal=len(regels),
        groepen=[(f"{naam} {van}-{tot}", list(groep)) for (naam, van, tot), groep in groepen],
        gekozen=status,
        signaal=signaal,
        signaalnaam=SIGNALEN.get(signaal),
        soorten=soorten,
        signalen=per_coalitie,
        statussen=list(CoalitieStatus),
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One coalitie as it stands today."""
    wie = lezer()
    d = coalitie_dossier(http.sessie(), uuid, vandaag(), http.nu())
    punten = noem_personen(http.sessie(), d.actiepunten, met_personen=mag(wie, "persoon.lezen"))
    d = replace(d, actiepunten=punten)
    coalitie = d.kop.coalitie
    kan = coalitie.LEVENSLOOP.mogelijk(coalitie.status)
    return render_template(
        "web/coalities/dossier.html",
        d=d,
        kan=kan,
        knoppen=[(naam, coalitie.LEVENSLOOP.stappen[naam].doet) for naam in kan if naam in KNOPPEN],
        waarover=naam_van("coalitie", coalitie),
        bestanden=bijlagen_van(http.sessie(), "coalitie", coalitie.id),
    )


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new coalitie: first the agenda, then its name and the acties it works on."""
    eis(http.door(), "coalitie.oprichten")
    keuzes = [regel.programma for regel in programmas(http.sessie())]
    if request.method == "GET":
        programma = next((p for p in keuzes if str(p.uuid) == request.args.get("programma")), None)
        bekend = {"programma": programma.uuid if programma else None, "kenmerk": nieuwe_uuid()}
        return _teken_nieuw(Formulier.van(CoalitieVelden(), bekend), keuzes, programma)
    f = Formulier.uit(CoalitieVelden(), request.form)
    gemaakt: list[Ontwikkelcoalitie] = []
    code = verwerk(f, lambda gegevens: gemaakt.append(_richt_op(**gegevens)))
    if code is None:
        return klaar(
            "De coalitie staat erbij, in verkenning. Voeg nu de leden toe.", f"/coalities/{gemaakt[0].uuid}"
        )
    keuzes = [regel.programma for regel in programmas(http.sessie())]
    programma = next((p for p in keuzes if str(p.uuid) == f.waarde("programma")), None)
    return _teken_nieuw(f, keuzes, programma), code


def te_wijzigen(uuid: uuid_.UUID) -> CoalitieKop:
    """The coalitie, for the pages that change it. Refuses who may not."""
    kop = coalitie_kop(http.sessie(), uuid)
    eis(http.door(), "coalitie.wijzigen", kop.coalitie)
    return kop


def _soorten(
    per_coalitie: dict[uuid_.UUID, CoalitieSignalen], regel: CoalitieRegel
) -> frozenset[SignaalSoort]:
    return per_coalitie[regel.uuid].soorten if regel.uuid in per_coalitie else frozenset()


def _tel_soorten(
    regels: Sequence[CoalitieRegel], per_coalitie: dict[uuid_.UUID, CoalitieSignalen]
) -> list[tuple[SignaalSoort, str, int]]:
    """The kinds of signal that occur among these coalities, with at how many of them."""
    aantallen = {
        soort: sum(soort in _soorten(per_coalitie, regel) for regel in regels) for soort in SignaalSoort
    }
    return [(soort, SIGNALEN[soort], aantal) for soort, aantal in aantallen.items() if aantal]


def _teken_nieuw(f: Formulier, keuzes: list[Programma], programma: Programma | None) -> str:
    acties = list(doelenboom(http.sessie(), programma.id, vandaag()).alle_acties()) if programma else []
    gekozen = {waarde for naam, waarde in f.getypt.items() if naam.startswith("acties-")}
    return render_template(
        "web/coalities/nieuw.html",
        f=f,
        programmas=keuzes,
        programma=programma,
        acties=acties,
        gekozen=gekozen,
    )


def _richt_op(*, programma: uuid_.UUID, acties: list | None = None, **rest) -> Ontwikkelcoalitie:
    gezocht = [actie["uuid"] for actie in acties or []]
    gevonden = vind_alle(http.sessie(), Actie, gezocht)
    return coalitie_vormen.oprichten(
        http.sessie(),
        programma=vind(http.sessie(), Programma, programma),
        acties=[gevonden[uuid] for uuid in gezocht if uuid in gevonden],
        **rest,
        door=http.door(),
        nu=http.nu(),
    )
