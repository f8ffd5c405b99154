"""What a promise must say to be noted, whether in a meeting or outside one."""

import datetime as dt
from decimal import Decimal

from crm.models.partnerafspraak import AfspraakSoort


def eenheid_van(soort: AfspraakSoort, eenheid: str | None) -> str:
    """The unit as it is kept: "Uren " is uren, and money is always in euro."""
    return "euro" if soort == AfspraakSoort.GELD else " ".join((eenheid or "").lower().split())


def keur(
    soort: AfspraakSoort,
    eenheid: str | None,
    hoeveelheid: Decimal,
    uiterlijk: dt.date | None,
    herijken_op: dt.date | None,
) -> dict[str, str]:
    """What is wrong with a promise that is about to be noted, per field; nothing when it is right."""
    fouten = {}
    if hoeveelheid <= 0:
        fouten["hoeveelheid"] = "Hoeveel is afgesproken? Vul een getal boven nul in."
    if uiterlijk is None and herijken_op is None:
        fouten["uiterlijk"] = "Wanneer moet het er zijn? Geen datum? Vul dan in wanneer u opnieuw kijkt."
    genoemd, is_geld = (eenheid or "").strip().lower(), soort == AfspraakSoort.GELD
    if not genoemd and not is_geld:
        fouten["eenheid"] = "In welke eenheid? Bijvoorbeeld uren of stageplekken."
    elif genoemd and is_geld != (genoemd == "euro"):
        fouten["eenheid"] = "Geld staat in euro, en alleen geld. Kies een andere soort of eenheid."
    return fouten
