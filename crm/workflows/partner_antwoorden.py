"""What a partner does with a link from a mail: confirm a promise, report a delivery, or ask for another date.

A link is used once. Of two at the same moment one wins: the promise is held while we look, and the link is marked as
used in the same statement that asks whether it was. Who acts is the system; the log keeps whose link it was.
"""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from crm.adapters.brieven import Briefpapier
from crm.errors import AlGebeurd, OngeldigeOvergang, weiger
from crm.models import (
    BerichtSoort,
    Bijlage,
    Gebruiker,
    GebruikerRol,
    Gebruikersrol,
    Linkbezwaar,
    LinkDoel,
    Partnerafspraak,
    Partnerlink,
    Partnermelding,
    dag_van,
    noteer,
    zet_klaar,
)
from crm.permissions import eis
from crm.queries import brieven
from crm.queries.dossiers import houd_vast
from crm.queries.partnermeldingen import hoeveel

WERKT_NIET = {
    Linkbezwaar.GEBRUIKT: "Met deze link is al geantwoord.",
    Linkbezwaar.GESLOTEN: "Deze afspraak is intussen gesloten.",
    Linkbezwaar.INGETROKKEN: "Deze link werkt niet meer.",
    Linkbezwaar.VERLOPEN: "Deze link is verlopen.",
    Linkbezwaar.PAST_NIET: "De afspraak staat er intussen anders voor.",
}


def bevestigen(
    session: Session,
    link: Partnerlink,
    *,
    papier: Briefpapier,
    door: Gebruiker,
    nu: dt.datetime,
    tekst: str | None = None,
) -> Partnermelding:
    """The partner has confirmed the promise, today; who follows it is told.

    Refuses with OngeldigeOvergang a link that does not work (any more) or is for something else, with AlGebeurd one
    that was used.
    """
    eis(door, "partnerafspraak.opvolgen", link.afspraak)
    afspraak = _neem(session, link, LinkDoel.BEVESTIGEN, nu)
    voor = afspraak.voor_logboek()
    afspraak.bevestigen(max(dag_van(nu), afspraak.genoemd_op))
    melding = _meld(session, link, nu, tekst=_schoon(tekst))
    melding.LEVENSLOOP.apply(melding, "overnemen")
    melding.behandeld_op, melding.behandeld_door_id = nu, door.id
    _vertel(session, melding, papier, nu)
    na = {**afspraak.voor_logboek(), "persoon_id": link.persoon_id}
    noteer(
        session, "partnerafspraak.bevestigd", afspraak, door=door, nu=nu, reden=melding.tekst, voor=voor, na=na
    )
    return melding


def leveren(
    session: Session,
    link: Partnerlink,
    *,
    hoeveelheid: Decimal,
    geleverd_op: dt.date,
    tekst: str,
    papier: Briefpapier,
    door: Gebruiker,
    nu: dt.datetime,
    bijlage: Callable[[], Bijlage | None] | None = None,
) -> Partnermelding:
    """The partner reported a delivery, with a file (of this promise) or without; who follows it decides.

    `bijlage` adds the file, and is called when all the rest is right: what is on disk no rollback takes back.

    Refuses with OngeldigeInvoer nothing or more than is open, a day ahead or before the promise was made, and no
    words; and what `bevestigen` refuses.
    """
    eis(door, "partnerafspraak.opvolgen", link.afspraak)
    afspraak = _neem(session, link, LinkDoel.LEVEREN, nu)
    woorden = _schoon(tekst)
    fouten = {}
    if not 0 < hoeveelheid <= afspraak.openstaand:
        fouten["hoeveelheid"] = f"Er staat nog {hoeveel(afspraak.openstaand, afspraak.eenheid)} open. Vul hoogstens zoveel in."
    if geleverd_op > dag_van(nu):
        fouten["geleverd_op"] = "Deze dag moet nog komen."
    elif geleverd_op < afspraak.genoemd_op:
        fouten["geleverd_op"] = "Deze dag ligt vóór de dag van de afspraak."
    if not woorden:
        fouten["tekst"] = "Schrijf kort op wat er is geleverd."
    weiger(fouten)
    bestand = bijlage() if bijlage else None
    melding = _meld(
        session,
        link,
        nu,
        tekst=woorden,
        hoeveelheid=hoeveelheid,
        geleverd_op=geleverd_op,
        bijlage_id=bestand.id if bestand else None,
    )
    _vertel(session, melding, papier, nu)
    na = {"hoeveelheid": str(hoeveelheid), "geleverd_op": geleverd_op.isoformat(), "persoon_id": link.persoon_id}
    noteer(
        session, "partnerafspraak.levering_gemeld", afspraak, door=door, nu=nu, reden=woorden, na=na
    )
    return melding


