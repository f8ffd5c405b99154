"""Per kind of subject: what it is called, what is asked about it, and on which page that can be done.

Each question is one statement. A sentence is plain Dutch that can be read by itself, without the name above it.
"""

import datetime as dt
import uuid as uuid_
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from crm.adapters import nederlands
from crm.models import (
    Actie,
    Actiepunt,
    Deelneming,
    Gremium,
    Indicator,
    LinkDoel,
    Mijlpaal,
    Norm,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Partnermelding,
    PcProduct,
    Programma,
    PurposeCase,
    Rapportage,
    RegelOnderwerp,
    Toezegging,
)
from crm.queries.herinneringen import bewoording


@dataclass(frozen=True)
class Tekst:
    """What there is to say about one subject; `zin` is what is asked, without the date."""

    titel: str
    zin: str
    soort: str
    uuid: uuid_.UUID | None
    eigenaar_id: int | None = None
    verder: tuple[str, ...] = ()


VERDWENEN = Tekst("Iets wat er niet meer is", "dit is intussen verwijderd", "programma", None)
Teksten = Iterator[tuple[int, Tekst]]


@dataclass(frozen=True)
class Soorttekst:
    """How reminders about one kind of subject are worded."""

    een: str
    """What one of them is called."""

    naam: str
    """What people call this kind, in the plural."""

    vraag: Callable[[Session, Collection[int]], Teksten]
    wanneer: Callable[[dt.date, dt.date], str]
    """The end of the sentence: from the date of the reminder and the day on which it is read."""

    omdat: str
    """Why the owner gets it."""


def _afspraken(session: Session, nummers: Collection[int]) -> Teksten:
    for afspraak, naam in session.exec(
        select(Partnerafspraak, Organisatie.naam)
        .join(Organisatie, col(Organisatie.id) == Partnerafspraak.organisatie_id)
        .where(col(Partnerafspraak.id).in_(nummers))
    ):
        zin = f"{bewoording.wat_open_staat(afspraak)} van {naam}"
        yield afspraak.id, Tekst(naam, zin, "afspraak", afspraak.uuid, afspraak.eigenaar_id)


def _herijken(session: Session, nummers: Collection[int]) -> Teksten:
    for nummer, tekst in _afspraken(session, nummers):
        yield nummer, replace(tekst, zin=f"opnieuw kijken naar {tekst.zin}")


def _actiepunten(session: Session, nummers: Collection[int]) -> Teksten:
    for punt, overleg, case in session.exec(
        select(Actiepunt, Overleg, PurposeCase)
        .outerjoin(Overleg, col(Overleg.id) == Actiepunt.overleg_id)
        .outerjoin(PurposeCase, col(PurposeCase.id) == Actiepunt.case_id)
        .where(col(Actiepunt.id).in_(nummers))
    ):
        zin = bewoording.kort(punt.omschrijving)
        if overleg is not None:
            yield punt.id, Tekst(overleg.onderwerp, zin, "overleg", overleg.uuid, punt.eigenaar_id)
        else:
            yield punt.id, Tekst(case.titel, zin, "case", case.uuid, punt.eigenaar_id)


def _overleggen(session: Session, nummers: Collection[int]) -> Teksten:
    for overleg in session.exec(select(Overleg).where(col(Overleg.id).in_(nummers))):
        zin = "het verslag ontbreekt nog van het overleg"
        yield (
            overleg.id,
            Tekst(overleg.onderwerp, zin, "overleg", overleg.uuid, overleg.eigenaar_id, ("vastleggen",)),
        )


def _toezeggingen(session: Session, nummers: Collection[int]) -> Teksten:
    for t in session.exec(select(Toezegging).where(col(Toezegging.id).in_(nummers))):
        titel = f"Toezegging {t.nummer} aan PS" if t.nummer else "Toezegging aan PS"
        zin = bewoording.kort(t.omschrijving)
        if t.uiterlijk is None:
            zin = f"opnieuw kijken naar: {zin}"
        yield t.id, Tekst(titel, zin, "toezegging", t.uuid, t.eigenaar_id)


def _mijlpalen(session: Session, nummers: Collection[int]) -> Teksten:
    for mijlpaal, actie, programma in session.exec(
        select(Mijlpaal, Actie, Programma)
        .join(Programma, col(Programma.id) == Mijlpaal.programma_id)
        .outerjoin(Actie, col(Actie.id) == Mijlpaal.actie_id)
        .where(col(Mijlpaal.id).in_(nummers))
    ):
        zin = f"mijlpaal: {bewoording.kort(mijlpaal.omschrijving)}"
        if actie is None:
            yield mijlpaal.id, Tekst(programma.naam, zin, "programma", programma.uuid)
        else:
            yield mijlpaal.id, Tekst(_actienaam(actie), zin, "actie", actie.uuid, actie.eigenaar_id)


