"""A deal with 45 signatories: read in, matched, doubtful ones decided by a person, and counted on a day."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlmodel import func, select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Actie,
    AfspraakStatus,
    Convenant,
    Helix,
    Ondertekening,
    Organisatie,
    OrganisatieAlias,
    Partnerafspraak,
)
from crm.queries.convenanten import dekking, twijfels
from crm.queries.organisatie_zoeken import bekend
from crm.schemas import ondertekenaars as lezer_van
from crm.workflows import convenant_inlezen, convenant_opvolgen
from crm.workflows import partnerafspraak_opvolgen as opvolgen
from tests.factories import maak
from tests.support import deal as proefdeal
from tests.support.tellen import tel_opdrachten

KOP = proefdeal.KOP


@pytest.fixture
def deal(session, programma, actie):
    actie.eigenaar_id = None
    return maak(
        session,
        Convenant,
        programma=programma,
        actie_id=actie.id,
        naam="Circulaire Deal Proefmaterialen",
        aantal_genoemd=45,
    )


@pytest.fixture
def lees_in(session, deal, petra, nu):
    def doe(tekst, **anders):
        bestand = lezer_van.lezen(tekst, "deal.csv")
        plan = convenant_inlezen.inlezen(session, deal, bestand, **({"door": petra, "nu": nu} | anders))
        session.flush()
        return plan

    return doe


@pytest.fixture
def rijen(lees_in):
    """Reads these rows in, each without its header."""
    return lambda *regels, **anders: lees_in("\n".join([KOP, *regels]), **anders)


def aantal(session, noun, *waar):
    return session.exec(select(func.count()).select_from(noun).where(*waar)).one()


def onder(session, deal):
    return list(session.exec(select(Ondertekening).where(Ondertekening.convenant_id == deal.id).order_by(Ondertekening.id)))


# --- the deal of 45 ---


def test_forty_are_certain_two_are_new_and_three_wait_for_a_person(session, lees_in, deal):
    proefdeal.partijen(session)
    voor = aantal(session, Organisatie)
    plan = lees_in(proefdeal.bestand(), nieuw=Helix.BEDRIJF)
    assert {soort: n for soort, n in plan.aantallen.items() if n} == {
        "gekoppeld": 40, "toegevoegd": 2, "twijfel": 3, "afspraken_nieuw": 20, "afspraken_wachten": 3,
    }  # fmt: skip
    assert len(plan.planregels) == 45
    assert aantal(session, Organisatie) == voor + 2
    assert [o.naam for o in twijfels(session, deal.id, 10)] == sorted(proefdeal.TWIJFEL)
    assert all(regel.reden for regel in plan.planregels)
    assert (dekking(session, deal, dt.date(2026, 10, 14)).bekend, aantal(session, Partnerafspraak)) == (45, 20)


def test_the_same_file_twice_changes_nothing_also_after_the_doubtful_are_decided(
    session, lees_in, deal, petra, nu
):
    proefdeal.partijen(session)
    lees_in(proefdeal.bestand(), nieuw=Helix.BEDRIJF)
    tweede = lees_in(proefdeal.bestand(), nieuw=Helix.BEDRIJF)
    assert not tweede.verandert_iets
    assert tweede.aantallen["ongewijzigd"] == 45
    kies = {o.naam: o for o in session.exec(select(Organisatie))}
    for ondertekening, naam in zip(
        twijfels(session, deal.id, 9),
        ("Paardebloem Glasrecycling", "Kranenverhuur Walvisbaai Noord", "Stoeptegelfabriek Zonnehoek"),
        strict=True,
    ):
        convenant_opvolgen.koppelen(session, ondertekening, organisatie=kies[naam], door=petra, nu=nu)
        session.flush()
    assert twijfels(session, deal.id, 9) == []
    assert aantal(session, Partnerafspraak) == 23
    derde = lees_in(proefdeal.bestand(), nieuw=Helix.BEDRIJF)
    assert (derde.verandert_iets, derde.aantallen["ongewijzigd"]) == (False, 45)
    assert (aantal(session, Partnerafspraak), len(onder(session, deal))) == (23, 45)


def test_reading_costs_the_same_however_many_sign(session, lees_in, database, deal, nu):
    proefdeal.partijen(session)
    bestand = lezer_van.lezen(proefdeal.bestand(), "deal.csv")
    for deel in (bestand, lezer_van.lezen("naam\nOnbekend\n")):
        with tel_opdrachten(database.engine) as opdrachten:
            convenant_inlezen.vergelijken(session, deal, deel, nu=nu)
        assert len(opdrachten) <= 9


def _bevestig(session, afspraken, dag, door, nu):
    for afspraak in afspraken:
        opvolgen.bevestigen(session, afspraak, op=dag, door=door, nu=nu)


def test_coverage_is_right_on_two_days_and_stays_so(session, lees_in, deal, petra, nu):
    proefdeal.partijen(session)
    lees_in(proefdeal.bestand(), nieuw=Helix.BEDRIJF)
    afspraken = session.exec(select(Partnerafspraak).order_by(Partnerafspraak.id)).all()
    mei, augustus, nu_dag = dt.date(2026, 5, 31), dt.date(2026, 8, 31), dt.date(2026, 10, 14)
    _bevestig(session, afspraken[:8], dt.date(2026, 4, 1), petra, nu)
    _bevestig(session, afspraken[8:15], dt.date(2026, 8, 1), petra, nu)
    for afspraak in afspraken[:3]:
        opvolgen.leveren(
            session, afspraak, hoeveelheid=Decimal("1250.5"), geleverd_op=dt.date(2026, 8, 20), bewijs="Bon", door=petra, nu=nu
        )  # fmt: skip
    session.flush()
    in_mei, in_augustus = dekking(session, deal, mei), dekking(session, deal, augustus)
    assert (in_mei.van, in_mei.bekend, in_mei.bevestigd, in_mei.geleverd, in_mei.te_laat) == (45, 45, 8, 0, 0)
    assert (in_augustus.bevestigd, in_augustus.geleverd, in_augustus.te_laat) == (15, 3, 0)
    # Later changes: withdrawn, moved, delivered, and the doubtful decided. The days that are past do not move.
    opvolgen.sluiten(session, afspraken[7], stap="intrekken", gronden="Failliet", door=petra, nu=nu)
    opvolgen.sluiten(session, afspraken[15], stap="afwijzen", gronden="Nooit gezegd", door=petra, nu=nu)
    opvolgen.verzetten(session, afspraken[4], naar=dt.date(2027, 1, 1), grond="Later", door=petra, nu=nu)
    opvolgen.leveren(
        session, afspraken[5], hoeveelheid=Decimal(1000), geleverd_op=nu_dag, bewijs="Bon", door=petra, nu=nu
    )
    for ondertekening in twijfels(session, deal.id, 9):
        organisatie = maak(session, Organisatie)
        convenant_opvolgen.koppelen(session, ondertekening, organisatie=organisatie, door=petra, nu=nu)
        session.flush()
    assert dekking(session, deal, mei).bevestigd == 8
    assert {veld: getattr(dekking(session, deal, augustus), veld) for veld in ("bekend", "bevestigd", "geleverd", "te_laat")} == {
        "bekend": 45, "bevestigd": 15, "geleverd": 3, "te_laat": 0,
    }  # fmt: skip
    vandaag = dekking(session, deal, nu_dag)
    assert (vandaag.bevestigd, vandaag.geleverd, vandaag.twijfel) == (14, 3, 0)
    # Due on 1 September: what is open and was not moved is late: 23 - 3 delivered - 2 closed - 1 moved.
    assert vandaag.te_laat == 17


# --- who is it ---


def test_a_kvk_number_goes_before_a_name_that_we_do_not_know(session, rijen, deal):
    ander = maak(session, Organisatie, naam="Heel anders", kvk_nummer="12345678")
    rijen("Onder een handelsnaam;12345678;;;;;;;")
    (ondertekening,) = onder(session, deal)
    assert (ondertekening.organisatie_id, ondertekening.naam) == (ander.id, "Onder een handelsnaam")


def test_a_name_and_a_number_of_two_organisations_is_doubtful(session, rijen, rom, deal):
    maak(session, Organisatie, naam="Ander", kvk_nummer="12345678")
    (regel,) = rijen("ROM InWest;12345678;;;;;;;").planregels
    assert regel.reden == "Het KvK-nummer is van ‘Ander’ en de naam is van ‘ROM InWest’."
    assert onder(session, deal)[0].is_twijfel


def test_a_name_whose_organisation_has_another_number_is_doubtful(session, rijen, rom, deal):
    rom.kvk_nummer = "87654321"
    (regel,) = rijen("ROM InWest;12345678;;;;;;;").planregels
    assert "heeft bij ons een ander KvK-nummer: 87654321" in regel.reden
    assert onder(session, deal)[0].is_twijfel


def test_an_uncertain_alias_is_doubtful_until_a_person_says_so(session, rijen, rom, deal, petra, nu):
    maak(session, OrganisatieAlias, organisatie=rom, naam="InWest", is_onzeker=True)
    assert rijen("InWest;;;;;;;;").planregels[0].uitkomst == "twijfel"
    convenant_opvolgen.koppelen(session, onder(session, deal)[0], organisatie=rom, door=petra, nu=nu)
    session.flush()
    assert bekend(session, ["inwest"])["inwest"].id == rom.id
    assert aantal(session, OrganisatieAlias) == 1


def test_who_we_do_not_know_waits_unless_new_ones_are_asked_for(session, rijen, deal):
    assert rijen("Xylofoon Hijsdiensten;;;;;;;;").planregels[0].uitkomst == "twijfel"
    assert rijen("Xylofoon Hijsdiensten;;;;;;;;", nieuw=Helix.ONDERWIJS).planregels[0].uitkomst == "toegevoegd"
    (ondertekening,) = onder(session, deal)
    assert session.get(Organisatie, ondertekening.organisatie_id).helix is Helix.ONDERWIJS


def test_new_ones_that_look_like_each_other_are_not_both_added(session, rijen, deal):
    plan = rijen("Xylofoon Hijsdiensten;;;;;;;;", "Xylofoon Hijsdienst;;;;;;;;", nieuw=Helix.BEDRIJF)
    assert [regel.uitkomst for regel in plan.planregels] == ["toegevoegd", "twijfel"]
    assert aantal(session, Organisatie) == 1


def test_two_new_names_with_one_number_are_one_organisation(session, rijen, deal):
    rijen("Xylofoon Hijsdiensten;12345678;;;;;;;", "Quaggabeek;12345678;;;;;;;", nieuw=Helix.BEDRIJF)
    assert (aantal(session, Organisatie), len(onder(session, deal))) == (1, 1)


def test_a_kind_in_the_file_goes_before_the_one_that_was_asked(session, lees_in, deal):
    lees_in("naam;helix\nXylofoon;onderwijs\n", nieuw=Helix.BEDRIJF)
    assert session.exec(select(Organisatie.helix)).one() is Helix.ONDERWIJS


def test_two_names_of_one_organisation_are_one_signature(session, rijen, onhn, deal):
    plan = rijen("ONHN;;;;;;;;", "Ontwikkelingsbedrijf NHN;;;;;;;;")
    assert [regel.reden for regel in plan.planregels] == ["Herkend aan de naam.", "Dezelfde als op regel 2."]
    assert len(onder(session, deal)) == 1
    assert not rijen("ONHN;;;;;;;;", "Ontwikkelingsbedrijf NHN;;;;;;;;").verandert_iets


def test_who_is_known_by_now_is_linked_when_the_file_comes_again(session, rijen, deal):
    rijen("Xylofoon;;;;;;;;")
    maak(session, Organisatie, naam="Xylofoon BV")
    assert rijen("Xylofoon;;;;;;;;").planregels[0].uitkomst == "gekoppeld"
    assert len(onder(session, deal)) == 1


# --- contributions ---

BIJDRAGE = "Stages voor monteurs;stages;stageplekken;40;1-9-2027;"


def test_a_contribution_becomes_a_promise_under_the_deal(session, rijen, rom, deal, actie, petra):
    rijen(f"ROM InWest;;12-3-2025;{BIJDRAGE}", eigenaar=petra)
    afspraak = session.exec(select(Partnerafspraak)).one()
    assert (afspraak.convenant_id, afspraak.actie_id, afspraak.programma_id) == (deal.id, actie.id, deal.programma_id)
    assert (afspraak.herkomst, afspraak.status, afspraak.genoemd_op) == (
        deal.naam, AfspraakStatus.GENOEMD, dt.date(2025, 3, 12),
    )  # fmt: skip
    assert (afspraak.hoeveelheid, afspraak.eenheid, afspraak.eigenaar_id) == (Decimal(40), "stageplekken", petra.id)


def test_a_promise_without_a_follower_goes_to_whose_actie_it_is(session, rijen, rom, actie, bram):
    actie.eigenaar_id = bram.id
    rijen(f"ROM InWest;;;{BIJDRAGE}")
    assert session.exec(select(Partnerafspraak.eigenaar_id)).one() == bram.id


def test_two_rows_of_one_signatory_are_two_promises(session, rijen, rom, deal):
    rijen(f"ROM InWest;;;{BIJDRAGE}", "ROM InWest;;;Geld voor gereedschap;geld;;5000;;1-1-2027")
    assert len(onder(session, deal)) == 1
    assert sorted(session.exec(select(Partnerafspraak.eenheid))) == ["euro", "stageplekken"]


def test_a_promise_that_was_noted_by_hand_is_not_made_again(session, rijen, rom, deal):
    maak(session, Partnerafspraak, organisatie=rom, convenant_id=deal.id, omschrijving="stages voor monteurs")
    assert rijen(f"ROM InWest;;;{BIJDRAGE}").planregels[0].bijdrage == "stond er al"
    assert aantal(session, Partnerafspraak) == 1


def test_a_promise_that_got_other_words_is_not_made_again(session, rijen, rom):
    rijen(f"ROM InWest;;;{BIJDRAGE}")
    session.exec(select(Partnerafspraak)).one().omschrijving = "Iets anders"
    assert not rijen(f"ROM InWest;;;{BIJDRAGE}").verandert_iets


def test_a_contribution_that_waits_is_mended_by_the_file(session, rijen, deal, rom, petra, nu):
    rijen(f"ROM In West;;;{BIJDRAGE}")
    rijen(f"ROM In West;;;{BIJDRAGE.replace('40', '50')}")
    assert aantal(session, Partnerafspraak) == 0
    convenant_opvolgen.koppelen(session, onder(session, deal)[0], organisatie=rom, door=petra, nu=nu)
    afspraak = session.exec(select(Partnerafspraak)).one()
    assert (afspraak.hoeveelheid, afspraak.eigenaar_id) == (50, petra.id)


def test_what_was_read_in_time_is_no_mistake_when_it_is_late(session, rijen, rom, nu, vandaag):
    rij = "ROM InWest;;;Stages;stages;stageplekken;40;1-11-2026;"
    rijen(rij)
    assert not rijen(rij, nu=nu + dt.timedelta(days=60)).verandert_iets
    assert session.exec(select(Partnerafspraak.genoemd_op)).one() == vandaag


# --- refusals ---


@pytest.mark.parametrize(
    ("regels", "zin"),
    [
        (["ROM InWest;;1-1-2030;;;;;;"], "deal.csv:2: getekend_op: Deze dag moet nog komen."),
        (
            ["ROM InWest;;2-9-2026;Stages;stages;stageplekken;40;1-9-2026;"],
            "deal.csv:2: uiterlijk: Deze dag ligt vóór de ondertekening.",
        ),
        (
            ["ROM InWest;;;Stages;stages;stageplekken;40;1-9-2026;"],
            "deal.csv:2: uiterlijk: Deze dag is voorbij. Vul ook in wanneer er is getekend.",
        ),
        (["ROM InWest;;;;;;;;", "rom inwest b.v.;;;;;;;;"], "deal.csv:3: naam: ‘rom inwest b.v.’ staat ook op regel 2."),
        ([f"ROM InWest;;;{BIJDRAGE}", f"ROM InWest;;;{BIJDRAGE}"], "deal.csv:3: afspraak: Deze afspraak staat al eerder"),
        (
            ["ROM InWest;;1-1-2025;;;;;;", f"ROM InWest;;2-1-2025;{BIJDRAGE}"],
            "deal.csv:3: getekend_op: Op regel 2 staat voor deze ondertekenaar iets anders.",
        ),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_line_and_nothing_is_written(session, rijen, rom, deal, regels, zin):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        rijen(*regels)
    assert zin in gevangen.value.zin
    assert onder(session, deal) == []


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("naam;kvk\nX;1234567\n", "deal.csv:2: kvk_nummer: Een KvK-nummer heeft acht cijfers."),
        ("naam;getekend op\nX;31-2-2025\n", "deal.csv:2: getekend_op: ‘31-2-2025’ is geen dag."),
        ("naam;soort\nX;stages\n", "deal.csv:2: afspraak: Vul dit in."),
        (f"{KOP}\nX;;;A;uren;;5;1-1-2027;\n", "deal.csv:2: eenheid: In welke eenheid?"),
        (f"{KOP}\nX;;;A;uren;euro;5;1-1-2027;\n", "deal.csv:2: eenheid: Geld staat in euro, en alleen geld."),
        (f"{KOP}\nX;;;A;geld;uren;5;1-1-2027;\n", "deal.csv:2: eenheid: Geld staat in euro,"),
        (f"{KOP}\nX;;;A;uren;uren;0;1-1-2027;\n", "deal.csv:2: hoeveelheid: Hoeveel is afgesproken?"),
        (f"{KOP}\nX;;;A;uren;uren;1,000.5;1-1-2027;\n", "deal.csv:2: hoeveelheid: Wij weten niet zeker welk getal"),
        (f"{KOP}\nX;;;A;uren;uren;5;;\n", "deal.csv:2: uiterlijk: Wanneer moet het er zijn?"),
        (f"{KOP}\n{'x' * 201};;;;;;;;\n", "deal.csv:2: naam: Gebruik ten hoogste 200 tekens."),
        ("kvk\n12345678\n", "deal.csv:1: De kolom ‘naam’ ontbreekt."),
        ("naam;kleur\nX;rood\n", "deal.csv:1: De kolom ‘kleur’ kennen wij niet."),
        ("naam;kvk;kvk_nummer\nX;12345678;1\n", "deal.csv:1: De kolommen ‘kvk’ en ‘kvk_nummer’ zijn bij ons dezelfde."),
        ("naam\n" + "X\n" * 1001, "deal.csv:1: Het bestand heeft meer dan 1000 regels."),
        ("", "deal.csv:1: "),
    ],
)  # fmt: skip
def test_a_mistake_in_the_file_is_told_with_line_and_reason(tekst, zin):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        lezer_van.lezen(tekst, "deal.csv")
    assert zin in gevangen.value.zin


def test_a_trial_changes_nothing(session, deal, nu):
    bestand = lezer_van.lezen("naam\nXylofoon\n", "deal.csv")
    plan = convenant_inlezen.vergelijken(session, deal, bestand, nieuw=Helix.BEDRIJF, nu=nu)
    assert plan.verandert_iets
    session.flush()
    assert (onder(session, deal), aantal(session, Organisatie)) == ([], 0)


def test_a_reader_reads_nothing_in_and_decides_nothing(session, rijen, deal, rom, lezer, nu):
    with pytest.raises(NietToegestaan):
        rijen("ROM InWest;;;;;;;;", door=lezer)
    twijfel = maak(session, Ondertekening, convenant=deal, organisatie=None, naam="ROM?")
    wie = {"door": lezer, "nu": nu}
    for daad in (
        lambda: convenant_opvolgen.koppelen(session, twijfel, organisatie=rom, **wie),
        lambda: convenant_opvolgen.nieuw(session, twijfel, helix=Helix.BEDRIJF, **wie),
        lambda: convenant_opvolgen.schrappen(session, twijfel, reden="Zomaar", **wie),
        lambda: convenant_opvolgen.ondertekenen(session, deal, organisatie=rom, **wie),
    ):
        with pytest.raises(NietToegestaan):
            daad()


# --- a person decides ---


@pytest.fixture
def twijfel(session, rijen, deal, rom):
    rijen(f"ROM In West;;12-3-2025;{BIJDRAGE}")
    return onder(session, deal)[0]


def test_who_is_chosen_is_remembered_by_the_printed_name(session, twijfel, deal, rom, petra, nu, logboek):
    convenant_opvolgen.koppelen(session, twijfel, organisatie=rom, door=petra, nu=nu)
    session.flush()
    assert (twijfel.organisatie_id, twijfel.beoordeeld_door_id, twijfel.naam) == (rom.id, petra.id, "ROM In West")
    assert bekend(session, ["rom in west"])
    assert session.exec(select(Partnerafspraak.genoemd_op)).one() == dt.date(2025, 3, 12)
    assert logboek()[-3:] == ["organisatie.alias_toegevoegd", "partnerafspraak.genoemd", "ondertekening.gekoppeld"]


def test_what_is_decided_is_decided_once(session, twijfel, rom, onhn, petra, nu):
    convenant_opvolgen.koppelen(session, twijfel, organisatie=rom, door=petra, nu=nu)
    for daad in (
        lambda: convenant_opvolgen.koppelen(session, twijfel, organisatie=onhn, door=petra, nu=nu),
        lambda: convenant_opvolgen.nieuw(session, twijfel, helix=Helix.BEDRIJF, door=petra, nu=nu),
        lambda: convenant_opvolgen.schrappen(session, twijfel, reden="Fout", door=petra, nu=nu),
    ):
        with pytest.raises(OngeldigeOvergang, match="al bekend"):
            daad()


def test_a_doubtful_one_that_has_signed_already_becomes_one_with_it(session, twijfel, rijen, deal, rom, petra, nu):
    rijen("ROM InWest;12345678;;;;;;;", f"ROM In West;;12-3-2025;{BIJDRAGE}")
    blijft = convenant_opvolgen.koppelen(session, twijfel, organisatie=rom, door=petra, nu=nu)
    session.flush()
    (over,) = onder(session, deal)
    assert over is blijft is not twijfel
    assert (over.getekend_op, over.kvk_nummer) == (dt.date(2025, 3, 12), "12345678")
    assert aantal(session, Partnerafspraak) == 1
    assert not rijen("ROM InWest;12345678;;;;;;;", f"ROM In West;;12-3-2025;{BIJDRAGE}").verandert_iets


def test_a_doubtful_one_can_be_somebody_new(session, twijfel, petra, nu):
    convenant_opvolgen.nieuw(session, twijfel, helix=Helix.BEDRIJF, door=petra, nu=nu)
    session.flush()
    assert session.get(Organisatie, twijfel.organisatie_id).naam == "ROM In West"
    assert aantal(session, Partnerafspraak) == 1


def test_somebody_new_is_not_somebody_we_know(session, deal, rom, petra, nu):
    bekende = maak(session, Ondertekening, convenant=deal, organisatie=None, naam="ROM InWest")
    with pytest.raises(AlGebeurd, match="staat er al, als ‘ROM InWest’"):
        convenant_opvolgen.nieuw(session, bekende, helix=Helix.BEDRIJF, door=petra, nu=nu)
    rom.kvk_nummer = "12345678"
    ander = maak(session, Ondertekening, convenant=deal, organisatie=None, naam="Xylofoon", kvk_nummer="12345678")
    with pytest.raises(OngeldigeInvoer, match="is al van ‘ROM InWest’"):
        convenant_opvolgen.nieuw(session, ander, helix=Helix.BEDRIJF, door=petra, nu=nu)


def test_a_line_that_is_no_signatory_goes_with_a_reason(session, twijfel, deal, petra, nu, logboek):
    with pytest.raises(OngeldigeInvoer, match="Geef een reden op"):
        convenant_opvolgen.schrappen(session, twijfel, reden=" ", door=petra, nu=nu)
    convenant_opvolgen.schrappen(session, twijfel, reden="Dit is een kopregel", door=petra, nu=nu)
    session.flush()
    assert onder(session, deal) == []
    assert logboek()[-1] == "convenant.ondertekening_geschrapt"


def test_one_more_signatory_by_hand(session, deal, rom, petra, nu, vandaag):
    convenant_opvolgen.ondertekenen(session, deal, organisatie=rom, getekend_op=vandaag, door=petra, nu=nu)
    with pytest.raises(AlGebeurd, match="staat al bij de ondertekenaars"):
        convenant_opvolgen.ondertekenen(session, deal, organisatie=rom, door=petra, nu=nu)
    with pytest.raises(OngeldigeInvoer, match="moet nog komen"):
        convenant_opvolgen.ondertekenen(
            session, deal, organisatie=rom, getekend_op=dt.date(2030, 1, 1), door=petra, nu=nu
        )


def test_the_actie_of_the_deal_may_be_missing(session, programma, rom, petra, nu):
    deal = maak(session, Convenant, programma=programma)
    bestand = lezer_van.lezen(f"{KOP}\nROM InWest;;;{BIJDRAGE}\n")
    convenant_inlezen.inlezen(session, deal, bestand, door=petra, nu=nu)
    assert session.exec(select(Partnerafspraak.actie_id)).one() is None
    assert session.exec(select(Actie)).all() == []
