"""The gate of a purpose case: submitting it, the advice, the decision with its conditions, and looking back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session, col, select

from crm.adapters.nederlands import getal
from crm.errors import NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Advies,
    CoalitieStatus,
    Gebruiker,
    Gremium,
    Ontwikkelcoalitie,
    Overleg,
    Partnerafspraak,
    Poortbesluit,
    PurposeCase,
    Strekking,
    Uitkomst,
    Verdeling,
    Voorwaarde,
    dag_van,
    noteer,
)
from crm.models.poortbesluit import VOORWAARDE_BIJ_BESLUIT, keur_besluit, werk_van
from crm.models.richtsnoer import ontbrekend
from crm.permissions import eis
from crm.queries.dossiers import houd_vast
from crm.queries.financiering import verdeling_op
from crm.queries.open_werk import open_werk
from crm.queries.richtsnoer import acties_van, toets

Fouten = dict[str, list[str]]
ONVOLDOENDE_DRAAGVLAK = "onvoldoende draagvlak"


def indienen(session: Session, case: PurposeCase, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The case is submitted; its text, answers and plan are fixed, and the share of the province of that day is kept.

    It needs all four parts (001:1435-1438), an answer to each basis and exclusion of the richtsnoer and a yes to one of
    the choices under a basis (001:1097-1150), and a plan in which the province carries at most half (001:1081-1083).
    Refuses with one OngeldigeInvoer that lists all that is missing, with OngeldigeOvergang a case that is no concept. An
    unequal split between onderwijs and bedrijfsleven is no reason to refuse.
    """
    eis(door, "case.opstellen", case)
    houd_vast(session, case)
    case.LEVENSLOOP.eis(case, "indienen")
    versie = case.laatste_versie
    verdeling = verdeling_op(session, case.id, dag_van(nu)).totaal.aangevraagd
    fouten: Fouten = {f"delen.{deel}": ["Dit deel is nog leeg."] for deel in versie.leeg}
    fouten |= {f"criteria.{code}": zinnen for code, zinnen in ontbrekend(toets(session, case)).items()}
    fouten |= _keur_verdeling(verdeling)
    if fouten:
        raise OngeldigeInvoer(_samenvatting(fouten), fouten)
    voor = {"status": str(case.status)}
    case.indienen(dag_van(nu), door.id, provincie=verdeling.provincie, totaal=verdeling.totaal)
    na = {"status": str(case.status), "versie": versie.nummer} | verdeling.als_gegevens()
    noteer(session, "purpose_case.ingediend", case, door=door, nu=nu, voor=voor, na=na)


def adviseren(
    session: Session,
    case: PurposeCase,
    *,
    strekking: Strekking,
    tekst: str,
    gegeven_op: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    gremium: Gremium | None = None,
    overleg: Overleg | None = None,
) -> Advies:
    """The advice about the last version is there, given before the decision (001:1454-1457).

    Refuses with OngeldigeInvoer no text, a day ahead or before the case was submitted, and a meeting that was not held;
    with OngeldigeOvergang a case that is not waiting for advice.
    """
    eis(door, "case.adviseren", case)
    houd_vast(session, case)
    case.LEVENSLOOP.eis(case, "adviseren")
    fouten = _keur_dag("gegeven_op", gegeven_op, case.ingediend_op, "de case werd ingediend", nu)
    fouten |= _keur_overleg(overleg)
    if not tekst.strip():
        fouten["tekst"] = ["Wat is het advies?"]
    _weiger(fouten)
    gremium_id = gremium.id if gremium else overleg.gremium_id if overleg else None
    advies = Advies(
        case_id=case.id,
        versie_id=case.laatste_versie.id,
        gremium_id=gremium_id,
        overleg_id=overleg.id if overleg else None,
        strekking=strekking,
        tekst=tekst.strip(),
        gegeven_op=gegeven_op,
        door_id=door.id,
    )
    session.add(advies)
    voor, _ = case.LEVENSLOOP.apply(case, "adviseren")
    na = {"status": str(case.status), "strekking": str(strekking), "gegeven_op": gegeven_op.isoformat()}
    noteer(session, "purpose_case.geadviseerd", case, door=door, nu=nu, voor={"status": str(voor)}, na=na)
    return advies


