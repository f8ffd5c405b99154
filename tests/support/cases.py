"""A purpose case as far as a test needs it: begun, filled, submitted, advised on, decided on; through the real verbs."""

import datetime as dt
from decimal import Decimal

from sqlmodel import Session, select

from crm.models import (
    Antwoord,
    CoalitieStatus,
    Criterium,
    CriteriumSoort,
    FinancieringSoort,
    Financieringsregel,
    Gebruiker,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Poortbesluit,
    Programma,
    PurposeCase,
    Stand,
    Strekking,
    Uitkomst,
    dag_van,
)
from crm.models.organisatie import naam_sleutel
from crm.workflows import financiering_bijhouden, purpose_case_besluiten, purpose_case_opstellen

TEKST = {
    "maatschappelijke_opbrengst": "Meer vakmensen.",
    "organisatie": "De scholen trekken, de bedrijven leveren plekken.",
    "financiering": "Ieder de helft.",
    "commitment": "Alle partijen hebben getekend.",
}


def provincie(session: Session) -> Organisatie:
    """Our own province, once."""
    gevonden = session.exec(select(Organisatie).where(Organisatie.is_eigen_provincie)).first()
    return gevonden or partij(session, "Provincie Noord-Holland", Helix.OVERHEID, is_eigen_provincie=True)


def partij(session: Session, naam: str, helix: Helix = Helix.BEDRIJF, **anders) -> Organisatie:
    """An organisation with this name, once."""
    sleutel = naam_sleutel(naam)
    gevonden = session.exec(select(Organisatie).where(Organisatie.naam_sleutel == sleutel)).first()
    if gevonden is None:
        gevonden = Organisatie(naam=naam, naam_sleutel=sleutel, helix=helix, **anders)
        session.add(gevonden)
        session.flush()
    return gevonden


def richtsnoer(session: Session, programma: Programma) -> dict[str, Criterium]:
    """A small richtsnoer: two basis points of which one has choices, an exclusion and a preference."""
    soorten = {
        "R1": (CriteriumSoort.BASIS, None),
        "R5": (CriteriumSoort.BASIS, None),
        "R5.1": (CriteriumSoort.KEUZE, "R5"),
        "R5.2": (CriteriumSoort.KEUZE, "R5"),
        "V1": (CriteriumSoort.VOORKEUR, None),
        "E1": (CriteriumSoort.UITSLUITING, None),
    }
    punten = {
        code: Criterium(
            programma_id=programma.id, code=code, eis=f"Eis {code}", soort=soort, onder_code=onder, volgorde=plaats
        )
        for plaats, (code, (soort, onder)) in enumerate(soorten.items())
    }
    session.add_all(punten.values())
    session.flush()
    return punten


def coalitie_met_case(
    session: Session, coalitie: Ontwikkelcoalitie, door: Gebruiker, nu: dt.datetime, titel: str = "Proefcase"
) -> PurposeCase:
    """A case of this coalitie, in concept and empty."""
    if coalitie.status is CoalitieStatus.VERKENNING:
        for stap in ("vormen", "case_starten"):
            coalitie.LEVENSLOOP.apply(coalitie, stap)
    session.flush()
    return purpose_case_opstellen.beginnen(session, coalitie, titel=titel, door=door, nu=nu)


def geld(
    session: Session,
    case: PurposeCase,
    organisatie: Organisatie,
    bedrag: str | Decimal,
    door: Gebruiker,
    nu: dt.datetime,
    jaar: int = 2027,
    **anders,
) -> Financieringsregel:
    """A line in money."""
    return financiering_bijhouden.regel_toevoegen(
        session,
        case,
        organisatie=organisatie,
        jaar=jaar,
        soort=FinancieringSoort.GELD,
        bedrag=Decimal(bedrag),
        door=door,
        nu=nu,
        **anders,
    )


def vul(
    session: Session,
    case: PurposeCase,
    door: Gebruiker,
    nu: dt.datetime,
    *,
    van_provincie: str = "500000",
    van_partner: str = "500000",
) -> dict[str, Financieringsregel]:
    """Text, answers to all points that ask for one, and two lines of money: one of the province, one of a company."""
    versie = case.versies[-1].nummer
    purpose_case_opstellen.schrijven(session, case, versie=versie, door=door, nu=nu, **TEKST)
    beantwoord(session, case, door, nu)
    return {
        "provincie": geld(session, case, provincie(session), van_provincie, door, nu),
        "partner": geld(session, case, partij(session, "Proefbedrijf"), van_partner, door, nu),
    }


def beantwoord(session: Session, case: PurposeCase, door: Gebruiker, nu: dt.datetime) -> None:
    """Every point of the richtsnoer but the preferences is answered; exclusions with no."""
    coalitie = session.get_one(Ontwikkelcoalitie, case.coalitie_id)
    for punt in session.exec(select(Criterium).where(Criterium.programma_id == coalitie.programma_id)).all():
        if punt.soort is not CriteriumSoort.VOORKEUR:
            antwoord = Antwoord.NEE if punt.soort is CriteriumSoort.UITSLUITING else Antwoord.JA
            purpose_case_opstellen.beantwoorden(
                session, case, punt, antwoord=antwoord, grond=f"Grond {punt.code}", door=door, nu=nu
            )


def tot_advies(session: Session, case: PurposeCase, door: Gebruiker, nu: dt.datetime) -> None:
    """The case is submitted and advised on, today."""
    purpose_case_besluiten.indienen(session, case, door=door, nu=nu)
    purpose_case_besluiten.adviseren(
        session,
        case,
        strekking=Strekking.POSITIEF,
        tekst="Doen.",
        gegeven_op=dag_van(nu),
        door=door,
        nu=nu,
    )


def besluit(
    session: Session,
    case: PurposeCase,
    door: Gebruiker,
    nu: dt.datetime,
    uitkomst: Uitkomst = Uitkomst.GO,
    **anders,
) -> Poortbesluit:
    """The gate decides today."""
    return purpose_case_besluiten.besluiten(
        session,
        case,
        uitkomst=uitkomst,
        gronden="Er is voldoende draagvlak.",
        besloten_op=dag_van(nu),
        door=door,
        nu=nu,
        **anders,
    )


def boek(
    session: Session,
    regel: Financieringsregel,
    bedrag: str | Decimal,
    door: Gebruiker,
    nu: dt.datetime,
    stand: Stand = Stand.TOEGEKEND,
    grond: str = "Beschikking",
) -> None:
    """A new total in money on this line."""
    financiering_bijhouden.stand_bijwerken(
        session, regel, stand=stand, bedrag=Decimal(bedrag), grond=grond, door=door, nu=nu
    )
