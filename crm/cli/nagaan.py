"""What crm doctor says about the scheduler and the mail: whether tasks run, what waits, what failed, and if mail can go."""

import datetime as dt

from sqlmodel import Session

from crm.adapters.postbus import MapPostbus
from crm.adapters.postfouten import PostDicht
from crm.cli.omgeving import Omgeving
from crm.jobs.rondes import Middelen
from crm.models import AMSTERDAM
from crm.queries import planner, postkamer
from crm.settings import InstellingFout, Settings

Bevinding = tuple[bool, str]
_VERZONNEN = "voorbeeld.invalid"
GEDULD = 5
"""Seconds that a mail server may take to answer: somebody is waiting at the prompt."""


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
        postbus = Middelen.van(omgeving.settings, omgeving.database, wachttijd=GEDULD).postbus
    except InstellingFout as fout:
        return [(False, str(fout))]
    bevindingen: list[Bevinding] = []
    productie = omgeving.settings.omgeving == "productie"
    if isinstance(postbus, MapPostbus):
        zin = f"Mail gaat niet uit maar wordt bewaard als bestand, in {postbus.omschrijving}"
        bevindingen.append((not productie, f"{zin}; zet CRM_MAIL_URL." if productie else f"{zin}."))
    else:
        bevindingen += _over_wat_in_de_mail_staat(omgeving.settings)
    if omgeving.settings.mail_omleiden:
        bevindingen.append((True, f"Alle mail gaat naar {omgeving.settings.mail_omleiden} in plaats van naar de ontvangers."))
    try:
        postbus.controleer()
    except PostDicht as fout:
        return [*bevindingen, (False, str(fout))]
    return [*bevindingen, (True, f"Mail kan weg via {postbus.omschrijving}.")]


def _over_wat_in_de_mail_staat(settings: Settings) -> list[Bevinding]:
    """Settings of the example that real receivers cannot do anything with."""
    bevindingen: list[Bevinding] = []
    if _VERZONNEN in settings.mail_van:
        bevindingen.append((False, f"De afzender is die van het voorbeeld ({settings.mail_van}); zet CRM_MAIL_VAN."))
    if settings.beheer_email.endswith(_VERZONNEN):
        bevindingen.append((False, f"Antwoorden gaan naar een verzonnen adres ({settings.beheer_email}); zet CRM_BEHEER_EMAIL."))
    if settings.is_eigen_machine:
        bevindingen.append((False, f"Links in mail wijzen naar {settings.base_url}, en dat werkt alleen hier; zet CRM_BASE_URL."))
    return bevindingen


def _over_de_wachtrij(rij: postkamer.Wachtrij) -> Bevinding:
    if not rij.wachtend:
        herinneringen = _zoveel(rij.herinneringen, "herinnering wacht", "herinneringen wachten")
        return True, f"Er wacht geen mail; {herinneringen} op een mail om in te staan."
    zinnen = [
        f"{_zoveel(rij.wachtend, 'mail wacht', 'mails wachten')} op verzending",
        f", de oudste sinds {rij.oudste.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}",
    ]
    if rij.geprobeerd:
        opnieuw = "kon eerder niet weg en gaat", "konden eerder niet weg en gaan"
        zinnen.append(f"; {_zoveel(rij.geprobeerd, *opnieuw)} vanzelf opnieuw")
    if rij.te_laat:
        zinnen.append(f"; {rij.te_laat} al langer dan twee uur")
    return not rij.te_laat, "".join(zinnen) + "."


def _over_wat_misging(rij: postkamer.Wachtrij) -> list[Bevinding]:
    bevindingen: list[Bevinding] = []
    if rij.mislukt:
        mails = _zoveel(rij.mislukt, "mail is", "mails zijn")
        bevindingen.append((False, f"{mails} niet verzonden; de redenen staan bij Beheer › Post en planner."))
    if rij.onbestelbaar:
        adressen = _zoveel(rij.onbestelbaar, "adres", "adressen")
        bevindingen.append((False, f"Op {adressen} komt geen mail aan; zie Beheer › Post en planner."))
    return bevindingen


def _zoveel(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"