def besluiten(
    session: Session,
    case: PurposeCase,
    *,
    uitkomst: Uitkomst,
    gronden: str,
    besloten_op: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    is_onvoldoende_draagvlak: bool = False,
    voorwaarden: Iterable[Mapping[str, Any]] = (),
    overleg: Overleg | None = None,
) -> Poortbesluit:
    """The gate has decided: the answers and the plan are kept as they stood, and each condition is work with a date.

    A condition has `omschrijving`, `uiterlijk`, and either `eigenaar` (it becomes an action point) or `organisatie`,
    `soort`, `hoeveelheid` and `eenheid` (it becomes a partnerafspraak of that partner).
    A stop because there is too little support ends the coalitie with its open work, and the acties on which no other open
    coalitie works (001:381-383, 1422-1424). After another stop the coalitie may begin a new case.
    Refuses with NietToegestaan whoever submitted the case, with OngeldigeOvergang a case without advice and a go when the
    province would carry over half by now, with OngeldigeInvoer all that is wrong with the decision at once.
    """
    eis(door, "case.besluiten", case)
    # First the coalitie, as its own verbs do: two that wait for each other would never end.
    coalitie = session.get_one(Ontwikkelcoalitie, case.coalitie_id)
    houd_vast(session, coalitie)
    houd_vast(session, case)
    case.LEVENSLOOP.eis(case, "besluiten")
    if door.id == case.ingediend_door_id:
        raise NietToegestaan("U hebt deze case zelf ingediend. Laat iemand anders erover besluiten.")
    advies = _laatste_advies(session, case)
    delen = tuple(voorwaarden)
    fouten = _keur_dag("besloten_op", besloten_op, advies.gegeven_op, "het advies werd gegeven", nu)
    fouten |= _keur_overleg(overleg)
    fouten |= keur_besluit(uitkomst, gronden, is_onvoldoende_draagvlak, delen, dag_van(nu))
    _weiger(fouten)
    plan = verdeling_op(session, case.id, dag_van(nu))
    if uitkomst != Uitkomst.STOP:
        _eis_go_mogelijk(coalitie, plan.totaal.geldend)
    besluit = Poortbesluit(
        case_id=case.id,
        versie_id=case.laatste_versie.id,
        advies_id=advies.id,
        overleg_id=overleg.id if overleg else None,
        uitkomst=uitkomst,
        is_onvoldoende_draagvlak=is_onvoldoende_draagvlak,
        gronden=gronden.strip(),
        besloten_op=besloten_op,
        besloten_door_id=door.id,
        ingediend_door_id=case.ingediend_door_id,
        criteria=[punt.als_gegevens() for punt in toets(session, case)],
        financiering=plan.als_gegevens(),
    )
    voor = {"status": str(case.status)}
    case.besluiten(uitkomst)
    session.add(besluit)
    na = {
        "status": str(case.status),
        "uitkomst": str(uitkomst),
        "besloten_op": besloten_op.isoformat(),
        "voorwaarden": len(delen),
        "is_onvoldoende_draagvlak": is_onvoldoende_draagvlak,
    } | plan.totaal.geldend.als_gegevens()
    noteer(session, "purpose_case.besloten", case, door=door, nu=nu, reden=gronden.strip(), voor=voor, na=na)
    _maak_voorwaarden(session, case, coalitie, besluit, delen, door, nu)
    if is_onvoldoende_draagvlak:
        _beeindig(session, coalitie, besloten_op, door, nu)
    return besluit


def evalueren(
    session: Session,
    case: PurposeCase,
    *,
    op: dt.date,
    evaluatie: str,
    door: Gebruiker,
    nu: dt.datetime,
    geleerd: str | None = None,
) -> None:
    """We have looked back on the case: what it gave, and what we would do otherwise a next time.

    Refuses with OngeldigeInvoer a day ahead or before the work began and an empty evaluation, with OngeldigeOvergang a
    case that is not being carried out.
    """
    eis(door, "case.opstellen", case)
    houd_vast(session, case)
    case.LEVENSLOOP.eis(case, "evalueren")
    _weiger(_keur_dag("op", op, case.in_uitvoering_op, "de uitvoering begon", nu))
    voor = {"status": str(case.status)}
    case.evalueren(op, evaluatie, geleerd)
    na = {"status": str(case.status), "op": op.isoformat()}
    noteer(session, "purpose_case.geevalueerd", case, door=door, nu=nu, voor=voor, na=na)


def _keur_verdeling(verdeling: Verdeling) -> Fouten:
    if not verdeling.totaal:
        return {"financiering": ["Er staat nog geen geld of inzet in het financieringsplan."]}
    if verdeling.is_te_veel:
        return {"financiering": [_zin_te_veel(verdeling)]}
    return {}


def _zin_te_veel(verdeling: Verdeling) -> str:
    deel = f"{getal(verdeling.provincie, 2)} van {getal(verdeling.totaal, 2)} euro"
    return f"De provincie draagt {getal(verdeling.aandeel, 2)}% ({deel}). Meer dan 50% mag niet; vraag de partners om een hogere bijdrage."


