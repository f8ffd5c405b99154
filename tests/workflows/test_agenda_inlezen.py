"""Reading an agenda in: what comes out of the two real ones, and what happens the second time."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col, func, select

import crm
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import (
    Actie,
    Begrotingsregel,
    Betrokkenheid,
    Bron,
    Bronverschil,
    CoalitieActie,
    Criterium,
    CriteriumAntwoord,
    CriteriumSoort,
    Doel,
    Evaluatie,
    Indicator,
    Instrument,
    Logboekregel,
    Meting,
    Mijlpaal,
    Monitor,
    Niveau,
    Norm,
    Ontwikkelcoalitie,
    Opdracht,
    OpdrachtStatus,
    Organisatie,
    Persoon,
    Precisie,
    Programma,
    Resultaat,
    Rolvervulling,
    Streefwaarde,
    Voortgang,
    Woord,
)
from crm.models.inleesplan import Handeling
from crm.schemas import agenda, organisaties
from crm.workflows import agenda_inlezen, gremium_instellen, organisaties_inlezen
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

DATA = Path(crm.__file__).parent / "data"
ECONOMIE, ARBEIDSMARKT = "nh-economie-2025-2028", "nh-arbeidsmarkt-2021-2023"


@pytest.fixture(scope="module")
def bestanden():
    return {
        "organisaties": organisaties.lezen(DATA / "organisaties.yaml"),
        ECONOMIE: agenda.lezen(DATA / "agenda-economie-2025-2028.yaml"),
        ARBEIDSMARKT: agenda.lezen(DATA / "agenda-arbeidsmarkt-2021-2023.yaml"),
    }


@pytest.fixture
def ingelezen(session, bestanden, beheerder, nu):
    """Both agendas and their organisations are in the database."""
    organisaties_inlezen.inlezen(session, bestanden["organisaties"], door=beheerder, nu=nu)
    for code in (ECONOMIE, ARBEIDSMARKT):
        agenda_inlezen.inlezen(session, bestanden[code], door=beheerder, nu=nu)
    session.expire_all()
    return {p.code: p for p in session.exec(select(Programma))}


def van(session, noun, programma, **waarden):
    vraag = select(noun).where(noun.programma_id == programma.id)
    for naam, waarde in waarden.items():
        vraag = vraag.where(getattr(noun, naam) == waarde)
    return list(session.exec(vraag.order_by(noun.id)))


def indicator(session, sleutel):
    gevonden = session.exec(select(Indicator).where(col(Indicator.sleutel).startswith(sleutel))).one()
    streef = session.exec(select(Streefwaarde).where(Streefwaarde.indicator_id == gevonden.id)).all()
    return gevonden, list(streef)


def test_the_figures_of_the_economic_agenda_come_out(session, ingelezen):
    programma = ingelezen[ECONOMIE]
    per_jaar = dict(
        session.exec(
            select(Begrotingsregel.jaar_van, func.sum(Begrotingsregel.bedrag_cent))
            .where(
                Begrotingsregel.programma_id == programma.id, col(Begrotingsregel.bedrag_cent).is_not(None)
            )
            .group_by(Begrotingsregel.jaar_van)
        ).all()
    )
    assert {jaar: int(cent) for jaar, cent in per_jaar.items()} == {
        2025: 1_617_800_000,
        2026: 1_648_600_000,
        2027: 1_634_400_000,
        2028: 1_633_000_000,
    }
    assert sum(per_jaar.values()) == 6_533_800_000

    doelen = Counter(doel.niveau for doel in van(session, Doel, programma))
    assert doelen == {Niveau.SPEERPUNT: 4, Niveau.THEMA: 12}
    hoofdacties = [actie for actie in van(session, Actie, programma) if actie.ouder_id is None]
    assert [actie.nummer for actie in hoofdacties] == (
        "1 2a 2b 3a 3b 4 5a 5b 5c 6a 6b 7a 7b 7c 8a 8b 9a 9b 10 11a 12a 12b".split()
    )

    # The posts sum as printed, and the parts of the fifth are not divided.
    per_post = {}
    for regel in van(session, Begrotingsregel, programma):
        per_post.setdefault(regel.post, []).append(regel.bedrag_cent)
    assert {post: sum(c or 0 for c in centen) // 100 for post, centen in per_post.items()} == {
        "CIRCULAIR": 6_005_000,
        "RUIMTE": 14_632_000,
        "INNOVATIE": 27_789_000,
        "ARBEIDSMARKT & ONDERWIJS": 3_144_000,
        "BIJDRAGE AAN REGIONALE SAMENWERKING": 13_768_000,
    }
    assert per_post["BIJDRAGE AAN REGIONALE SAMENWERKING"].count(None) == 3


def test_every_amount_counts_from_the_first_day_of_the_agenda(session, ingelezen):
    dagen = {r.boekdatum for r in van(session, Begrotingsregel, ingelezen[ECONOMIE])}
    assert dagen == {dt.date(2025, 1, 1)}


def test_the_indicators_of_the_economic_agenda_keep_their_words(session, ingelezen):
    hectares, (streef,) = indicator(session, f"{ECONOMIE}/actie-6a.oppervlak")
    assert (hectares.eenheid, hectares.nulwaarde, streef.waarde_min, streef.jaar) == ("ha", None, 275, None)

    graad, (streef,) = indicator(session, f"{ECONOMIE}/actie-6b.aandeel-georganiseerde")
    assert (graad.nulwaarde, graad.nulwaarde_jaar, streef.waarde_min, streef.jaar) == (35, 2023, 40, 2027)

    _terreinen, (streef,) = indicator(session, f"{ECONOMIE}/actie-6b.pvb")
    _aandeel, (deel,) = indicator(session, f"{ECONOMIE}/actie-6b.aandeel-terreinen-pvb")
    assert (streef.waarde_min, deel.waarde_min, deel.woord) == (60, 20, Woord.CIRCA)

    _ondernemers, (streef,) = indicator(session, f"{ECONOMIE}/actie-6b.ondersteunde")
    assert (streef.waarde_min, streef.waarde_max, streef.woord) == (800, 1100, Woord.BEREIK)

    assert indicator(session, f"{ECONOMIE}/actie-12a.campussen")[1][0].waarde_min == 12
    assert indicator(session, f"{ECONOMIE}/actie-12a.high-impact")[1][0].waarde_min == 3

    stikstof, (streef,) = indicator(session, f"{ECONOMIE}/actie-4-e.stikstofemissies")
    assert (stikstof.referentiejaar, streef.waarde_min, streef.waarde_max, streef.woord) == (
        2019,
        38,
        None,
        Woord.TEN_MINSTE,
    )


def test_a_target_may_lie_outside_the_period_of_its_agenda(session, ingelezen):
    jaren = set(
        session.exec(
            select(Streefwaarde.jaar).join(Indicator).where(Indicator.programma_id == ingelezen[ECONOMIE].id)
        )
    )
    assert {2030, 2045, 2050} <= jaren
    _scholen, (streef,) = indicator(session, f"{ARBEIDSMARKT}/actie-11.aandeel-bereikte")
    assert (streef.jaar, streef.waarde_min) == (2024, 70)


def test_theme_1_hangs_under_no_speerpunt(session, ingelezen):
    themas = {doel.nummer: doel for doel in van(session, Doel, ingelezen[ECONOMIE], niveau=Niveau.THEMA)}
    assert themas["1"].ouder_id is None
    assert all(doel.ouder_id is not None for nummer, doel in themas.items() if nummer != "1")
    assert themas["3"].naam_varianten == ["Circulair ondernemerschap"]


def test_deelacties_hang_under_their_actie_with_the_letter_as_printed(session, ingelezen):
    acties = van(session, Actie, ingelezen[ECONOMIE])
    nummer = {actie.id: actie.nummer for actie in acties}
    delen = {}
    for actie in acties:
        if actie.ouder_id:
            delen.setdefault(nummer[actie.ouder_id], []).append(actie)
    assert [actie.nummer for actie in delen["4"]] == list("ABCDE")
    assert [actie.nummer for actie in delen["5a"]] == list("ABCD")
    assert len(delen["5c"]) == 4
    glas = next(actie for actie in delen["5c"] if "GLASTUINBOUW" in actie.titel)
    assert glas.budgetpost == "BIJDRAGE AAN REGIONALE SAMENWERKING"
    assert session.get(Bron, glas.bron_id).twijfel is not None


def test_moments_are_as_precise_as_they_were_printed(session, ingelezen):
    mijlpalen = van(session, Mijlpaal, ingelezen[ECONOMIE])
    einde_pvb = next(m for m in mijlpalen if "PVB" in m.omschrijving)
    # The option to extend does not move the end.
    assert (einde_pvb.datum_tot, einde_pvb.optie_jaren) == (dt.date(2027, 5, 1), 1)
    start_5a = next(m for m in mijlpalen if m.omschrijving == "start opstellen")
    bron = session.get(Bron, start_5a.bron_id)
    assert (start_5a.precisie, bron.gedrukt) == (Precisie.EIND_JAAR, "ind 2025")
    assert bron.twijfel
    gedaan = next(m for m in mijlpalen if m.omschrijving == "oprichting ROM InWest")
    assert (gedaan.is_gereed, gedaan.gereed_op) == (True, None)
    profiel = van(session, Actie, ingelezen[ECONOMIE], nummer="7a")[0]
    assert profiel.tijdpad.startswith("open")
    assert not [m for m in mijlpalen if m.actie_id == profiel.id]


def test_mandates_have_their_term_and_no_invented_holder(session, ingelezen):
    opdrachten = {o.sleutel.split(".")[-1]: o for o in van(session, Opdracht, ingelezen[ECONOMIE])}
    assert len(opdrachten) == 5
    bouw = opdrachten["ketenaanjager-bouw"]
    assert (bouw.precisie, bouw.datum_tot, bouw.status) == (
        Precisie.BEGIN_JAAR,
        dt.date(2026, 3, 31),
        OpdrachtStatus.ACTIEF,
    )
    assert opdrachten["ketenaanjager-elektronica"].status is OpdrachtStatus.GEPLAND
    assert opdrachten["circulair-ambassadeur"].datum_tot == dt.date(2025, 12, 31)
    assert opdrachten["werkambassadeur"].evaluatie_jaar == 2027
    nummers = [o.id for o in opdrachten.values()]
    assert not session.exec(select(Rolvervulling).where(col(Rolvervulling.opdracht_id).in_(nummers))).all()


def test_instruments_monitors_and_evaluations_are_there_with_their_years(session, ingelezen):
    instrumenten = {i.naam: i for i in van(session, Instrument, ingelezen[ECONOMIE])}
    assert instrumenten["MKB-fonds"].omvang_cent == 6_050_000_000
    assert instrumenten["Transitiefonds"].max_aandeel == Decimal("49.9")
    assert instrumenten["Kansen voor West"].omvang_woord == "circa"
    assert instrumenten["Programma Verduurzaming Bedrijventerreinen (PVB)"].optie_jaren == 1
    assert instrumenten["Nationaal Groeifonds"].omvang_cent is None
    monitors = {m.naam: m.om_de_jaren for m in van(session, Monitor, ingelezen[ECONOMIE])}
    assert monitors["Provinciale Klimaat- en Energieverkenning (pKEV)"] == 2
    jaren = {
        e.onderwerp: e.datum_tot and e.datum_tot.year for e in van(session, Evaluatie, ingelezen[ECONOMIE])
    }
    assert jaren["inzet werkambassadeur"] == 2027
    assert jaren["acties en instrumenten onder de speerpunten"] is None


def test_differences_in_the_document_are_shown_and_not_mended(session, ingelezen):
    verschillen = {v.sleutel.split(".")[-1]: v for v in van(session, Bronverschil, ingelezen[ECONOMIE])}
    assert "60,5" in verschillen["mkb-fonds"].gedrukt
    assert "60 mio" in verschillen["mkb-fonds"].anders
    assert {"high-impact-pps", "campussen", "begrotingspost-5", "periode-budget", "ind-2025"} <= set(
        verschillen
    )
    assert {"nummer-3", "som-budget", "doelen-2024"} <= {
        v.sleutel.split(".")[-1] for v in van(session, Bronverschil, ingelezen[ARBEIDSMARKT])
    }


def test_the_figures_of_the_labour_agenda_come_out(session, ingelezen):
    programma = ingelezen[ARBEIDSMARKT]
    assert [d.nummer for d in van(session, Doel, programma, niveau=Niveau.ACTIELIJN)] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
    ]
    acties = van(session, Actie, programma)
    assert sorted(int(a.nummer) for a in acties) == [1, 2, 3, 3, *range(4, 15)]
    coalities = van(session, Ontwikkelcoalitie, programma)
    assert sorted(c.nummer for c in coalities) == sorted("1 2 3 4 5a 5b 6 7 8 9 10 11".split())

    actie_van = dict(
        session.exec(
            select(Ontwikkelcoalitie.nummer, Actie.titel)
            .join(CoalitieActie, CoalitieActie.coalitie_id == Ontwikkelcoalitie.id)
            .join(Actie, Actie.id == CoalitieActie.actie_id)
        ).all()
    )
    assert actie_van["1"] == "Servicepunt Techniek"
    assert actie_van["6"] == "Mkb-route"
    assert actie_van["5a"] != actie_van["5b"]

    bedragen = {
        r.post: (r.bedrag_cent, r.woord, r.jaar_van, r.jaar_tot)
        for r in van(session, Begrotingsregel, programma)
    }
    assert sum(cent for cent, *_ in bedragen.values()) == 360_000_000
    assert bedragen["campusontwikkeling"] == (220_000_000, "ruim", 2020, 2023)

    normen = {n.sleutel.split(".")[-1]: (n.minimum, n.maximum) for n in van(session, Norm, programma)}
    assert normen["technologietafel"] == (1, None)
    assert normen["adviescommissie"][0] == 4
    assert normen["ontwikkelcoalities"] == (6, 8)
    assert normen["promotie-events-techniek"][0] == 8
    assert normen["zijinstroomtrajecten"][0] == 500


def test_the_richtsnoer_of_the_labour_agenda_comes_out_in_its_own_order(session, ingelezen):
    punten = sorted(van(session, Criterium, ingelezen[ARBEIDSMARKT]), key=lambda punt: punt.volgorde)
    keuzes = [f"R5.{n}" for n in range(1, 11)]
    assert [punt.code for punt in punten] == ["R1", "R2", "R3", "R4", "R5", *keuzes, "V1", "V2", "V3", "E1", "E2", "E3"]
    assert Counter(punt.soort for punt in punten) == {
        CriteriumSoort.BASIS: 5, CriteriumSoort.KEUZE: 10, CriteriumSoort.VOORKEUR: 3, CriteriumSoort.UITSLUITING: 3,
    }  # fmt: skip
    assert {punt.onder_code for punt in punten if punt.soort is CriteriumSoort.KEUZE} == {"R5"}
    plaatsen = {punt.code: session.get(Bron, punt.bron_id).regels for punt in punten}
    assert (plaatsen["R5.7"], plaatsen["V1"], plaatsen["E3"]) == ("1133-1136", "1156, 1152-1155", "1197-1198")
    assert van(session, Criterium, ingelezen[ECONOMIE]) == []


def test_a_new_agenda_goes_on_with_the_norms_and_the_richtsnoer_of_the_one_before(session, ingelezen, petra, nu, logboek):
    oud, nieuw = ingelezen[ARBEIDSMARKT], ingelezen[ECONOMIE]
    normen = gremium_instellen.overnemen(session, nieuw, oud, door=petra, nu=nu)
    assert len(normen) == len(van(session, Norm, oud))
    velden = ("code", "eis", "uitleg", "soort", "onder_code", "volgorde", "bron_id")
    paar = [
        [tuple(getattr(punt, veld) for veld in velden) for punt in van(session, Criterium, programma)]
        for programma in (oud, nieuw)
    ]
    assert paar[0] == paar[1]
    assert len(paar[1]) == 21
    regel = session.exec(select(Logboekregel).where(Logboekregel.handeling == "gremium.overgenomen")).one()
    assert (regel.na["van"], regel.na["criteria"], regel.na["normen"]) == (ARBEIDSMARKT, 21, len(normen))
    with pytest.raises(AlGebeurd):
        gremium_instellen.overnemen(session, nieuw, oud, door=petra, nu=nu)


def test_an_agenda_that_has_norms_already_still_takes_over_the_richtsnoer(session, ingelezen, petra, nu):
    oud, nieuw = ingelezen[ARBEIDSMARKT], ingelezen[ECONOMIE]
    eigen = maak(session, Norm, programma=nieuw)
    assert gremium_instellen.overnemen(session, nieuw, oud, door=petra, nu=nu) == []
    assert van(session, Norm, nieuw) == [eigen]
    assert len(van(session, Criterium, nieuw)) == 21


def test_the_holders_that_the_document_names_have_their_terms_and_a_gap(session, ingelezen):
    termijnen = session.exec(
        select(Persoon.naam, Rolvervulling.van, Rolvervulling.tot, Persoon.herkomst)
        .join(Rolvervulling, Rolvervulling.persoon_id == Persoon.id)
        .order_by(Rolvervulling.van)
    ).all()
    assert [tuple(t[:3]) for t in termijnen] == [
        ("de heer Van den Boer", dt.date(2016, 2, 1), dt.date(2020, 5, 1)),
        ("John Herfkens", dt.date(2020, 9, 1), None),
    ]
    assert all("openbaar document" in herkomst for *_, herkomst in termijnen)


def test_partners_are_organisations_where_we_know_them_and_groups_where_we_do_not(session, ingelezen):
    rijen = session.exec(select(Betrokkenheid, Organisatie).outerjoin(Organisatie)).all()
    organisatie = {betrokken.gedrukt: org.naam if org else None for betrokken, org in rijen}
    assert organisatie["gemeenten in de MRA"] is None
    assert organisatie["ROM inWest"] == "ROM InWest"
    assert organisatie["OD NZKG"] == "Omgevingsdienst Noordzeekanaalgebied"


def test_context_figures_keep_their_words_and_sizes(session, ingelezen):
    waarden = {
        naam: (waarde, woord)
        for naam, waarde, woord in session.exec(
            select(Indicator.naam, Meting.waarde, Meting.woord).join(
                Meting, Meting.indicator_id == Indicator.id
            )
        )
    }
    assert waarden["bijdrage BBP 2022"] == (204_000_000_000, Woord.BIJNA)
    assert waarden["gemiddelde werkloosheid 2020"] == (Decimal("4.1"), Woord.EXACT)
    assert waarden["netto bijdrage werkgelegenheid per jaar"] == (4000, Woord.CIRCA)


def test_reading_the_same_file_again_changes_nothing(session, database, bestanden, ingelezen, beheerder, nu):
    session.flush()
    regels = session.exec(select(func.count()).select_from(Logboekregel)).one()
    with tel_opdrachten(database.engine) as opdrachten:
        plan = agenda_inlezen.inlezen(session, bestanden[ECONOMIE], door=beheerder, nu=nu)
        session.flush()
    assert not plan.planregels
    assert plan.ongewijzigd == len(bestanden[ECONOMIE].vermeldingen)
    assert not [o for o in opdrachten if not o.lstrip().upper().startswith("SELECT")]
    assert len(opdrachten) < 35
    assert session.exec(select(func.count()).select_from(Logboekregel)).one() == regels


# --- with a small agenda ---------------------------------------------------------------------------------------------

KLEIN = """formaat: 1
document: {titel: Proefagenda, bestand: proef.txt}
programma:
  code: proef-2030
  naam: Proef
  jaar_van: 2030
  jaar_tot: 2032
  bron: {regels: [1, 2]}
  doelen:
    - sleutel: s1
      niveau: speerpunt
      naam: Eerste
      acties:
        - sleutel: actie-1
          nummer: 1
          titel: We doen iets
          bron: {regels: [5, 6], gedrukt: Actie een}
          resultaten:
            - {sleutel: r1, omschrijving: een rapport, wanneer: 2031, precisie: jaar}
          mijlpalen:
            - {sleutel: m1, omschrijving: een stap, wanneer: 2030, precisie: jaar}
          betrokkenen:
            - {organisatie: Rom Inwest, rol: partner}
            - {groep: gemeenten, rol: partner}
          instrumenten: [fonds]
          deelacties:
            - {sleutel: actie-1-a, nummer: A, titel: Een deel}
        - {sleutel: actie-2, nummer: 2, titel: We doen nog iets}
  instrumenten:
    - {sleutel: fonds, naam: Fonds, omvang: 1000000}
