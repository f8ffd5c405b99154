"""What the operator hears of each way in which mail can fail: on the page Beheer, and from crm doctor."""

import re

import pytest

from crm import jobs
from crm.adapters.postbus import postbus_van
from crm.cli import nagaan
from crm.cli.omgeving import Omgeving
from crm.jobs.rondes import Middelen
from crm.jobs.verzending import OP_RIJ
from crm.models import GebruikerRol
from crm.settings import Settings
from tests.jobs.conftest import VAN
from tests.support.herinneringen import PAPIER
from tests.support.mailserver import Mailserver, ZwijgendeServer
from tests.support.planners import TAKEN
from tests.web.conftest import bezoeker, lees  # noqa: F401 - fixtures

ANA, BO = "ana@voorbeeld.invalid", "bo@voorbeeld.invalid"
ALLEN = tuple(f"nummer{n}@voorbeeld.invalid" for n in range(OP_RIJ + 1))


@pytest.fixture
def tref(database, nu, certificaten, klaar, bezoeker, lees, tmp_path, monkeypatch):  # noqa: F811
    """One round of sending to this server; gives what the page and what crm doctor say after it."""
    monkeypatch.setattr(nagaan, "GEDULD", 0.3)

    def doe(server, *adressen, inlog=""):
        klaar(*(adressen or (ANA,)))
        url = f"smtp://{inlog}127.0.0.1:{server.poort}?ca={certificaten.ca}"
        middelen = Middelen(
            database, postbus_van(url, afzender=VAN, wachttijd=0.3, hoogstens=2), PAPIER, overzicht_uur=7, mail_per_ronde=200
        )
        jobs.uitvoeren(database, TAKEN["versturen"], nu, middelen)
        bea = bezoeker("Bea", GebruikerRol.BEHEERDER)
        pagina = lees(bea.ga("/beheer")) + lees(bea.ga("/beheer/berichten"))
        omgeving = Omgeving(Settings(omgeving="test", mail_url=url, var_dir=str(tmp_path)))
        with database.session() as session:
            over_alles = nagaan.over_de_planner(session, nu) + nagaan.over_de_mail(session, omgeving, nu)
        omgeving.sluit()
        return pagina, "\n".join(f"{'goed' if goed else 'LET OP'} {zin}" for goed, zin in over_alles)

    return doe


def zegt(tekst, *zinnen):
    return [zin for zin in zinnen if not re.search(zin, tekst)] == []


@pytest.mark.parametrize(
    ("wat", "zin"),
    [
        ("neer", "niet bereikbaar bij het verbinden"),
        ("zwijgt", "antwoordt niet op tijd bij het verbinden"),
        ("begroeting", "weigert bij begroeting: 554 5.3.2 no service"),
        ("certificaat", "certificaat van de mailserver .* klopt niet"),
        ("starttls", r"biedt geen versleuteling \(STARTTLS\) aan"),
        ("inlog", r"weigert de naam of het wachtwoord \(535\)"),
    ],
)
def test_a_server_that_cannot_be_used_is_named_on_the_page_and_by_doctor(tref, certificaten, wat, zin):
    server = {
        "neer": Mailserver(),
        "zwijgt": ZwijgendeServer(),
        "begroeting": ZwijgendeServer(b"554 5.3.2 no service here\r\n"),
        "certificaat": Mailserver(starttls=certificaten.vreemd),
        "starttls": Mailserver(),
        "inlog": Mailserver(starttls=certificaten.goed, aanmelden=True),
    }[wat]
    with server:
        if wat == "neer":
            server._doe(server._dicht())
        pagina, doctor = tref(server, inlog="aanjager:mis-geheim@" if wat == "inlog" else "")
    assert zegt(pagina, f"Mislukt. niets verzonden; gestopt: .*{zin}", "1 mail wacht op verzending")
    assert zegt(doctor, f"LET OP De taak versturen is op .* mislukt: .*{zin}", f"(?m)^LET OP (?!De taak).*{zin}")
    assert "mis-geheim" not in pagina + doctor


def test_a_line_that_breaks_halfway_a_mail_waits_for_another_try(tref, mailserver):
    mailserver.vak.verbreek_in_data = True
    pagina, doctor = tref(mailserver)
    assert zegt(pagina, "Mislukt. 1 later opnieuw; gestopt: .*de verbinding viel weg", "1 kon eerder niet weg en wordt vanzelf opnieuw")
    assert zegt(doctor, "LET OP De taak versturen is op .* mislukt: 1 later opnieuw", "1 kon eerder niet weg en gaat vanzelf opnieuw")


def test_one_receiver_that_is_refused_is_named_and_the_others_went(tref, mailserver):
    mailserver.vak.antwoorden[ANA] = "550 5.1.1 unknown user"
    pagina, doctor = tref(mailserver, ANA, BO)
    assert zegt(pagina, "550 5.1.1 unknown user", "1 verzonden, 1 mislukt", "Weer vrijgeven")
    assert zegt(doctor, "goed De taak versturen .*1 verzonden, 1 mislukt", "LET OP 1 mail is niet verzonden", "LET OP Op 1 adres komt geen mail")


def test_a_server_that_refuses_everybody_is_named_after_a_few(tref, mailserver):
    mailserver.vak.antwoorden["*"] = "550 5.7.1 relaying denied"
    pagina, doctor = tref(mailserver, *ALLEN)
    zin = f"Mislukt. {OP_RIJ} later opnieuw; gestopt: de mailserver weigerde {OP_RIJ} mails achter elkaar"
    assert zegt(pagina, zin, f"{OP_RIJ + 1} mails wachten", f"{OP_RIJ} konden eerder niet weg")
    assert zegt(doctor, "LET OP De taak versturen is op .*relaying denied", f"{OP_RIJ} konden eerder niet weg")


def test_not_now_is_no_alarm_and_says_that_it_goes_again(tref, mailserver):
    mailserver.vak.antwoorden[ANA] = "451 4.7.1 greylisted"
    pagina, doctor = tref(mailserver)
    assert zegt(pagina, "1 kon eerder niet weg en wordt vanzelf opnieuw geprobeerd", "451 4.7.1 greylisted")
    assert zegt(doctor, "goed 1 mail wacht op verzending, .*; 1 kon eerder niet weg en gaat vanzelf opnieuw[.]", "goed Mail kan weg")
