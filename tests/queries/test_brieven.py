"""The letters, word for word: what each says as plain text and as HTML, and that nothing typed can change its form.

After a wanted change: HERSCHRIJF_GOLDEN=ja, and read the difference in tests/golden/brieven/.
"""

import datetime as dt
import os
import re
import uuid
from decimal import Decimal
from pathlib import Path

import pytest

from crm import models as m
from crm.http.papier import briefpapier
from crm.models import LinkDoel, RegelOnderwerp
from crm.queries import brieven
from crm.queries.brieven import Belofte
from crm.queries.herinneringen.teksten import LATER, TE_LAAT, WACHT, Overzichtsregel
from crm.settings import Settings

GOLDEN = Path(__file__).parent.parent / "golden" / "brieven"
DAG = dt.date(2026, 10, 14)
PAPIER = briefpapier(
    Settings(omgeving="test", base_url="https://crm.voorbeeld.invalid", secret_key="een-sleutel-van-meer-dan-32-tekens")
)
AFMELDEN = "https://crm.voorbeeld.invalid/uitschrijven/teken"
PETRA = m.Gebruiker(naam="Petra de Vries", functie="programmamanager", email="petra@voorbeeld.invalid")
JAN = m.Persoon(naam="Jan Jansen", email="jan@techport.invalid")
KWAAD = 'Kwaad\r\nBcc: x@y.z\r\n\r\n<script>alert("x")</script> {{7*7}} {% raw %}'


def _kenmerk(nummer):
    return uuid.UUID(int=0xABCDEF00000000000000000000000000 + nummer)


def _regel(nummer=1, groep=TE_LAAT, **anders):
    velden = {
        "herinnering": _kenmerk(nummer),
        "onderwerp": RegelOnderwerp.AFSPRAAK,
        "groep": groep,
        "kop": "Afspraak",
        "titel": "Techport",
        "zin": "40 stageplekken van Techport, uiterlijk 1 oktober 2026 (13 dagen te laat).",
        "datum": dt.date(2026, 10, 1),
        "soort": "afspraak",
        "uuid": _kenmerk(100 + nummer),
        "verder": (),
        "is_verplicht": False,
        "is_escalatie": False,
        "waarom": "omdat u deze afspraak volgt",
    }
    return Overzichtsregel(**(velden | anders))


def _afspraak(nummer=1, **anders):
    velden = {
        "uuid": _kenmerk(nummer),
        "omschrijving": "Stageplekken techniek in Beverwijk",
        "soort": m.AfspraakSoort.STAGES,
        "eenheid": "stageplekken",
        "hoeveelheid": Decimal(40),
        "geleverd": Decimal(0),
        "afgeschreven": Decimal(0),
        "uiterlijk": dt.date(2026, 10, 1),
        "status": m.AfspraakStatus.BEVESTIGD,
    }
    return m.Partnerafspraak(**(velden | anders))


def _belofte(nummer=1, collega=PETRA, **anders):
    adressen = {
        doel: f"https://crm.voorbeeld.invalid/p/{doel}-{nummer}" for doel in (LinkDoel.LEVEREN, LinkDoel.VERZETTEN)
    }
    return Belofte(_afspraak(nummer, **anders), collega, adressen)


def _melding(doel, **anders):
    return m.Partnermelding(uuid=_kenmerk(9), doel=doel, **anders)


def _overleg(**anders):
    velden = {
        "uuid": _kenmerk(5),
        "onderwerp": "Technologietafel najaar",
        "begint_op": dt.datetime(2026, 11, 19, 9, 0, tzinfo=dt.UTC),
        "eindigt_op": dt.datetime(2026, 11, 19, 10, 30, tzinfo=dt.UTC),
        "locatie": "Provinciehuis, Haarlem",
    }
    return m.Overleg(**(velden | anders))


def _overzicht(regels, afmelden=AFMELDEN, aan=PETRA):
    return brieven.overzicht(PAPIER, aan, regels, dag=DAG, afmelden=afmelden)


def _behandeld(titel, wat, overgenomen, **melding):
    return PAPIER.brief(
        "behandeld", aan=JAN, titel=titel, melding=_melding(LinkDoel.VERZETTEN, **melding), afspraak=_afspraak(), op=DAG,
        wat=wat, overgenomen=overgenomen, collega=PETRA,
    )  # fmt: skip


def _lijst():
    verslag = {"kop": "Verslag", "titel": "Tafel", "zin": "Het verslag ontbreekt nog van het overleg op 12 oktober 2026."}
    begroting = {
        "kop": "Wettelijke termijn",
        "titel": "Begroting 2027",
        "zin": "Volgens de wet moet dit stuk vóór 15 november 2026 bij de minister zijn, dus uiterlijk zaterdag 14 november 2026.",
        "waarom": "omdat u controller bent",
        "is_verplicht": True,
    }
    return [
        _regel(1),
        _regel(2, WACHT, soort="overleg", verder=("vastleggen",), waarom="omdat u dit overleg organiseerde", **verslag),
        _regel(3, LATER, soort="pc_product", **begroting),
    ]


