"""`crm demo`: the real agendas, a clearly fictional half year of work on them, and the report that comes of it."""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import click
from sqlmodel import Session, select

from crm.adapters import yaml_bestand
from crm.adapters.migraties import migreer
from crm.cli.agenda import MEEGELEVERD
from crm.cli.beheer import STANDAARDREGELS
from crm.cli.naspelen import Naspeler, speel
from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.cli.rapportages import schrijf_pdf, vaste_plek
from crm.db import vaste_uuids
from crm.jobs.rondes import Middelen
from crm.lifecycle import leesbaar
from crm.models import AMSTERDAM, Actie, Gebruiker, GebruikerRol, Helix, Organisatie, Programma, Rapportage
from crm.schemas import agenda as agenda_schema
from crm.schemas import organisaties as organisaties_schema
from crm.schemas.herinneringsregel import lezen as regels_lezen
from crm.workflows import (
    agenda_inlezen,
    gebruiker_beheren,
    gremium_instellen,
    herinneringsregels_beheren,
    organisatie_bijhouden,
    organisaties_inlezen,
    persoon_bijhouden,
    voortgang_bijwerken,
)

VOORBEELD = MEEGELEVERD / "voorbeeld"
AGENDAS = ("agenda-economie-2025-2028.yaml", "agenda-arbeidsmarkt-2021-2023.yaml")
# Before the first event, so that everything that happens has its people and its agenda.
BEGIN = "2026-01-02T09:00"


@click.command("demo")
@geef_omgeving
def demo(omgeving: Omgeving) -> None:
    """Vul een lege database met de echte agenda's en een verzonnen half jaar, en maak de rapportages."""
    migreer(omgeving.database)
    begin = _lees(VOORBEELD / "begin.yaml")
    with omgeving.database.session() as session:
        is_gevuld = _rapportages(session, begin["programma"])
    if is_gevuld:
        omgeving.zeg("De voorbeeldgegevens staan er al; er is niets veranderd.")
    else:
        vul(omgeving)
    _maak_rapportages(omgeving, begin["programma"])
    omgeving.zeg(f"Verstuurde mail: {_kort(_postmap(omgeving))} (elk bestand opent in een mailprogramma)")
    eerste = begin["gebruikers"][0]["email"]
    omgeving.zeg(f"Aanmelden kan met {eerste} en het wachtwoord {begin['wachtwoord']}")
    omgeving.geef({"email": eerste, "wachtwoord": begin["wachtwoord"], "nieuw": not is_gevuld})


def _rapportages(session: Session, code: str) -> list[Rapportage]:
    vraag = (
        select(Rapportage)
        .join(Programma, Rapportage.programma_id == Programma.id)
        .where(Programma.code == code)
    )
    return list(session.exec(vraag.order_by(Rapportage.periode, Rapportage.versienummer)))


def vul(omgeving: Omgeving) -> None:
    """The database holds the real agendas and the fictional half year.

    One transaction: a demo that is interrupted leaves an empty database, not half a province.
    """
    begin = _lees(VOORBEELD / "begin.yaml")
    with omgeving.database.transaction() as session, vaste_uuids("aanjager-demo"):
        systeem = gebruiker_beheren.systeemgebruiker(session)
        regels = regels_lezen(STANDAARDREGELS)
        herinneringsregels_beheren.laden(session, regels, door=systeem, nu=_moment(BEGIN))
        omgeving.zeg("De organisaties en de agenda's inlezen …")
        lijst = organisaties_schema.lezen(MEEGELEVERD / "organisaties.yaml")
        organisaties_inlezen.inlezen(session, lijst, door=systeem, nu=_moment(BEGIN))
        for naam in AGENDAS:
            agenda = agenda_schema.lezen(MEEGELEVERD / naam)
            agenda_inlezen.inlezen(session, agenda, door=systeem, nu=_moment(BEGIN))
        omgeving.zeg("Verzonnen mensen, partners en twee kwartalen werk naspelen …")
        mensen = _mensen(session, omgeving, begin, systeem)
        _partners(session, begin, systeem)
        programma = _programma(session, begin["programma"])
        vorige = _programma(session, begin["normen_van"])
        gremium_instellen.overnemen(session, programma, vorige, door=systeem, nu=_moment(BEGIN))
        _wijs_toe(session, programma, begin["eigenaren"], mensen, systeem)
        session.flush()
        # In a folder, whatever the settings say: a server that is really there must not get the mail of people who are not.
        naar_map = dataclasses.replace(omgeving.settings, mail_url=f"file://{_postmap(omgeving)}", mail_omleiden="")
        post = Middelen.van(naar_map, omgeving.database)
        naspeler = Naspeler(session, omgeving.opslag, post, programma, mensen)
        for gebeurtenis in _gebeurtenissen():
            speel(naspeler, gebeurtenis)


