"""Reading an agenda file: from YAML to a list of records, with every error and its line. See docs/agenda-formaat.md."""

import datetime as dt
from pathlib import Path
from typing import Any, ClassVar

import sqlalchemy as sa
from marshmallow import ValidationError, fields, validate, validates_schema
from rapidfuzz import process

from crm.adapters.bestandsfouten import Bestandsfouten
from crm.adapters.yaml_bestand import Vak, plaats_van_fouten
from crm.adapters.yaml_bestand import lezen as yaml_lezen
from crm.models import (
    Actie,
    ActieInstrument,
    Betrokkenheid,
    CoalitieActie,
    CriteriumSoort,
    Doel,
    Ontwikkelcoalitie,
    Programma,
)
from crm.models.base import MetBron, Model
from crm.models.vermelding import Agendabestand, Vermelding, VerwijstNaar, Verwijzing
from crm.schemas import agenda_records as records
from crm.schemas import agenda_stukken as stukken
from crm.schemas.agenda_basis import REGEL, REGELS, BestandsTekst, RecordSchema, Sleutel, lijst
from crm.schemas.base import Schema

# A file says which edition of the format it is in, so that a later edition can refuse or translate it.
FORMAAT = 1

LANGSTE_SLEUTEL = MetBron.model_fields["sleutel"].metadata[0].max_length

# Who works here is not for a file to decide, and the place in the document goes along with each record.
_NIET_UIT_BESTAND = frozenset({"gebruiker", "bron"})


