"""Finding a dossier by the uuid that the outside world knows it by."""

import uuid as uuid_
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import Actie, CoalitieActie, Gremium, Model, Ontwikkelcoalitie, Programma

Noun = TypeVar("Noun", bound=Model)


def vind(session: Session, soort: type[Noun], uuid: uuid_.UUID | str | None) -> Noun:
    """The dossier with this uuid. Refuses with NietGevonden what is not there."""
    gevonden = zoek(session, soort, uuid)
    if gevonden is None:
        raise NietGevonden(f"Dit dossier ({soort.__name__.lower()}) bestaat niet, of niet meer.")
    return gevonden


def zoek(session: Session, soort: type[Noun], uuid: uuid_.UUID | str | None) -> Noun | None:
    """The dossier with this uuid, or None when it is not there or not a uuid at all."""
    if uuid is None:
        return None
    try:
        sleutel = uuid if isinstance(uuid, uuid_.UUID) else uuid_.UUID(str(uuid))
    except ValueError:
        return None
    return session.exec(select(soort).where(soort.uuid == sleutel)).unique().first()


def houd_vast(session: Session, noun: Model) -> None:
    """The dossier as it is now, and nobody else changes it before this transaction ends.

    For verbs that look at a dossier and write in what hangs under it: between the look and the writing nothing moves.
    """
    # Refreshing forgets what was not written yet.
    session.flush()
    session.refresh(noun, with_for_update=True)


def vind_alle(
    session: Session, soort: type[Noun], uuids: Iterable[uuid_.UUID | None]
) -> dict[uuid_.UUID, Noun]:
    """Those of these dossiers that exist, by uuid, in one query (none when nothing is asked)."""
    gezocht = {uuid for uuid in uuids if uuid is not None}
    if not gezocht:
        return {}
    return {
        noun.uuid: noun for noun in session.exec(select(soort).where(col(soort.uuid).in_(gezocht))).unique()
    }


# What a meeting can be about, the narrowest first.
WAAROVER: dict[str, type[Model]] = {
    "gremium": Gremium,
    "coalitie": Ontwikkelcoalitie,
    "actie": Actie,
    "programma": Programma,
}


def waarover(session: Session, gegevens: Mapping[str, Any]) -> dict[str, Model]:
    """The dossiers that these data name by uuid, and the actie of a coalitie that works on one only.

    Refuses with NietGevonden a dossier that is not there.
    """
    genoemd = {
        veld: vind(session, soort, gegevens[veld])
        for veld, soort in WAAROVER.items()
        if gegevens.get(veld) is not None
    }
    if "coalitie" in genoemd and "actie" not in genoemd:
        acties = session.exec(
            select(Actie)
            .join(CoalitieActie, col(CoalitieActie.actie_id) == Actie.id)
            .where(CoalitieActie.coalitie_id == genoemd["coalitie"].id)
        ).all()
        if len(acties) == 1:
            genoemd["actie"] = acties[0]
    return genoemd
