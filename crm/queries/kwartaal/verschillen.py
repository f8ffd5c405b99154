"""What changed between two reports, from their snapshots alone. Neither is asked what is true today."""

from collections.abc import Iterator
from typing import Any

from crm.adapters.nederlands import datum, euro, getal
from crm.lifecycle import leesbaar
from crm.models.voortgang import ERNST, LICHTEN

_GELD = {"na_wijziging": "begroting na wijziging", "prognose": "prognose"}
Momentopname = dict[str, Any]


def verschillen(nieuw: Momentopname, oud: Momentopname) -> list[dict[str, Any]]:
    """Every difference, the weightiest first: soort, wat, was, is, and for a light the direction."""
    gevonden = [
        *_acties(nieuw, oud),
        *_geld(nieuw, oud),
        *_indicatoren(nieuw, oud),
        *_mijlpalen(nieuw, oud),
        *_coalities(nieuw, oud),
        *_cases(nieuw, oud),
        *_opdrachten(nieuw, oud),
        *_afspraken(nieuw, oud),
    ]
    return sorted(gevonden, key=lambda rij: -rij["gewicht"])


def _rij(soort: str, wat: str, was: str, is_: str, gewicht: int, **meer: Any) -> dict[str, Any]:
    return {"soort": soort, "wat": wat, "was": was, "is": is_, "gewicht": gewicht, "richting": "", **meer}


def _paren(nieuw: Momentopname, oud: Momentopname, deel: str) -> Iterator[tuple[dict | None, dict]]:
    """(then, now) for every dossier of now, by uuid; None for what was not there then."""
    toen = {rij["uuid"]: rij for rij in oud[deel]}
    for rij in nieuw[deel]:
        yield toen.get(rij["uuid"]), rij


def _weg(nieuw: Momentopname, oud: Momentopname, deel: str) -> Iterator[dict]:
    """What was there then and is not now."""
    nu = {rij["uuid"] for rij in nieuw[deel]}
    yield from (rij for rij in oud[deel] if rij["uuid"] not in nu)


