"""Planning a meeting, inviting to it, moving it, and calling it off; who was invited hears it in the calendar."""

import datetime as dt
from typing import Any

from sqlmodel import Session

from crm.adapters.brieven import Briefpapier
from crm.adapters.kalender import Methode
from crm.errors import AlGebeurd, OngeldigeInvoer, Verouderd, weiger
from crm.models import (
    Aanwezigheid,
    Bericht,
    BerichtSoort,
    Gebruiker,
    Overleg,
    dag_van,
    noteer,
    zet_klaar,
)
from crm.permissions import eis
from crm.queries.deelnemerslijst import lees_deelnemers
from crm.queries.dossiers import waarover, zoek
from crm.queries.overleggen import met_agenda_uid
from crm.queries.uitnodigingen import Deelnemer, deelnemers, post

# Nobody plans further ahead; a later year is a typing error (a meeting in 2205).
VERSTE_DAG = dt.timedelta(days=2 * 366)
LANGSTE_DUUR = dt.timedelta(days=14)
Gegevens = dict[str, Any]


def plannen(
    session: Session, *, door: Gebruiker, nu: dt.datetime, papier: Briefpapier | None = None, **gegevens: Any
) -> Overleg:
    """There is a planned meeting with its participants, organised by `door`; with `uitnodigen` they are mailed.

    `gegevens` are the fields of OverlegPlan. Refuses with OngeldigeInvoer a moment in the past or more than two years
    ahead, an end before the beginning, a person or organisation that is not known; with AlGebeurd the same form
    (`kenmerk`) or the same appointment from a calendar (`agenda_uid`) twice.
    """
    eis(door, "overleg.plannen")
    if zoek(session, Overleg, gegevens.get("kenmerk")):
        raise AlGebeurd("Dit overleg staat al gepland. U hoeft niets meer te doen.")
    if met_agenda_uid(session, gegevens.get("agenda_uid")):
        raise AlGebeurd("Deze afspraak uit uw agenda staat hier al als overleg.")
    begin, einde = gegevens["begint_op"], gegevens.get("eindigt_op")
    fouten = _keur(begin, einde, nu)
    rijen = lees_deelnemers(session, gegevens.get("deelnemers") or [], fouten)
    weiger(fouten)
    overleg = Overleg(
        onderwerp=gegevens["onderwerp"].strip(),
        begint_op=begin,
        eindigt_op=einde,
        locatie=gegevens.get("locatie"),
        agenda_uid=gegevens.get("agenda_uid"),
        eigenaar_id=door.id,
    )
    if gegevens.get("kenmerk"):
        overleg.uuid = gegevens["kenmerk"]
    overleg.hang_onder(waarover(session, gegevens))
    session.add(overleg)
    session.flush()
    for rij in rijen:
        rij.overleg_id = overleg.id
    session.add_all(rijen)
    noteer(session, "overleg.gepland", overleg, door=door, nu=nu, na={"begint_op": begin.isoformat()})
    if gegevens.get("uitnodigen"):
        _nodig_uit(session, overleg, deelnemers(session, overleg), door=door, nu=nu, papier=papier)
    return overleg


def verzetten(
    session: Session,
    overleg: Overleg,
    *,
    begint_op: dt.datetime,
    door: Gebruiker,
    nu: dt.datetime,
    papier: Briefpapier | None = None,
    versie: int | None = None,
    **anders: Any,
) -> Overleg:
    """The meeting is at another moment or place, and who was invited gets the new one in the calendar.

    Without `eindigt_op` it lasts as long as it did, without `locatie` it stays where it is. Refuses with Verouderd an
    older version, with OngeldigeInvoer a wrong moment, with OngeldigeOvergang a meeting that was held or called off,
    with AlGebeurd what holds already.
    """
    eis(door, "overleg.plannen", overleg)
    if versie is not None and overleg.versie != versie:
        raise Verouderd("Iemand anders heeft dit overleg intussen gewijzigd. Wat u typte, is nog niet opgeslagen.")
    voor = _plek(overleg)
    einde = anders.get("eindigt_op") or overleg.einde_bij(begint_op)
    weiger(_keur(begint_op, einde, nu))
    overleg.verzetten(begint_op, einde, anders.get("locatie", overleg.locatie))
    noteer(session, "overleg.verzet", overleg, door=door, nu=nu, voor=voor, na=_plek(overleg))
    genodigden = [d for d in deelnemers(session, overleg, vasthouden=True) if d.is_uitgenodigd]
    _verstuur(session, overleg, genodigden, nu=nu, papier=papier)
    return overleg


