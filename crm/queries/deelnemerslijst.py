"""From what somebody typed about the participants of a meeting to who they are."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from crm.models import Aanwezigheid, Organisatie, Persoon
from crm.queries.dossiers import vind_alle
from crm.queries.organisatie_zoeken import bekend, voorstellen

Gegevens = dict[str, Any]


def lees_deelnemers(session: Session, invoer: Sequence[Gegevens], fouten: dict[str, str]) -> list[Aanwezigheid]:
    """The participants, not yet of a meeting; puts a question in `fouten` at each that is not clear.

    A row names a person by uuid or by `naam`, and an organisation by uuid or by `organisatie_naam`.
    """
    personen = vind_alle(session, Persoon, [rij.get("persoon") for rij in invoer])
    op_uuid = vind_alle(session, Organisatie, [rij.get("organisatie") for rij in invoer])
    op_naam = bekend(session, [naam for rij in invoer if (naam := rij.get("organisatie_naam"))])
    uit: list[Aanwezigheid] = []
    for plaats, rij in enumerate(invoer):
        pad = f"deelnemers.{plaats}"
        persoon = personen.get(rij.get("persoon"))
        organisatie = op_uuid.get(rij.get("organisatie")) or op_naam.get(rij.get("organisatie_naam") or "")
        nieuw = Aanwezigheid(
            naam=persoon.naam if persoon else (rij.get("naam") or "").strip(),
            persoon_id=persoon.id if persoon else None,
            organisatie_id=organisatie.id if organisatie else None,
        )
        fouten |= {f"{pad}.{veld}": zin for veld, zin in _keur(session, rij, nieuw).items()}
        if nieuw.naam and any(nieuw.is_zelfde(ander) for ander in uit):
            fouten[f"{pad}.naam"] = f"{nieuw.naam} staat al op de lijst."
        uit.append(nieuw)
    return uit


def _keur(session: Session, rij: Gegevens, nieuw: Aanwezigheid) -> dict[str, str]:
    fouten = {}
    if rij.get("persoon") and nieuw.persoon_id is None:
        fouten["persoon"] = "Wij kennen niemand met dit kenmerk."
    elif not nieuw.naam:
        fouten["naam"] = "Hoe heet deze persoon?"
    if nieuw.organisatie_id is None and rij.get("organisatie"):
        fouten["organisatie"] = "Wij kennen geen organisatie met dit kenmerk."
    elif nieuw.organisatie_id is None and rij.get("organisatie_naam"):
        fouten["organisatie_naam"] = _vraag(session, rij["organisatie_naam"])
    return fouten


def _vraag(session: Session, naam: str) -> str:
    namen = " of ".join(f"‘{voorstel.organisatie.naam}’" for voorstel in voorstellen(session, naam))
    vraag = f"Bedoelt u {namen}? Verbeter de naam" if namen else "Verbeter de naam"
    return f"‘{naam}’ kennen wij niet onder die naam. {vraag} of laat dit veld leeg."
