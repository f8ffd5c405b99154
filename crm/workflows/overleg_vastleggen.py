"""Logging a meeting: who was there, what was decided, who does what, and what partners promised, in one go."""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, select

from crm.errors import AlGebeurd, OngeldigeInvoer, Verouderd
from crm.models import (
    Aanwezigheid,
    Actiepunt,
    Besluit,
    Gebruiker,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    dag_van,
    noteer,
)
from crm.models.nieuwe_afspraak import eenheid_van, keur
from crm.models.organisatie import naam_sleutel
from crm.permissions import eis
from crm.queries.dossiers import vind, vind_alle, waarover, zoek
from crm.queries.organisatie_zoeken import bekend, voorstellen, zin_bij
from crm.queries.overleggen import met_agenda_uid

# A meeting further back than this is more likely a typing error than a memory.
OUDSTE_DAG = dt.timedelta(days=5 * 366)
Gegevens = dict[str, Any]


def vastleggen(session: Session, *, door: Gebruiker, nu: dt.datetime, **gegevens: Any) -> Overleg:
    """The meeting is written up, with its participants, decisions, action points and partnerafspraken.

    `gegevens` are the fields of OverlegInvoer. A planned meeting is completed when `overleg` names it; who were asked
    to it were there, unless `aanwezigen` says who were. Unknown organisations are added when their
    `organisatie_helix` says what they are.
    Refuses with OngeldigeInvoer all that is wrong at once, by field path; with AlGebeurd the same form, or the same
    appointment from a calendar, twice; with Verouderd an older version of a planned meeting. Nothing is kept of what is refused.
    """
    eis(door, "overleg.vastleggen")
    if zoek(session, Overleg, gegevens.get("kenmerk")):
        raise AlGebeurd("Dit overleg is al vastgelegd. U hoeft niets meer te doen.")
    if met_agenda_uid(session, gegevens.get("agenda_uid")):
        raise AlGebeurd("Deze afspraak uit uw agenda staat hier al als overleg.")
    fouten = _keur(gegevens, nu)
    organisaties = _organisaties(session, gegevens, fouten)
    personen = vind_alle(session, Persoon, [a.get("persoon") for a in gegevens.get("aanwezigen", [])])
    collegas = vind_alle(session, Gebruiker, [a.get("eigenaar") for a in gegevens.get("actiepunten", [])])
    _eis_bekend(gegevens, "aanwezigen", "persoon", personen, fouten)
    _eis_bekend(gegevens, "actiepunten", "eigenaar", collegas, fouten)
    if fouten:
        raise OngeldigeInvoer(_samenvatting(fouten), fouten)
    _voeg_toe(session, organisaties.values(), door, nu)
    overleg = _overleg(session, gegevens)
    overleg.hang_onder(waarover(session, gegevens))
    overleg.vastleggen(nu, door.id)
    session.add(overleg)
    session.flush()
    afspraken = [
        _afspraak(overleg, invoer, organisaties[f"afspraken.{plaats}"], door)
        for plaats, invoer in enumerate(gegevens.get("afspraken", []))
    ]
    _vervang_aanwezigen(session, overleg, _aanwezigen(overleg, gegevens, organisaties, personen))
    session.add_all(_besluiten(overleg, gegevens))
    session.add_all(_actiepunten(overleg, gegevens, collegas))
    session.add_all(afspraken)
    na = {
        soort: len(gegevens.get(soort, []))
        for soort in ("aanwezigen", "besluiten", "actiepunten", "afspraken")
    }
    noteer(session, "overleg.vastgelegd", overleg, door=door, nu=nu, na=na)
    for afspraak in afspraken:
        noteer(session, "partnerafspraak.genoemd", afspraak, door=door, nu=nu, na=_stand(afspraak))
    return overleg


def corrigeren(
    session: Session, overleg: Overleg, *, versie: int, door: Gebruiker, nu: dt.datetime, **wijzigingen: Any
) -> Overleg:
    """The write-up has another subject, place or notes; the old text stays in the log.

    Refuses with Verouderd when somebody saved a newer version than the one that was looked at.
    """
    eis(door, "overleg.vastleggen", overleg)
    _eis_versie(overleg, versie)
    anders = {
        veld: wijzigingen[veld]
        for veld in ("onderwerp", "locatie", "notities")
        if veld in wijzigingen and getattr(overleg, veld) != wijzigingen[veld]
    }
    if not (anders.get("onderwerp", overleg.onderwerp) or "").strip():
        raise OngeldigeInvoer(
            "Vul in waar het overleg over ging.", {"onderwerp": ["Waar ging het overleg over?"]}
        )
    if anders:
        voor = {veld: getattr(overleg, veld) for veld in anders}
        for veld, waarde in anders.items():
            setattr(overleg, veld, waarde)
        noteer(session, "overleg.gecorrigeerd", overleg, door=door, nu=nu, voor=voor, na=anders)
    return overleg


