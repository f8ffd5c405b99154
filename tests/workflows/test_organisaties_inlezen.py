"""Reading organisations in, from the pack and from a file of a colleague."""

from pathlib import Path

import pytest
from sqlmodel import func, select

import crm
from crm.errors import NietToegestaan, OngeldigeInvoer
from crm.models import Bron, Helix, Organisatie, OrganisatieAlias
from crm.queries.organisatie_zoeken import bekend
from crm.schemas import organisaties
from crm.workflows import organisatie_bijhouden, organisaties_inlezen
from tests.support.tellen import tel_opdrachten

PAK = Path(crm.__file__).parent / "data" / "organisaties.yaml"

KLEIN = """formaat: 1
documenten:
  d: {titel: Proef, bestand: proef.txt}
organisaties:
  - naam: ROM InWest
    helix: samenwerkingsverband
    aliassen: [{naam: ROM West}, {naam: InWest, is_onzeker: true}]
    bron: {document: d, regels: [3, 4]}
  - {naam: Techport, helix: samenwerkingsverband}
  - {naam: Techport+, helix: samenwerkingsverband, website: https://www.techport.example}
"""


def lees(tekst, **anders):
    return organisaties.lezen(tekst, "lijst.yaml", **anders)


def inlezen(session, door, nu, tekst=KLEIN, **anders):
    plan = organisaties_inlezen.inlezen(session, lees(tekst, **anders), door=door, nu=nu)
    session.flush()
    return plan


def fouten(tekst, **anders):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        lees(tekst, **anders)
    return gevangen.value.zin.splitlines()[1:]


def organisatie(session, naam):
    return session.exec(select(Organisatie).where(Organisatie.naam == naam)).one()


def test_the_pack_has_140_organisations_that_are_found_by_every_name(session, database, beheerder, nu):
    plan = organisaties_inlezen.inlezen(session, organisaties.lezen(PAK), door=beheerder, nu=nu)
    assert plan.aantallen["nieuw"] == 140
    gevonden = bekend(session, ["ONHN", "rom inwest", "Omgevingsdienst (OD) NZKG", "PHB", "techport+"])
    assert {naam: o.naam for naam, o in gevonden.items()} == {
        "ONHN": "Ontwikkelingsbedrijf Noord-Holland Noord (ONHN)",
        "rom inwest": "ROM InWest",
        "Omgevingsdienst (OD) NZKG": "Omgevingsdienst Noordzeekanaalgebied",
        "PHB": "Projectbureau Herstructurering Bedrijventerreinen (PHB)",
        "techport+": "Techport+",
    }
    assert not session.exec(select(Organisatie).where(Organisatie.bron_id == None)).all()  # noqa: E711
    with tel_opdrachten(database.engine) as opdrachten:
        plan = organisaties_inlezen.inlezen(session, organisaties.lezen(PAK), door=beheerder, nu=nu)
        session.flush()
    assert not plan.planregels
    assert len(opdrachten) <= 4


def test_an_organisation_keeps_its_place_in_the_document(session, beheerder, nu):
    inlezen(session, beheerder, nu)
    bron = session.get(Bron, organisatie(session, "ROM InWest").bron_id)
    assert (bron.document, bron.regels) == ("Proef", "3-4")


def test_another_spelling_is_the_same_organisation(session, beheerder, nu, rom):
    plan = inlezen(session, beheerder, nu, KLEIN.replace("ROM InWest", "Rom Inwest b.v."))
    assert plan.aantallen["nieuw"] == 2
    assert organisatie(session, "ROM InWest").helix is Helix.SAMENWERKINGSVERBAND


def test_a_file_that_says_less_takes_nothing_away(session, beheerder, nu):
    inlezen(session, beheerder, nu)
    plan = inlezen(
        session, beheerder, nu, "formaat: 1\norganisaties:\n  - {naam: Techport+, helix: bedrijf}\n"
    )
    (regel,) = plan.planregels
    assert regel.velden == {"helix": (Helix.SAMENWERKINGSVERBAND, Helix.BEDRIJF)}
    assert organisatie(session, "Techport+").website == "https://www.techport.example"
    assert session.exec(select(func.count()).select_from(Organisatie)).one() == 3
    assert session.exec(select(func.count()).select_from(OrganisatieAlias)).one() == 2


