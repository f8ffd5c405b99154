"""What the lights of an actie would be by the records: the rules, without a database.

Each record that says something gives a reason with the light that it speaks for; the worst one decides. What is not
known speaks for grijs, which loses from every other light: no data never makes a light groen.
"""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crm.adapters.nederlands import datum, euro, getal, meervoud
from crm.models import AfspraakStatus, Licht, Mijlpaal, Partnerafspraak, Precisie, Richting
from crm.models.partnerafspraak import te_laat
from crm.models.voortgang import ERNST
from crm.queries.dossier_indicator import IndicatorRegel, MetingRegel
from crm.queries.kwartaal.gegevens import wanneer

# A step that is a quarter late asks for a decision, not for steering.
ROOD_NA_DAGEN = 92
# What was written off longer ago than the half-yearly herijking has been talked about.
KORT_GELEDEN = dt.timedelta(days=183)
# Less than half of the way that the line asks cannot be made good by steering alone.
HELFT = Decimal("0.5")
# A forecast that is this much over the budget asks for a change of the budget.
ROOD_BOVEN_BEGROTING = Decimal("0.05")
HOOGSTENS = 12


@dataclass(frozen=True)
class Reden:
    """What one or more records say about a light, and which light that speaks for."""

    zin: str
    licht: Licht
    soort: str = ""
    uuids: tuple[uuid_.UUID, ...] = ()


@dataclass(frozen=True)
class Lichtvoorstel:
    """The proposed light with its reasons, the gravest first."""

    licht: Licht
    redenen: tuple[Reden, ...]

    @classmethod
    def uit(cls, redenen: Iterable[Reden]) -> "Lichtvoorstel":
        """The gravest reason decides; without any reason nothing is known."""
        gewogen = sorted(redenen, key=lambda reden: -ERNST.get(reden.licht, -1))
        if not gewogen:
            return cls(Licht.GRIJS, (Reden("Hierover is nog niets bekend.", Licht.GRIJS),))
        licht = gewogen[0].licht
        over = len(gewogen) - HOOGSTENS
        rest = (Reden(f"En nog {over} andere.", Licht.GRIJS),) if over > 0 else ()
        return cls(licht, (*gewogen[:HOOGSTENS], *rest))


@dataclass(frozen=True)
class Poststand:
    """The money of one budget post in one year, as booked by a day; None where nothing was booked."""

    naam: str
    jaar: int
    begroot: int | None
    realisatie: int | None
    prognose: int | None
    is_verdeeld: bool
    uuids: tuple[uuid_.UUID, ...]


def over_stappen(mijlpalen: Sequence[Mijlpaal], dag: dt.date) -> list[Reden]:
    """Which steps are overdue: only when the last day that their moment can mean has passed."""
    gedateerd = [m for m in mijlpalen if m.datum_tot is not None and m.precisie is not Precisie.TERUGKEREND]
    laat = [m for m in gedateerd if m.datum_tot < dag and not m.was_gereed(dag)]
    if laat:
        return [_late_stap(m, dag) for m in sorted(laat, key=lambda m: (m.datum_tot, m.id))]
    if not gedateerd:
        zin = "De stappen van deze actie hebben geen einddatum; daaraan is niets te zien."
        return [Reden(zin, Licht.GRIJS, "mijlpaal", _uuids(mijlpalen))] if mijlpalen else []
    gezet = [m for m in gedateerd if m.was_gereed(dag)]
    gedaan = f"{len(gezet)} van de {len(gedateerd)} {meervoud(len(gezet), 'is', 'zijn')} gezet"
    zin = f"Geen stap is te laat: {gedaan if gezet else 'er hoefde er nog geen gezet te zijn'}"
    komt = min((m for m in gedateerd if m not in gezet), key=lambda m: (m.datum_tot, m.id), default=None)
    volgende = f"; de eerstvolgende is ‘{komt.omschrijving}’ ({_moment(komt)})" if komt else ""
    return [Reden(f"{zin}{volgende}.", Licht.GROEN, "mijlpaal", _uuids(gedateerd))]


