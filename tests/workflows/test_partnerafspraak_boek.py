"""The ledger of promises under any order of legal and illegal steps, through every verb that touches it.

promised - delivered - written off = open, for each promise, for each unit, now and on every earlier day.
"""

import contextlib
import datetime as dt
from collections import defaultdict
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from crm.errors import DomainError
from crm.models import AfspraakSoort, Herijking, HerijkingBesluit, Partnerafspraak, dag_van
from crm.models.partnerafspraak import GESLOTEN
from crm.queries.afspraak_totalen import Per, totalen
from crm.queries.afspraken import sommen
from crm.queries.herijking import nog_te_besluiten
from crm.workflows import afspraken_herijken, partnerafspraak_noteren
from crm.workflows import partnerafspraak_opvolgen as opvolgen

EENHEDEN = {"euro": AfspraakSoort.GELD, "uren": AfspraakSoort.UREN, "stageplekken": AfspraakSoort.STAGES}
# Mostly what fits a promise of thirty, now and then what does not; days are counted back from now.
hoeveelheden = st.one_of(
    st.sampled_from([Decimal(4), Decimal(7), Decimal("9.5")]),
    st.decimals(min_value="0.01", max_value=9, places=2),
    st.sampled_from([Decimal(-1), Decimal(0), Decimal(35)]),
)
welke = st.sampled_from([0, 0, 0, 1, 2])
terug = st.integers(-1, 21)
vooruit = st.integers(-5, 200)
lever = st.tuples(st.just("lever"), welke, hoeveelheden, terug)
lever_de_rest = st.tuples(st.just("lever"), welke, st.none(), terug)
sluit_ = st.tuples(st.just("sluit"), welke, st.sampled_from(["afwijzen", "intrekken", "vervallen", "onzin"]))
noteer = st.sampled_from([("euro", Decimal(20)), ("stageplekken", Decimal(3)), ("uren", Decimal(0))])
een_stap = st.one_of(
    lever,
    lever,
    lever,
    lever,
    st.tuples(st.just("schrijf_af"), welke, hoeveelheden),
    st.tuples(st.just("bevestig"), welke, terug),
    st.tuples(st.just("verzet"), welke, vooruit),
    st.one_of(sluit_, lever_de_rest, noteer.map(lambda wat: ("noteer", *wat))),
    st.one_of(
        st.tuples(st.just("besluit"), welke, st.sampled_from(list(HerijkingBesluit)), vooruit),
        st.just(("herijk",)),
    ),
    st.sampled_from([("herijk",), ("rond_af",), ("later", 1), ("later", 40)]),
)
# Long rows on purpose: what goes wrong in a ledger goes wrong when something was there already.
stappen = st.lists(een_stap, min_size=10, max_size=25)


class Boekhouder:
    """Somebody who tries everything, a day later each time he is told so."""

    def __init__(self, session, rom, petra, nu):
        self.session, self.rom, self.nu, self.door = session, rom, nu, petra
        self.afspraken: list[Partnerafspraak] = []

    @property
    def wie(self):
        return {"door": self.door, "nu": self.nu}

    def doe(self, naam, *rest):
        """A step; one that is refused leaves nothing behind."""
        with contextlib.suppress(DomainError), self.session.begin_nested():
            getattr(self, naam)(*rest)
            self.session.flush()

    def kies(self, plek):
        return self.afspraken[plek % len(self.afspraken)]

    def noteer(self, eenheid, hoeveel):
        gemaakt = partnerafspraak_noteren.noteren(
            self.session, organisatie=self.rom, omschrijving="Proef", soort=EENHEDEN[eenheid], eenheid=eenheid,
            hoeveelheid=hoeveel, uiterlijk=self._dag(-30), genoemd_op=self._dag(20), herkomst="Brief", **self.wie,
        )  # fmt: skip
        self.session.flush()
        self.afspraken.append(gemaakt)

    def bevestig(self, plek, terug):
        opvolgen.bevestigen(self.session, self.kies(plek), op=self._dag(terug), **self.wie)

    def lever(self, plek, hoeveel, terug):
        hoeveel = self.kies(plek).openstaand if hoeveel is None else hoeveel
        opvolgen.leveren(
            self.session,
            self.kies(plek),
            hoeveelheid=hoeveel,
            geleverd_op=self._dag(terug),
            bewijs="Brief",
            **self.wie,
        )

    def schrijf_af(self, plek, hoeveel):
        opvolgen.afschrijven(self.session, self.kies(plek), hoeveelheid=hoeveel, grond="Minder", **self.wie)

    def verzet(self, plek, vooruit):
        opvolgen.verzetten(self.session, self.kies(plek), naar=self._dag(-vooruit), grond="Later", **self.wie)

    def sluit(self, plek, stap):
        opvolgen.sluiten(self.session, self.kies(plek), stap=stap, gronden="Daarom", **self.wie)

    def herijk(self):
        halfjaar = {"jaar": self.nu.year, "helft": 1 if self.nu.month < 7 else 2}
        afspraken_herijken.starten(self.session, **halfjaar, **self.wie)

    def besluit(self, plek, besluit, vooruit):
        for regel in nog_te_besluiten(self.session, self.kies(plek)):
            afspraken_herijken.besluiten(
                self.session, regel, besluit=besluit, toelichting="Daarom", bewijs="Brief", naar=self._dag(-vooruit),
                **self.wie,
            )  # fmt: skip

    def rond_af(self):
        for herijking in self.session.exec(select(Herijking)).all():
            afspraken_herijken.afronden(self.session, herijking, **self.wie)

    def later(self, dagen):
        self.nu += dt.timedelta(days=dagen)

    def _dag(self, terug):
        return dag_van(self.nu) - dt.timedelta(days=terug)


