"""The sentences about purpose cases, made from the figures once and kept in the snapshot with them."""

from collections.abc import Iterable

from crm.adapters.nederlands import HARDE_SPATIE, getal, hoofdletter, meervoud, opsomming, telwoord
from crm.queries.kwartaal.partnercijfers import CaseStand, CoalitieStand, Poortstand


def casenaam(case: CaseStand) -> str:
    """ "coalitie 5a, Samen opleiden"."""
    nummer = f"{HARDE_SPATIE}{case.coalitie_nummer}" if case.coalitie_nummer else f" {case.coalitie}"
    return f"coalitie{nummer}, {case.titel}"


def poortzin(cases: tuple[CaseStand, ...], poort: Poortstand) -> str:
    """How many cases there are and what the gate made of them; nothing decided is not nothing approved."""
    aantal = len(cases)
    begin = f"Er {meervoud(aantal, 'is', 'zijn')} {telwoord(aantal)} {meervoud(aantal, 'purpose case', 'purpose cases')}"
    if not poort.totaal:
        return (
            f"{begin}; over geen ervan is al besloten."
            if aantal > 1
            else f"{begin}; daarover is nog niet besloten."
        )
    delen = (
        (poort.go, "go"),
        (poort.go_onder_voorwaarden, "go onder voorwaarden"),
        (poort.stop, "stop"),
    )
    uitkomsten = opsomming(f"{telwoord(n)} keer {naam}" for n, naam in delen if n)
    zin = f"{begin}. Over {telwoord(poort.totaal)} is besloten: {uitkomsten}."
    if poort.totaal == 1:
        return zin
    return (
        f"{zin} {hoofdletter(_telwoord(poort.positief))} van de {telwoord(poort.totaal)} besluiten "
        f"{meervoud(poort.positief, 'was', 'waren')} positief ({getal(poort.ratio)}%)."
    )


def _telwoord(aantal: int) -> str:
    """At the beginning of a sentence: a capital takes the accent of "één"."""
    return "eén" if aantal == 1 else telwoord(aantal)


def waarschuwingen(cases: Iterable[CaseStand]) -> list[str]:
    """Where the province carries more than half after a go, and where a condition is late."""
    cases = list(cases)
    zinnen = [
        f"{hoofdletter(casenaam(case))}: de provincie draagt nu {getal(case.geldend.aandeel, 2)}% van het geheel; "
        "meer dan de helft is niet toegestaan."
        for case in cases
        if case.is_boven_de_helft
    ]
    for case in cases:
        laat = case.voorwaarden_te_laat
        if laat:
            wat = meervoud(laat, "voorwaarde is", "voorwaarden zijn")
            zinnen.append(f"{hoofdletter(casenaam(case))}: {telwoord(laat)} {wat} te laat.")
    return zinnen


def zonder_case(coalities: Iterable[CoalitieStand], cases: Iterable[CaseStand]) -> str | None:
    """Which coalities that are at work have no case yet; None when there are none."""
    met = {case.coalitie_uuid for case in cases if case.uitkomst != "stop"}
    namen = [c.nummer or c.naam for c in coalities if c.is_actief and c.uuid not in met]
    if not namen:
        return None
    wie = f"Coalitie{HARDE_SPATIE}{namen[0]}" if len(namen) == 1 else f"De coalities {opsomming(namen)}"
    return f"{wie} {meervoud(len(namen), 'heeft', 'hebben')} geen lopende purpose case."
