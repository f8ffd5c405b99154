"""The people in a form about a meeting: from the names that were typed to the contacts we know, with a choice in doubt."""

from collections.abc import Iterable
from typing import Any

from crm import http
from crm.models.organisatie import naam_sleutel
from crm.queries import mensen
from crm.queries.mensen import Bekende
from crm.web import opmaak
from crm.web.formulieren import Formulier

# So many people who may be meant are offered in one form; more is no choice any more.
HOOGSTENS_LIJKEND = 60


def wijs_aan(rijen: list[dict[str, Any]]) -> None:
    """A name that belongs to one contact is that contact, and brings along the organisation of today.

    Who was chosen by hand stays so.
    """
    db, dag = http.sessie(), opmaak.vandaag()
    gekozen = {rij["persoon"] for rij in rijen if rij.get("persoon")}
    op_uuid = mensen.op_uuid(db, gekozen, dag)
    op_naam = mensen.bekenden(db, [rij["naam"] for rij in rijen if rij.get("naam") and not rij.get("persoon")], dag)
    for rij in rijen:
        typte = rij.get("organisatie_naam") or ""
        if rij.get("persoon"):
            gevonden = op_uuid.get(rij["persoon"], [])
        else:
            gevonden = _bij(op_naam.get(naam_sleutel(rij.get("naam") or ""), []), typte)
            if len(gevonden) != 1 or gevonden[0].persoon in gekozen:
                continue
            gekozen.add(gevonden[0].persoon)
            rij["persoon"] = gevonden[0].persoon
        if not typte and not rij.get("organisatie") and len(gevonden) == 1 and gevonden[0].organisatie:
            rij["organisatie"] = gevonden[0].organisatie


def _bij(bekenden: Iterable[Bekende], organisatie: str) -> list[Bekende]:
    """Those of them at this organisation; all of them when none was typed."""
    typte = naam_sleutel(organisatie)
    return [b for b in bekenden if not typte or naam_sleutel(b.organisatie_naam or "") == typte]


def keuzes(formulier: Formulier, lijst: str) -> dict[str, list[tuple[str, str]]]:
    """For each row (`deelnemers-0`) of which it is not clear who it is: the contacts who may be meant, for in a list."""
    namen = {f"{lijst}-{n}": formulier.waarde(f"{lijst}-{n}-naam").strip() for n in formulier.rijen(lijst)}
    namen = {rij: naam for rij, naam in namen.items() if naam}
    if not namen:
        return {}
    db, dag = http.sessie(), opmaak.vandaag()
    precies = mensen.bekenden(db, namen.values(), dag)
    onbekend = [naam for naam in namen.values() if naam_sleutel(naam) not in precies]
    lijken = mensen.lijkend(db, onbekend, dag, HOOGSTENS_LIJKEND)
    uit = {}
    for rij, naam in namen.items():
        sleutel = naam_sleutel(naam)
        zelfde = _bij(precies.get(sleutel, []), formulier.waarde(f"{rij}-organisatie_naam"))
        gevonden = zelfde or precies.get(sleutel) or lijken.get(sleutel, [])
        if gevonden and len(zelfde) != 1:
            uit[rij] = [(str(b.persoon), ", ".join(filter(None, (b.naam, b.organisatie_naam)))) for b in gevonden]
    return uit
