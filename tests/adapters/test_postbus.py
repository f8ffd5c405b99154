"""Where mail leaves the house: over SMTP with TLS that is checked, or into a folder; and what a mail says about itself."""

import datetime as dt
import email
import time
from email import policy

import pytest

from crm.adapters import smtp
from crm.adapters.mailbericht import Uitgaand, bouw
from crm.adapters.postbus import postbus_van
from crm.adapters.postfouten import PostDicht, TijdelijkGeweigerd, VoorgoedGeweigerd
from crm.adapters.smtpantwoorden import eis_aangenomen
from crm.settings import InstellingFout
from tests.support.mailserver import WACHTWOORD, Mailserver, ZwijgendeServer, certificaten, mailserver  # noqa: F401

VAN = "Aanjager Noord-Holland <aanjager@voorbeeld.invalid>"
MOMENT = dt.datetime(2026, 10, 14, 7, 0, tzinfo=dt.UTC)


def uitgaand(**anders):
    vast = {
        "aan": "ana@voorbeeld.invalid",
        "aan_naam": "Ana",
        "onderwerpregel": "Uw overzicht",
        "tekst": "Er wacht één afspraak.\n",
        "html": "<html lang='nl'><p>Er wacht één afspraak.</p></html>",
        "mailkenmerk": "<eerste-1@voorbeeld.invalid>",
        "op": MOMENT,
    }
    return Uitgaand(**vast | anders)


def gelezen(uit, **anders):
    """The mail as a mail program reads it."""
    return email.message_from_bytes(bouw(uit, afzender=VAN, **anders).as_bytes(), policy=policy.default)


def bus(server, certificaten, inlog="", **anders):  # noqa: F811
    return postbus_van(
        f"smtp://{inlog}127.0.0.1:{server.poort}?ca={certificaten.ca}",
        **{"afzender": VAN, "wachttijd": 0.5, "hoogstens": 2} | anders,
    )


# --- the mail itself ---


def test_a_mail_says_what_it_is_and_where_it_belongs():
    mail = gelezen(
        uitgaand(
            aan_naam='José "de Grote" Ñandú, PhD',
            onderwerpregel="Drie afspraken wachten op één antwoord – " + "heel lang " * 12,
            eerste_in_draad="<eerste@voorbeeld.invalid>",
            afmeld_adres="https://aanjager.voorbeeld.invalid/uitschrijven/" + "a" * 200,
        ),
        antwoord_aan="beheer@voorbeeld.invalid",
    )
    assert mail["To"].addresses[0].display_name == 'José "de Grote" Ñandú, PhD'
    assert mail["Subject"].startswith("Drie afspraken wachten op één antwoord – heel")
    assert mail["From"].addresses[0].addr_spec == "aanjager@voorbeeld.invalid"
    assert mail["Reply-To"] == "beheer@voorbeeld.invalid"
    assert (mail["In-Reply-To"], mail["References"]) == ("<eerste@voorbeeld.invalid>",) * 2
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert mail["Content-Language"] == "nl"
    assert mail["Date"].datetime == MOMENT
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [deel.get_content_type() for deel in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert mail.get_body(("plain",)).get_content().strip() == "Er wacht één afspraak."


@pytest.mark.parametrize(
    ("op", "datum"),
    [
        (dt.datetime(2026, 10, 25, 0, 59, tzinfo=dt.UTC), "Sun, 25 Oct 2026 02:59:00 +0200"),
        (dt.datetime(2026, 10, 25, 1, 0, tzinfo=dt.UTC), "Sun, 25 Oct 2026 02:00:00 +0100"),
        (dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC), "Sun, 29 Mar 2026 03:00:00 +0200"),
    ],
)
def test_the_date_of_a_mail_is_that_of_the_clock_here(op, datum):
    assert str(gelezen(uitgaand(op=op))["Date"]) == datum