def _opdrachten(zin: str) -> Callable[[Session, Collection[int]], Teksten]:
    def vraag(session: Session, nummers: Collection[int]) -> Teksten:
        for o in session.exec(select(Opdracht).where(col(Opdracht.id).in_(nummers))):
            yield o.id, Tekst(o.naam, zin, "opdracht", o.uuid, o.eigenaar_id)

    return vraag


def _normen(session: Session, nummers: Collection[int]) -> Teksten:
    for norm, gremium, programma in session.exec(
        select(Norm, Gremium, Programma)
        .join(Programma, col(Programma.id) == Norm.programma_id)
        .outerjoin(Gremium, col(Gremium.id) == Norm.gremium_id)
        .where(col(Norm.id).in_(nummers))
    ):
        zin = f"voor de norm ‘{bewoording.kort(norm.omschrijving)}’ is er nog één nodig om op schema te blijven"
        if gremium is None:
            yield norm.id, Tekst(programma.naam, zin, "programma", programma.uuid)
        else:
            yield norm.id, Tekst(gremium.naam, zin, "gremium", gremium.uuid)


def _indicatoren(session: Session, nummers: Collection[int]) -> Teksten:
    for indicator, eigenaar in session.exec(
        select(Indicator, Actie.eigenaar_id)
        .outerjoin(Actie, col(Actie.id) == Indicator.actie_id)
        .where(col(Indicator.id).in_(nummers))
    ):
        zin = "geen nieuwe meting van deze indicator"
        yield indicator.id, Tekst(indicator.naam, zin, "indicator", indicator.uuid, eigenaar)


def _acties(session: Session, nummers: Collection[int]) -> Teksten:
    for actie in session.exec(select(Actie).where(col(Actie.id).in_(nummers))):
        zin = "de stand van deze actie is niet bijgewerkt"
        yield actie.id, Tekst(_actienaam(actie), zin, "actie", actie.uuid, actie.eigenaar_id, ("voortgang",))


def _aanleveren(session: Session, nummers: Collection[int]) -> Teksten:
    for product in session.exec(select(PcProduct).where(col(PcProduct.id).in_(nummers))):
        zin = "teksten en cijfers aanleveren"
        yield product.id, Tekst(_productnaam(product), zin, "pc_product", product.uuid, product.eigenaar_id)


def _wettelijk(session: Session, nummers: Collection[int]) -> Teksten:
    for product in session.exec(select(PcProduct).where(col(PcProduct.id).in_(nummers))):
        # The day in the law is the first on which it is late; people keep to the last day on which it is not.
        wet, dag = nederlands.datum(product.wettelijk_voor), nederlands.voluit(product.uiterste_dag)
        zin = f"volgens de wet moet dit stuk vóór {wet} bij de minister zijn, dus uiterlijk {dag}"
        yield product.id, Tekst(_productnaam(product), zin, "pc_product", product.uuid, product.eigenaar_id)


def _rapportages(session: Session, nummers: Collection[int]) -> Teksten:
    for rapport, agenda in session.exec(
        select(Rapportage, Programma.naam)
        .join(Programma, col(Programma.id) == Rapportage.programma_id)
        .where(col(Rapportage.id).in_(nummers))
    ):
        zin = f"de rapportage over {agenda} wacht op vaststelling"
        yield (
            rapport.id,
            Tekst(f"Rapportage {rapport.periode}", zin, "rapportage", rapport.uuid, rapport.opgesteld_door_id),
        )


def _contacten(session: Session, nummers: Collection[int]) -> Teksten:
    for nummer, organisatie, naam, coalitie in session.exec(
        select(Deelneming.id, Organisatie.uuid, Organisatie.naam, Ontwikkelcoalitie)
        .join(Organisatie, col(Organisatie.id) == Deelneming.organisatie_id)
        .join(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == Deelneming.coalitie_id)
        .where(col(Deelneming.id).in_(nummers))
    ):
        zin = f"geen contact met {naam} (coalitie {coalitie.titel})"
        yield nummer, Tekst(naam, zin, "organisatie", organisatie)


