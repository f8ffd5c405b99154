"""How Dutch writes numbers, amounts, days and counts.

Written out here and not asked of a locale library: a report that was adopted must read the same after an upgrade of
that library.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_HIER = ZoneInfo("Europe/Amsterdam")
_WOORDEN = (
    "geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
HARDE_SPATIE = "\u00a0"


def datum(dag: dt.date | str | None, leeg: str = "nog niet bekend") -> str:
    """ "30 september 2026"; accepts the ISO text that a snapshot holds."""
    if dag is None:
        return leeg
    if isinstance(dag, str):
        dag = dt.date.fromisoformat(dag[:10])
    return f"{dag.day}{HARDE_SPATIE}{MAANDEN[dag.month - 1]}{HARDE_SPATIE}{dag.year}"


def voluit(dag: dt.date | dt.datetime) -> str:
    """ "donderdag 19 november 2026"; of a moment the day here."""
    if isinstance(dag, dt.datetime):
        dag = dag.astimezone(_HIER).date()
    return f"{DAGEN[dag.weekday()]} {datum(dag)}"


def tijd(moment: dt.datetime) -> str:
    """ "10.00 uur", as the clock on the wall shows it."""
    return f"{moment.astimezone(_HIER):%H.%M}{HARDE_SPATIE}uur"


def regel(tekst: object) -> str:
    """The text on one line: what somebody typed must not become a line of its own in a plain text."""
    return " ".join(str(tekst).split())


def getal(
    waarde: Decimal | int | str | None, decimalen: int | None = None, leeg: str = "nog niet bekend"
) -> str:
    """ "1.250,5": dots for thousands, a comma for decimals; without `decimalen` as many as there are."""
    if waarde is None:
        return leeg
    exact = Decimal(waarde)
    if decimalen is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    else:
        exact = exact.normalize()
    if exact == 0:
        exact = abs(exact)
    return f"{exact:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def duizend(cent: int | None, leeg: str = "nog niet bekend") -> str:
    """An amount in cents as thousands of euros without a sign for the currency: 1650000000 is "16.500"."""
    return leeg if cent is None else getal(Decimal(cent) / 100_000, 0)


def euro(cent: int | None, leeg: str = "nog niet bekend") -> str:
    """ "€ 3.655.000", whole euros."""
    return leeg if cent is None else f"€{HARDE_SPATIE}{getal(Decimal(cent) / 100, 0)}"


def miljoen(cent: int | None, leeg: str = "nog niet bekend") -> str:
    """ "€ 9,6 mln"; below a million in thousands, because "€ 0,0 mln" says nothing."""
    if cent is None:
        return leeg
    if abs(cent) < 100_000_000:
        return (
            f"€{HARDE_SPATIE}{getal(Decimal(cent) / 100_000, 0)}{HARDE_SPATIE}dzd"
            if cent
            else f"€{HARDE_SPATIE}0"
        )
    return f"€{HARDE_SPATIE}{getal(Decimal(cent) / 100_000_000, 1)}{HARDE_SPATIE}mln"


def verschil(cent: int | None, leeg: str = "nog niet bekend") -> str:
    """A deviation in thousands: "20 V" (voordelig), "54 N" (nadelig) or "0"."""
    if cent is None:
        return leeg
    bedrag = getal(Decimal(abs(cent)) / 100_000, 0)
    if bedrag == "0":
        return "0"
    return f"{bedrag}{HARDE_SPATIE}{'V' if cent > 0 else 'N'}"


def telwoord(aantal: int, geen: str = "geen") -> str:
    """Up to twelve in words, as a sentence wants it; above that in figures."""
    if aantal == 0:
        return geen
    return _WOORDEN[aantal] if 0 < aantal < len(_WOORDEN) else getal(aantal)


def meervoud(aantal: int, enkel: str, meer: str) -> str:
    """The word that goes with this count: one "actie", two "acties"."""
    return enkel if aantal == 1 else meer


def opsomming(delen: Iterable[str], voegwoord: str = "en") -> str:
    """ "a, b en c"."""
    lijst = list(delen)
    return (
        lijst[0] if len(lijst) == 1 else f"{', '.join(lijst[:-1])} {voegwoord} {lijst[-1]}" if lijst else ""
    )


def hoofdletter(zin: str) -> str:
    """The sentence with a capital in front, and the rest as it was."""
    return zin[:1].upper() + zin[1:]


def zin(tekst: str | None) -> str:
    """The text with a full stop behind it, unless it ends like a sentence already."""
    schoon = (tekst or "").strip()
    return schoon if not schoon or schoon[-1] in ".!?…" else f"{schoon}."
