"""The snapshot: plain JSON, every figure with its records, and the differences between two of them."""

import copy
import datetime as dt
import json
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import Actie, BegrotingSoort, Begrotingsregel, Indicator, Partnerafspraak, canoniek
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal import kwartaalcijfers
from crm.queries.kwartaal.momentopname import momentopname, plat
from crm.queries.kwartaal.verschillen import verschillen
from tests.support.rapportageprogramma import gebruikers, leeg_programma, maak_programma

KOP = {
    "versie": 1,
    "kenmerk": "X/2026-K3/1",
    "opsteller": "Programmamanager",
    "opgesteld_op": "2026-10-14T07:00:00+00:00",
}


def neem_op(session, programma, periode="2026-K3", vorige=None):
    kwartaal = Kwartaal.lees(periode)
    cijfers = kwartaalcijfers(session, programma, periode=kwartaal, peildatum=kwartaal.eind)
    return momentopname(cijfers, kop=KOP, teksten={}, vorige=vorige)


@pytest.fixture
def opname(session):
    return neem_op(session, maak_programma(session, gebruikers(session)[0]))


def test_the_snapshot_survives_being_written_down(opname):
    assert json.loads(canoniek(opname)) == opname


def test_no_float_hides_anywhere(opname):
    def loop(waarde):
        assert not isinstance(waarde, float)
        for deel in (
            waarde.values() if isinstance(waarde, dict) else waarde if isinstance(waarde, list) else ()
        ):
            loop(deel)

    loop(opname)
    with pytest.raises(TypeError):
        plat({"getal": 0.5})


def test_one_number_is_written_in_one_way():
    assert {plat(Decimal(tekst)) for tekst in ("40", "40.0", "4E+1")} == {"40"}
    assert plat(Decimal("0.00")) == "0"


def test_every_figure_leads_to_dossiers_that_are_in_the_snapshot(opname):
    for naam, cijfer in opname["cijfers"].items():
        for uuid in cijfer["records"]:
            assert uuid in opname["records"], naam
    assert opname["cijfers"]["geld.ruimte.prognose"]["waarde"] == 365_500_000
    assert len(opname["cijfers"]["geld.ruimte.prognose"]["records"]) == 2
    assert opname["cijfers"]["actie.6b.tijd"]["waarde"] == "rood"
    bron = [opname["records"][uuid]["bron"] for uuid in opname["cijfers"]["geld.ruimte.primitief"]["records"]]
    assert bron == ["Uitvoeringsagenda Voorbeeld, regels 10-12"]


def test_two_spellings_are_one_line_and_no_two_figures_share_an_id(session):
    programma = maak_programma(session, gebruikers(session)[0])
    afspraak = session.exec(select(Partnerafspraak).where(Partnerafspraak.eenheid == "uren")).first()
    afspraak.eenheid = "Uren"
    for post in ("ruimte", "Totaal", "***"):
        session.add(
            Begrotingsregel(
                programma_id=programma.id, post=post, post_volgorde=9, jaar_van=2026, jaar_tot=2026,
                soort=BegrotingSoort.REALISATIE, bedrag_cent=100, boekdatum=dt.date(2026, 9, 1),
            )
        )  # fmt: skip
    acties = session.exec(select(Actie).order_by(Actie.volgorde, Actie.id)).all()
    for actie, nummer in zip(acties[-3:], ("9", "9", "9-2"), strict=True):
        actie.nummer = nummer
    indicatoren = session.exec(select(Indicator).order_by(Indicator.id)).all()
    for indicator, naam in zip(indicatoren[:3], ("teller", "teller", "teller 2"), strict=True):
        indicator.naam = naam
    session.flush()
    gevonden = neem_op(session, programma)
    sommen = [(som["helix"], som["eenheid"].casefold()) for som in gevonden["afspraaksommen"]]
    assert len(sommen) == len(set(sommen))
    assert [post["code"] for post in gevonden["geld"]["posten"]].count("ruimte") == 1
    assert {"totaal-2", "post"} <= {post["code"] for post in gevonden["geld"]["posten"]}
    for deel in ("acties", "indicatoren"):
        codes = [rij["code"] for rij in gevonden[deel]]
        assert len(codes) == len(set(codes))
    realisatie = sum(post["realisatie"] or 0 for post in gevonden["geld"]["posten"])
    assert gevonden["cijfers"]["geld.totaal.realisatie"]["waarde"] == realisatie


def test_no_contact_person_gets_into_the_snapshot(opname):
    tekst = canoniek(opname)
    assert "Geheime Contactpersoon" not in tekst
    assert "@" not in tekst


def test_a_snapshot_does_not_differ_from_itself(opname):
    assert verschillen(opname, copy.deepcopy(opname)) == []


def test_the_differences_of_two_quarters(session):
    programma = maak_programma(session, gebruikers(session)[0])
    vorige = neem_op(session, programma, "2026-K2")
    gevonden = neem_op(session, programma, "2026-K3", vorige)["verschillen"]
    eerste = gevonden[0]
    assert (eerste["soort"], eerste["was"], eerste["is"], eerste["richting"]) == (
        "Licht",
        "groen",
        "rood",
        "slechter",
    )
    assert {rij["soort"] for rij in gevonden} == {"Licht", "Bedrag", "Indicator", "Mijlpaal", "Afspraak", "Case"}
    bedragen = {rij["wat"]: (rij["was"], rij["is"]) for rij in gevonden if rij["soort"] == "Bedrag"}
    assert bedragen["Ruimte voor economie, prognose 2026"] == ("€\u00a03.601.000", "€\u00a03.655.000")
    assert len([rij for rij in gevonden if "datum verschoven" in rij["wat"]]) == 5
    assert [rij["gewicht"] for rij in gevonden] == sorted((rij["gewicht"] for rij in gevonden), reverse=True)


@pytest.mark.parametrize(
    ("deel", "veld", "waarde", "soort"),
    [
        ("acties", "oordeel", "beeindigd", "Actie"),
        ("mijlpalen", "stand", "te_laat", "Mijlpaal"),
        ("coalities", "stand", "beeindigd", "Coalitie"),
        ("opdrachten", "zonder_rolhouder", None, "Rol"),
        ("afspraken", "stand", "ingetrokken", "Afspraak"),
        ("afspraken", "aantal_verzet", 9, "Afspraak"),
    ],
)
def test_one_change_is_one_difference(opname, deel, veld, waarde, soort):
    nieuw = copy.deepcopy(opname)
    rij = next(r for r in nieuw[deel] if r[veld] != waarde)
    rij[veld] = (not rij[veld]) if waarde is None else waarde
    assert [v["soort"] for v in verschillen(nieuw, opname)] == [soort]


def test_what_is_new_and_what_is_gone_are_differences(opname):
    minder = copy.deepcopy(opname)
    weg = minder["acties"].pop()
    naam = f"{weg['nummer']} {weg['naam']}"
    assert [(v["wat"], v["is"]) for v in verschillen(opname, minder)] == [(naam, "nieuw")]
    assert [(v["wat"], v["is"]) for v in verschillen(minder, opname)] == [(naam, "niet meer in de agenda")]


def test_an_empty_programme_says_so_in_sentences(session):
    opname = neem_op(session, leeg_programma(session))
    assert opname["teksten"]["hoofdboodschap"]["tekst"] == "Hier zijn nog geen acties ingevoerd."
    assert opname["geld"]["conclusie"] == "Voor 2026 zijn geen bedragen ingevoerd."
    assert opname["cijfers"]["acties.totaal"]["waarde"] == 0
