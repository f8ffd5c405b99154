"""Events of acties and money: lights, milestones, results, measurements and bookings."""

from decimal import Decimal

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.models import BegrotingSoort, Licht, Mijlpaal, Resultaat
from crm.workflows import begroting_boeken, meting_invoeren, voortgang_bijwerken


def lichten(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    for nummer, stand in gegevens["acties"].items():
        beleid, tijd, geld = (Licht(woord) for woord in stand.pop("lichten").split())
        voortgang_bijwerken.bijwerken(
            speler.session,
            speler.acties[nummer],
            peildatum=dag(gegevens["peildatum"]),
            beleid=beleid,
            tijd=tijd,
            geld=geld,
            **stand,
            **wie,
        )


def gehaald(speler: Naspeler, per_dag: dict[str, list[str]], wie: Gegevens) -> None:
    for op, sleutels in per_dag.items():
        for mijlpaal in speler.uit_agenda(Mijlpaal, sleutels):
            voortgang_bijwerken.mijlpaal_halen(speler.session, mijlpaal, op=dag(op), **wie)


def opgeleverd(speler: Naspeler, per_dag: dict[str, list[str]], wie: Gegevens) -> None:
    for op, sleutels in per_dag.items():
        for resultaat in speler.uit_agenda(Resultaat, sleutels):
            voortgang_bijwerken.opleveren(speler.session, resultaat, op=dag(op), **wie)


def meting(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    waarde = gegevens.get("waarde")
    meting = meting_invoeren.invoeren(
        speler.session,
        speler.indicatoren[gegevens["indicator"]],
        peildatum=dag(gegevens["peildatum"]),
        waarde=None if waarde is None else Decimal(str(waarde)),
        is_onbekend=waarde is None,
        herkomst="Verzonnen voorbeeldcijfer",
        **wie,
    )
    meting_invoeren.goedkeuren(speler.session, meting, door=speler.mensen["bram"], nu=wie["nu"])


def boek(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    begroting_boeken.boeken(
        speler.session,
        speler.programma,
        post=gegevens["post"],
        post_volgorde=speler.posten.get(gegevens["post"], 0),
        doel=speler.doelen.get(gegevens["post"]),
        jaar=wie["nu"].year,
        soort=BegrotingSoort(gegevens["soort"]),
        bedrag_cent=int(gegevens["bedrag"]) * 100,
        boekdatum=wie["nu"].date(),
        toelichting=gegevens["toelichting"],
        **wie,
    )


GEBEURTENISSEN = {
    "lichten": lichten,
    "gehaald": gehaald,
    "opgeleverd": opgeleverd,
    "meting": meting,
    "boek": boek,
}