def _acties(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    for was, nu in _paren(nieuw, oud, "acties"):
        naam = f"{nu['nummer']} {nu['naam']}"
        if was is None:
            yield _rij("Actie", naam, "bestond nog niet", "nieuw", 60)
            continue
        if nu["oordeel"] == "beeindigd" and was["oordeel"] != "beeindigd":
            yield _rij("Actie", naam, "liep", "beëindigd", 90)
        for licht in LICHTEN:
            if was[licht]["kleur"] != nu[licht]["kleur"]:
                yield _licht(f"{naam} · {licht}", was[licht]["kleur"], nu[licht]["kleur"])
    for was in _weg(nieuw, oud, "acties"):
        yield _rij("Actie", f"{was['nummer']} {was['naam']}", "in de agenda", "niet meer in de agenda", 80)


def _licht(wat: str, was: str, nu: str) -> dict:
    richting = ""
    if was in ERNST and nu in ERNST:
        richting = "slechter" if ERNST[nu] > ERNST[was] else "beter"
    gewicht = {"rood": 100, "oranje": 75, "groen": 55}.get(nu, 20) + (5 if richting == "slechter" else 0)
    return _rij("Licht", wat, was, nu, gewicht, richting=richting)


def _geld(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    if nieuw["geld"]["jaar"] != oud["geld"]["jaar"]:
        return  # another year is another budget; a difference would say nothing
    toen = {post["code"]: post for post in oud["geld"]["posten"]}
    for post in nieuw["geld"]["posten"]:
        was = toen.get(post["code"], {})
        for kolom, naam in _GELD.items():
            if was.get(kolom) != post[kolom]:
                wat = f"{post['naam']}, {naam} {nieuw['geld']['jaar']}"
                yield _rij("Bedrag", wat, euro(was.get(kolom)), euro(post[kolom]), 70)


def _indicatoren(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    for was, nu in _paren(nieuw, oud, "indicatoren"):
        eerst, laatst = _laatste(was) if was else None, _laatste(nu)
        if eerst != laatst:
            eenheid = "%" if nu["eenheid"] == "%" else f" {nu['eenheid']}"
            voor, na = (getal(w) + (eenheid if w is not None else "") for w in (eerst, laatst))
            yield _rij("Indicator", nu["naam"][:1].upper() + nu["naam"][1:], voor, na, 50)


def _laatste(indicator: dict) -> str | None:
    return indicator["punten"][-1]["waarde"] if indicator["punten"] else None


def _mijlpalen(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    for was, nu in _paren(nieuw, oud, "mijlpalen"):
        waar = f"{nu['actie_nummer']} · " if nu["actie_nummer"] else ""
        if was and was["stand"] != nu["stand"]:
            gewicht = {"te_laat": 65, "gehaald": 45}.get(nu["stand"], 15)
            yield _rij(
                "Mijlpaal", f"{waar}{nu['omschrijving']}", leesbaar(was["stand"]), leesbaar(nu["stand"]), gewicht
            )


def _coalities(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    for was, nu in _paren(nieuw, oud, "coalities"):
        naam = f"{nu['nummer']} {nu['naam']}" if nu["nummer"] else nu["naam"]
        if was is None:
            yield _rij("Coalitie", naam, "bestond nog niet", leesbaar(nu["stand"]), 58)
        elif was["stand"] != nu["stand"]:
            yield _rij(
                "Coalitie",
                naam,
                leesbaar(was["stand"]),
                leesbaar(nu["stand"]),
                85 if nu["stand"] == "beeindigd" else 58,
            )


def _cases(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    if "cases" not in oud:
        return  # the report before did not speak of cases; that says nothing about what there was
    for was, nu in _paren(nieuw, oud, "cases"):
        naam = f"{nu['naam'][:1].upper()}{nu['naam'][1:]}"
        if was is None:
            yield _rij("Case", naam, "bestond nog niet", _casestand(nu), 57)
            continue
        if (was["stand"], was["uitkomst"]) != (nu["stand"], nu["uitkomst"]):
            is_besloten = nu["uitkomst"] and not was["uitkomst"]
            gewicht = {"stop": 88}.get(nu["uitkomst"], 68) if is_besloten else 57
            yield _rij("Case", naam, _casestand(was), _casestand(nu), gewicht)
        if was["is_boven_de_helft"] != nu["is_boven_de_helft"]:
            gewicht = 78 if nu["is_boven_de_helft"] else 40
            yield _rij("Case", f"{naam} · aandeel van de provincie", _aandeel(was), _aandeel(nu), gewicht)


def _casestand(case: dict) -> str:
    """Where it stands, and once the gate has spoken what it said."""
    return leesbaar(case["uitkomst"] if case["stand"] == "besloten" else case["stand"])


def _aandeel(case: dict) -> str:
    aandeel = (case["geldend"] or {}).get("aandeel")
    return getal(aandeel, 2) + ("%" if aandeel is not None else "")


def _opdrachten(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    for was, nu in _paren(nieuw, oud, "opdrachten"):
        if was and was["zonder_rolhouder"] != nu["zonder_rolhouder"]:
            yield _rij("Rol", nu["naam"][:1].upper() + nu["naam"][1:], _vervuld(was), _vervuld(nu), 72)


def _vervuld(opdracht: dict) -> str:
    return (
        "zonder rolhouder"
        if opdracht["zonder_rolhouder"]
        else "vervuld"
        if opdracht["vervuld_sinds"]
        else leesbaar(opdracht["stand"])
    )


def _afspraken(nieuw: Momentopname, oud: Momentopname) -> Iterator[dict]:
    for was, nu in _paren(nieuw, oud, "afspraken"):
        wat = f"{nu['organisatie']}: {nu['omschrijving']}"
        if was is None:
            yield _rij("Afspraak", wat, "bestond nog niet", f"{_hoeveel(nu)}, {leesbaar(nu['stand'])}", 30)
            continue
        if was["stand"] != nu["stand"]:
            gewicht = 62 if nu["stand"] in ("afgewezen", "ingetrokken", "vervallen") else 40
            yield _rij("Afspraak", wat, leesbaar(was["stand"]), leesbaar(nu["stand"]), gewicht)
        elif was["geleverd"] != nu["geleverd"]:
            yield _rij("Afspraak", f"{wat}, geleverd", getal(was["geleverd"]), getal(nu["geleverd"]), 35)
        if nu["aantal_verzet"] > was["aantal_verzet"]:
            keer = f" ({nu['aantal_verzet']}e keer)" if nu["aantal_verzet"] > 1 else ""
            yield _rij(
                "Afspraak",
                f"{wat}, datum verschoven{keer}",
                datum(was["uiterlijk"], "geen datum"),
                datum(nu["uiterlijk"], "geen datum"),
                64,
            )


def _hoeveel(afspraak: dict) -> str:
    aantal = getal(afspraak["hoeveelheid"])
    return f"€ {aantal}" if afspraak["eenheid"] == "euro" else f"{aantal} {afspraak['eenheid']}"