def _gebeurtenissen() -> list[dict[str, Any]]:
    alle = [gebeurtenis for pad in sorted(VOORBEELD.glob("20*.yaml")) for gebeurtenis in _lees(pad)]
    return sorted(alle, key=lambda gebeurtenis: str(gebeurtenis["op"]))


def _lees(pad: Path) -> Any:
    """What stands in one of our own example files."""
    gegevens, fouten = yaml_bestand.lezen(pad)
    fouten.weiger()
    return gegevens


def _moment(tekst: str) -> dt.datetime:
    return dt.datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)


def _programma(session: Session, code: str) -> Programma:
    return session.exec(select(Programma).where(Programma.code == code)).one()


def _mensen(
    session: Session, omgeving: Omgeving, begin: dict[str, Any], systeem: Gebruiker
) -> dict[str, Gebruiker]:
    """The fictional colleagues, by the first part of their address."""
    hash_ = omgeving.wachtwoorden.hash(begin["wachtwoord"])
    mensen = {}
    for wie in begin["gebruikers"]:
        rollen = [GebruikerRol(rol) for rol in wie["rollen"]]
        mensen[wie["email"].partition("@")[0]] = gebruiker_beheren.toevoegen(
            session,
            **wie | {"rollen": rollen},
            wachtwoord_hash=hash_,
            is_voorbeeld=True,
            door=systeem,
            nu=_moment(BEGIN),
        )
    return mensen


def _partners(session: Session, begin: dict[str, Any], systeem: Gebruiker) -> None:
    wie = {"door": systeem, "nu": _moment(BEGIN)}
    partners: dict[str, Organisatie] = {}
    for gegevens in begin["organisaties"]:
        partners[gegevens["naam"]] = organisatie_bijhouden.toevoegen(
            session, **gegevens | {"helix": Helix(gegevens["helix"])}, is_voorbeeld=True, **wie
        )
    for gegevens in begin["personen"]:
        persoon_bijhouden.toevoegen(
            session,
            **gegevens | {"organisatie": partners[gegevens["organisatie"]]},
            herkomst="Verzonnen voorbeeld",
            is_voorbeeld=True,
            **wie,
        )


def _wijs_toe(
    session, programma: Programma, eigenaren: dict, mensen: dict[str, Gebruiker], systeem: Gebruiker
) -> None:
    vraag = select(Actie).where(Actie.programma_id == programma.id, Actie.ouder_id.is_(None))
    acties = {actie.nummer: actie for actie in session.exec(vraag)}
    for email, nummers in eigenaren.items():
        for nummer in nummers:
            eigenaar = mensen[email.partition("@")[0]]
            voortgang_bijwerken.toewijzen(session, acties[nummer], eigenaar, door=systeem, nu=_moment(BEGIN))


def _maak_rapportages(omgeving: Omgeving, code: str) -> None:
    """Every report of the demo is a PDF in the working folder; one that is there already is left alone."""
    with omgeving.database.session() as session:
        rapportages = _rapportages(session, code)
    for rapportage in rapportages:
        pad = vaste_plek(omgeving, rapportage)
        if not pad.exists():
            omgeving.zeg(f"De rapportage over {rapportage.periode} maken …")
            schrijf_pdf(omgeving, rapportage)
        omgeving.zeg(f"Rapportage {rapportage.periode} ({leesbaar(rapportage.status)}): {_kort(pad)}")


def _postmap(omgeving: Omgeving) -> Path:
    return omgeving.settings.map / "mail"


def _kort(pad: Path) -> Path:
    hier = Path.cwd()
    return pad.relative_to(hier) if pad.is_relative_to(hier) else pad


OPDRACHTEN = (demo,)
