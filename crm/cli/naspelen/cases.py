"""Events of purpose cases: written, paid for, laid before the gate, and carried out."""

from decimal import Decimal

from sqlmodel import select

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.models import (
    AfspraakSoort,
    Antwoord,
    Criterium,
    FinancieringSoort,
    Stand,
    Strekking,
    Uitkomst,
)
from crm.workflows import (
    coalitie_vormen,
    financiering_bijhouden,
    purpose_case_besluiten,
    purpose_case_opstellen,
)


def case(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    speler.cases[gegevens["coalitie"]] = purpose_case_opstellen.beginnen(
        speler.session,
        speler.coalities[gegevens["coalitie"]],
        titel=gegevens["titel"],
        begeleider=gegevens.get("begeleider"),
        is_voorbeeld=True,
        **wie,
    )


def schrijf(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    case = speler.cases[gegevens.pop("coalitie")]
    purpose_case_opstellen.schrijven(speler.session, case, versie=case.laatste_versie.nummer, **gegevens, **wie)


def beantwoord(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    case = speler.cases[gegevens["coalitie"]]
    vraag = select(Criterium).where(Criterium.programma_id == speler.programma.id)
    criteria = {criterium.code: criterium for criterium in speler.session.exec(vraag)}
    for code, tekst in gegevens["antwoorden"].items():
        antwoord, _, grond = tekst.partition(", ")
        purpose_case_opstellen.beantwoorden(
            speler.session, case, criteria[code], antwoord=Antwoord(antwoord), grond=grond, **wie
        )


def financiering(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    case = speler.cases[gegevens["coalitie"]]
    for regel in gegevens["regels"]:
        bedragen = {
            naam: Decimal(str(regel[naam])) for naam in ("bedrag", "hoeveelheid", "tarief") if naam in regel
        }
        speler.financiering[regel["sleutel"]] = financiering_bijhouden.regel_toevoegen(
            speler.session,
            case,
            organisatie=speler.organisaties[regel["organisatie"]],
            jaar=regel["jaar"],
            soort=FinancieringSoort.IN_NATURA if "tarief" in regel else FinancieringSoort.GELD,
            eenheid=regel.get("eenheid"),
            waardering=regel.get("waardering"),
            omschrijving=regel.get("omschrijving"),
            **bedragen,
            **wie,
        )


def stand(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    for sleutel, bedrag in gegevens["bedragen"].items():
        regel = speler.financiering[sleutel]
        maat = "hoeveelheid" if regel.soort is FinancieringSoort.IN_NATURA else "bedrag"
        financiering_bijhouden.stand_bijwerken(
            speler.session,
            regel,
            stand=Stand(gegevens["stand"]),
            grond=gegevens["grond"],
            **{maat: Decimal(str(bedrag))},
            **wie,
        )


def dien_in(speler: Naspeler, coalitie: str, wie: Gegevens) -> None:
    purpose_case_besluiten.indienen(speler.session, speler.cases[coalitie], **wie)


def adviseer(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    purpose_case_besluiten.adviseren(
        speler.session,
        speler.cases[gegevens["coalitie"]],
        strekking=Strekking(gegevens["strekking"]),
        tekst=gegevens["tekst"],
        gegeven_op=wie["nu"].date(),
        gremium=speler.gremia["adviescommissie"],
        **wie,
    )


def besluit(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    purpose_case_besluiten.besluiten(
        speler.session,
        speler.cases[gegevens["coalitie"]],
        uitkomst=Uitkomst(gegevens["uitkomst"]),
        gronden=gegevens["gronden"],
        besloten_op=wie["nu"].date(),
        voorwaarden=[_voorwaarde(speler, voorwaarde) for voorwaarde in gegevens.get("voorwaarden", [])],
        **wie,
    )


def _voorwaarde(speler: Naspeler, gegevens: Gegevens) -> Gegevens:
    voorwaarde = {"omschrijving": gegevens["wat"], "uiterlijk": dag(gegevens["uiterlijk"])}
    if "wie" in gegevens:
        return voorwaarde | {"eigenaar": speler.mensen[gegevens["wie"]]}
    return voorwaarde | {
        "organisatie": speler.organisaties[gegevens["organisatie"]],
        "soort": AfspraakSoort(gegevens["soort"]),
        "eenheid": gegevens["eenheid"],
        "hoeveelheid": Decimal(str(gegevens["hoeveelheid"])),
    }


def voer_uit(speler: Naspeler, coalitie: str, wie: Gegevens) -> None:
    coalitie_vormen.uitvoeren(speler.session, speler.coalities[coalitie], **wie)


GEBEURTENISSEN = {
    "case": case,
    "schrijf": schrijf,
    "beantwoord": beantwoord,
    "financiering": financiering,
    "stand": stand,
    "dien_in": dien_in,
    "adviseer": adviseer,
    "besluit": besluit,
    "voer_uit": voer_uit,
}
