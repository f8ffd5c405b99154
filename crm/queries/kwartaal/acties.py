"""The doelenboom on the peildatum: acties with their lights, milestones, and the tops they belong to."""

import datetime as dt
import uuid as uuid_
from collections import Counter, defaultdict
from collections.abc import Iterator

from crm.adapters.nederlands import HARDE_SPATIE
from crm.models import Actie, Doel, Licht, Mijlpaal, Precisie, Voortgang, natuurlijke_volgorde
from crm.models.voortgang import ERNST, LICHTEN
from crm.queries.kwartaal.cijfers import ActieStand, DoelStand, Geld, Lichtstand, MijlpaalStand
from crm.queries.kwartaal.gegevens import Gegevens, wanneer
from crm.queries.kwartaal.geld import vrije_code
from crm.queries.kwartaal.partnercijfers import AfspraakStand


def actiestanden(
    gegevens: Gegevens, vorige_peildatum: dt.date, afspraken: tuple[AfspraakStand, ...]
) -> tuple[ActieStand, ...]:
    """Every actie with its last known lights, in the order of the printed numbers."""
    geteld, nagekomen = Counter(), Counter()
    for afspraak in afspraken:
        geteld[afspraak.actie_uuid] += 1
        nagekomen[afspraak.actie_uuid] += afspraak.stand == "nagekomen"
    codes = actiecodes(gegevens)
    doelen = {doel.id: doel for doel in gegevens.doelen}
    standen = []
    for actie in sorted(gegevens.acties, key=lambda actie: _plaats(actie, gegevens)):
        alle = gegevens.voortgang.get(actie.id, [])
        nu = alle[-1] if alle else None
        toen = next((stand for stand in reversed(alle) if stand.peildatum <= vorige_peildatum), None)
        lichten = {naam: lichtstand(naam, nu, toen) for naam in LICHTEN}
        beeindigd = (
            actie.beeindigd_op if actie.beeindigd_op and actie.beeindigd_op <= gegevens.peildatum else None
        )
        ouder = gegevens.actie_bij_id.get(actie.ouder_id)
        was_beeindigd = beeindigd is not None and beeindigd <= vorige_peildatum
        standen.append(
            ActieStand(
                uuid=actie.uuid,
                code=codes[actie.id],
                nummer=gegevens.nummer(actie),
                naam=actie.naam,
                doel_uuid=doelen[actie.doel_id].uuid if actie.doel_id in doelen else None,
                is_deelactie=actie.ouder_id is not None,
                ouder_nummer=ouder.nummer if ouder else None,
                oordeel="beeindigd" if beeindigd else oordeel(nu),
                oordeel_vorige="beeindigd" if was_beeindigd else oordeel(toen),
                stand_op=nu.peildatum if nu else None,
                toelichting=nu.toelichting if nu else None,
                oorzaak=nu.oorzaak if nu else None,
                gevolg=nu.gevolg if nu else None,
                bijsturing=nu.bijsturing if nu else None,
                voortgang_uuid=nu.uuid if nu else None,
                beeindigd_op=beeindigd,
                afspraken_nagekomen=nagekomen[actie.uuid],
                afspraken_totaal=geteld[actie.uuid],
                **lichten,
            )
        )
    return tuple(standen)


def _plaats(actie: Actie, gegevens: Gegevens) -> tuple:
    """By printed number, and a deelactie right after the actie it is part of."""
    hoofd = gegevens.actie_bij_id.get(actie.ouder_id) or actie
    return natuurlijke_volgorde(hoofd.nummer), hoofd.volgorde, hoofd is not actie, actie.volgorde, actie.id


def actiecodes(gegevens: Gegevens) -> dict[int, str]:
    """A short name per actie that is unique here: the printed number, and `3-2` for the second number 3."""
    bezet: set[str] = set()
    codes = {}
    for actie in sorted(gegevens.acties, key=lambda actie: (actie.volgorde, actie.id)):
        nummer = (gegevens.nummer(actie) or "").replace(HARDE_SPATIE, "")
        codes[actie.id] = vrije_code(nummer, bezet)
    return codes


def lichtstand(naam: str, nu: Voortgang | None, toen: Voortgang | None) -> Lichtstand:
    """This light now, then, and which way it went; grey has no direction."""
    kleur = getattr(nu, naam) if nu else None
    vorige = getattr(toen, naam) if toen else None
    richting = ""
    if kleur in ERNST and vorige in ERNST:
        stap = ERNST[kleur] - ERNST[vorige]
        richting = "gelijk" if stap == 0 else "slechter" if stap > 0 else "beter"
    return Lichtstand(str(kleur or "geen"), str(vorige or "geen"), richting)


