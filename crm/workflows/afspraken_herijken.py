"""The half-yearly herijking: what is late and what is due goes to its owner, and every line ends with one decision.

A decision does what it says: it delivers, moves the date, writes off or leaves the promise as it is, in the
transaction in which it is taken.
"""

import datetime as dt
from typing import Any

from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang, weiger
from crm.models import (
    Gebruiker,
    Herijking,
    HerijkingBesluit,
    Herijkingsregel,
    Levering,
    Lijst,
    Partnerafspraak,
    Toezegging,
    dag_van,
    noteer,
    trek_links_in,
)
from crm.models.herijking import KEUZES, halfjaar, halfjaar_van, volgend_halfjaar
from crm.permissions import eis
from crm.queries.herijking import aandelen, te_herijken

B = HerijkingBesluit
BLIJFT = "De datum blijft zoals die is."


def starten(
    session: Session,
    *,
    jaar: int,
    helft: int,
    door: Gebruiker,
    nu: dt.datetime,
    is_voorbeeld: bool = False,
) -> Herijking:
    """There is a round with a line for each open partnerafspraak and toezegging whose day has passed (A) or comes (B).

    The day is the due date, or the day to look again where there is none; B runs until the last day of the half year.
    Each line belongs to who owns the promise. Refuses with OngeldigeInvoer a half year that is over or further off than
    the next one, with AlGebeurd one that was started, with OngeldigeOvergang while an earlier round still runs: then a
    promise would have two lines.
    """
    eis(door, "herijking.starten")
    peildatum = dag_van(nu)
    _keur_halfjaar(session, jaar, helft, peildatum)
    tot = halfjaar(jaar, helft)[1]
    herijking = Herijking(
        jaar=jaar,
        helft=helft,
        peildatum=peildatum,
        tot=tot,
        gestart_door_id=door.id,
        is_voorbeeld=is_voorbeeld,
    )
    session.add(herijking)
    session.flush()
    regels = [
        Herijkingsregel(
            herijking_id=herijking.id,
            lijst=Lijst.A if dag < peildatum else Lijst.B,
            uiterlijk=dag,
            eigenaar_id=eigenaar_id,
            **{veld: nummer},
        )
        for veld, noun in (("afspraak_id", Partnerafspraak), ("toezegging_id", Toezegging))
        for nummer, dag, eigenaar_id in te_herijken(session, noun, tot)
    ]
    session.add_all(regels)
    na = {str(lijst): sum(regel.lijst is lijst for regel in regels) for lijst in Lijst}
    noteer(session, "herijking.gestart", herijking, door=door, nu=nu, na=na)
    return herijking


def besluiten(
    session: Session,
    regel: Herijkingsregel,
    *,
    besluit: HerijkingBesluit | str,
    door: Gebruiker,
    nu: dt.datetime,
    toelichting: str | None = None,
    naar: dt.date | None = None,
    bewijs: str | None = None,
) -> Herijkingsregel:
    """The line has its one decision, and the promise is as the decision says.

    Nagekomen: the rest is delivered, or the toezegging kept, as `bewijs` shows. Nieuwe_datum: the date moves to `naar`.
    Handhaven: nothing changes; where there is no due date, `naar` may be the next day to look again. Vervallen: what is
    open is written off. A promise that was closed meanwhile gets al_gesloten, whatever was asked.
    Refuses with AlGebeurd a second decision; with OngeldigeInvoer what the decision lacks (evidence, date, reason), and
    letting a toezegging lapse: GS keep what they promised PS; with OngeldigeOvergang what the promise does not allow,
    such as a delivery that was never confirmed.
    """
    eis(door, "herijking.besluiten", regel)
    if regel.besluit is not None:
        raise AlGebeurd("Over deze regel is al besloten.")
    onderwerp = regel.onderwerp
    if onderwerp.is_gesloten:
        return _sluit_af(session, regel, B.AL_GESLOTEN, door, nu)
    keuze = _keuze(besluit)
    woorden = {"toelichting": (toelichting or "").strip(), "bewijs": (bewijs or "").strip()}
    _keur(regel, keuze, woorden, naar, dag_van(nu))
    voor = onderwerp.voor_logboek()
    wat = _voer_uit(onderwerp, keuze, woorden, naar, dag_van(nu))
    if isinstance(onderwerp, Partnerafspraak) and onderwerp.is_gesloten:
        trek_links_in(session, [onderwerp.id], nu=nu)
    reden = woorden["bewijs" if keuze is B.NAGEKOMEN else "toelichting"] or BLIJFT
    na = onderwerp.voor_logboek()
    noteer(
        session,
        f"{onderwerp.__tablename__}.{wat}",
        onderwerp,
        door=door,
        nu=nu,
        reden=reden,
        voor=voor,
        na=na,
    )
    tekst = woorden["toelichting"] or reden
    return _sluit_af(
        session, regel, keuze, door, nu, tekst, naar if keuze in (B.NIEUWE_DATUM, B.HANDHAVEN) else None
    )


