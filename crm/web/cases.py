"""Pages of purpose cases: the list, a new one, the dossier, and submitting a case or taking it back."""

import uuid as uuid_

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.models import CaseStatus, Ontwikkelcoalitie, PurposeCase
from crm.permissions import eis
from crm.queries import purpose_cases as vragen
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossier_case import CaseKop, case_dossier, case_kop
from crm.queries.dossiers import vind
from crm.schemas.overleg import Reden
from crm.schemas.purpose_case import CaseInvoer
from crm.web.bladeren import PER_BLAD, blad, kenmerk, lees_sleutel, moment, sleutel
from crm.web.casewoorden import DELEN, SOORTEN, mogelijk, stappen, volgende
from crm.web.doen import klaar, lezer, stap, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import purpose_case_besluiten, purpose_case_opstellen

pagina = Blueprint("cases", __name__, url_prefix="/purpose-cases")

VRAGEN_NIEUW = {"titel": "Hoe heet de case?"}


@pagina.get("")
def lijst() -> str:
    """The cases, the newest first: all, or those in one status."""
    lezer()
    gekozen = request.args.get("status", "")
    status = CaseStatus(gekozen) if gekozen in list(CaseStatus) else None
    na = lees_sleutel(request.args.get("na"), moment, kenmerk)
    rijen = vragen.blad(http.sessie(), vandaag(), status=status, na=na, aantal=PER_BLAD + 1)
    return render_template(
        "web/cases/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.aangemaakt_op, rij.uuid)),
        tellingen=vragen.tellingen(http.sessie()),
        statussen=list(CaseStatus),
        gekozen=status,
        is_begin=na is None,
        volgende=volgende,
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One case as it stands today."""
    lezer()
    d = case_dossier(http.sessie(), uuid, vandaag())
    return render_template(
        "web/cases/dossier.html",
        d=d,
        delen=DELEN,
        soorten=SOORTEN,
        stappen=stappen(d),
        mogelijk=mogelijk(d.kop.case),
        bijlagen_van_case=bijlagen_van(http.sessie(), "case", d.kop.case.id),
    )


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new case of a coalitie that is ready for one."""
    eis(http.door(), "case.opstellen")
    getypt = request.form if request.method == "POST" else request.args
    coalitie = vind(http.sessie(), Ontwikkelcoalitie, getypt.get("coalitie", ""))
    if request.method == "GET":
        f = Formulier.van(CaseInvoer(), {"coalitie": coalitie.uuid, "titel": coalitie.naam})
        return render_template("web/cases/nieuw.html", f=f, coalitie=coalitie)
    f = Formulier.uit(CaseInvoer(), request.form, vragen=VRAGEN_NIEUW)
    gemaakt: list[PurposeCase] = []

    def daad(gegevens) -> None:
        velden = {**gegevens, "coalitie": coalitie, "door": http.door(), "nu": http.nu()}
        gemaakt.append(purpose_case_opstellen.beginnen(http.sessie(), **velden))

    code = verwerk(f, daad)
    if code is None:
        return klaar("De case is begonnen. Vul nu de vier delen in.", f"/purpose-cases/{gemaakt[0].uuid}")
    return render_template(
        "web/cases/nieuw.html", f=f, coalitie=vind(http.sessie(), Ontwikkelcoalitie, coalitie.uuid)
    ), code


@pagina.post("/<uuid:uuid>/indienen")
def indienen(uuid: uuid_.UUID) -> Response:
    """The case goes to the gate; what is missing is said by the verb."""
    case = vind(http.sessie(), PurposeCase, uuid)
    return stap(
        lambda: purpose_case_besluiten.indienen(http.sessie(), case, door=http.door(), nu=http.nu()),
        "De case is ingediend. De tekst, de antwoorden en het financieringsplan liggen nu vast.",
        f"/purpose-cases/{uuid}",
    )


@pagina.route("/<uuid:uuid>/terugnemen", methods=["GET", "POST"])
def terugnemen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A submitted case becomes a concept again, with a reason."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        f = Formulier(Reden())
        return render_template("web/cases/terugnemen.html", k=kop, f=f, mogelijk=mogelijk(kop.case))
    f = Formulier.uit(Reden(), request.form, vragen={"reden": "Waarom nemen wij de case terug?"})
    code = verwerk(
        f,
        lambda gegevens: purpose_case_opstellen.terugnemen(
            http.sessie(), kop.case, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De case is weer een concept.", f"/purpose-cases/{uuid}")
    kop = case_kop(http.sessie(), uuid)
    return render_template("web/cases/terugnemen.html", k=kop, f=f, mogelijk=mogelijk(kop.case)), code


def te_wijzigen(uuid: uuid_.UUID, handeling: str = "case.opstellen") -> CaseKop:
    """The case, for a page that changes it; refuses who may not."""
    kop = case_kop(http.sessie(), uuid)
    eis(http.door(), handeling, kop.case)
    return kop
