"""The financing plan of a purpose case: who gives what in which year, and what was requested, granted and realised."""

import datetime as dt
import uuid as uuid_
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import leesbaar
from crm.models import (
    CaseStatus,
    FinancieringSoort,
    Financieringsregel,
    Financieringsstand,
    Gebruiker,
    Organisatie,
    PurposeCase,
    Stand,
    dag_van,
    noteer,
)
from crm.models.financiering import bijdrage
from crm.permissions import eis
from crm.queries.dossiers import houd_vast, zoek
from crm.queries.financiering import Plan, is_van_eigen_provincie, verdeling_op


def regel_toevoegen(
    session: Session,
    case: PurposeCase,
    *,
    organisatie: Organisatie,
    jaar: int,
    soort: FinancieringSoort,
    door: Gebruiker,
    nu: dt.datetime,
    bedrag: Decimal | None = None,
    hoeveelheid: Decimal | None = None,
    eenheid: str | None = None,
    tarief: Decimal | None = None,
    waardering: str | None = None,
    omschrijving: str | None = None,
    is_provinciaal: bool = False,
    kenmerk: uuid_.UUID | None = None,
) -> Financieringsregel:
    """The plan has one line more, requested from today on.

    What is given in natura is worth its quantity times its tariff, and says on what that tariff rests. Our own province,
    and whatever falls under it, is always provincial (001:1081-1083 is about all of its money).
    Refuses with OngeldigeInvoer all that is wrong with the line at once, with OngeldigeOvergang a case that was submitted,
    with AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "case.opstellen", case)
    if zoek(session, Financieringsregel, kenmerk):
        raise AlGebeurd("Deze regel staat er al. U hoeft niets meer te doen.")
    houd_vast(session, case)
    if case.status is not CaseStatus.CONCEPT:
        raise OngeldigeOvergang(
            f"Het financieringsplan ligt vast: de status van de case is ‘{leesbaar(case.status)}’. "
            "Een regel toevoegen kan alleen in een concept."
        )
    delen = {"tarief": tarief, "eenheid": _schoon(eenheid), "waardering": _schoon(waardering)}
    waarde = bijdrage(soort, jaar, bedrag=bedrag, hoeveelheid=hoeveelheid, **delen)
    regel = Financieringsregel(
        case_id=case.id,
        organisatie_id=organisatie.id,
        helix=organisatie.helix,
        is_provinciaal=is_provinciaal or is_van_eigen_provincie(session, organisatie),
        jaar=jaar,
        soort=soort,
        omschrijving=_schoon(omschrijving),
        **delen,
    )
    if kenmerk is not None:
        regel.uuid = kenmerk
    regel.standen.append(_stand(Stand.AANGEVRAAGD, waarde, hoeveelheid, None, door, nu))
    session.add(regel)
    session.flush()
    na = _kort(regel, organisatie) | {"aangevraagd": f"{waarde:.2f}", "is_provinciaal": regel.is_provinciaal}
    noteer(session, "purpose_case.financiering_toegevoegd", case, door=door, nu=nu, na=na)
    return regel


def stand_bijwerken(
    session: Session,
    regel: Financieringsregel,
    *,
    stand: Stand,
    door: Gebruiker,
    nu: dt.datetime,
    grond: str,
    bedrag: Decimal | None = None,
    hoeveelheid: Decimal | None = None,
) -> Financieringsstand:
    """This much is requested, granted or realised on the line, as a new total from today on; earlier days keep theirs.

    The log says so too when the province carries more than half because of it. Gives what is there already when nothing
    is different. Refuses with OngeldigeOvergang a line that fell away, `aangevraagd` once the case was submitted and the
    others before that; with OngeldigeInvoer an amount that cannot be and no ground.
    """
    case = session.get_one(PurposeCase, regel.case_id)
    eis(door, "case.opstellen", case)
    houd_vast(session, case)
    houd_vast(session, regel)
    _eis_open(regel)
    _eis_moment(case, stand)
    if not grond.strip():
        raise OngeldigeInvoer("Schrijf op waaruit het blijkt.", {"grond": ["Waaruit blijkt het, of waarom wijzigt het?"]})
    waarde = regel.waarde(bedrag, hoeveelheid)
    laatste = _laatste(regel, stand)
    if laatste is not None and (laatste.bedrag, laatste.grond) == (waarde, grond.strip()):
        return laatste
    voor = verdeling_op(session, case.id, dag_van(nu))
    nieuw = _stand(stand, waarde, hoeveelheid, grond.strip(), door, nu)
    regel.standen.append(nieuw)
    organisatie = session.get_one(Organisatie, regel.organisatie_id)
    noteer(
        session,
        "purpose_case.financiering_bijgewerkt",
        case,
        door=door,
        nu=nu,
        reden=grond.strip(),
        voor={} if laatste is None else {stand.value: f"{laatste.bedrag:.2f}"},
        na=_kort(regel, organisatie) | {stand.value: f"{waarde:.2f}"},
    )
    _meld_boven_helft(session, case, voor, door, nu)
    return nieuw


def regel_intrekken(
    session: Session, regel: Financieringsregel, *, reden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The contribution has fallen away: every stand that had an amount is nothing from today on, with the reason.

    The line and its history stay. The log says so too when the province carries more than half because of it.
    Refuses with AlGebeurd a line that fell away already, with OngeldigeInvoer no reason.
    """
    case = session.get_one(PurposeCase, regel.case_id)
    eis(door, "case.opstellen", case)
    houd_vast(session, case)
    houd_vast(session, regel)
    if regel.vervallen_op is not None:
        raise AlGebeurd("Deze bijdrage was al vervallen. U hoeft niets meer te doen.")
    if not reden.strip():
        raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom valt deze bijdrage weg?"]})
    plan = verdeling_op(session, case.id, dag_van(nu))
    bedragen = {}
    for stand in Stand:
        laatste = _laatste(regel, stand)
        if laatste is not None and laatste.bedrag:
            bedragen[stand.value] = f"{laatste.bedrag:.2f}"
            niets = None if laatste.hoeveelheid is None else Decimal(0)
            regel.standen.append(_stand(stand, Decimal(0), niets, reden.strip(), door, nu))
    regel.vervallen_op, regel.vervallen_reden = dag_van(nu), reden.strip()
    organisatie = session.get_one(Organisatie, regel.organisatie_id)
    noteer(
        session,
        "purpose_case.financiering_ingetrokken",
        case,
        door=door,
        nu=nu,
        reden=reden.strip(),
        voor=bedragen,
        na=_kort(regel, organisatie),
    )
    _meld_boven_helft(session, case, plan, door, nu)


