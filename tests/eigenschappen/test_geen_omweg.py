"""Random steps over coalities, purpose cases and promises, legal and illegal, by a verb or by the API.

Whatever the order and whoever tries: no guard has a way around it, a refusal changes nothing, and for every unit
promised − delivered − written off is what is open.
"""

import datetime as dt
import uuid
from collections import Counter
from decimal import Decimal
from enum import Enum

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from crm import create_app
from crm.errors import DomainError
from crm.models import (
    Actie,
    AfspraakSoort,
    Antwoord,
    Criterium,
    CriteriumSoort,
    DeelnemerRol,
    FinancieringSoort,
    GebruikerRol,
    Helix,
    Model,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    Programma,
    PurposeCase,
    Stand,
    Strekking,
    Uitkomst,
)
from crm.queries.dossiers import vind
from crm.schemas.base import kameel
from crm.settings import Settings
from crm.workflows import (
    coalitie_samenvoegen,
    coalitie_vormen,
    financiering_bijhouden,
    gebruiker_beheren,
    partnerafspraak_noteren,
    partnerafspraak_opvolgen,
    purpose_case_besluiten,
    purpose_case_opstellen,
)
from tests.factories import maak, maak_gebruiker

NU = dt.datetime(2026, 10, 14, 9, 0, tzinfo=dt.UTC)
DAG = NU.date()
WIE = st.sampled_from(["petra", "bram", "lea"])
DEUR = st.sampled_from(["verb", "api"])
# Cents around the half: 50.00% passes and one cent more does not.
BEDRAG = st.sampled_from(
    [Decimal("0.01"), Decimal(50), Decimal("50.01"), Decimal(100), Decimal("100.02"), Decimal(10**9)]
)
HOEVEEL = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(6), Decimal(12), Decimal(13)])
TEKST = st.sampled_from(["", "Omdat het zo is", "<script>alert(1)</script> Ünïcode"])
NOOIT_WIJZIGEN = sa.text(
    "SELECT (SELECT count(*) FROM logboekregel), (SELECT count(*) FROM levering), (SELECT count(*) FROM afschrijving),"
    " (SELECT count(*) FROM financieringsstand), (SELECT count(*) FROM poortbesluit), (SELECT count(*) FROM advies),"
    " (SELECT count(*) FROM deelneming), (SELECT count(*) FROM purpose_case_versie)"
)


# Where the dossiers ended, over all runs: a machine that never comes past the gate proves nothing.
BEREIKT: Counter[str] = Counter()


