"""Words that sentences of reminders share: how far off a day is, how much is still open, and how long a text may be."""

import datetime as dt
from decimal import Decimal

from crm.adapters import nederlands
from crm.models import Partnerafspraak

# A sentence of a mail is not a whole description.
_LANGST = 160


def afstand(datum: dt.date, dag: dt.date) -> str:
    """13 dagen te laat, vandaag, morgen, over 5 dagen."""
    dagen = (datum - dag).days
    if dagen < 0:
        return f"{-dagen} {nederlands.meervoud(-dagen, 'dag', 'dagen')} te laat"
    return {0: "vandaag", 1: "morgen"}.get(dagen, f"over {dagen} dagen")


def uiterlijk(datum: dt.date, dag: dt.date) -> str:
    return f", uiterlijk {nederlands.datum(datum)} ({afstand(datum, dag)})"


def op(datum: dt.date, dag: dt.date) -> str:
    return f" op {nederlands.datum(datum)}{'' if datum < dag else f' ({afstand(datum, dag)})'}"


def sinds(datum: dt.date, _dag: dt.date) -> str:
    return f" sinds {nederlands.datum(datum)}"


def einde(datum: dt.date, dag: dt.date) -> str:
    if datum < dag:
        return f" eindigde op {nederlands.datum(datum)} en is nog niet afgerond"
    return f" eindigt op {nederlands.datum(datum)} ({afstand(datum, dag)})"


def ervoor(datum: dt.date, dag: dt.date) -> str:
    """Of a day before which it must be done: the last day for it is the day before."""
    return f" ({afstand(datum - dt.timedelta(days=1), dag)})"


def kort(tekst: str) -> str:
    """On one line, no longer than a sentence of a mail, and without a full stop at the end."""
    schoon = " ".join(tekst.split()).rstrip(".")
    return schoon if len(schoon) <= _LANGST else schoon[: _LANGST - 1].rsplit(" ", 1)[0] + "…"


def hoeveelheid(aantal: Decimal, eenheid: str) -> str:
    """40 stageplekken, or € 5.000 when the unit is the euro."""
    return nederlands.euro(int(aantal * 100)) if eenheid == "euro" else f"{nederlands.getal(aantal)} {eenheid}"


def wat_open_staat(afspraak: Partnerafspraak) -> str:
    """40 stageplekken; when a part has come: nog 28 van de 40 stageplekken."""
    alles = hoeveelheid(afspraak.hoeveelheid, afspraak.eenheid)
    if afspraak.openstaand == afspraak.hoeveelheid:
        return alles
    if afspraak.eenheid == "euro":
        return f"nog {hoeveelheid(afspraak.openstaand, 'euro')} van {alles}"
    return f"nog {nederlands.getal(afspraak.openstaand)} van de {alles}"
