"""Which organisation is meant by a name: the same under another spelling, an alias, or one that looks like it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from sqlmodel import Session, col, select

from crm.models import Organisatie, OrganisatieAlias
from crm.models.organisatie import naam_sleutel

# Below this a proposal is more often wrong than right on the 140 organisations of the two agendas.
LIJKT_GENOEG = 84
LIJKT_OM_TE_BEGINNEN = 75
HOOGSTENS = 3
# No organisation has a longer name; comparing a pasted page with every name would cost seconds.
LANGSTE_NAAM = 200


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

    Compares with every name and alias; meant for the one name that was not recognised.
    """
    return voorstellen_bij(session, [naam])[naam]


def voorstellen_bij(session: Session, gezocht: Iterable[str]) -> dict[str, list[Voorstel]]:
    """The same for several names that were not recognised: two or three queries for all of them."""
    sleutels = {naam: naam_sleutel(naam) if len(naam) <= LANGSTE_NAAM else "" for naam in gezocht}
    namen = _alle_namen(session) if any(sleutels.values()) else []
    alle = [sleutel for sleutel, _, _ in namen]
    beste = {naam: _lijkend(sleutel, alle, namen) for naam, sleutel in sleutels.items()}
    nummers = {nummer for gevonden in beste.values() for nummer in gevonden}
    vraag = select(Organisatie).where(col(Organisatie.id).in_(nummers))
    organisaties = {o.id: o for o in session.exec(vraag)} if nummers else {}
    return {
        naam: [
            Voorstel(organisaties[nr], _reden(organisaties[nr], gedrukt)) for nr, gedrukt in gevonden.items()
        ]
        for naam, gevonden in beste.items()
    }


def _lijkend(sleutel: str, alle: list[str], namen: list[tuple[str, int, str]]) -> dict[int, str]:
    """The numbers of the organisations whose name looks like this, each with the name that does."""
    if not sleutel:
        return {}
    lijkend = process.extract(sleutel, alle, scorer=_gelijkenis, score_cutoff=LIJKT_GENOEG, limit=10)
    beste: dict[int, str] = {}
    for _, _, plaats in lijkend:
        _, organisatie_id, gedrukt = namen[plaats]
        if len(beste) < HOOGSTENS:
            beste.setdefault(organisatie_id, gedrukt)
    return beste


def _gelijkenis(een: str, ander: str, **_grens: Any) -> float:
    """How much two names are alike, from 0 to 100.

    WRatio is generous to a piece in common, also when that piece is "de" or "noord": then the names as a whole, or as
    words, must be alike too. A short name inside a long one counts from five letters.
    """
    los = max(fuzz.ratio(een, ander), fuzz.token_set_ratio(een, ander))
    if min(len(een), len(ander)) >= 5:
        los = max(los, fuzz.partial_ratio(een, ander))
    return fuzz.WRatio(een, ander) if los >= LIJKT_OM_TE_BEGINNEN else 0.0


def lijkt_op(naam: str, namen: Iterable[str]) -> str | None:
    """The one of these names that this name looks like most, if any does."""
    gezocht = {ander: naam_sleutel(ander) for ander in namen}
    gevonden = process.extractOne(naam_sleutel(naam), gezocht, scorer=_gelijkenis, score_cutoff=LIJKT_GENOEG)
    return gevonden[2] if gevonden else None


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
