"""Pages of the rules for reminders: the list, one rule with its versions, and changing one with a look at what it does.

What is saved was looked at first: a form whose values were not previewed comes back with the look ahead, and the button
under it saves. So nobody sends a hundred mails by one slip of a finger.
"""

import hashlib
import json
import uuid as uuid_
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from marshmallow import ValidationError, fields, post_load, validate
from werkzeug.wrappers import Response

from crm import http
from crm.adapters.nederlands import hoofdletter
from crm.db import nieuwe_uuid
from crm.errors import OngeldigeInvoer
from crm.models import Dagtelling, Herinneringsregel, RegelOnderwerp
from crm.permissions import eis
from crm.queries import herinneringsregels as vragen
from crm.queries.dossiers import vind, zoek
from crm.queries.herinneringen.vooruitblik import Vooruitblik, vooruitblik
from crm.queries.regelkeuring import ALLEEN_NA, MEESTE_STAPPEN, keur, ontvangers, stappen_van
from crm.queries.regelwoorden import AAN, ONDERWERPEN, stapzin
from crm.schemas.herinneringsregel import RegelInvoer, RegelWijziging, StapInvoer
from crm.schemas.invoer import regels
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, sleutel
from crm.web.doen import klaar, stap, verwerk
from crm.web.formulieren import Formulier
from crm.workflows import herinneringsregels_beheren as beheren

pagina = Blueprint("herinneringsregels", __name__, url_prefix="/beheer/herinneringsregels")

RECHT = "herinneringsregel.wijzigen"
WORTEL = "/beheer/herinneringsregels"
LABELS = {"stappen": "stap", "kant": "voor of na", "is_escalatie": "escalatie", "is_dringend": "dringend"}
VRAGEN = {"naam": "Hoe heet de regel?", "stappen-dagen": "Hoeveel dagen?", "stappen-ontvanger": "Aan wie?"}
TELLINGEN = [(Dagtelling.KALENDERDAGEN.value, "dagen"), (Dagtelling.WERKDAGEN.value, "werkdagen")]
KANTEN = [("voor", "voor de datum"), ("na", "na de datum")]
GEEN_MIN = "Schrijf het aantal zonder min en kies ‘voor’ of ‘na’."
# Not part of what is previewed.
_TERZIJDE = ("versie", "kenmerk")


class StapVelden(StapInvoer):
    """A step as it is typed: a number of days, and before or after."""

    kant = fields.String(load_default="na", validate=validate.OneOf([kant for kant, _ in KANTEN]))

    class Meta(StapInvoer.Meta):
        fields = (*StapInvoer.Meta.fields, "kant")

    @post_load
    def _met_teken(self, gegevens: dict[str, Any], **_verder: Any) -> dict[str, Any]:
        if gegevens["dagen"] < 0:
            raise ValidationError(GEEN_MIN, "dagen")
        if gegevens.pop("kant") == "voor":
            gegevens["dagen"] = -gegevens["dagen"]
        return gegevens


class WijzigVelden(RegelWijziging):
    """The form of a rule that is there; `versie` is the version that was looked at."""

    stappen = regels(StapVelden, "De stappen.")
    versie = fields.Integer(load_default=0)

    class Meta(RegelWijziging.Meta):
        fields = (*RegelWijziging.Meta.fields, "versie")


class NieuwVelden(RegelInvoer):
    """The form of a new rule."""

    stappen = regels(StapVelden, "De stappen.")

    class Meta(RegelInvoer.Meta):
        fields = tuple(veld for veld in RegelInvoer.Meta.fields if veld != "code")


