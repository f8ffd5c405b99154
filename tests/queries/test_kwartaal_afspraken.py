"""Promised, delivered, written off and open: whatever happens, per unit they close."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from crm.models import Levering, Partnerafspraak, Verzetting
from crm.models.levering import datum_op
from crm.queries.kwartaal.afspraken import afspraakstanden, sommen

BEGIN = dt.date(2026, 1, 1)
dagen = st.integers(0, 400).map(lambda n: BEGIN + dt.timedelta(days=n))
bedragen = st.integers(1, 10_000).map(lambda n: Decimal(n) / 100)


@st.composite
def afspraken(draw):
    """A commitment with a life of its own, built with the noun's own methods."""
    hoeveel = draw(bedragen)
    soort, eenheid = draw(st.sampled_from([("geld", "euro"), ("uren", "uren"), ("stages", "stageplekken")]))
    afspraak = Partnerafspraak(
        id=draw(st.integers(1, 10**9)), organisatie_id=1, omschrijving="x", soort=soort, eenheid=eenheid,
        hoeveelheid=hoeveel, uiterlijk=draw(dagen), genoemd_op=BEGIN,
    )  # fmt: skip
    if draw(st.booleans()):
        afspraak.bevestigen(draw(dagen))
        for deel in draw(st.lists(st.integers(1, 100), max_size=4)):
            stuk = min(afspraak.openstaand, (hoeveel * deel / 100).quantize(Decimal("0.01")))
            if stuk > 0:
                afspraak.leveren(Levering(hoeveelheid=stuk, geleverd_op=draw(dagen), bewijs="brief"))
    if afspraak.openstaand > Decimal("0.01") and draw(st.booleans()):
        afspraak.afschrijven(Decimal("0.01"), draw(dagen), "iets minder")
    if afspraak.openstaand > 0 and draw(st.booleans()):
        afspraak.sluiten("vervallen", draw(dagen), "gestopt")
    return afspraak, "Partner", draw(st.sampled_from(["bedrijf", "onderwijs"])), None


def _gegevens(rijen, peildatum):
    leveringen = {
        afspraak.id: [levering for levering in afspraak.leveringen if levering.geleverd_op <= peildatum]
        for afspraak, *_ in rijen
    }
    afschrijvingen = {
        afspraak.id: [regel for regel in afspraak.afschrijvingen if regel.afgeschreven_op <= peildatum]
        for afspraak, *_ in rijen
    }
    return SimpleNamespace(
        peildatum=peildatum, afspraken=rijen, leveringen=leveringen, afschrijvingen=afschrijvingen,
        verzettingen={}, coalities=[],
        actie_bij_id={}, nummer=lambda _actie: None,
    )  # fmt: skip


@given(st.lists(afspraken(), max_size=12, unique_by=lambda rij: rij[0].id), dagen)
def test_per_unit_promised_less_delivered_less_written_off_is_open(rijen, peildatum):
    standen = afspraakstanden(_gegevens(rijen, peildatum))
    totaal = sommen(standen)
    for som in totaal:
        assert som.afgesproken - som.geleverd - som.afgeschreven == som.openstaand
        assert min(som.geleverd, som.afgeschreven, som.openstaand) >= 0
    assert sum(som.aantal for som in totaal) == len(rijen)
    assert len({(som.helix, som.eenheid) for som in totaal}) == len(totaal)
    for stand, (afspraak, *_) in zip(standen, sorted(rijen, key=lambda rij: rij[1].casefold()), strict=True):
        assert (stand.openstaand == 0) == (stand.stand in ("nagekomen", "vervallen"))
        op = afspraak.stand_op(peildatum)
        assert (op.geleverd, op.afgeschreven, op.openstaand) == (stand.geleverd, stand.afgeschreven, stand.openstaand)


@given(dagen, st.lists(st.tuples(dagen, dagen), max_size=5), dagen)
def test_the_date_that_held_is_the_last_one_given_by_then(eerste, stappen, peildatum):
    reeks, nu = [], eerste
    for verzet_op, naar in sorted(stappen):
        reeks.append(Verzetting(van=nu, naar=naar, verzet_op=verzet_op, grond="later"))
        nu = naar
    verwacht = [naar for verzet_op, naar in sorted(stappen) if verzet_op <= peildatum]
    assert datum_op(nu, reeks, peildatum) == (verwacht[-1] if verwacht else eerste)
