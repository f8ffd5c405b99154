"""Nouns for tests: `maak(session, Actie)` is valid by default, and makes what it hangs under when that is not given.

    actie = maak(session, Actie, nummer="6b")
    maak(session, Voortgang, actie=actie, tijd=Licht.ORANJE, ...)

A dossier may be given by its name (`actie=`) or by its number (`actie_id=`). What is made is flushed, not committed.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from itertools import count
from typing import Any, TypeVar

from sqlmodel import Session

from crm import models as m
from crm.db import nieuwe_uuid
from crm.models.herinnering import sleutel_van
from crm.models.organisatie import naam_sleutel

Noun = TypeVar("Noun", bound=m.Model)

EEN_DAG = dt.date(2026, 9, 1)
EEN_MOMENT = dt.datetime(2026, 9, 1, 12, 0, tzinfo=dt.UTC)

_teller = count(1)


def _nummer(tekst: str) -> Callable[[], str]:
    """A text that differs every time, for columns that are unique."""
    return lambda: tekst.format(next(_teller))


# Per noun: a value, or something to call for one. A class of a noun under `x` fills `x_id` with a new one of those.
STANDAARD: dict[type[m.Model], dict[str, Any]] = {
    m.Bron: {"document": "Proefagenda", "bestand": "proef.txt", "regel_van": 10, "regel_tot": 12},
    m.Gebruiker: {"naam": _nummer("Collega {}"), "email": _nummer("collega{}@voorbeeld.invalid")},
    m.Programma: {"code": _nummer("proef-{}"), "naam": "Proefagenda", "jaar_van": 2025, "jaar_tot": 2028},
    m.Doel: {"programma": m.Programma, "niveau": m.Niveau.THEMA, "nummer": "1", "naam": "Proefthema"},
    m.Actie: {"programma": m.Programma, "nummer": "6b", "titel": "Proefactie"},
    m.Betrokkenheid: {"actie": m.Actie, "rol": m.Rol.PARTNER, "gedrukt": "gemeenten"},
    m.Resultaat: {"actie": m.Actie, "omschrijving": "Een proefresultaat"},
    m.Mijlpaal: {"programma": m.Programma, "omschrijving": "Een proefstap"},
    m.Instrument: {"programma": m.Programma, "naam": "Proeffonds"},
    m.Monitor: {"programma": m.Programma, "naam": "Proefmonitor"},
    m.Evaluatie: {"programma": m.Programma, "onderwerp": "De proef"},
    m.Indicator: {
        "programma": m.Programma,
        "naam": "Proefterreinen",
        "eenheid": "terreinen",
        "soort": m.IndicatorSoort.STREEF,
    },
    m.Streefwaarde: {"indicator": m.Indicator, "jaar": 2027, "waarde_min": Decimal(60)},
    m.Meting: {"indicator": m.Indicator, "peildatum": EEN_DAG, "waarde": Decimal(12)},
    m.Voortgang: {"actie": m.Actie, "peildatum": EEN_DAG, "door": m.Gebruiker, "gegeven_op": EEN_MOMENT},
    m.Begrotingsregel: {
        "programma": m.Programma,
        "post": "Proefpost",
        "jaar_van": 2026,
        "jaar_tot": 2026,
        "soort": m.BegrotingSoort.PRIMITIEF,
        "bedrag_cent": 100_000_00,
        "boekdatum": EEN_DAG,
    },
    m.Organisatie: {"naam": _nummer("Proeforganisatie {}"), "helix": m.Helix.BEDRIJF},
    m.OrganisatieAlias: {"organisatie": m.Organisatie, "naam": _nummer("Proefalias {}")},
    m.Persoon: {"naam": _nummer("Proefpersoon {}"), "herkomst": "Verzonnen voor een test"},
    m.Functie: {"persoon": m.Persoon, "organisatie": m.Organisatie, "naam": "Adviseur"},
    m.Ontwikkelcoalitie: {"programma": m.Programma, "nummer": "5a", "naam": "Proefcoalitie"},
    m.CoalitieActie: {"coalitie": m.Ontwikkelcoalitie, "actie": m.Actie},
    m.Deelneming: {"coalitie": m.Ontwikkelcoalitie, "organisatie": m.Organisatie, "van": EEN_DAG},
    m.Convenant: {"programma": m.Programma, "naam": "Proefconvenant"},
    m.Ondertekening: {"convenant": m.Convenant, "organisatie": m.Organisatie},
    m.Partnerafspraak: {
        "organisatie": m.Organisatie,
        "omschrijving": "Stageplekken",
        "soort": m.AfspraakSoort.STAGES,
        "eenheid": "stageplekken",
        "hoeveelheid": Decimal(12),
        "uiterlijk": dt.date(2027, 2, 1),
        "genoemd_op": EEN_DAG,
    },
    m.Levering: {
        "afspraak": m.Partnerafspraak,
        "hoeveelheid": Decimal(3),
        "geleverd_op": EEN_DAG,
        "bewijs": "Brief",
    },
    m.Verzetting: {
        "afspraak": m.Partnerafspraak,
        "naar": dt.date(2027, 3, 1),
        "verzet_op": EEN_DAG,
        "grond": "Vertraging",
    },
    m.Opdracht: {"programma": m.Programma, "soort": m.OpdrachtSoort.KETENAANJAGER, "keten": "Proefketen"},
    m.Rolvervulling: {"opdracht": m.Opdracht, "persoon": m.Persoon, "van": EEN_DAG},
    m.Gremium: {"programma": m.Programma, "naam": "Proeftafel"},
    m.Norm: {
        "programma": m.Programma,
        "omschrijving": "Ten minste vier keer",
        "eenheid": "overleggen",
        "minimum": 4,
    },
    m.PurposeCase: {"coalitie": m.Ontwikkelcoalitie, "titel": "Proefcase"},
    m.PurposeCaseVersie: {
        "case": m.PurposeCase,
        "nummer": lambda: next(_teller),
        "opgesteld_door": m.Gebruiker,
        "opgesteld_op": EEN_MOMENT,
    },
    m.Criterium: {
        "programma": m.Programma,
        "code": _nummer("R{}"),
        "eis": "Provinciaal belang",
        "soort": m.CriteriumSoort.BASIS,
    },
    m.CriteriumAntwoord: {
        "case": m.PurposeCase,
        "criterium": m.Criterium,
        "antwoord": m.Antwoord.JA,
        "grond": "Blijkt uit het plan",
        "door": m.Gebruiker,
    },
    m.Financieringsregel: {
        "case": m.PurposeCase,
        "organisatie": m.Organisatie,
        "helix": m.Helix.BEDRIJF,
        "jaar": 2026,
    },
    m.Financieringsstand: {
        "regel": m.Financieringsregel,
        "stand": m.Stand.AANGEVRAAGD,
        "bedrag": Decimal(1000),
        "op": EEN_DAG,
        "door": m.Gebruiker,
    },
    m.Advies: {
        "case": m.PurposeCase,
        "versie": m.PurposeCaseVersie,
        "strekking": m.Strekking.POSITIEF,
        "tekst": "Doen",
        "gegeven_op": EEN_DAG,
        "door": m.Gebruiker,
    },
    m.Poortbesluit: {
        "case": m.PurposeCase,
        "versie": m.PurposeCaseVersie,
        "advies": m.Advies,
        "uitkomst": m.Uitkomst.GO,
        "gronden": "Voldoende draagvlak",
        "besloten_op": EEN_DAG,
        "besloten_door": m.Gebruiker,
        "ingediend_door": m.Gebruiker,
    },
    m.Voorwaarde: {
        "besluit": m.Poortbesluit,
        "omschrijving": "Eerst een plan",
        "uiterlijk": dt.date(2027, 1, 1),
        "actiepunt": m.Actiepunt,
    },
    m.Toezegging: {
        "programma": m.Programma,
        "omschrijving": "PS krijgt een brief",
        "gedaan_door": "Gedeputeerde",
        "gedaan_in": "PS",
        "gedaan_op": EEN_DAG,
        "uiterlijk": dt.date(2027, 2, 1),
    },
    m.Toezeggingstap: {
        "toezegging": m.Toezegging,
        "op": EEN_DAG,
        "naar_status": m.ToezeggingStatus.DEELS_VOLDAAN,
        "tekst": "Eerste brief",
    },
    m.Herijking: {
        # A year of its own, and one that a year can be: 2026 to 2199.
        "jaar": lambda: 2026 + next(_teller) % 174,
        "helft": 2,
        "peildatum": EEN_DAG,
        "tot": dt.date(2026, 12, 31),
        "gestart_door": m.Gebruiker,
    },
    m.Herijkingsregel: {
        "herijking": m.Herijking,
        "afspraak": m.Partnerafspraak,
        "lijst": m.Lijst.A,
        "uiterlijk": EEN_DAG,
    },
    m.Werkagenda: {"opdracht": m.Opdracht, "jaar": 2026},
    m.Agendapunt: {"werkagenda": m.Werkagenda, "omschrijving": "Een tafel", "kwartaal": 4},
    m.Signaal: {
        "programma": m.Programma,
        "onderwerp": "Te weinig docenten",
        "tekst": "Er zijn er te weinig.",
        "gegeven_op": EEN_DAG,
    },
    m.Afschrijving: {
        "afspraak": m.Partnerafspraak,
        "hoeveelheid": Decimal(1),
        "afgeschreven_op": EEN_DAG,
        "grond": "Komt niet meer",
    },
    m.Verlenging: {
        "opdracht": m.Opdracht,
        "tot": dt.date(2027, 12, 31),
        "verleend_op": EEN_DAG,
        "grond": "Het werk is niet af",
    },
    m.Gremiumlid: {"gremium": m.Gremium, "organisatie": m.Organisatie, "van": EEN_DAG},
    m.CoalitieCampus: {"coalitie": m.Ontwikkelcoalitie, "organisatie": m.Organisatie},
    m.Bijlage: {
        "naam": "plan.pdf",
        "soort": "application/pdf",
        "grootte": 12,
        "sha256": "a" * 64,
        "coalitie": m.Ontwikkelcoalitie,
        "toegevoegd_op": EEN_MOMENT,
        "toegevoegd_door": m.Gebruiker,
    },
    m.Overleg: {"onderwerp": "Proefoverleg", "begint_op": EEN_MOMENT},
    m.Aanwezigheid: {"overleg": m.Overleg, "naam": _nummer("Aanwezige {}")},
    m.Besluit: {"overleg": m.Overleg, "omschrijving": "Wij beginnen."},
    m.Actiepunt: {"overleg": m.Overleg, "omschrijving": "Bellen", "uiterlijk": dt.date(2026, 11, 1)},
    m.PcProduct: {
        "soort": m.PcSoort.KWARTAALRAPPORTAGE,
        "jaar": 2026,
        "volgnummer": lambda: next(_teller),
        "peildatum": EEN_DAG,
    },
    m.Herinneringsregel: {
        "code": _nummer("proefregel-{}"),
        "naam": "Afspraak verloopt",
        "onderwerp": m.RegelOnderwerp.AFSPRAAK,
        "geldt_vanaf": EEN_MOMENT,
        "door": m.Gebruiker,
    },
    m.Regelstap: {
        "regel": m.Herinneringsregel,
        "volgnummer": lambda: next(_teller),
        "dagen": -7,
        "rang": lambda: next(_teller),
        "ontvanger": m.Ontvangerrol.EIGENAAR,
    },
    m.Herinnering: {
        "stap": m.Regelstap,
        "regel": m.Herinneringsregel,
        "gebruiker": m.Gebruiker,
        "code": "proefregel",
        "rang": -70,
        "onderwerp": m.RegelOnderwerp.AFSPRAAK,
        "onderwerp_id": 1,
        "onderwerp_uuid": nieuwe_uuid,
        "datum": EEN_DAG,
        "gepland_voor": EEN_DAG,
    },
    m.Bericht: {
        "soort": m.BerichtSoort.OVERZICHT,
        "slot": _nummer("proef-{}"),
        "gebruiker": m.Gebruiker,
        "aan": "collega@voorbeeld.invalid",
        "aan_naam": "Collega",
        "onderwerpregel": "Uw overzicht",
        "tekst": "Er wacht één afspraak.",
        "mailkenmerk": _nummer("<proef-{}@voorbeeld.invalid>"),
        "volgende_poging_op": EEN_MOMENT,
    },
    m.OnbestelbaarAdres: {
        "email": _nummer("weg{}@voorbeeld.invalid"),
        "reden": "550 onbekend",
        "sinds": EEN_MOMENT,
    },
    m.Afwezigheid: {"gebruiker": m.Gebruiker, "van": EEN_DAG, "tot": EEN_DAG},
    m.Demping: {"gebruiker": m.Gebruiker, "onderwerp": m.RegelOnderwerp.AFSPRAAK},
    m.VrijeDag: {"van": EEN_DAG, "tot": EEN_DAG, "naam": _nummer("PS-reces {}")},
    m.Partnerlink: {
        "afspraak": m.Partnerafspraak,
        "persoon": m.Persoon,
        "doel": m.LinkDoel.BEVESTIGEN,
        "verloopt_op": dt.datetime(2027, 9, 1, 12, 0, tzinfo=dt.UTC),
    },
    m.Partnermelding: {
        "link": m.Partnerlink,
        "afspraak": m.Partnerafspraak,
        "persoon": m.Persoon,
        "doel": m.LinkDoel.BEVESTIGEN,
        "ontvangen_op": EEN_MOMENT,
    },
    m.Agendafeed: {
        "gebruiker": m.Gebruiker,
        "soort": m.FeedSoort.EIGEN,
        "teken_hash": _nummer("{:064d}"),
    },
    m.Rapportage: {
        "programma": m.Programma,
        "periode": "2026-K3",
        "peildatum": dt.date(2026, 9, 30),
        "momentopname": "{}",
        "sha256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
        "opgesteld_door": m.Gebruiker,
        "opgesteld_op": EEN_MOMENT,
    },
}


def maak(session: Session, noun: type[Noun], **anders: Any) -> Noun:
    """One of these, kept in the session."""
    waarden = STANDAARD[noun] | anders
    if noun is m.Betrokkenheid and {"doel", "programma", "doel_id", "programma_id"} & anders.keys():
        waarden.pop("actie")  # it is about one of the three
    for naam in [naam for naam in waarden if f"{naam}_id" in noun.model_fields]:
        if isinstance(waarden[naam], StrEnum):
            continue  # a kind of dossier, with its number in a field of its own
        dossier = waarden.pop(naam)
        if f"{naam}_id" in anders:
            continue
        if isinstance(dossier, type):
            dossier = maak(session, dossier)
        waarden[f"{naam}_id"] = None if dossier is None else dossier.id
    waarden = {naam: waarde() if callable(waarde) else waarde for naam, waarde in waarden.items()}
    if "naam_sleutel" in noun.model_fields and waarden.get("naam"):
        waarden.setdefault("naam_sleutel", naam_sleutel(waarden["naam"]))
    if noun is m.Herinnering:
        wie = {"gebruiker_id": waarden.get("gebruiker_id"), "persoon_id": waarden.get("persoon_id")}
        waarden.setdefault("ontvanger", sleutel_van(**wie))
    gemaakt = noun(**waarden)
    session.add(gemaakt)
    session.flush()
    return gemaakt


def maak_gebruiker(session: Session, naam: str, *rollen: m.GebruikerRol, **anders: Any) -> m.Gebruiker:
    """A colleague with these roles."""
    gebruiker = m.Gebruiker(naam=naam, email=f"{naam.lower()}@voorbeeld.invalid", **anders)
    gebruiker.rollen = [m.Gebruikersrol(rol=rol) for rol in rollen]
    session.add(gebruiker)
    session.flush()
    return gebruiker
