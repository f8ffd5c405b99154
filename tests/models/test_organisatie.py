"""The key by which a name of an organisation is found."""

import pytest

from crm.models.organisatie import naam_sleutel


@pytest.mark.parametrize(
    ("naam", "ander"),
    [
        ("ROM InWest", "Rom Inwest"),
        ("Innovatiefonds Noord-Holland b.v.", "innovatiefonds noord holland"),
        ("Stichting Economisch Onderzoek", "Economisch  Onderzoek"),
        ("Coöperatie Eén", "COOPERATIE EEN"),
        ("Regiegroep W&O", "regiegroep w & o"),
        ("Arbeidsmarkt & Onderwijs", "arbeidsmarkt en onderwijs"),
        ("High Impact PPS’en", "High Impact PPSen"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(naam, ander):
    assert naam_sleutel(naam) == naam_sleutel(ander)


@pytest.mark.parametrize(
    ("naam", "ander"),
    [("Techport", "Techport+"), ("Circulair West", "Circulair West-Friesland"), ("House of Skills", "House of Digital")],
)
def test_names_that_only_look_alike_keep_their_own_key(naam, ander):
    assert naam_sleutel(naam) != naam_sleutel(ander)


@pytest.mark.parametrize("naam", ["B.V.", "++", "Stichting"])
def test_a_name_of_nothing_but_signs_keeps_a_key(naam):
    assert naam_sleutel(naam)
