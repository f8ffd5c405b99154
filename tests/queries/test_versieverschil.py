"""What changed between two texts, word by word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.models import PurposeCaseVersie
from crm.queries.versieverschil import HOOGSTENS_VERGELEKEN, Soort, stukken, verschil


def kort(oud, nieuw):
    """The pieces in a line: =same -gone +new."""
    return [
        f"{ {'gelijk': '=', 'weg': '-', 'erbij': '+'}[stuk.soort] }{stuk.tekst}"
        for stuk in stukken(oud, nieuw)
    ]


@pytest.mark.parametrize(
    ("oud", "nieuw", "uit"),
    [
        ("", "", []),
        ("Hetzelfde.", "Hetzelfde.", ["=Hetzelfde."]),
        ("", "Nieuw.", ["+Nieuw."]),
        ("Alles weg.", "", ["-Alles weg."]),
        (
            "Wij leiden 40 mensen op.",
            "Wij leiden 60 mensen op.",
            ["=Wij leiden ", "-40", "+60", "= mensen op."],
        ),
        ("Eén zin.", "Eén zin.\nNog een.", ["=Eén zin.", "+\nNog een."]),
        # Accents, a quote inside a word and other scripts are words too.
        ("Zo'n café", "Zo'n hôtel 你好", ["=Zo'n ", "-café", "+hôtel 你好"]),
    ],
)
def test_a_change_is_as_small_as_the_words_that_changed(oud, nieuw, uit):
    assert kort(oud, nieuw) == uit


def test_a_sentence_that_was_written_anew_is_one_change_and_not_one_a_word():
    assert kort("Over de rest overleggen wij.", "De bouwer betaalt de inrichting.")[:2] == [
        "-Over de rest overleggen wij",
        "+De bouwer betaalt de inrichting",
    ]


def test_a_paragraph_that_stayed_is_not_marked_when_the_next_one_changed():
    oud, nieuw = "Eerste alinea.\n\nTweede alinea.", "Eerste alinea.\n\nHeel iets anders hier."
    assert kort(oud, nieuw)[0] == "=Eerste alinea.\n\n"


@given(st.text(alphabet="ab é.\n\r\t", max_size=60), st.text(alphabet="ab é.\n\r\t", max_size=60))
def test_both_texts_can_be_read_back_from_the_pieces(oud, nieuw):
    samen = stukken(oud, nieuw)
    assert "".join(stuk.tekst for stuk in samen if stuk.soort is not Soort.ERBIJ) == oud
    assert "".join(stuk.tekst for stuk in samen if stuk.soort is not Soort.WEG) == nieuw
    assert all(links.soort is not rechts.soort for links, rechts in pairwise(samen))


def test_texts_too_long_to_compare_are_shown_as_replaced():
    oud, nieuw = "oud " * 2000, "nieuw " * 2000
    assert len(oud.split()) * len(nieuw.split()) > HOOGSTENS_VERGELEKEN
    assert [stuk.soort for stuk in stukken(oud, nieuw)] == [Soort.WEG, Soort.ERBIJ, Soort.GELIJK]


def test_all_four_parts_are_compared_and_each_says_whether_it_changed():
    oud = PurposeCaseVersie(nummer=1, organisatie="Wij twee", commitment="Getekend")
    nieuw = PurposeCaseVersie(nummer=2, organisatie="Wij drie", commitment="Getekend")
    delen = {deel.deel: deel for deel in verschil(oud, nieuw)}
    assert list(delen) == ["maatschappelijke_opbrengst", "organisatie", "financiering", "commitment"]
    assert [deel.is_gewijzigd for deel in delen.values()] == [False, True, False, False]
    assert delen["financiering"].is_leeg
    assert not delen["commitment"].is_leeg