def sluit(afspraak, peildatum):
    """The ledger of this promise closes."""
    geleverd = sum((regel.hoeveelheid for regel in afspraak.leveringen), Decimal(0))
    afgeschreven = sum((regel.hoeveelheid for regel in afspraak.afschrijvingen), Decimal(0))
    assert (geleverd, afgeschreven) == (afspraak.geleverd, afspraak.afgeschreven)
    assert afspraak.openstaand == afspraak.hoeveelheid - geleverd - afgeschreven >= 0
    assert (afspraak.openstaand == 0) == (afspraak.status in GESLOTEN) == (afspraak.afgesloten_op is not None)
    nu = afspraak.stand_op(peildatum)
    assert (nu.openstaand, nu.uiterlijk) == (afspraak.openstaand, afspraak.uiterlijk)
    if afspraak.afgesloten_op is not None:
        assert afspraak.stand_op(afspraak.afgesloten_op).openstaand == 0
        eerder = afspraak.stand_op(afspraak.afgesloten_op - dt.timedelta(days=1))
        assert eerder.openstaand > 0 or afspraak.genoemd_op == afspraak.afgesloten_op


def per_eenheid(standen):
    uit = defaultdict(lambda: [0, Decimal(0), Decimal(0), Decimal(0), Decimal(0)])
    for stand in standen:
        for plek, waarde in enumerate(
            (1, stand.afgesproken, stand.geleverd, stand.afgeschreven, stand.openstaand)
        ):
            uit[stand.eenheid][plek] += waarde
    return {eenheid: tuple(rij) for eenheid, rij in uit.items()}


def gelezen(sommen_):
    return {s.eenheid: (s.aantal, s.afgesproken, s.geleverd, s.afgeschreven, s.openstaand) for s in sommen_}


@given(reeks=stappen)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_ledger_closes_per_promise_and_per_unit(session, rom, petra, nu, reeks):
    punt = session.begin_nested()
    boek = Boekhouder(session, rom, petra, nu)
    boek.doe("noteer", "uren", Decimal(30))
    boek.doe("bevestig", 0, 20)
    for naam, *rest in reeks:
        boek.doe(naam, *rest)
        for afspraak in boek.afspraken:
            sluit(afspraak, dag_van(boek.nu))
    vandaag = dag_van(boek.nu)
    tellend = [a for a in boek.afspraken if str(a.status) != "afgewezen"]
    assert gelezen(sommen(session)) == per_eenheid([a.stand_op(vandaag) for a in tellend])
    for dagen in (0, 5, 10, 25):
        peildatum = vandaag - dt.timedelta(days=dagen)
        verwacht = per_eenheid(
            a.stand_op(peildatum)
            for a in boek.afspraken
            if a.genoemd_op <= peildatum
            and not (str(a.status) == "afgewezen" and a.afgesloten_op <= peildatum)
        )
        stand = totalen(session, Per.HELIX, peildatum, aantal=10)
        assert gelezen(stand.totaal) == verwacht
        assert all(s.afgesproken - s.geleverd - s.afgeschreven == s.openstaand >= 0 for s in stand.totaal)
    punt.rollback()
