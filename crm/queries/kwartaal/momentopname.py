"""The snapshot: the figures of one report as plain JSON, with its sentences and where every figure comes from.

Only text, whole numbers, booleans, lists and dicts: amounts in cents, days in ISO form, other numbers as decimal text.
The document is made from this and from nothing else, so the same snapshot is the same document.
"""

import dataclasses
import datetime as dt
import uuid as uuid_
from collections import Counter
from decimal import Decimal
from typing import Any

from crm.adapters.nederlands import meervoud, miljoen, telwoord, zin
from crm.models.kwartaal import Kwartaal
from crm.models.voortgang import LICHTEN
from crm.queries.kwartaal import casezinnen, zinnen
from crm.queries.kwartaal.cijfers import ActieStand, DoelStand, IndicatorStand, Kwartaalcijfers
from crm.queries.kwartaal.herkomst import herkomst
from crm.queries.kwartaal.partnercijfers import CaseStand, OpdrachtStand
from crm.queries.kwartaal.verschillen import verschillen

# The edition of the templates; a later look gets a folder of its own, and old reports keep theirs.
SJABLOON = "kwartaal-2"
KLEUREN = ("groen", "oranje", "rood", "grijs", "geen")
TEKSTEN = ("gevraagd_besluit", "hoofdboodschap", "vooruitblik")


def momentopname(
    cijfers: Kwartaalcijfers,
    *,
    kop: dict[str, Any],
    teksten: dict[str, str | None],
    vorige: dict[str, Any] | None,
) -> dict[str, Any]:
    """The snapshot of these figures.

    `kop` says who drew it up and which version it is; `teksten` are the drafter's own words (None: made from the
    figures); `vorige` is the snapshot of the report before, with its `kop`, or None.
    """
    opname = {
        "sjabloon": SJABLOON,
        "rapport": {**_rapport(cijfers), **kop},
        "teksten": _teksten(cijfers, teksten),
        "kerncijfers": _kerncijfers(cijfers),
        "lichten": {naam: _tel(cijfers, naam) for naam in LICHTEN},
        "oordelen": dict(Counter(actie.oordeel for actie in cijfers.hoofdacties)),
        "risicos": _risicos(cijfers),
        "signalen": [
            zinnen.signaal(opdracht) for opdracht in cijfers.opdrachten if opdracht.zonder_rolhouder
        ],
        "doelen": [_doel(cijfers, doel) for doel in cijfers.doelen],
        "acties": plat(cijfers.acties),
        "indicatoren": [_indicator(indicator) for indicator in cijfers.indicatoren],
        "mijlpalen": plat(cijfers.mijlpalen),
        "afspraken": plat(cijfers.afspraken),
        "afspraaksommen": plat(cijfers.afspraaksommen),
        "coalities": plat(cijfers.coalities),
        "cases": [_case(case) for case in cijfers.cases],
        "poort": _poort(cijfers),
        "opdrachten": [_opdracht(opdracht) for opdracht in cijfers.opdrachten],
        "normen": plat(cijfers.normen),
        "geld": {**plat(cijfers.geld), "conclusie": _geldconclusie(cijfers)},
        "vooruitblik": plat(cijfers.vooruitblik),
        "bronkwesties": plat(cijfers.bronkwesties),
        "cijfers": plat(herkomst(cijfers)),
        "records": {str(record.uuid): _record(record) for record in cijfers.records},
        "vorige": vorige["rapport"] if vorige else None,
        "verschillen": [],
    }
    if vorige:
        opname["verschillen"] = verschillen(opname, vorige)
    return opname


