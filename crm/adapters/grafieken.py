"""The arithmetic of a chart's axis. The drawing itself is a Jinja macro, so that a chart is text like the rest."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_MOOI = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def schaal(laagste: Decimal | str | int, hoogste: Decimal | str | int, stappen: int = 4) -> list[Decimal]:
    """Round values for the lines of a grid, from just below the lowest to just above the highest.

    Equal ends get room on both sides, so that no chart divides by zero.
    """
    onder, boven = Decimal(laagste), Decimal(hoogste)
    if onder == boven:
        ruimte = abs(onder) / 10 or Decimal(1)
        onder, boven = onder - ruimte, boven + ruimte
    ruw = (boven - onder) / stappen
    macht = Decimal(1).scaleb(ruw.adjusted())
    stap = next(mooi * macht for mooi in _MOOI if mooi * macht >= ruw)
    begin = (onder / stap).to_integral_value(ROUND_FLOOR)
    eind = (boven / stap).to_integral_value(ROUND_CEILING)
    return [stap * plaats for plaats in range(int(begin), int(eind) + 1)]


def plaats(
    waarde: Decimal | str | int, van: Decimal | str | int, tot: Decimal | str | int, lengte: int
) -> str:
    """Where a value lies on an axis of this length, with one decimal: the same text on every machine."""
    onder, boven = Decimal(van), Decimal(tot)
    deel = (Decimal(waarde) - onder) / (boven - onder) if boven != onder else Decimal(0)
    return f"{deel * lengte:.1f}"
