"""What a reminder says: one readable sentence per kind, its group, and why this reader gets it."""

import datetime as dt
from decimal import Decimal

import pytest

from crm import models as m
from crm.models import GebruikerRol, Ontvangerrol, RegelOnderwerp
from crm.queries.herinneringen import teksten
from crm.queries.herinneringen.bewoording import afstand, kort
from crm.queries.herinneringen.bronnen import BRONNEN
from crm.queries.herinneringen.onderwerpteksten import TEKSTEN
from crm.queries.herinneringen.teksten import DEZE_WEEK, LATER, TE_LAAT, WACHT, regels
from tests.factories import maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 10, 14)
O = RegelOnderwerp  # noqa: E741


def _herinnering(session, soort, noun, datum=dt.date(2026, 10, 1), wie=None, **stap):
    regel = maak(session, m.Herinneringsregel, onderwerp=soort, is_verplicht=stap.pop("is_verplicht", False))
    gemaakt = maak(session, m.Regelstap, regel=regel, **stap)
    return maak(
        session, m.Herinnering, regel=regel, stap=gemaakt, onderwerp=soort, onderwerp_id=noun.id,
        onderwerp_uuid=noun.uuid, datum=datum, gebruiker=wie or maak(session, m.Gebruiker),
    )  # fmt: skip


def _een(session, soort, noun, datum=dt.date(2026, 10, 1), **verder):
    (regel,) = regels(session, [_herinnering(session, soort, noun, datum, **verder)], DAG)
    return regel


def _noun(session, onderwerp):
    """A dossier that this kind can be about, with names that can be read back."""
    techport = maak(session, m.Organisatie, naam="Techport")
    afspraak = maak(session, m.Partnerafspraak, organisatie=techport, hoeveelheid=Decimal(40))
    actie = maak(session, m.Actie, nummer="5c", titel="Deal")
    return {
        O.AFSPRAAK: lambda: afspraak,
        O.AFSPRAAK_HERIJKEN: lambda: afspraak,
        O.ACTIEPUNT: lambda: maak(session, m.Actiepunt, overleg=maak(session, m.Overleg, onderwerp="Tafel")),
        O.OVERLEG_VASTLEGGEN: lambda: maak(session, m.Overleg, onderwerp="Tafel"),
        O.TOEZEGGING: lambda: maak(
            session, m.Toezegging, nummer="T-7", omschrijving="Een brief aan PS.", uiterlijk=DAG
        ),
        O.MIJLPAAL: lambda: maak(session, m.Mijlpaal, actie=actie, omschrijving="Start van de pilot"),
        O.OPDRACHT_EINDE: lambda: maak(session, m.Opdracht),
        O.OPDRACHT_EVALUATIE: lambda: maak(session, m.Opdracht),
        O.NORM: lambda: maak(session, m.Norm, gremium=maak(session, m.Gremium)),
        O.INDICATOR: lambda: maak(session, m.Indicator),
        O.VOORTGANG: lambda: actie,
        O.PC_AANLEVEREN: lambda: maak(session, m.PcProduct, volgnummer=3),
        O.PC_WETTELIJK: lambda: maak(
            session, m.PcProduct, soort=m.PcSoort.BEGROTING, volgnummer=1, jaar=2027, wettelijk_voor=dt.date(2026, 11, 15)
        ),
        O.RAPPORTAGE: lambda: maak(session, m.Rapportage),
        O.CONTACT: lambda: maak(session, m.Deelneming, organisatie=techport),
        O.PARTNERMELDING: lambda: maak(
            session, m.Partnermelding, link=maak(session, m.Partnerlink, afspraak=afspraak), afspraak=afspraak
        ),
    }[onderwerp]()