class ProgrammaSchema(RecordSchema):
    """The agenda itself, and everything that hangs under it."""

    KINDEREN: ClassVar = dict.fromkeys(
        (
            "doelen", "acties", "indicatoren", "mijlpalen", "betrokkenen", "instrumenten", "begroting", "opdrachten",
            "gremia", "normen", "criteria", "monitors", "evaluaties", "convenanten", "ontwikkelcoalities",
            "bronverschillen",
        ),
        "programma_id",
    )  # fmt: skip

    class Meta(RecordSchema.Meta):
        model = Programma

    sleutel = Sleutel(load_default="programma")
    doelen = lijst(records.DoelSchema)
    acties = lijst(records.ActieSchema)
    indicatoren = lijst(records.IndicatorSchema)
    mijlpalen = lijst(records.MijlpaalSchema)
    betrokkenen = lijst(records.BetrokkenheidSchema)
    instrumenten = lijst(stukken.InstrumentSchema)
    begroting = lijst(stukken.BegrotingsregelSchema)
    opdrachten = lijst(stukken.OpdrachtSchema)
    gremia = lijst(stukken.GremiumSchema)
    normen = lijst(stukken.NormSchema)
    criteria = lijst(stukken.CriteriumSchema)
    monitors = lijst(stukken.MonitorSchema)
    evaluaties = lijst(stukken.EvaluatieSchema)
    convenanten = lijst(stukken.ConvenantSchema)
    ontwikkelcoalities = lijst(stukken.OntwikkelcoalitieSchema)
    bronverschillen = lijst(stukken.BronverschilSchema)

    @validates_schema
    def periode_loopt_op(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """The last year is not before the first, and the code can be part of a key."""
        if data["jaar_van"] > data["jaar_tot"]:
            raise ValidationError("Het laatste jaar ligt vóór het eerste.", "jaar_tot")
        if not data["code"].replace("-", "").isalnum() or data["code"] != data["code"].lower():
            raise ValidationError("Gebruik kleine letters, cijfers en streepjes.", "code")

    @validates_schema
    def codes_kloppen(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """Each code of the richtsnoer is used once, and a choice falls under a basis point."""
        fouten: dict[int, dict[str, list[str]]] = {}
        gezien: set[str] = set()
        basis = {punt["code"] for punt in data.get("criteria", []) if punt["soort"] is CriteriumSoort.BASIS}
        for plaats, punt in enumerate(data.get("criteria", [])):
            if punt["code"] in gezien:
                fouten[plaats] = {"code": [f"Code ‘{punt['code']}’ bestaat al."]}
            elif punt.get("onder_code") and punt["onder_code"] not in basis:
                fouten[plaats] = {"onder_code": [f"Er is geen basispunt ‘{punt['onder_code']}’."]}
            gezien.add(punt["code"])
        if fouten:
            raise ValidationError({"criteria": fouten})


class DocumentSchema(Schema):
    """The document that was read."""

    KAMEEL = False
    titel = BestandsTekst(required=True, validate=validate.Length(max=200))
    bestand = BestandsTekst(required=True, validate=validate.Length(max=200))


class AgendaSchema(Schema):
    """A whole file."""

    KAMEEL = False
    formaat = fields.Integer(required=True, strict=True, validate=validate.OneOf([FORMAAT]))
    document = fields.Nested(DocumentSchema, required=True)
    programma = fields.Nested(ProgrammaSchema, required=True)


def lezen(bron: Path | str, naam: str | None = None) -> Agendabestand:
    """The agenda that a file (a Path) or a text holds; nothing is looked up in the database yet.

    Refuses with OngeldigeInvoer that names every error with file, line and reason.
    """
    gegevens, fouten = yaml_lezen(bron, naam)
    if not isinstance(gegevens, Vak):
        fouten.meld(1, "Een agenda begint met de velden formaat, document en programma.")
        fouten.weiger()
    try:
        inhoud = AgendaSchema().load(gegevens)
    except ValidationError as fout:
        for regel, pad, zin in plaats_van_fouten(fout.messages, gegevens):
            veld = next(
                (str(deel) for deel in reversed(pad) if isinstance(deel, str) and deel != "_schema"), ""
            )
            fouten.meld(regel, f"{veld}: {zin}" if veld else zin)
        fouten.weiger()
    lezer = _Platmaker(inhoud, fouten)
    lezer.record(ProgrammaSchema, inhoud["programma"], [])
    lezer.controleer_verwijzingen()
    fouten.weiger()
    return Agendabestand(fouten.naam, inhoud["programma"]["code"], tuple(lezer.vermeldingen))


class _Platmaker:
    """Turns nested records into one list in which each knows its parent by key."""

    def __init__(self, inhoud: dict[str, Any], fouten: Bestandsfouten):
        self.document = inhoud["document"]
        self.code = inhoud["programma"]["code"]
        self.eerste_dag = dt.date(inhoud["programma"]["jaar_van"], 1, 1)
        self.fouten = fouten
        self.vermeldingen: list[Vermelding] = []
        self.per_sleutel: dict[str, Vermelding] = {}

    def record(
        self, schema: type[RecordSchema], data: dict[str, Any], ouders: list[Vermelding], kolom: str = ""
    ) -> None:
        """This record is on the list, and all that hangs under it after it."""
        ouder = ouders[-1] if ouders else None
        schema.vul_aan(data, ouder=ouder.sleutel if ouder else "", eerste_dag=self.eerste_dag)
        noun = schema.Meta.model
        vermelding = Vermelding(
            noun=noun,
            sleutel=data["sleutel"],
            regel=data[REGEL],
            waarden=_waarden(schema, noun, data),
            verwijzingen=tuple(self._verwijzingen(schema, noun, data, ouders, kolom)),
            bron=self._bron(data, ouder),
            stappen=("starten",) if data.get("is_gestart") else (),
        )
        self._voeg_toe(vermelding)
        for sleutel, kind_kolom in schema.KINDEREN.items():
            kind_schema = schema._declared_fields[sleutel].inner.schema.__class__  # noqa: SLF001
            for plaats, kind in enumerate(data.get(sleutel) or [], start=1):
                kind.setdefault("volgorde", plaats)
                self.record(kind_schema, kind, [*ouders, vermelding], kind_kolom)
        self._koppelingen(vermelding, data)

    def _voeg_toe(self, vermelding: Vermelding) -> None:
        if len(f"{self.code}/{vermelding.sleutel}") > LANGSTE_SLEUTEL:
            zin = f"De sleutel ‘{vermelding.sleutel}’ wordt te lang. Geef dit gegeven of het gegeven erboven een kortere."
            self.fouten.meld(vermelding.regel, zin)
        eerder = self.per_sleutel.setdefault(vermelding.sleutel, vermelding)
        if eerder is not vermelding:
            zin = f"De sleutel ‘{vermelding.sleutel}’ bestaat al; zie regel {eerder.regel}."
            self.fouten.meld(vermelding.regel, zin)
        self.vermeldingen.append(vermelding)

    def _verwijzingen(self, schema, noun, data, ouders, kolom):
        """Every foreign key that the file decides on, also the ones that it leaves empty."""
        gevuld = {kolom: (VerwijstNaar.SLEUTEL, ouders[-1].sleutel)} if ouders else {}
        for sleutel, doelkolom in schema.VERWIJZINGEN.items():
            gevuld[doelkolom] = (VerwijstNaar.SLEUTEL, data.get(sleutel))
        gevuld |= {
            f"{soort}_id": (soort, data[soort])
            for soort in (VerwijstNaar.ORGANISATIE, VerwijstNaar.PERSOON)
            if data.get(soort)
        }
        for naam in _sleutelkolommen(noun):
            naar, wie = gevuld.get(naam) or (VerwijstNaar.SLEUTEL, self._erft(noun, naam, ouders))
            regel = data[REGELS].get(naam.removesuffix("_id"), data[REGEL])
            yield Verwijzing(naam, naar, wie, regel)

    def _erft(self, noun: type[Model], kolom: str, ouders: list[Vermelding]) -> str | None:
        """Everything belongs to the agenda; a deelactie works on the goal of its actie."""
        if noun is Betrokkenheid:
            return None
        soort = {"programma_id": Programma, "doel_id": Doel if noun is Actie else None}.get(kolom)
        return next((o.sleutel for o in reversed(ouders) if o.noun is soort), None)

    def _bron(self, data: dict[str, Any], ouder: Vermelding | None) -> dict[str, Any] | None:
        """The place of this record, or that of what it hangs under, and then it says so."""
        eigen = data.get("bron")
        if eigen is None:
            geerfd = ouder.bron if ouder else None
            return geerfd and geerfd | {"gedrukt": None, "twijfel": None, "is_overgenomen": True}
        (van, tot) = eigen["regels"]
        return {
            "document": self.document["titel"],
            "bestand": self.document["bestand"],
            "regel_van": van,
            "regel_tot": tot,
            "ook": eigen.get("ook", []),
            "gedrukt": eigen.get("gedrukt"),
            "twijfel": eigen.get("twijfel"),
            "is_overgenomen": eigen.get("overgenomen", False),
        }

    def _koppelingen(self, vermelding: Vermelding, data: dict[str, Any]) -> None:
        """Lists of keys (`instrumenten` of an actie, `acties` of a coalitie) are records of their own."""
        soorten = {
            Actie: ("instrumenten", ActieInstrument, "actie_id", "instrument_id"),
            Ontwikkelcoalitie: ("acties", CoalitieActie, "coalitie_id", "actie_id"),
        }
        if vermelding.noun not in soorten:
            return
        veld, noun, eigen, ander = soorten[vermelding.noun]
        regel = data[REGELS].get(veld, vermelding.regel)
        for naam in dict.fromkeys(data.get(veld) or []):
            verwijzingen = (
                Verwijzing(eigen, VerwijstNaar.SLEUTEL, vermelding.sleutel, regel),
                Verwijzing(ander, VerwijstNaar.SLEUTEL, naam, regel),
            )
            bron = vermelding.bron and vermelding.bron | {
                "gedrukt": None,
                "twijfel": None,
                "is_overgenomen": True,
            }
            self._voeg_toe(Vermelding(noun, f"{vermelding.sleutel}.{naam}", regel, {}, verwijzingen, bron))

    def controleer_verwijzingen(self) -> None:
        """Every key that is referred to exists and is of the right kind."""
        for vermelding in self.vermeldingen:
            for verwijzing in vermelding.verwijzingen:
                if verwijzing.naar is VerwijstNaar.SLEUTEL and verwijzing.naam:
                    self._controleer(vermelding, verwijzing)

    def _controleer(self, vermelding: Vermelding, verwijzing: Verwijzing) -> None:
        soort = next(iter(vermelding.noun.__table__.c[verwijzing.kolom].foreign_keys)).column.table.name
        gevonden = self.per_sleutel.get(verwijzing.naam)
        if gevonden is not None and gevonden.noun.__tablename__ == soort:
            return
        keuzes = [sleutel for sleutel, ander in self.per_sleutel.items() if ander.noun.__tablename__ == soort]
        beste = process.extractOne(verwijzing.naam, keuzes, score_cutoff=60)
        voorstel = f" Bedoelt u ‘{beste[0]}’?" if beste else ""
        self.fouten.meld(
            verwijzing.regel, f"Er is geen {soort} met sleutel ‘{verwijzing.naam}’ in dit bestand.{voorstel}"
        )


def _sleutelkolommen(noun: type[Model]) -> list[str]:
    return [
        kolom.name
        for kolom in sa.inspect(noun).columns
        if any(fk.column.table.name not in _NIET_UIT_BESTAND for fk in kolom.foreign_keys)
    ]


def _waarden(schema: type[RecordSchema], noun: type[Model], data: dict[str, Any]) -> dict[str, Any]:
    """The columns that the file decides on; what it leaves out is what the noun begins with."""
    velden = {naam for naam, veld in schema._declared_fields.items() if veld and not veld.dump_only}  # noqa: SLF001
    velden |= {"datum_van", "datum_tot"}
    namen = [naam for naam in noun.model_fields if naam in velden and naam not in {"sleutel", "bron_id"}]
    return {
        naam: data[naam] if naam in data else noun.model_fields[naam].get_default(call_default_factory=True)
        for naam in namen
        if naam in noun.__table__.c and not noun.__table__.c[naam].foreign_keys
    }
