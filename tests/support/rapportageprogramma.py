"""A programme with everything the quarterly report can say, at any size; all of it invented.

Two quarters of 2026 are filled: figures for 30 June and 30 September differ in a known way.
"""

import datetime as dt
from decimal import Decimal

from sqlmodel import Session

from crm.models import (
    Actie,
    AfspraakSoort,
    BegrotingSoort,
    Begrotingsregel,
    Bron,
    Bronverschil,
    CoalitieActie,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Doel,
    Gebruiker,
    GebruikerRol,
    Gebruikersrol,
    Gremium,
    Helix,
    Indicator,
    IndicatorSoort,
    Levering,
    Licht,
    Meting,
    Mijlpaal,
    Niveau,
    Norm,
    NormTelling,
    Ontwikkelcoalitie,
    Opdracht,
    OpdrachtSoort,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Persoon,
    Precisie,
    Programma,
    Resultaat,
    Rolvervulling,
    Streefwaarde,
    VerschilSoort,
    Voortgang,
    naam_sleutel,
)
from tests.support.rapportagecases import Cases

SPEERPUNTEN = (
    ("Duurzame en circulaire bedrijvigheid", "CIRCULAIR", 150_000_000),
    ("Ruimte voor economie", "RUIMTE", 360_100_000),
    ("Innovatie", "INNOVATIE", 715_700_000),
    ("Arbeidsmarkt en onderwijs", "ARBEIDSMARKT & ONDERWIJS", 78_600_000),
)
TITELS = (
    "Inzet van ketenaanjagers verstevigen", "Ketenaanpak biobased bouwen", "Aanpak circulaire maakindustrie",
    "Ondernemers activeren via de circulair ambassadeur", "Verduurzaming van de industrie",
    "Ruimtelijke strategie circulaire economie", "Afspraken over grootschalige bedrijfsvestigingen",
    "Regionale afspraken over werklocaties", "Fysieke maatregelen op bedrijventerreinen",
    "Procesondersteuning bij verduurzaming", "Ruimte voor zeehavens", "Herstructurering van havengebieden",
    "Innovatief mkb ondersteunen", "Toegang tot financiering", "Innovatienetwerken versterken",
    "Proeftuinen en fieldlabs", "Internationalisering", "Manifest Werken en Ontwikkelen",
    "Campussen techniek en technologie", "Publiek-private samenwerking", "Zij-instroom in tekortsectoren",
)  # fmt: skip
KLEUREN = (
    Licht.GROEN,
    Licht.GROEN,
    Licht.GROEN,
    Licht.ORANJE,
    Licht.GROEN,
    Licht.GROEN,
    Licht.GRIJS,
    Licht.GROEN,
)
MOMENT = dt.datetime(2026, 7, 3, 9, tzinfo=dt.UTC)


def gebruikers(session: Session) -> tuple[Gebruiker, Gebruiker]:
    """A drafter and somebody else who may adopt."""
    opsteller = Gebruiker(
        naam="Opsteller Voorbeeld", email="opsteller@example.org", functie="Programmamanager economie"
    )
    vaststeller = Gebruiker(
        naam="Vaststeller Voorbeeld", email="vaststeller@example.org", functie="Bestuursadviseur"
    )
    opsteller.rollen = [Gebruikersrol(rol=GebruikerRol.PROGRAMMAMANAGER)]
    vaststeller.rollen = [Gebruikersrol(rol=GebruikerRol.BESTUURSADVISEUR)]
    session.add_all([opsteller, vaststeller])
    session.flush()
    return opsteller, vaststeller


def leeg_programma(session: Session, code: str = "leeg") -> Programma:
    """A programme in which nothing has happened yet."""
    programma = Programma(code=code, naam="Uitvoeringsagenda zonder gegevens", jaar_van=2025, jaar_tot=2028)
    session.add(programma)
    session.flush()
    return programma


def maak_programma(
    session: Session, door: Gebruiker, *, acties: int = 21, afspraken: int = 36, overleggen: int = 12
) -> Programma:
    """A filled programme; the numbers say how much of everything."""
    bouw = _Bouw(session, door)
    bouw.doelen()
    bouw.acties(acties)
    bouw.lichten()
    bouw.geld()
    bouw.indicatoren()
    bouw.coalities()
    bouw.afspraken(afspraken)
    session.flush()
    Cases(session, door, bouw.coalitie_rij, bouw.partners)
    bouw.overleggen(overleggen)
    session.flush()
    return bouw.programma


