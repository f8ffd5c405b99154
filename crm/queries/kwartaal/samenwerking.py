"""Coalitions, mandates and governing bodies as they stood on the peildatum."""

import datetime as dt
from collections import Counter

from crm.adapters.nederlands import datum
from crm.models import (
    CoalitieStatus,
    DeelnemerRol,
    Norm,
    NormTelling,
    Ontwikkelcoalitie,
    Opdracht,
    natuurlijke_volgorde,
)
from crm.models.moment import dag_van
from crm.queries.kwartaal.gegevens import Gegevens, wanneer
from crm.queries.kwartaal.partnercijfers import AfspraakStand, CoalitieStand, NormStand, OpdrachtStand

_ACTIEF = {"verkenning", "vorming", "purpose_case", "uitvoering", "actief"}


def coalitiestanden(gegevens: Gegevens, afspraken: tuple[AfspraakStand, ...]) -> tuple[CoalitieStand, ...]:
    """Every coalition that existed by then, sorted by its number in the Manifest."""
    geteld = Counter(afspraak.coalitie_uuid for afspraak in afspraken)
    nagekomen = Counter(afspraak.coalitie_uuid for afspraak in afspraken if afspraak.stand == "nagekomen")
    laatste = {rij.coalitie_id: dag_van(rij.begint_op) for rij in gegevens.overleggen if rij.coalitie_id}
    standen = []
    for coalitie in gegevens.coalities:
        if coalitie.opgericht_op and coalitie.opgericht_op > gegevens.peildatum:
            continue
        stand = status_op(gegevens, coalitie)
        leden = [
            lid for lid in gegevens.deelnemingen.get(coalitie.id, ()) if lid.geldt_op(gegevens.peildatum)
        ]
        standen.append(
            CoalitieStand(
                uuid=coalitie.uuid,
                nummer=coalitie.nummer,
                naam=coalitie.naam,
                stand=stand,
                is_actief=stand in _ACTIEF,
                aantal_leden=len({lid.organisatie_id for lid in leden}),
                heeft_aanjager=any(lid.rol is DeelnemerRol.AANJAGER for lid in leden),
                laatste_overleg=laatste.get(coalitie.id),
                afspraken_nagekomen=nagekomen[coalitie.uuid],
                afspraken_totaal=geteld[coalitie.uuid],
                is_voorbeeld=coalitie.is_voorbeeld,
            )
        )
    return tuple(sorted(standen, key=lambda stand: (natuurlijke_volgorde(stand.nummer or ""), stand.naam)))


def status_op(gegevens: Gegevens, coalitie: Ontwikkelcoalitie) -> str:
    """The status on the peildatum, from the dated endings and the log; today's status only where nothing says more."""
    for dag, status in (
        (coalitie.beeindigd_op, CoalitieStatus.BEEINDIGD),
        (coalitie.afgerond_op, CoalitieStatus.AFGEROND),
    ):
        if dag is not None and dag <= gegevens.peildatum:
            return str(status)
    stappen = [regel for regel in gegevens.coalitielog.get(coalitie.id, ()) if "status" in (regel.na or {})]
    eerder = [regel for regel in stappen if dag_van(regel.op) <= gegevens.peildatum]
    if eerder:
        return str(eerder[-1].na["status"])
    later = [regel for regel in stappen if "status" in (regel.voor or {})]
    if later:
        return str(later[0].voor["status"])
    # It ended afterwards and nobody wrote down what it was before: it was at work, and that is all we know.
    eindigde_later = coalitie.beeindigd_op is not None or coalitie.afgerond_op is not None
    return "actief" if eindigde_later else str(coalitie.status)


def opdrachtstanden(gegevens: Gegevens) -> tuple[OpdrachtStand, ...]:
    """Every mandate, with whether somebody held it on the peildatum."""
    return tuple(_opdracht(gegevens, opdracht) for opdracht in gegevens.opdrachten)


def _opdracht(gegevens: Gegevens, opdracht: Opdracht) -> OpdrachtStand:
    peildatum = gegevens.peildatum
    houders = [
        rij for rij in gegevens.vervullingen.get(opdracht.id, ()) if rij.tot is None or rij.tot >= peildatum
    ]
    actie = gegevens.actie_bij_id.get(opdracht.actie_id)
    is_gepland = opdracht.begint_op is not None and opdracht.begint_op > peildatum
    eind = opdracht.einde(peildatum)
    if opdracht.afgerond_op is not None and opdracht.afgerond_op <= peildatum:
        eind = opdracht.afgerond_op
    is_verlopen = eind is not None and eind < peildatum
    stand = "gepland" if is_gepland else "verlopen" if is_verlopen else "loopt" if houders else "onvervuld"
    actie_loopt = (
        actie is not None
        and (actie.beeindigd_op is None or actie.beeindigd_op > peildatum)
        and gegevens.programma.jaar_tot >= peildatum.year
    )
    return OpdrachtStand(
        uuid=opdracht.uuid,
        soort=str(opdracht.soort),
        keten=opdracht.keten,
        gebied=opdracht.gebied,
        # In the words of the document, unless the end has been moved since.
        termijn=wanneer(opdracht) if eind == opdracht.datum_tot else datum(eind),
        eind=eind,
        actie_uuid=actie.uuid if actie else None,
        actie_nummer=gegevens.nummer(actie),
        stand=stand,
        vervuld_sinds=houders[-1].van if houders else None,
        zonder_rolhouder=actie_loopt and not houders and not is_gepland,
    )


def normstanden(gegevens: Gegevens) -> tuple[NormStand, ...]:
    """Every yearly norm with the count so far in the year of the peildatum."""
    return tuple(_norm(gegevens, norm) for norm in gegevens.normen)


def _norm(gegevens: Gegevens, norm: Norm) -> NormStand:
    gremium = gegevens.gremia.get(norm.gremium_id)
    is_geteld = norm.telling is not NormTelling.NIET_GETELD
    uuids = [rij.uuid for rij in gegevens.meegeteld.get(norm.id, ())] if is_geteld else None
    stand = _oordeel(norm, None if uuids is None else len(uuids), gegevens.peildatum)
    geldt = stand not in ("niet_geteld", "geldt_nog_niet")
    return NormStand(
        uuid=norm.uuid,
        gremium=gremium.naam if gremium else None,
        omschrijving=norm.omschrijving,
        eenheid=norm.eenheid,
        minimum=norm.minimum,
        maximum=norm.maximum,
        aantal=len(uuids) if uuids is not None and geldt else None,
        nog_nodig=max(norm.minimum - len(uuids), 0) if uuids is not None and geldt else None,
        stand=stand,
        vanaf_jaar=norm.vanaf_jaar,
        uuids=tuple(uuids or ()),
    )


def _oordeel(norm: Norm, aantal: int | None, peildatum: dt.date) -> str:
    if aantal is None:
        return "niet_geteld"
    if norm.vanaf_jaar and norm.vanaf_jaar > peildatum.year:
        return "geldt_nog_niet"
    if norm.maximum is not None and aantal > norm.maximum:
        return "boven"
    if aantal >= norm.minimum:
        return "gehaald"
    dagen = dt.date(peildatum.year, 12, 31).timetuple().tm_yday
    # Whole meetings or coalities that should have been there by now: three quarters of four is three, of one is none yet.
    verwacht = norm.minimum * peildatum.timetuple().tm_yday // dagen
    return "op_tempo" if aantal >= verwacht else "achter"
