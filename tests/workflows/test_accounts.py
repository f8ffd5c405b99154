"""Accounts, signing in, and the keys of other systems."""

import datetime as dt

import pytest

from crm.adapters.wachtwoorden import Wachtwoorden
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import GebruikerRol
from crm.workflows import aanmelden, gebruiker_beheren

GOED = "vier losse woorden samen"


@pytest.fixture
def wachtwoorden():
    return Wachtwoorden(goedkoop=True)


@pytest.fixture
def collega(session, beheerder, wachtwoorden, nu):
    return gebruiker_beheren.toevoegen(
        session,
        naam="Ana",
        email="Ana@Voorbeeld.invalid ",
        rollen=[GebruikerRol.LEZER],
        wachtwoord_hash=wachtwoorden.hash(GOED),
        door=beheerder,
        nu=nu,
    )


@pytest.fixture
def probeer(session, wachtwoorden):
    def doe(wachtwoord, nu, email="ana@voorbeeld.invalid"):
        wie = aanmelden.keuren(session, wachtwoorden, email=email, wachtwoord=wachtwoord, nu=nu)
        teken = aanmelden.aanmelden(session, wie, email=email, apparaat="proef", uren=10, nu=nu)
        session.flush()
        return teken

    return doe


def test_the_right_password_opens_and_the_cookie_is_recognised_until_it_expires(session, collega, probeer, nu):
    teken = probeer(GOED, nu)
    wie, _ = aanmelden.herkennen(session, teken, nu + dt.timedelta(hours=9))
    assert wie.id == collega.id
    assert aanmelden.herkennen(session, teken, nu + dt.timedelta(hours=11)) is None
    aanmelden.afmelden(session, teken)
    assert aanmelden.herkennen(session, teken, nu) is None


def test_wrong_unknown_and_blocked_are_refused_alike(session, collega, probeer, beheerder, nu):
    assert probeer("fout", nu) is None
    assert probeer(GOED, nu, email="niemand@voorbeeld.invalid") is None
    gebruiker_beheren.blokkeren(session, collega, door=beheerder, nu=nu)
    assert probeer(GOED, nu) is None


def test_five_failures_make_you_wait_a_quarter_of_an_hour(collega, probeer, nu):
    for _ in range(5):
        probeer("fout", nu)
    with pytest.raises(NietToegestaan, match="kwartier"):
        probeer(GOED, nu + dt.timedelta(minutes=14))
    assert probeer(GOED, nu + dt.timedelta(minutes=16))


def test_blocking_signs_out_at_once(session, collega, probeer, beheerder, nu):
    teken = probeer(GOED, nu)
    gebruiker_beheren.blokkeren(session, collega, door=beheerder, nu=nu)
    assert aanmelden.herkennen(session, teken, nu) is None


def test_one_address_has_one_account(session, collega, beheerder, nu):
    with pytest.raises(AlGebeurd):
        gebruiker_beheren.toevoegen(
            session, naam="B", email="ana@voorbeeld.invalid", rollen=[], wachtwoord_hash=None, door=beheerder, nu=nu
        )


@pytest.mark.parametrize("kort", ["", "geheim", "elftekens!!"])
def test_a_short_password_is_refused(kort):
    with pytest.raises(OngeldigeInvoer, match="12 tekens"):
        gebruiker_beheren.keur_wachtwoord(kort)


def test_only_the_beheerder_manages_accounts(session, petra, nu):
    with pytest.raises(NietToegestaan):
        gebruiker_beheren.toevoegen(
            session, naam="C", email="c@voorbeeld.invalid", rollen=[], wachtwoord_hash=None, door=petra, nu=nu
        )


def test_a_key_works_until_it_is_revoked(session, collega, beheerder, nu):
    token, teken = gebruiker_beheren.token_maken(session, collega, "koppeling", door=beheerder, nu=nu)
    session.flush()
    assert aanmelden.herkennen_token(session, teken, nu).id == collega.id
    assert teken not in token.teken_hash
    gebruiker_beheren.token_intrekken(session, token, door=beheerder, nu=nu)
    session.flush()
    assert aanmelden.herkennen_token(session, teken, nu) is None