def test_marks_and_addresses_are_never_broken_in_two():
    """Python folds what is long, and would write it as an encoded word; a mail program would not know the thread."""
    lang = "<" + "f" * 60 + "@een-heel-lang-domein-van-een-provincie.voorbeeld.invalid>"
    adres = "https://aanjager.voorbeeld.invalid/uitschrijven/" + "a" * 300
    regels = bouw(uitgaand(mailkenmerk=lang, afmeld_adres=adres), afzender=VAN).as_bytes().decode("ascii").split("\r\n")
    assert f"Message-ID: {lang}" in regels
    assert f"List-Unsubscribe: <{adres}>" in regels
    assert max(len(regel) for regel in regels) < 998


def test_the_first_mail_of_a_thread_answers_nothing_and_a_duty_has_no_way_out():
    mail = gelezen(uitgaand(eerste_in_draad="<eerste-1@voorbeeld.invalid>"))
    assert (mail["In-Reply-To"], mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]) == (None, None, None)


def test_an_invitation_is_a_part_that_calendars_read_and_a_file_to_open():
    ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Overleg één\r\nEND:VCALENDAR\r\n"
    mail = gelezen(uitgaand(kalender=ics, kalender_methode="REQUEST"))
    uitnodiging = next(deel for deel in mail.walk() if deel.get_content_type() == "text/calendar")
    assert uitnodiging["Content-Type"].params["method"] == "REQUEST"
    assert uitnodiging["Content-Type"].params["charset"] == "utf-8"
    assert uitnodiging.get_payload(decode=True).decode() == ics
    (bijlage,) = mail.iter_attachments()
    assert (bijlage.get_filename(), bijlage.get_content()) == ("invite.ics", ics.encode())


@pytest.mark.parametrize(
    "anders",
    [
        {"onderwerpregel": "Dag\r\nBcc: iedereen@voorbeeld.invalid"},
        {"aan_naam": "Ana\nBcc: iedereen@voorbeeld.invalid"},
        {"aan": "ana@voorbeeld.invalid\r\nBcc: iedereen@voorbeeld.invalid"},
        {"aan": "ana@voorbeeld.invalid, iedereen@voorbeeld.invalid"},
        {"aan": "geen adres"},
        {"aan": ""},
        {"aan": "jos\u00e9@voorbeeld.invalid"},
        {"mailkenmerk": "<a@b>\r\nBcc: x@y"},
        {"eerste_in_draad": "<a@b>\r\nBcc: x@y"},
        {"afmeld_adres": "https://x\r\nBcc: x@y"},
    ],
)
def test_nobody_slips_in_a_second_header_or_receiver(anders):
    with pytest.raises(VoorgoedGeweigerd):
        bouw(uitgaand(**anders), afzender=VAN)


def test_a_domain_with_diacritics_is_written_as_servers_know_it():
    assert gelezen(uitgaand(aan="ana@münchen.example"))["To"].addresses[0].addr_spec == "ana@xn--mnchen-3ya.example"


def test_rerouted_mail_goes_to_one_address_and_says_for_whom_it_was():
    mail = gelezen(uitgaand(), omleiden="proef@voorbeeld.invalid")
    assert mail["To"] == "proef@voorbeeld.invalid"
    assert mail["X-Oorspronkelijk-Aan"] == "ana@voorbeeld.invalid"
    assert mail["Subject"] == "[voor ana@voorbeeld.invalid] Uw overzicht"


# --- the setting ---


