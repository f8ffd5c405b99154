"""What a reminder says: the line of a mail and of a page, with whose it is, what is asked and why this reader gets it.

    regels(session, herinneringen, dag) -> [Overzichtsregel, ...]

A line tells what stands in the dossier now, not what stood there when the reminder was planned. One statement for the
rules, and one for every kind of subject that is there, however many reminders there are.
"""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.adapters import nederlands
from crm.models import Gebruikersrol, Herinnering, Herinneringsregel, Ontvangerrol, RegelOnderwerp, Regelstap
from crm.queries.herinneringen.onderwerpteksten import TEKSTEN, VERDWENEN, Tekst

TE_LAAT, DEZE_WEEK, WACHT, LATER = "Te laat", "Deze week", "Wacht op u", "Later"
GROEPEN = (TE_LAAT, DEZE_WEEK, WACHT, LATER)

NIEMAND = "omdat hiervoor geen collega is aangewezen"
"""Why a stand-in gets it of which nobody is the owner."""

# Where the page of a subject is, for in a mail: below the doors nobody knows the pages (see PADEN in crm/web).
_PADEN = {
    "afspraak": "afspraken",
    "overleg": "overleggen",
    "case": "purpose-cases",
    "toezegging": "toezeggingen",
    "actie": "acties",
    "programma": "programmas",
    "opdracht": "opdrachten",
    "gremium": "gremia",
    "indicator": "indicatoren",
    "pc_product": "pc-kalender",
    "rapportage": "rapportages",
    "coalitie": "coalities",
    "organisatie": "organisaties",
    "partnermelding": "partnermeldingen",
}
# Of these the date is the day since when something waits: nobody was late on it.
_WACHT = frozenset(
    {
        RegelOnderwerp.OVERLEG_VASTLEGGEN,
        RegelOnderwerp.CONTACT,
        RegelOnderwerp.PARTNERMELDING,
        RegelOnderwerp.RAPPORTAGE,
        RegelOnderwerp.INDICATOR,
        RegelOnderwerp.VOORTGANG,
    }
)
_OMDAT_ROL = {
    Ontvangerrol.AANJAGER: "omdat u de aanjager bent",
    Ontvangerrol.PARTNER: "omdat u hiervoor onze contactpersoon bent",
    Ontvangerrol.PROGRAMMAMANAGER: "omdat u programmamanager bent",
    Ontvangerrol.AMBASSADEUR: "omdat u ambassadeur bent",
    Ontvangerrol.BESTUURSADVISEUR: "omdat u bestuursadviseur bent",
    Ontvangerrol.CONTROLLER: "omdat u controller bent",
    Ontvangerrol.BEHEERDER: "omdat u beheerder bent",
}

# Where these cannot be mailed the owner gets it, and where that one cannot, the stand-in (see ontvangers.py).
_VALT_OP_VERVANGER = frozenset({Ontvangerrol.EIGENAAR, Ontvangerrol.PARTNER})
_VALT_OP_EIGENAAR = _VALT_OP_VERVANGER | {Ontvangerrol.AANJAGER}

_Rollen = frozenset[tuple[int, str]]


@dataclass(frozen=True)
class Overzichtsregel:
    """One reminder as its receiver reads it."""

    herinnering: uuid_.UUID
    onderwerp: RegelOnderwerp
    groep: str
    kop: str
    """What kind of thing it is, in a word: it begins the subject of a mail about this alone."""

    titel: str
    zin: str
    datum: dt.date
    soort: str
    """The kind of the page, as PADEN in crm/web knows it."""

    uuid: uuid_.UUID
    verder: tuple[str, ...]
    """What follows in the address of the page, such as `vastleggen`."""

    is_verplicht: bool
    is_escalatie: bool
    waarom: str

    @property
    def pad(self) -> tuple[str, ...]:
        """The parts of the address where one can act: `papier.adres(*regel.pad)`."""
        return (_PADEN[self.soort], str(self.uuid), *self.verder)

    @property
    def pad_later(self) -> tuple[str, ...]:
        """The parts of the address where one can be reminded later."""
        return ("herinneringen", str(self.herinnering), "uitstellen")


