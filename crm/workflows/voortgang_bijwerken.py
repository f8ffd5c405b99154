"""Bringing the lights of an actie up to date, and saying whose actie it is."""

import datetime as dt

from sqlmodel import Session

from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import Actie, Gebruiker, Licht, Mijlpaal, Resultaat, Voortgang, dag_van, noteer
from crm.permissions import eis

AFWIJKEND = (Licht.ORANJE, Licht.ROOD)
UITLEG = {
    "oorzaak": "Waardoor loopt het anders?",
    "gevolg": "Wat is daarvan het gevolg?",
    "bijsturing": "Wie doet wat, en wanneer?",
}


def bijwerken(
    session: Session,
    actie: Actie,
    *,
    peildatum: dt.date,
    beleid: Licht,
    tijd: Licht,
    geld: Licht,
    door: Gebruiker,
    nu: dt.datetime,
    toelichting: str | None = None,
    oorzaak: str | None = None,
    gevolg: str | None = None,
    bijsturing: str | None = None,
) -> Voortgang:
    """The actie has these lights on that day; earlier ones stay as they were.

    Refuses with OngeldigeInvoer oranje or rood without oorzaak, gevolg and bijsturing, and a day ahead.
    """
    eis(door, "voortgang.bijwerken", actie)
    uitleg = {"oorzaak": _schoon(oorzaak), "gevolg": _schoon(gevolg), "bijsturing": _schoon(bijsturing)}
    fouten: dict[str, list[str]] = {}
    if any(licht in AFWIJKEND for licht in (beleid, tijd, geld)):
        fouten = {veld: [UITLEG[veld]] for veld, tekst in uitleg.items() if tekst is None}
    if peildatum > dag_van(nu):
        fouten["peildatum"] = ["Deze dag moet nog komen."]
    if fouten:
        raise OngeldigeInvoer(
            "Bij oranje en rood horen oorzaak, gevolg en bijsturing."
            if len(fouten) > 1
            else next(iter(fouten.values()))[0],
            fouten,
        )
    stand = Voortgang(
        actie_id=actie.id,
        peildatum=peildatum,
        beleid=beleid,
        tijd=tijd,
        geld=geld,
        toelichting=_schoon(toelichting),
        door_id=door.id,
        gegeven_op=nu,
        **uitleg,
    )
    session.add(stand)
    na = {"beleid": str(beleid), "tijd": str(tijd), "geld": str(geld), "peildatum": peildatum.isoformat()}
    noteer(session, "actie.voortgang_bijgewerkt", actie, door=door, nu=nu, na=na)
    return stand


def toewijzen(
    session: Session, actie: Actie, eigenaar: Gebruiker | None, *, door: Gebruiker, nu: dt.datetime
) -> None:
    """This colleague keeps the actie up to date (or nobody does)."""
    eis(door, "actie.toewijzen", actie)
    voor = {"eigenaar_id": actie.eigenaar_id}
    actie.eigenaar_id = eigenaar.id if eigenaar else None
    noteer(
        session, "actie.toegewezen", actie, door=door, nu=nu, voor=voor, na={"eigenaar_id": actie.eigenaar_id}
    )


def mijlpaal_halen(
    session: Session, mijlpaal: Mijlpaal, *, op: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The step was taken on that day."""
    eis(door, "mijlpaal.halen", _actie_van(session, mijlpaal))
    if op > dag_van(nu):
        raise OngeldigeInvoer("Deze dag moet nog komen.", {"op": ["Deze dag moet nog komen."]})
    _eis_niet_gereed(mijlpaal.is_gereed, mijlpaal.gereed_op)
    mijlpaal.is_gereed, mijlpaal.gereed_op = True, op
    noteer(session, "mijlpaal.gehaald", mijlpaal, door=door, nu=nu, na={"gereed_op": op.isoformat()})


def opleveren(
    session: Session, resultaat: Resultaat, *, op: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The product is there since that day."""
    eis(door, "mijlpaal.halen", _actie_van(session, resultaat))
    if op > dag_van(nu):
        raise OngeldigeInvoer("Deze dag moet nog komen.", {"op": ["Deze dag moet nog komen."]})
    _eis_niet_gereed(resultaat.gereed_op is not None, resultaat.gereed_op)
    resultaat.gereed_op = op
    noteer(session, "resultaat.opgeleverd", resultaat, door=door, nu=nu, na={"gereed_op": op.isoformat()})


def _eis_niet_gereed(is_gereed: bool, op: dt.date | None) -> None:
    """What was reported once stands: another day would change the figures of a day that has passed."""
    if is_gereed:
        sinds = f" sinds {op:%d-%m-%Y}" if op else ""
        raise AlGebeurd(f"Dit is al gereed gemeld{sinds}.")


def _actie_van(session: Session, deel: Mijlpaal | Resultaat) -> Actie | None:
    """The actie whose owner may report this; the step of a whole agenda has none."""
    return session.get(Actie, deel.actie_id) if deel.actie_id else None


def _schoon(tekst: str | None) -> str | None:
    return (tekst or "").strip() or None
