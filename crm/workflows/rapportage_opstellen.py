"""Drawing up the quarterly report: from figures to a snapshot, to adoption by a second person, to GS and the public.

Until it is adopted the figures follow the dossiers each time it is drawn up; once it is put up for adoption the
document is made from its snapshot alone.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from crm.adapters.nederlands import datum, hoofdletter
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import Gebruiker, Programma, Rapportage, RapportageStatus, canoniek, noteer
from crm.models.kwartaal import Kwartaal
from crm.models.moment import dag_van
from crm.permissions import eis
from crm.queries.kwartaal import kwartaalcijfers
from crm.queries.kwartaal.momentopname import TEKSTEN, momentopname, tekst
from crm.queries.rapportagedocument import VASTGESTELD, tijdstip
from crm.queries.rapportages import heeft_meegewerkt

_R = RapportageStatus
# On the title page as long as only the system, or somebody without a function, worked at a report.
PROGRAMMATEAM = "Programmateam"


def opstellen(
    session: Session,
    *,
    programma: Programma,
    periode: Kwartaal | str,
    door: Gebruiker,
    nu: dt.datetime,
    peildatum: dt.date | None = None,
) -> Rapportage:
    """There is a draft of the report on this quarter, with the figures as they are now known for the peildatum.

    The same figures change nothing: the draft keeps its snapshot and its moment. Refuses with OngeldigeInvoer a
    quarter outside the years of the agenda and a peildatum outside the quarter or in the future, with OngeldigeOvergang a report that is up for adoption, and with
    AlGebeurd one that was adopted (that takes a correction).
    """
    eis(door, "rapportage.opstellen")
    kwartaal = Kwartaal.lees(periode) if isinstance(periode, str) else periode
    _keur_jaar(kwartaal, programma)
    dag = _keur_peildatum(kwartaal, peildatum, nu)
    rapportage = laatste(session, programma, kwartaal)
    if rapportage is None:
        rapportage = Rapportage(
            programma_id=programma.id, periode=str(kwartaal), peildatum=dag, opgesteld_door_id=door.id,
            momentopname="{}", sha256="0" * 64, opgesteld_op=nu,
        )  # fmt: skip
        session.add(rapportage)
        return _vernieuwen(session, rapportage, programma, "rapportage.opgesteld", door=door, nu=nu)
    if rapportage.status in VASTGESTELD:
        raise AlGebeurd(
            f"De rapportage over het {kwartaal.label} is al vastgesteld. Maak een correctie als de cijfers anders moeten."
        )
    if rapportage.status is not _R.CONCEPT:
        raise OngeldigeOvergang(
            "Deze rapportage ligt ter vaststelling. Stuur haar eerst terug om de cijfers te vernieuwen."
        )
    rapportage.peildatum = dag
    return _vernieuwen(session, rapportage, programma, "rapportage.bijgewerkt", door=door, nu=nu)


def toelichten(
    session: Session,
    rapportage: Rapportage,
    *,
    gevraagd_besluit: str | None,
    hoofdboodschap: str | None,
    vooruitblik: str | None,
    door: Gebruiker,
    nu: dt.datetime,
    versie: int | None = None,
) -> None:
    """The report says this in the drafter's own words; an empty text gives the proposal back its place.

    The figures stay as they were. Refuses with OngeldigeOvergang a report that is no draft, with Verouderd words
    written beside those of somebody who saved since (`versie` is the one that was looked at).
    """
    eis(door, "rapportage.opstellen")
    if versie is not None and rapportage.versie != versie:
        raise Verouderd("Iemand anders heeft de teksten intussen gewijzigd. Wat u typte is nog niet opgeslagen.")
    eigen = {
        "gevraagd_besluit": gevraagd_besluit,
        "hoofdboodschap": hoofdboodschap,
        "vooruitblik": vooruitblik,
    }
    opname = rapportage.cijfers
    opname["teksten"] = {naam: tekst(eigen[naam], opname["teksten"][naam]["voorstel"]) for naam in TEKSTEN}
    if canoniek(opname) == rapportage.momentopname:
        return
    voor = {naam: getattr(rapportage, naam) for naam in TEKSTEN}
    opname["rapport"]["opgesteld_op"] = tijdstip(nu)
    opname["rapport"]["opsteller"] = _opsteller(opname["rapport"], door)
    rapportage.bevriezen(opname, nu)
    for naam in TEKSTEN:
        setattr(rapportage, naam, (eigen[naam] or "").strip() or None)
    noteer(session, "rapportage.toegelicht", rapportage, door=door, nu=nu, voor=voor, na=eigen)


def voorleggen(session: Session, rapportage: Rapportage, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The report is up for adoption; from now on it is made from its snapshot alone.

    Whoever does this stands for it, so may not adopt it too, and is on the title page of what the system drew up.
    """
    eis(door, "rapportage.opstellen")
    rapportage.LEVENSLOOP.eis(rapportage, "voorleggen")
    opname = rapportage.cijfers
    if opname["rapport"]["opsteller"] == PROGRAMMATEAM and door.functie:
        opname["rapport"]["opsteller"] = door.functie
        rapportage.bevriezen(opname, rapportage.opgesteld_op)
    _stap(session, rapportage, "voorleggen", "rapportage.voorgelegd", door=door, nu=nu)


