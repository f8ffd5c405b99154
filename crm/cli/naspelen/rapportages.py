"""Events of reports: drawn up, laid before a second person, adopted and offered."""

from crm.cli.naspelen.speler import Gegevens, Naspeler
from crm.workflows import rapportage_opstellen


def rapportage(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    rapportage = rapportage_opstellen.opstellen(
        speler.session, programma=speler.programma, periode=gegevens["periode"], **wie
    )
    teksten = {veld: gegevens[veld].strip() for veld in ("gevraagd_besluit", "hoofdboodschap", "vooruitblik")}
    rapportage_opstellen.toelichten(speler.session, rapportage, **teksten, **wie)
    speler.rapportages[gegevens["periode"]] = rapportage


def voorleggen(speler: Naspeler, periode: str, wie: Gegevens) -> None:
    rapportage_opstellen.voorleggen(speler.session, speler.rapportages[periode], **wie)


def vaststellen(speler: Naspeler, periode: str, wie: Gegevens) -> None:
    rapportage_opstellen.vaststellen(speler.session, speler.rapportages[periode], **wie)


def aanbieden(speler: Naspeler, periode: str, wie: Gegevens) -> None:
    rapportage_opstellen.aanbieden(speler.session, speler.rapportages[periode], **wie)


GEBEURTENISSEN = {
    "rapportage": rapportage,
    "voorleggen": voorleggen,
    "vaststellen": vaststellen,
    "aanbieden": aanbieden,
}