@pytest.mark.parametrize(
    ("url", "zin"),
    [
        ("mail.provincie.nl", "beginnen"),
        ("http://mail.provincie.nl", "beginnen"),
        ("smtp://", "geen mailserver"),
        ("smtp://server:poort", "server of poort"),
        ("smtp://server:99999", "server of poort"),
        ("smtp://naam@server", "geen wachtwoord"),
        ("smtp://naam:ge/heim@server", "server of poort|geen mailserver"),
        ("smtp://server?onzin=1", "‘onzin’"),
        ("smtp://server?starttls=misschien", "ja of nee"),
        ("smtp://mail.provincie.nl?starttls=nee", "op deze machine"),
        ("smtp://127.evil.example?starttls=nee", "op deze machine"),
        ("smtps://server?ca=/bestaat/niet.pem", "ca="),
        ("file://", "geen map"),
    ],
)
def test_an_address_that_mail_cannot_go_to_is_refused_with_what_to_write(url, zin):
    with pytest.raises(InstellingFout, match=zin) as fout:
        postbus_van(url, afzender=VAN)
    assert "ge/heim" not in str(fout.value)


@pytest.mark.parametrize("anders", [{"afzender": "Aanjager"}, {"omleiden": "niemand"}, {"omleiden": "a@b.nl, c@d.nl"}])
def test_a_sender_or_detour_that_is_no_address_is_refused(anders):
    with pytest.raises(InstellingFout, match="e-mailadres"):
        postbus_van("file:///tmp/mail", **{"afzender": VAN} | anders)


def test_a_setting_says_where_mail_goes_without_the_password():
    for url in ("smtp://naam:geheim@mail.provincie.nl", "smtps://naam:geheim@mail.provincie.nl:465"):
        assert "geheim" not in postbus_van(url, afzender=VAN).omschrijving


# --- the folder ---


def test_the_same_mail_written_twice_is_one_file(tmp_path):
    map_ = postbus_van(f"file://{tmp_path}/mail", afzender=VAN)
    map_.verstuur(uitgaand())
    map_.verstuur(uitgaand(op=MOMENT + dt.timedelta(minutes=20), is_herhaling=True))
    map_.verstuur(uitgaand(mailkenmerk="<tweede@voorbeeld.invalid>"))
    namen = sorted(pad.name for pad in (tmp_path / "mail").iterdir())
    assert namen == ["20261014T070000_eerste-1.eml", "20261014T070000_tweede.eml"]
    assert email.message_from_bytes((tmp_path / "mail" / namen[0]).read_bytes())["Message-ID"] == "<eerste-1@voorbeeld.invalid>"


def test_a_mark_of_somebody_else_s_is_no_way_out_of_the_folder(tmp_path):
    postbus_van(f"file://{tmp_path}/mail", afzender=VAN).verstuur(uitgaand(mailkenmerk="<../../etc/x@y>"))
    assert [pad.parent.name for pad in tmp_path.rglob("*.eml")] == ["mail"]


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "mail").write_text("geen map")
    with pytest.raises(PostDicht, match="niet worden geschreven"):
        postbus_van(f"file://{tmp_path}/mail", afzender=VAN).verstuur(uitgaand())


# --- the server ---


def test_mail_goes_over_starttls_to_a_server_whose_certificate_holds(mailserver, certificaten):  # noqa: F811
    weg = bus(mailserver, certificaten)
    weg.verstuur(uitgaand())
    weg.verstuur(uitgaand(mailkenmerk="<tweede@voorbeeld.invalid>"))
    weg.sluit()
    assert [mail["Message-ID"] for mail in mailserver.vak.mails] == ["<eerste-1@voorbeeld.invalid>", "<tweede@voorbeeld.invalid>"]
    assert mailserver.vak.mails[0].get_body(("plain",)).get_content().strip() == "Er wacht één afspraak."


def test_mail_goes_over_tls_at_once(certificaten):  # noqa: F811
    with Mailserver(tls=certificaten.goed) as server:
        weg = postbus_van(f"smtps://127.0.0.1:{server.poort}?ca={certificaten.ca}", afzender=VAN, wachttijd=2)
        weg.controleer()
        weg.verstuur(uitgaand())
        weg.sluit()
        assert len(server.vak.mails) == 1


def test_a_server_on_this_machine_may_do_without_encryption():
    with Mailserver() as server:
        weg = postbus_van(f"smtp://127.0.0.1:{server.poort}?starttls=nee", afzender=VAN, wachttijd=2)
        weg.verstuur(uitgaand())
        weg.sluit()
        assert len(server.vak.mails) == 1


