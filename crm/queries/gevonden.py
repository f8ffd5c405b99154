"""Nouns together with the place in the document they were read from, in one query."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import Bron, Model

Noun = TypeVar("Noun", bound=Model)


@dataclass(frozen=True)
class Gevonden(Generic[Noun]):
    """A noun, and where it stands in the document (None when somebody typed it)."""

    noun: Noun
    bron: Bron | None


def met_bron(
    session: Session, soort: type[Noun], *waar: Any, volgorde: tuple[Any, ...] = ()
) -> tuple[Gevonden[Noun], ...]:
    """The nouns that meet these conditions with their sources, in document order where they have one."""
    vraag = (
        select(soort, Bron)
        .outerjoin(Bron, col(Bron.id) == soort.bron_id)
        .where(*waar)
        .order_by(*(volgorde or standaard_volgorde(soort)))
    )
    return tuple(Gevonden(noun, bron) for noun, bron in session.exec(vraag))


def standaard_volgorde(soort: type[Model]) -> tuple[Any, ...]:
    """As the document has it: its `volgorde`, and otherwise as it came in."""
    kolommen = sa.inspect(soort).columns
    return (kolommen["volgorde"], kolommen["id"]) if "volgorde" in kolommen else (kolommen["id"],)