def _late_stap(mijlpaal: Mijlpaal, dag: dt.date) -> Reden:
    dagen = (dag - mijlpaal.datum_tot).days
    zin = (
        f"‘{mijlpaal.omschrijving}’ ({_moment(mijlpaal)}) is niet gezet: "
        f"{getal(dagen)} {meervoud(dagen, 'dag', 'dagen')} te laat."
    )
    return Reden(zin, Licht.ROOD if dagen > ROOD_NA_DAGEN else Licht.ORANJE, "mijlpaal", (mijlpaal.uuid,))


def _moment(mijlpaal: Mijlpaal) -> str:
    return wanneer(mijlpaal) or f"uiterlijk {datum(mijlpaal.datum_tot)}"


def over_beloften(afspraken: Sequence[Partnerafspraak], dag: dt.date) -> list[Reden]:
    """Which promises of partners are late on this day, by the ledger as it stood then."""
    open_ = [(a, stand) for a in afspraken if (stand := a.stand_op(dag)).openstaand > 0 and stand.uiterlijk]
    laat = [(a, stand) for a, stand in open_ if te_laat(stand.uiterlijk, dag)]
    redenen = [
        Reden(
            f"{a.organisatie.naam} is te laat met {_hoeveel(stand.openstaand, a)}: "
            f"afgesproken was {datum(stand.uiterlijk)}.",
            Licht.ORANJE,
            "partnerafspraak",
            (a.uuid,),
        )
        for a, stand in sorted(laat, key=lambda paar: (paar[1].uiterlijk, paar[0].id))
    ]
    if redenen or not open_:
        return redenen
    wat = (
        "De lopende partnerafspraak is"
        if len(open_) == 1
        else f"De {len(open_)} lopende partnerafspraken zijn"
    )
    return [Reden(f"{wat} niet over tijd.", Licht.GROEN, "partnerafspraak", _uuids(a for a, _ in open_))]


def over_wat_wegviel(afspraken: Sequence[Partnerafspraak], dag: dt.date) -> list[Reden]:
    """What partners promised and will not do, written off in the half year before this day.

    A promise that was rejected was never one.
    """
    redenen = []
    for afspraak in sorted(afspraken, key=lambda a: a.id):
        recent = [a for a in afspraak.afschrijvingen if dag - KORT_GELEDEN < a.afgeschreven_op <= dag]
        if not recent or afspraak.status is AfspraakStatus.AFGEWEZEN:
            continue
        weg = sum((a.hoeveelheid for a in recent), Decimal(0))
        laatste = max(a.afgeschreven_op for a in recent)
        komt = "komt" if weg == 1 or afspraak.eenheid == "euro" else "komen"
        zin = f"{afspraak.organisatie.naam}: {_hoeveel(weg, afspraak)} {komt} niet meer (sinds {datum(laatste)})."
        redenen.append(Reden(zin, Licht.ORANJE, "partnerafspraak", (afspraak.uuid,)))
    return redenen


def over_indicatoren(regels: Sequence[IndicatorRegel], dag: dt.date) -> list[Reden]:
    """Where each indicator stands against the straight path to its target (CONCEPTS §8)."""
    return [_indicator(regel, dag) for regel in regels]


def _indicator(regel: IndicatorRegel, dag: dt.date) -> Reden:
    naam, wie = regel.indicator.naam, ("indicator", (regel.indicator.uuid,))
    laatste = regel.laatste_op(dag)
    if laatste is None:
        return Reden(f"‘{naam}’ is nog niet gemeten.", Licht.GRIJS, *wie)
    if laatste.meting.is_onbekend:
        return Reden(f"‘{naam}’ is op {datum(laatste.meting.peildatum)} nog niet bekend.", Licht.GRIJS, *wie)
    lijn = regel.lijn(laatste.meting.peildatum) if laatste.meting.peildatum else None
    staat = f"‘{naam}’ staat op {_waarde(laatste.meting.waarde, regel)}{_bij(laatste)}"
    if lijn is None:
        return Reden(f"{staat}; er is geen lijn naar een doel om dat mee te vergelijken.", Licht.GRIJS, *wie)
    vraagt = f"{staat}; de lijn naar het doel vraagt dan {_waarde(lijn.quantize(Decimal('0.1')), regel)}."
    return Reden(vraagt, _licht_op_lijn(regel, laatste.meting.waarde, lijn), *wie)