def afronden(session: Session, herijking: Herijking, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The round is over: every line has its decision, and those whose promise was closed meanwhile are settled.

    Refuses with AlGebeurd a round that is over, with OngeldigeOvergang while lines wait: how many, and whose.
    """
    eis(door, "herijking.afronden", herijking)
    if herijking.afgerond_op is not None:
        raise AlGebeurd("Deze herijking is al afgerond.")
    wachtend = [aandeel for aandeel in aandelen(session, herijking) if aandeel.wacht]
    if wachtend:
        wie = ", ".join(f"{aandeel.naam or 'van niemand'} {aandeel.wacht}" for aandeel in wachtend)
        aantal = sum(aandeel.wacht for aandeel in wachtend)
        wacht = "Er wacht nog 1 regel" if aantal == 1 else f"Er wachten nog {aantal} regels"
        raise OngeldigeOvergang(f"{wacht} op een besluit: {wie}.")
    for regel in session.exec(
        select(Herijkingsregel).where(
            Herijkingsregel.herijking_id == herijking.id, col(Herijkingsregel.besluit).is_(None)
        )
    ).all():
        regel.besluiten(B.AL_GESLOTEN, dag_van(nu), door.id, None, None)
    herijking.afgerond_op = dag_van(nu)
    noteer(session, "herijking.afgerond", herijking, door=door, nu=nu)


def _keur_halfjaar(session: Session, jaar: int, helft: int, dag: dt.date) -> None:
    if helft not in (1, 2):
        raise OngeldigeInvoer("Een jaar heeft twee helften.", {"helft": ["Kies 1 of 2."]})
    nu = halfjaar_van(dag)
    if (jaar, helft) not in (nu, volgend_halfjaar(*nu)):
        zin = "Kies dit halfjaar of het volgende."
        raise OngeldigeInvoer(zin, {"jaar": [zin]})
    if halfjaar(jaar, helft)[1] <= dag:
        zin = "Dit halfjaar eindigt vandaag. Begin aan het volgende."
        raise OngeldigeInvoer(zin, {"helft": [zin]})
    al = session.exec(select(Herijking).where(Herijking.jaar == jaar, Herijking.helft == helft)).first()
    if al is not None:
        raise AlGebeurd(f"De herijking van de {al.naam} is al begonnen.")
    loopt = session.exec(select(Herijking).where(col(Herijking.afgerond_op).is_(None))).first()
    if loopt is not None:
        raise OngeldigeOvergang(f"De herijking van de {loopt.naam} loopt nog. Rond die eerst af.")


def _keuze(besluit: HerijkingBesluit | str) -> HerijkingBesluit:
    if besluit not in KEUZES:
        zin = "Kies nagekomen, nieuwe datum, handhaven of vervallen."
        raise OngeldigeInvoer(zin, {"besluit": [zin]})
    return HerijkingBesluit(besluit)


def _keur(
    regel: Herijkingsregel,
    keuze: HerijkingBesluit,
    woorden: dict[str, str],
    naar: dt.date | None,
    dag: dt.date,
) -> None:
    """What the decision needs is there; everything that is missing is said at once."""
    fouten = {}
    if keuze is B.NAGEKOMEN and not woorden["bewijs"]:
        fouten["bewijs"] = "Waaruit blijkt dat het er is?"
    if keuze is B.NIEUWE_DATUM and naar is None:
        fouten["naar"] = "Welke dag wordt het?"
    elif naar is not None and naar <= dag and keuze in (B.NIEUWE_DATUM, B.HANDHAVEN):
        fouten["naar"] = "De nieuwe datum ligt niet in de toekomst."
    elif keuze is B.HANDHAVEN and naar is not None and regel.onderwerp.uiterlijk is not None:
        fouten["naar"] = "Handhaven laat de datum staan. Kies nieuwe datum als die verandert."
    mag_leeg = keuze is B.NAGEKOMEN or (keuze is B.HANDHAVEN and regel.lijst is Lijst.B)
    if not woorden["toelichting"] and not mag_leeg:
        fouten["toelichting"] = "Geef een reden op."
    if keuze is B.VERVALLEN and regel.toezegging_id is not None:
        fouten["besluit"] = (
            "Een toezegging aan PS vervalt niet. Voldoe eraan, of spreek met PS een nieuwe datum af."
        )
    weiger(fouten)


def _voer_uit(
    onderwerp: Partnerafspraak | Toezegging,
    keuze: HerijkingBesluit,
    woorden: dict[str, str],
    naar: dt.date | None,
    dag: dt.date,
) -> str:
    """The promise is as the decision says; gives what happened, for the log."""
    if keuze is B.NIEUWE_DATUM:
        onderwerp.verzetten(naar, dag, woorden["toelichting"])
        return "verzet"
    if keuze is B.HANDHAVEN:
        onderwerp.herijken_op = naar or onderwerp.herijken_op
        return "gehandhaafd"
    if isinstance(onderwerp, Toezegging):
        onderwerp.voldoen(dag, woorden["bewijs"])
        return "voldaan"
    if keuze is B.VERVALLEN:
        onderwerp.sluiten("vervallen", dag, woorden["toelichting"])
        return "vervallen"
    onderwerp.leveren(Levering(hoeveelheid=onderwerp.openstaand, geleverd_op=dag, bewijs=woorden["bewijs"]))
    return "geleverd"


def _sluit_af(
    session: Session,
    regel: Herijkingsregel,
    besluit: HerijkingBesluit,
    door: Gebruiker,
    nu: dt.datetime,
    toelichting: str | None = None,
    naar: dt.date | None = None,
) -> Herijkingsregel:
    regel.besluiten(besluit, dag_van(nu), door.id, toelichting, naar)
    na: dict[str, Any] = {"regel": str(regel.uuid), "besluit": str(besluit)}
    noteer(session, "herijking.besloten", regel.herijking, door=door, nu=nu, reden=toelichting, na=na)
    return regel
