"""What every noun has, and the columns that several nouns share."""

import datetime as dt
import uuid as uuid_

import sqlalchemy as sa
from sqlalchemy.orm import declared_attr
from sqlmodel import AutoString, Field, SQLModel

from crm.db import UtcDateTime, nieuwe_uuid, utc_nu


class Model(SQLModel):
    """A noun: a number inside, a uuid outside, and a version that refuses to overwrite somebody else's work."""

    id: int | None = Field(
        default=None, primary_key=True, description="Intern nummer; komt niet naar buiten."
    )
    uuid: uuid_.UUID = Field(
        default_factory=nieuwe_uuid, unique=True, description="Kenmerk waarmee anderen verwijzen."
    )
    versie: int = Field(
        default=None, nullable=False, description="Telt elke wijziging; oudere versies worden geweigerd."
    )
    aangemaakt_op: dt.datetime = Field(
        default_factory=utc_nu, sa_type=UtcDateTime, description="Moment waarop dit is ingevoerd."
    )
    gewijzigd_op: dt.datetime = Field(
        default_factory=utc_nu,
        sa_type=UtcDateTime,
        sa_column_kwargs={"onupdate": utc_nu},
        description="Moment van de laatste wijziging.",
    )

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.__table__.c.versie}


class MetBron(SQLModel):
    """What was read from a document: its key in the agenda file, and its place in the source."""

    sleutel: str | None = Field(
        default=None,
        max_length=200,
        unique=True,
        description="Sleutel in het agendabestand; zo herkent opnieuw inlezen wat er al is.",
    )
    bron_id: int | None = Field(
        default=None,
        foreign_key="bron.id",
        index=True,
        description="Plaats in het document waar dit uit komt.",
    )


def begrens_teksten(metadata: sa.MetaData) -> None:
    """Every text column has its maximum as a CHECK: SQLite does not keep to the length of a VARCHAR by itself."""
    for tabel in metadata.tables.values():
        for kolom in tabel.columns:
            if isinstance(kolom.type, AutoString) and kolom.type.length:
                eis = f"length({kolom.name}) <= {kolom.type.length}"
                tabel.append_constraint(sa.CheckConstraint(eis, name=f"{kolom.name}_lengte"))