def verzetten(
    session: Session,
    link: Partnerlink,
    *,
    nieuwe_datum: dt.date,
    tekst: str,
    papier: Briefpapier,
    door: Gebruiker,
    nu: dt.datetime,
) -> Partnermelding:
    """The partner asked for another date, with the reason; who follows the promise decides.

    Refuses with OngeldigeInvoer a date that has passed or holds already, and no reason; and what `bevestigen` refuses.
    """
    eis(door, "partnerafspraak.opvolgen", link.afspraak)
    afspraak = _neem(session, link, LinkDoel.VERZETTEN, nu)
    woorden = _schoon(tekst)
    fouten = {}
    if nieuwe_datum <= dag_van(nu):
        fouten["nieuwe_datum"] = "Kies een dag die nog komt."
    elif nieuwe_datum == afspraak.uiterlijk:
        fouten["nieuwe_datum"] = "Deze datum geldt al. Kies een andere."
    if not woorden:
        fouten["tekst"] = "Schrijf kort op waarom het een andere datum wordt."
    weiger(fouten)
    melding = _meld(session, link, nu, tekst=woorden, nieuwe_datum=nieuwe_datum)
    _vertel(session, melding, papier, nu)
    na = {"nieuwe_datum": nieuwe_datum.isoformat(), "persoon_id": link.persoon_id}
    noteer(session, "partnerafspraak.datum_gevraagd", afspraak, door=door, nu=nu, reden=woorden, na=na)
    return melding


def _neem(session: Session, link: Partnerlink, doel: LinkDoel, nu: dt.datetime) -> Partnerafspraak:
    """The promise, held, with the link marked as used; undone with the rest when something is refused after this."""
    afspraak = link.afspraak
    houd_vast(session, afspraak)
    session.refresh(link)
    if link.doel is not doel:
        raise OngeldigeOvergang("Deze link is voor iets anders.")
    bezwaar = link.bezwaar(nu)
    if bezwaar is Linkbezwaar.GEBRUIKT:
        raise AlGebeurd(WERKT_NIET[bezwaar])
    if bezwaar is not None:
        raise OngeldigeOvergang(WERKT_NIET[bezwaar])
    if not link.gebruik(session, nu):
        raise AlGebeurd(WERKT_NIET[Linkbezwaar.GEBRUIKT])
    return afspraak


def _meld(session: Session, link: Partnerlink, nu: dt.datetime, **velden: Any) -> Partnermelding:
    melding = Partnermelding(
        link_id=link.id,
        afspraak_id=link.afspraak_id,
        persoon_id=link.persoon_id,
        doel=link.doel,
        ontvangen_op=nu,
        **velden,
    )
    melding.afspraak = link.afspraak
    session.add(melding)
    return melding


def _vertel(session: Session, melding: Partnermelding, papier: Briefpapier, nu: dt.datetime) -> None:
    """Who follows the promise gets a mail; where nobody does, the programme managers."""
    session.flush()
    afspraak = melding.afspraak
    for wie in _wie_volgt(session, afspraak):
        brief = brieven.melding(papier, wie, melding, afspraak, afspraak.organisatie.naam)
        zet_klaar(
            session,
            soort=BerichtSoort.MELDING,
            slot=f"partnermelding:{melding.uuid}:g{wie.id}",
            aan=wie,
            onderwerpregel=brief.onderwerpregel,
            tekst=brief.tekst,
            html=brief.html,
            domein=papier.domein,
            nu=nu,
            dossier=afspraak,
        )


def _wie_volgt(session: Session, afspraak: Partnerafspraak) -> list[Gebruiker]:
    eigenaar = session.get(Gebruiker, afspraak.eigenaar_id) if afspraak.eigenaar_id else None
    if eigenaar is not None and eigenaar.is_actief:
        return [eigenaar]
    rol = select(Gebruikersrol.gebruiker_id).where(Gebruikersrol.rol == GebruikerRol.PROGRAMMAMANAGER)
    vraag = select(Gebruiker).where(
        Gebruiker.is_actief, col(Gebruiker.wachtwoord_hash).is_not(None), col(Gebruiker.id).in_(rol)
    )
    return list(session.exec(vraag.order_by(col(Gebruiker.id))).unique())


def _schoon(tekst: str | None) -> str | None:
    return (tekst or "").strip() or None