def afgelasten(
    session: Session,
    overleg: Overleg,
    *,
    reden: str,
    door: Gebruiker,
    nu: dt.datetime,
    papier: Briefpapier | None = None,
) -> None:
    """The meeting does not take place; it disappears from the calendars of who was invited.

    The reason is for ourselves and goes into no mail. Refuses with OngeldigeOvergang a meeting that was held.
    """
    eis(door, "overleg.afgelasten", overleg)
    voor = overleg.status
    overleg.afgelasten(reden, nu)
    noteer(session, "overleg.afgelast", overleg, door=door, nu=nu, reden=reden, voor={"status": voor})
    _zeg_af(session, overleg, deelnemers(session, overleg, vasthouden=True), nu=nu, papier=papier)


def uitnodigen(
    session: Session,
    overleg: Overleg,
    *,
    door: Gebruiker,
    nu: dt.datetime,
    papier: Briefpapier | None = None,
    **wie: Any,
) -> Overleg:
    """One participant more (`naam`, `persoon`, `organisatie`), mailed when possible; or, without one, everybody.

    Who was invited already gets nothing. Refuses with OngeldigeOvergang a meeting that is not planned any more, with
    AlGebeurd who takes part and was invited already, with OngeldigeInvoer when there is nobody who can be mailed.
    """
    eis(door, "overleg.plannen", overleg)
    overleg.eis_gepland("uitnodigen")
    weiger(_keur(overleg.begint_op, overleg.eindigt_op, nu))
    er_zijn = deelnemers(session, overleg, vasthouden=True)
    if not (wie.get("persoon") or wie.get("naam")):
        _nodig_uit(session, overleg, er_zijn, door=door, nu=nu, papier=papier)
        return overleg
    fouten: dict[str, str] = {}
    (rij,) = lees_deelnemers(session, [wie], fouten)
    weiger({pad.rpartition(".")[2]: zin for pad, zin in fouten.items()})
    bekende = [d for d in er_zijn if d.aanwezigheid.is_zelfde(rij)]
    if bekende and (bekende[0].is_uitgenodigd or not bekende[0].is_bereikbaar):
        raise AlGebeurd(f"{rij.naam} staat al op de lijst. U hoeft niets meer te doen.")
    if not bekende:
        rij.overleg_id = overleg.id
        session.add(rij)
        session.flush()
    nieuw = [d for d in deelnemers(session, overleg) if d.aanwezigheid.is_zelfde(rij)]
    if any(d.berichten for d in nieuw):
        # Off and on again: a calendar only takes what counts higher than that it was off.
        overleg.volgnummer += 1
    _verstuur(session, overleg, [d for d in nieuw if d.is_bereikbaar], nu=nu, papier=papier)
    noteer(session, "overleg.deelnemer_toegevoegd", overleg, door=door, nu=nu)
    return overleg


def afzeggen(
    session: Session,
    overleg: Overleg,
    *,
    deelnemer: Aanwezigheid,
    door: Gebruiker,
    nu: dt.datetime,
    papier: Briefpapier | None = None,
) -> Overleg:
    """One participant less; who was invited hears that the meeting goes on without.

    Refuses with OngeldigeOvergang a meeting that is not planned any more, with OngeldigeInvoer who does not take part.
    """
    eis(door, "overleg.plannen", overleg)
    overleg.eis_gepland("iemand van de lijst halen")
    weg = [d for d in deelnemers(session, overleg, vasthouden=True) if d.aanwezigheid.id == deelnemer.id]
    if not weg:
        weiger({"deelnemer": "Deze persoon staat niet op de lijst van dit overleg."})
    if weg[0].weet_ervan:
        overleg.volgnummer += 1
    _zeg_af(session, overleg, weg, nu=nu, papier=papier)
    session.delete(deelnemer)
    noteer(session, "overleg.deelnemer_geschrapt", overleg, door=door, nu=nu)
    return overleg