def test_a_new_alias_is_added_to_the_ones_that_are_there(session, beheerder, nu):
    inlezen(session, beheerder, nu)
    plan = inlezen(
        session, beheerder, nu, KLEIN.replace("{naam: ROM West}", "{naam: ROM West}, {naam: De ROM}")
    )
    assert plan.gewijzigd[0].velden == {
        "aliassen": (["InWest", "ROM West"], ["De ROM", "InWest", "ROM West"])
    }
    assert bekend(session, ["de rom"])


def test_what_a_colleague_changed_stays(session, beheerder, nu):
    inlezen(session, beheerder, nu)
    techport = organisatie(session, "Techport+")
    organisatie_bijhouden.wijzigen(
        session,
        techport,
        versie=techport.versie,
        wijzigingen={"website": "https://www.anders.example"},
        door=beheerder,
        nu=nu,
    )
    session.flush()
    assert not inlezen(session, beheerder, nu).planregels
    assert techport.website == "https://www.anders.example"


def test_an_uncertain_alias_claims_no_name(session, beheerder, nu):
    inlezen(session, beheerder, nu)
    assert not bekend(session, ["InWest"])


def test_a_trial_changes_nothing(session, nu):
    plan = organisaties_inlezen.vergelijken(session, lees(KLEIN))
    assert len(plan.nieuw) == 3
    assert session.exec(select(func.count()).select_from(Organisatie)).one() == 0


def test_who_may_not_read_in_is_refused(session, lezer, nu):
    with pytest.raises(NietToegestaan):
        inlezen(session, lezer, nu)


@pytest.mark.parametrize(
    ("rest", "stuk"),
    [
        (
            "  - {naam: techport, helix: bedrijf}\n",
            "lijst.yaml:11: naam: ‘techport’ staat ook bij de organisatie op regel 9.",
        ),
        (
            "  - {naam: X, helix: bedrijf, aliassen: [{naam: Techport+}]}\n",
            "lijst.yaml:11: naam: ‘Techport+’ staat ook",
        ),
    ],
)
def test_a_name_stands_for_one_organisation_in_the_file(session, beheerder, nu, rest, stuk):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        inlezen(session, beheerder, nu, KLEIN + rest)
    assert stuk in gevangen.value.zin