def terugsturen(
    session: Session, rapportage: Rapportage, *, reden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The report is a draft again, with the reason. Refuses an empty reason, and a report that was adopted."""
    eis(door, "rapportage.vaststellen")
    voor = _stand(rapportage)
    rapportage.terugsturen(reden)
    noteer(
        session,
        "rapportage.teruggestuurd",
        rapportage,
        door=door,
        nu=nu,
        reden=reden.strip(),
        voor=voor,
        na=_stand(rapportage),
    )


def vaststellen(session: Session, rapportage: Rapportage, *, door: Gebruiker, nu: dt.datetime) -> None:
    """A second person adopted the report. Refuses with NietToegestaan anybody who wrote at it or laid it before."""
    eis(door, "rapportage.vaststellen")
    if heeft_meegewerkt(session, rapportage, door):
        raise NietToegestaan(
            "U hebt zelf aan deze rapportage geschreven of haar voorgelegd. Vraag een collega om haar vast te stellen."
        )
    voor = _stand(rapportage)
    rapportage.vaststellen(door.id, nu)
    noteer(session, "rapportage.vastgesteld", rapportage, door=door, nu=nu, voor=voor, na=_stand(rapportage))


def aanbieden(session: Session, rapportage: Rapportage, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The report was offered to GS."""
    eis(door, "rapportage.aanbieden")
    _stap(session, rapportage, "aanbieden", "rapportage.aangeboden", door=door, nu=nu)
    rapportage.aangeboden_op = nu


def publiceren(session: Session, rapportage: Rapportage, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The report is public."""
    eis(door, "rapportage.aanbieden")
    _stap(session, rapportage, "publiceren", "rapportage.gepubliceerd", door=door, nu=nu)
    rapportage.gepubliceerd_op = nu


def corrigeren(
    session: Session, rapportage: Rapportage, *, reden: str, door: Gebruiker, nu: dt.datetime
) -> Rapportage:
    """There is a new version, a draft with fresh figures for the same peildatum; the old version stays as it was.

    Refuses with OngeldigeInvoer an empty reason, with OngeldigeOvergang a report that was not adopted yet, and with
    AlGebeurd a version that has a successor.
    """
    eis(door, "rapportage.opstellen")
    if not reden.strip():
        raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom is een nieuwe versie nodig?"]})
    if rapportage.status not in VASTGESTELD:
        raise OngeldigeOvergang(
            "Deze rapportage is nog niet vastgesteld. Stuur haar zo nodig terug en pas haar aan."
        )
    programma = session.get_one(Programma, rapportage.programma_id)
    if laatste(session, programma, Kwartaal.lees(rapportage.periode)).id != rapportage.id:
        raise AlGebeurd("Van deze rapportage is al een nieuwere versie. Corrigeer die.")
    nieuw = Rapportage(
        programma_id=programma.id, periode=rapportage.periode, peildatum=rapportage.peildatum,
        versienummer=rapportage.versienummer + 1, correctie_reden=reden.strip(), opgesteld_door_id=door.id,
        momentopname="{}", sha256="0" * 64, opgesteld_op=nu,
        **{naam: getattr(rapportage, naam) for naam in TEKSTEN},
    )  # fmt: skip
    session.add(nieuw)
    return _vernieuwen(session, nieuw, programma, "rapportage.gecorrigeerd", door=door, nu=nu)


def laatste(
    session: Session, programma: Programma, kwartaal: Kwartaal, statussen: Iterable[RapportageStatus] = _R
) -> Rapportage | None:
    """The newest version of the report on this quarter that has one of these statuses, or None."""
    return session.exec(
        select(Rapportage)
        .where(Rapportage.programma_id == programma.id, Rapportage.periode == str(kwartaal))
        .where(col(Rapportage.status).in_(tuple(statussen)))
        .order_by(col(Rapportage.versienummer).desc())
        .limit(1)
    ).first()


def _keur_jaar(kwartaal: Kwartaal, programma: Programma) -> None:
    if not programma.jaar_van <= kwartaal.jaar <= programma.jaar_tot:
        zin = f"De agenda loopt van {programma.jaar_van} tot en met {programma.jaar_tot}; het {kwartaal.label} valt daarbuiten."
        raise OngeldigeInvoer(zin, {"periode": [zin]})


def _keur_peildatum(kwartaal: Kwartaal, peildatum: dt.date | None, nu: dt.datetime) -> dt.date:
    dag = peildatum or kwartaal.eind
    if not kwartaal.begin <= dag <= kwartaal.eind:
        zin = f"De peildatum {datum(dag)} valt buiten het {kwartaal.label}."
        raise OngeldigeInvoer(zin, {"peildatum": [zin]})
    if dag > dag_van(nu):
        zin = f"De peildatum {datum(dag)} ligt in de toekomst; dan zijn de cijfers nog niet bekend."
        raise OngeldigeInvoer(zin, {"peildatum": [zin]})
    return dag


def _vernieuwen(
    session: Session,
    rapportage: Rapportage,
    programma: Programma,
    handeling: str,
    *,
    door: Gebruiker,
    nu: dt.datetime,
) -> Rapportage:
    """The draft holds these figures; nothing happens when they are the ones it had."""
    kwartaal = Kwartaal.lees(rapportage.periode)
    # A draft may still change, and then the differences would be against something that nobody ever saw.
    vorige = laatste(session, programma, kwartaal.vorige, VASTGESTELD)
    cijfers = kwartaalcijfers(session, programma, periode=kwartaal, peildatum=rapportage.peildatum)
    toen = rapportage.cijfers.get("rapport")

    def opname(opsteller: str, moment: str) -> dict[str, Any]:
        return momentopname(
            cijfers,
            kop=_kop(rapportage, programma, opsteller, moment),
            teksten={naam: getattr(rapportage, naam) for naam in TEKSTEN},
            vorige=_vergelijkbaar(vorige),
        )

    if toen and canoniek(opname(toen["opsteller"], toen["opgesteld_op"])) == rapportage.momentopname:
        return rapportage
    voor = {"sha256": rapportage.sha256} if toen else {}
    rapportage.vorige_id = vorige.id if vorige else None
    rapportage.opgesteld_door_id = door.id
    rapportage.bevriezen(opname(_opsteller(toen, door), tijdstip(nu)), nu)
    na = {"sha256": rapportage.sha256, "peildatum": rapportage.peildatum.isoformat()}
    noteer(
        session, handeling, rapportage, door=door, nu=nu, reden=rapportage.correctie_reden, voor=voor, na=na
    )
    return rapportage


def _opsteller(toen: dict[str, Any] | None, door: Gebruiker) -> str:
    """The function on the title page: of who works at it now, or else of who did before."""
    return door.functie or (toen or {}).get("opsteller") or PROGRAMMATEAM


def _kop(rapportage: Rapportage, programma: Programma, opsteller: str, moment: str) -> dict[str, Any]:
    """Who drew up which version; a function, never a name."""
    return {
        "provincie": hoofdletter(programma.eigenaar or "provincie"),
        "versie": rapportage.versienummer,
        "correctie_reden": rapportage.correctie_reden,
        "kenmerk": f"{programma.code.upper()}/{rapportage.periode}/{rapportage.versienummer}",
        "opsteller": opsteller,
        "opgesteld_op": moment,
    }


def _vergelijkbaar(vorige: Rapportage | None) -> dict[str, Any] | None:
    """The snapshot to compare with, and its checksum, so that anybody can check the comparison."""
    if vorige is None:
        return None
    opname = vorige.cijfers
    opname["rapport"] = {
        **{
            veld: opname["rapport"][veld]
            for veld in ("periode", "periode_label", "peildatum", "versie", "kenmerk")
        },
        "sha256": vorige.sha256,
    }
    return opname


def _stap(
    session: Session, rapportage: Rapportage, stap: str, handeling: str, *, door: Gebruiker, nu: dt.datetime
) -> None:
    voor = _stand(rapportage)
    rapportage.LEVENSLOOP.apply(rapportage, stap)
    noteer(session, handeling, rapportage, door=door, nu=nu, voor=voor, na=_stand(rapportage))


def _stand(rapportage: Rapportage) -> dict[str, str]:
    return {"status": str(rapportage.status), "sha256": rapportage.sha256}
