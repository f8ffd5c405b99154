"""The agenda file format: money, mandates, bodies, and what else stands beside the goals."""

import datetime as dt
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validates_schema
from marshmallow_sqlalchemy import auto_field

from crm.models import (
    BegrotingSoort,
    Begrotingsregel,
    Bronverschil,
    Convenant,
    Criterium,
    CriteriumSoort,
    Evaluatie,
    Gremium,
    Instrument,
    Monitor,
    MonitorEditie,
    Norm,
    Ondertekening,
    Ontwikkelcoalitie,
    Opdracht,
    Rolvervulling,
)
from crm.models.organisatie import naam_sleutel
from crm.schemas.agenda_basis import (
    DAGEN,
    AfgeleideSleutelSchema,
    BestandsTekst,
    MomentSchema,
    RecordSchema,
    Sleutel,
    lijst,
    op_volgorde,
)
from crm.schemas.velden import JaNee


class InstrumentSchema(MomentSchema):
    KINDEREN: ClassVar = {"onderdelen": "ouder_id"}

    class Meta(RecordSchema.Meta):
        model = Instrument
        exclude = DAGEN

    onderdelen = lijst(lambda: InstrumentSchema)

    @validates_schema
    def bedragen_lopen_op(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """The smallest contribution is not above the largest."""
        op_volgorde(
            data, "bedrag_min_cent", "bedrag_max_cent", "Het grootste bedrag is kleiner dan het kleinste."
        )


class BegrotingsregelSchema(RecordSchema):
    VERWIJZINGEN: ClassVar = {"doel": "doel_id"}

    class Meta(RecordSchema.Meta):
        model = Begrotingsregel

    doel = Sleutel(metadata={"description": "Sleutel van het doel waar de post bij hoort."})
    jaar_tot = auto_field(required=False)
    soort = auto_field(required=False)
    boekdatum = fields.Date(metadata={"description": "Weglaten: de eerste dag van de agenda."})

    @validates_schema
    def regel_klopt(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """Years run upwards; only a part of a post may be without an amount."""
        op_volgorde(data, "jaar_van", "jaar_tot", "Het laatste jaar ligt vóór het eerste.")
        if data.get("bedrag_cent") is None and not data.get("onderdeel"):
            raise ValidationError("Geef een bedrag. Alleen een onderdeel van een post mag zonder.", "bedrag")

    @classmethod
    def vul_aan(cls, data: dict[str, Any], *, eerste_dag: dt.date, **_gegeven: Any) -> None:
        """One year is the first and the last, and a line of an agenda is the budget as it was adopted.

        An agenda adopts the amounts of all its years at once, so they count from its first day on.
        """
        data.setdefault("jaar_tot", data["jaar_van"])
        data.setdefault("soort", BegrotingSoort.PRIMITIEF)
        data.setdefault("boekdatum", eerste_dag)


class NormSchema(RecordSchema):
    class Meta(RecordSchema.Meta):
        model = Norm

    @validates_schema
    def grenzen_lopen_op(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """At most is not below at least."""
        op_volgorde(data, "minimum", "maximum", "Het hoogste aantal is kleiner dan het laagste.")


class CriteriumSchema(RecordSchema):
    class Meta(RecordSchema.Meta):
        model = Criterium

    @validates_schema
    def keuze_hangt_ergens_onder(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """A choice says under which point it falls, and nothing else does."""
        is_keuze = data.get("soort") is CriteriumSoort.KEUZE
        if is_keuze != bool(data.get("onder_code")):
            zin = "Noem bij een keuze het punt waar zij onder valt." if is_keuze else "Dit hoort alleen bij een keuze."
            raise ValidationError(zin, "onder_code")


class GremiumSchema(RecordSchema):
    KINDEREN: ClassVar = {"normen": "gremium_id"}

    class Meta(RecordSchema.Meta):
        model = Gremium

    normen = lijst(NormSchema)


class MonitorEditieSchema(AfgeleideSleutelSchema):
    class Meta(RecordSchema.Meta):
        model = MonitorEditie
        exclude = ("verschenen_op",)

    @classmethod
    def vul_aan(cls, data: dict[str, Any], *, ouder: str, **_gegeven: Any) -> None:
        data.setdefault("sleutel", f"{ouder}.{data['jaar']}")


class MonitorSchema(RecordSchema):
    KINDEREN: ClassVar = {"edities": "monitor_id"}

    class Meta(RecordSchema.Meta):
        model = Monitor

    edities = lijst(MonitorEditieSchema)


class EvaluatieSchema(MomentSchema):
    VERWIJZINGEN: ClassVar = {"actie": "actie_id"}

    class Meta(RecordSchema.Meta):
        model = Evaluatie
        exclude = (*DAGEN, "uitgevoerd_op")

    actie = Sleutel(metadata={"description": "Sleutel van de actie waar zij over gaat."})


class OndertekeningSchema(AfgeleideSleutelSchema):
    class Meta(RecordSchema.Meta):
        model = Ondertekening
        exclude = ("naam", "kvk_nummer", "afspraak_gegevens")

    organisatie = BestandsTekst(
        required=True, metadata={"description": "Naam of alias van een bekende organisatie."}
    )

    @classmethod
    def vul_aan(cls, data: dict[str, Any], *, ouder: str, **_gegeven: Any) -> None:
        data.setdefault("sleutel", f"{ouder}.{naam_sleutel(data['organisatie']).replace(' ', '-')[:60]}")


class ConvenantSchema(RecordSchema):
    VERWIJZINGEN: ClassVar = {"actie": "actie_id"}
    KINDEREN: ClassVar = {"ondertekeningen": "convenant_id"}

    class Meta(RecordSchema.Meta):
        model = Convenant

    actie = Sleutel(metadata={"description": "Sleutel van de actie waar het bij hoort."})
    ondertekeningen = lijst(OndertekeningSchema)


class RolvervullingSchema(RecordSchema):
    class Meta(RecordSchema.Meta):
        model = Rolvervulling

    persoon = BestandsTekst(required=True, metadata={"description": "Naam van de persoon, zoals gedrukt."})

    @validates_schema
    def termijn_loopt_op(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """The last day is not before the first."""
        op_volgorde(data, "van", "tot", "De laatste dag ligt vóór de eerste.")


class OpdrachtSchema(MomentSchema):
    VERWIJZINGEN: ClassVar = {"actie": "actie_id"}
    KINDEREN: ClassVar = {"vervullingen": "opdracht_id"}

    class Meta(RecordSchema.Meta):
        model = Opdracht
        # What became of the mandate is for colleagues to say; reading again leaves that alone.
        exclude = (*DAGEN, "afgerond_op", "geevalueerd_op", "evaluatie", "vervolg", "is_voorbeeld")

    actie = Sleutel(metadata={"description": "Sleutel van de actie waar de opdracht onder valt."})
    is_gestart = JaNee(metadata={"description": "Volgens het document is de opdracht begonnen."})
    vervullingen = lijst(RolvervullingSchema)


class OntwikkelcoalitieSchema(RecordSchema):
    class Meta(RecordSchema.Meta):
        model = Ontwikkelcoalitie
        exclude = ("opgericht_op", "afgerond_op", "beeindigd_op", "reden", "is_voorbeeld")

    acties = fields.List(
        Sleutel(), metadata={"description": "Sleutels van de acties waar de coalitie aan werkt."}
    )


class BronverschilSchema(RecordSchema):
    class Meta(RecordSchema.Meta):
        model = Bronverschil
        exclude = ("opgelost_op",)
