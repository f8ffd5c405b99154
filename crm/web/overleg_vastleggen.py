"""Logging a meeting: the page that must be filled in and saved within half a minute, from the keyboard."""

import uuid as uuid_
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import AlGebeurd, OngeldigeInvoer, Verouderd
from crm.models import Aanwezigheid, AfspraakSoort, Helix, Overleg, OverlegStatus
from crm.models.organisatie import naam_sleutel
from crm.permissions import eis
from crm.queries import mensen
from crm.queries import overleggen as vragen
from crm.queries import waarover as dossiers_
from crm.queries.dossiers import vind
from crm.queries.organisatie_zoeken import bekend, voorstellen, zin_bij
from crm.schemas.overleg import OverlegInvoer
from crm.web import deelnemers, opmaak
from crm.web.formulieren import INTUSSEN, Formulier
from crm.web.waarover import kies
from crm.workflows import overleg_vastleggen

pagina = Blueprint("overleg_vastleggen", __name__, url_prefix="/overleggen")

# How many rows an empty form has: enough for a usual meeting, so that nobody starts with a button.
RIJEN = {"aanwezigen": 3, "besluiten": 1, "actiepunten": 1, "afspraken": 1}
LABELS = {
    "begint_op": "Wanneer",
    "locatie": "Plaats",
    "aanwezigen": "Aanwezige",
    "besluiten": "Besluit",
    "actiepunten": "Actiepunt",
    "afspraken": "Afspraak",
    "omschrijving": "wat",
    "eigenaar_naam": "wie",
    "organisatie_naam": "organisatie",
    "organisatie_helix": "soort organisatie",
    "herijken_op": "opnieuw kijken op",
}
VRAGEN = {
    "begint_op": "Wanneer was het overleg?",
    "aanwezigen-naam": "Hoe heet deze persoon?",
    "besluiten-omschrijving": "Wat is besloten?",
    "actiepunten-omschrijving": "Wat moet er gebeuren?",
    "afspraken-omschrijving": "Wat is afgesproken?",
    "afspraken-soort": "Wat voor bijdrage is het?",
    "afspraken-hoeveelheid": "Hoeveel is afgesproken?",
}
HOOGSTENS_NAMEN = 12


@pagina.get("/nieuw")
def leeg() -> str:
    """A form that knows what time it is, and which dossier the user came from."""
    eis(http.door(), "overleg.vastleggen")
    formulier = leeg_formulier()
    formulier.zet("begint_op", http.nu())
    formulier.zet("waarover", request.args.get("waarover", ""))
    formulier.zet("kenmerk", nieuwe_uuid())
    return teken(formulier)


@pagina.post("/nieuw")
def nieuw() -> str | tuple[str, int] | Response:
    """The meeting is written up."""
    eis(http.door(), "overleg.vastleggen")
    return _leg_vast(None)


@pagina.get("/<uuid:uuid>/vastleggen")
def gepland(uuid: uuid_.UUID) -> str | Response:
    """The form of a meeting that was planned."""
    overleg = vind(http.sessie(), Overleg, uuid)
    eis(http.door(), "overleg.vastleggen", overleg)
    if overleg.status not in (OverlegStatus.GEPLAND, OverlegStatus.GEHOUDEN):
        return redirect(f"/overleggen/{uuid}")
    formulier = leeg_formulier()
    for veld in ("onderwerp", "begint_op", "locatie", "notities", "versie"):
        formulier.zet(veld, getattr(overleg, veld))
    bij = vragen.stand(http.sessie(), uuid, met_personen=False).dossiers
    formulier.zet("waarover", bij[0].naam if bij else "")
    for gepland_ in vragen.aanwezigen(http.sessie(), overleg.id):
        formulier.voeg_toe("aanwezigen", _rij(gepland_))
    return teken(formulier, overleg)


