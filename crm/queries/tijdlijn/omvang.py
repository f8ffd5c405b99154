"""What hangs under a dossier: per kind of thing the numbers of those whose events belong on its timeline.

A key is the name of a table, and then the log lines about those rows belong to it too, or a word for a role in which
the dossier itself stands beside something (`deelnemer`, `functie_bij`, ...), which a stream asks for.

Each set is a UNION of conditions on one foreign key: with OR the databases would read the whole table. And each is a
CTE, so that what several streams ask for is looked up once.
"""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from crm.models import (
    Aanwezigheid,
    Actie,
    Actiepunt,
    Advies,
    Agendapunt,
    Bijlage,
    CoalitieActie,
    Convenant,
    Indicator,
    Logboekregel,
    Meting,
    Mijlpaal,
    Model,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    Poortbesluit,
    PurposeCase,
    Resultaat,
    Signaal,
    Toezegging,
    Voorwaarde,
)

Ids = Sequence[int] | sa.Select[Any]
Omvang = dict[str, Ids]

# A file hangs under one of these; under a meeting only when the whole meeting belongs to the dossier.
_BIJLAGE_BIJ = {
    "actie": Bijlage.actie_id,
    "ontwikkelcoalitie": Bijlage.coalitie_id,
    "purpose_case": Bijlage.case_id,
    "organisatie": Bijlage.organisatie_id,
    "persoon": Bijlage.persoon_id,
    "verslag": Bijlage.overleg_id,
    "partnerafspraak": Bijlage.afspraak_id,
    "convenant": Bijlage.convenant_id,
    "opdracht": Bijlage.opdracht_id,
}


def omvang(soort: str, eigen: int) -> Omvang:
    """What hangs under the dossier of this kind (see DOSSIERS) with this number."""
    uit = DOSSIERS[soort][1](eigen)
    bijlagen = [
        _met(Bijlage, kolom, uit[sleutel]) for sleutel, kolom in _BIJLAGE_BIJ.items() if sleutel in uit
    ]
    return uit | {"bijlage": _samen(*bijlagen)}


def _actie(eigen: int) -> Omvang:
    """An actie with its parts, and everything of the coalities that work on it.

    A meeting or promise of such a coalitie that names another actie is about that one.
    """
    acties = _samen(_met(Actie, Actie.id, [eigen]), _met(Actie, Actie.ouder_id, [eigen]))
    coalities = _met(CoalitieActie, CoalitieActie.actie_id, acties, geef=CoalitieActie.coalitie_id)
    indicatoren = _met(Indicator, Indicator.actie_id, acties)
    cases = _met(PurposeCase, PurposeCase.coalitie_id, coalities)
    zonder_actie = Partnerafspraak.actie_id.is_(None)
    afspraken = _samen(
        _met(Partnerafspraak, Partnerafspraak.actie_id, acties),
        _met(Partnerafspraak, Partnerafspraak.coalitie_id, coalities, en=zonder_actie),
        _met(Partnerafspraak, Partnerafspraak.case_id, cases, en=zonder_actie),
    )
    overleggen = _samen(
        _met(Overleg, Overleg.actie_id, acties),
        _met(Overleg, Overleg.coalitie_id, coalities, en=Overleg.actie_id.is_(None)),
    )
    return {
        "actie": acties,
        "ontwikkelcoalitie": coalities,
        "purpose_case": cases,
        "partnerafspraak": afspraken,
        **_overleggen(overleggen, cases),
        "mijlpaal": _met(Mijlpaal, Mijlpaal.actie_id, acties),
        "resultaat": _met(Resultaat, Resultaat.actie_id, acties),
        "indicator": indicatoren,
        "meting": _met(Meting, Meting.indicator_id, indicatoren),
        **{noun.__tablename__: _met(noun, noun.actie_id, acties) for noun in _BIJ_ACTIE},
    }


_BIJ_ACTIE = (Opdracht, Convenant, Toezegging, Agendapunt, Signaal)


def _coalitie(eigen: int) -> Omvang:
    """A coalitie, those that merged into it, and their cases, promises and meetings.

    What moved from it to another coalitie happened here too, so it stays on this timeline.
    """
    coalities = _samen(
        _met(Ontwikkelcoalitie, Ontwikkelcoalitie.id, [eigen]),
        _met(Ontwikkelcoalitie, Ontwikkelcoalitie.opgegaan_in_id, [eigen]),
    )
    cases = _met(PurposeCase, PurposeCase.coalitie_id, coalities)
    overleggen = _samen(_met(Overleg, Overleg.coalitie_id, coalities), _verplaatst("overleg", eigen))
    return {
        "ontwikkelcoalitie": coalities,
        "purpose_case": cases,
        "partnerafspraak": _samen(
            _met(Partnerafspraak, Partnerafspraak.coalitie_id, coalities),
            _met(Partnerafspraak, Partnerafspraak.case_id, cases),
            _verplaatst("partnerafspraak", eigen),
        ),
        **_overleggen(overleggen, cases),
        "agendapunt": _samen(
            _met(Agendapunt, Agendapunt.coalitie_id, coalities), _verplaatst("agendapunt", eigen)
        ),
        "signaal": _met(Signaal, Signaal.coalitie_id, coalities),
    }


