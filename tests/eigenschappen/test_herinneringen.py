"""Random schedules: moved dates, people who leave, closed dossiers, outages, clocks that jump, everything done twice.

Whatever the order: nothing that was due is lost, nothing goes out twice, and nothing goes out that holds no more. `--keren`
times eight worlds with 25 dossiers each; bench/herinneringen_schemas.py plays ten thousand.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.herinneringssimulatie import BEGIN, DAG, UUR, Simulatie, plaats

DOSSIERS = 25

_rollen = st.sampled_from(["eigenaar", "partner", "programmamanager", "controller"])


@st.composite
def stappenlijst(draw):
    """One to five steps, no two at the same place for the same recipient."""
    uit = {}
    for _ in range(draw(st.integers(1, 5))):
        rol = draw(_rollen)
        escalatie = draw(st.booleans()) if rol not in ("eigenaar", "partner") else False
        stap = (draw(st.integers(-20, 20)), draw(st.booleans()), rol, escalatie, draw(st.integers(0, 5)) == 0)
        uit.setdefault((plaats(stap), rol), stap)
    return list(uit.values())


# How long until the next round, how it goes, how far the clock is off, how much happens before it, and what else.
_ronde = st.tuples(
    st.sampled_from([DAG, DAG, DAG, 3 * UUR, UUR / 6, 2 * DAG, 3 * DAG, 0 * DAG]),
    st.sampled_from(["heel", "heel", "heel", "half", "stuk", "plan"]),
    st.sampled_from([0 * DAG, 0 * DAG, 0 * DAG, -26 * UUR, -UUR, UUR, 4 * DAG]),
    st.integers(0, 6),
    st.sampled_from(["", "", "", "vast", "los", "dubbel"]),
)

scenario = st.fixed_dictionaries(
    {
        "zaad": st.integers(0, 2**32),
        "begin": st.sampled_from(BEGIN),
        "stappen": stappenlijst(),
        "anders": stappenlijst(),
        "rondes": st.lists(_ronde, min_size=3, max_size=20),
    }
)


def speel(database, gegeven, dossiers=DOSSIERS) -> Simulatie:
    """This scenario, from beginning to end."""
    s = Simulatie(database, gegeven["zaad"], gegeven["stappen"], gegeven["begin"], dossiers)
    for later, soort, scheef, hoeveel, ook in gegeven["rondes"]:
        s.t += later
        s.gebeurtenissen(hoeveel, gegeven["anders"])
        if ook == "los":
            s.laat_los()
        s.ronde(soort, scheef)
        if ook == "dubbel":
            s.ronde(soort, scheef)
        if ook == "vast":
            s.houd_vast()
    s.besluit()
    return s


@pytest.mark.parametrize("plek", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_nothing_is_lost_and_nothing_goes_out_twice(request, plek, pytestconfig):
    plaats_ = request.getfixturevalue(plek)
    keren = int(pytestconfig.getoption("--keren"))

    @settings(
        max_examples=keren, deadline=None, derandomize=keren == 8, suppress_health_check=list(HealthCheck), database=None
    )
    @given(scenario)
    def proef(gegeven):
        with plaats_.schoon() as database:
            gespeeld = speel(database, gegeven)
        assert gespeeld.fouten == []

    proef()
