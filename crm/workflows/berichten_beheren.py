"""What the operator does with mail: try again what failed, hold back what should not go, open an address again."""

import datetime as dt

from sqlmodel import Session, col, select

from crm.db import kleine_letters
from crm.errors import OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Bericht,
    BerichtStatus,
    Gebruiker,
    Herinnering,
    HerinneringStatus,
    OnbestelbaarAdres,
    Persoon,
    dag_van,
    noteer,
)
from crm.models.bericht import VAN_HERINNERINGEN
from crm.permissions import eis
from crm.queries.dossiers import houd_vast


def opnieuw(session: Session, bericht: Bericht, *, door: Gebruiker, nu: dt.datetime) -> None:
    """A message that failed waits again with its reminders, and has all its tries again.

    Reminders of an earlier day, or for who has another address by now, do not go as they are: the message is withdrawn
    and the next sweep sees which of them still hold. Refuses with OngeldigeOvergang one that did not fail, and one to an
    address that mail does not reach: that is to be opened first.
    """
    eis(door, "bericht.beheren", bericht)
    houd_vast(session, bericht)
    is_verlopen = _is_verlopen(session, bericht, nu)
    if bericht.status is BerichtStatus.MISLUKT and not is_verlopen and _is_onbestelbaar(session, bericht.aan):
        raise OngeldigeOvergang(f"Op {bericht.aan} komt geen mail aan. Geef eerst het adres weer vrij.")
    fout = bericht.fout
    herinneringen = _herinneringen(session, bericht, HerinneringStatus.MISLUKT)
    Bericht.LEVENSLOOP.apply(bericht, "opnieuw")
    bericht.volgende_poging_op, bericht.weigeringen, bericht.fout = nu, 0, None
    if is_verlopen:
        Bericht.LEVENSLOOP.apply(bericht, "intrekken")
        bericht.fout = "Te oud om zo nog te versturen; wat er nog in hoort, gaat in een nieuwe mail."
    for herinnering in herinneringen:
        Herinnering.LEVENSLOOP.apply(herinnering, "opnieuw")
        herinnering.reden = None
        if is_verlopen:
            herinnering.bericht_id = None
        else:
            # Back into this same message: planned anew it would stand in another one as well.
            Herinnering.LEVENSLOOP.apply(herinnering, "inpakken")
    noteer(session, "bericht.opnieuw", bericht, door=door, nu=nu, voor={"fout": fout})


def alles_opnieuw(session: Session, *, hoogstens: int, door: Gebruiker, nu: dt.datetime) -> int:
    """Everything that failed waits again, up to `hoogstens`, but for addresses that mail does not reach; gives how many."""
    eis(door, "bericht.beheren")
    weg = select(OnbestelbaarAdres.email).where(col(OnbestelbaarAdres.hersteld_op).is_(None))
    vraag = select(Bericht).where(Bericht.status == BerichtStatus.MISLUKT, kleine_letters(Bericht.aan).not_in(weg))
    berichten = session.exec(vraag.order_by(col(Bericht.id)).limit(hoogstens)).all()
    for bericht in berichten:
        opnieuw(session, bericht, door=door, nu=nu)
    return len(berichten)


def intrekken(session: Session, bericht: Bericht, *, reden: str, door: Gebruiker, nu: dt.datetime) -> None:
    """A message that waits or failed does not go out, and what it would have reminded of counts as passed over.

    Refuses with OngeldigeInvoer no reason, with OngeldigeOvergang what is on its way, has gone or was withdrawn.
    """
    eis(door, "bericht.beheren", bericht)
    reden = reden.strip()
    if not reden:
        zin = "Schrijf op waarom dit bericht niet uitgaat."
        raise OngeldigeInvoer(zin, {"reden": [zin]})
    houd_vast(session, bericht)
    stond = str(bericht.status)
    Bericht.LEVENSLOOP.apply(bericht, "intrekken")
    bericht.fout = reden[:400]
    # Not withdrawn: the next sweep would find that they are due, and plan them anew.
    for herinnering in _herinneringen(session, bericht, HerinneringStatus.ONDERWEG):
        Herinnering.LEVENSLOOP.apply(herinnering, "overslaan")
        herinnering.reden = reden[:400]
    noteer(session, "bericht.ingetrokken", bericht, door=door, nu=nu, reden=reden, voor={"status": stond})


def adres_vrijgeven(session: Session, adres: OnbestelbaarAdres, *, door: Gebruiker, nu: dt.datetime) -> None:
    """Mail goes to this address again; what failed meanwhile can be tried again.

    Refuses with OngeldigeOvergang an address that was opened already.
    """
    eis(door, "bericht.beheren", adres)
    houd_vast(session, adres)
    if adres.hersteld_op is not None:
        raise OngeldigeOvergang("Dit adres is al weer vrijgegeven.")
    adres.hersteld_op = nu
    noteer(session, "onbestelbaar_adres.vrijgegeven", adres, door=door, nu=nu)


def _is_verlopen(session: Session, bericht: Bericht, nu: dt.datetime) -> bool:
    """Made of reminders on an earlier day, or for an address that the recipient has left: it may not hold any more."""
    if bericht.soort not in VAN_HERINNERINGEN:
        return False
    noun, nummer = (Gebruiker, bericht.gebruiker_id) if bericht.persoon_id is None else (Persoon, bericht.persoon_id)
    adres = session.exec(select(noun.email).where(noun.id == nummer)).first() or ""
    return not bericht.slot.endswith(f":{dag_van(nu)}") or adres.lower() != bericht.aan.lower()


def _is_onbestelbaar(session: Session, adres: str) -> bool:
    vraag = select(OnbestelbaarAdres.id).where(
        OnbestelbaarAdres.email == adres.lower(), col(OnbestelbaarAdres.hersteld_op).is_(None)
    )
    return session.exec(vraag).first() is not None


def _herinneringen(session: Session, bericht: Bericht, status: HerinneringStatus) -> list[Herinnering]:
    vraag = select(Herinnering).where(Herinnering.bericht_id == bericht.id, Herinnering.status == status)
    return list(session.exec(vraag.order_by(col(Herinnering.id)).with_for_update()).all())
