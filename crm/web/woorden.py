"""Values in the words they were given in: "begin 2026", "800 tot 1.100", "circa 45". The word is part of the value."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from crm.models import Bron, MetMoment, Mijlpaal, Norm, Precisie, Streefwaarde, Woord
from crm.queries.begroting_tabel import Termijn
from crm.web import opmaak

_VOOR = {
    Woord.CIRCA: "circa",
    Woord.TEN_MINSTE: "ten minste",
    Woord.MEER_DAN: "meer dan",
    Woord.MAXIMAAL: "ten hoogste",
    Woord.RUIM: "ruim",
    Woord.BIJNA: "bijna",
}
_IN_JAAR = (Precisie.JAAR, Precisie.JAARREEKS)

# Without a space, as everybody writes them.
_AANEEN = ("%",)


def wanneer(moment: MetMoment) -> str:
    """The moment as precise as it was given: "begin 2026", "in 2025", "jaarlijks", "geen datum genoemd"."""
    tekst = (moment.wanneer or "").strip()
    if moment.precisie is Precisie.DAG and moment.datum_van is not None:
        tekst = opmaak.datum(moment.datum_van)
    elif moment.precisie in _IN_JAAR and tekst[:4].isdigit():
        tekst = f"in {tekst}"
    elif not tekst:
        tekst = "terugkerend" if moment.precisie is Precisie.TERUGKEREND else "geen datum genoemd"
    if moment.optie_jaren:
        tekst += f", met optie op {moment.optie_jaren} jaar verlenging"
    return tekst


def stand_van_mijlpaal(mijlpaal: Mijlpaal, dag: dt.date) -> str:
    """Where a step stands on this day: gereed, te laat, nu, komt nog, doorlopend or open."""
    if mijlpaal.was_gereed(dag):
        return "gereed"
    if mijlpaal.precisie is Precisie.TERUGKEREND:
        return "doorlopend"
    if mijlpaal.datum_tot is not None and mijlpaal.datum_tot < dag:
        return "te laat"
    if mijlpaal.datum_van is None:
        return "open"
    return "komt nog" if mijlpaal.datum_van > dag else "nu"


def met_woord(waarde: Decimal | int | None, woord: Woord = Woord.EXACT) -> str:
    """The number with its word: "circa 45"."""
    tekst = opmaak.getal(waarde)
    return f"{_VOOR[woord]} {tekst}" if waarde is not None and woord in _VOOR else tekst


def met_eenheid(tekst: str, eenheid: str) -> str:
    """37,5% and 275 ha; a unit that says yes or no is not repeated behind the answer."""
    if eenheid.startswith(_AANEEN):
        return f"{tekst}{eenheid}"
    return tekst if eenheid == "ja/nee" else f"{tekst} {eenheid}"


def streefwaarde(streef: Streefwaarde, eenheid: str = "") -> str:
    """The target as it was meant: "800 tot 1.100 ondernemers", "ten minste 60 terreinen", "ja"."""
    if streef.woord is Woord.BEREIK:
        tekst = f"{opmaak.getal(streef.waarde_min)} tot {opmaak.getal(streef.waarde_max)}"
    elif streef.waarde_min is None and streef.waarde_max is None:
        tekst = streef.waarde_tekst or opmaak.ONBEKEND
    else:
        waarde = streef.waarde_min if streef.waarde_min is not None else streef.waarde_max
        tekst = met_woord(waarde, streef.woord)
    return met_eenheid(tekst, eenheid) if eenheid else tekst


def termijn(jaren: Termijn) -> str:
    """2025, or 2020-2023 for an amount that several years share."""
    van, tot = jaren
    return str(van) if van == tot else f"{van}-{tot}"


def euro(centen: int | None, geen: str = "–") -> str:
    """An amount in a table of euros, without the sign."""
    return geen if centen is None else opmaak.bedrag(centen).removeprefix("€\u00a0")


def norm(waarde: Norm) -> str:
    """ "ten minste 1", "6 tot 8" or "4": what a year asks."""
    if waarde.maximum is None:
        return f"ten minste {opmaak.getal(waarde.minimum)}"
    if waarde.maximum == waarde.minimum:
        return opmaak.getal(waarde.minimum)
    return f"{opmaak.getal(waarde.minimum)} tot {opmaak.getal(waarde.maximum)}"


def norm_kort(waarde: Norm) -> str:
    """The norm behind a count: "4", or "6-8"."""
    if waarde.maximum is None or waarde.maximum == waarde.minimum:
        return opmaak.getal(waarde.minimum)
    return f"{opmaak.getal(waarde.minimum)}-{opmaak.getal(waarde.maximum)}"


def een_decimaal(waarde: Decimal) -> str:
    """38,4: halves go up, as people round."""
    return opmaak.getal(waarde.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def tempo(dagen: int) -> str:
    """Every so many days at most, in the words somebody plans in; never slower than is needed."""
    if dagen >= 60:
        return f"elke {dagen // 30} maanden"
    if dagen >= 14:
        return f"elke {dagen // 7} weken"
    return "elke week" if dagen >= 7 else "meer dan één per week"


def bron(plaats: Bron) -> str:
    """Uitvoeringsagenda …, regels 1505-1532."""
    woord = "regel" if plaats.regels.isdigit() else "regels"
    return f"{plaats.document}, {woord} {plaats.regels}"


FILTERS = {
    "wanneer": wanneer,
    "stand_van_mijlpaal": stand_van_mijlpaal,
    "met_woord": met_woord,
    "met_eenheid": met_eenheid,
    "streefwaarde": streefwaarde,
    "termijn": termijn,
    "euro": euro,
    "norm": norm,
    "norm_kort": norm_kort,
    "een_decimaal": een_decimaal,
    "tempo": tempo,
    "bron": bron,
}
