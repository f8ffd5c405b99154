"""Drawing up a purpose case: the text in versions, the answers to the richtsnoer, and taking it back."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.lifecycle import leesbaar
from crm.models import (
    CASE_DELEN,
    Antwoord,
    CaseStatus,
    CoalitieStatus,
    Criterium,
    CriteriumAntwoord,
    Gebruiker,
    Ontwikkelcoalitie,
    PurposeCase,
    PurposeCaseVersie,
    Uitkomst,
    dag_van,
    noteer,
)
from crm.permissions import eis
from crm.queries.dossiers import houd_vast


def beginnen(
    session: Session,
    coalitie: Ontwikkelcoalitie,
    *,
    titel: str,
    door: Gebruiker,
    nu: dt.datetime,
    begeleider: str | None = None,
    is_voorbeeld: bool = False,
) -> PurposeCase:
    """The coalitie has a purpose case in concept, with an empty first version (001:375-380, 1419-1420).

    Refuses with OngeldigeOvergang a coalitie that is not in status purpose_case, with AlGebeurd a second case beside one
    that was not stopped, with OngeldigeInvoer an empty title.
    """
    eis(door, "case.opstellen", coalitie)
    houd_vast(session, coalitie)
    if coalitie.status is not CoalitieStatus.PURPOSE_CASE:
        raise OngeldigeOvergang(
            f"De status van de coalitie is ‘{leesbaar(coalitie.status)}’ en zou ‘purpose case’ moeten zijn. "
            "Zet bij de coalitie eerst de stap ‘purpose case starten’."
        )
    if not titel.strip():
        raise OngeldigeInvoer("Geef de case een titel.", {"titel": ["Geef de case een titel."]})
    bestaat = session.exec(
        select(PurposeCase).where(
            PurposeCase.coalitie_id == coalitie.id,
            sa.or_(col(PurposeCase.uitkomst).is_(None), PurposeCase.uitkomst != Uitkomst.STOP),
        )
    ).first()
    if bestaat is not None:
        raise AlGebeurd(f"Deze coalitie heeft al een purpose case: ‘{bestaat.titel}’.")
    case = PurposeCase(
        coalitie_id=coalitie.id,
        titel=titel.strip(),
        begeleider=(begeleider or "").strip() or None,
        is_voorbeeld=is_voorbeeld,
    )
    case.versies.append(PurposeCaseVersie(nummer=1, opgesteld_door_id=door.id, opgesteld_op=nu))
    session.add(case)
    na = {"titel": case.titel, "coalitie": coalitie.naam}
    noteer(session, "purpose_case.begonnen", case, door=door, nu=nu, na=na)
    return case


def schrijven(
    session: Session,
    case: PurposeCase,
    *,
    versie: int,
    door: Gebruiker,
    nu: dt.datetime,
    maatschappelijke_opbrengst: str,
    organisatie: str,
    financiering: str,
    commitment: str,
    toelichting: str | None = None,
) -> PurposeCaseVersie:
    """The text of the case is this, as its newest version; the earlier ones stay.

    `versie` is the number of the last version that the writer saw. Gives the last version, and writes nothing, when the
    text is the same: also when the same form is sent twice.
    Refuses with OngeldigeOvergang a case that was submitted, with Verouderd when somebody wrote a newer version.
    """
    eis(door, "case.opstellen", case)
    _eis_concept(session, case, "De tekst")
    nieuw = dict(
        zip(CASE_DELEN, (maatschappelijke_opbrengst, organisatie, financiering, commitment), strict=True)
    )
    nieuw = {deel: (tekst or "").strip() for deel, tekst in nieuw.items()}
    laatste = case.laatste_versie
    anders = [deel for deel in CASE_DELEN if getattr(laatste, deel) != nieuw[deel]]
    if not anders:
        return laatste
    if versie != laatste.nummer:
        raise Verouderd(
            f"Iemand anders heeft intussen versie {laatste.nummer} geschreven. Wat u typte, is nog niet opgeslagen."
        )
    geschreven = PurposeCaseVersie(
        nummer=laatste.nummer + 1,
        toelichting=(toelichting or "").strip() or None,
        opgesteld_door_id=door.id,
        opgesteld_op=nu,
        **nieuw,
    )
    case.versies.append(geschreven)
    # The text itself stays in the versions; the log says which parts to look at.
    na = {"versie": geschreven.nummer, "delen": anders}
    noteer(session, "purpose_case.geschreven", case, door=door, nu=nu, voor={"versie": laatste.nummer}, na=na)
    return geschreven


def beantwoorden(
    session: Session,
    case: PurposeCase,
    criterium: Criterium,
    *,
    antwoord: Antwoord,
    grond: str,
    door: Gebruiker,
    nu: dt.datetime,
) -> CriteriumAntwoord:
    """The case answers this point of the richtsnoer so; a later answer takes the place of the earlier one.

    Refuses with OngeldigeOvergang a case that was submitted, with OngeldigeInvoer a point of another agenda or no ground.
    """
    eis(door, "case.opstellen", case)
    _eis_concept(session, case, "De toets aan het richtsnoer")
    coalitie = session.get_one(Ontwikkelcoalitie, case.coalitie_id)
    if criterium.programma_id != coalitie.programma_id:
        zin = f"Punt {criterium.code} is van een andere agenda dan deze case."
        raise OngeldigeInvoer(zin, {"criterium": [zin]})
    if not grond.strip():
        raise OngeldigeInvoer("Schrijf op waaruit dat blijkt.", {"grond": ["Waaruit blijkt dat?"]})
    gegeven = session.exec(
        select(CriteriumAntwoord).where(
            CriteriumAntwoord.case_id == case.id, CriteriumAntwoord.criterium_id == criterium.id
        )
    ).first()
    voor = {}
    if gegeven is None:
        gegeven = CriteriumAntwoord(case_id=case.id, criterium_id=criterium.id, door_id=door.id)
    elif (gegeven.antwoord, gegeven.grond) == (antwoord, grond.strip()):
        return gegeven
    else:
        voor = {"antwoord": str(gegeven.antwoord), "grond": gegeven.grond}
    gegeven.antwoord, gegeven.grond, gegeven.door_id = antwoord, grond.strip(), door.id
    session.add(gegeven)
    na = {"criterium": criterium.code, "antwoord": str(antwoord), "grond": gegeven.grond}
    noteer(session, "purpose_case.beantwoord", case, door=door, nu=nu, voor=voor, na=na)
    return gegeven


def terugnemen(session: Session, case: PurposeCase, *, reden: str, door: Gebruiker, nu: dt.datetime) -> None:
    """The case is a concept again, to be mended and submitted anew; what was submitted stays in the log.

    Refuses with OngeldigeInvoer no reason, with OngeldigeOvergang a case that is not submitted or was decided on.
    """
    eis(door, "case.opstellen", case)
    houd_vast(session, case)
    voor = {
        "status": str(case.status),
        "versie": case.laatste_versie.nummer,
        "provincie": str(case.provincie_bij_indiening),
        "totaal": str(case.totaal_bij_indiening),
    }
    case.terugnemen(reden)
    na = {"status": str(case.status), "op": dag_van(nu).isoformat()}
    noteer(session, "purpose_case.teruggenomen", case, door=door, nu=nu, reden=reden.strip(), voor=voor, na=na)


def _eis_concept(session: Session, case: PurposeCase, wat: str) -> None:
    """Nothing, or OngeldigeOvergang; from here on nobody submits the case while we write in it."""
    houd_vast(session, case)
    if case.status is not CaseStatus.CONCEPT:
        kan_terug = "terugnemen" in case.LEVENSLOOP.mogelijk(case.status)
        rest = " Neem de case eerst terug." if kan_terug else ""
        raise OngeldigeOvergang(f"{wat} ligt vast: de status van de case is ‘{leesbaar(case.status)}’.{rest}")
