"""What crm doctor says about the scheduler and the mail: whether tasks run, what waits, what failed, and if mail can go."""

import datetime as dt

from sqlmodel import Session

from crm.adapters.postbus import MapPostbus
from crm.adapters.postfouten import PostDicht
from crm.cli.omgeving import Omgeving
from crm.jobs.rondes import Middelen
from crm.models import AMSTERDAM
from crm.queries import planner, postkamer
from crm.settings import InstellingFout

Bevinding = tuple[bool, str]


def over_de_planner(session: Session, nu: dt.datetime) -> list[Bevinding]:
    """Whether every task ran when it should, and how it went the last time."""
    standen = planner.stand(session, nu)
    nooit = [stand.dienst.naam for stand in standen if stand.loop is None]
    if len(nooit) == len(standen):
        return [(False, f"De planner heeft nog nooit gelopen ({', '.join(nooit)}): start crm scheduler.")]
    return [_over_de_taak(stand) for stand in standen]


def _over_de_taak(stand: planner.Dienststand) -> Bevinding:
    naam, loop = stand.dienst.naam, stand.loop
    if loop is None:
        return False, f"De taak {naam} heeft nog nooit gelopen: start crm scheduler."
    wanneer = f"{loop.begonnen_op.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    if stand.is_gestrand:
        return False, f"De taak {naam} begon op {wanneer} en kwam niet klaar: kijk of crm scheduler nog draait."
    if stand.is_stil:
        return False, f"De taak {naam} liep het laatst op {wanneer}: draait crm scheduler nog?"
    if stand.is_mislukt:
        return False, f"De taak {naam} is op {wanneer} mislukt: {loop.uitkomst}"
    return True, f"De taak {naam} liep het laatst op {wanneer}: {loop.uitkomst or 'bezig'}."


def over_de_mail(session: Session, omgeving: Omgeving, nu: dt.datetime) -> list[Bevinding]:
    """Where mail goes, whether it can, and what did not."""
    rij = postkamer.wachtrij(session, nu)
    return [*_over_de_weg(omgeving), _over_de_wachtrij(rij), *_over_wat_misging(rij)]


def _over_de_weg(omgeving: Omgeving) -> list[Bevinding]:
    try:
        postbus = Middelen.van(omgeving.settings, omgeving.database, wachttijd=5).postbus
    except InstellingFout as fout:
        return [(False, str(fout))]
    bevindingen: list[Bevinding] = []
    productie = omgeving.settings.omgeving == "productie"
    if isinstance(postbus, MapPostbus):
        zin = f"Mail gaat niet uit maar wordt bewaard als bestand, in {postbus.omschrijving}"
        bevindingen.append((not productie, f"{zin}; zet CRM_MAIL_URL." if productie else f"{zin}."))
    if omgeving.settings.mail_omleiden:
        bevindingen.append((True, f"Alle mail gaat naar {omgeving.settings.mail_omleiden} in plaats van naar de ontvangers."))
    try:
        postbus.controleer()
    except PostDicht as fout:
        return [*bevindingen, (False, str(fout))]
    return [*bevindingen, (True, f"Mail kan weg via {postbus.omschrijving}.")]


def _over_de_wachtrij(rij: postkamer.Wachtrij) -> Bevinding:
    if not rij.wachtend:
        return True, f"Er wacht geen mail; {rij.herinneringen} herinneringen wachten op een mail om in te staan."
    hoeveel = f"{rij.wachtend} {'mail wacht' if rij.wachtend == 1 else 'mails wachten'} op verzending"
    sinds = f"de oudste sinds {rij.oudste.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"
    if rij.te_laat:
        return False, f"{hoeveel}, {sinds}; {rij.te_laat} al langer dan twee uur."
    return True, f"{hoeveel}, {sinds}."


def _over_wat_misging(rij: postkamer.Wachtrij) -> list[Bevinding]:
    bevindingen: list[Bevinding] = []
    if rij.mislukt:
        hoeveel = "1 mail is" if rij.mislukt == 1 else f"{rij.mislukt} mails zijn"
        bevindingen.append((False, f"{hoeveel} niet verzonden; de redenen staan op de pagina Beheer."))
    if rij.onbestelbaar:
        hoeveel = "1 adres komt" if rij.onbestelbaar == 1 else f"{rij.onbestelbaar} adressen komt"
        bevindingen.append((False, f"Op {hoeveel} geen mail aan; zie de pagina Beheer."))
    return bevindingen
