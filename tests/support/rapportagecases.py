"""Purpose cases for the programme of the report: one of every kind that the report tells apart; all of it invented."""

import datetime as dt
from decimal import Decimal

from sqlmodel import Session, select

from crm.models import (
    Actiepunt,
    ActiepuntStatus,
    Advies,
    CaseStatus,
    Financieringsregel,
    Financieringsstand,
    Gebruiker,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    Poortbesluit,
    PurposeCase,
    PurposeCaseVersie,
    Stand,
    Strekking,
    Uitkomst,
    Voorwaarde,
    naam_sleutel,
    noteer,
)

C, A, T = CaseStatus, Stand.AANGEVRAAGD, Stand.TOEGEKEND


def dag(maand: int, dag_: int) -> dt.date:
    return dt.date(2026, maand, dag_)


def moment(maand: int, dag_: int) -> dt.datetime:
    return dt.datetime(2026, maand, dag_, 9, tzinfo=dt.UTC)


class Cases:
    """The first coalitie got a go before June and lost a partner in August; the others stand where cases can stand."""

    def __init__(
        self,
        session: Session,
        door: Gebruiker,
        coalities: list[Ontwikkelcoalitie],
        partners: list[Organisatie],
    ):
        self.session, self.door, self.partners = session, door, partners
        self.tweede = Gebruiker(naam="Beslisser Voorbeeld", email="beslisser@example.org")
        self.provincie = Organisatie(
            naam="provincie Voorbeeld", naam_sleutel=naam_sleutel("provincie Voorbeeld"), helix=Helix.OVERHEID
        )
        session.add_all([self.tweede, self.provincie])
        session.flush()
        self.met_go(coalities[0])
        self.zonder_toekenning(coalities[1])
        self.gestopt(coalities[2])
        self.begin(coalities[3], "Voorbeeldcase in de maak", (9, 1), C.CONCEPT)

    def begin(
        self, coalitie: Ontwikkelcoalitie, titel: str, op: tuple[int, int], status: CaseStatus, **anders
    ) -> PurposeCase:
        if status is not C.CONCEPT:
            anders |= {
                "ingediend_door_id": self.door.id,
                "provincie_bij_indiening": Decimal(48_000),
                "totaal_bij_indiening": Decimal(100_000),
            }
        case = PurposeCase(coalitie_id=coalitie.id, titel=titel, status=status, is_voorbeeld=True, **anders)
        self.session.add(case)
        self.session.flush()
        versie = PurposeCaseVersie(
            case_id=case.id, nummer=1, opgesteld_door_id=self.door.id, opgesteld_op=moment(*op)
        )
        self.session.add(versie)
        self.session.flush()
        return case

    def stap(self, case: PurposeCase, van: CaseStatus, naar: CaseStatus, op: tuple[int, int]) -> None:
        noteer(
            self.session,
            f"purpose_case.{naar}",
            case,
            door=self.door,
            nu=moment(*op),
            voor={"status": str(van)},
            na={"status": str(naar)},
        )

    def geld(
        self, case: PurposeCase, partij: Organisatie, *standen: tuple[Stand, int, tuple[int, int]]
    ) -> None:
        regel = Financieringsregel(
            case_id=case.id,
            organisatie_id=partij.id,
            helix=partij.helix,
            is_provinciaal=partij is self.provincie,
            jaar=2026,
        )
        self.session.add(regel)
        self.session.flush()
        for stand, bedrag, op in standen:
            self.session.add(
                Financieringsstand(
                    regel_id=regel.id, stand=stand, bedrag=Decimal(bedrag), op=dag(*op), door_id=self.door.id
                )
            )
            self.session.flush()

    def besluit(self, case: PurposeCase, uitkomst: Uitkomst, op: tuple[int, int], **anders) -> Poortbesluit:
        versie = self.session.exec(
            select(PurposeCaseVersie).where(PurposeCaseVersie.case_id == case.id)
        ).one()
        advies = Advies(
            case_id=case.id,
            versie_id=versie.id,
            strekking=Strekking.POSITIEF,
            tekst="Doen.",
            gegeven_op=dag(*op),
            door_id=self.door.id,
        )
        self.session.add(advies)
        self.session.flush()
        besluit = Poortbesluit(
            case_id=case.id,
            versie_id=versie.id,
            advies_id=advies.id,
            uitkomst=uitkomst,
            gronden="Voorbeeldgronden",
            besloten_op=dag(*op),
            besloten_door_id=self.tweede.id,
            ingediend_door_id=self.door.id,
            **anders,
        )
        self.session.add(besluit)
        self.session.flush()
        return besluit

    def met_go(self, coalitie: Ontwikkelcoalitie) -> None:
        case = self.begin(
            coalitie,
            "Voorbeeldcase met een go",
            (2, 2),
            C.IN_UITVOERING,
            uitkomst=Uitkomst.GO_ONDER_VOORWAARDEN,
            ingediend_op=dag(4, 1),
            in_uitvoering_op=dag(7, 1),
        )
        self.geld(case, self.provincie, (A, 100_000, (3, 1)), (T, 100_000, (6, 10)))
        self.geld(case, self.partners[0], (A, 80_000, (3, 1)), (T, 80_000, (6, 10)))
        self.geld(
            case,
            self.partners[1],
            (A, 60_000, (3, 1)),
            (T, 60_000, (6, 10)),
            (T, 0, (8, 12)),
            (A, 0, (8, 12)),
        )
        besluit = self.besluit(case, Uitkomst.GO_ONDER_VOORWAARDEN, (6, 9))
        punt = Actiepunt(case_id=case.id, omschrijving="plan voor borging", uiterlijk=dag(9, 1))
        self.session.add(punt)
        self.session.flush()
        self.voorwaarde(besluit, "een plan voor borging", (9, 1), actiepunt_id=punt.id)
        # A promise that nobody has confirmed: due in July, so late in September.
        afspraken = self.session.exec(select(Partnerafspraak).order_by(Partnerafspraak.id)).all()
        if len(afspraken) > 7:
            self.voorwaarde(
                besluit, "bijdrage van de tweede school", (7, 3), partnerafspraak_id=afspraken[7].id
            )
        punt.status, punt.gesloten_op = ActiepuntStatus.AFGEROND, dag(8, 20)
        noteer(self.session, "actiepunt.afgerond", punt, door=self.door, nu=moment(8, 20))

    def voorwaarde(self, besluit: Poortbesluit, wat: str, uiterlijk: tuple[int, int], **werk: int) -> None:
        self.session.add(
            Voorwaarde(besluit_id=besluit.id, omschrijving=wat, uiterlijk=dag(*uiterlijk), **werk)
        )
        self.session.flush()

    def zonder_toekenning(self, coalitie: Ontwikkelcoalitie) -> None:
        case = self.begin(
            coalitie,
            "Voorbeeldcase zonder toekenning",
            (5, 4),
            C.BESLOTEN,
            uitkomst=Uitkomst.GO,
            ingediend_op=dag(7, 6),
        )
        self.geld(case, self.provincie, (A, 48_000, (6, 1)))
        self.geld(case, self.partners[1], (A, 52_000, (6, 1)))
        self.stap(case, C.CONCEPT, C.INGEDIEND, (7, 6))
        self.besluit(case, Uitkomst.GO, (8, 20))

    def gestopt(self, coalitie: Ontwikkelcoalitie) -> None:
        case = self.begin(
            coalitie,
            "Voorbeeldcase die stopte",
            (4, 1),
            C.BESLOTEN,
            uitkomst=Uitkomst.STOP,
            ingediend_op=dag(6, 20),
        )
        self.geld(case, self.provincie, (A, 30_000, (5, 1)))
        self.geld(case, self.partners[2], (A, 30_000, (5, 1)))
        self.stap(case, C.CONCEPT, C.INGEDIEND, (6, 20))
        self.besluit(case, Uitkomst.STOP, (9, 15), is_onvoldoende_draagvlak=True)
