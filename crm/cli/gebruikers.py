"""`crm gebruiker` and `crm token`: accounts and keys."""

import click
from sqlmodel import Session, select

from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.errors import NietGevonden
from crm.models import ApiToken, Gebruiker, GebruikerRol
from crm.queries.dossiers import vind
from crm.workflows import gebruiker_beheren

ROL = click.Choice([str(rol) for rol in GebruikerRol])


def vind_account(session: Session, email: str) -> Gebruiker:
    """The account with this address. Refuses with NietGevonden when there is none."""
    gevonden = (
        session.exec(select(Gebruiker).where(Gebruiker.email == email.strip().lower())).unique().first()
    )
    if gevonden is None:
        raise NietGevonden(f"Er is geen account voor {email}.")
    return gevonden


@click.group("gebruiker")
def gebruiker() -> None:
    """Accounts van collega's."""


@gebruiker.command("toevoegen")
@click.argument("email")
@click.option("--naam", required=True, help="Naam van de collega.")
@click.option("--rol", "rollen", type=ROL, multiple=True, required=True, help="Mag vaker dan één keer.")
@click.option("--functie", help="Functie, voor op de rapportage.")
@click.password_option("--wachtwoord", prompt="Wachtwoord", confirmation_prompt="Nog een keer")
@geef_omgeving
def toevoegen(
    omgeving: Omgeving, email: str, naam: str, rollen: tuple[str, ...], functie: str | None, wachtwoord: str
):
    """Maak een account."""
    gebruiker_beheren.keur_wachtwoord(wachtwoord)
    hash_ = omgeving.wachtwoorden.hash(wachtwoord)
    with omgeving.werk() as (session, door):
        nieuw = gebruiker_beheren.toevoegen(
            session,
            naam=naam,
            email=email,
            rollen=[GebruikerRol(rol) for rol in rollen],
            wachtwoord_hash=hash_,
            functie=functie,
            door=door,
            nu=utc_nu(),
        )
    omgeving.zeg(f"{nieuw.naam} kan zich nu aanmelden met {nieuw.email}.")
    omgeving.geef({"uuid": nieuw.uuid, "email": nieuw.email})


@gebruiker.command("lijst")
@geef_omgeving
def lijst(omgeving: Omgeving) -> None:
    """Toon alle accounts met hun rollen."""
    with omgeving.lees() as session:
        allen = session.exec(select(Gebruiker).order_by(Gebruiker.naam)).unique().all()
    rijen = [
        {
            "naam": g.naam,
            "email": g.email,
            "rollen": [str(rol.rol) for rol in g.rollen],
            "actief": g.is_actief,
        }
        for g in allen
    ]
    for rij in rijen:
        omgeving.zeg(
            f"{rij['email']:40} {rij['naam']:30} {', '.join(rij['rollen'])}{'' if rij['actief'] else ' (geblokkeerd)'}"
        )
    omgeving.geef({"gebruikers": rijen})


@gebruiker.command("wachtwoord")
@click.argument("email")
@click.password_option("--wachtwoord", prompt="Nieuw wachtwoord", confirmation_prompt="Nog een keer")
@geef_omgeving
def zet_wachtwoord(omgeving: Omgeving, email: str, wachtwoord: str) -> None:
    """Geef een account een nieuw wachtwoord; wie aangemeld was, moet opnieuw."""
    gebruiker_beheren.keur_wachtwoord(wachtwoord)
    hash_ = omgeving.wachtwoorden.hash(wachtwoord)
    with omgeving.werk() as (session, door):
        gebruiker_beheren.wachtwoord_zetten(session, vind_account(session, email), hash_, door=door, nu=utc_nu())
    omgeving.zeg("Het wachtwoord is gewijzigd.")


@gebruiker.command("rollen")
@click.argument("email")
@click.option(
    "--rol", "rollen", type=ROL, multiple=True, required=True, help="Mag vaker dan één keer; vervangt alle rollen."
)
@geef_omgeving
def zet_rollen(omgeving: Omgeving, email: str, rollen: tuple[str, ...]) -> None:
    """Geef een account precies deze rollen."""
    with omgeving.werk() as (session, door):
        gekozen = [GebruikerRol(rol) for rol in rollen]
        gebruiker_beheren.rollen_zetten(session, vind_account(session, email), gekozen, door=door, nu=utc_nu())
    omgeving.zeg(f"{email} heeft nu: {', '.join(rollen)}.")


@gebruiker.command("blokkeren")
@click.argument("email")
@geef_omgeving
def blokkeer(omgeving: Omgeving, email: str) -> None:
    """Laat iemand niet meer binnen; meldt hem of haar meteen af."""
    with omgeving.werk() as (session, door):
        gebruiker_beheren.blokkeren(session, vind_account(session, email), door=door, nu=utc_nu())
    omgeving.zeg(f"{email} komt er niet meer in.")


@click.group("token")
def token() -> None:
    """Sleutels waarmee andere systemen de API gebruiken."""


@token.command("maken")
@click.argument("email")
@click.option("--naam", required=True, help="Waar de sleutel voor dient.")
@geef_omgeving
def maken(omgeving: Omgeving, email: str, naam: str) -> None:
    """Maak een sleutel; hij wordt één keer getoond."""
    with omgeving.werk() as (session, door):
        nieuw, teken = gebruiker_beheren.token_maken(
            session, vind_account(session, email), naam, door=door, nu=utc_nu()
        )
    omgeving.zeg(f"Bewaar deze sleutel goed; wij tonen hem niet nog eens:\n{teken}")
    omgeving.geef({"uuid": nieuw.uuid, "token": teken, "verloopt_op": nieuw.verloopt_op})


@token.command("intrekken")
@click.argument("uuid")
@geef_omgeving
def intrekken(omgeving: Omgeving, uuid: str) -> None:
    """Maak een sleutel onbruikbaar."""
    with omgeving.werk() as (session, door):
        gebruiker_beheren.token_intrekken(session, vind(session, ApiToken, uuid), door=door, nu=utc_nu())
    omgeving.zeg("De sleutel werkt niet meer.")


OPDRACHTEN = (gebruiker, token)