def _licht_op_lijn(regel: IndicatorRegel, waarde: Decimal, lijn: Decimal) -> Licht:
    """Groen on the line or past it; oranje from half of the way that it asks; rood below that."""
    begin = regel.indicator.nulwaarde
    if lijn == begin:
        omlaag = regel.indicator.richting is Richting.OMLAAG
        return Licht.GROEN if (waarde <= lijn if omlaag else waarde >= lijn) else Licht.ORANJE
    deel = (waarde - begin) / (lijn - begin)
    return Licht.GROEN if deel >= 1 else Licht.ORANJE if deel >= HELFT else Licht.ROOD


def over_geld(post: Poststand | None) -> list[Reden]:
    """What was spent and is expected on the post, against its budget of the year."""
    if post is None:
        return [Reden("Bij deze actie hoort geen begrotingspost.", Licht.GRIJS)]
    wie = ("begrotingsregel", post.uuids)
    if not post.is_verdeeld:
        zin = f"De post {post.naam} is niet over haar onderdelen verdeeld; wat deze actie mag kosten, is niet bekend."
        return [Reden(zin, Licht.GRIJS, *wie)]
    if post.begroot is None:
        return [Reden(f"Op de post {post.naam} staat voor {post.jaar} geen bedrag.", Licht.GRIJS, *wie)]
    if post.prognose is None and post.realisatie is None:
        zin = f"Op de post {post.naam} is in {post.jaar} nog niets uitgegeven of verwacht."
        return [Reden(zin, Licht.GRIJS, *wie)]
    return [_besteed(post, wie)]


def _besteed(post: Poststand, wie: tuple[str, tuple[uuid_.UUID, ...]]) -> Reden:
    """The whole post: the ledger does not know which actie of it spends what."""
    begroot = f"begroot is {euro(post.begroot)}"
    if post.realisatie is not None and post.realisatie > post.begroot:
        zin = (
            f"Op de hele post {post.naam} is in {post.jaar} al {euro(post.realisatie)} uitgegeven; {begroot}."
        )
        return Reden(zin, Licht.ROOD, *wie)
    if post.prognose is None:
        zin = f"Op de hele post {post.naam} is in {post.jaar} {euro(post.realisatie)} uitgegeven; {begroot}."
        return Reden(zin, Licht.GROEN, *wie)
    over = post.prognose - post.begroot
    verwacht = f"De prognose voor de hele post {post.naam} in {post.jaar} is {euro(post.prognose)}; {begroot}"
    if over <= 0:
        return Reden(f"{verwacht}.", Licht.GROEN, *wie)
    licht = Licht.ROOD if Decimal(over) > ROOD_BOVEN_BEGROTING * post.begroot else Licht.ORANJE
    return Reden(f"{verwacht}. Dat is {euro(over)} te veel.", licht, *wie)


def _uuids(nouns: Iterable[object]) -> tuple[uuid_.UUID, ...]:
    return tuple(noun.uuid for noun in nouns)


def _hoeveel(aantal: Decimal, afspraak: Partnerafspraak) -> str:
    return euro(int(aantal * 100)) if afspraak.eenheid == "euro" else f"{getal(aantal)} {afspraak.eenheid}"


def _waarde(waarde: Decimal, regel: IndicatorRegel) -> str:
    eenheid = regel.indicator.eenheid
    return f"{getal(waarde)}{eenheid}" if eenheid.startswith("%") else f"{getal(waarde)} {eenheid}"


def _bij(regel: MetingRegel) -> str:
    """On which day it was measured, and whether somebody stands for it."""
    dag = f" op {datum(regel.meting.peildatum)}" if regel.meting.peildatum else ""
    return dag + (" (voorlopig, wacht op goedkeuring)" if regel.is_voorlopig else "")
