"""Indicators on the peildatum: what was measured, what is aimed at, and where the straight path between lies."""

import datetime as dt
import itertools
from decimal import Decimal

from crm.models import Doel, Indicator, Meting, Streefwaarde
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal.acties import toppen
from crm.queries.kwartaal.cijfers import IndicatorStand, Meetpunt, Streefpunt
from crm.queries.kwartaal.gegevens import Gegevens
from crm.queries.kwartaal.geld import slak, vrije_code


def indicatorstanden(gegevens: Gegevens) -> tuple[IndicatorStand, ...]:
    """Every indicator with its measurements by then, in the order of the document."""
    top_van = toppen(gegevens.doelen)
    doel_bij_id = {doel.id: doel for doel in gegevens.doelen}
    bezet: set[str] = set()
    return tuple(
        _stand(gegevens, indicator, top_van, doel_bij_id, bezet) for indicator in gegevens.indicatoren
    )


def _stand(
    gegevens: Gegevens,
    indicator: Indicator,
    top_van: dict,
    doel_bij_id: dict[int, Doel],
    bezet: set[str],
) -> IndicatorStand:
    actie = gegevens.actie_bij_id.get(indicator.actie_id)
    doel_id = indicator.doel_id if indicator.doel_id in doel_bij_id else actie.doel_id if actie else None
    streef = gegevens.streefwaarden.get(indicator.id, [])
    metingen = sorted(
        gegevens.metingen.get(indicator.id, []),
        key=lambda meting: (meting.peildatum or dt.date.min, meting.id),
    )
    pad = _pad(indicator, streef)
    punten = tuple(_punt(meting, pad) for meting in metingen if meting.waarde is not None)
    return IndicatorStand(
        uuid=indicator.uuid,
        code=_code(indicator.naam, bezet),
        naam=indicator.naam,
        eenheid=indicator.eenheid,
        soort=str(indicator.soort),
        richting=str(indicator.richting),
        doel_uuid=top_van.get(doel_id),
        actie_uuid=actie.uuid if actie else None,
        nulwaarde=indicator.nulwaarde,
        nulwaarde_jaar=indicator.nulwaarde_jaar,
        punten=punten,
        streef=tuple(
            Streefpunt(s.jaar, s.waarde_min, s.waarde_max, s.waarde_tekst, str(s.woord), s.uuid)
            for s in streef
        ),
        lijn_nu=op_lijn(pad, jaartijd(gegevens.peildatum)),
        is_onbekend=bool(metingen) and metingen[-1].is_onbekend,
    )


def _code(naam: str, bezet: set[str]) -> str:
    """A short name that is unique in this report."""
    return vrije_code(slak(naam)[:40].strip("-") or "indicator", bezet)


def jaartijd(dag: dt.date) -> Decimal:
    """A day in years, such that 31 December 2025 is exactly 2025: a value "of 2025" is the value at its end."""
    dagen = dt.date(dag.year, 12, 31).timetuple().tm_yday
    return (dag.year - 1 + Decimal(dag.timetuple().tm_yday) / dagen).quantize(Decimal("0.0001"))


def _pad(indicator: Indicator, streef: list[Streefwaarde]) -> tuple[tuple[int, Decimal], ...]:
    """The corners of the path: the nulwaarde and every target with a year and one number. Less than two is no path."""
    if indicator.nulwaarde is None or indicator.nulwaarde_jaar is None or indicator.is_jaarlijks:
        return ()
    hoeken = [(indicator.nulwaarde_jaar, indicator.nulwaarde)]
    for doelwaarde in streef:
        waarde = doelwaarde.waarde_min if doelwaarde.waarde_min is not None else doelwaarde.waarde_max
        if doelwaarde.jaar is not None and waarde is not None and doelwaarde.jaar > hoeken[-1][0]:
            hoeken.append((doelwaarde.jaar, waarde))
    return tuple(hoeken) if len(hoeken) > 1 else ()


def op_lijn(pad: tuple[tuple[int, Decimal], ...], tijd: Decimal) -> Decimal | None:
    """The value on the path at that time; None where there is no path, or before it begins. After it, the last target."""
    if not pad or tijd < pad[0][0]:
        return None
    for (van, begin), (tot, eind) in itertools.pairwise(pad):
        if tijd <= tot:
            return (begin + (eind - begin) * (tijd - van) / (tot - van)).quantize(Decimal("0.0001"))
    return pad[-1][1]


def _punt(meting: Meting, pad: tuple[tuple[int, Decimal], ...]) -> Meetpunt:
    dag = meting.peildatum
    tijd = jaartijd(dag) if dag else Decimal(0)
    is_jaareinde = dag is not None and (dag.month, dag.day) == (12, 31)
    label = str(dag.year) if is_jaareinde else str(Kwartaal.van(dag)) if dag else "volgens document"
    is_voorlopig = meting.goedgekeurd_op is None and meting.bron_id is None
    return Meetpunt(
        dag, label, meting.waarde, op_lijn(pad, tijd) if dag else None, is_voorlopig, tijd, meting.uuid
    )