def _eis_versie(overleg: Overleg, versie: int | None) -> None:
    if versie is not None and overleg.versie != versie:
        raise Verouderd(
            "Iemand anders heeft dit overleg intussen gewijzigd. Wat u typte, is nog niet opgeslagen."
        )


def _keur(gegevens: Gegevens, nu: dt.datetime) -> dict[str, list[str]]:
    """What is wrong in itself, by field path."""
    fouten: dict[str, list[str]] = {}
    if not gegevens["onderwerp"].strip():
        fouten["onderwerp"] = ["Waar ging het overleg over?"]
    begin = gegevens["begint_op"]
    if begin > nu:
        fouten["begint_op"] = [
            f"{dag_van(begin):%d-%m-%Y} ligt in de toekomst. Vastleggen kan pas als het overleg is gehouden."
        ]
    elif nu - begin > OUDSTE_DAG:
        fouten["begint_op"] = [f"{dag_van(begin):%d-%m-%Y} is meer dan vijf jaar geleden. Klopt de datum?"]
    for plaats, afspraak in enumerate(gegevens.get("afspraken", [])):
        for veld, zin in _keur_afspraak(afspraak).items():
            fouten[f"afspraken.{plaats}.{veld}"] = [zin]
    return fouten


def _keur_afspraak(afspraak: Gegevens) -> dict[str, str]:
    velden = ("soort", "eenheid", "hoeveelheid", "uiterlijk", "herijken_op")
    return keur(*(afspraak.get(veld) for veld in velden))


def _organisaties(
    session: Session, gegevens: Gegevens, fouten: dict[str, list[str]]
) -> dict[str, Organisatie]:
    """The organisation at each field path, new ones among them; puts a question in `fouten` at each unknown name."""
    plekken = {
        f"{soort}.{plaats}": invoer
        for soort in ("aanwezigen", "afspraken")
        for plaats, invoer in enumerate(gegevens.get(soort, []))
    }
    op_uuid = vind_alle(session, Organisatie, [invoer.get("organisatie") for invoer in plekken.values()])
    op_naam = bekend(
        session, [naam for invoer in plekken.values() if (naam := invoer.get("organisatie_naam"))]
    )
    uitkomst: dict[str, Organisatie] = {}
    nieuw: dict[str, Organisatie] = {}
    for pad, invoer in plekken.items():
        naam = " ".join((invoer.get("organisatie_naam") or "").split())
        gevonden = op_uuid.get(invoer.get("organisatie")) or op_naam.get(invoer.get("organisatie_naam") or "")
        if gevonden is None and naam and invoer.get("organisatie_helix"):
            gevonden = nieuw.setdefault(naam_sleutel(naam), _nieuwe(naam, invoer["organisatie_helix"]))
        if gevonden is not None:
            uitkomst[pad] = gevonden
        elif naam:
            fouten[f"{pad}.organisatie_naam"] = [zin_bij(naam, voorstellen(session, naam))]
        elif pad.startswith("afspraken") or invoer.get("organisatie"):
            fouten[f"{pad}.organisatie_naam"] = ["Welke organisatie is dit?"]
    return uitkomst


def _voeg_toe(session: Session, organisaties: Iterable[Organisatie], door: Gebruiker, nu: dt.datetime) -> None:
    """The organisations that were new in this meeting are there, each with its line in the log."""
    nieuw = {organisatie.naam_sleutel: organisatie for organisatie in organisaties if organisatie.id is None}
    if nieuw:
        eis(door, "organisatie.toevoegen")
    session.add_all(nieuw.values())
    for organisatie in nieuw.values():
        na = {"naam": organisatie.naam, "helix": str(organisatie.helix)}
        noteer(session, "organisatie.toegevoegd", organisatie, door=door, nu=nu, na=na)


def _nieuwe(naam: str, helix: str) -> Organisatie:
    return Organisatie(naam=naam, naam_sleutel=naam_sleutel(naam), helix=helix)


def _eis_bekend(
    gegevens: Gegevens, soort: str, veld: str, bekenden: dict[uuid_.UUID, Any], fouten: dict[str, list[str]]
) -> None:
    """Whoever is named by a kenmerk exists; a kenmerk of nobody is not passed over in silence."""
    for plaats, invoer in enumerate(gegevens.get(soort, [])):
        if invoer.get(veld) is not None and invoer[veld] not in bekenden:
            fouten[f"{soort}.{plaats}.{veld}"] = ["Wij kennen niemand met dit kenmerk."]


