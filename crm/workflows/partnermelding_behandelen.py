"""What we do with what a partner reported: take it over in the promise, or say why not."""

import datetime as dt

from sqlmodel import Session

from crm.adapters import nederlands
from crm.adapters.brieven import Briefpapier
from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    BerichtSoort,
    BewijsSoort,
    Gebruiker,
    Levering,
    LinkDoel,
    MeldingStatus,
    Partnerafspraak,
    Partnermelding,
    Persoon,
    dag_van,
    noteer,
    trek_links_in,
    zet_klaar,
)
from crm.permissions import eis
from crm.queries.dossiers import houd_vast
from crm.queries.partnermeldingen import wat_is_gemeld

# How much of the partner's own words fits as the evidence of a delivery and as the reason of another date.
_HOOGSTENS = 400

# What the letter to the partner is called: for each thing that can be reported, taken over or not.
_TITELS = {
    (LinkDoel.LEVEREN, True): "Uw levering is verwerkt",
    (LinkDoel.LEVEREN, False): "Over de levering die u meldde",
    (LinkDoel.VERZETTEN, True): "De nieuwe datum staat vast",
    (LinkDoel.VERZETTEN, False): "Over de andere datum die u vroeg",
}


def overnemen(
    session: Session, melding: Partnermelding, *, papier: Briefpapier, door: Gebruiker, nu: dt.datetime
) -> None:
    """The delivery counts, with the partner's words or file as evidence; or the promise has the date that was asked.

    The partner gets a short letter. Refuses with AlGebeurd a melding that was taken over; with OngeldigeInvoer more than
    is open by now and a date that has passed by now; with OngeldigeOvergang a melding that was turned down meanwhile, a
    promise that was closed meanwhile, and a confirmation: that counts at once. What is not taken over can be turned down.
    """
    eis(door, "partnermelding.behandelen", melding.afspraak)
    afspraak = _neem(session, melding, MeldingStatus.OVERGENOMEN)
    voor = afspraak.voor_logboek()
    if melding.doel is LinkDoel.LEVEREN:
        afspraak.leveren(_levering(melding))
        wat, gevolg = "geleverd", "Wij hebben de levering verwerkt. Dank u wel."
    else:
        if melding.nieuwe_datum <= dag_van(nu):
            raise OngeldigeInvoer("De gevraagde datum is al voorbij. Wijs de vraag af, of spreek een andere datum af.")
        afspraak.verzetten(melding.nieuwe_datum, dag_van(nu), _kort(melding.tekst))
        wat, gevolg = "verzet", f"De nieuwe datum is {nederlands.datum(melding.nieuwe_datum)}."
    melding.LEVENSLOOP.apply(melding, "overnemen")
    melding.behandeld_op, melding.behandeld_door_id = nu, door.id
    if afspraak.is_gesloten:
        trek_links_in(session, [afspraak.id], nu=nu)
    _schrijf(session, melding, afspraak, papier, door, nu, overgenomen=gevolg)
    na = {**afspraak.voor_logboek(), "persoon_id": melding.persoon_id}
    noteer(
        session, f"partnerafspraak.{wat}", afspraak, door=door, nu=nu, reden=melding.tekst, voor=voor, na=na
    )


def afwijzen(
    session: Session,
    melding: Partnermelding,
    *,
    reden: str,
    papier: Briefpapier,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The melding changes nothing, and the partner gets a short letter with the reason.

    Refuses with AlGebeurd a melding that was turned down, with OngeldigeOvergang one that was taken over meanwhile, and
    with OngeldigeInvoer no reason.
    """
    eis(door, "partnermelding.behandelen", melding.afspraak)
    afspraak = _neem(session, melding, MeldingStatus.AFGEWEZEN)
    waarom = reden.strip()
    if not waarom:
        zin = "Schrijf op waarom wij dit niet overnemen; de partner krijgt het te lezen."
        raise OngeldigeInvoer(zin, {"reden": [zin]})
    melding.LEVENSLOOP.apply(melding, "afwijzen")
    melding.behandeld_op, melding.behandeld_door_id, melding.reden = nu, door.id, waarom
    _schrijf(session, melding, afspraak, papier, door, nu)
    na = {"doel": str(melding.doel), "persoon_id": melding.persoon_id}
    noteer(session, "partnerafspraak.melding_afgewezen", afspraak, door=door, nu=nu, reden=waarom, na=na)


def _neem(session: Session, melding: Partnermelding, wordt: MeldingStatus) -> Partnerafspraak:
    """The promise, held; of two colleagues at the same moment the second sees what the first did."""
    afspraak = melding.afspraak
    houd_vast(session, afspraak)
    session.refresh(melding)
    if melding.status is wordt:
        raise AlGebeurd("Deze melding is al behandeld. U hoeft niets meer te doen.")
    if melding.status is not MeldingStatus.NIEUW:
        raise OngeldigeOvergang(f"Deze melding is intussen {melding.status}. Wat u deed, geldt niet.")
    if melding.doel is LinkDoel.BEVESTIGEN:
        raise OngeldigeOvergang("Een bevestiging telt meteen. Hierover hoeft u niets te besluiten.")
    return afspraak


def _levering(melding: Partnermelding) -> Levering:
    return Levering(
        hoeveelheid=melding.hoeveelheid,
        geleverd_op=melding.geleverd_op,
        bewijs_soort=BewijsSoort.DOCUMENT if melding.bijlage_id else BewijsSoort.BEVESTIGING,
        bewijs=_kort(melding.tekst),
        bijlage_id=melding.bijlage_id,
    )


def _kort(tekst: str | None) -> str:
    """The partner's words, cut off where the column ends; the melding keeps all of them."""
    woorden = (tekst or "").strip()
    return woorden if len(woorden) <= _HOOGSTENS else f"{woorden[: _HOOGSTENS - 1].rstrip()}…"


def _schrijf(
    session: Session,
    melding: Partnermelding,
    afspraak: Partnerafspraak,
    papier: Briefpapier,
    door: Gebruiker,
    nu: dt.datetime,
    overgenomen: str | None = None,
) -> None:
    """The letter to who reported it; nothing when we have no address (any more)."""
    persoon = session.get(Persoon, melding.persoon_id)
    if persoon is None or not persoon.email:
        return
    brief = papier.brief(
        "behandeld",
        aan=persoon,
        titel=_TITELS[melding.doel, bool(overgenomen)],
        melding=melding,
        afspraak=afspraak,
        op=dag_van(melding.ontvangen_op),
        wat=wat_is_gemeld(melding, afspraak),
        overgenomen=overgenomen,
        collega=door,
    )
    zet_klaar(
        session,
        soort=BerichtSoort.MELDING,
        slot=f"partnermelding:{melding.uuid}:p{persoon.id}",
        aan=persoon,
        onderwerpregel=brief.onderwerpregel,
        tekst=brief.tekst,
        html=brief.html,
        domein=papier.domein,
        nu=nu,
        dossier=afspraak,
    )