class Omweg(RuleBasedStateMachine):
    """One province with two coalities; people press every button there is, and some that are not."""

    def __init__(self, nieuwe_database, map_):
        super().__init__()
        self.database, self.ruim_op = nieuwe_database()
        self.app = create_app(
            Settings(
                omgeving="test",
                database_url=self.database.url.render_as_string(hide_password=False),
                secret_key="sleutel-voor-de-tests-van-meer-dan-32-tekens",
                var_dir=str(map_),
                snel_wachtwoord=True,
            ),
            self.database,
        )
        self.app.config.update(TESTING=True, KLOK=lambda: NU)
        self.gelukt = 0

    def teardown(self):
        bereikt = "SELECT '{0} ' || status FROM {0}"
        tabellen = ("ontwikkelcoalitie", "purpose_case", "partnerafspraak")
        with self.database.engine.connect() as verbinding:
            vraag = " UNION ALL ".join(bereikt.format(tabel) for tabel in tabellen)
            BEREIKT.update(verbinding.execute(sa.text(vraag)).scalars())
        self.ruim_op()

    @initialize()
    def begin(self):
        with self.database.transaction() as session:
            systeem = gebruiker_beheren.systeemgebruiker(session)
            rollen = {
                "petra": [GebruikerRol.PROGRAMMAMANAGER],
                "bram": [GebruikerRol.PROGRAMMAMANAGER, GebruikerRol.BESTUURSADVISEUR],
                "lea": [GebruikerRol.LEZER],
            }
            self.mensen = {naam: maak_gebruiker(session, naam.title(), *rol) for naam, rol in rollen.items()}
            self.sleutels = {
                naam: gebruiker_beheren.token_maken(session, wie, "t", door=systeem, nu=NU)[1]
                for naam, wie in self.mensen.items()
            }
            programma = maak(session, Programma)
            self.acties = [maak(session, Actie, programma=programma, nummer=str(nummer)) for nummer in (1, 2)]
            self.criteria = [
                maak(session, Criterium, programma=programma, code=code, soort=soort, onder_code=onder)
                for code, soort, onder in (
                    ("R1", CriteriumSoort.BASIS, None),
                    ("R5", CriteriumSoort.BASIS, None),
                    ("R5.1", CriteriumSoort.KEUZE, "R5"),
                    ("E1", CriteriumSoort.UITSLUITING, None),
                )
            ]
            self.partijen = [
                maak(session, Organisatie, helix=Helix.OVERHEID, is_eigen_provincie=True),
                maak(session, Organisatie, helix=Helix.ONDERWIJS),
                maak(session, Organisatie, helix=Helix.BEDRIJF),
            ]
            self.coalities = [
                coalitie_vormen.oprichten(
                    session,
                    programma=programma,
                    naam=f"Coalitie {actie.nummer}",
                    acties=[actie],
                    door=self.mensen["petra"],
                    nu=NU,
                ).uuid
                for actie in self.acties
            ]
        self.cases, self.afspraken, self.regels = [], [], []

    # --- one way in: the verb itself, or the API ---

    def doe(self, deur, wie, verb, pad, noun=None, wijze=None, maakt=None, **gegevens):
        """The step, through this door. A refusal must leave everything as it was."""
        voor = self.stand()
        gemaakt = (
            self._verb(wie, verb, noun, wijze, gegevens)
            if deur == "verb"
            else self._api(wie, pad, noun, gegevens)
        )
        if gemaakt is None:
            assert self.stand() == voor, "een weigering veranderde iets"
        else:
            self.gelukt += 1
            assert wie != "lea", "een lezer kwam erdoor"
            if maakt is not None:
                maakt.append(gemaakt)
        return gemaakt is not None

    def _verb(self, wie, verb, noun, wijze, gegevens):
        try:
            with self.database.transaction() as session:
                eerste = [vind(session, *noun)] if noun else []
                gelezen = {naam: self._vers(session, waarde) for naam, waarde in (wijze or gegevens).items()}
                gemaakt = verb(session, *eerste, door=self._vers(session, self.mensen[wie]), nu=NU, **gelezen)
                session.flush()
                return getattr(gemaakt, "uuid", True)
        except DomainError:
            return None

    def _vers(self, session, waarde):
        if isinstance(waarde, list):
            return [self._vers(session, deel) for deel in waarde]
        return vind(session, type(waarde), waarde.uuid) if isinstance(waarde, Model) else waarde

    def _api(self, wie, pad, noun, gegevens):
        adres = f"/api/v1/{pad.format(uuid=noun[1])}" if noun else f"/api/v1/{pad}"
        inhoud = {kameel(naam): self._plat(waarde) for naam, waarde in gegevens.items() if waarde is not None}
        antwoord = self.app.test_client().post(
            adres, json=inhoud, headers={"Authorization": f"Bearer {self.sleutels[wie]}"}
        )
        assert antwoord.status_code in (200, 201, 400, 403, 404, 409, 422), antwoord.text
        return uuid.UUID(antwoord.json["uuid"]) if antwoord.status_code < 300 else None

    def _plat(self, waarde):
        if isinstance(waarde, Model):
            return str(waarde.uuid)
        if isinstance(waarde, list):
            return [self._plat(deel) for deel in waarde]
        if isinstance(waarde, dict):
            return {kameel(naam): self._plat(deel) for naam, deel in waarde.items()}
        if isinstance(waarde, Enum):
            return waarde.value
        return waarde if isinstance(waarde, bool | int) else str(waarde)

    def stand(self):
        with self.database.engine.connect() as verbinding:
            return tuple(verbinding.execute(NOOIT_WIJZIGEN).one()), tuple(
                tuple(
                    verbinding.execute(sa.text(f"SELECT id, status, versie FROM {tabel} ORDER BY id")).all()
                )
                for tabel in ("ontwikkelcoalitie", "purpose_case", "partnerafspraak", "actiepunt")
            )

    def een(self, lijst, plaats):
        return lijst[plaats % len(lijst)] if lijst else uuid.UUID(int=0)

    # --- coalities ---

    @rule(
        deur=DEUR, wie=WIE, c=st.integers(0, 1), partij=st.integers(0, 2), rol=st.sampled_from(DeelnemerRol)
    )
    def laat_toe(self, deur, wie, c, partij, rol):
        noun = (Ontwikkelcoalitie, self.coalities[c])
        self.doe(
            deur, wie, coalitie_vormen.lid_toelaten, "ontwikkelcoalities/{uuid}/_laattoe", noun,
            organisatie=self.partijen[partij], rol=rol, van=DAG,
        )  # fmt: skip

    @rule(
        deur=DEUR, wie=WIE, c=st.integers(0, 1), stap=st.sampled_from(["vormen", "case_starten", "uitvoeren"])
    )
    def zet_coalitiestap(self, deur, wie, c, stap):
        paden = {"vormen": "_vorm", "case_starten": "_startcase", "uitvoeren": "_voeruit"}
        noun = (Ontwikkelcoalitie, self.coalities[c])
        self.doe(
            deur, wie, getattr(coalitie_vormen, stap), f"ontwikkelcoalities/{{uuid}}/{paden[stap]}", noun
        )

    @rule(deur=DEUR, wie=WIE, c=st.integers(0, 1))
    def rond_af(self, deur, wie, c):
        noun = (Ontwikkelcoalitie, self.coalities[c])
        self.doe(deur, wie, coalitie_vormen.afronden, "ontwikkelcoalities/{uuid}/_rondaf", noun, op=DAG)

    @rule(deur=DEUR, wie=WIE, c=st.integers(0, 1), reden=TEKST, kans=st.integers(0, 5))
    def beeindig(self, deur, wie, c, reden, kans):
        if kans == 0:
            noun = (Ontwikkelcoalitie, self.coalities[c])
            self.doe(
                deur,
                wie,
                coalitie_vormen.beeindigen,
                "ontwikkelcoalities/{uuid}/_beeindig",
                noun,
                op=DAG,
                reden=reden,
            )

    @rule(
        deur=DEUR, wie=WIE, c=st.integers(0, 1), ander=st.integers(0, 1), reden=TEKST, kans=st.integers(0, 5)
    )
    def voeg_samen(self, deur, wie, c, ander, reden, kans):
        if kans == 0:
            with self.database.session() as session:
                in_ = vind(session, Ontwikkelcoalitie, self.coalities[ander])
            noun = (Ontwikkelcoalitie, self.coalities[c])
            pad = "ontwikkelcoalities/{uuid}/_voegsamen"
            self.doe(deur, wie, coalitie_samenvoegen.samenvoegen, pad, noun, in_=in_, reden=reden)

    @rule(wie=st.sampled_from(["petra", "bram"]), c=st.integers(0, 1))
    def breng_tot_case(self, wie, c):
        """What a coalition usually does first, so that the gate is reached often."""
        noun = (Ontwikkelcoalitie, self.coalities[c])
        toe = {"organisatie": self.partijen[2], "rol": DeelnemerRol.AANJAGER, "van": DAG}
        self.doe("verb", wie, coalitie_vormen.lid_toelaten, "", noun, **toe)
        self.doe("verb", wie, coalitie_vormen.vormen, "", noun)
        self.doe("verb", wie, coalitie_vormen.case_starten, "", noun)

    @rule(c=st.integers(0, 1), stappen=st.integers(1, 6), kans=st.integers(0, 7), deur=DEUR)
    def breng_verder(self, c, stappen, kans, deur):
        """What people do most of the time: the next step that the rules allow, so that the machine comes everywhere."""
        for _ in range(stappen):
            with self.database.session() as session:
                coalitie = vind(session, Ontwikkelcoalitie, self.coalities[c])
                vraag = (
                    sa.select(PurposeCase)
                    .where(PurposeCase.coalitie_id == coalitie.id)
                    .order_by(PurposeCase.id.desc())
                )
                case = session.exec(vraag).scalars().first()
            if coalitie.status == "verkenning":
                self.breng_tot_case("petra", c)
            elif case is None or (case.uitkomst is Uitkomst.STOP and coalitie.status == "purpose_case"):
                self.begin_case("verb", "petra", c)
            elif case.status == "concept":
                ruim = (Decimal(50), Decimal(50) if kans else Decimal("50.01"))
                self.vul_en_dien_in("petra", self.cases.index(case.uuid), ruim)
            elif case.status == "ingediend":
                self.adviseer(deur, "petra", self.cases.index(case.uuid), Strekking.POSITIEF, "Doen")
            elif case.status == "geadviseerd":
                uitkomst = (
                    Uitkomst.STOP
                    if kans in (1, 2)
                    else Uitkomst.GO
                    if kans % 2
                    else Uitkomst.GO_ONDER_VOORWAARDEN
                )
                aantal = 2 if uitkomst is Uitkomst.GO_ONDER_VOORWAARDEN else 0
                plaats = self.cases.index(case.uuid)
                self.besluit(deur, "bram", plaats, uitkomst, "Daarom", kans == 1, aantal)
            elif case.status == "besloten":
                self.zet_coalitiestap(deur, "petra", c, "uitvoeren")
            elif coalitie.status == "uitvoering":
                self.rond_af(deur, "petra", c)
            elif case.status == "in_uitvoering":
                self.evalueer(deur, "petra", self.cases.index(case.uuid), "Veel opgeleverd")

    # --- purpose cases ---

    @rule(deur=DEUR, wie=WIE, c=st.integers(0, 1))
    def begin_case(self, deur, wie, c):
        if deur == "api":
            with self.database.session() as session:
                coalitie = vind(session, Ontwikkelcoalitie, self.coalities[c])
            self.doe(deur, wie, None, "purpose-cases", maakt=self.cases, coalitie=coalitie, titel="Proef")
        else:
            noun = (Ontwikkelcoalitie, self.coalities[c])
            self.doe(deur, wie, purpose_case_opstellen.beginnen, "", noun, maakt=self.cases, titel="Proef")

    @rule(deur=DEUR, wie=WIE, k=st.integers(0, 3), leeg=st.booleans(), versie=st.integers(1, 4))
    def schrijf(self, deur, wie, k, leeg, versie):
        delen = dict.fromkeys(
            ("maatschappelijke_opbrengst", "organisatie", "financiering", "commitment"),
            "Zo gaan wij het doen",
        )
        if leeg:
            delen["commitment"] = ""
        noun = (PurposeCase, self.een(self.cases, k))
        self.doe(
            deur,
            wie,
            purpose_case_opstellen.schrijven,
            "purpose-cases/{uuid}/_schrijf",
            noun,
            versie=versie,
            **delen,
        )

    @rule(deur=DEUR, wie=WIE, k=st.integers(0, 3), ja=st.booleans(), grond=TEKST)
    def beantwoord_alles(self, deur, wie, k, ja, grond):
        for criterium in self.criteria:
            noun = (PurposeCase, self.een(self.cases, k))
            antwoord = Antwoord.JA if ja else Antwoord.NEE
            if deur == "verb":
                # The verb names the criterium by place.
                def verb(session, case, *, criterium, **rest):
                    return purpose_case_opstellen.beantwoorden(session, case, criterium, **rest)
            else:
                verb = None
            self.doe(
                deur,
                wie,
                verb,
                "purpose-cases/{uuid}/_beantwoord",
                noun,
                criterium=criterium,
                antwoord=antwoord,
                grond=grond,
            )

    @rule(deur=DEUR, wie=WIE, k=st.integers(0, 3), partij=st.integers(0, 2), bedrag=BEDRAG)
    def financier(self, deur, wie, k, partij, bedrag):
        geg = {
            "organisatie": self.partijen[partij],
            "jaar": 2026,
            "soort": FinancieringSoort.GELD,
            "bedrag": bedrag,
        }
        noun = (PurposeCase, self.een(self.cases, k))
        if deur == "verb":
            self.doe(deur, wie, financiering_bijhouden.regel_toevoegen, "", noun, maakt=self.regels, **geg)
        elif self.cases:
            with self.database.session() as session:
                case = vind(session, *noun)
            self.doe(deur, wie, None, "financieringsregels", maakt=self.regels, case=case, **geg)

    @rule(deur=DEUR, wie=WIE, r=st.integers(0, 9), stand=st.sampled_from(Stand), bedrag=BEDRAG, grond=TEKST)
    def boek(self, deur, wie, r, stand, bedrag, grond):
        from crm.models import Financieringsregel

        noun = (Financieringsregel, self.een(self.regels, r))
        pad = "financieringsregels/{uuid}/_werkbij"
        self.doe(
            deur,
            wie,
            financiering_bijhouden.stand_bijwerken,
            pad,
            noun,
            stand=stand,
            bedrag=bedrag,
            grond=grond,
        )

    @rule(deur=DEUR, wie=WIE, r=st.integers(0, 9), reden=TEKST)
    def trek_in(self, deur, wie, r, reden):
        from crm.models import Financieringsregel

        noun = (Financieringsregel, self.een(self.regels, r))
        self.doe(
            deur,
            wie,
            financiering_bijhouden.regel_intrekken,
            "financieringsregels/{uuid}/_trekin",
            noun,
            reden=reden,
        )

    @rule(wie=st.sampled_from(["petra", "bram"]), k=st.integers(0, 3), bedragen=st.tuples(BEDRAG, BEDRAG))
    def vul_en_dien_in(self, wie, k, bedragen):
        """A case that is complete, but for the share of the province: that is left to chance."""
        noun = (PurposeCase, self.een(self.cases, k))
        for versie in (1, 2, 3):
            delen = dict.fromkeys(
                ("maatschappelijke_opbrengst", "organisatie", "financiering", "commitment"), f"Tekst {versie}"
            )
            self.doe("verb", wie, purpose_case_opstellen.schrijven, "", noun, versie=versie, **delen)
        self.beantwoord_alles("verb", wie, k, True, "Daaruit")
        for partij, bedrag in zip((0, 2), bedragen, strict=True):
            geg = {
                "organisatie": self.partijen[partij],
                "jaar": 2026,
                "soort": FinancieringSoort.GELD,
                "bedrag": bedrag,
            }
            self.doe("verb", wie, financiering_bijhouden.regel_toevoegen, "", noun, maakt=self.regels, **geg)
        self.doe("verb", wie, purpose_case_besluiten.indienen, "", noun)

    @rule(deur=DEUR, wie=WIE, k=st.integers(0, 3))
    def dien_in(self, deur, wie, k):
        noun = (PurposeCase, self.een(self.cases, k))
        self.doe(deur, wie, purpose_case_besluiten.indienen, "purpose-cases/{uuid}/_dienin", noun)

    @rule(deur=DEUR, wie=WIE, k=st.integers(0, 3), reden=TEKST, kans=st.integers(0, 3))
    def neem_terug(self, deur, wie, k, reden, kans):
        if kans == 0:
            noun = (PurposeCase, self.een(self.cases, k))
            self.doe(
                deur,
                wie,
                purpose_case_opstellen.terugnemen,
                "purpose-cases/{uuid}/_neemterug",
                noun,
                reden=reden,
            )

    @rule(deur=DEUR, wie=WIE, k=st.integers(0, 3), strekking=st.sampled_from(Strekking), tekst=TEKST)
    def adviseer(self, deur, wie, k, strekking, tekst):
        noun = (PurposeCase, self.een(self.cases, k))
        pad = "purpose-cases/{uuid}/_adviseer"
        self.doe(
            deur,
            wie,
            purpose_case_besluiten.adviseren,
            pad,
            noun,
            strekking=strekking,
            tekst=tekst,
            gegeven_op=DAG,
        )

    @rule(
        deur=DEUR, wie=WIE, k=st.integers(0, 3), uitkomst=st.sampled_from(Uitkomst), gronden=TEKST,
        draagvlak=st.booleans(), aantal=st.integers(0, 2),
    )  # fmt: skip
    def besluit(self, deur, wie, k, uitkomst, gronden, draagvlak, aantal):
        werk = [
            {"omschrijving": "Plan", "uiterlijk": dt.date(2027, 1, 1), "eigenaar": self.mensen["petra"]},
            {
                "omschrijving": "Uren", "uiterlijk": dt.date(2027, 1, 1), "organisatie": self.partijen[1],
                "soort": AfspraakSoort.UREN, "eenheid": "uren", "hoeveelheid": Decimal(8),
            },
        ][:aantal]  # fmt: skip
        noun = (PurposeCase, self.een(self.cases, k))
        geg = {
            "uitkomst": uitkomst,
            "gronden": gronden,
            "besloten_op": DAG,
            "is_onvoldoende_draagvlak": draagvlak,
        }
        self.doe(
            deur,
            wie,
            purpose_case_besluiten.besluiten,
            "purpose-cases/{uuid}/_besluit",
            noun,
            voorwaarden=werk,
            **geg,
        )

    @rule(deur=DEUR, wie=WIE, k=st.integers(0, 3), tekst=TEKST)
    def evalueer(self, deur, wie, k, tekst):
        noun = (PurposeCase, self.een(self.cases, k))
        self.doe(
            deur,
            wie,
            purpose_case_besluiten.evalueren,
            "purpose-cases/{uuid}/_evalueer",
            noun,
            op=DAG,
            evaluatie=tekst,
        )

    # --- promises ---

    @rule(
        wie=WIE,
        c=st.integers(0, 1),
        partij=st.integers(1, 2),
        soort=st.sampled_from(AfspraakSoort),
        hoeveel=HOEVEEL,
    )
    def noteer(self, wie, c, partij, soort, hoeveel):
        with self.database.session() as session:
            coalitie = vind(session, Ontwikkelcoalitie, self.coalities[c])
        eenheid = "euro" if soort is AfspraakSoort.GELD else "stuks"
        self.doe(
            "verb", wie, partnerafspraak_noteren.noteren, "", maakt=self.afspraken,
            organisatie=self.partijen[partij], coalitie=coalitie, omschrijving="Doen", soort=soort, eenheid=eenheid,
            hoeveelheid=hoeveel, uiterlijk=dt.date(2027, 1, 1), genoemd_op=DAG, herkomst="Brief",
        )  # fmt: skip

    @rule(deur=DEUR, wie=WIE, a=st.integers(0, 9))
    def bevestig(self, deur, wie, a):
        noun = (Partnerafspraak, self.een(self.afspraken, a))
        self.doe(
            deur, wie, partnerafspraak_opvolgen.bevestigen, "partnerafspraken/{uuid}/_bevestig", noun, op=DAG
        )

    @rule(deur=DEUR, wie=WIE, a=st.integers(0, 9), hoeveel=HOEVEEL, bewijs=TEKST)
    def lever(self, deur, wie, a, hoeveel, bewijs):
        noun = (Partnerafspraak, self.een(self.afspraken, a))
        geg = {"hoeveelheid": hoeveel, "geleverd_op": DAG, "bewijs": bewijs}
        self.doe(deur, wie, partnerafspraak_opvolgen.leveren, "partnerafspraken/{uuid}/_lever", noun, **geg)

    @rule(wie=WIE, a=st.integers(0, 9), hoeveel=HOEVEEL, grond=TEKST)
    def schrijf_af(self, wie, a, hoeveel, grond):
        noun = (Partnerafspraak, self.een(self.afspraken, a))
        self.doe(
            "verb", wie, partnerafspraak_opvolgen.afschrijven, "", noun, hoeveelheid=hoeveel, grond=grond
        )

    @rule(deur=DEUR, a=st.integers(0, 9), hoeveel=HOEVEEL)
    def breng_afspraak_verder(self, deur, a, hoeveel):
        self.bevestig(deur, "petra", a)
        self.lever(deur, "petra", a, hoeveel, "Brief")

    @rule(deur=DEUR, wie=WIE, a=st.integers(0, 9), grond=TEKST)
    def verzet(self, deur, wie, a, grond):
        noun = (Partnerafspraak, self.een(self.afspraken, a))
        pad = "partnerafspraken/{uuid}/_verzet"
        self.doe(
            deur, wie, partnerafspraak_opvolgen.verzetten, pad, noun, naar=dt.date(2027, 2, 1), grond=grond
        )

    @rule(
        deur=DEUR,
        wie=WIE,
        a=st.integers(0, 9),
        stap=st.sampled_from(["afwijzen", "intrekken", "vervallen", "nakomen"]),
        gronden=TEKST,
    )
    def sluit(self, deur, wie, a, stap, gronden):
        noun = (Partnerafspraak, self.een(self.afspraken, a))
        pad = "partnerafspraken/{uuid}/_sluit"
        self.doe(deur, wie, partnerafspraak_opvolgen.sluiten, pad, noun, stap=stap, gronden=gronden)

    # --- what must hold after every step ---

    def geen(self, vraag):
        with self.database.engine.connect() as verbinding:
            assert verbinding.execute(sa.text(vraag)).all() == [], vraag

    @invariant()
    def nobody_works_without_a_go(self):
        self.geen(
            "SELECT c.id FROM ontwikkelcoalitie c WHERE c.status IN ('uitvoering', 'afgerond') AND NOT EXISTS (SELECT 1"
            " FROM purpose_case k JOIN poortbesluit b ON b.case_id = k.id WHERE k.coalitie_id = c.id AND b.uitkomst <> 'stop')"
        )
        self.geen(
            "SELECT k.id FROM purpose_case k LEFT JOIN poortbesluit b ON b.case_id = k.id"
            " WHERE (k.uitkomst IS NULL) <> (b.id IS NULL) OR k.uitkomst <> b.uitkomst"
        )

    @invariant()
    def the_province_never_carries_more_than_half_of_what_was_submitted(self):
        self.geen(
            "SELECT id FROM purpose_case WHERE status <> 'concept'"
            " AND (totaal_bij_indiening <= 0 OR 2 * provincie_bij_indiening > totaal_bij_indiening)"
        )

    @invariant()
    def somebody_else_decides_after_advice(self):
        self.geen(
            "SELECT id FROM poortbesluit WHERE besloten_door_id = ingediend_door_id OR advies_id IS NULL"
        )
        self.geen(
            "SELECT b.id FROM poortbesluit b LEFT JOIN voorwaarde v ON v.besluit_id = b.id"
            " GROUP BY b.id, b.uitkomst HAVING (count(v.id) > 0) <> (b.uitkomst = 'go_onder_voorwaarden')"
        )

    @invariant()
    def what_has_ended_leaves_nothing_open(self):
        self.geen(
            "SELECT a.id FROM partnerafspraak a JOIN ontwikkelcoalitie c ON c.id = a.coalitie_id"
            " WHERE c.status IN ('beeindigd', 'afgerond') AND a.afgesloten_op IS NULL"
        )
        self.geen(
            "SELECT p.id FROM actiepunt p JOIN purpose_case k ON k.id = p.case_id JOIN ontwikkelcoalitie c ON c.id = k.coalitie_id"
            " WHERE c.status IN ('beeindigd', 'afgerond') AND p.status = 'open'"
        )
        self.geen(
            "SELECT k.id FROM poortbesluit b JOIN purpose_case k ON k.id = b.case_id JOIN ontwikkelcoalitie c"
            " ON c.id = k.coalitie_id JOIN coalitie_actie ca ON ca.coalitie_id = c.id JOIN actie a ON a.id = ca.actie_id"
            " WHERE b.is_onvoldoende_draagvlak AND (c.status <> 'beeindigd' OR a.beeindigd_op IS NULL)"
        )

    @invariant()
    def the_ledger_adds_up_for_every_promise_and_unit(self):
        self.geen(
            "SELECT a.id FROM partnerafspraak a WHERE"
            " a.geleverd <> COALESCE((SELECT sum(l.hoeveelheid) FROM levering l WHERE l.afspraak_id = a.id), 0)"
            " OR a.afgeschreven <> COALESCE((SELECT sum(s.hoeveelheid) FROM afschrijving s WHERE s.afspraak_id = a.id), 0)"
            " OR a.hoeveelheid - a.geleverd - a.afgeschreven < 0"
            " OR (a.afgesloten_op IS NOT NULL) <> (a.hoeveelheid - a.geleverd - a.afgeschreven = 0)"
        )
        with self.database.session() as session:
            afspraken = session.exec(sa.select(Partnerafspraak)).scalars().all()
            for eenheid in {afspraak.eenheid for afspraak in afspraken}:
                rij = [afspraak for afspraak in afspraken if afspraak.eenheid == eenheid]
                som = {
                    veld: sum(getattr(a, veld) for a in rij)
                    for veld in ("hoeveelheid", "geleverd", "afgeschreven", "openstaand")
                }
                assert som["hoeveelheid"] - som["geleverd"] - som["afgeschreven"] == som["openstaand"]


@pytest.fixture
def nieuwe_database(request, sqlite_sjabloon, tmp_path):
    """A fresh database for every run of the machine; the kind is the parameter of the test."""
    from crm.db import Database
    from tests.support import databases

    def sqlite():
        map_ = tmp_path / uuid.uuid4().hex
        map_.mkdir()
        db = Database(databases.kopieer_sqlite(sqlite_sjabloon, map_))
        return db, db.dispose

    def postgresql():
        server = request.getfixturevalue("postgresql")
        naam = server.nieuwe_database()
        db = Database(server.url(naam))

        def ruim_op():
            db.dispose()
            server.verwijder(naam)

        return db, ruim_op

    return {"sqlite": sqlite, "postgresql": postgresql}


@pytest.mark.slow
@pytest.mark.parametrize("soort", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_there_is_no_way_around_a_guard(nieuwe_database, soort, tmp_path, pytestconfig):
    keren = int(pytestconfig.getoption("--keren"))
    run_state_machine_as_test(
        lambda: Omweg(nieuwe_database[soort], tmp_path),
        settings=settings(
            max_examples=keren,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    print(f"\n{keren} keer: {dict(sorted(BEREIKT.items()))}")