class _Bouw:
    def __init__(self, session: Session, door: Gebruiker):
        self.session, self.door = session, door
        self.bron = self.nieuw(
            Bron(document="Uitvoeringsagenda Voorbeeld", bestand="voorbeeld.txt", regel_van=10, regel_tot=12,
                 gedrukt="circa 60 terreinen", twijfel="Het is niet zeker of dit per jaar geldt.")
        )  # fmt: skip
        self.programma = self.nieuw(
            Programma(
                code="voorbeeld", naam="Uitvoeringsagenda Duurzame en Circulaire Economie", jaar_van=2025, jaar_tot=2028,
                missie="we versterken een brede welvaart door de overgang naar een duurzame en circulaire economie te versnellen",
                begrotingsprogramma="6.1 (begroting 2025)", portefeuille="Gedeputeerde economie", eigenaar="provincie Voorbeeld",
            )
        )  # fmt: skip

    def nieuw(self, noun):
        self.session.add(noun)
        self.session.flush()
        return noun

    def doelen(self) -> None:
        self.toppen = [
            self.nieuw(Doel(programma_id=self.programma.id, niveau=Niveau.SPEERPUNT, naam=naam, budgetnaam=post, volgorde=i,
                            doelstelling=f"{naam}: bedrijven en werklocaties die op elke plek toekomstbestendig zijn."))
            for i, (naam, post, _) in enumerate(SPEERPUNTEN)
        ]  # fmt: skip
        self.themas = [
            self.nieuw(Doel(programma_id=self.programma.id, ouder_id=top.id, niveau=Niveau.THEMA, nummer=f"{2 * i + j}",
                            naam=f"Thema {2 * i + j}", volgorde=10 * i + j))
            for i, top in enumerate(self.toppen) for j in (2, 3)
        ]  # fmt: skip
        self.los = self.nieuw(
            Doel(
                programma_id=self.programma.id,
                niveau=Niveau.THEMA,
                nummer="1",
                naam="Toekomstbeeld van de economie",
                volgorde=9,
            )
        )

    def acties(self, aantal: int) -> None:
        eerste = self.nieuw(
            Actie(
                programma_id=self.programma.id,
                doel_id=self.los.id,
                nummer="1",
                titel="We geven een toekomstbeeld vorm",
                volgorde=0,
            )
        )
        self.rij = [eerste]
        for i in range(aantal):
            self.rij.append(Actie(
                programma_id=self.programma.id, doel_id=self.themas[i * 8 // aantal].id, nummer=f"{2 + i // 2}{'ab'[i % 2]}",
                titel=f"We werken aan: {TITELS[i % len(TITELS)].lower()}", korte_titel=TITELS[i % len(TITELS)],
                volgorde=i + 1, eigenaar_id=self.door.id, bron_id=self.bron.id,
            ))  # fmt: skip
        self.session.add_all(self.rij)
        self.session.flush()
        for i, actie in enumerate(self.rij):
            gereed = dt.date(2026, 8, 20) if i % 3 == 0 else None
            jaar = dict(
                wanneer="2026",
                precisie=Precisie.JAAR,
                datum_van=dt.date(2026, 1, 1),
                datum_tot=dt.date(2026, 12, 31),
            )
            dag = dt.date(2026, 6, 1) + dt.timedelta(days=17 * (i % 14))
            self.session.add_all([
                Mijlpaal(programma_id=self.programma.id, actie_id=actie.id, omschrijving=f"aanpak vastgesteld door de regio's ({actie.nummer})",
                         is_gereed=gereed is not None, gereed_op=gereed, bron_id=self.bron.id, **jaar),
                Mijlpaal(programma_id=self.programma.id, actie_id=actie.id, omschrijving=f"eerste resultaten besproken ({actie.nummer})",
                         precisie=Precisie.DAG, wanneer=str(dag), datum_van=dag, datum_tot=dag),
                Resultaat(actie_id=actie.id, omschrijving="een plan van aanpak", gereed_op=gereed),
            ])  # fmt: skip

    def lichten(self) -> None:
        for i, actie in enumerate(self.rij[1:]):
            for peildatum, verschuif in ((dt.date(2026, 6, 25), 0), (dt.date(2026, 9, 24), i % 4 == 1)):
                kleuren = [KLEUREN[(i + 3 * k + verschuif) % len(KLEUREN)] for k in range(3)]
                if i == 9 and peildatum.month == 9:
                    kleuren[1] = Licht.ROOD
                mis = any(kleur in (Licht.ORANJE, Licht.ROOD) for kleur in kleuren)
                self.session.add(Voortgang(
                    actie_id=actie.id, peildatum=peildatum, beleid=kleuren[0], tijd=kleuren[1], geld=kleuren[2],
                    toelichting=f"In dit kwartaal zijn {3 + i} ondernemers gestart; de volgende bijeenkomst is in november.",
                    oorzaak="Er is te weinig plaats op het stroomnet bij drie terreinen." if mis else None,
                    gevolg="Drie terreinen starten een half jaar later." if mis else None,
                    bijsturing="De programmamanager spreekt de netbeheerder vóór 1 december." if mis else None,
                    door_id=self.door.id, gegeven_op=MOMENT,
                ))  # fmt: skip

    def geld(self) -> None:
        regel = dict(programma_id=self.programma.id)
        posten = [
            *((naam, post, bedrag) for naam, post, bedrag in SPEERPUNTEN),
            ("", "BIJDRAGE AAN REGIONALE SAMENWERKING", 344_200_000),
        ]
        for i, (_, post, bedrag) in enumerate(posten):
            doel_id = self.toppen[i].id if i < len(self.toppen) else None
            vast = dict(**regel, post=post, post_volgorde=i, doel_id=doel_id)
            for jaar in (2025, 2026, 2027, 2028):
                self.session.add(Begrotingsregel(**vast, jaar_van=jaar, jaar_tot=jaar, soort=BegrotingSoort.PRIMITIEF, bedrag_cent=bedrag,
                                                 boekdatum=dt.date(2024, 12, 1), bron_id=self.bron.id))  # fmt: skip
            dit = dict(**vast, jaar_van=2026, jaar_tot=2026)
            for kwartaal, maand in ((1, 3), (2, 6), (3, 9)):
                self.session.add(Begrotingsregel(**dit, soort=BegrotingSoort.REALISATIE, bedrag_cent=bedrag * (15 + i + kwartaal) // 100,
                                                 boekdatum=dt.date(2026, maand, 28)))  # fmt: skip
            self.session.add(
                Begrotingsregel(
                    **dit, soort=BegrotingSoort.PROGNOSE, bedrag_cent=bedrag, boekdatum=dt.date(2026, 4, 1)
                )
            )
            if i in (1, 2):
                bijstelling = 5_400_000 if i == 1 else -21_700_000
                self.session.add(
                    Begrotingsregel(
                        **dit,
                        soort=BegrotingSoort.PROGNOSE,
                        bedrag_cent=bijstelling,
                        boekdatum=dt.date(2026, 9, 12),
                    )
                )
        self.session.add(Begrotingsregel(**regel, post="BIJDRAGE AAN REGIONALE SAMENWERKING", post_volgorde=4, onderdeel="Bijdrage aan de exploitatie",
                                         jaar_van=2025, jaar_tot=2028, soort=BegrotingSoort.PRIMITIEF, boekdatum=dt.date(2024, 12, 1)))  # fmt: skip
        self.session.add(Bronverschil(programma_id=self.programma.id, soort=VerschilSoort.SOM, onderwerp="Omvang mkb-fonds",
                                      gedrukt="€ 60,5 miljoen", anders="€ 60 miljoen in de figuur", toelichting="Beide getoond.", bron_id=self.bron.id))  # fmt: skip

    def indicatoren(self) -> None:
        vast = dict(programma_id=self.programma.id, soort=IndicatorSoort.STREEF, bron_id=self.bron.id)
        graad = self.nieuw(Indicator(**vast, doel_id=self.toppen[1].id, naam="organisatiegraad van bedrijventerreinen", eenheid="%",
                                     nulwaarde=Decimal(35), nulwaarde_jaar=2023))  # fmt: skip
        self.session.add(
            Streefwaarde(
                indicator_id=graad.id,
                jaar=2027,
                waarde_min=Decimal(40),
                waarde_max=Decimal(40),
                bron_id=self.bron.id,
            )
        )
        for dag, waarde in (
            (dt.date(2024, 12, 31), "35.6"),
            (dt.date(2025, 12, 31), "36.9"),
            (dt.date(2026, 9, 30), "37.8"),
        ):
            self.session.add(
                Meting(
                    indicator_id=graad.id,
                    peildatum=dag,
                    waarde=Decimal(waarde),
                    herkomst="jaarlijkse telling",
                )
            )
        hectare = self.nieuw(
            Indicator(**vast, actie_id=self.rij[9].id, naam="hectare met een maatregel", eenheid="ha")
        )
        self.session.add(
            Streefwaarde(indicator_id=hectare.id, jaar=2028, waarde_min=Decimal(275), waarde_max=Decimal(275))
        )
        for dag, waarde in ((dt.date(2026, 6, 30), 157), (dt.date(2026, 9, 30), 188)):
            self.session.add(
                Meting(
                    indicator_id=hectare.id,
                    peildatum=dag,
                    waarde=Decimal(waarde),
                    herkomst="opgave uitvoerder",
                )
            )
        bereik = self.nieuw(
            Indicator(
                **vast, actie_id=self.rij[13].id, naam="ondersteunde ondernemers", eenheid="ondernemers"
            )
        )
        self.session.add(
            Streefwaarde(
                indicator_id=bereik.id,
                waarde_min=Decimal(800),
                waarde_max=Decimal(1100),
                woord="bereik",
                gedrukt="800-1100",
            )
        )
        self.session.add(Meting(indicator_id=bereik.id, peildatum=dt.date(2026, 9, 30), is_onbekend=True))

    def coalities(self) -> None:
        soorten = (Helix.BEDRIJF, Helix.ONDERWIJS, Helix.OVERHEID, Helix.KENNISINSTELLING)
        self.partners = [
            Organisatie(naam=f"Voorbeeld{soort!s} {i + 1}", naam_sleutel=naam_sleutel(f"Voorbeeld{soort} {i + 1}"), helix=soort, is_voorbeeld=True)
            for i in range(3) for soort in soorten
        ]  # fmt: skip
        self.session.add_all(self.partners)
        self.session.flush()
        self.coalitie_rij = []
        for i, nummer in enumerate(("2", "5a", "5b", "6", "10")):
            coalitie = self.nieuw(Ontwikkelcoalitie(programma_id=self.programma.id, nummer=nummer, naam=f"Voorbeeldcoalitie {nummer}",
                                                    status=CoalitieStatus.VORMING, opgericht_op=dt.date(2026, 1 + 2 * (i % 3), 10), is_voorbeeld=True))  # fmt: skip
            self.coalitie_rij.append(coalitie)
            self.session.add(CoalitieActie(coalitie_id=coalitie.id, actie_id=self.rij[i + 1].id))
            for partner in self.partners[i : i + 4]:
                rol = DeelnemerRol.AANJAGER if partner is self.partners[i] else DeelnemerRol.LID
                self.session.add(
                    Deelneming(
                        coalitie_id=coalitie.id, organisatie_id=partner.id, rol=rol, van=dt.date(2026, 2, 1)
                    )
                )

    def afspraken(self, aantal: int) -> None:
        rij = []
        for i in range(aantal):
            geld = i % 3 == 0
            rij.append(Partnerafspraak(
                organisatie_id=self.partners[i % len(self.partners)].id, programma_id=self.programma.id,
                actie_id=self.rij[1 + i % (len(self.rij) - 1)].id, coalitie_id=self.coalitie_rij[i % 5].id,
                omschrijving=("bijdrage aan de aanpak", "uren van een projectleider", "stageplekken techniek")[i % 3],
                soort=(AfspraakSoort.GELD, AfspraakSoort.UREN, AfspraakSoort.STAGES)[i % 3],
                eenheid="euro" if geld else ("uren", "stageplekken")[i % 3 - 1], hoeveelheid=Decimal(25_000 if geld else 40),
                uiterlijk=dt.date(2026, 5, 1) + dt.timedelta(days=9 * (i % 30)), genoemd_op=dt.date(2026, 2, 1) + dt.timedelta(days=i % 90),
            ))  # fmt: skip
        for i, afspraak in enumerate(rij):
            if i % 4 != 3:
                afspraak.bevestigen(afspraak.genoemd_op + dt.timedelta(days=7))
            if i % 4 in (1, 2):
                deel = afspraak.hoeveelheid if i % 4 == 1 else afspraak.hoeveelheid / 2
                afspraak.leveren(
                    Levering(hoeveelheid=deel, geleverd_op=dt.date(2026, 5 + i % 5, 15), bewijs="verslag")
                )
            if i % 8 == 0:
                afspraak.verzetten(
                    afspraak.uiterlijk + dt.timedelta(days=60), dt.date(2026, 7, 20), "netaansluiting later"
                )
            if i % 16 == 3:
                afspraak.sluiten("vervallen", dt.date(2026, 8, 1), "geen deelname meer")
        self.session.add_all(rij)

    def overleggen(self, aantal: int) -> None:
        vast = dict(programma_id=self.programma.id, bron_id=self.bron.id)
        tafel = self.nieuw(Gremium(**vast, naam="Brede technologietafel"))
        commissie = self.nieuw(Gremium(**vast, naam="Leer- en Adviescommissie"))
        telling = dict(**vast, telling=NormTelling.OVERLEGGEN)
        self.session.add_all([
            Norm(**telling, gremium_id=tafel.id, omschrijving="ten minste één brede technologietafel", eenheid="bijeenkomsten", minimum=1),
            Norm(**telling, gremium_id=commissie.id, omschrijving="vier bijeenkomsten van de commissie", eenheid="bijeenkomsten", minimum=4),
            Norm(**vast, telling=NormTelling.COALITIES, omschrijving="zes tot acht coalities ondersteund", eenheid="coalities", minimum=6, maximum=8),
            Norm(**vast, omschrijving="acht promotie-evenementen techniek", eenheid="evenementen", minimum=8),
        ])  # fmt: skip
        for i in range(aantal):
            moment = dt.datetime(2026, 1 + i % 9, 1 + i % 27, 10, tzinfo=dt.UTC)
            self.session.add(Overleg(
                onderwerp=f"Voorbeeldoverleg {i}", begint_op=moment, programma_id=self.programma.id, coalitie_id=self.coalitie_rij[i % 5].id,
                gremium_id=commissie.id if i % 6 == 2 else None, status=OverlegStatus.GEHOUDEN,
            ))  # fmt: skip
        persoon = self.nieuw(
            Persoon(
                naam="Geheime Contactpersoon",
                naam_sleutel="geheime contactpersoon",
                email="geheim@example.org",
                is_voorbeeld=True,
            )
        )
        bouw = self.nieuw(Opdracht(**vast, actie_id=self.rij[1].id, soort=OpdrachtSoort.KETENAANJAGER, keten="bouw", gebied="MRA", wanneer="begin 2026",
                                   precisie=Precisie.BEGIN_JAAR, datum_van=dt.date(2026, 1, 1), datum_tot=dt.date(2026, 3, 31)))  # fmt: skip
        zorg = self.nieuw(Opdracht(**vast, actie_id=self.rij[2].id, soort=OpdrachtSoort.CIRCULAIR_AMBASSADEUR, wanneer="eind 2026",
                                   precisie=Precisie.EIND_JAAR, datum_van=dt.date(2026, 10, 1), datum_tot=dt.date(2026, 12, 31)))  # fmt: skip
        self.session.add(
            Rolvervulling(
                opdracht_id=bouw.id, persoon_id=persoon.id, van=dt.date(2024, 2, 1), tot=dt.date(2026, 3, 31)
            )
        )
        self.session.add(Rolvervulling(opdracht_id=zorg.id, persoon_id=persoon.id, van=dt.date(2025, 2, 1)))
