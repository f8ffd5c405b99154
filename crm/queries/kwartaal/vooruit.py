"""What lies ahead in the quarter after the report, and what the sources leave in doubt."""

import datetime as dt
from collections.abc import Iterator

from crm.adapters.nederlands import datum, hoofdletter
from crm.lifecycle import leesbaar
from crm.models import PcProduct
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal.cijfers import Bronkwestie, MijlpaalStand, Vooruit
from crm.queries.kwartaal.gegevens import Gegevens, bronplaats, wanneer
from crm.queries.kwartaal.partnercijfers import AfspraakStand, OpdrachtStand


def vooruitblik(
    gegevens: Gegevens,
    periode: Kwartaal,
    mijlpalen: tuple[MijlpaalStand, ...],
    afspraken: tuple[AfspraakStand, ...],
    opdrachten: tuple[OpdrachtStand, ...],
) -> tuple[Vooruit, ...]:
    """Everything that falls due after the peildatum and before the end of the next quarter, in order of time."""
    alles = [
        *_mijlpalen(mijlpalen),
        *_afspraken(afspraken),
        *_opdrachten(opdrachten),
        *_kalender(gegevens),
    ]
    binnen = [punt for punt in alles if gegevens.peildatum < punt.datum <= periode.volgende.eind]
    return tuple(sorted(binnen, key=lambda punt: (punt.datum, punt.soort, punt.wat, str(punt.uuid))))


def _mijlpalen(mijlpalen: tuple[MijlpaalStand, ...]) -> Iterator[Vooruit]:
    for mijlpaal in mijlpalen:
        if mijlpaal.stand == "gepland" and mijlpaal.datum_tot:
            moment = mijlpaal.wanneer or datum(mijlpaal.datum_tot)
            waar = f"actie {mijlpaal.actie_nummer}" if mijlpaal.actie_nummer else None
            yield Vooruit(
                mijlpaal.datum_tot,
                moment,
                "Mijlpaal",
                hoofdletter(mijlpaal.omschrijving),
                waar,
                mijlpaal.uuid,
            )


def _afspraken(afspraken: tuple[AfspraakStand, ...]) -> Iterator[Vooruit]:
    for afspraak in afspraken:
        dag = afspraak.uiterlijk or afspraak.herijken_op
        if afspraak.openstaand > 0 and dag:
            soort = "Afspraak" if afspraak.uiterlijk else "Herijken"
            waar = f"actie {afspraak.actie_nummer}" if afspraak.actie_nummer else None
            yield Vooruit(
                dag,
                datum(dag),
                soort,
                f"{afspraak.organisatie}: {afspraak.omschrijving}",
                waar,
                afspraak.uuid,
            )


def _opdrachten(opdrachten: tuple[OpdrachtStand, ...]) -> Iterator[Vooruit]:
    for opdracht in opdrachten:
        if opdracht.eind:
            wat = f"Einde van de termijn van de {leesbaar(opdracht.soort)}{f' ({opdracht.keten})' if opdracht.keten else ''}"
            waar = f"actie {opdracht.actie_nummer}" if opdracht.actie_nummer else None
            yield Vooruit(
                opdracht.eind, opdracht.termijn or datum(opdracht.eind), "Opdracht", wat, waar, opdracht.uuid
            )


def _kalender(gegevens: Gegevens) -> Iterator[Vooruit]:
    for evaluatie in gegevens.evaluaties:
        gedaan = evaluatie.is_uitgevoerd and (
            evaluatie.uitgevoerd_op is None or evaluatie.uitgevoerd_op <= gegevens.peildatum
        )
        if evaluatie.datum_tot and not gedaan:
            moment = wanneer(evaluatie) or datum(evaluatie.datum_tot)
            yield Vooruit(
                evaluatie.datum_tot,
                moment,
                "Evaluatie",
                hoofdletter(evaluatie.onderwerp),
                None,
                evaluatie.uuid,
            )
    for editie, naam in gegevens.edities:
        if editie.verschenen_op is None or editie.verschenen_op > gegevens.peildatum:
            yield Vooruit(dt.date(editie.jaar, 12, 31), str(editie.jaar), "Monitor", naam, None, editie.uuid)
    for product in gegevens.producten:
        yield from _product(product, gegevens.peildatum)


def _product(product: PcProduct, peildatum: dt.date) -> Iterator[Vooruit]:
    """The days of a product that nothing was reported about by then."""
    naam = hoofdletter(product.naam)
    klaar, binnen = (
        op is not None and op <= peildatum for op in (product.gereed_op, product.aangeleverd_op)
    )
    for dag, wat in (
        (None if binnen else product.aanleverdatum, "teksten en cijfers aanleveren"),
        (product.gs_datum, "in GS"),
        (product.ps_datum, "in PS"),
    ):
        if dag and not klaar:
            yield Vooruit(dag, datum(dag), "P&C", f"{naam}: {wat}", None, product.uuid)


def bronkwesties(gegevens: Gegevens) -> tuple[Bronkwestie, ...]:
    """Contradictions that nobody had settled by then, and readings that are not certain."""
    verschillen = [
        Bronkwestie(
            leesbaar(v.soort), v.onderwerp, v.gedrukt, v.anders, v.toelichting, gegevens.bron(v), v.uuid
        )
        for v in gegevens.bronverschillen
        if v.opgelost_op is None or v.opgelost_op > gegevens.peildatum
    ]
    namen = {}
    for noun in (
        *gegevens.acties,
        *gegevens.doelen,
        *gegevens.indicatoren,
        *gegevens.mijlpalen,
        *gegevens.begroting,
        *gegevens.opdrachten,
        *gegevens.normen,
        *gegevens.evaluaties,
        *gegevens.gremia.values(),
    ):
        namen.setdefault(noun.bron_id, noun)
    twijfels = [
        Bronkwestie(
            "twijfel",
            _onderwerp(namen.get(bron.id)),
            bron.gedrukt,
            None,
            bron.twijfel,
            bronplaats(bron),
            bron.uuid,
        )
        for bron in gegevens.bronnen.values()
        if bron.twijfel
    ]
    return (*verschillen, *twijfels)


def _onderwerp(noun) -> str:
    for veld in ("korte_titel", "titel", "naam", "omschrijving", "onderwerp", "onderdeel", "post", "keten"):
        tekst = getattr(noun, veld, None)
        if tekst:
            nummer = getattr(noun, "nummer", None)
            return f"{nummer} {tekst}" if nummer else hoofdletter(tekst)
    return "Lezing van het document"
