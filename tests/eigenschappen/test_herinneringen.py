"""Random schedules: moved dates, people who leave, closed dossiers, outages, clocks that jump, everything done twice.

Whatever the order: nothing that was due is lost, nothing goes out twice, and nothing goes out that holds no more. Here a few
worlds with 15 dossiers each (`--keren`, eight if not said); bench/herinneringen_schemas.py plays ten thousand schedules.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.herinneringssimulatie import speel


@pytest.mark.parametrize("plek", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_nothing_is_lost_and_nothing_goes_out_twice(request, plek, pytestconfig):
    plaats = request.getfixturevalue(plek)
    keren = int(pytestconfig.getoption("--keren"))

    # A number says all of a schedule, so there is nothing to make smaller: what fails is played again by its number.
    @settings(
        max_examples=keren,
        deadline=None,
        derandomize=keren == 8,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(st.integers(0, 2**32))
    def proef(zaad):
        with plaats.schoon() as database:
            gespeeld = speel(database, zaad, dossiers=15, rondes=(3, 15))
        assert gespeeld.fouten == []

    proef()
