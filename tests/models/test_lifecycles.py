"""Every life cycle over the whole product of its statuses and steps."""

import pytest

from crm import models
from crm.errors import OngeldigeOvergang
from crm.lifecycle import Lifecycle

LOPEN = {
    naam: getattr(models, naam).LEVENSLOOP
    for naam in models.__all__
    if isinstance(getattr(getattr(models, naam), "LEVENSLOOP", None), Lifecycle)
}
PRODUCT = [
    pytest.param(loop, status, stap, id=f"{naam}-{status}-{stap}")
    for naam, loop in LOPEN.items()
    for status in loop.statussen
    for stap in loop.stappen
]


class Iets:
    def __init__(self, status):
        self.status = status


@pytest.mark.parametrize(("loop", "status", "stap"), PRODUCT)
def test_a_step_is_taken_from_its_own_statuses_and_refused_from_all_others(loop, status, stap):
    iets = Iets(status)
    if status in loop.stappen[stap].van:
        assert loop.apply(iets, stap) == (status, loop.stappen[stap].naar)
        assert iets.status is loop.stappen[stap].naar
    else:
        with pytest.raises(OngeldigeOvergang) as fout:
            loop.apply(iets, stap)
        assert iets.status is status
        assert "Vanuit deze status kan " in fout.value.zin


@pytest.mark.parametrize("loop", LOPEN.values(), ids=LOPEN)
def test_every_status_can_be_reached_from_the_first(loop):
    bereikt, nieuw = set(), {loop.begin}
    while nieuw:
        bereikt |= nieuw
        nieuw = {stap.naar for stap in loop.stappen.values() if set(stap.van) & bereikt} - bereikt
    assert bereikt == set(loop.statussen)


def test_there_are_life_cycles_to_test():
    assert {"Overleg", "Partnerafspraak", "Ontwikkelcoalitie", "Rapportage", "Opdracht", "Actiepunt"} <= set(LOPEN)
