"""Being reminded later: the same step again, on a day of one's own choice."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Gebruiker,
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    RegelOnderwerp,
    Regelstap,
    dag_van,
    noteer,
)
from crm.models.herinnering import leg_terug
from crm.permissions import eis
from crm.queries.dossiers import houd_vast
from crm.queries.werkkalender import werkkalender

VERSTE = dt.timedelta(days=92)

_UITGEHAALD = "Een herinnering die erin stond, is uitgesteld."


def uitstellen(
    session: Session, herinnering: Herinnering, *, tot: dt.date, door: Gebruiker, nu: dt.datetime
) -> Herinnering:
    """This step is due again on that day, for this person; one that still waited does not go out before. Gives the new one.

    Of one that was put off before, the new one moves. Refuses with OngeldigeInvoer a day that is not ahead, more than
    three months ahead, or of something mandatory past its last day (once that is past: past the next working day); with
    OngeldigeOvergang one that is not needed any more; with AlGebeurd the same day twice.
    """
    eis(door, "herinnering.uitstellen", herinnering)
    houd_vast(session, herinnering)
    stap, regel = _geldend(session, herinnering)
    _keur(session, herinnering, tot, dag_van(nu), is_verplicht=regel.is_verplicht)
    if herinnering.status is HerinneringStatus.INGETROKKEN:
        raise OngeldigeOvergang(f"Deze herinnering is niet meer nodig: {herinnering.reden}")
    laatste = _laatste(session, herinnering)
    voor = {"gepland_voor": laatste.gepland_voor.isoformat()}
    if laatste.status is HerinneringStatus.GEPLAND and laatste.is_uitstel:
        if laatste.gepland_voor == tot:
            raise AlGebeurd(f"Deze herinnering staat al op {tot:%d-%m-%Y}.")
        laatste.gepland_voor, nieuwe = tot, laatste
    else:
        if laatste.status is HerinneringStatus.GEPLAND:
            laatste.LEVENSLOOP.apply(laatste, "overslaan")
            laatste.reden = f"Uitgesteld tot {tot:%d-%m-%Y}."
        nieuwe = _nog_eens(session, laatste, stap, tot)
        session.add(nieuwe)
    noteer(
        session, "herinnering.uitgesteld", nieuwe, door=door, nu=nu, voor=voor, na={"gepland_voor": tot.isoformat()}
    )
    return nieuwe


def _keur(session: Session, herinnering: Herinnering, tot: dt.date, dag: dt.date, *, is_verplicht: bool) -> None:
    zin = None
    if tot <= dag:
        zin = "Kies een dag die nog komt."
    elif tot - dag > VERSTE:
        zin = "Kies een dag binnen drie maanden."
    elif is_verplicht:
        zin = _keur_verplicht(session, _uiterste(herinnering), tot, dag)
    if zin:
        raise OngeldigeInvoer(zin, {"tot": [zin]})


def _keur_verplicht(session: Session, uiterste: dt.date, tot: dt.date, dag: dt.date) -> str | None:
    if dag == uiterste:
        return "Deze herinnering is verplicht, en vandaag is de laatste dag. Uitstellen kan niet meer."
    laatste = uiterste if dag < uiterste else werkkalender(session).op_of_na(dag + dt.timedelta(days=1))
    return f"Deze herinnering is verplicht. Uitstellen kan tot en met {laatste:%d-%m-%Y}." if tot > laatste else None


def _uiterste(herinnering: Herinnering) -> dt.date:
    """The last day on which it is in time: the law says before its day, not on it."""
    is_ervoor = herinnering.onderwerp is RegelOnderwerp.PC_WETTELIJK
    return herinnering.datum - dt.timedelta(days=1) if is_ervoor else herinnering.datum


def _geldend(session: Session, herinnering: Herinnering) -> tuple[Regelstap, Herinneringsregel]:
    """The step at the same place in the version of the rule that holds now; its own, where that has none."""
    vraag = (
        select(Regelstap, Herinneringsregel)
        .join(Herinneringsregel, col(Herinneringsregel.id) == Regelstap.regel_id)
        .join(_EIGEN, _EIGEN.id == herinnering.stap_id)
        .where(
            Herinneringsregel.code == herinnering.code,
            col(Herinneringsregel.vervangen_op).is_(None),
            Regelstap.rang == herinnering.rang,
        )
        .order_by(col(Regelstap.ontvanger) != _EIGEN.ontvanger, col(Regelstap.id))
        .limit(1)
    )
    return session.exec(vraag).first() or (herinnering.stap, herinnering.regel)


_EIGEN = sa.orm.aliased(Regelstap, name="eigen")


def _laatste(session: Session, herinnering: Herinnering) -> Herinnering:
    """The last time that this step came to this person, under whatever version of the rule, as it is now.

    Out of a message that nobody began to send it is taken back: the rest of that is packed anew.
    """
    zelfde = ("code", "rang", "onderwerp_id", "onderwerp_uuid", "datum", "ontvanger")
    waar = (getattr(Herinnering, naam) == getattr(herinnering, naam) for naam in zelfde)
    laatste = session.exec(select(Herinnering).where(*waar).order_by(col(Herinnering.id).desc()).limit(1)).one()
    if laatste.status is HerinneringStatus.ONDERWEG:
        leg_terug(session, [laatste.bericht_id], reden=_UITGEHAALD)
        session.refresh(laatste)
    return laatste


def _nog_eens(session: Session, oud: Herinnering, stap: Regelstap, tot: dt.date) -> Herinnering:
    blijft = (
        "code", "rang", "onderwerp", "onderwerp_id", "onderwerp_uuid", "datum", "ontvanger", "gebruiker_id", "persoon_id",
        "is_dringend",
    )  # fmt: skip
    gelijk = {naam: getattr(oud, naam) for naam in blijft}
    vorige = sa.select(sa.func.max(Herinnering.ronde)).where(
        Herinnering.stap_id == stap.id,
        *(getattr(Herinnering, naam) == gelijk[naam] for naam in ("onderwerp_id", "datum", "ontvanger")),
    )
    ronde = (session.execute(vorige).scalar() or 0) + 1
    return Herinnering(
        **gelijk, regel_id=stap.regel_id, stap_id=stap.id, ronde=ronde, gepland_voor=tot, is_uitstel=True
    )