def _case(eigen: int) -> Omvang:
    """A case, its money and its promises, and the meetings at which it was advised on and decided.

    Such a meeting is about many cases, so what else was decided there is left out.
    """
    cases = [eigen]
    voorwaarden = sa.select(Voorwaarde).join(Poortbesluit).where(Poortbesluit.case_id == eigen)
    return {
        "purpose_case": cases,
        "partnerafspraak": _samen(
            _met(Partnerafspraak, Partnerafspraak.case_id, cases),
            _gevuld(voorwaarden, Voorwaarde.partnerafspraak_id),
        ),
        "actiepunt": _samen(
            _met(Actiepunt, Actiepunt.case_id, cases), _gevuld(voorwaarden, Voorwaarde.actiepunt_id)
        ),
        "overleg": _samen(
            _gevuld(sa.select(Advies).where(Advies.case_id == eigen), Advies.overleg_id),
            _gevuld(sa.select(Poortbesluit).where(Poortbesluit.case_id == eigen), Poortbesluit.overleg_id),
        ),
    }


def _organisatie(eigen: int) -> Omvang:
    """An organisation: what it promised, the meetings it was invited to, and where it takes part."""
    overleggen = _met(Aanwezigheid, Aanwezigheid.organisatie_id, [eigen], geef=Aanwezigheid.overleg_id)
    ook = ("deelnemer", "functie_bij", "zetel", "ondertekenaar", "financier")
    return {
        "organisatie": [eigen],
        "partnerafspraak": _met(Partnerafspraak, Partnerafspraak.organisatie_id, [eigen]),
        "overleg": overleggen,
        "verslag": overleggen,
        **{rol: [eigen] for rol in ook},
    }


def _persoon(eigen: int) -> Omvang:
    """A contact person: the meetings, and the roles this person has or had."""
    overleggen = _met(Aanwezigheid, Aanwezigheid.persoon_id, [eigen], geef=Aanwezigheid.overleg_id)
    ook = ("functie_van", "deelnemer_persoon", "zetel_persoon", "vervuller")
    return {"persoon": [eigen], "overleg": overleggen, "verslag": overleggen, **{rol: [eigen] for rol in ook}}


# Per kind of dossier with a timeline: the noun, and what hangs under it.
DOSSIERS: dict[str, tuple[type[Model], Callable[[int], Omvang]]] = {
    "actie": (Actie, _actie),
    "coalitie": (Ontwikkelcoalitie, _coalitie),
    "case": (PurposeCase, _case),
    "organisatie": (Organisatie, _organisatie),
    "persoon": (Persoon, _persoon),
}


def _overleggen(overleggen: Ids, cases: Ids) -> Omvang:
    """Meetings that are wholly about the dossier, with what was agreed there to do."""
    actiepunten = _samen(
        _met(Actiepunt, Actiepunt.overleg_id, overleggen), _met(Actiepunt, Actiepunt.case_id, cases)
    )
    return {"overleg": overleggen, "verslag": overleggen, "actiepunt": actiepunten}


def _met(noun: type[Model], kolom: Any, ids: Ids, *, geef: Any = None, en: Any = None) -> sa.Select[Any]:
    """The numbers of the rows that point at one of these (`geef`: the numbers in another column)."""
    return _reeks(
        sa.select(noun.id if geef is None else geef).where(kolom.in_(ids), *([] if en is None else [en]))
    )


def _gevuld(vraag: sa.Select[Any], kolom: Any) -> sa.Select[Any]:
    """The numbers in this column, where there is one."""
    return _reeks(vraag.with_only_columns(kolom).where(kolom.is_not(None)))


def _verplaatst(tabel: str, coalitie: int) -> sa.Select[Any]:
    """What hung under this coalitie before it moved on to another: the log kept where it was."""
    was = Logboekregel.voor["coalitie_id"].as_integer()
    return _reeks(
        sa.select(Logboekregel.onderwerp_id).where(
            Logboekregel.handeling == f"{tabel}.verplaatst", was == coalitie
        )
    )


def _samen(*vragen: sa.Select[Any]) -> sa.Select[Any]:
    return _reeks(sa.union(*vragen)) if len(vragen) > 1 else vragen[0]


def _reeks(vraag: sa.SelectBase) -> sa.Select[Any]:
    """These numbers, looked up once however often they are asked for."""
    (nummers,) = vraag.cte().c
    return sa.select(nummers)
