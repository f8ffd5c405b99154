"""The page on which a file of signatories comes in: first what would happen, row by row, and then doing it."""

import uuid as uuid_
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import OngeldigeInvoer
from crm.models.ondertekenplan import Ondertekenaarsbestand, Ondertekenplan, Uitkomst
from crm.queries.convenanten import ConvenantKop, convenant_kop
from crm.schemas import ondertekenaars
from crm.web.convenanten import HELICES, te_wijzigen
from crm.web.convenantvelden import InleesVelden
from crm.web.doen import klaar, verwerk
from crm.web.formulieren import Formulier
from crm.workflows import convenant_inlezen

pagina = Blueprint("convenant_inlezen", __name__, url_prefix="/convenanten/<uuid:uuid>/inlezen")

LABELS = {"csv": "bestand", "helix": "soort"}
VRAGEN = {"csv": "Kies een bestand, of plak de regels van het bestand."}


@pagina.get("")
def formulier(uuid: uuid_.UUID) -> str:
    """Where a file is chosen."""
    f = Formulier.van(InleesVelden(), {"helix": "bedrijf"}, labels=LABELS)
    return _teken(te_wijzigen(uuid), f)


@pagina.post("")
def verwerken(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """What would happen is shown; with the button for it, it is done. The rows stay in the form all the while."""
    kop = te_wijzigen(uuid)
    f = Formulier.uit(InleesVelden(), request.form, labels=LABELS, vragen=VRAGEN)
    plannen: list[Ondertekenplan] = []
    if not _neem_bestand(f):
        return _teken(kop, f), 400
    if request.form.get("_doe") == "inlezen":
        code = verwerk(f, lambda gegevens: plannen.append(_lees_in(kop, gegevens)))
        if code is None:
            return klaar(_gedaan(plannen[0]), f"/convenanten/{uuid}")
    else:
        code = verwerk(f, lambda gegevens: plannen.append(_vergelijk(kop, gegevens)))
    return _teken(convenant_kop(http.sessie(), uuid), f, plannen[0] if code is None else None), code or 200


def _neem_bestand(f: Formulier) -> bool:
    """The rows of the chosen file stand in the form; false when it is no file that we can read."""
    bestand = request.files.get("bestand")
    if bestand is None or not bestand.filename:
        return True
    naam = bestand.filename[:200]
    try:
        tekst = ondertekenaars.tekst_van(bestand.stream.read(ondertekenaars.GROOTSTE_BESTAND + 1), naam)
        if "\0" in tekst:
            raise OngeldigeInvoer("In dit bestand staan tekens die geen tekst zijn. Is het wel een CSV?")
    except OngeldigeInvoer as fout:
        f.zin = fout.zin.rpartition("\n")[2]
        f.fouten["bestand"] = [f.zin]
        return False
    f.zet("csv", tekst)
    f.zet("naam", naam)
    return True


def _bestand(gegevens: dict[str, Any]) -> Ondertekenaarsbestand:
    return ondertekenaars.lezen(gegevens["csv"], gegevens.get("naam") or "het bestand")


def _soort(gegevens: dict[str, Any]) -> Any:
    return gegevens["helix"] if gegevens["nieuw"] else None


def _vergelijk(kop: ConvenantKop, gegevens: dict[str, Any]) -> Ondertekenplan:
    with _regels_bij_het_veld():
        return convenant_inlezen.vergelijken(
            http.sessie(), kop.convenant, _bestand(gegevens), nieuw=_soort(gegevens), nu=http.nu()
        )


def _lees_in(kop: ConvenantKop, gegevens: dict[str, Any]) -> Ondertekenplan:
    with _regels_bij_het_veld():
        return convenant_inlezen.inlezen(
            http.sessie(),
            kop.convenant,
            _bestand(gegevens),
            nieuw=_soort(gegevens),
            eigenaar=http.door(),
            door=http.door(),
            nu=http.nu(),
        )


@contextmanager
def _regels_bij_het_veld() -> Iterator[None]:
    """The mistakes of a file stand by its line; on the page all lines are one field."""
    try:
        yield
    except OngeldigeInvoer as fout:
        zinnen = [f"{waar.capitalize()}: {zin}" for waar, rij in fout.velden.items() for zin in rij]
        raise OngeldigeInvoer(fout.zin.partition("\n")[0], {"csv": zinnen or [fout.zin]}) from None


def _gedaan(plan: Ondertekenplan) -> str:
    """What was done, in a sentence."""
    if not plan.verandert_iets:
        return "Alles uit dit bestand stond er al. Er is niets veranderd."
    twijfel, al = len(plan.met(Uitkomst.TWIJFEL)), len(plan.met(Uitkomst.ONGEWIJZIGD))
    delen = [
        (len(plan.met(Uitkomst.GEKOPPELD)), "herkend"),
        (len(plan.met(Uitkomst.TOEGEVOEGD)), "nieuw"),
        (twijfel, "wacht op uw keuze" if twijfel == 1 else "wachten op uw keuze"),
        (len(plan.met(Uitkomst.GEWIJZIGD)), "gewijzigd"),
        (al, "stond er al" if al == 1 else "stonden er al"),
    ]
    return f"Ingelezen: {', '.join(f'{aantal} {woord}' for aantal, woord in delen if aantal)}."


def _teken(kop: ConvenantKop, f: Formulier, plan: Ondertekenplan | None = None) -> str:
    return render_template(
        "web/convenanten/inlezen.html",
        k=kop,
        f=f,
        plan=plan,
        helices=HELICES,
        kolommen=ondertekenaars.KOLOMMEN,
        grootste=ondertekenaars.GROOTSTE_BESTAND // 1000,
    )
