"""The page on which a purpose case answers the richtsnoer: all points in one form, each with its ground."""

import hashlib
import uuid as uuid_
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import OngeldigeInvoer
from crm.models import Antwoord
from crm.models.richtsnoer import Toetspunt
from crm.queries.dossier_case import case_kop, groepen
from crm.queries.richtsnoer import toets
from crm.web import opmaak
from crm.web.cases import te_wijzigen
from crm.web.casevelden import RichtsnoerVelden
from crm.web.casewoorden import SOORTEN, mogelijk
from crm.web.doen import klaar, verwerk
from crm.web.formulieren import Formulier
from crm.workflows import purpose_case_opstellen

pagina = Blueprint("case_richtsnoer", __name__, url_prefix="/purpose-cases")

ZONDER_GROND = "Schrijf op waaruit dat blijkt. Zonder grond bewaren wij geen antwoord."
ZONDER_ANTWOORD = "Kies ja, nee of niet van toepassing."
NIET_WISSEN = "Een antwoord kunt u wijzigen, maar niet leegmaken. Hier stond: {}"
INTUSSEN_BEANTWOORD = (
    "Iemand anders antwoordde intussen ‘{}’. Sla nog eens op als uw antwoord ervoor in de plaats komt."
)
ANTWOORDEN = [(antwoord.value, opmaak.leesbaar(antwoord)) for antwoord in Antwoord]


class _RichtsnoerFormulier(Formulier):
    """Calls a row by the code of its point: "R5.2, waaruit dat blijkt"."""

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.codes = codes

    def label(self, naam: str) -> str:
        """The code and the field."""
        _, nummer, veld = (naam.split("-") + ["", ""])[:3]
        if not nummer.isdecimal() or int(nummer) >= len(self.codes):
            return super().label(naam)
        return f"{self.codes[int(nummer)]}, {'waaruit dat blijkt' if veld == 'grond' else veld}"


@pagina.route("/<uuid:uuid>/richtsnoer", methods=["GET", "POST"])
def invullen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """Every point with its answer and ground; only what changed is kept anew."""
    kop = te_wijzigen(uuid)
    punten = toets(http.sessie(), kop.case)
    codes = [punt.criterium.code for punt in _op_volgorde(punten)]
    if request.method == "GET":
        rijen = [_rij(punt) for punt in _op_volgorde(punten)]
        return _teken(uuid, _RichtsnoerFormulier.van(RichtsnoerVelden(), {"antwoorden": rijen}, codes=codes))
    f = _RichtsnoerFormulier.uit(RichtsnoerVelden(), request.form, codes=codes)
    gegeven: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        gewijzigd = _gewijzigd(f, gegevens["antwoorden"], {punt.criterium.uuid: punt for punt in punten})
        for punt, rij in gewijzigd:
            purpose_case_opstellen.beantwoorden(
                http.sessie(),
                kop.case,
                punt.criterium,
                antwoord=rij["antwoord"],
                grond=rij["grond"],
                door=http.door(),
                nu=http.nu(),
            )
            gegeven.append(punt.criterium.code)

    code = verwerk(f, daad)
    if code is not None:
        return _teken(uuid, f), code
    zin = f"{opmaak.telwoord(len(gegeven), 'antwoord', 'antwoorden').capitalize()} opgeslagen."
    return klaar(zin if gegeven else "Er was niets gewijzigd.", f"/purpose-cases/{uuid}")


def _gewijzigd(
    f: Formulier, rijen: list[dict[str, Any]], punten: dict[uuid_.UUID, Toetspunt]
) -> list[tuple[Toetspunt, dict[str, Any]]]:
    """The answers that differ from what the form showed; refuses, row by row, what cannot be kept.

    What somebody else answered in the meantime is not overwritten by a form that merely still showed the old answer.
    """
    fouten: dict[str, list[str]] = {}
    uit = []
    for plaats, rij in enumerate(rijen):
        punt = punten.get(rij["criterium"])
        if punt is None or _merk(rij["antwoord"], rij["grond"]) == rij["was"]:
            continue
        staat_er = _merk_van(punt)
        if staat_er not in (rij["was"], _merk(rij["antwoord"], rij["grond"])):
            fouten[f"antwoorden.{plaats}.antwoord"] = [INTUSSEN_BEANTWOORD.format(_kort(punt))]
            f.zet(f"antwoorden-{plaats}-was", staat_er)
            continue
        fouten |= {f"antwoorden.{plaats}.{veld}": [zin] for veld, zin in _onvolledig(rij, punt).items()}
        uit.append((punt, rij))
    if fouten:
        raise OngeldigeInvoer("Nog niet opgeslagen: er klopt iets niet. Wat u typte, staat er nog.", fouten)
    return uit


def _onvolledig(rij: dict[str, Any], punt: Toetspunt) -> dict[str, str]:
    if rij["antwoord"] is None and rij["grond"] is None:
        return {"antwoord": NIET_WISSEN.format(_kort(punt))}
    if rij["antwoord"] is None:
        return {"antwoord": ZONDER_ANTWOORD}
    return {} if rij["grond"] else {"grond": ZONDER_GROND}


def _rij(punt: Toetspunt) -> dict[str, Any]:
    gegeven = punt.antwoord
    return {
        "criterium": punt.criterium.uuid,
        "antwoord": gegeven.antwoord.value if gegeven else None,
        "grond": gegeven.grond if gegeven else None,
        "was": _merk_van(punt),
    }


def _merk_van(punt: Toetspunt) -> str:
    return _merk(punt.antwoord.antwoord, punt.antwoord.grond) if punt.antwoord else _merk(None, None)


def _merk(antwoord: Antwoord | None, grond: str | None) -> str:
    """A short mark of an answer, by which a form that comes back tells what it had shown."""
    tekst = f"{antwoord or ''}\n{(grond or '').strip()}".replace("\r\n", "\n")
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def _kort(punt: Toetspunt) -> str:
    return (
        f"{opmaak.leesbaar(punt.antwoord.antwoord)}: {punt.antwoord.grond}" if punt.antwoord else "nog niets"
    )


def _op_volgorde(punten: tuple[Toetspunt, ...]) -> list[Toetspunt]:
    """The points in the order in which the form shows them."""
    return [punt for _, van_soort in groepen(punten) for punt in van_soort]


def _teken(uuid: uuid_.UUID, f: Formulier) -> str:
    kop = case_kop(http.sessie(), uuid)
    punten = toets(http.sessie(), kop.case)
    return render_template(
        "web/cases/richtsnoer.html",
        k=kop,
        f=f,
        groepen=groepen(punten),
        plaats={punt.criterium.code: n for n, punt in enumerate(_op_volgorde(punten))},
        soorten=SOORTEN,
        antwoorden=ANTWOORDEN,
        mogelijk=mogelijk(kop.case),
    )