ZINNEN = {
    O.AFSPRAAK: ("Techport", "40 stageplekken van Techport, uiterlijk 1 oktober 2026 (13 dagen te laat).", "afspraken/…"),
    O.AFSPRAAK_HERIJKEN: (
        "Techport",
        "Opnieuw kijken naar 40 stageplekken van Techport, uiterlijk 1 oktober 2026 (13 dagen te laat).",
        "afspraken/…",
    ),
    O.ACTIEPUNT: ("Tafel", "Bellen, uiterlijk 1 oktober 2026 (13 dagen te laat).", "overleggen/…"),
    O.OVERLEG_VASTLEGGEN: ("Tafel", "Het verslag ontbreekt nog van het overleg op 1 oktober 2026.", "overleggen/…/vastleggen"),
    O.TOEZEGGING: (
        "Toezegging T-7 aan PS",
        "Een brief aan PS, uiterlijk 1 oktober 2026 (13 dagen te laat).",
        "toezeggingen/…",
    ),
    O.MIJLPAAL: (
        "Actie 5c: Deal",
        "Mijlpaal: Start van de pilot, uiterlijk 1 oktober 2026 (13 dagen te laat).",
        "acties/…",
    ),
    O.OPDRACHT_EINDE: (
        "Ketenaanjager Proefketen",
        "De opdracht eindigde op 1 oktober 2026 en is nog niet afgerond.",
        "opdrachten/…",
    ),
    O.OPDRACHT_EVALUATIE: (
        "Ketenaanjager Proefketen",
        "Deze opdracht evalueren, uiterlijk 1 oktober 2026 (13 dagen te laat).",
        "opdrachten/…",
    ),
    O.NORM: (
        "Proeftafel",
        "Voor de norm ‘Ten minste vier keer’ is er nog één nodig om op schema te blijven, uiterlijk 1 oktober 2026 (13 dagen te laat).",
        "gremia/…",
    ),
    O.INDICATOR: ("Proefterreinen", "Geen nieuwe meting van deze indicator sinds 1 oktober 2026.", "indicatoren/…"),
    O.VOORTGANG: (
        "Actie 5c: Deal",
        "De stand van deze actie is niet bijgewerkt sinds 1 oktober 2026.",
        "acties/…/voortgang",
    ),
    O.PC_AANLEVEREN: (
        "Kwartaalrapportage 2026-K3",
        "Teksten en cijfers aanleveren, uiterlijk 1 oktober 2026 (13 dagen te laat).",
        "pc-kalender/…",
    ),
    O.PC_WETTELIJK: (
        "Begroting 2027",
        "Volgens de wet moet dit stuk vóór 15 november 2026 bij de minister zijn, dus uiterlijk zaterdag 14 november 2026 (over 31 dagen).",
        "pc-kalender/…",
    ),
    O.RAPPORTAGE: (
        "Rapportage 2026-K3",
        "De rapportage over Proefagenda wacht op vaststelling sinds 1 oktober 2026.",
        "rapportages/…",
    ),
    O.CONTACT: (
        "Techport",
        "Geen contact met Techport (coalitie 5a Proefcoalitie) sinds 1 oktober 2026.",
        "organisaties/…",
    ),
    O.PARTNERMELDING: (
        "Techport",
        "Techport bevestigde de afspraak en wacht op antwoord sinds 1 oktober 2026.",
        "partnermeldingen/…",
    ),
}


@pytest.mark.parametrize("onderwerp", list(RegelOnderwerp))
def test_every_kind_reads_as_a_sentence_and_leads_to_its_page(session, onderwerp):
    datum = dt.date(2026, 11, 15) if onderwerp is O.PC_WETTELIJK else dt.date(2026, 10, 1)
    noun = _noun(session, onderwerp)
    assert isinstance(noun, BRONNEN[onderwerp].noun)
    regel = _een(session, onderwerp, noun, datum)
    pad = "/".join(regel.pad).replace(str(regel.uuid), "…")
    assert (regel.titel, regel.zin.replace("\u00a0", " "), pad) == ZINNEN[onderwerp]


def test_every_page_that_a_line_leads_to_is_there():
    from crm.web import PADEN

    assert {soort: f"/{pad}" for soort, pad in teksten._PADEN.items()}.items() <= PADEN.items()
    assert set(TEKSTEN) == set(RegelOnderwerp)


@pytest.mark.parametrize(
    ("datum", "soort", "groep"),
    [
        (dt.date(2026, 10, 13), O.AFSPRAAK, TE_LAAT),
        (dt.date(2026, 10, 14), O.AFSPRAAK, DEZE_WEEK),
        (dt.date(2026, 10, 18), O.AFSPRAAK, DEZE_WEEK),
        (dt.date(2026, 10, 19), O.AFSPRAAK, LATER),
        # What waits since then is not late, and asks to be done now; "before the 14th" is late on the 14th.
        (dt.date(2026, 9, 1), O.OVERLEG_VASTLEGGEN, WACHT),
        (dt.date(2026, 10, 14), O.PC_WETTELIJK, TE_LAAT),
    ],
)
def test_a_week_ends_on_sunday_and_late_is_past_the_day(session, datum, soort, groep):
    assert _een(session, soort, _noun(session, soort), datum).groep == groep