BRIEVEN = {
    "overzicht": lambda: _overzicht(_lijst()),
    "dringend": lambda: brieven.dringend(PAPIER, PETRA, _lijst()[2], afmelden=None),
    "partner": lambda: brieven.partner(PAPIER, JAN, [_belofte()], dag=DAG, afmelden=AFMELDEN),
    "partner-twee": lambda: brieven.partner(
        PAPIER,
        JAN,
        [_belofte(), _belofte(2, None, uiterlijk=None, omschrijving="uren van een docent.", eenheid="uren")],
        dag=DAG,
        afmelden=None,
    ),
    "melding": lambda: brieven.melding(
        PAPIER,
        PETRA,
        _melding(LinkDoel.LEVEREN, hoeveelheid=Decimal(12), geleverd_op=DAG, tekst="Twaalf leerlingen.\nZij begonnen maandag."),
        _afspraak(),
        "Techport",
    ),
    "melding-datum": lambda: brieven.melding(
        PAPIER,
        PETRA,
        _melding(LinkDoel.VERZETTEN, nieuwe_datum=dt.date(2026, 12, 1), tekst="De bouw liep uit.", bijlage_id=1),
        _afspraak(),
        "Techport",
    ),
    "melding-bevestigd": lambda: brieven.melding(PAPIER, PETRA, _melding(LinkDoel.BEVESTIGEN), _afspraak(), "Techport"),
    "afgemeld": lambda: brieven.afgemeld(PAPIER, PETRA, JAN, [(_afspraak(), "Techport"), (_afspraak(2), "Techport")]),
    "uitnodiging": lambda: PAPIER.brief(
        "uitnodiging", overleg=_overleg(), aan=JAN, organisator=PETRA, is_wijziging=False
    ),
    "uitnodiging-gewijzigd": lambda: PAPIER.brief(
        "uitnodiging", overleg=_overleg(locatie=None, eindigt_op=None), aan=JAN, organisator=None, is_wijziging=True
    ),
    "behandeld": lambda: _behandeld(
        "Uw levering is verwerkt", "een levering van 12 stageplekken op 14 oktober 2026", "Wij hebben de levering verwerkt. Dank u wel."
    ),
    "behandeld-afgewezen": lambda: _behandeld(
        "Over de andere datum die u vroeg", "de vraag om een andere datum: 1 december 2026", None, reden="Dan is het schooljaar om."
    ),
    "afgezegd": lambda: PAPIER.brief("afgezegd", overleg=_overleg(), aan=JAN, organisator=PETRA, is_wijziging=True),
    "afgelast": lambda: PAPIER.brief("afgelast", overleg=_overleg(), aan=JAN, organisator=PETRA, is_wijziging=True),
}


def _lees(naam, inhoud):
    pad = GOLDEN / naam
    if os.environ.get("HERSCHRIJF_GOLDEN"):
        pad.parent.mkdir(exist_ok=True)
        pad.write_text(inhoud, encoding="utf-8")
    return pad.read_text(encoding="utf-8")


@pytest.mark.parametrize("naam", sorted(BRIEVEN))
def test_a_letter_says_word_for_word_what_we_agreed_on(naam):
    brief = BRIEVEN[naam]()
    tekst = f"{brief.onderwerpregel}\n\n{brief.tekst}"
    assert tekst == _lees(f"{naam}.txt", tekst)
    assert brief.html == _lees(f"{naam}.html", brief.html)


@pytest.mark.parametrize("naam", sorted(BRIEVEN))
def test_a_letter_is_dutch_loads_nothing_and_carries_its_own_colours(naam):
    brief = BRIEVEN[naam]()
    assert '<html lang="nl">' in brief.html
    assert 'name="color-scheme" content="light dark"' in brief.html
    assert not re.search(r"<(img|script|style|link|iframe|form|svg)\b|src=|url\(|@import", brief.html)
    assert all(adres.startswith(("https://crm.voorbeeld.invalid/", "mailto:")) for adres in re.findall(r'href="([^"]+)"', brief.html))
    # A colour that stands for the light scheme only would vanish in the dark.
    zonder_paar = re.sub(r"(color|background|border-\w+-color):#\w+;\1:light-dark|background:#0b5563;color:#ffffff", "", brief.html)
    zonder_paar = re.sub(r"(border-\w+):\dpx solid #\w+;\1-color:light-dark", "", zonder_paar)
    assert not re.search(r"[^(,]#[0-9a-f]{6}", re.sub(r"light-dark\([^)]+\)|\(#\w+,#\w+\)", "", zonder_paar))
    assert "\u00a0" not in brief.tekst
    assert not re.search(r"\n{3,}| +\n", brief.tekst)
    assert "!" not in brief.tekst
    assert brief.onderwerpregel
    assert "\n" not in brief.onderwerpregel


