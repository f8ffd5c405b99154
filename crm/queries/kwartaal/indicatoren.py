"""Indicators on the peildatum: what was measured, what is aimed at, and where the straight path between lies."""

import datetime as dt
from decimal import Decimal

from crm.models import Doel, Indicator, Meting, Streefwaarde
from crm.models.indicator import jaartijd, op_jaar
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
    streef = op_jaar(gegevens.streefwaarden.get(indicator.id, []))
    metingen = sorted(
        gegevens.metingen.get(indicator.id, []),
        key=lambda meting: (meting.peildatum or dt.date.min, meting.id),
    )
    punten = tuple(_punt(indicator, streef, meting) for meting in metingen if meting.waarde is not None)
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
        lijn_nu=indicator.lijn(streef, gegevens.peildatum),
        is_onbekend=bool(metingen) and metingen[-1].is_onbekend,
    )


def _code(naam: str, bezet: set[str]) -> str:
    """A short name that is unique in this report."""
    return vrije_code(slak(naam)[:40].strip("-") or "indicator", bezet)


def _punt(indicator: Indicator, streef: list[Streefwaarde], meting: Meting) -> Meetpunt:
    dag = meting.peildatum
    tijd = jaartijd(dag) if dag else Decimal(0)
    is_jaareinde = dag is not None and (dag.month, dag.day) == (12, 31)
    label = str(dag.year) if is_jaareinde else str(Kwartaal.van(dag)) if dag else "volgens document"
    is_voorlopig = meting.goedgekeurd_op is None and meting.bron_id is None
    return Meetpunt(
        dag,
        label,
        meting.waarde,
        indicator.lijn(streef, dag) if dag else None,
        is_voorlopig,
        tijd,
        meting.uuid,
    )