def test_a_line_says_why_this_reader_gets_it(session):
    petra, ander = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER), maak_gebruiker(session, "Ander")
    afspraak = maak(session, m.Partnerafspraak, eigenaar=petra)

    def waarom(wie, **stap):
        return _een(session, O.AFSPRAAK, afspraak, wie=wie, **stap).waarom

    assert waarom(petra) == "omdat u deze afspraak volgt"
    assert waarom(ander) == "omdat de collega die dit volgt nu niet bereikbaar is"
    rol = {"ontvanger": Ontvangerrol.PROGRAMMAMANAGER}
    # Who has both gets a step for a role in that role.
    assert waarom(petra, **rol) == "omdat u programmamanager bent"
    assert waarom(ander, **rol) == "omdat er nu geen programmamanager bereikbaar is"
    assert waarom(maak_gebruiker(session, "Baas", GebruikerRol.PROGRAMMAMANAGER), **rol, is_escalatie=True) == (
        "omdat u programmamanager bent en dit blijft liggen"
    )
    # An escalation goes to the owner too, and so to the stand-in, who need not have the role.
    assert waarom(ander, **rol, is_escalatie=True) == "omdat de collega die dit volgt nu niet bereikbaar is en dit blijft liggen"
    assert waarom(petra, **rol, is_escalatie=True) == "omdat u deze afspraak volgt en dit blijft liggen"
    # In the place of a contact person that cannot be mailed.
    partner = {"ontvanger": Ontvangerrol.PARTNER}
    assert (waarom(petra, **partner), waarom(ander, **partner)) == (waarom(petra), waarom(ander))
    afspraak.eigenaar_id = None
    assert waarom(ander) == "omdat hiervoor geen collega is aangewezen"


def test_a_part_that_came_is_counted_off_and_euros_have_their_sign(session):
    afspraak = maak(session, m.Partnerafspraak, hoeveelheid=Decimal(40), geleverd=Decimal(12))
    assert _een(session, O.AFSPRAAK, afspraak).zin.startswith("Nog 28 van de 40 stageplekken van")
    geld = {"soort": m.AfspraakSoort.GELD, "eenheid": "euro", "hoeveelheid": Decimal(5000)}
    zin = _een(session, O.AFSPRAAK, maak(session, m.Partnerafspraak, **geld)).zin
    assert zin.replace("\u00a0", " ").startswith("€ 5.000 van")


def test_what_is_gone_says_so_and_does_not_break_the_rest(session):
    weg = maak(session, m.Herinnering, onderwerp_id=987654)
    (regel,) = regels(session, [weg], DAG)
    assert regel.zin == "Dit is intussen verwijderd."
    assert regels(session, [], DAG) == []


def test_lines_stand_in_the_order_in_which_one_would_do_them(session):
    datums = [dt.date(2026, 12, 1), dt.date(2026, 10, 16), dt.date(2026, 10, 1), dt.date(2026, 9, 1)]
    alle = [_herinnering(session, O.AFSPRAAK, maak(session, m.Partnerafspraak), datum) for datum in datums]
    assert [regel.datum for regel in regels(session, alle, DAG)] == sorted(datums)


def test_many_lines_cost_as_many_statements_as_few(session, database):
    def kosten(aantal):
        alle = [_herinnering(session, O.AFSPRAAK, maak(session, m.Partnerafspraak)) for _ in range(aantal)]
        alle += [_herinnering(session, O.ACTIEPUNT, maak(session, m.Actiepunt)) for _ in range(aantal)]
        session.flush()
        session.expire_all()
        for herinnering in alle:
            session.refresh(herinnering)
        with tel_opdrachten(database.engine) as opdrachten:
            regels(session, alle, DAG)
        return len(opdrachten)

    assert kosten(2) == kosten(20) == 3


def test_words_for_how_far_off_a_day_is():
    assert [afstand(DAG + dt.timedelta(days=n), DAG) for n in (-2, -1, 0, 1, 2)] == [
        "2 dagen te laat", "1 dag te laat", "vandaag", "morgen", "over 2 dagen",
    ]  # fmt: skip
    assert kort("Een\nlange   zin.") == "Een lange zin"
    assert len(kort("woord " * 100)) <= 160
