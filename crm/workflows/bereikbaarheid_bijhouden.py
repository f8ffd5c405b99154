"""When and about what somebody is reminded: absences, and kinds of reminder that are switched off."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session, col, select

from crm.adapters.brieven import Briefpapier
from crm.errors import AlGebeurd, OngeldigeOvergang, weiger
from crm.models import (
    Afwezigheid,
    Bericht,
    BerichtSoort,
    Demping,
    Gebruiker,
    Logboekregel,
    Organisatie,
    Partnerafspraak,
    Persoon,
    RegelOnderwerp,
    dag_van,
    noteer,
    zet_klaar,
)
from crm.permissions import eis
from crm.queries import brieven
from crm.queries.dossiers import houd_vast
from crm.queries.mijn_herinneringen import dempbaar

LANGSTE = dt.timedelta(days=366)
VERSTE = dt.timedelta(days=2 * 366)


def afwezig_melden(
    session: Session,
    *,
    van: dt.date,
    tot: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    gebruiker: Gebruiker | None = None,
) -> Afwezigheid:
    """This colleague (oneself, unless said otherwise) gets no mail from the first to the last of these days.

    Refuses with OngeldigeInvoer a term that is over, upside down, longer than a year, more than two years ahead or
    that overlaps another one; with AlGebeurd the same term twice.
    """
    wie = gebruiker or door
    afwezigheid = Afwezigheid(gebruiker_id=wie.id, van=van, tot=tot)
    eis(door, "afwezigheid.wijzigen", afwezigheid)
    dag, fouten = dag_van(nu), {}
    if tot < van:
        fouten["tot"] = "De laatste dag ligt vóór de eerste."
    elif tot < dag:
        fouten["tot"] = "Deze dagen zijn al voorbij."
    elif tot - van >= LANGSTE:
        fouten["tot"] = "Langer dan een jaar kan niet. Klopt het jaar?"
    elif van - dag > VERSTE:
        fouten["van"] = "Dit is meer dan twee jaar vooruit. Klopt het jaar?"
    weiger(fouten)
    raakt = session.exec(
        select(Afwezigheid)
        .where(Afwezigheid.gebruiker_id == wie.id, Afwezigheid.van <= tot, Afwezigheid.tot >= van)
        .order_by(col(Afwezigheid.van))
        .limit(1)
    ).first()
    if raakt is not None and (raakt.van, raakt.tot) == (van, tot):
        raise AlGebeurd("Deze afwezigheid staat er al.")
    if raakt is not None:
        weiger({"van": f"Er staat al een afwezigheid van {raakt.van:%d-%m-%Y} tot en met {raakt.tot:%d-%m-%Y}."})
    session.add(afwezigheid)
    noteer(session, "afwezigheid.gemeld", afwezigheid, door=door, nu=nu, na=_stand(afwezigheid))
    return afwezigheid


def afwezigheid_intrekken(
    session: Session, afwezigheid: Afwezigheid, *, door: Gebruiker, nu: dt.datetime
) -> None:
    """The colleague is there again: what lies ahead is gone, and a term that has begun ended yesterday.

    Refuses with OngeldigeOvergang a term that is over.
    """
    eis(door, "afwezigheid.wijzigen", afwezigheid)
    dag, voor = dag_van(nu), _stand(afwezigheid)
    if afwezigheid.tot < dag:
        raise OngeldigeOvergang("Deze afwezigheid is al voorbij.")
    noteer(session, "afwezigheid.ingetrokken", afwezigheid, door=door, nu=nu, voor=voor)
    if afwezigheid.van < dag:
        afwezigheid.tot = dag - dt.timedelta(days=1)
    else:
        session.delete(afwezigheid)


def dempen(
    session: Session,
    *,
    onderwerp: RegelOnderwerp,
    door: Gebruiker,
    nu: dt.datetime,
    gebruiker: Gebruiker | None = None,
) -> Demping:
    """This colleague (oneself, unless said otherwise) gets no more reminders of this kind, except mandatory ones.

    Refuses with OngeldigeOvergang a kind that is wholly mandatory, with AlGebeurd one that is switched off already.
    """
    demping = Demping(gebruiker_id=(gebruiker or door).id, onderwerp=onderwerp)
    eis(door, "demping.wijzigen", demping)
    if onderwerp not in dempbaar(session):
        raise OngeldigeOvergang("Deze herinneringen zijn verplicht; u kunt ze niet uitzetten.")
    bestaat = select(Demping.id).where(
        Demping.gebruiker_id == demping.gebruiker_id, Demping.onderwerp == onderwerp
    )
    if session.exec(bestaat).first():
        raise AlGebeurd("Deze herinneringen staan al uit.")
    session.add(demping)
    noteer(session, "demping.gezet", demping, door=door, nu=nu, na={"onderwerp": str(onderwerp)})
    return demping


def dempen_stoppen(session: Session, demping: Demping, *, door: Gebruiker, nu: dt.datetime) -> None:
    """Reminders of this kind come again."""
    eis(door, "demping.wijzigen", demping)
    noteer(session, "demping.opgeheven", demping, door=door, nu=nu, voor={"onderwerp": str(demping.onderwerp)})
    session.delete(demping)


def uitschrijven(
    session: Session, bericht: Bericht, *, door: Gebruiker, nu: dt.datetime, papier: Briefpapier
) -> int:
    """Who got this message gets no more reminders that are not mandatory; gives how many kinds were switched off.

    A contact person that wants no mail wants none of a rule that begins later either: every kind is switched off, and who
    follows the promises is told in a mail. A second time nothing happens.
    """
    eis(door, "demping.wijzigen")
    # A mail program may press twice at once: the second waits, and finds what the first did.
    houd_vast(session, bericht)
    al = {demping.onderwerp for demping in _dempingen(session, bericht)}
    soorten = RegelOnderwerp if bericht.persoon_id is not None else dempbaar(session)
    nieuw = [onderwerp for onderwerp in sorted(soorten) if onderwerp not in al]
    for onderwerp in nieuw:
        demping = Demping(gebruiker_id=bericht.gebruiker_id, persoon_id=bericht.persoon_id, onderwerp=onderwerp)
        session.add(demping)
        if bericht.gebruiker_id is not None:
            noteer(session, "demping.gezet", demping, door=door, nu=nu, na={"onderwerp": str(onderwerp)})
    persoon = session.get(Persoon, bericht.persoon_id) if bericht.persoon_id else None
    if nieuw and persoon is not None:
        noteer(session, "persoon.uitgeschreven", persoon, door=door, nu=nu)
        _vertel(session, persoon, bericht, nu, papier)
    return len(nieuw)


def weer_inschrijven(session: Session, bericht: Bericht, *, door: Gebruiker, nu: dt.datetime) -> int:
    """Who got this message gets again what unsubscribing switched off; gives how many kinds came back.

    What a colleague switched off by hand stays off.
    """
    eis(door, "demping.wijzigen")
    houd_vast(session, bericht)
    dempingen = [demping for demping in _dempingen(session, bericht) if not _is_met_de_hand(session, demping, door)]
    for demping in dempingen:
        if demping.gebruiker_id is not None:
            noteer(
                session, "demping.opgeheven", demping, door=door, nu=nu, voor={"onderwerp": str(demping.onderwerp)}
            )
        session.delete(demping)
    persoon = session.get(Persoon, bericht.persoon_id) if bericht.persoon_id else None
    if dempingen and persoon is not None:
        noteer(session, "persoon.weer_ingeschreven", persoon, door=door, nu=nu)
    return len(dempingen)


def _dempingen(session: Session, bericht: Bericht) -> list[Demping]:
    if bericht.gebruiker_id is not None:
        van = Demping.gebruiker_id == bericht.gebruiker_id
    else:
        van = Demping.persoon_id == bericht.persoon_id
    return list(session.exec(select(Demping).where(van).order_by(col(Demping.id))))


def _is_met_de_hand(session: Session, demping: Demping, door: Gebruiker) -> bool:
    """Whether somebody else than who unsubscribes set this; of a contact person nobody does."""
    gezet = select(Logboekregel.id).where(
        Logboekregel.handeling == "demping.gezet",
        Logboekregel.onderwerp_id == demping.id,
        Logboekregel.onderwerp_uuid == demping.uuid,
        Logboekregel.door_id != door.id,
    )
    return session.exec(gezet).first() is not None


def _vertel(
    session: Session, persoon: Persoon, bericht: Bericht, nu: dt.datetime, papier: Briefpapier
) -> None:
    """Each colleague who follows an open promise of which this person is the contact."""
    vraag = (
        select(Partnerafspraak, Organisatie.naam)
        .join(Organisatie, col(Organisatie.id) == Partnerafspraak.organisatie_id)
        .where(
            Partnerafspraak.contact_id == persoon.id,
            col(Partnerafspraak.status).in_(Partnerafspraak.OPEN),
            col(Partnerafspraak.eigenaar_id).is_not(None),
        )
        .order_by(col(Partnerafspraak.id))
    )
    per_collega: dict[int, list[tuple[Partnerafspraak, str]]] = {}
    for afspraak, naam in session.exec(vraag):
        per_collega.setdefault(afspraak.eigenaar_id, []).append((afspraak, naam))
    for collega in _collegas(session, per_collega):
        brief = brieven.afgemeld(papier, collega, persoon, per_collega[collega.id])
        zet_klaar(
            session,
            soort=BerichtSoort.MELDING,
            slot=f"uitgeschreven:{bericht.uuid}:g{collega.id}:{nu:%Y%m%d%H%M%S}",
            aan=collega,
            onderwerpregel=brief.onderwerpregel,
            tekst=brief.tekst,
            html=brief.html,
            domein=papier.domein,
            nu=nu,
        )


def _collegas(session: Session, nummers: Iterable[int]) -> list[Gebruiker]:
    vraag = select(Gebruiker).where(col(Gebruiker.id).in_(list(nummers)), col(Gebruiker.is_actief).is_(True))
    return list(session.exec(vraag.order_by(col(Gebruiker.id))).unique())


def _stand(afwezigheid: Afwezigheid) -> dict[str, str]:
    return {"van": afwezigheid.van.isoformat(), "tot": afwezigheid.tot.isoformat()}