def _kwade_brieven():
    collega = m.Gebruiker(naam=KWAAD, functie=KWAAD, email="petra@voorbeeld.invalid")
    persoon = m.Persoon(naam=KWAAD, email="jan@techport.invalid")
    melding = _melding(LinkDoel.VERZETTEN, nieuwe_datum=DAG, tekst=KWAAD)
    overleg = _overleg(onderwerp=KWAAD, locatie=KWAAD)
    yield _overzicht([_regel(titel=KWAAD, zin=KWAAD)], aan=collega)
    yield brieven.dringend(PAPIER, collega, _regel(titel=KWAAD, zin=KWAAD), afmelden=AFMELDEN)
    yield brieven.partner(PAPIER, persoon, [_belofte(collega=collega, omschrijving=KWAAD, eenheid=KWAAD)], dag=DAG, afmelden=None)
    yield brieven.melding(PAPIER, collega, melding, _afspraak(eenheid=KWAAD), KWAAD)
    yield brieven.afgemeld(PAPIER, collega, persoon, [(_afspraak(eenheid=KWAAD), KWAAD)])
    for sjabloon in ("uitnodiging", "afgelast"):
        yield PAPIER.brief(sjabloon, overleg=overleg, aan=persoon, organisator=collega, is_wijziging=False)


@pytest.mark.parametrize("brief", list(_kwade_brieven()), ids=lambda brief: brief.onderwerpregel[:12])
def test_what_somebody_typed_stays_text_in_every_letter(brief):
    assert "<script" not in brief.html
    assert "&lt;script&gt;" in brief.html
    assert "{{7*7}}" in brief.html
    assert "{{7*7}}" in brief.tekst
    assert "49" not in brief.onderwerpregel
    # A line break in a name begins no header, and no line of its own in a plain text.
    assert "\r" not in brief.onderwerpregel
    assert not re.search(r"^\s*Bcc:", brief.tekst, re.MULTILINE)


def test_a_digest_of_very_much_is_cut_off_and_leads_on():
    brief = _overzicht([_regel(n, LATER) for n in range(137)])
    assert brief.tekst.count("* Techport") == brief.html.count("<li ") == 50
    assert "En nog 87 herinneringen: https://crm.voorbeeld.invalid/herinneringen" in brief.tekst
    assert brief.onderwerpregel == "Uw overzicht van 14 oktober 2026: 137 herinneringen"


@pytest.mark.parametrize(
    ("groepen", "zin"),
    [
        ([TE_LAAT], "Er wacht één ding op u, en dat is te laat."),
        ([LATER], "Er wacht één ding op u."),
        ([TE_LAAT, LATER], "Er wachten twee dingen op u; daarvan is er één te laat."),
        ([TE_LAAT, TE_LAAT, LATER], "Er wachten drie dingen op u; daarvan zijn er twee te laat."),
        ([TE_LAAT, TE_LAAT], "Er wachten twee dingen op u, en die zijn allebei te laat."),
        ([TE_LAAT] * 3, "Er wachten drie dingen op u, en die zijn allemaal te laat."),
    ],
)
def test_a_digest_begins_with_how_much_waits(groepen, zin):
    brief = _overzicht([_regel(n, groep) for n, groep in enumerate(groepen)])
    assert f"\n{zin}\n" in brief.tekst
    assert f">{zin}</p>" in brief.html


def test_mandatory_reminders_say_why_they_cannot_be_switched_off():
    vast = [_regel(is_verplicht=True)]
    assert brieven.afmeldadres(PAPIER, _kenmerk(1), vast) is None
    los = brieven.afmeldadres(PAPIER, _kenmerk(1), [*vast, _regel(2)])
    assert PAPIER.tekenaar.lees(brieven.AFMELDEN, los.rsplit("/", 1)[1]) == _kenmerk(1)
    brief = _overzicht(vast, afmelden=None)
    assert "verplichte taak. U kunt ze daarom niet uitzetten" in brief.tekst
    assert "uitschrijven" not in brief.html


@pytest.mark.parametrize(
    ("provincie", "merk"),
    [("Provincie Noord-Holland", "NH"), ("provincie Fryslân", "F"), ("Provincie Zuid-Holland", "ZH")],
)
def test_the_mark_in_a_subject_has_the_initials_of_the_province(provincie, merk):
    papier = briefpapier(Settings(omgeving="test", provincie=provincie))
    assert papier.merk(_kenmerk(1)) == f"{merk}-abcdef00"