def _keur(begin: dt.datetime, einde: dt.datetime | None, nu: dt.datetime) -> dict[str, str]:
    if begin < nu:
        return {"begint_op": "Dit moment is al geweest. Leg het overleg vast in plaats van het te plannen."}
    if begin - nu > VERSTE_DAG:
        return {"begint_op": f"{dag_van(begin):%d-%m-%Y} is meer dan twee jaar vooruit. Klopt het jaar?"}
    if einde is not None and einde <= begin:
        return {"eindigt_op": "Het einde ligt niet na het begin."}
    if einde is not None and einde - begin > LANGSTE_DUUR:
        return {"eindigt_op": "Dit overleg zou langer dan twee weken duren. Klopt het einde?"}
    return {}


def _plek(overleg: Overleg) -> Gegevens:
    einde = overleg.eindigt_op
    return {
        "begint_op": overleg.begint_op.isoformat(),
        "eindigt_op": einde and einde.isoformat(),
        "locatie": overleg.locatie,
    }


def _nodig_uit(
    session: Session,
    overleg: Overleg,
    er_zijn: list[Deelnemer],
    *,
    door: Gebruiker,
    nu: dt.datetime,
    papier: Briefpapier | None,
) -> None:
    """Everybody who can be mailed and was not yet, is."""
    nieuw = [d for d in er_zijn if d.is_bereikbaar and not d.is_uitgenodigd]
    if not nieuw:
        zin = "Van niemand op de lijst weten wij een e-mailadres waar nog een uitnodiging heen kan."
        raise OngeldigeInvoer(zin, {"uitnodigen": [zin]})
    _verstuur(session, overleg, nieuw, nu=nu, papier=papier)
    noteer(session, "overleg.uitgenodigd", overleg, door=door, nu=nu, na={"aantal": len(nieuw)})


def _verstuur(
    session: Session, overleg: Overleg, wie: list[Deelnemer], *, nu: dt.datetime, papier: Briefpapier | None
) -> None:
    """Each of these gets the meeting as it is now; what had not left, or could not be sent, is taken back."""
    for deelnemer in wie:
        _neem_terug(deelnemer.wachtend, "Er kwam een nieuwere uitnodiging.")
        if deelnemer.is_bereikbaar:
            _bericht(session, overleg, deelnemer, Methode.UITNODIGING, nu=nu, papier=papier)
            overleg.is_uitgenodigd = True


def _zeg_af(
    session: Session, overleg: Overleg, wie: list[Deelnemer], *, nu: dt.datetime, papier: Briefpapier | None
) -> None:
    """Each of these who was told of the meeting hears that it is off; who was not, hears nothing at all."""
    for deelnemer in wie:
        _neem_terug(deelnemer.wachtend, "Het overleg is afgezegd voordat de uitnodiging uitging.")
        if deelnemer.weet_ervan and deelnemer.is_bereikbaar:
            _bericht(session, overleg, deelnemer, Methode.AFGELASTING, nu=nu, papier=papier)


def _neem_terug(berichten: tuple[Bericht, ...], reden: str) -> None:
    for bericht in berichten:
        bericht.LEVENSLOOP.apply(bericht, "intrekken")
        bericht.fout = reden


def _bericht(
    session: Session,
    overleg: Overleg,
    deelnemer: Deelnemer,
    methode: Methode,
    *,
    nu: dt.datetime,
    papier: Briefpapier | None,
) -> None:
    """One mail to one person; nobody else who takes part is in it."""
    if papier is None:
        raise ValueError("wie een overleg met uitnodigingen plant of wijzigt, geeft briefpapier mee")
    organisator = session.get(Gebruiker, overleg.eigenaar_id) if overleg.eigenaar_id else None
    zet_klaar(
        session,
        soort=BerichtSoort.UITNODIGING,
        slot=f"uitnodiging:{overleg.id}:{deelnemer.persoon.id}:{overleg.volgnummer}:{methode}",
        aan=deelnemer.persoon,
        domein=papier.domein,
        nu=nu,
        dossier=overleg,
        **post(overleg, deelnemer, methode, organisator=organisator, papier=papier, nu=nu),
    )