def test_a_name_or_number_of_another_organisation_is_refused_and_nothing_is_written(
    session, beheerder, nu, rom
):
    inlezen(
        session,
        beheerder,
        nu,
        "formaat: 1\norganisaties:\n  - {naam: A, helix: bedrijf, kvk_nummer: '12345678'}\n",
    )
    tekst = """formaat: 1
organisaties:
  - {naam: B, helix: bedrijf, kvk_nummer: '12345678'}
  - {naam: C, helix: bedrijf, aliassen: [{naam: rom inwest}]}
"""
    with pytest.raises(OngeldigeInvoer) as gevangen:
        inlezen(session, beheerder, nu, tekst)
    assert list(gevangen.value.velden) == ["regel 3", "regel 4"]
    assert session.exec(select(func.count()).select_from(Organisatie)).one() == 2


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        (KLEIN + "  - {naam: X, helix: kerk}\n", "lijst.yaml:11: helix: Kies een van deze waarden: overheid, onderwijs"),
        (KLEIN + "  - {helix: bedrijf}\n", "lijst.yaml:11: naam: Vul dit in."),
        (KLEIN + "  - {naam: X, helix: bedrijf, kvk_nummer: 123}\n", "lijst.yaml:11: kvk_nummer: Een KvK-nummer heeft acht cijfers."),
        (KLEIN + "  - {naam: X, helix: bedrijf, status: oud}\n", "lijst.yaml:11: status: Dit veld kennen wij niet."),
        (KLEIN.replace("document: d", "document: e"), "lijst.yaml:8: document: ‘e’ staat niet bij documenten."),
        ("- a\n", "lijst.yaml:1: Het bestand begint met de velden formaat en organisaties."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_line_and_reason(tekst, melding):
    assert any(regel.startswith(melding) for regel in fouten(tekst))


EIGEN = """formaat: 1
organisaties:
  - {naam: Provincie Een, helix: overheid, is_eigen_provincie: true}
  - {naam: Provincie Twee, helix: overheid}
"""


def test_a_file_names_one_province_of_our_own_at_most():
    beide = EIGEN.replace("helix: overheid}", "helix: overheid, is_eigen_provincie: true}")
    assert fouten(beide) == [
        "lijst.yaml:4: is_eigen_provincie: Er is maar één eigen provincie; op regel 3 staat ‘Provincie Een’."
    ]


def test_a_second_province_of_our_own_is_refused_with_the_name_of_the_first(session, beheerder, nu):
    inlezen(session, beheerder, nu, EIGEN)
    assert not inlezen(session, beheerder, nu, EIGEN).planregels
    ander = EIGEN.replace(", is_eigen_provincie: true", "").replace("Twee, helix: overheid", "Twee, helix: overheid, is_eigen_provincie: true")
    with pytest.raises(OngeldigeInvoer, match="‘Provincie Een’ is al de eigen provincie"):
        inlezen(session, beheerder, nu, ander)
    # In one file it may pass from one to the other.
    over = ander.replace("Een, helix: overheid", "Een, helix: overheid, is_eigen_provincie: false")
    inlezen(session, beheerder, nu, over)
    assert organisatie(session, "Provincie Twee").is_eigen_provincie
    terug = EIGEN.replace("Twee, helix: overheid", "Twee, helix: overheid, is_eigen_provincie: false")
    inlezen(session, beheerder, nu, terug)
    assert organisatie(session, "Provincie Een").is_eigen_provincie


CSV = "naam;helix;kvk_nummer;website;aliassen\nROM InWest;samenwerkingsverband;;https://x.example;Rom West|De ROM\n\nTechport;bedrijf;01234567;;\n"


def test_a_csv_of_a_spreadsheet_is_read_too(session, beheerder, nu, tmp_path):
    pad = tmp_path / "lijst.csv"
    pad.write_bytes("﻿".encode() + CSV.replace("\n", "\r\n").encode())
    plan = organisaties_inlezen.inlezen(session, organisaties.lezen(pad), door=beheerder, nu=nu)
    assert [regel.regel for regel in plan.nieuw] == [2, 4]
    assert organisatie(session, "Techport").kvk_nummer == "01234567"
    assert bekend(session, ["de rom"])


def test_a_csv_from_an_old_spreadsheet_keeps_its_accents(tmp_path):
    pad = tmp_path / "lijst.csv"
    pad.write_bytes("naam;helix\nCoöperatie;bedrijf\n".encode("cp1252"))
    assert organisaties.lezen(pad).vermeldingen[0].waarden["naam"] == "Coöperatie"


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("naam;helix\nX;bedrijf;te veel\n", "lijst.yaml:2: Deze regel heeft 3 cellen"),
        ("naam;naam\nX;Y\n", "lijst.yaml:1: De kolom ‘naam’ staat er twee keer."),
        ("naam;helix\n", "lijst.yaml:1: Het bestand is leeg."),
        ("", "lijst.yaml:1: "),
        ("naam;helix\nX;\n", "lijst.yaml:2: helix: Vul dit in."),
        ('naam;helix\n"X;bedrijf\n', "lijst.yaml:2: Deze regel is geen goede CSV"),
        ("naam;soort\nX;bedrijf\n", "lijst.yaml:2: soort: Dit veld kennen wij niet."),
    ],
)
def test_a_mistake_in_a_csv_is_told_with_its_line(tekst, melding):
    assert any(regel.startswith(melding) for regel in fouten(tekst, is_csv=True))
