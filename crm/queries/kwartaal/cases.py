"""Purpose cases as they stood on the peildatum: their status, the gate, who pays, and the conditions of a go."""

import datetime as dt
import uuid as uuid_
from decimal import Decimal
from typing import Any

from crm.models import (
    ActiepuntStatus,
    AfspraakStatus,
    CaseStatus,
    Poortbesluit,
    PurposeCase,
    Stand,
    Uitkomst,
    Verdeling,
    natuurlijke_volgorde,
    verdeling,
)
from crm.models.moment import dag_van
from crm.queries.kwartaal.gegevens import Gegevens
from crm.queries.kwartaal.geld import slak, vrije_code
from crm.queries.kwartaal.partnercijfers import Aandeel, AfspraakStand, CaseStand, Poortstand

GO = (Uitkomst.GO, Uitkomst.GO_ONDER_VOORWAARDEN)
# What the log calls it, and what an action point is from then on.
_PUNT = {
    "actiepunt.afgerond": ActiepuntStatus.AFGEROND,
    "actiepunt.vervallen": ActiepuntStatus.VERVALLEN,
    "actiepunt.heropend": ActiepuntStatus.OPEN,
}
_KWIJT = tuple(
    str(s) for s in (AfspraakStatus.AFGEWEZEN, AfspraakStatus.INGETROKKEN, AfspraakStatus.VERVALLEN)
)


def casestanden(gegevens: Gegevens, afspraken: tuple[AfspraakStand, ...]) -> tuple[CaseStand, ...]:
    """Every case that existed by then, in the order of the numbers of their coalities."""
    coalities = {coalitie.id: coalitie for coalitie in gegevens.coalities}
    per_uuid = {afspraak.uuid: afspraak for afspraak in afspraken}
    werk = {afspraak.id: per_uuid[afspraak.uuid] for afspraak, *_ in gegevens.afspraken}
    bestond = [
        (coalities[case.coalitie_id], case)
        for case, begin in gegevens.cases.cases
        if begin is None or dag_van(begin) <= gegevens.peildatum
    ]
    bestond.sort(key=lambda paar: (natuurlijke_volgorde(paar[0].nummer or ""), paar[0].naam, paar[1].id))
    bezet: set[str] = set()
    return tuple(
        _stand(
            gegevens,
            coalitie,
            case,
            werk,
            vrije_code(slak(coalitie.nummer or coalitie.naam) or "case", bezet),
        )
        for coalitie, case in bestond
    )


def poortstand(cases: tuple[CaseStand, ...]) -> Poortstand:
    """How often the gate said what, up to and including the peildatum."""
    telt = {uitkomst: sum(case.uitkomst == uitkomst for case in cases) for uitkomst in Uitkomst}
    alle = sum(telt.values())
    positief = sum(telt[uitkomst] for uitkomst in GO)
    ratio = (Decimal(positief) * 100 / alle).quantize(Decimal("0.1")) if alle else None
    return Poortstand(telt[Uitkomst.GO], telt[Uitkomst.GO_ONDER_VOORWAARDEN], telt[Uitkomst.STOP], ratio)


def _stand(
    gegevens: Gegevens, coalitie: Any, case: PurposeCase, werk: dict[int, AfspraakStand], code: str
) -> CaseStand:
    besluit = gegevens.cases.besluiten.get(case.id)
    stand = _status_op(gegevens, case, besluit)
    geld = _geld(gegevens, case)
    mag_door = besluit is not None and besluit.uitkomst in GO and stand != CaseStatus.GEEVALUEERD
    voorwaarden = gegevens.cases.voorwaarden.get(besluit.id, ()) if besluit else ()
    per_stand = _per_stand([(rij.uuid, _voorwaarde(gegevens, rij, werk)) for rij in voorwaarden])
    return CaseStand(
        uuid=case.uuid,
        code=code,
        coalitie_uuid=coalitie.uuid,
        coalitie_nummer=coalitie.nummer,
        coalitie=coalitie.naam,
        titel=case.titel,
        stand=str(stand),
        uitkomst=str(besluit.uitkomst) if besluit else None,
        besloten_op=besluit.besloten_op if besluit else None,
        is_onvoldoende_draagvlak=besluit is not None and besluit.is_onvoldoende_draagvlak,
        aangevraagd=_aandeel(geld["aangevraagd"]),
        toegekend=_aandeel(geld["toegekend"]),
        geldend=_aandeel(geld["geldend"]),
        is_boven_de_helft=mag_door and geld["geldend"] is not None and geld["geldend"].is_te_veel,
        **{naam: len(uuids) for naam, uuids in per_stand.items()},
        besluit_uuid=besluit.uuid if besluit else None,
        voorwaarde_uuids=per_stand,
        regel_uuids=tuple(dict.fromkeys(rij.uuid for rij in gegevens.cases.financiering.get(case.id, ()))),
        is_voorbeeld=case.is_voorbeeld,
    )


