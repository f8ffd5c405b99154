"""Noting what a partner promised outside a meeting: in a letter, a convenant or a purpose case."""

import datetime as dt
import uuid as uuid_
from decimal import Decimal

from sqlmodel import Session

from crm.errors import AlGebeurd, weiger
from crm.models import (
    Actie,
    AfspraakSoort,
    CoalitieStatus,
    Convenant,
    Gebruiker,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    Programma,
    PurposeCase,
    Uitkomst,
    dag_van,
    noteer,
)
from crm.models.nieuwe_afspraak import eenheid_van, keur
from crm.permissions import eis, eis_eigenaar
from crm.queries.dossiers import zoek


def noteren(
    session: Session,
    *,
    organisatie: Organisatie,
    omschrijving: str,
    soort: AfspraakSoort,
    eenheid: str | None,
    hoeveelheid: Decimal,
    genoemd_op: dt.date,
    herkomst: str,
    door: Gebruiker,
    nu: dt.datetime,
    uiterlijk: dt.date | None = None,
    herijken_op: dt.date | None = None,
    programma: Programma | None = None,
    actie: Actie | None = None,
    coalitie: Ontwikkelcoalitie | None = None,
    case: PurposeCase | None = None,
    convenant: Convenant | None = None,
    eigenaar: Gebruiker | None = None,
    kenmerk: uuid_.UUID | None = None,
    is_voorbeeld: bool = False,
) -> Partnerafspraak:
    """There is a promise, named and not yet confirmed, with where it stands in `herkomst`.

    A case brings its coalitie, and each dossier its agenda; who notes it follows it unless `eigenaar` says otherwise.
    Refuses with OngeldigeInvoer all that is wrong at once: nothing promised, no date and no day to look again, a day
    ahead, no herkomst, a coalitie that has ended or is not the one of the case; with AlGebeurd the same form
    (`kenmerk`) sent twice.
    """
    eis(door, "partnerafspraak.noteren")
    if zoek(session, Partnerafspraak, kenmerk):
        raise AlGebeurd("Deze afspraak staat er al. U hoeft niets meer te doen.")
    if eigenaar is not None:
        eis_eigenaar(eigenaar)
    if case is not None and coalitie is None:
        coalitie = session.get(Ontwikkelcoalitie, case.coalitie_id)
    fouten = keur(soort, eenheid, hoeveelheid, uiterlijk, herijken_op)
    fouten |= _keur_woorden(omschrijving, herkomst)
    fouten |= _keur_dagen(genoemd_op, uiterlijk, nu)
    fouten |= _keur_dossiers(coalitie, case)
    weiger(fouten)
    afspraak = Partnerafspraak(
        organisatie_id=organisatie.id,
        programma_id=_programma_id(programma, coalitie, actie, convenant),
        actie_id=actie.id if actie else None,
        coalitie_id=coalitie.id if coalitie else None,
        case_id=case.id if case else None,
        convenant_id=convenant.id if convenant else None,
        herkomst=herkomst.strip(),
        eigenaar_id=(eigenaar or door).id,
        omschrijving=omschrijving.strip(),
        soort=soort,
        eenheid=eenheid_van(soort, eenheid),
        hoeveelheid=hoeveelheid,
        uiterlijk=uiterlijk,
        herijken_op=herijken_op,
        genoemd_op=genoemd_op,
        is_voorbeeld=is_voorbeeld,
    )
    if kenmerk is not None:
        afspraak.uuid = kenmerk
    session.add(afspraak)
    na = {"hoeveelheid": str(hoeveelheid), "eenheid": afspraak.eenheid, "uiterlijk": str(uiterlijk)}
    noteer(session, "partnerafspraak.genoemd", afspraak, door=door, nu=nu, reden=afspraak.herkomst, na=na)
    return afspraak


def _keur_woorden(omschrijving: str, herkomst: str | None) -> dict[str, str]:
    fouten = {}
    if not omschrijving.strip():
        fouten["omschrijving"] = "Wat is afgesproken?"
    if not (herkomst or "").strip():
        fouten["herkomst"] = "Waar blijkt de afspraak uit? Bijvoorbeeld een brief met datum."
    return fouten


def _keur_dagen(genoemd_op: dt.date, uiterlijk: dt.date | None, nu: dt.datetime) -> dict[str, str]:
    if genoemd_op > dag_van(nu):
        return {"genoemd_op": "Deze dag moet nog komen."}
    if uiterlijk is not None and uiterlijk < genoemd_op:
        return {"uiterlijk": "Deze dag ligt vóór de dag waarop de partner het noemde."}
    return {}


def _keur_dossiers(coalitie: Ontwikkelcoalitie | None, case: PurposeCase | None) -> dict[str, str]:
    """What was open in a coalitie or case is closed when it ends, so nothing can be added that stays open."""
    if case is not None and coalitie is not None and case.coalitie_id != coalitie.id:
        return {"case": "Deze purpose case hoort bij een andere coalitie."}
    if case is not None and case.uitkomst is Uitkomst.STOP:
        return {"case": "Deze purpose case is gestopt; er komen geen afspraken meer bij."}
    if coalitie is not None and coalitie.status is CoalitieStatus.BEEINDIGD:
        return {"coalitie": "Deze coalitie is beëindigd; er komen geen afspraken meer bij."}
    return {}


def _programma_id(
    programma: Programma | None,
    coalitie: Ontwikkelcoalitie | None,
    actie: Actie | None,
    convenant: Convenant | None,
) -> int | None:
    """The agenda that was named, or that of the dossier it belongs to."""
    if programma is not None:
        return programma.id
    return next((d.programma_id for d in (coalitie, actie, convenant) if d is not None), None)
