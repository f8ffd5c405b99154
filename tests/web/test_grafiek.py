"""The drawing of an indicator: its points lie on the sheet, and its sentence says what it shows."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import Indicator, Meting, Richting, Streefwaarde
from crm.queries.dossier_indicator import IndicatorRegel, MetingRegel
from crm.queries.gevonden import Gevonden
from crm.web import grafiek


def _regel(metingen, *, doel=40, nul=35, eenheid="%", richting=Richting.OMHOOG):
    indicator = Indicator(
        naam="aandeel",
        eenheid=eenheid,
        richting=richting,
        nulwaarde=nul and Decimal(nul),
        nulwaarde_jaar=2023,
    )
    streef = (Gevonden(Streefwaarde(jaar=2027, waarde_min=Decimal(doel)), None),) if doel is not None else ()
    regels = tuple(
        MetingRegel(
            Meting(peildatum=dt.date(*dag), waarde=None if w is None else Decimal(w), is_onbekend=w is None),
            None,
            None,
            None,
        )
        for dag, w in metingen
    )
    return IndicatorRegel(indicator, None, streef, regels)


def test_every_point_lies_on_the_sheet():
    g = grafiek.grafiek(_regel([((2024, 12, 31), "35.6"), ((2026, 9, 30), "37.8")]))
    for punt in (*g.punten, *g.rasters, *g.pad):
        assert 0 <= punt.x <= g.breed
        assert 0 <= punt.y <= g.hoog
    assert [punt.tekst for punt in g.punten] == ["35%", "35,6%", "37,8%"]
    assert g.pad[1].tekst == "streef 40%"
    assert [jaar.tekst for jaar in g.jaren] == ["2023", "2024", "2025", "2026", "2027"]


@pytest.mark.parametrize(
    "waarden", [("0", "0"), ("5", "5"), ("0.0001", "0.0002"), ("1000000", "-3"), ("-8", "-2")]
)
def test_flat_tiny_and_negative_series_can_be_drawn(waarden):
    g = grafiek.grafiek(_regel([((2024, 1, 1), waarden[0]), ((2025, 1, 1), waarden[1])], doel=None, nul=None))
    assert len(g.punten) == 2
    assert 2 <= len(g.rasters) <= 7


def test_two_values_on_one_day_can_be_drawn():
    assert (
        grafiek.grafiek(_regel([((2024, 1, 1), "1"), ((2024, 1, 1), "2")], doel=None, nul=None)) is not None
    )


@pytest.mark.parametrize("metingen", [[], [((2024, 1, 1), None)]])
def test_nothing_known_gives_no_drawing(metingen):
    assert grafiek.grafiek(_regel(metingen, nul=None)) is None


def test_the_sentence_says_what_the_path_asks():
    zin = grafiek.conclusie(_regel([((2026, 9, 30), "37.8")]))
    assert zin == (
        "Gemeten is 37,8% op 30\u00a0september 2026. "
        "De rechte lijn naar het doel vraagt op die dag 38,4%: dat is nog niet gehaald."
    ).replace("\u00a0", " ")


def test_less_is_better_where_the_indicator_goes_down():
    regel = _regel([((2025, 12, 31), "30")], nul=50, doel=20, eenheid="ton", richting=Richting.OMLAAG)
    assert grafiek.conclusie(regel).endswith("vraagt op die dag 35 ton: dat is gehaald.")


def test_without_values_it_says_so():
    assert grafiek.conclusie(_regel([])) == "Er is nog niets gemeten."