def _overleg(session: Session, gegevens: Gegevens) -> Overleg:
    """The planned meeting that is being written up, or a new one."""
    uuid: uuid_.UUID | None = gegevens.get("overleg")
    if uuid is None:
        overleg = Overleg(onderwerp=gegevens["onderwerp"].strip(), begint_op=gegevens["begint_op"])
        overleg.agenda_uid = gegevens.get("agenda_uid")
        if gegevens.get("kenmerk"):
            overleg.uuid = gegevens["kenmerk"]
    else:
        overleg = vind(session, Overleg, uuid)
        _eis_versie(overleg, gegevens.get("versie"))
    overleg.eindigt_op = overleg.einde_bij(gegevens["begint_op"])
    overleg.onderwerp, overleg.begint_op = gegevens["onderwerp"].strip(), gegevens["begint_op"]
    overleg.locatie, overleg.notities = gegevens.get("locatie"), gegevens.get("notities")
    return overleg


def _aanwezigen(
    overleg: Overleg,
    gegevens: Gegevens,
    organisaties: dict[str, Organisatie],
    personen: dict[uuid_.UUID, Persoon],
) -> list[Aanwezigheid]:
    rijen = []
    for plaats, invoer in enumerate(gegevens.get("aanwezigen", [])):
        organisatie = organisaties.get(f"aanwezigen.{plaats}")
        persoon = personen.get(invoer.get("persoon"))
        rijen.append(
            Aanwezigheid(
                overleg_id=overleg.id,
                naam=persoon.naam if persoon else invoer["naam"].strip(),
                persoon_id=persoon.id if persoon else None,
                organisatie_id=organisatie.id if organisatie else None,
                is_afgemeld=invoer.get("is_afgemeld", False),
            )
        )
    return rijen


def _vervang_aanwezigen(session: Session, overleg: Overleg, rijen: list[Aanwezigheid]) -> None:
    """Who were there takes the place of who were asked; when nobody says who were there, they were."""
    if rijen:
        for gepland in session.exec(select(Aanwezigheid).where(Aanwezigheid.overleg_id == overleg.id)):
            session.delete(gepland)
        # One and the same person may be in both; the old row goes first.
        session.flush()
    session.add_all(rijen)


def _besluiten(overleg: Overleg, gegevens: Gegevens) -> list[Besluit]:
    return [
        Besluit(overleg_id=overleg.id, omschrijving=invoer["omschrijving"].strip(), volgorde=plaats)
        for plaats, invoer in enumerate(gegevens.get("besluiten", []))
    ]


def _actiepunten(
    overleg: Overleg, gegevens: Gegevens, collegas: dict[uuid_.UUID, Gebruiker]
) -> list[Actiepunt]:
    punten = []
    for plaats, invoer in enumerate(gegevens.get("actiepunten", [])):
        collega = collegas.get(invoer.get("eigenaar"))
        punten.append(
            Actiepunt(
                overleg_id=overleg.id,
                omschrijving=invoer["omschrijving"].strip(),
                eigenaar_id=collega.id if collega else None,
                eigenaar_naam=collega.naam if collega else invoer.get("eigenaar_naam"),
                uiterlijk=invoer.get("uiterlijk"),
                volgorde=plaats,
            )
        )
    return punten


def _afspraak(overleg: Overleg, invoer: Gegevens, organisatie: Organisatie, door: Gebruiker) -> Partnerafspraak:
    return Partnerafspraak(
        organisatie_id=organisatie.id,
        overleg_id=overleg.id,
        programma_id=overleg.programma_id,
        actie_id=overleg.actie_id,
        coalitie_id=overleg.coalitie_id,
        eigenaar_id=door.id,
        omschrijving=invoer["omschrijving"].strip(),
        soort=invoer["soort"],
        eenheid=eenheid_van(invoer["soort"], invoer.get("eenheid")),
        hoeveelheid=invoer["hoeveelheid"],
        uiterlijk=invoer.get("uiterlijk"),
        herijken_op=invoer.get("herijken_op"),
        genoemd_op=dag_van(overleg.begint_op),
    )


def _stand(afspraak: Partnerafspraak) -> dict[str, Any]:
    return {
        "hoeveelheid": str(afspraak.hoeveelheid),
        "eenheid": afspraak.eenheid,
        "uiterlijk": str(afspraak.uiterlijk),
    }


def _samenvatting(fouten: dict[str, list[str]]) -> str:
    if len(fouten) == 1:
        return f"Eén veld vraagt nog aandacht: {next(iter(fouten.values()))[0]}"
    return f"{len(fouten)} velden vragen nog aandacht. Er is nog niets opgeslagen; wat u typte, staat er nog."