@pagina.get("")
def lijst() -> str:
    """The rules that hold: about what, when, to whom, on or off, and who changed them last."""
    eis(http.door(), RECHT)
    na = lees_sleutel(request.args.get("na"), str)
    rijen = vragen.blad(http.sessie(), na=na[0] if na else None, aantal=PER_BLAD + 1)
    return render_template(
        "web/herinneringsregels/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.regel.code)),
        is_begin=na is None,
        onderwerpen=ONDERWERPEN,
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str | Response:
    """One rule with its versions; the address of an older version leads to the rule as it is now."""
    eis(http.door(), RECHT)
    d = vragen.regeldossier(http.sessie(), uuid)
    if d.regel.uuid != uuid:
        return redirect(f"{WORTEL}/{d.regel.uuid}")
    return render_template("web/herinneringsregels/dossier.html", d=d, onderwerpen=ONDERWERPEN)


@pagina.post("/<uuid:uuid>/<any(stilzetten, aanzetten):naam>")
def zet(uuid: uuid_.UUID, naam: str) -> Response:
    """The rule stands still, or goes on."""
    eis(http.door(), RECHT)
    regel = vind(http.sessie(), Herinneringsregel, uuid)
    doe, gelukt = {
        "stilzetten": (beheren.stilzetten, "De regel staat stil. Wat nog niet uitging, wordt ingetrokken."),
        "aanzetten": (beheren.aanzetten, "De regel staat weer aan."),
    }[naam]
    return stap(lambda: doe(http.sessie(), regel, door=http.door(), nu=http.nu()), gelukt, f"{WORTEL}/{uuid}")


@pagina.route("/<uuid:uuid>/wijzigen", methods=["GET", "POST"])
def wijzigen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """Another version of the rule, after a look at what it would do."""
    eis(http.door(), RECHT)
    regel = vragen.regeldossier(http.sessie(), uuid).regel
    if request.method == "GET":
        f = Formulier.van(WijzigVelden(), _bekend(regel), labels=LABELS, leeg=_lege_rijen(len(regel.stappen)))
        return _teken(f, regel.onderwerp, regel, _kijk(f, regel.onderwerp, regel))
    f = Formulier.uit(WijzigVelden(), _ingezonden(), labels=LABELS, vragen=VRAGEN)
    nieuw: list[Herinneringsregel] = []

    def daad(gegevens: dict[str, Any]) -> None:
        versie = gegevens.pop("versie")
        inhoud = {"is_verplicht": False, "toelichting": None, **gegevens}
        wie = {"door": http.door(), "nu": http.nu()}
        nieuw.append(beheren.wijzigen(http.sessie(), regel, inhoud, versie=versie, **wie))

    return _eerst_kijken(f, regel.onderwerp, regel) or _bewaar(f, daad, nieuw, regel.onderwerp, uuid)


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new rule: first about what, then its steps, then a look at what it would do."""
    eis(http.door(), RECHT)
    if request.method == "GET":
        gekozen = request.args.get("onderwerp", "")
        if gekozen not in list(RegelOnderwerp):
            return render_template("web/herinneringsregels/onderwerp.html", onderwerpen=ONDERWERPEN)
        begin = {"onderwerp": gekozen, "kenmerk": nieuwe_uuid()}
        f = Formulier.van(NieuwVelden(), begin, labels=LABELS, leeg=_lege_rijen(0))
        return _teken(f, RegelOnderwerp(gekozen), None, None)
    f = Formulier.uit(NieuwVelden(), _ingezonden(), labels=LABELS, vragen=VRAGEN)
    if f.waarde("onderwerp") not in list(RegelOnderwerp):
        return redirect(f"{WORTEL}/nieuw", code=303)
    onderwerp = RegelOnderwerp(f.waarde("onderwerp"))
    gemaakt: list[Herinneringsregel] = []

    def daad(gegevens: dict[str, Any]) -> None:
        gemaakt.append(beheren.aanmaken(http.sessie(), **gegevens, door=http.door(), nu=http.nu()))

    eerder = zoek(http.sessie(), Herinneringsregel, f.waarde("kenmerk"))
    if eerder is not None:
        flash("Deze regel is er al. U hoeft niets meer te doen.", "waarschuwing")
        return redirect(f"{WORTEL}/{eerder.uuid}", code=303)
    return _eerst_kijken(f, onderwerp, None) or _bewaar(f, daad, gemaakt, onderwerp, None)


def _eerst_kijken(
    f: Formulier, onderwerp: RegelOnderwerp, regel: Herinneringsregel | None
) -> str | tuple[str, int] | None:
    """The form again: with a row more or less, or with the look ahead of values that were not looked at yet."""
    if f.is_opdracht:
        return _teken(f, onderwerp, regel, None)
    if request.form.get("_gezien") == _merk(f) and "_opnieuw" not in request.form:
        return None
    blik = _kijk(f, onderwerp, regel)
    return _teken(f, onderwerp, regel, blik) if blik else (_teken(f, onderwerp, regel, None), 400)


def _bewaar(
    f: Formulier,
    daad: Callable[[dict[str, Any]], object],
    gemaakt: list[Herinneringsregel],
    onderwerp: RegelOnderwerp,
    uuid: uuid_.UUID | None,
) -> tuple[str, int] | Response:
    code = verwerk(f, daad)
    if code is None:
        is_zelfde = gemaakt[0].uuid == uuid
        gelukt = "Er is niets gewijzigd." if is_zelfde else "De regel is opgeslagen en geldt vanaf nu."
        return klaar(gelukt, f"{WORTEL}/{gemaakt[0].uuid}")
    regel = vragen.regeldossier(http.sessie(), uuid).regel if uuid else None
    anders = []
    if regel is not None and f.waarde("versie") != str(regel.versienummer):
        anders = [rij for rij in f.anders(_bekend(regel)) if rij[0] != f.label("versie")]
        # Who has seen both may decide; the next time the newer version is the one that was looked at.
        f.zet("versie", regel.versienummer)
    return _teken(f, onderwerp, regel, _kijk(f, onderwerp, regel), anders), code


@dataclass(frozen=True)
class _Blik:
    """What was typed, as a rule: its steps in words and what it would do."""

    zinnen: list[str]
    maanden: Vooruitblik


def _kijk(f: Formulier, onderwerp: RegelOnderwerp, regel: Herinneringsregel | None) -> _Blik | None:
    """The look ahead for what was typed; None when it is no rule yet, and then the form says why."""
    zin, gegevens = f.zin, f.gegevens()
    if gegevens is None:
        return None
    fouten = keur(onderwerp, gegevens)
    if fouten:
        f.weiger(OngeldigeInvoer("Zo kan de regel nog niet.", {veld: [fout] for veld, fout in fouten.items()}))
        f.zin = zin
        return None
    stappen = stappen_van(gegevens["stappen"])
    code = regel.code if regel else None
    maanden = vooruitblik(http.sessie(), onderwerp=onderwerp, stappen=stappen, nu=http.nu(), code=code)
    return _Blik([stapzin(stap, onderwerp) for stap in stappen], maanden)


def _teken(
    f: Formulier,
    onderwerp: RegelOnderwerp,
    regel: Herinneringsregel | None,
    blik: _Blik | None,
    anders: list[tuple[str, str, str]] | tuple = (),
) -> str:
    return render_template(
        "web/herinneringsregels/vorm.html",
        f=f,
        regel=regel,
        onderwerp=onderwerp,
        wat=hoofdletter(ONDERWERPEN[onderwerp][0]),
        datum=ONDERWERPEN[onderwerp][1],
        blik=blik,
        gezien=_merk(f) if blik else "",
        is_bekeken=blik is not None and request.method == "POST" and not f.zin,
        anders=anders,
        tellingen=TELLINGEN,
        kanten=KANTEN[1:] if onderwerp in ALLEEN_NA else KANTEN,
        aan=[(rol.value, AAN[rol]) for rol in ontvangers(onderwerp)],
        meeste=MEESTE_STAPPEN,
    )


def _bekend(regel: Herinneringsregel) -> dict[str, Any]:
    stappen = [
        {
            "dagen": abs(stap.dagen),
            "telling": stap.telling.value,
            "kant": "voor" if stap.dagen < 0 else "na",
            "ontvanger": stap.ontvanger.value,
            "is_escalatie": stap.is_escalatie,
            "is_dringend": stap.is_dringend,
        }
        for stap in regel.stappen
    ]
    velden = {veld: getattr(regel, veld) for veld in ("naam", "is_verplicht", "toelichting")}
    return {**velden, "stappen": stappen, "versie": regel.versienummer}


def _ingezonden() -> dict[str, str]:
    """What was sent, without the rows in which nobody typed a number or chose a recipient: their lists always have a value."""
    velden = request.form.to_dict()
    rijen = {naam.rsplit("-", 1)[0] for naam in velden if naam.startswith("stappen-")}
    leeg = tuple(
        f"{rij}-"
        for rij in rijen
        if not any(velden.get(f"{rij}-{veld}", "").strip() for veld in ("dagen", "ontvanger"))
    )
    return {naam: waarde for naam, waarde in velden.items() if not naam.startswith(leeg)}


def _lege_rijen(gevuld: int) -> dict[str, int]:
    """Two empty rows below what is there, so that a step can be typed at once."""
    return {"stappen": min(max(gevuld + 1, 3), MEESTE_STAPPEN)}


def _merk(f: Formulier) -> str:
    """The same for the same values: what was looked at is what is saved."""
    waarden = {naam: waarde.replace("\r\n", "\n").strip() for naam, waarde in f.getypt.items()}
    gezien = {naam: waarde for naam, waarde in waarden.items() if waarde and naam not in _TERZIJDE}
    return hashlib.sha256(json.dumps(gezien, sort_keys=True).encode()).hexdigest()[:24]
