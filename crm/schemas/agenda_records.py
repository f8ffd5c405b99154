"""The agenda file format: goals, acties, and what they promise and count."""

from decimal import Decimal
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validates_schema
from marshmallow_sqlalchemy import auto_field

from crm.models import (
    Actie,
    Betrokkenheid,
    Doel,
    Indicator,
    Meting,
    Mijlpaal,
    Resultaat,
    Streefwaarde,
    Woord,
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
from crm.schemas.velden import Getal


class StreefwaardeSchema(AfgeleideSleutelSchema):
    """`waarde: 275` fills one or both limits, as its word says; a range gives both."""

    class Meta(RecordSchema.Meta):
        model = Streefwaarde

    waarde = Getal(metadata={"description": "De waarde, als het geen bereik is."})

    @validates_schema
    def grenzen_kloppen(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """There is a value; a range runs upwards and is called one."""
        grenzen = data.get("waarde_min"), data.get("waarde_max")
        if data.get("waarde") is not None and grenzen != (None, None):
            raise ValidationError("Geef een waarde of een bereik, niet allebei.", "waarde")
        if data.get("waarde") is None and grenzen == (None, None) and not data.get("waarde_tekst"):
            raise ValidationError(
                "Geef een waarde. Is zij niet genoemd, laat de streefwaarde dan weg.", "waarde"
            )
        op_volgorde(data, "waarde_min", "waarde_max", "Een bereik loopt van laag naar hoog.")
        is_bereik = None not in grenzen and grenzen[0] < grenzen[1]
        if is_bereik != (data.get("woord") is Woord.BEREIK):
            raise ValidationError("Een bereik heeft twee grenzen en het woord ‘bereik’.", "woord")

    @classmethod
    def vul_aan(cls, data: dict[str, Any], *, ouder: str, **_gegeven: Any) -> None:
        """The value fills the limits that its word leaves: at least has no upper one."""
        data.setdefault("sleutel", f"{ouder}.streef-{data.get('jaar') or 'open'}")
        waarde: Decimal | None = data.pop("waarde", None)
        if waarde is not None:
            woord = data.get("woord", Woord.EXACT)
            data["waarde_min"] = None if woord is Woord.MAXIMAAL else waarde
            data["waarde_max"] = None if woord in {Woord.TEN_MINSTE, Woord.MEER_DAN} else waarde


class MetingSchema(AfgeleideSleutelSchema):
    class Meta(RecordSchema.Meta):
        model = Meting
        exclude = ("goedgekeurd_op",)

    @validates_schema
    def waarde_of_onbekend(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """There is a value, or it says that there is none yet; unknown is not zero."""
        if (data.get("waarde") is None) != data.get("is_onbekend", False):
            raise ValidationError("Geef een waarde, of zet is_onbekend op ja.", "waarde")
        if data.get("peildatum") is None and data.get("bron") is None:
            raise ValidationError("Geef een peildatum, of de plaats in het document.", "peildatum")

    @classmethod
    def vul_aan(cls, data: dict[str, Any], *, ouder: str, **_gegeven: Any) -> None:
        data.setdefault("sleutel", f"{ouder}.meting-{data.get('peildatum') or 'document'}")


class IndicatorSchema(RecordSchema):
    KINDEREN: ClassVar = {"streefwaarden": "indicator_id", "metingen": "indicator_id"}

    class Meta(RecordSchema.Meta):
        model = Indicator

    streefwaarden = lijst(StreefwaardeSchema)
    metingen = lijst(MetingSchema)


class ResultaatSchema(MomentSchema):
    class Meta(RecordSchema.Meta):
        model = Resultaat
        exclude = (*DAGEN, "gereed_op")


class MijlpaalSchema(MomentSchema):
    class Meta(RecordSchema.Meta):
        model = Mijlpaal
        exclude = (*DAGEN, "gereed_op")


class BetrokkenheidSchema(AfgeleideSleutelSchema):
    """An organisation that we know, or a group that the document names."""

    class Meta(RecordSchema.Meta):
        model = Betrokkenheid

    organisatie = BestandsTekst(metadata={"description": "Naam of alias van een bekende organisatie."})
    groep = BestandsTekst(metadata={"description": "Groep die geen organisatie is, zoals ‘gemeenten’."})
    gedrukt = auto_field(required=False)

    @validates_schema
    def een_van_beide(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """Who it is, is said once."""
        if bool(data.get("organisatie")) == bool(data.get("groep")):
            raise ValidationError("Geef een organisatie of een groep, niet allebei.", "organisatie")
        if len(data.get("gedrukt") or data.get("groep") or data["organisatie"]) > 300:
            raise ValidationError("Gebruik ten hoogste 300 tekens.", "gedrukt")

    @classmethod
    def vul_aan(cls, data: dict[str, Any], *, ouder: str, **_gegeven: Any) -> None:
        """As printed is as named, unless the file says otherwise."""
        naam = data.get("organisatie") or data.pop("groep")
        data.setdefault("gedrukt", naam)
        kenmerk = (
            naam_sleutel(data["gedrukt"]).encode("ascii", "ignore").decode().replace(" ", "-")[:60].strip("-")
        )
        data.setdefault("sleutel", f"{ouder}.{data['rol']}-{kenmerk or 'partij'}")


class ActieSchema(RecordSchema):
    KINDEREN: ClassVar = {
        "deelacties": "ouder_id",
        "resultaten": "actie_id",
        "mijlpalen": "actie_id",
        "indicatoren": "actie_id",
        "betrokkenen": "actie_id",
    }

    class Meta(RecordSchema.Meta):
        model = Actie
        exclude = ("beeindigd_op", "beeindigd_reden")

    deelacties = lijst(lambda: ActieSchema)
    resultaten = lijst(ResultaatSchema)
    mijlpalen = lijst(MijlpaalSchema)
    indicatoren = lijst(IndicatorSchema)
    betrokkenen = lijst(BetrokkenheidSchema)
    instrumenten = fields.List(
        Sleutel(), metadata={"description": "Sleutels van instrumenten waar de actie mee werkt."}
    )


class DoelSchema(RecordSchema):
    KINDEREN: ClassVar = {
        "doelen": "ouder_id",
        "acties": "doel_id",
        "indicatoren": "doel_id",
        "betrokkenen": "doel_id",
    }

    class Meta(RecordSchema.Meta):
        model = Doel

    doelen = lijst(lambda: DoelSchema)
    acties = lijst(ActieSchema)
    indicatoren = lijst(IndicatorSchema)
    betrokkenen = lijst(BetrokkenheidSchema)
