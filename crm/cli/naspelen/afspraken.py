"""Events of promises: confirmed, delivered, put off, closed."""

from decimal import Decimal

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.workflows import partnerafspraak_opvolgen


def bevestig(speler: Naspeler, sleutel: str, wie: Gegevens) -> None:
    partnerafspraak_opvolgen.bevestigen(speler.session, speler.afspraken[sleutel], op=wie["nu"].date(), **wie)


def lever(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    partnerafspraak_opvolgen.leveren(
        speler.session,
        speler.afspraken[gegevens["afspraak"]],
        hoeveelheid=Decimal(str(gegevens["hoeveelheid"])),
        geleverd_op=wie["nu"].date(),
        bewijs=gegevens["bewijs"],
        **wie,
    )


def verzet(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    afspraak = speler.afspraken[gegevens["afspraak"]]
    partnerafspraak_opvolgen.verzetten(
        speler.session, afspraak, naar=dag(gegevens["naar"]), grond=gegevens["grond"], **wie
    )


def sluit(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    afspraak = speler.afspraken[gegevens["afspraak"]]
    partnerafspraak_opvolgen.sluiten(
        speler.session, afspraak, stap=gegevens["stap"], gronden=gegevens["gronden"], **wie
    )


def schrijf_af(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    partnerafspraak_opvolgen.afschrijven(
        speler.session,
        speler.afspraken[gegevens["afspraak"]],
        hoeveelheid=Decimal(str(gegevens["hoeveelheid"])),
        grond=gegevens["grond"],
        **wie,
    )


GEBEURTENISSEN = {
    "schrijf_af": schrijf_af,
    "bevestig": bevestig,
    "lever": lever,
    "verzet": verzet,
    "sluit": sluit,
}
