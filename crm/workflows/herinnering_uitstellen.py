"""Being reminded later: the same step again, on a day of one's own choice."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.models import Gebruiker, Herinnering, HerinneringStatus, RegelOnderwerp, dag_van, noteer
from crm.permissions import eis
from crm.queries.dossiers import houd_vast

VERSTE = dt.timedelta(days=92)


def uitstellen(
    session: Session, herinnering: Herinnering, *, tot: dt.date, door: Gebruiker, nu: dt.datetime
) -> Herinnering:
    """This step is due again on that day, for this person; one that still waited does not go out before. Gives the new one.

    Of one that was put off before, the new one moves. Refuses with OngeldigeInvoer a day that is not ahead, more than
    three months ahead, or past the date of something mandatory; with OngeldigeOvergang one that is not needed any more;
    with AlGebeurd the same day twice.
    """
    eis(door, "herinnering.uitstellen", herinnering)
    houd_vast(session, herinnering)
    _keur(herinnering, tot, dag_van(nu))
    if herinnering.status is HerinneringStatus.INGETROKKEN:
        raise OngeldigeOvergang(f"Deze herinnering is niet meer nodig: {herinnering.reden}")
    laatste = _laatste_ronde(session, herinnering)
    if laatste.status is HerinneringStatus.GEPLAND and laatste.gepland_voor == tot:
        raise AlGebeurd(f"Deze herinnering staat al op {tot:%d-%m-%Y}.")
    voor = {"gepland_voor": laatste.gepland_voor.isoformat()}
    if laatste.status is HerinneringStatus.GEPLAND and laatste.ronde > 1:
        laatste.gepland_voor, nieuwe = tot, laatste
    else:
        if laatste.status is HerinneringStatus.GEPLAND:
            laatste.LEVENSLOOP.apply(laatste, "overslaan")
            laatste.reden = f"Uitgesteld tot {tot:%d-%m-%Y}."
        nieuwe = _volgende_ronde(laatste, tot)
        session.add(nieuwe)
    noteer(
        session, "herinnering.uitgesteld", nieuwe, door=door, nu=nu, voor=voor, na={"gepland_voor": tot.isoformat()}
    )
    return nieuwe


def _keur(herinnering: Herinnering, tot: dt.date, dag: dt.date) -> None:
    zin = None
    if tot <= dag:
        zin = "Kies een dag die nog komt."
    elif tot - dag > VERSTE:
        zin = "Kies een dag binnen drie maanden."
    elif herinnering.regel.is_verplicht and dag < _uiterste(herinnering) < tot:
        zin = f"Deze herinnering is verplicht. Uitstellen kan tot en met {_uiterste(herinnering):%d-%m-%Y}."
    if zin:
        raise OngeldigeInvoer(zin, {"tot": [zin]})


def _uiterste(herinnering: Herinnering) -> dt.date:
    """The last day on which it is in time: the law says before its day, not on it."""
    is_ervoor = herinnering.onderwerp is RegelOnderwerp.PC_WETTELIJK
    return herinnering.datum - dt.timedelta(days=1) if is_ervoor else herinnering.datum


def _zelfde_stap(herinnering: Herinnering) -> sa.ColumnElement[bool]:
    return sa.and_(
        col(Herinnering.stap_id) == herinnering.stap_id,
        col(Herinnering.onderwerp_id) == herinnering.onderwerp_id,
        col(Herinnering.datum) == herinnering.datum,
        col(Herinnering.ontvanger) == herinnering.ontvanger,
    )


def _laatste_ronde(session: Session, herinnering: Herinnering) -> Herinnering:
    vraag = select(Herinnering).where(_zelfde_stap(herinnering)).order_by(col(Herinnering.ronde).desc()).limit(1)
    return session.exec(vraag).one()


def _volgende_ronde(oud: Herinnering, tot: dt.date) -> Herinnering:
    blijft = (
        "regel_id", "stap_id", "code", "rang", "onderwerp", "onderwerp_id", "onderwerp_uuid", "datum", "ontvanger",
        "gebruiker_id", "persoon_id", "is_dringend",
    )  # fmt: skip
    return Herinnering(**{naam: getattr(oud, naam) for naam in blijft}, ronde=oud.ronde + 1, gepland_voor=tot)
