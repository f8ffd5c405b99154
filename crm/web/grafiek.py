"""The drawing of an indicator: where the points, the path and the grid stand. The template draws, this counts."""

from dataclasses import dataclass
from decimal import Decimal

from crm.models import Richting
from crm.models.indicator import jaartijd
from crm.queries.dossier_indicator import IndicatorRegel
from crm.web import opmaak, woorden

BREED, HOOG = 640, 300
LINKS, RECHTS, BOVEN, ONDER = 72, 24, 36, 40
# A moment in years, and a value.
Waarde = tuple[Decimal, Decimal]
# Four lines read easily; their distance is a number that people count in.
STAPPEN = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Punt:
    """A point of the drawing, and what is written beside it."""

    x: float
    y: float
    tekst: str


@dataclass(frozen=True)
class Grafiek:
    """Everything the template draws."""

    rasters: tuple[Punt, ...]
    jaren: tuple[Punt, ...]
    punten: tuple[Punt, ...]
    pad: tuple[Punt, Punt] | None
    breed: int = BREED
    hoog: int = HOOG

    @property
    def lijn(self) -> str:
        """The points as SVG wants them."""
        return " ".join(f"{punt.x},{punt.y}" for punt in self.punten)


def grafiek(regel: IndicatorRegel) -> Grafiek | None:
    """The drawing, or None when there are fewer than two values to draw."""
    gemeten = _gemeten(regel)
    doel = regel.doel
    streef = (
        (Decimal(doel.jaar), doel.waarde_min if doel.waarde_min is not None else doel.waarde_max)
        if doel
        else None
    )
    alle = [*gemeten, streef] if streef else gemeten
    if len(alle) < 2 or not gemeten:
        return None
    eenheid = "%" if regel.indicator.eenheid.startswith("%") else ""
    schaal = _Schaal([tijd for tijd, _ in alle], [waarde for _, waarde in alle])
    return Grafiek(
        rasters=tuple(Punt(LINKS, schaal.y(w), opmaak.getal(w) + eenheid) for w in schaal.rasters),
        jaren=tuple(Punt(schaal.x(Decimal(j)), HOOG - 10, str(j)) for j in schaal.jaren),
        punten=tuple(Punt(schaal.x(t), schaal.y(w), opmaak.getal(w) + eenheid) for t, w in gemeten),
        pad=_pad(schaal, gemeten[0], streef, eenheid),
    )


def _gemeten(regel: IndicatorRegel) -> list[Waarde]:
    start = regel.indicator
    punten = []
    if start.nulwaarde is not None and start.nulwaarde_jaar is not None:
        punten.append((Decimal(start.nulwaarde_jaar), start.nulwaarde))
    punten += [
        (jaartijd(m.meting.peildatum), m.meting.waarde)
        for m in regel.metingen
        if m.meting.peildatum is not None and m.meting.waarde is not None
    ]
    return sorted(punten)


def _pad(schaal: "_Schaal", begin: Waarde, streef: Waarde | None, eenheid: str) -> tuple[Punt, Punt] | None:
    if streef is None or streef[0] <= begin[0]:
        return None
    van, tot = ((schaal.x(tijd), schaal.y(waarde)) for tijd, waarde in (begin, streef))
    return Punt(*van, ""), Punt(*tot, f"streef {opmaak.getal(streef[1])}{eenheid}")


class _Schaal:
    """From years and values to places on the sheet."""

    def __init__(self, tijden: list[Decimal], waarden: list[Decimal]):
        self.van, self.tot = min(tijden), max(tijden)
        if self.van == self.tot:
            self.van, self.tot = self.van - 1, self.tot + 1
        stap = _mooie_stap(max(waarden) - min(waarden) or max(abs(waarden[0]), Decimal(1)))
        self.onder = min(waarden) // stap * stap
        self.boven = -(-max(waarden) // stap) * stap
        if self.boven == self.onder:
            self.boven += stap
        aantal = int((self.boven - self.onder) / stap)
        self.rasters = [self.onder + stap * i for i in range(aantal + 1)]
        eerste = int(self.van) if self.van == int(self.van) else int(self.van) + 1
        tussen = max(1, (int(self.tot) - eerste) // 8 + 1)
        self.jaren = range(eerste, int(self.tot) + 1, tussen)

    def x(self, tijd: Decimal) -> float:
        deel = (tijd - self.van) / (self.tot - self.van)
        return round(float(LINKS + deel * (BREED - LINKS - RECHTS)), 1)

    def y(self, waarde: Decimal) -> float:
        deel = (waarde - self.onder) / (self.boven - self.onder)
        return round(float(HOOG - ONDER - deel * (HOOG - ONDER - BOVEN)), 1)


def _mooie_stap(hoogte: Decimal) -> Decimal:
    """The distance between grid lines that gives about four of them."""
    ruw = hoogte / 4
    macht = Decimal(1).scaleb(ruw.adjusted())
    return next(stap * macht for stap in STAPPEN if stap * macht >= ruw)


def conclusie(regel: IndicatorRegel) -> str:
    """The sentences that a chart stands beside: what was found last, and what the straight path asks by then."""
    laatste = next((m.meting for m in reversed(regel.metingen) if m.meting.waarde is not None), None)
    if laatste is None:
        return "Er is nog niets gemeten."
    eenheid = regel.indicator.eenheid
    gemeten = woorden.met_eenheid(woorden.met_woord(laatste.waarde, laatste.woord), eenheid)
    zin = f"Gemeten is {gemeten}" + (f" op {opmaak.datum(laatste.peildatum)}." if laatste.peildatum else ".")
    lijn = regel.lijn(laatste.peildatum) if laatste.peildatum else None
    if lijn is None:
        return zin
    omlaag = regel.indicator.richting is Richting.OMLAAG
    gehaald = laatste.waarde <= lijn if omlaag else laatste.waarde >= lijn
    vraagt = woorden.met_eenheid(woorden.een_decimaal(lijn), eenheid)
    return f"{zin} De rechte lijn naar het doel vraagt op die dag {vraagt}: dat is {'' if gehaald else 'nog niet '}gehaald."
