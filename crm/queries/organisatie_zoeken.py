"""Which organisation is meant by a name: the same under another spelling, an alias, or one that looks like it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlmodel import Session, col, select

from crm.models import Organisatie, OrganisatieAlias
from crm.models.organisatie import naam_sleutel

# Below this a proposal is more often wrong than right on the 140 organisations of the two agendas.
LIJKT_GENOEG = 84
HOOGSTENS = 3


@dataclass(frozen=True)
class Voorstel:
    """An organisation that is probably meant, and why we think so."""

    organisatie: Organisatie
    reden: str


def bekend(session: Session, namen: Iterable[str]) -> dict[str, Organisatie]:
    """The organisations that these names certainly mean, by name as given: two queries for all of them.

    A name counts when it is the same without capitals, accents and punctuation, or when it is a certain alias.
    """
    sleutels = {naam: naam_sleutel(naam) for naam in namen}
    gezocht = {sleutel for sleutel in sleutels.values() if sleutel}
    if not gezocht:
        return {}
    gevonden = {
        o.naam_sleutel: o
        for o in session.exec(select(Organisatie).where(col(Organisatie.naam_sleutel).in_(gezocht)))
    }
    via_alias = session.exec(
        select(OrganisatieAlias.naam_sleutel, Organisatie)
        .join(Organisatie, col(Organisatie.id) == OrganisatieAlias.organisatie_id)
        .where(col(OrganisatieAlias.naam_sleutel).in_(gezocht), col(OrganisatieAlias.is_onzeker).is_(False))
    )
    for sleutel, organisatie in via_alias:
        gevonden.setdefault(sleutel, organisatie)
    return {naam: gevonden[sleutel] for naam, sleutel in sleutels.items() if sleutel in gevonden}


def voorstellen(session: Session, naam: str) -> list[Voorstel]:
    """At most three organisations that this name probably means, the likeliest first.

    Compares with every name and alias; meant for the one name that was not recognised, not for lists.
    """
    sleutel = naam_sleutel(naam)
    if not sleutel:
        return []
    namen = _alle_namen(session)
    lijkend = process.extract(
        sleutel, [s for s, _, _ in namen], scorer=fuzz.WRatio, score_cutoff=LIJKT_GENOEG, limit=10
    )
    beste: dict[int, str] = {}
    for _, _, plaats in lijkend:
        _, organisatie_id, gedrukt = namen[plaats]
        beste.setdefault(organisatie_id, gedrukt)
    if not beste:
        return []
    volgorde = list(beste)[:HOOGSTENS]
    organisaties = {
        o.id: o for o in session.exec(select(Organisatie).where(col(Organisatie.id).in_(volgorde)))
    }
    return [
        Voorstel(organisaties[nummer], _reden(organisaties[nummer], beste[nummer])) for nummer in volgorde
    ]


def zin_bij(naam: str, gevonden: list[Voorstel]) -> str:
    """The question a colleague gets about a name that is not known."""
    if not gevonden:
        return f"‘{naam}’ kennen wij nog niet. Kies een soort om de organisatie toe te voegen, of verbeter de naam."
    namen = " of ".join(f"‘{voorstel.organisatie.naam}’" for voorstel in gevonden)
    return f"‘{naam}’ kennen wij niet onder die naam. Bedoelt u {namen}? Kies anders een soort om haar toe te voegen."


def _alle_namen(session: Session) -> list[tuple[str, int, str]]:
    eigen = session.exec(select(Organisatie.naam_sleutel, Organisatie.id, Organisatie.naam))
    andere = session.exec(
        select(OrganisatieAlias.naam_sleutel, OrganisatieAlias.organisatie_id, OrganisatieAlias.naam)
    )
    return [*eigen, *andere]


def _reden(organisatie: Organisatie, gedrukt: str) -> str:
    if gedrukt == organisatie.naam:
        return "De naam lijkt erop."
    return f"Ook bekend als ‘{gedrukt}’."
