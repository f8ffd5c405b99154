"""What the player of events knows: what the events call things by."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters.bestandsopslag import Bestandsopslag
from crm.jobs.rondes import Middelen
from crm.models import (
    Actie,
    Agendapunt,
    Begrotingsregel,
    Convenant,
    Doel,
    Financieringsregel,
    Gebruiker,
    Gremium,
    Herijking,
    Indicator,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Partnerafspraak,
    Partnermelding,
    Persoon,
    Programma,
    PurposeCase,
    Rapportage,
    Signaal,
    Toezegging,
    Werkagenda,
)

Gegevens = dict[str, Any]


class Naspeler:
    """Knows what the events call things by."""

    def __init__(
        self,
        session: Session,
        opslag: Bestandsopslag,
        post: Middelen,
        programma: Programma,
        mensen: dict[str, Gebruiker],
    ):
        self.session, self.opslag, self.post = session, opslag, post
        self.programma, self.mensen = programma, mensen
        self.acties = self._op_naam(Actie, Actie.nummer, col(Actie.ouder_id).is_(None))
        self.indicatoren = self._op_naam(Indicator, Indicator.naam)
        self.gremia = self._op_naam(Gremium, Gremium.naam)
        self.organisaties = {
            o.naam: o
            for o in session.exec(
                select(Organisatie).where(sa.or_(Organisatie.is_voorbeeld, Organisatie.is_eigen_provincie))
            )
        }
        self.personen = {p.naam: p for p in session.exec(select(Persoon).where(col(Persoon.is_voorbeeld)))}
        self.doelen = {
            d.budgetnaam: d for d in session.exec(select(Doel).where(Doel.programma_id == programma.id))
        }
        self.posten = self._posten()
        self.coalities: dict[str, Ontwikkelcoalitie] = {}
        self.afspraken: dict[str, Partnerafspraak] = {}
        self.rapportages: dict[str, Rapportage] = {}
        self.cases: dict[str, PurposeCase] = {}
        self.financiering: dict[str, Financieringsregel] = {}
        self.toezeggingen: dict[str, Toezegging] = {}
        self.signalen: dict[str, Signaal] = {}
        self.agendapunten: dict[str, Agendapunt] = {}
        self.werkagendas: dict[int, Werkagenda] = {}
        self.herijking: Herijking | None = None
        self.convenant: Convenant | None = None
        self.meldingen: dict[str, Partnermelding] = {}

    def _op_naam(self, soort, kolom, *eisen) -> dict[str, Any]:
        vraag = select(soort).where(soort.programma_id == self.programma.id, *eisen)
        return {getattr(noun, kolom.key): noun for noun in self.session.exec(vraag)}

    def _posten(self) -> dict[str, int]:
        vraag = select(Begrotingsregel.post, Begrotingsregel.post_volgorde)
        return dict(self.session.exec(vraag.where(Begrotingsregel.programma_id == self.programma.id)).all())

    def opdracht(self, sleutel: str) -> Opdracht:
        """The mandate of the agenda with this key."""
        (gevonden,) = self.uit_agenda(Opdracht, [f"opdracht.{sleutel}"])
        return gevonden

    def uit_agenda(self, soort, sleutels: list[str]) -> list[Any]:
        """The records of the agenda that the events name by their key in the file."""
        volledig = [f"{self.programma.code}/{sleutel}" for sleutel in sleutels]
        gevonden = {
            noun.sleutel: noun
            for noun in self.session.exec(select(soort).where(col(soort.sleutel).in_(volledig)))
        }
        return [gevonden[sleutel] for sleutel in volledig]


def dag(tekst: Any) -> dt.date | None:
    """The day that an event names, if it names one."""
    return None if tekst is None else dt.date.fromisoformat(str(tekst))