def test_a_password_with_strange_characters_gets_in(certificaten):  # noqa: F811
    with Mailserver(starttls=certificaten.goed, aanmelden=True) as server:
        from urllib.parse import quote

        weg = bus(server, certificaten, f"aanjager:{quote(WACHTWOORD, safe='')}@")
        weg.verstuur(uitgaand())
        weg.sluit()
        assert len(server.vak.mails) == 1


@pytest.mark.parametrize("inlog", ["aanjager:verkeerd@", "aanjager:verk%C3%A9%C3%A9rd@"])
def test_a_refused_sign_in_is_named_without_the_password(certificaten, inlog):  # noqa: F811
    with Mailserver(starttls=certificaten.goed, aanmelden=True) as server:
        with pytest.raises(PostDicht, match="weigert de naam of het wachtwoord") as fout:
            bus(server, certificaten, inlog).controleer()
        assert "verk" not in str(fout.value)
        assert server.vak.mails == []


def test_a_refused_password_is_not_tried_every_minute(certificaten, monkeypatch):  # noqa: F811
    with Mailserver(starttls=certificaten.goed, aanmelden=True) as server:
        weg = bus(server, certificaten, "aanjager:verkeerd@")
        for _ in range(3):
            with pytest.raises(PostDicht, match="weigert de naam of het wachtwoord"):
                weg.verstuur(uitgaand())
        assert server.vak.gebeld == 1
        monkeypatch.setattr(smtp, "RUST_NA_INLOG", 0)
        with pytest.raises(PostDicht, match="weigert de naam of het wachtwoord"):
            weg.verstuur(uitgaand())
        assert server.vak.gebeld == 2


def test_without_a_name_a_server_that_wants_one_is_no_fault_of_the_mail(certificaten):  # noqa: F811
    with Mailserver(starttls=certificaten.goed, aanmelden=True) as server, pytest.raises(PostDicht, match="530"):
        bus(server, certificaten).verstuur(uitgaand())


@pytest.mark.parametrize(
    ("welk", "zin"),
    [("vreemd", "certificaat"), ("andere_naam", "certificaat.*127.0.0.1"), ("verlopen", "certificaat.*expired")],
)
def test_nothing_is_sent_to_a_server_whose_certificate_does_not_hold(certificaten, welk, zin):  # noqa: F811
    with Mailserver(starttls=getattr(certificaten, welk)) as server:
        with pytest.raises(PostDicht, match=zin):
            bus(server, certificaten, "aanjager:geheim@").verstuur(uitgaand())
        assert server.vak.mails == []


def test_nothing_is_sent_to_a_server_that_offers_no_encryption(certificaten):  # noqa: F811
    with Mailserver() as server:
        with pytest.raises(PostDicht, match="STARTTLS"):
            bus(server, certificaten).verstuur(uitgaand())
        assert server.vak.mails == []


def test_a_server_that_is_not_there_or_says_nothing_is_named(certificaten):  # noqa: F811
    with ZwijgendeServer() as server:
        begin = time.monotonic()
        with pytest.raises(PostDicht, match="antwoordt niet op tijd"):
            bus(server, certificaten, wachttijd=0.2).verstuur(uitgaand())
        assert time.monotonic() - begin < 2
    with pytest.raises(PostDicht, match="niet bereikbaar"):
        bus(server, certificaten).verstuur(uitgaand())
    with pytest.raises(PostDicht, match=r"niet te vinden|niet bereikbaar"):
        postbus_van("smtp://mail.voorbeeld.invalid", afzender=VAN, wachttijd=2).verstuur(uitgaand())


def test_one_mail_takes_no_longer_than_it_may_however_slowly_the_server_goes_on(mailserver, certificaten):  # noqa: F811
    mailserver.vak.wacht = 1
    begin = time.monotonic()
    with pytest.raises(PostDicht, match="versturen"):
        bus(mailserver, certificaten, wachttijd=5, hoogstens=0.3).verstuur(uitgaand())
    assert time.monotonic() - begin < 2


