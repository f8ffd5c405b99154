"""How days, moments, amounts and numbers are written on a page: in Dutch, at the time of Amsterdam."""

import datetime as dt
import hashlib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import current_app, url_for

from crm import http
from crm.lifecycle import leesbaar
from crm.models import AMSTERDAM

ONBEKEND = "onbekend"


def plaatselijk(moment: dt.datetime) -> dt.datetime:
    """The moment as the clock on the wall shows it."""
    return moment.astimezone(AMSTERDAM)


def vandaag() -> dt.date:
    """The day of this request."""
    return plaatselijk(http.nu()).date()


def _dag(waarde: dt.date | dt.datetime) -> dt.date:
    return plaatselijk(waarde).date() if isinstance(waarde, dt.datetime) else waarde


def datum(waarde: dt.date | dt.datetime | None) -> str:
    """30 september 2026."""
    return ONBEKEND if waarde is None else format_date(_dag(waarde), "d MMMM y", locale="nl")


def voluit(waarde: dt.date | dt.datetime) -> str:
    """Donderdag 19 november 2026."""
    return format_date(_dag(waarde), "EEEE d MMMM y", locale="nl").capitalize()


def kort(waarde: dt.date | dt.datetime | None) -> str:
    """12 nov; with the year when it is another one than now."""
    if waarde is None:
        return ONBEKEND
    dag = _dag(waarde)
    patroon = "d MMM" if dag.year == vandaag().year else "d MMM y"
    return format_date(dag, patroon, locale="nl").replace(".", "")


def nabij(waarde: dt.date | dt.datetime) -> str:
    """A day close by: gisteren, vandaag, morgen, vr 20 nov; further away as `kort`."""
    dag = _dag(waarde)
    verschil = (dag - vandaag()).days
    woord = {-1: "gisteren", 0: "vandaag", 1: "morgen"}.get(verschil)
    if woord:
        return woord
    return f"{format_date(dag, 'EEEEEE', locale='nl')} {kort(dag)}" if 0 < verschil < 14 else kort(dag)


def weekdag(waarde: dt.date) -> str:
    """Ma 9 nov: a day in a list of one year."""
    return format_date(waarde, "EEEEEE d MMM", locale="nl").replace(".", "")


def maand(waarde: dt.date) -> str:
    """November 2026, above the days of a month."""
    return format_date(waarde, "MMMM y", locale="nl").capitalize()


def tijd(waarde: dt.datetime) -> str:
    """10.00 uur, never parted at the end of a line."""
    return format_datetime(plaatselijk(waarde), "HH.mm", locale="nl") + "\u00a0uur"


def moment(waarde: dt.datetime | None) -> str:
    """19 november 2026, 10.00 uur."""
    return ONBEKEND if waarde is None else f"{datum(waarde)}, {tijd(waarde)}"


def getal(waarde: Decimal | float | None) -> str:
    """1.234,5; unknown is not zero."""
    return ONBEKEND if waarde is None else format_decimal(waarde, format="#,##0.####", locale="nl")


def bedrag(centen: int | None) -> str:
    """€ 1.234.567 from cents; cents are written only when there are any."""
    if centen is None:
        return ONBEKEND
    patroon = "#,##0" if centen % 100 == 0 else "#,##0.00"
    # A no-break space: an amount never leaves its sign at the end of a line.
    return "€\u00a0" + format_decimal(Decimal(centen) / 100, format=patroon, locale="nl")


def hoeveelheid(aantal: Decimal, eenheid: str) -> str:
    """40 stageplekken, or € 5.000 when the unit is the euro."""
    if eenheid == "euro":
        return bedrag(int(aantal * 100))
    return f"{getal(aantal)} {eenheid}"


def bestandsgrootte(aantal: int) -> str:
    """1,2 MB; small files in kB, as the Verkenner of the colleague counts them."""
    if aantal >= 1024 * 1024:
        return format_decimal(Decimal(aantal) / (1024 * 1024), format="#,##0.#", locale="nl") + "\u00a0MB"
    return f"{max(1, round(aantal / 1024))}\u00a0kB"


def telwoord(aantal: int, een: str, meer: str) -> str:
    """1 overleg, 3 overleggen, geen overleggen."""
    return f"1 {een}" if aantal == 1 else f"{aantal or 'geen'} {meer}"


def met_nadruk(attributen: dict[str, str], nadruk: bool) -> dict[str, str]:
    """The attributes of a field, with the focus when it is the one to go on with."""
    return {**attributen, "autofocus": "autofocus"} if nadruk else attributen


def statisch(naam: str) -> str:
    """The address of a static file, with a mark of its contents so that a browser never keeps an old one."""
    return url_for("static", filename=naam, v=_kenmerk(current_app.static_folder or "", naam))


@lru_cache(maxsize=32)
def _kenmerk(map_: str, naam: str) -> str:
    bestand = Path(map_) / naam
    return hashlib.sha256(bestand.read_bytes()).hexdigest()[:12] if bestand.is_file() else "0"


FILTERS = {
    "datum": datum,
    "voluit": voluit,
    "kort": kort,
    "nabij": nabij,
    "weekdag": weekdag,
    "maand": maand,
    "tijd": tijd,
    "moment": moment,
    "getal": getal,
    "bedrag": bedrag,
    "hoeveelheid": hoeveelheid,
    "bestandsgrootte": bestandsgrootte,
    "telwoord": telwoord,
    "leesbaar": leesbaar,
    "met_nadruk": met_nadruk,
}