"""


def inlezen(session, beheerder, nu, tekst=KLEIN):
    plan = agenda_inlezen.inlezen(session, agenda.lezen(tekst, "klein.yaml"), door=beheerder, nu=nu)
    session.flush()
    return plan


def actie_van(session, sleutel):
    return session.exec(select(Actie).where(Actie.sleutel == f"proef-2030/{sleutel}")).one_or_none()


@pytest.fixture
def klein(session, beheerder, nu, rom):
    return inlezen(session, beheerder, nu)


def test_a_trial_changes_nothing_and_promises_what_then_happens(session, beheerder, nu, rom):
    bestand = agenda.lezen(KLEIN, "klein.yaml")
    proef = agenda_inlezen.vergelijken(session, bestand)
    assert session.exec(select(func.count()).select_from(Programma)).one() == 0
    echt = agenda_inlezen.inlezen(session, bestand, door=beheerder, nu=nu)
    assert proef == echt
    assert echt.aantallen["nieuw"] == len(bestand.vermeldingen)


def test_the_log_has_one_line_about_it(session, klein, logboek):
    assert logboek().count("agenda.ingelezen") == 1
    regel = session.exec(select(Logboekregel).where(Logboekregel.handeling == "agenda.ingelezen")).one()
    assert regel.na["bestand"] == "klein.yaml"
    assert regel.na["aantallen"]["nieuw"] == len(klein.planregels)


def test_who_may_not_read_in_is_refused(session, lezer, nu, rom):
    with pytest.raises(NietToegestaan):
        inlezen(session, lezer, nu)
    assert session.exec(select(func.count()).select_from(Programma)).one() == 0


def test_a_changed_value_is_shown_with_old_and_new_and_nothing_else_is_touched(session, klein, beheerder, nu):
    anders = KLEIN.replace("We doen iets", "We doen meer").replace("gedrukt: Actie een", "gedrukt: Actie 1")
    (regel,) = inlezen(session, beheerder, nu, anders).planregels
    assert regel.handeling is Handeling.GEWIJZIGD
    assert regel.velden == {
        "titel": ("We doen iets", "We doen meer"),
        "bron.gedrukt": ("Actie een", "Actie 1"),
    }
    assert "titel ‘We doen iets’ → ‘We doen meer’" in regel.als_zin()
    assert actie_van(session, "actie-1").titel == "We doen meer"
    assert not inlezen(session, beheerder, nu, anders).planregels


def test_a_record_can_move_to_another_parent(session, klein, beheerder, nu):
    anders = KLEIN.replace("        - {sleutel: actie-2, nummer: 2, titel: We doen nog iets}\n", "")
    anders += "  acties:\n    - {sleutel: actie-2, nummer: 2, titel: We doen nog iets}\n"
    plan = inlezen(session, beheerder, nu, anders)
    assert [r.sleutel for r in plan.gewijzigd] == ["actie-2"]
    assert plan.gewijzigd[0].velden["doel_id"] == ("proef-2030/s1", None)
    assert actie_van(session, "actie-2").doel_id is None


def test_what_colleagues_filled_stays(session, klein, beheerder, nu, petra):
    actie = actie_van(session, "actie-1")
    actie.eigenaar_id = petra.id
    stap = session.exec(select(Mijlpaal)).one()
    stap.is_gereed, stap.gereed_op = True, dt.date(2030, 6, 1)
    session.flush()
    assert not inlezen(session, beheerder, nu).planregels
    inlezen(session, beheerder, nu, KLEIN.replace("een stap", "een grote stap"))
    session.expire_all()
    assert (stap.omschrijving, stap.is_gereed, stap.gereed_op) == (
        "een grote stap",
        True,
        dt.date(2030, 6, 1),
    )
    assert actie.eigenaar_id == petra.id


ZONDER_ACTIE_1 = (
    KLEIN[: KLEIN.index("        - sleutel: actie-1\n")] + KLEIN[KLEIN.index("        - {sleutel: actie-2") :]
)


def test_what_is_no_longer_in_the_file_goes_with_all_that_hung_under_it(session, klein, beheerder, nu):
    plan = inlezen(session, beheerder, nu, ZONDER_ACTIE_1)
    assert {r.sleutel for r in plan.vervallen} == {
        "actie-1", "actie-1-a", "r1", "m1", "actie-1.fonds", "actie-1.partner-gemeenten", "actie-1.partner-rom-inwest",
    }  # fmt: skip
    assert {r.handeling for r in plan.vervallen} == {Handeling.VERVALLEN}
    assert actie_van(session, "actie-1") is None
    assert actie_van(session, "actie-2") is not None
    # The places in the document went along.
    assert session.exec(select(func.count()).select_from(Bron)).one() == len(
        agenda.lezen(ZONDER_ACTIE_1).vermeldingen
    )
    assert not inlezen(session, beheerder, nu, ZONDER_ACTIE_1).planregels


def test_what_something_of_ours_hangs_on_is_kept_and_says_why(session, klein, beheerder, nu, petra):
    deel = actie_van(session, "actie-1-a")
    session.add(Voortgang(actie_id=deel.id, peildatum=dt.date(2030, 3, 31), door_id=petra.id, gegeven_op=nu))
    session.flush()
    plan = inlezen(session, beheerder, nu, ZONDER_ACTIE_1)
    behouden = {r.sleutel: r.reden for r in plan.met(Handeling.BEHOUDEN)}
    assert behouden == {
        "actie-1": "er hangt nog een actie aan",
        "actie-1-a": "er hangt nog een voortgang aan",
    }
    assert actie_van(session, "actie-1") is not None
    assert session.exec(select(func.count()).select_from(Resultaat)).one() == 0
    opnieuw = inlezen(session, beheerder, nu, ZONDER_ACTIE_1)
    assert not opnieuw.verandert_iets
    assert len(opnieuw.vervallen) == 2


def test_a_record_that_a_colleague_worked_on_is_kept(session, klein, beheerder, nu, petra):
    actie_van(session, "actie-1-a").eigenaar_id = petra.id
    session.flush()
    plan = inlezen(session, beheerder, nu, ZONDER_ACTIE_1)
    assert "een collega heeft eraan gewerkt" in {r.reden for r in plan.met(Handeling.BEHOUDEN)}


def test_a_point_of_the_richtsnoer_that_a_case_answered_is_kept(session, beheerder, nu, rom):
    met = KLEIN + "  criteria:\n    - {sleutel: punt-1, code: R1, eis: Iets, soort: basis}\n"
    inlezen(session, beheerder, nu, met)
    punt = session.exec(select(Criterium)).one()
    maak(session, CriteriumAntwoord, criterium=punt)
    (regel,) = inlezen(session, beheerder, nu).planregels
    assert (regel.handeling, regel.reden) == (Handeling.BEHOUDEN, "er hangt nog een criterium_antwoord aan")
    (regel,) = inlezen(session, beheerder, nu, met.replace("Iets", "Anders")).planregels
    assert regel.velden == {"eis": ("Iets", "Anders")}


def test_an_agenda_that_was_entered_by_hand_is_the_same_agenda(session, beheerder, nu, rom):
    session.add(Programma(code="proef-2030", naam="Met de hand", jaar_van=2030, jaar_tot=2032))
    session.flush()
    plan = inlezen(session, beheerder, nu)
    assert [r.soort for r in plan.gewijzigd] == ["programma"]
    programma = session.exec(select(Programma)).one()
    assert (programma.naam, programma.sleutel) == ("Proef", "proef-2030/programma")


def test_an_unknown_organisation_is_an_error_with_its_line_and_the_likeliest_name(
    session, beheerder, nu, rom
):
    bestand = agenda.lezen(KLEIN.replace("Rom Inwest", "ROM In West"), "klein.yaml")
    with pytest.raises(OngeldigeInvoer) as gevangen:
        agenda_inlezen.inlezen(session, bestand, door=beheerder, nu=nu)
    ((regel, (reden,)),) = gevangen.value.velden.items()
    assert regel == "regel 23"
    assert "‘ROM In West’ kennen wij niet. Bedoelt u ‘ROM InWest’?" in reden
    assert session.exec(select(func.count()).select_from(Programma)).one() == 0


def test_all_unknown_organisations_are_named_at_once(session, beheerder, nu):
    tekst = KLEIN.replace("{groep: gemeenten", "{organisatie: Zzyzx Qwerty")
    with pytest.raises(OngeldigeInvoer) as gevangen:
        inlezen(session, beheerder, nu, tekst)
    assert list(gevangen.value.velden) == ["regel 23", "regel 24"]
    assert "Lees eerst de organisaties in" in gevangen.value.zin


def test_what_only_the_database_refuses_is_a_sentence_too(session, beheerder, nu, rom):
    tekst = (
        KLEIN
        + "  monitors:\n    - {sleutel: m, naam: M, edities: [{sleutel: e1, jaar: 2030}, {sleutel: e2, jaar: 2030}]}\n"
    )
    with pytest.raises(OngeldigeInvoer, match=r"klein.yaml spreekt zichzelf tegen"):
        inlezen(session, beheerder, nu, tekst)


def test_agendas_leave_each_other_alone(session, klein, beheerder, nu):
    ander = KLEIN.replace("proef-2030", "proef-2040")
    assert {r.handeling for r in inlezen(session, beheerder, nu, ander).planregels} == {Handeling.NIEUW}
    assert not inlezen(session, beheerder, nu).planregels


def test_a_plan_is_data_for_a_machine(session, klein, beheerder, nu):
    gegevens = inlezen(
        session, beheerder, nu, KLEIN.replace("omvang: 1000000", "omvang: 12.50")
    ).als_gegevens()
    assert gegevens["aantallen"]["gewijzigd"] == 1
    assert gegevens["regels"][0]["velden"] == {"omvang_cent": [100000000, 1250]}


def test_the_packs_say_what_the_checked_facts_say():
    feiten = Path(crm.__file__).resolve().parents[2] / "shared" / "data" / "agenda_2025_2028.yaml"
    if not feiten.exists():
        pytest.skip("de gecontroleerde feiten staan hier niet")
    import yaml

    bron = yaml.safe_load(feiten.read_text(encoding="utf-8"))
    bestand = agenda.lezen(DATA / "agenda-economie-2025-2028.yaml")
    acties = {v.waarden["nummer"]: v.waarden for v in bestand.vermeldingen if v.noun is Actie}
    for actie in bron["acties"]:
        assert acties[str(actie["nr"])]["titel"] == actie["titel"]
        assert acties[str(actie["nr"])]["samenvatting"] == actie["samenvatting"]
    namen = {v.waarden["naam"] for v in bestand.vermeldingen if v.noun is Indicator}
    assert {i["label"] for a in bron["acties"] for i in a.get("indicatoren") or []} <= namen
    assert sa.inspect(Actie).columns["nummer"].type.length == 20
