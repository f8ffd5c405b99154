"""Bringing the lights of an actie up to date, and saying whose actie it is."""

import datetime as dt
import uuid as uuid_
from typing import Any

from sqlmodel import Session

from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import Actie, Gebruiker, Licht, Mijlpaal, Resultaat, Voortgang, dag_van, noteer
from crm.models.voortgang import afwijkingen
from crm.permissions import eis
from crm.queries.dossiers import zoek
from crm.queries.voortgang_voorstel import voorstel

AFWIJKEND = (Licht.ORANJE, Licht.ROOD)
UITLEG = {
    "oorzaak": "Waardoor loopt het anders?",
    "gevolg": "Wat is daarvan het gevolg?",
    "bijsturing": "Wie doet wat, en wanneer?",
}


LANGSTE_REDEN = 1000


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
    afwijkreden: str | None = None,
    kenmerk: uuid_.UUID | None = None,
) -> Voortgang:
    """The actie has these lights on that day, beside what the records proposed then; earlier ones stay as they were.

    Refuses with OngeldigeInvoer oranje or rood without oorzaak, gevolg and bijsturing, a light other than the
    proposed one without afwijkreden (a proposal of grijs proposes nothing), and a day ahead; with AlGebeurd the same
    form (`kenmerk`) sent twice.
    """
    eis(door, "voortgang.bijwerken", actie)
    if zoek(session, Voortgang, kenmerk):
        raise AlGebeurd("Deze stand is al opgeslagen. U hoeft niets meer te doen.")
    if peildatum > dag_van(nu):
        raise OngeldigeInvoer("Deze dag moet nog komen.", {"peildatum": ["Deze dag moet nog komen."]})
    lichten = {"beleid": beleid, "tijd": tijd, "geld": geld}
    teksten = {
        veld: _schoon(tekst) for veld, tekst in zip(UITLEG, (oorzaak, gevolg, bijsturing), strict=True)
    }
    voorgesteld, waarom = voorstel(session, actie, peildatum).als_json(), _schoon(afwijkreden)
    _eis_uitleg(lichten, teksten, voorgesteld, waarom)
    stand = Voortgang(
        actie_id=actie.id,
        peildatum=peildatum,
        toelichting=_schoon(toelichting),
        voorstel=voorgesteld,
        afwijkreden=waarom,
        door_id=door.id,
        gegeven_op=nu,
        **lichten,
        **teksten,
    )
    if kenmerk is not None:
        stand.uuid = kenmerk
    session.add(stand)
    na = {naam: str(licht) for naam, licht in lichten.items()} | {"peildatum": peildatum.isoformat()}
    noteer(session, "actie.voortgang_bijgewerkt", actie, door=door, nu=nu, reden=waarom, na=na)
    return stand


def _eis_uitleg(
    lichten: dict[str, Licht], teksten: dict[str, str | None], voorgesteld: dict[str, Any], waarom: str | None
) -> None:
    """Nothing, or OngeldigeInvoer with every explanation that is missing."""
    fouten: dict[str, list[str]] = {}
    if any(licht in AFWIJKEND for licht in lichten.values()):
        fouten = {veld: [UITLEG[veld]] for veld, tekst in teksten.items() if tekst is None}
    samen = ["Bij oranje en rood horen oorzaak, gevolg en bijsturing."] if fouten else []
    anders = afwijkingen(voorgesteld, lichten)
    if anders and waarom is None:
        keuzes = [f"{naam} is {lichten[naam]}, het voorstel {voorgesteld[naam]['licht']}" for naam in anders]
        zin = f"Uw keuze wijkt af van het voorstel ({'; '.join(keuzes)}). Zeg waarom."
        fouten["afwijkreden"] = [zin]
        samen.append(zin)
    if waarom is not None and len(waarom) > LANGSTE_REDEN:
        fouten["afwijkreden"] = [f"Maak dit korter: hoogstens {LANGSTE_REDEN} tekens."]
        samen.append(fouten["afwijkreden"][0])
    if fouten:
        raise OngeldigeInvoer(" ".join(samen), fouten)


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