def plat(waarde: Any) -> Any:
    """Any figure as plain JSON. A float is refused: it would not be the same everywhere."""
    if waarde is None or isinstance(waarde, bool | int):
        return waarde
    if isinstance(waarde, str):
        return str(waarde)
    if dataclasses.is_dataclass(waarde):
        return {veld.name: plat(getattr(waarde, veld.name)) for veld in dataclasses.fields(waarde)}
    if isinstance(waarde, dict):
        return {str(sleutel): plat(deel) for sleutel, deel in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [plat(deel) for deel in waarde]
    return _plat_enkel(waarde)


def _plat_enkel(waarde: Any) -> str:
    if isinstance(waarde, Decimal):
        # One way to write one number: 40, 40.0 and 4E+1 are the same figure.
        return f"{waarde.normalize():f}" if waarde else "0"
    if isinstance(waarde, dt.datetime | dt.date):
        return waarde.isoformat()
    if isinstance(waarde, uuid_.UUID):
        return str(waarde)
    raise TypeError(f"{type(waarde).__name__} hoort niet in een momentopname")


def _rapport(cijfers: Kwartaalcijfers) -> dict[str, Any]:
    periode: Kwartaal = cijfers.periode
    return {
        "programma": {"uuid": str(cijfers.programma_uuid), **plat(cijfers.programma)},
        "periode": str(periode),
        "periode_label": periode.label,
        "vorige_rang": periode.vorige.rang,
        "volgende_label": periode.volgende.label,
        "peildatum": cijfers.peildatum.isoformat(),
        "begin": periode.begin.isoformat(),
        "volgende_eind": periode.volgende.eind.isoformat(),
        "aantal_acties": len(cijfers.hoofdacties),
        "aantal_overleggen": cijfers.aantal_overleggen,
    }


def _teksten(cijfers: Kwartaalcijfers, eigen: dict[str, str | None]) -> dict[str, Any]:
    voorstel = {
        "gevraagd_besluit": zinnen.gevraagd_besluit(cijfers),
        "hoofdboodschap": zinnen.hoofdboodschap(cijfers),
        "vooruitblik": _vooruitzin(cijfers),
    }
    return {naam: tekst(eigen.get(naam), voorstel[naam]) for naam in TEKSTEN}


def tekst(eigen: str | None, voorstel: str) -> dict[str, Any]:
    """The drafter's words, or the proposal while there are none; the proposal is kept beside them."""
    return {
        "tekst": (eigen or "").strip() or voorstel,
        "is_voorstel": not (eigen or "").strip(),
        "voorstel": voorstel,
    }


def _vooruitzin(cijfers: Kwartaalcijfers) -> str:
    soorten = Counter(punt.soort for punt in cijfers.vooruitblik)
    if not soorten:
        return f"In het {cijfers.periode.volgende.label} staan geen mijlpalen of andere data gepland."
    mijlpalen, afspraken = soorten["Mijlpaal"], soorten["Afspraak"]
    return (
        f"Tot en met het {cijfers.periode.volgende.label} {meervoud(mijlpalen, 'staat', 'staan')} "
        f"{telwoord(mijlpalen)} {meervoud(mijlpalen, 'mijlpaal', 'mijlpalen')} gepland en "
        f"moeten partners {telwoord(afspraken)} "
        f"{meervoud(afspraken, 'afspraak', 'afspraken')} nakomen."
    )


def _tel(cijfers: Kwartaalcijfers, naam: str) -> dict[str, int]:
    telt = Counter(getattr(actie, naam).kleur for actie in cijfers.hoofdacties)
    return {kleur: telt[kleur] for kleur in KLEUREN}


def _kerncijfers(cijfers: Kwartaalcijfers) -> list[dict[str, str]]:
    """The four numbers on page two, each with the id of its figure."""
    acties, afspraken, geld = cijfers.hoofdacties, cijfers.afspraken, cijfers.geld
    koers = sum(actie.oordeel == "op_koers" for actie in acties)
    toen = sum(actie.oordeel_vorige == "op_koers" for actie in acties)
    gehaald = sum(mijlpaal.stand == "gehaald" for mijlpaal in cijfers.mijlpalen)
    laat = sum(mijlpaal.stand == "te_laat" for mijlpaal in cijfers.mijlpalen)
    nagekomen = sum(afspraak.stand == "nagekomen" for afspraak in afspraken)
    te_laat = sum(afspraak.is_te_laat for afspraak in afspraken)
    besteed, begroot = (geld.totaal.realisatie, geld.totaal.na_wijziging) if geld.totaal else (None, None)
    deel = zinnen.aandeel(besteed, begroot, ": {}%")
    return [
        _kern("acties.op_koers", str(koers), f"/ {len(acties)}", "acties op koers", f"vorig kwartaal {toen}"),
        _kern("geld.totaal.realisatie", miljoen(besteed, "onbekend"), "", f"geboekt van {miljoen(begroot, 'onbekend')}" if begroot else "geboekt", f"in {geld.jaar}{deel}"),
        _kern("afspraken.nagekomen", str(nagekomen) if afspraken else "geen", f"/ {len(afspraken)}" if afspraken else "", f"{meervoud(len(afspraken), 'afspraak', 'afspraken')} {'nagekomen' if afspraken else 'vastgelegd'}", f"{te_laat} te laat"),
        _kern("mijlpalen.gehaald", str(gehaald), f"/ {len(cijfers.mijlpalen)}", "mijlpalen gehaald", f"{laat} te laat"),
    ]  # fmt: skip


def _kern(sleutel: str, waarde: str, klein: str, tekst: str, bij: str) -> dict[str, str]:
    return {"cijfer": sleutel, "waarde": waarde, "klein": klein, "tekst": tekst, "bij": bij}


def _risicos(cijfers: Kwartaalcijfers) -> list[dict[str, str]]:
    """Acties that deviate, red before orange, with what is done about it."""
    acties = zinnen.met_oordeel(list(cijfers.acties), "besluit") + zinnen.met_oordeel(
        list(cijfers.acties), "bijsturing"
    )
    return [_risico(actie) for actie in acties]


def _risico(actie: ActieStand) -> dict[str, str]:
    return {
        "nummer": actie.nummer,
        "naam": actie.naam,
        "oordeel": actie.oordeel,
        "oorzaak": zin(actie.oorzaak),
        "bijsturing": zin(actie.bijsturing),
    }


def _doel(cijfers: Kwartaalcijfers, doel: DoelStand) -> dict[str, Any]:
    acties = [actie for actie in cijfers.hoofdacties if actie.uuid in set(doel.actie_uuids)]
    posten = [post for post in cijfers.geld.posten if post.code in doel.posten]
    mijlpalen = [mijlpaal for mijlpaal in cijfers.mijlpalen if mijlpaal.doel_uuid == doel.uuid]
    return {
        **plat(doel),
        "koers": zinnen.op_koers(acties),
        "bereiken": zinnen.bereiken(doel, acties),
        "gedaan": zinnen.gedaan(doel, mijlpalen, cijfers.periode.begin),
        "prognose": zinnen.prognose(posten, cijfers.geld.jaar),
    }


def _indicator(indicator: IndicatorStand) -> dict[str, Any]:
    return {
        **plat(indicator),
        "zin": zinnen.indicatorzin(indicator),
        "streeftekst": zinnen.streeftekst(indicator),
    }


def _opdracht(opdracht: OpdrachtStand) -> dict[str, Any]:
    return {**plat(opdracht), "naam": zinnen.opdrachtnaam(opdracht)}


def _case(case: CaseStand) -> dict[str, Any]:
    return {**plat(case), "naam": casezinnen.casenaam(case)}


def _poort(cijfers: Kwartaalcijfers) -> dict[str, Any]:
    return {
        **plat(cijfers.poort),
        "totaal": cijfers.poort.totaal,
        "zin": casezinnen.poortzin(cijfers.cases, cijfers.poort),
        "waarschuwingen": casezinnen.waarschuwingen(cijfers.cases),
        "zonder_case": casezinnen.zonder_case(cijfers.coalities, cijfers.cases),
    }


def _record(record: Any) -> dict[str, Any]:
    return {"soort": record.soort, "label": record.label, "bron": record.bron}


def _geldconclusie(cijfers: Kwartaalcijfers) -> str:
    return zinnen.geldconclusie(cijfers.geld.totaal, cijfers.geld.jaar, cijfers.peildatum)
