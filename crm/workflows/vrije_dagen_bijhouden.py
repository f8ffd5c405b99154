"""Days on which nobody works, besides weekends and public holidays: a recess of PS, a bridge day."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters.werkdagen import Werkkalender
from crm.errors import AlGebeurd, weiger
from crm.models import Gebruiker, VrijeDag, noteer
from crm.permissions import eis

# A summer recess is eight weeks; longer is a slip of the finger, and reminders would wait for it.
LANGSTE = 70
# With what stands beside it: longer than this nothing at all would go out.
LANGSTE_AANEEN = 100
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2199


def toevoegen(
    session: Session, *, van: dt.date, tot: dt.date, naam: str, door: Gebruiker, nu: dt.datetime
) -> VrijeDag:
    """These days count as no working days: nobody is mailed, and terms in working days skip them.

    Refuses with OngeldigeInvoer no name, a last day before the first, a term that is too long (also together with the
    free days beside it) and a year that cannot be; with AlGebeurd a term within one that is there, or one of the same
    name from the same day.
    """
    eis(door, "vrije_dag.wijzigen")
    naam = " ".join(naam.split())
    weiger(_keur(van, tot, naam))
    binnen = sa.and_(col(VrijeDag.van) <= van, col(VrijeDag.tot) >= tot)
    zelfde = sa.and_(col(VrijeDag.van) == van, col(VrijeDag.naam) == naam)
    bestaat = session.exec(select(VrijeDag).where(sa.or_(binnen, zelfde)).order_by(col(VrijeDag.id)).limit(1)).first()
    if bestaat is not None:
        raise AlGebeurd(
            f"Deze dagen zijn al vrij: ‘{bestaat.naam}’, {bestaat.van:%d-%m-%Y} tot en met {bestaat.tot:%d-%m-%Y}."
        )
    weiger(_keur_aaneen(session, van, tot))
    vrij = VrijeDag(van=van, tot=tot, naam=naam)
    session.add(vrij)
    noteer(session, "vrije_dag.toegevoegd", vrij, door=door, nu=nu, na=_stand(vrij))
    return vrij


def verwijderen(session: Session, vrije_dag: VrijeDag, *, door: Gebruiker, nu: dt.datetime) -> None:
    """These days are worked on again."""
    eis(door, "vrije_dag.wijzigen")
    noteer(session, "vrije_dag.verwijderd", vrije_dag, door=door, nu=nu, voor=_stand(vrije_dag))
    session.delete(vrije_dag)


def _keur(van: dt.date, tot: dt.date, naam: str) -> dict[str, str]:
    fouten = {}
    if not naam:
        fouten["naam"] = "Waarom wordt dan niet gewerkt? Bijvoorbeeld: zomerreces PS."
    if not EERSTE_JAAR <= van.year <= LAATSTE_JAAR:
        fouten["van"] = f"Klopt het jaar? Kies een dag tussen {EERSTE_JAAR} en {LAATSTE_JAAR + 1}."
    elif tot < van:
        fouten["tot"] = "De laatste dag ligt vóór de eerste."
    elif (tot - van).days >= LANGSTE:
        fouten["tot"] = f"Dit is langer dan {LANGSTE} dagen. Klopt het jaar?"
    return fouten


def _keur_aaneen(session: Session, van: dt.date, tot: dt.date) -> dict[str, str]:
    """Terms beside each other are one long term: the calendar must find a working day on either side."""
    rond = dt.timedelta(days=LANGSTE_AANEEN)
    vraag = sa.select(VrijeDag.van, VrijeDag.tot).where(VrijeDag.tot >= van - rond, VrijeDag.van <= tot + rond)
    kalender = Werkkalender([*(tuple(rij) for rij in session.execute(vraag)), (van, tot)])
    aaneen = (kalender.op_of_na(van) - kalender.op_of_voor(van)).days
    if aaneen <= LANGSTE_AANEEN:
        return {}
    return {"tot": f"Met de vrije dagen ernaast wordt dan meer dan {LANGSTE_AANEEN} dagen niet gewerkt. Klopt het jaar?"}


def _stand(vrij: VrijeDag) -> dict[str, str]:
    return {"naam": vrij.naam, "van": vrij.van.isoformat(), "tot": vrij.tot.isoformat()}
