"""Mandates: granting one, who holds them, and how they are extended, ended and looked back at."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.models import Gebruiker, Opdracht, Persoon
from crm.schemas import nouns
from crm.schemas.actie import Toewijzing
from crm.schemas.opdracht import (
    Aanwijzing,
    OpdrachtAfronding,
    OpdrachtEvaluatie,
    OpdrachtInvoer,
    Start,
    VerlengingInvoer,
)
from crm.workflows import opdracht_vervullen

OPDRACHTEN = Collectie(
    "opdrachten",
    Opdracht,
    nouns.OPDRACHT,
    filters=("programma", "actie", "soort", "keten", "gebied", "status", "evaluatie_jaar", "eigenaar"),
)
COLLECTIES = (OPDRACHTEN,)


def _wijs_aan(session: Session, opdracht: Opdracht, *, persoon: Persoon, **gegevens: Any) -> None:
    opdracht_vervullen.aanwijzen(session, opdracht, persoon, **gegevens)


def _wijs_toe(session: Session, opdracht: Opdracht, *, eigenaar: Gebruiker | None, **wie: Any) -> None:
    opdracht_vervullen.toewijzen(session, opdracht, eigenaar, **wie)


OPDRACHTEN.maak(opdracht_vervullen.verlenen, OpdrachtInvoer, "Verleen een opdracht")
OPDRACHTEN.stap("_start", opdracht_vervullen.starten, "Laat de opdracht beginnen", Start)
OPDRACHTEN.stap("_wijsaan", _wijs_aan, "Zeg wie de opdracht gaat vervullen", Aanwijzing)
OPDRACHTEN.stap("_wijstoe", _wijs_toe, "Zeg welke collega de opdracht volgt", Toewijzing)
OPDRACHTEN.stap("_verleng", opdracht_vervullen.verlengen, "Verleng de termijn", VerlengingInvoer)
OPDRACHTEN.stap("_rondaf", opdracht_vervullen.afronden, "Rond de opdracht af", OpdrachtAfronding)
OPDRACHTEN.stap("_evalueer", opdracht_vervullen.evalueren, "Leg de evaluatie vast", OpdrachtEvaluatie)