def _eis_open(regel: Financieringsregel) -> None:
    if regel.vervallen_op is not None:
        raise OngeldigeOvergang(
            f"Deze bijdrage is op {regel.vervallen_op:%d-%m-%Y} vervallen; er valt niets meer bij te werken."
        )


def _eis_moment(case: PurposeCase, stand: Stand) -> None:
    """Nothing, or OngeldigeOvergang: what is requested is of the concept, the rest comes after it (001:1435-1447)."""
    is_concept = case.status is CaseStatus.CONCEPT
    if stand is Stand.AANGEVRAAGD and not is_concept:
        raise OngeldigeOvergang(
            "Wat is aangevraagd, ligt vast sinds het indienen. Werk bij wat is toegekend of gerealiseerd, of neem de "
            "case eerst terug als er nog niet over is besloten."
        )
    if stand is not Stand.AANGEVRAAGD and is_concept:
        raise OngeldigeOvergang(
            f"‘{leesbaar(stand).capitalize()}’ kan pas nadat de case is ingediend; nu is zij nog een concept."
        )


def _meld_boven_helft(
    session: Session, case: PurposeCase, voor: Plan, door: Gebruiker, nu: dt.datetime
) -> None:
    """The log has a line about it when the share of the province on what counts now has just passed the half.

    In a concept the plan is still being made; there the submission is what guards it.
    """
    if case.status is CaseStatus.CONCEPT or voor.totaal.geldend.is_te_veel:
        return
    session.flush()
    na = verdeling_op(session, case.id, dag_van(nu)).totaal.geldend
    if na.is_te_veel:
        was = voor.totaal.geldend.als_gegevens()
        noteer(session, "purpose_case.aandeel_boven_helft", case, door=door, nu=nu, voor=was, na=na.als_gegevens())


def _stand(
    stand: Stand,
    bedrag: Decimal,
    hoeveelheid: Decimal | None,
    grond: str | None,
    door: Gebruiker,
    nu: dt.datetime,
) -> Financieringsstand:
    return Financieringsstand(
        stand=stand, bedrag=bedrag, hoeveelheid=hoeveelheid, op=dag_van(nu), grond=grond, door_id=door.id
    )


def _laatste(regel: Financieringsregel, stand: Stand) -> Financieringsstand | None:
    return next((s for s in reversed(regel.standen) if s.stand is stand), None)


def _kort(regel: Financieringsregel, organisatie: Organisatie) -> dict[str, Any]:
    """Which line it is, for the log."""
    return {
        "regel": str(regel.uuid),
        "organisatie": organisatie.naam,
        "jaar": regel.jaar,
        "soort": regel.soort.value,
    }


def _schoon(tekst: str | None) -> str | None:
    return (tekst or "").strip() or None