def oordeel(stand: Voortgang | None) -> str:
    """One word for three lights: the worst one decides; only grey is no opinion."""
    kleuren = {getattr(stand, naam) for naam in LICHTEN} if stand else set()
    if Licht.ROOD in kleuren:
        return "besluit"
    if Licht.ORANJE in kleuren:
        return "bijsturing"
    return "op_koers" if Licht.GROEN in kleuren else "geen_stand"


def mijlpaalstanden(gegevens: Gegevens) -> tuple[MijlpaalStand, ...]:
    """Every milestone as it was on the peildatum: met, late, planned, recurring or open."""
    top_van = toppen(gegevens.doelen)
    standen = []
    for mijlpaal in gegevens.mijlpalen:
        actie = gegevens.actie_bij_id.get(mijlpaal.actie_id)
        gehaald = mijlpaal.was_gereed(gegevens.peildatum)
        standen.append(
            MijlpaalStand(
                uuid=mijlpaal.uuid,
                omschrijving=mijlpaal.omschrijving,
                wanneer=wanneer(mijlpaal),
                datum_van=mijlpaal.datum_van,
                datum_tot=mijlpaal.datum_tot,
                stand="gehaald" if gehaald else _nog_niet_gehaald(mijlpaal, gegevens.peildatum),
                gereed_op=mijlpaal.gereed_op if gehaald else None,
                actie_uuid=actie.uuid if actie else None,
                actie_nummer=gegevens.nummer(actie),
                doel_uuid=top_van.get(actie.doel_id) if actie else None,
            )
        )
    return tuple(
        sorted(
            standen,
            key=lambda stand: (stand.datum_tot or dt.date.max, str(stand.actie_nummer), stand.omschrijving),
        )
    )


def _nog_niet_gehaald(mijlpaal: Mijlpaal, peildatum: dt.date) -> str:
    if mijlpaal.precisie is Precisie.TERUGKEREND:
        return "doorlopend"
    if mijlpaal.datum_tot is None:
        return "open" if mijlpaal.datum_van is None else "gepland"
    return "te_laat" if mijlpaal.datum_tot < peildatum else "gepland"


def toppen(doelen: list[Doel]) -> dict[int, uuid_.UUID]:
    """For every doel the uuid of the top it hangs under."""
    bij_id = {doel.id: doel for doel in doelen}
    return {doel.id: _top(doel, bij_id).uuid for doel in doelen}


def _top(doel: Doel, bij_id: dict[int, Doel]) -> Doel:
    gezien = set()
    while doel.ouder_id in bij_id and doel.id not in gezien:
        gezien.add(doel.id)
        doel = bij_id[doel.ouder_id]
    return doel


def doelstanden(gegevens: Gegevens, acties: tuple[ActieStand, ...], geld: Geld) -> tuple[DoelStand, ...]:
    """The tops of the doelenboom with everything under them, and one more for acties that hang under nothing."""
    top_van = toppen(gegevens.doelen)
    top_bij_uuid = {doel.uuid: top_van[doel.id] for doel in gegevens.doelen}
    actietop = {actie.uuid: top_van.get(actie.doel_id) for actie in gegevens.acties}
    gereed = Counter(actietop[actie.uuid] for actie, klaar in _resultaten(gegevens) if klaar)
    beloofd = Counter(actietop[actie.uuid] for actie, _ in _resultaten(gegevens))
    per_top = defaultdict(list)
    for stand in acties:
        per_top[actietop[stand.uuid]].append(stand.uuid)
    standen = []
    for doel in gegevens.doelen:
        if doel.ouder_id is not None:
            continue
        themas = [ander.naam for ander in gegevens.doelen if ander.ouder_id == doel.id]
        posten = [post.code for post in geld.posten if top_bij_uuid.get(post.doel_uuid) == doel.uuid]
        standen.append(
            DoelStand(
                doel.uuid,
                doel.niveau,
                doel.nummer,
                doel.naam,
                doel.doelstelling,
                tuple(themas),
                tuple(per_top[doel.uuid]),
                tuple(posten),
                gereed[doel.uuid],
                beloofd[doel.uuid],
            )
        )
    if per_top[None]:
        overig = DoelStand(
            None,
            "overig",
            None,
            "Overige acties",
            None,
            (),
            tuple(per_top[None]),
            (),
            gereed[None],
            beloofd[None],
        )
        standen.append(overig)
    # What hangs under no speerpunt comes last: the board looks for its speerpunten first.
    return tuple(sorted(standen, key=lambda doel: doel.niveau == "thema"))


def _resultaten(gegevens: Gegevens) -> Iterator[tuple[Actie, bool]]:
    """Every promised product with its actie, and whether it was there by then."""
    for resultaat in gegevens.resultaten:
        klaar = resultaat.gereed_op is not None and resultaat.gereed_op <= gegevens.peildatum
        yield gegevens.actie_bij_id[resultaat.actie_id], klaar
