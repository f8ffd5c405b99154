"""The sentences about products of the P&C calendar: what was set up, which day moved from when to when, what is in."""

from collections.abc import Callable

from crm.adapters.nederlands import opsomming
from crm.queries.tijdlijn.feit import Feit

# What a change can be about, in the order of the cycle.
_WAARDEN = {
    "peildatum": "de peildatum",
    "aanleverdatum": "de aanleverdatum",
    "gs_datum": "de dag van GS",
    "ps_datum": "de dag van PS",
    "aanlevertermijn": "de termijn in werkdagen",
    "eigenaar_id": "de eigenaar",
}


def _gewijzigd(f: Feit) -> str:
    delen = [_van_naar(f, veld, naam) for veld, naam in _WAARDEN.items() if veld in f.na]
    if "opmerking" in f.na:
        delen.append("de opmerking is aangepast")
    if not delen:
        return f"{f.over}: de aanleverdatum is nu {'teruggeteld' if f.na.kaal('is_teruggeteld') else 'gekozen'}."
    return f"{f.over}: {opsomming(delen)}."


def _van_naar(f: Feit, veld: str, naam: str) -> str:
    if f.na.kaal(veld) is None:
        return f"{naam} is weggehaald"
    return f"{naam} is nu {f.na[veld]}" + ("" if f.voor.kaal(veld) is None else f" (was {f.voor[veld]})")


def _gereed(f: Feit) -> str:
    wat = "naar de minister verzonden" if f.na.kaal("stap") == "verzonden" else "klaar"
    return f"{f.over}: {wat} op {f.na['op']}."


def _heropend(f: Feit) -> str:
    if f.voor.kaal("gereed_op"):
        return f"{f.over} is weer open; het was klaar op {f.voor['gereed_op']}."
    return f"{f.over}: er moet toch nog worden aangeleverd."


ZINNEN_PC: dict[str, str | Callable[[Feit], str]] = {
    "pc_product.aangeleverd": "{f.over}: alles was binnen op {f.na[op]}.",
    "pc_product.gereedgemeld": _gereed,
    "pc_product.gewijzigd": _gewijzigd,
    "pc_product.heropend": _heropend,
    "pc_product.ingericht": "{f.over} staat op de P&C-kalender, met de dagen die gebruikelijk zijn.",
    "pc_product.verwijderd": "{f.voor[naam]} staat niet meer op de P&C-kalender.",
}
