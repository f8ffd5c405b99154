"""A deal with 45 signatories, all invented: 40 that are certain, 2 that are new and 3 that a person must decide on."""

import datetime as dt

from sqlmodel import Session

from crm import models as m
from tests.factories import maak

GETEKEND = dt.date(2025, 3, 12)
KOP = "naam;kvk_nummer;getekend_op;afspraak;soort;eenheid;hoeveelheid;uiterlijk;herijken_op"
AFSPRAAK = ";12-3-2025;Leermateriaal uit gesloopte kades;materieel;ton;1.250,50;1-9-2026;"

_DIEREN = (
    "Reiger", "Aalscholver", "Lepelaar", "Grutto", "Kievit", "Scholekster", "Tureluur", "Wulp", "Eidereend", "Visdief",
    "Zwaluw", "Nachtegaal", "Kwikstaart", "Roerdomp", "Snoek", "Karper", "Zeelt", "Bever", "Otter", "Bunzing",
)  # fmt: skip
_ALIASSEN = ("Havik", "Buizerd", "Sperwer", "Slechtvalk", "Torenvalk", "Wespendief", "Kiekendief", "Boomvalk", "Smelleken", "Visarend")
_NUMMERS = ("Ahorn", "Berk", "Ceder", "Den", "Es", "Fijnspar", "Gagel", "Hulst", "Iep", "Jeneverbes")

NIEUW = ("Quaggabeek Metselwerken", "Xylofoon Hijsdiensten")
TWIJFEL = ("Stoeptegelfabriek Zonnehoeck", "Kranenverhuur Walvischbaai", "Glasmakerij Oesterschelp")


def partijen(session: Session) -> None:
    """The organisations that we know before the file comes in."""
    for plek, naam in enumerate(_DIEREN):
        maak(session, m.Organisatie, naam=f"Bouwbedrijf {naam} B.V.", kvk_nummer=f"{10000000 + plek}")
    for naam in _ALIASSEN:
        organisatie = maak(session, m.Organisatie, naam=f"Coöperatie {naam} voor hergebruik")
        maak(session, m.OrganisatieAlias, organisatie=organisatie, naam=f"{naam} NH")
    for plek, naam in enumerate(_NUMMERS):
        maak(session, m.Organisatie, naam=f"Houthandel {naam}", kvk_nummer=f"{20000000 + plek}")
    # One that the file spells a little otherwise, two that one name looks like, and two that one row points to.
    maak(session, m.Organisatie, naam="Stoeptegelfabriek Zonnehoek")
    maak(session, m.Organisatie, naam="Kranenverhuur Walvisbaai Noord")
    maak(session, m.Organisatie, naam="Kranenverhuur Walvisbaai Zuid")
    maak(session, m.Organisatie, naam="Glasmakerij Oesterschelp", kvk_nummer="30000001")
    maak(session, m.Organisatie, naam="Paardebloem Glasrecycling", kvk_nummer="30000002")


def bestand() -> str:
    """The file: every second certain signatory promises something, and so do the doubtful ones."""
    rijen = []
    for plek, naam in enumerate(_DIEREN):
        gedrukt = (f"BOUWBEDRIJF {naam.upper()}", f"bouwbedrijf {naam.lower()} b.v.", f"Bouwbedrijf  {naam}")[plek % 3]
        rijen.append(f"{gedrukt};" + ("" if plek % 2 else f"{10000000 + plek}") + AFSPRAAK)
    rijen += [f"{naam.lower()} n.h.;;2025-03-12;;;;;;" for naam in _ALIASSEN]
    rijen += [f"Onze naam is {naam} {plek}ste;{20000000 + plek};12-3-2025;;;;;;" for plek, naam in enumerate(_NUMMERS)]
    rijen += [f"{naam};{40000000 + plek};12-3-2025;;;;;;" for plek, naam in enumerate(NIEUW)]
    rijen += [f"{TWIJFEL[0]};{AFSPRAAK}", f"{TWIJFEL[1]};{AFSPRAAK}", f"{TWIJFEL[2]};30000002{AFSPRAAK}"]
    return "\n".join([KOP, *rijen]) + "\n"