def _status_op(gegevens: Gegevens, case: PurposeCase, besluit: Poortbesluit | None) -> CaseStatus:
    """The status on the peildatum: from the dates of the case where there are, before that from the log."""
    peildatum = gegevens.peildatum
    if case.geevalueerd_op is not None and case.geevalueerd_op <= peildatum:
        return CaseStatus.GEEVALUEERD
    if case.in_uitvoering_op is not None and case.in_uitvoering_op <= peildatum:
        return CaseStatus.IN_UITVOERING
    if besluit is not None:
        return CaseStatus.BESLOTEN
    stappen = [regel for regel in gegevens.cases.log.get(case.id, ()) if "status" in (regel.na or {})]
    eerder = [regel for regel in stappen if dag_van(regel.op) <= peildatum]
    if eerder:
        return CaseStatus(eerder[-1].na["status"])
    # A case may be submitted twice; nobody wrote down the first time, so the day that is kept has to do.
    is_ingediend = not stappen and case.ingediend_op is not None and case.ingediend_op <= peildatum
    return CaseStatus.INGEDIEND if is_ingediend else CaseStatus.CONCEPT


def _geld(gegevens: Gegevens, case: PurposeCase) -> dict[str, Verdeling | None]:
    """Who carried how much by then, of what was requested, granted and counted; None where nobody had booked it."""
    regels: dict[int, Any] = {}
    bedragen: dict[int, dict[Stand, Decimal]] = {}
    for rij in gegevens.cases.financiering.get(case.id, ()):
        regels[rij.id] = rij
        # In the order of booking: the last total is the one that holds.
        bedragen.setdefault(rij.id, {})[rij.stand] = rij.bedrag
    geldend = {nr: per.get(Stand.TOEGEKEND, per.get(Stand.AANGEVRAAGD)) for nr, per in bedragen.items()}
    uit: dict[str, Verdeling | None] = {"geldend": _verdeel(regels, geldend)}
    for stand in (Stand.AANGEVRAAGD, Stand.TOEGEKEND):
        uit[str(stand)] = _verdeel(regels, {nr: per.get(stand) for nr, per in bedragen.items()})
    return uit


def _verdeel(regels: dict[int, Any], bedragen: dict[int, Decimal | None]) -> Verdeling | None:
    geboekt = {nr: bedrag for nr, bedrag in bedragen.items() if bedrag is not None}
    if not geboekt:
        return None
    return verdeling((regels[nr].is_provinciaal, regels[nr].helix, bedrag) for nr, bedrag in geboekt.items())


def _aandeel(deel: Verdeling | None) -> Aandeel | None:
    return None if deel is None else Aandeel(int(deel.provincie * 100), int(deel.totaal * 100), deel.aandeel)


def _per_stand(voorwaarden: list[tuple[uuid_.UUID, str]]) -> dict[str, tuple[uuid_.UUID, ...]]:
    """The conditions by what is counted: all of them, those that are met, those that are not yet, and those too late."""

    def met(*standen: str) -> tuple[uuid_.UUID, ...]:
        return tuple(uuid for uuid, stand in voorwaarden if stand in standen)

    return {
        "voorwaarden": tuple(uuid for uuid, _ in voorwaarden),
        "voorwaarden_voldaan": met("voldaan"),
        "voorwaarden_open": met("open", "te_laat"),
        "voorwaarden_te_laat": met("te_laat"),
    }


def _voorwaarde(gegevens: Gegevens, rij: Any, werk: dict[int, AfspraakStand]) -> str:
    """voldaan, open, te_laat or kwijt (it will not be met any more)."""
    if rij.actiepunt_id is not None:
        status = _punt_op(gegevens, rij)
        is_voldaan, is_kwijt = status is ActiepuntStatus.AFGEROND, status is ActiepuntStatus.VERVALLEN
        uiterlijk: dt.date | None = rij.uiterlijk
    else:
        afspraak = werk.get(rij.partnerafspraak_id)
        stand = afspraak.stand if afspraak else None
        is_voldaan, is_kwijt = stand == AfspraakStatus.NAGEKOMEN, stand in _KWIJT
        uiterlijk = afspraak.uiterlijk if afspraak else rij.uiterlijk
    if is_voldaan or is_kwijt:
        return "voldaan" if is_voldaan else "kwijt"
    return "te_laat" if uiterlijk is not None and uiterlijk < gegevens.peildatum else "open"


def _punt_op(gegevens: Gegevens, rij: Any) -> ActiepuntStatus:
    """What the action point was on the peildatum; it may have been opened again since."""
    stappen = [
        regel for regel in gegevens.cases.puntlog.get(rij.actiepunt_id, ()) if regel.handeling in _PUNT
    ]
    if not stappen:
        is_dicht = rij.punt_gesloten_op is not None and rij.punt_gesloten_op <= gegevens.peildatum
        return rij.punt_status if is_dicht else ActiepuntStatus.OPEN
    eerder = [regel for regel in stappen if dag_van(regel.op) <= gegevens.peildatum]
    return _PUNT[eerder[-1].handeling] if eerder else ActiepuntStatus.OPEN
