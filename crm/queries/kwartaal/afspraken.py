"""Partnerafspraken as they stood on the peildatum, counted back from dated deliveries, moves and closings."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crm.models import AfspraakStatus, Partnerafspraak
from crm.models.levering import datum_op
from crm.models.partnerafspraak import te_laat
from crm.queries.kwartaal.gegevens import Gegevens
from crm.queries.kwartaal.geld import gelijk
from crm.queries.kwartaal.partnercijfers import Afspraaksom, AfspraakStand

HELIXEN = ("overheid", "onderwijs", "kennisinstelling", "bedrijf", "maatschappelijk", "samenwerkingsverband")


def afspraakstanden(gegevens: Gegevens) -> tuple[AfspraakStand, ...]:
    """Every commitment that had been named by then, with what was delivered and still open."""
    coalities = {coalitie.id: coalitie.uuid for coalitie in gegevens.coalities}
    # Sorted here and not by the database: each sorts names in its own way, and a snapshot must not know which it was.
    afspraken = sorted(gegevens.afspraken, key=lambda rij: rij[1].casefold())
    return tuple(
        _stand(gegevens, coalities.get(coalitie_id), afspraak, organisatie, str(helix))
        for afspraak, organisatie, helix, coalitie_id in afspraken
    )


def _stand(
    gegevens: Gegevens, coalitie: uuid_.UUID | None, afspraak: Partnerafspraak, organisatie: str, helix: str
) -> AfspraakStand:
    peildatum = gegevens.peildatum
    geleverd = _som(gegevens.leveringen.get(afspraak.id, ()))
    afgeschreven = _som(gegevens.afschrijvingen.get(afspraak.id, ()))
    openstaand = afspraak.hoeveelheid - geleverd - afgeschreven
    is_dicht = _was_dicht(afspraak, peildatum, openstaand)
    verzet = gegevens.verzettingen.get(afspraak.id, ())
    uiterlijk = datum_op(afspraak.uiterlijk, verzet, peildatum)
    actie = gegevens.actie_bij_id.get(afspraak.actie_id)
    return AfspraakStand(
        uuid=afspraak.uuid,
        organisatie=organisatie,
        helix=helix,
        omschrijving=afspraak.omschrijving,
        eenheid=afspraak.eenheid,
        hoeveelheid=afspraak.hoeveelheid,
        geleverd=geleverd,
        afgeschreven=afgeschreven,
        openstaand=openstaand,
        stand=_status_op(afspraak, peildatum, is_dicht, geleverd),
        uiterlijk=uiterlijk,
        herijken_op=afspraak.herijken_op,
        aantal_verzet=sum(1 for stap in verzet if stap.verzet_op <= peildatum),
        is_te_laat=openstaand > 0 and te_laat(uiterlijk, peildatum),
        actie_uuid=actie.uuid if actie else None,
        actie_nummer=gegevens.nummer(actie),
        coalitie_uuid=coalitie,
        is_voorbeeld=afspraak.is_voorbeeld,
    )


def _som(regels: Iterable[Any]) -> Decimal:
    return sum((regel.hoeveelheid for regel in regels), Decimal(0))


def _was_dicht(afspraak: Partnerafspraak, peildatum: dt.date, openstaand: Decimal) -> bool:
    if afspraak.status is AfspraakStatus.NAGEKOMEN:
        # Deliveries may be written down in another order than they came; all of them must have been in.
        return openstaand == 0
    return afspraak.afgesloten_op is not None and afspraak.afgesloten_op <= peildatum


def _status_op(afspraak: Partnerafspraak, peildatum: dt.date, is_dicht: bool, geleverd: Decimal) -> str:
    if is_dicht:
        return str(afspraak.status)  # a closed commitment does not change any more
    if geleverd > 0:
        return str(AfspraakStatus.DEELS_NAGEKOMEN)
    bevestigd = afspraak.bevestigd_op is not None and afspraak.bevestigd_op <= peildatum
    return str(AfspraakStatus.BEVESTIGD if bevestigd else AfspraakStatus.GENOEMD)


def sommen(afspraken: tuple[AfspraakStand, ...]) -> tuple[Afspraaksom, ...]:
    """One line per helix and unit, in a fixed order; euros and hours never share one, "Uren" and "uren" do."""
    groepen = defaultdict(list)
    for afspraak in afspraken:
        groepen[afspraak.helix, gelijk(afspraak.eenheid)].append(afspraak)
    volgorde = {helix: plaats for plaats, helix in enumerate(HELIXEN)}
    return tuple(
        Afspraaksom(
            helix=helix,
            eenheid=leden[0].eenheid,
            aantal=len(leden),
            nagekomen=sum(lid.stand == "nagekomen" for lid in leden),
            te_laat=sum(lid.is_te_laat for lid in leden),
            afgesproken=sum((lid.hoeveelheid for lid in leden), Decimal(0)),
            geleverd=sum((lid.geleverd for lid in leden), Decimal(0)),
            afgeschreven=sum((lid.afgeschreven for lid in leden), Decimal(0)),
            openstaand=sum((lid.openstaand for lid in leden), Decimal(0)),
            uuids=tuple(lid.uuid for lid in leden),
        )
        for (helix, _), leden in sorted(
            groepen.items(), key=lambda paar: (volgorde.get(paar[0][0], 9), paar[0])
        )
    )