_GEMELD = {
    LinkDoel.BEVESTIGEN: "bevestigde de afspraak",
    LinkDoel.LEVEREN: "meldde een levering",
    LinkDoel.VERZETTEN: "vraagt om een andere datum",
}


def _meldingen(session: Session, nummers: Collection[int]) -> Teksten:
    for melding, afspraak, naam in session.exec(
        select(Partnermelding, Partnerafspraak, Organisatie.naam)
        .join(Partnerafspraak, col(Partnerafspraak.id) == Partnermelding.afspraak_id)
        .join(Organisatie, col(Organisatie.id) == Partnerafspraak.organisatie_id)
        .where(col(Partnermelding.id).in_(nummers))
    ):
        zin = f"{naam} {_GEMELD[melding.doel]} en wacht op antwoord"
        yield melding.id, Tekst(naam, zin, "partnermelding", melding.uuid, afspraak.eigenaar_id)


def _actienaam(actie: Actie) -> str:
    return f"Actie {actie.nummer}: {actie.naam}"


def _productnaam(product: PcProduct) -> str:
    return nederlands.hoofdletter(product.naam)


_R = RegelOnderwerp
TEKSTEN: dict[RegelOnderwerp, Soorttekst] = {
    _R.AFSPRAAK: Soorttekst("Afspraak", "afspraken met partners", _afspraken, bewoording.uiterlijk, "omdat u deze afspraak volgt"),
    _R.AFSPRAAK_HERIJKEN: Soorttekst(
        "Afspraak zonder datum",
        "afspraken zonder datum", _herijken, bewoording.uiterlijk, "omdat u deze afspraak volgt"
    ),
    _R.ACTIEPUNT: Soorttekst("Actiepunt", "actiepunten", _actiepunten, bewoording.uiterlijk, "omdat dit actiepunt van u is"),
    _R.OVERLEG_VASTLEGGEN: Soorttekst(
        "Verslag",
        "overleggen die nog niet zijn vastgelegd", _overleggen, bewoording.op, "omdat u dit overleg organiseerde"
    ),
    _R.TOEZEGGING: Soorttekst(
        "Toezegging",
        "toezeggingen aan PS", _toezeggingen, bewoording.uiterlijk, "omdat u deze toezegging bewaakt"
    ),
    _R.MIJLPAAL: Soorttekst("Mijlpaal", "mijlpalen", _mijlpalen, bewoording.uiterlijk, "omdat u deze actie bijhoudt"),
    _R.OPDRACHT_EINDE: Soorttekst(
        "Einde van een opdracht",
        "opdrachten die aflopen", _opdrachten("de opdracht"), bewoording.einde, "omdat u deze opdracht volgt"
    ),
    _R.OPDRACHT_EVALUATIE: Soorttekst(
        "Evaluatie",
        "evaluaties van opdrachten",
        _opdrachten("deze opdracht evalueren"),
        bewoording.uiterlijk,
        "omdat u deze opdracht volgt",
    ),
    _R.NORM: Soorttekst("Norm", "normen", _normen, bewoording.uiterlijk, "omdat u deze norm bewaakt"),
    _R.INDICATOR: Soorttekst("Indicator", "indicatoren", _indicatoren, bewoording.sinds, "omdat u deze indicator bijhoudt"),
    _R.VOORTGANG: Soorttekst(
        "Stand van een actie",
        "de stand van acties", _acties, bewoording.sinds, "omdat u de voortgang van deze actie bijhoudt"
    ),
    _R.PC_AANLEVEREN: Soorttekst(
        "Aanleveren",
        "aanleveren voor de begrotingscyclus", _aanleveren, bewoording.uiterlijk, "omdat u dit stuk trekt"
    ),
    _R.PC_WETTELIJK: Soorttekst("Wettelijke termijn", "wettelijke termijnen", _wettelijk, bewoording.ervoor, "omdat u dit stuk trekt"),
    _R.RAPPORTAGE: Soorttekst(
        "Rapportage",
        "rapportages die op vaststelling wachten",
        _rapportages,
        bewoording.sinds,
        "omdat u deze rapportage hebt opgesteld",
    ),
    _R.CONTACT: Soorttekst("Contact", "contact met leden van coalities", _contacten, bewoording.sinds, "omdat u dit lid volgt"),
    _R.PARTNERMELDING: Soorttekst(
        "Melding van een partner",
        "meldingen van partners", _meldingen, bewoording.sinds, "omdat u de afspraak volgt waar dit over gaat"
    ),
}
