"""Whose meetings are whose: the coalities and mandates of a colleague, and the meetings that belong to them.

Conditions and subqueries only; asking costs nothing until they stand in a question. A colleague who is an aanjager or
holds a mandate is a contact person too: the e-mail address says which.
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from crm.db import kleine_letters
from crm.models import (
    Actie,
    Agendapunt,
    CoalitieActie,
    DeelnemerRol,
    Deelneming,
    Gebruiker,
    Gremiumlid,
    Opdracht,
    Overleg,
    Persoon,
    Rolvervulling,
    Werkagenda,
)

Nummers = sa.Select[Any]


def _geldt_op(noun: Any, dag: dt.date) -> sa.ColumnElement[bool]:
    return sa.and_(noun.van <= dag, sa.or_(col(noun.tot).is_(None), col(noun.tot) >= dag))


def _is(wie: Gebruiker) -> sa.ColumnElement[bool]:
    return kleine_letters(Persoon.email) == wie.email.lower()


def coalities_van(wie: Gebruiker, dag: dt.date) -> Nummers:
    """The coalities that work on an actie of this colleague, and those that this colleague drives."""
    aan_actie = (
        sa.select(CoalitieActie.coalitie_id)
        .join(Actie, Actie.id == CoalitieActie.actie_id)
        .where(Actie.eigenaar_id == wie.id)
    )
    als_aanjager = (
        sa.select(Deelneming.coalitie_id)
        .join(Persoon, Persoon.id == Deelneming.persoon_id)
        .where(_is(wie), Deelneming.rol == DeelnemerRol.AANJAGER, _geldt_op(Deelneming, dag))
    )
    return sa.union(aan_actie, als_aanjager).subquery().select()


def opdrachten_van(wie: Gebruiker, dag: dt.date) -> Nummers:
    """The mandates that this colleague follows or holds."""
    volgt = sa.select(Opdracht.id).where(Opdracht.eigenaar_id == wie.id)
    vervult = (
        sa.select(Rolvervulling.opdracht_id)
        .join(Persoon, Persoon.id == Rolvervulling.persoon_id)
        .where(_is(wie), _geldt_op(Rolvervulling, dag))
    )
    return sa.union(volgt, vervult).subquery().select()


def overleggen_van_coalities(coalities: Nummers) -> sa.ColumnElement[bool]:
    return col(Overleg.coalitie_id).in_(coalities)


def overleggen_van_opdrachten(opdrachten: Nummers, dag: dt.date) -> sa.ColumnElement[bool]:
    """The meetings of the coalities and gremia of these mandates.

    Of a mandate are the coalities that its werkagenda names, that work on its actie, or in which its holder takes part;
    and the gremia in which its holder sits.
    """
    via_agenda = (
        sa.select(Agendapunt.coalitie_id)
        .join(Werkagenda, Werkagenda.id == Agendapunt.werkagenda_id)
        .where(col(Werkagenda.opdracht_id).in_(opdrachten), col(Agendapunt.coalitie_id).is_not(None))
    )
    acties = sa.select(Opdracht.actie_id).where(col(Opdracht.id).in_(opdrachten), col(Opdracht.actie_id).is_not(None))
    via_actie = sa.select(CoalitieActie.coalitie_id).where(col(CoalitieActie.actie_id).in_(acties))
    houders = sa.select(Rolvervulling.persoon_id).where(
        col(Rolvervulling.opdracht_id).in_(opdrachten), _geldt_op(Rolvervulling, dag)
    )
    als_lid = sa.select(Deelneming.coalitie_id).where(
        col(Deelneming.persoon_id).in_(houders), _geldt_op(Deelneming, dag)
    )
    gremia = sa.select(Gremiumlid.gremium_id).where(
        col(Gremiumlid.persoon_id).in_(houders), _geldt_op(Gremiumlid, dag)
    )
    return sa.or_(
        col(Overleg.coalitie_id).in_(via_agenda),
        col(Overleg.coalitie_id).in_(via_actie),
        col(Overleg.coalitie_id).in_(als_lid),
        col(Overleg.gremium_id).in_(gremia),
        col(Overleg.actie_id).in_(acties),
    )