def regels(
    session: Session, herinneringen: Sequence[Herinnering], dag: dt.date
) -> list[Overzichtsregel]:
    """The lines of these reminders on that day, in the order in which one would do them: late first, then by date."""
    if not herinneringen:
        return []
    stappen = _stappen(session, {h.stap_id for h in herinneringen})
    teksten = _teksten(session, herinneringen)
    rollen = _rollen(session, {h.gebruiker_id for h in herinneringen if _is_voor_rol(stappen[h.stap_id][0])})
    uit = []
    for h in herinneringen:
        tekst = teksten.get((h.onderwerp, h.onderwerp_id)) or VERDWENEN
        stap, is_verplicht = stappen[h.stap_id]
        uit.append(
            Overzichtsregel(
                herinnering=h.uuid,
                onderwerp=h.onderwerp,
                groep=_groep(h, dag),
                kop=TEKSTEN[h.onderwerp].een,
                titel=tekst.titel,
                zin=_zin(h, tekst, dag),
                datum=h.datum,
                soort=tekst.soort,
                uuid=tekst.uuid or h.onderwerp_uuid,
                verder=tekst.verder,
                is_verplicht=is_verplicht,
                is_escalatie=stap.is_escalatie,
                waarom=_waarom(h, stap, tekst, rollen),
            )
        )
    volgorde = {groep: plaats for plaats, groep in enumerate(GROEPEN)}
    return sorted(uit, key=lambda regel: (volgorde[regel.groep], regel.datum, regel.titel, str(regel.herinnering)))


def _rollen(session: Session, nummers: set[int | None]) -> _Rollen:
    """Which colleague has which role; asked only where it may have gone to a stand-in."""
    if not nummers:
        return frozenset()
    vraag = select(Gebruikersrol.gebruiker_id, Gebruikersrol.rol).where(col(Gebruikersrol.gebruiker_id).in_(nummers))
    return frozenset((nummer, str(rol)) for nummer, rol in session.exec(vraag))


def _stappen(session: Session, nummers: set[int]) -> dict[int, tuple[Regelstap, bool]]:
    vraag = (
        select(Regelstap, Herinneringsregel.is_verplicht)
        .join(Herinneringsregel, col(Herinneringsregel.id) == Regelstap.regel_id)
        .where(col(Regelstap.id).in_(nummers))
    )
    return {stap.id: (stap, is_verplicht) for stap, is_verplicht in session.exec(vraag)}


def _teksten(
    session: Session, herinneringen: Sequence[Herinnering]
) -> dict[tuple[RegelOnderwerp, int], Tekst]:
    per_soort: dict[RegelOnderwerp, set[int]] = defaultdict(set)
    for h in herinneringen:
        per_soort[h.onderwerp].add(h.onderwerp_id)
    return {
        (soort, nummer): tekst
        for soort, nummers in per_soort.items()
        for nummer, tekst in TEKSTEN[soort].vraag(session, nummers)
    }


def _zin(h: Herinnering, tekst: Tekst, dag: dt.date) -> str:
    slot = "" if tekst is VERDWENEN else TEKSTEN[h.onderwerp].wanneer(h.datum, dag)
    return nederlands.hoofdletter(f"{tekst.zin}{slot}.")


def _groep(h: Herinnering, dag: dt.date) -> str:
    if h.onderwerp in _WACHT:
        return WACHT
    # "Before the fifteenth" is late on the fifteenth.
    if h.datum < dag or (h.datum == dag and h.onderwerp is RegelOnderwerp.PC_WETTELIJK):
        return TE_LAAT
    zondag = dag + dt.timedelta(days=6 - dag.weekday())
    return DEZE_WEEK if h.datum <= zondag else LATER


def _waarom(h: Herinnering, stap: Regelstap, tekst: Tekst, rollen: _Rollen) -> str:
    """Why this reader, as the end of a sentence that begins with "U krijgt dit"."""
    omdat = _omdat(h, stap, tekst, rollen)
    return f"{omdat} en dit blijft liggen" if stap.is_escalatie else omdat


def _is_voor_rol(stap: Regelstap) -> bool:
    return stap.is_escalatie or stap.ontvanger not in _VALT_OP_EIGENAAR


def _omdat(h: Herinnering, stap: Regelstap, tekst: Tekst, rollen: _Rollen) -> str:
    """A step for a role names that role, also to the owner who has it; an escalation goes to the owner as owner."""
    voor_eigenaar = stap.is_escalatie or stap.ontvanger in _VALT_OP_EIGENAAR
    if voor_eigenaar and h.gebruiker_id is not None and h.gebruiker_id == tekst.eigenaar_id:
        return TEKSTEN[h.onderwerp].omdat
    heeft_de_rol = not _is_voor_rol(stap) or (h.gebruiker_id, str(stap.ontvanger)) in rollen
    if not heeft_de_rol and not stap.is_escalatie:
        return f"omdat er nu geen {stap.ontvanger} bereikbaar is"
    if h.persoon_id is None and (stap.ontvanger in _VALT_OP_VERVANGER or not heeft_de_rol):
        # The stand-in: there is nobody, or that colleague left, is away for long or cannot be mailed.
        if tekst.eigenaar_id is None:
            return NIEMAND
        return "omdat de collega die dit volgt nu niet bereikbaar is"
    return _OMDAT_ROL[stap.ontvanger]