def _eis_go_mogelijk(coalitie: Ontwikkelcoalitie, verdeling: Verdeling) -> None:
    """Nothing, or OngeldigeOvergang with what would make a go possible."""
    if coalitie.status is not CoalitieStatus.PURPOSE_CASE:
        raise OngeldigeOvergang("De coalitie is intussen beëindigd. Alleen een stop kan nog.")
    if verdeling.is_te_veel:
        raise OngeldigeOvergang(
            f"Een go kan nu niet. {_zin_te_veel(verdeling)} Neem de case daarvoor terug, of besluit tot een stop."
        )


def _keur_dag(veld: str, dag: dt.date, eerste: dt.date | None, wat: str, nu: dt.datetime) -> Fouten:
    if dag > dag_van(nu):
        return {veld: ["Deze dag moet nog komen."]}
    if eerste is not None and dag < eerste:
        return {veld: [f"Deze dag ligt vóór {eerste:%d-%m-%Y}, de dag waarop {wat}."]}
    return {}


def _keur_overleg(overleg: Overleg | None) -> Fouten:
    if overleg is not None and overleg.status not in Overleg.GEHOUDEN:
        return {"overleg": ["Dit overleg is nog niet gehouden, of ging niet door."]}
    return {}


def _laatste_advies(session: Session, case: PurposeCase) -> Advies:
    vraag = select(Advies).where(Advies.case_id == case.id).order_by(col(Advies.id).desc())
    return session.exec(vraag).first()


def _maak_voorwaarden(
    session: Session,
    case: PurposeCase,
    coalitie: Ontwikkelcoalitie,
    besluit: Poortbesluit,
    delen: tuple[Mapping[str, Any], ...],
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """Each condition is an action point of a colleague or a promise of a partner, and hangs under the decision."""
    for plaats, deel in enumerate(delen):
        werk = werk_van(deel, case, coalitie, besluit, plaats)
        session.add(werk)
        na = {"omschrijving": werk.omschrijving, "uiterlijk": deel["uiterlijk"].isoformat()}
        handeling = f"{werk.__tablename__}.{'genoemd' if isinstance(werk, Partnerafspraak) else 'toegevoegd'}"
        noteer(session, handeling, werk, door=door, nu=nu, reden=VOORWAARDE_BIJ_BESLUIT, na=na)
        session.add(
            Voorwaarde(
                besluit_id=besluit.id,
                omschrijving=werk.omschrijving,
                uiterlijk=deel["uiterlijk"],
                **{f"{werk.__tablename__}_id": werk.id},
            )
        )


def _beeindig(
    session: Session, coalitie: Ontwikkelcoalitie, dag: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The coalitie, its open work and its acties have ended on that day (001:381-383, 1422-1424)."""
    waarom = f"De coalitie is beëindigd: {ONVOLDOENDE_DRAAGVLAK}"
    wie = {"door": door, "nu": nu, "reden": ONVOLDOENDE_DRAAGVLAK}
    if coalitie.status is CoalitieStatus.PURPOSE_CASE:
        voor = {"status": str(coalitie.status)}
        coalitie.beeindigen(dag, ONVOLDOENDE_DRAAGVLAK)
        noteer(session, "coalitie.beeindigd", coalitie, **wie, voor=voor, na={"status": str(coalitie.status)})
    for handeling, noun in open_werk(session, coalitie).sluit(dag, waarom, session=session, nu=nu):
        noteer(session, handeling, noun, door=door, nu=nu, reden=waarom)
    for actie, anderen in acties_van(session, coalitie):
        if anderen:
            na = {"coalities": list(anderen)}
            reden = "Een andere coalitie werkt nog aan deze actie."
            noteer(session, "actie.niet_beeindigd", actie, door=door, nu=nu, reden=reden, na=na)
        elif actie.beeindigd_op is None:
            actie.beeindigd_op, actie.beeindigd_reden = dag, ONVOLDOENDE_DRAAGVLAK
            noteer(session, "actie.beeindigd", actie, **wie, na={"beeindigd_op": dag.isoformat()})


def _weiger(fouten: Fouten) -> None:
    if fouten:
        raise OngeldigeInvoer(_samenvatting(fouten), fouten)


def _samenvatting(fouten: Fouten) -> str:
    if len(fouten) == 1:
        return f"Eén punt vraagt nog aandacht: {next(iter(fouten.values()))[0]}"
    return f"{len(fouten)} punten vragen nog aandacht. Er is nog niets opgeslagen."