@pagina.post("/<uuid:uuid>/vastleggen")
def vastleggen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A planned meeting is written up."""
    overleg = vind(http.sessie(), Overleg, uuid)
    eis(http.door(), "overleg.vastleggen", overleg)
    return _leg_vast(overleg)


@pagina.get("/_namen")
def namen() -> str:
    """Names that begin like what is being typed, for the lists below the fields."""
    eis(http.door(), "overleg.vastleggen")
    veld, tekst = next(iter(request.args.items()), ("", ""))
    if len(tekst.strip()) < 2:
        return render_template("web/overleggen/_namen.html", namen=[])
    if veld.endswith("organisatie_naam"):
        gevonden = [(naam, "") for naam in mensen.organisatienamen(http.sessie(), tekst, HOOGSTENS_NAMEN)]
    else:
        contacten = mensen.contacten(http.sessie(), tekst, opmaak.vandaag(), HOOGSTENS_NAMEN)
        gevonden = [(bekende.naam, bekende.organisatie_naam or "") for bekende in contacten]
    return render_template("web/overleggen/_namen.html", namen=gevonden)


def leeg_formulier() -> Formulier:
    """A form that nobody has typed in yet."""
    return Formulier(OverlegInvoer(), labels=LABELS, leeg=RIJEN, vragen=VRAGEN)


def _leg_vast(overleg: Overleg | None) -> str | tuple[str, int] | Response:
    formulier = Formulier.uit(OverlegInvoer(), request.form, labels=LABELS, leeg=RIJEN, vragen=VRAGEN)
    _neem_voorstel(formulier, request.form.get("_neem"))
    if request.form.get("_vorige"):
        _neem_vorige_keer_over(formulier)
        return teken(formulier, overleg)
    if formulier.is_opdracht:
        return teken(formulier, overleg)
    gegevens = _gegevens(formulier, overleg)
    if gegevens is None:
        # All that is wrong at once: the verb would ask this only after the rest is right.
        _vraag_naar_onbekenden(formulier)
        return teken(formulier, overleg), 400
    try:
        vastgelegd = overleg_vastleggen.vastleggen(http.sessie(), door=http.door(), nu=http.nu(), **gegevens)
        http.bewaar()
    except OngeldigeInvoer as weigering:
        formulier.weiger(weigering)
        http.sessie().rollback()
        return teken(formulier, overleg), 400
    except AlGebeurd as weigering:
        flash(weigering.zin, "waarschuwing")
        uit_agenda = vragen.met_agenda_uid(http.sessie(), gegevens.get("agenda_uid"))
        return redirect(f"/overleggen/{uit_agenda.uuid if uit_agenda else gegevens['kenmerk']}")
    except (Verouderd, StaleDataError):
        return _botsing(formulier, overleg)
    flash("Het overleg is vastgelegd.")
    return redirect(f"/overleggen/{vastgelegd.uuid}")


def _gegevens(formulier: Formulier, overleg: Overleg | None) -> dict[str, Any] | None:
    """What the verb needs, with the names that people typed made into dossiers."""
    dossier = kies(formulier, http.sessie())
    if dossier and not formulier.waarde("onderwerp").strip():
        formulier.zet("onderwerp", dossier.naam)
    gegevens = formulier.gegevens(zonder=("waarover",))
    if "onderwerp" in formulier.fouten and not formulier.waarde("onderwerp").strip():
        # One question at a time: an unknown dossier is asked about already.
        del formulier.fouten["onderwerp"]
        formulier.fouten.setdefault(
            "waarover", ["Waar ging het overleg over? Kies een dossier of typ een onderwerp."]
        )
    _eis_eenheden(formulier, gegevens)
    if gegevens is None or formulier.fouten:
        return None
    if dossier:
        gegevens[dossier.soort] = dossier.uuid
    if overleg is not None:
        gegevens["overleg"] = overleg.uuid
        gegevens.pop("kenmerk", None)
    deelnemers.wijs_aan(gegevens.get("aanwezigen", []))
    _wijs_eigenaars_aan(gegevens)
    return gegevens


def _eis_eenheden(formulier: Formulier, gegevens: dict[str, Any] | None) -> None:
    """Forty what? Only for money there is one answer."""
    for plaats, afspraak in enumerate((gegevens or {}).get("afspraken", [])):
        if afspraak["soort"] is not AfspraakSoort.GELD and not afspraak.get("eenheid"):
            zin = "In welke eenheid, zoals uren of stageplekken?"
            formulier.fouten[f"afspraken-{plaats}-eenheid"] = [zin]


def _wijs_eigenaars_aan(gegevens: dict[str, Any]) -> None:
    """An action point belongs to a colleague by name, and to the one who writes it down when nobody is named."""
    rijen = gegevens.get("actiepunten", [])
    if not rijen:
        return
    ik = http.door()
    collegas = {naam.casefold(): uuid for uuid, naam in mensen.collegas(http.sessie())}
    for rij in rijen:
        naam = (rij.get("eigenaar_naam") or "").strip()
        uuid = ik.uuid if naam.casefold() in ("", "ik") else collegas.get(naam.casefold())
        if uuid is not None and rij.get("eigenaar") is None:
            rij["eigenaar"] = uuid


def _vraag_naar_onbekenden(formulier: Formulier) -> None:
    namen = {
        veld: naam.strip()
        for veld, naam in formulier.getypt.items()
        if veld.endswith("-organisatie_naam")
        and naam.strip()
        and not formulier.waarde(veld.replace("_naam", "_helix"))
    }
    kennen = bekend(http.sessie(), namen.values())
    for veld, naam in namen.items():
        if naam not in kennen:
            formulier.fouten[veld] = [zin_bij(naam, voorstellen(http.sessie(), naam))]


def _neem_voorstel(formulier: Formulier, keuze: str | None) -> None:
    """The answer "ja" to "Bedoelt u …?": the name that was meant stands in the field, and saving goes on."""
    veld, _, naam = (keuze or "").partition("=")
    if naam and veld.endswith("-organisatie_naam"):
        formulier.zet(veld, naam)


def _neem_vorige_keer_over(formulier: Formulier) -> None:
    """Who were there the time before are in the form, behind whoever was typed already."""
    dossier = kies(formulier, http.sessie())
    if dossier is None:
        formulier.fouten.setdefault("waarover", ["Kies eerst waarover het overleg gaat."])
        return
    vorige = vragen.vorige_keer(http.sessie(), dossier, http.nu())
    if vorige is None:
        formulier.bericht = f"Er is nog geen eerder overleg over {dossier.naam}."
        return
    overleg, aanwezigen = vorige
    al = {naam_sleutel(formulier.waarde(f"aanwezigen-{n}-naam")) for n in formulier.rijen("aanwezigen")}
    erbij = [a for a in aanwezigen if naam_sleutel(a.naam) not in al]
    for aanwezige in erbij:
        formulier.voeg_toe("aanwezigen", _rij(aanwezige) | {"is_afgemeld": None})
    formulier.bericht = (
        f"{opmaak.telwoord(len(erbij), 'deelnemer', 'deelnemers').capitalize()} overgenomen uit het overleg van "
        f"{opmaak.datum(overleg.begint_op)}. Haal weg wie er niet was."
    )


def _rij(aanwezige: Aanwezigheid) -> dict[str, Any]:
    """Somebody on a list, as somebody would have typed it."""
    naam = aanwezige.organisatie.naam if aanwezige.organisatie else ""
    return {"naam": aanwezige.naam, "organisatie_naam": naam, "is_afgemeld": aanwezige.is_afgemeld}


def _botsing(formulier: Formulier, overleg: Overleg | None) -> tuple[str, int]:
    """Somebody else saved this meeting meanwhile: both versions are shown, nothing is overwritten."""
    http.sessie().rollback()
    nieuw = vind(http.sessie(), Overleg, overleg.uuid if overleg else None)
    formulier.zin = INTUSSEN
    formulier.zet("versie", nieuw.versie)
    return teken(formulier, nieuw, botsing=True), 409


def teken(formulier: Formulier, overleg: Overleg | None = None, *, botsing: bool = False) -> str:
    """The form, wherever it was filled in: it is sent to where the meeting is written up."""
    return render_template(
        "web/overleggen/vastleggen.html",
        f=formulier,
        o=overleg,
        doel=f"/overleggen/{overleg.uuid}/vastleggen" if overleg else "/overleggen/nieuw",
        keuzes=deelnemers.keuzes(formulier, "aanwezigen"),
        botsing=botsing,
        dossiers=dossiers_.dossiers(http.sessie()),
        collegas=[naam for _, naam in mensen.collegas(http.sessie())],
        soorten=[(soort, opmaak.leesbaar(soort)) for soort in AfspraakSoort],
        helixen=[(helix, opmaak.leesbaar(helix)) for helix in Helix],
        voorstellen=_voorstellen(formulier),
    )


def _voorstellen(formulier: Formulier) -> dict[str, list[str]]:
    """For each organisation that is not known: the names that were probably meant."""
    vragen_bij = {
        veld: formulier.waarde(veld).strip()
        for veld in formulier.fouten
        if veld.endswith("-organisatie_naam") and formulier.waarde(veld).strip()
    }
    bestaand = bekend(http.sessie(), vragen_bij.values())
    return {
        veld: [voorstel.organisatie.naam for voorstel in voorstellen(http.sessie(), naam)]
        for veld, naam in vragen_bij.items()
        if naam not in bestaand
    }
