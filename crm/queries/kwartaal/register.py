"""The dossiers behind the figures: one line each, with the place in the document where there is one."""

from collections.abc import Iterator

from crm.adapters.nederlands import datum, getal
from crm.lifecycle import leesbaar
from crm.models.moment import dag_van
from crm.queries.kwartaal.cijfers import Record
from crm.queries.kwartaal.gegevens import Gegevens
from crm.queries.kwartaal.partnercijfers import CaseStand, CoalitieStand


def records(
    gegevens: Gegevens, coalities: tuple[CoalitieStand, ...], cases: tuple[CaseStand, ...]
) -> tuple[Record, ...]:
    """Every dossier that a figure may point at. Organisations are named, contact persons never."""
    return (
        *_doelenboom(gegevens),
        *_metingen(gegevens),
        *_geld(gegevens),
        *_afspraken(gegevens),
        *(
            Record(c.uuid, "ontwikkelcoalitie", f"{c.nummer + ' ' if c.nummer else ''}{c.naam}")
            for c in coalities
        ),
        *_cases(gegevens, cases),
        *_overleggen(gegevens),
    )


def _doelenboom(gegevens: Gegevens) -> Iterator[Record]:
    for actie in gegevens.acties:
        yield Record(actie.uuid, "actie", f"{actie.nummer} {actie.naam}", gegevens.bron(actie))
        alle = gegevens.voortgang.get(actie.id)
        if alle:
            yield Record(
                alle[-1].uuid, "voortgang", f"Stand van {actie.nummer} op {datum(alle[-1].peildatum)}"
            )
    for mijlpaal in gegevens.mijlpalen:
        yield Record(mijlpaal.uuid, "mijlpaal", mijlpaal.omschrijving, gegevens.bron(mijlpaal))


def _metingen(gegevens: Gegevens) -> Iterator[Record]:
    for indicator in gegevens.indicatoren:
        yield Record(indicator.uuid, "indicator", indicator.naam, gegevens.bron(indicator))
        for meting in gegevens.metingen.get(indicator.id, ()):
            label = f"{indicator.naam}: {getal(meting.waarde)} {indicator.eenheid}, {datum(meting.peildatum, 'zonder dag')}"
            yield Record(meting.uuid, "meting", label, gegevens.bron(meting) or meting.herkomst)
        for streef in gegevens.streefwaarden.get(indicator.id, ()):
            yield Record(
                streef.uuid,
                "streefwaarde",
                f"{indicator.naam}, {streef.jaar or 'zonder jaar'}",
                gegevens.bron(streef),
            )


def _geld(gegevens: Gegevens) -> Iterator[Record]:
    for regel in gegevens.begroting:
        jaren = (
            str(regel.jaar_van) if regel.jaar_van == regel.jaar_tot else f"{regel.jaar_van}-{regel.jaar_tot}"
        )
        label = f"{regel.post}, {leesbaar(regel.soort)} {jaren}"
        bedrag = None if regel.bedrag_cent is None else f"€ {getal(regel.bedrag_cent // 100)}"
        wat = f"{label}: {bedrag or 'niet verdeeld'}"
        yield Record(
            regel.uuid, "begrotingsregel", wat, gegevens.bron(regel) or f"geboekt op {datum(regel.boekdatum)}"
        )


def _afspraken(gegevens: Gegevens) -> Iterator[Record]:
    for afspraak, organisatie, *_ in gegevens.afspraken:
        yield Record(afspraak.uuid, "partnerafspraak", f"{organisatie}: {afspraak.omschrijving}")


def _cases(gegevens: Gegevens, cases: tuple[CaseStand, ...]) -> Iterator[Record]:
    for case in cases:
        yield Record(case.uuid, "purpose_case", case.titel)
        if case.besluit_uuid:
            wat = f"Poortbesluit over {case.titel}: {leesbaar(case.uitkomst)}, {datum(case.besloten_op)}"
            yield Record(case.besluit_uuid, "poortbesluit", wat)
    bekend = {uuid for case in cases for uuid in (*case.voorwaarde_uuids["voorwaarden"], *case.regel_uuids)}
    for rij in (rij for rijen in gegevens.cases.voorwaarden.values() for rij in rijen):
        if rij.uuid in bekend:
            yield Record(rij.uuid, "voorwaarde", rij.omschrijving)
    regels = {rij.uuid: rij for rijen in gegevens.cases.financiering.values() for rij in rijen}
    for uuid, rij in regels.items():
        if uuid in bekend:
            yield Record(uuid, "financieringsregel", f"{rij.naam}, {leesbaar(rij.soort)} {rij.jaar}")


def _overleggen(gegevens: Gegevens) -> Iterator[Record]:
    # The subject of a meeting may hold somebody's name; the body and the day are enough to find it.
    for rij in gegevens.overleggen:
        gremium = gegevens.gremia.get(rij.gremium_id)
        if gremium:
            yield Record(rij.uuid, "overleg", f"{gremium.naam}, {datum(dag_van(rij.begint_op))}")