@pytest.mark.parametrize(
    ("antwoord", "soort", "adres"),
    [
        ("450 4.2.0 greylisted, come back", TijdelijkGeweigerd, None),
        ("550 no such user here", VoorgoedGeweigerd, "misschien"),
        ("550 5.1.1 unknown", VoorgoedGeweigerd, "zeker"),
        ("553 mailbox name not allowed", VoorgoedGeweigerd, "misschien"),
        ("550 relaying denied", VoorgoedGeweigerd, None),
        ("550 5.7.1 relaying denied", VoorgoedGeweigerd, None),
        ("550 5.1.8 sender has no domain", VoorgoedGeweigerd, None),
        ("552 5.2.2 mailbox full", VoorgoedGeweigerd, None),
        ("421 4.3.0 try later", TijdelijkGeweigerd, None),
    ],
)
def test_a_refusal_says_whether_it_is_for_now_for_good_or_about_the_address(
    mailserver, certificaten, antwoord, soort, adres  # noqa: F811
):
    mailserver.vak.antwoorden["ana@voorbeeld.invalid"] = antwoord
    weg = bus(mailserver, certificaten)
    with pytest.raises(soort) as fout:
        weg.verstuur(uitgaand())
    assert (fout.value.is_adres, fout.value.is_misschien_adres) == (adres == "zeker", adres == "misschien")
    assert antwoord[:3] in str(fout.value)
    weg.verstuur(uitgaand(aan="bo@voorbeeld.invalid"))
    weg.sluit()
    assert mailserver.vak.ontvangers == ["bo@voorbeeld.invalid"]


def test_what_a_server_says_is_kept_without_marks_that_steer():
    with pytest.raises(VoorgoedGeweigerd, match=r"weigert de mail: 554 no b \[31mred$"):
        eis_aangenomen((554, b"no\x00b\r\n\x1b[31mred"), bij_adres=True)


def test_a_line_that_breaks_after_the_mail_was_given_says_that_it_may_have_arrived(mailserver, certificaten):  # noqa: F811
    for neer, misschien in ((False, True), (True, False)):
        mailserver.vak.verbreek_na_data, mailserver.vak.verbreek_bij_rcpt = not neer, neer
        with pytest.raises(PostDicht) as fout:
            bus(mailserver, certificaten).verstuur(uitgaand())
        assert fout.value.is_misschien_aangekomen is misschien


@pytest.mark.parametrize(("op_data", "soort"), [("451 later", TijdelijkGeweigerd), ("554 5.7.1 spam", VoorgoedGeweigerd)])
def test_a_refusal_of_the_contents_is_about_this_mail_only(mailserver, certificaten, op_data, soort):  # noqa: F811
    mailserver.vak.op_data = op_data
    weg = bus(mailserver, certificaten)
    with pytest.raises(soort) as fout:
        weg.verstuur(uitgaand())
    assert not getattr(fout.value, "is_adres", False)
    weg.sluit()


def test_a_sender_that_the_server_does_not_know_is_no_fault_of_the_mail(mailserver, certificaten):  # noqa: F811
    mailserver.vak.op_afzender = "550 5.7.60 not allowed to send as this sender"
    with pytest.raises(PostDicht, match="afzender"):
        bus(mailserver, certificaten).verstuur(uitgaand())


def test_a_connection_that_the_server_gave_up_is_opened_again(mailserver, certificaten):  # noqa: F811
    weg = bus(mailserver, certificaten)
    weg.verstuur(uitgaand())
    weg._smtp.sock.close()
    weg._smtp.sock = None
    weg.verstuur(uitgaand(mailkenmerk="<tweede@voorbeeld.invalid>"))
    weg.sluit()
    assert len(mailserver.vak.mails) == 2
