"""Pages of the text of a purpose case: writing its four parts, and what changed between two versions."""

import uuid as uuid_
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.models import CASE_DELEN
from crm.queries.dossier_case import CaseKop, VersieRegel, case_kop, versies
from crm.queries.versieverschil import verschil
from crm.schemas.purpose_case import CaseVersieInvoer
from crm.web.cases import te_wijzigen
from crm.web.casewoorden import DEELNAMEN, DELEN, mogelijk
from crm.web.doen import klaar, lezer, verwerk
from crm.web.formulieren import INTUSSEN, Formulier
from crm.workflows import purpose_case_opstellen

pagina = Blueprint("case_tekst", __name__, url_prefix="/purpose-cases")


@pagina.route("/<uuid:uuid>/tekst", methods=["GET", "POST"])
def schrijven(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The four parts in one form; saving makes a new version."""
    kop = te_wijzigen(uuid)
    laatste = versies(http.sessie(), kop.case.id)[-1]
    if request.method == "GET":
        gegevens = {deel: getattr(laatste.versie, deel) for deel in CASE_DELEN}
        f = Formulier.van(CaseVersieInvoer(), {**gegevens, "versie": laatste.versie.nummer}, labels=DEELNAMEN)
        return _teken(kop, f, laatste)
    f = Formulier.uit(CaseVersieInvoer(), request.form, labels=DEELNAMEN)
    geschreven: list[int] = []

    def daad(gegevens: dict[str, Any]) -> None:
        velden = {**gegevens, "door": http.door(), "nu": http.nu()}
        geschreven.append(purpose_case_opstellen.schrijven(http.sessie(), kop.case, **velden).nummer)

    code = verwerk(f, daad)
    if code is None:
        is_nieuw = geschreven[0] != laatste.versie.nummer
        zin = (
            f"Versie {geschreven[0]} is opgeslagen."
            if is_nieuw
            else "Er was niets anders; er is geen nieuwe versie."
        )
        return klaar(zin, f"/purpose-cases/{uuid}")
    return _nog_eens(uuid, f, code), code


def _nog_eens(uuid: uuid_.UUID, f: Formulier, code: int) -> str:
    """The form again; beside what somebody else wrote in the meantime, when that is why."""
    kop = case_kop(http.sessie(), uuid)
    laatste = versies(http.sessie(), kop.case.id)[-1]
    is_botsing = (
        code == 409 and f.waarde("versie") != str(laatste.versie.nummer) and "indienen" in mogelijk(kop.case)
    )
    if is_botsing:
        f.zin = INTUSSEN
        f.zet("versie", laatste.versie.nummer)
    return _teken(kop, f, laatste, is_botsing=is_botsing)


def _teken(kop: CaseKop, f: Formulier, laatste: VersieRegel, *, is_botsing: bool = False) -> str:
    return render_template(
        "web/cases/tekst.html",
        k=kop,
        f=f,
        laatste=laatste,
        delen=DELEN,
        is_botsing=is_botsing,
        mogelijk=mogelijk(kop.case),
    )


@pagina.get("/<uuid:uuid>/versies")
def vergelijken(uuid: uuid_.UUID) -> str:
    """What changed between two versions; the last two unless somebody chooses others."""
    lezer()
    kop = case_kop(http.sessie(), uuid)
    alle = {regel.versie.nummer: regel for regel in versies(http.sessie(), kop.case.id)}
    nieuw = _gekozen("naar", alle, max(alle))
    oud = _gekozen("van", alle, max((nummer for nummer in alle if nummer < nieuw), default=nieuw))
    oud, nieuw = sorted((oud, nieuw))
    return render_template(
        "web/cases/versies.html",
        k=kop,
        versies=list(alle.values()),
        oud=alle[oud],
        nieuw=alle[nieuw],
        verschillen=verschil(alle[oud].versie, alle[nieuw].versie),
        namen=DEELNAMEN,
    )


def _gekozen(naam: str, alle: dict[int, VersieRegel], anders: int) -> int:
    """The number of the version in the address, when there is such a version."""
    gevraagd = request.args.get(naam, "")
    nummer = int(gevraagd) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 6 else anders
    return nummer if nummer in alle else anders
