"""Forms: flat fields such as `actiepunten-0-uiterlijk` become nested data for the same schemas as the API.

Whatever happens, a Formulier keeps every value as it was typed; errors stand beside the field they are about.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from crm.errors import OngeldigeInvoer
from crm.lifecycle import leesbaar
from crm.web.formuliervelden import Fouten, aantal, nest, plat, sluit_aan, tekst_van, veld_van, vlak

# Said when somebody else saved a newer version than the one that was looked at.
INTUSSEN = (
    "Iemand anders heeft dit intussen gewijzigd. Wat u typte, is nog niet opgeslagen; hieronder staat allebei."
)

# More rows than this are not drawn: the schema refuses them, and a page of them would only cost time.
HOOGSTENS_RIJEN = 250


class Formulier:
    """What was typed, what is wrong with it, and what the schema says about each field."""

    def __init__(
        self,
        schema: Schema,
        getypt: Mapping[str, str] | None = None,
        *,
        labels: Mapping[str, str] | None = None,
        leeg: Mapping[str, int] | None = None,
        vragen: Mapping[str, str] | None = None,
    ):
        self.schema = schema
        self.getypt = sluit_aan(getypt or {})
        self.labels = dict(labels or {})
        self.fouten: Fouten = {}
        self.zin: str | None = None
        self.bericht: str | None = None
        # The list that was just given a row more; its last row takes the focus.
        self.nieuw: str | None = None
        self._leeg = dict(leeg or {})
        self._vragen = dict(vragen or {})

    @classmethod
    def van(cls, schema: Schema, gegevens: Mapping[str, Any], **kwargs: Any) -> "Formulier":
        """A form that is filled with what is known already."""
        return cls(schema, dict(plat(gegevens)), **kwargs)

    @classmethod
    def uit(cls, schema: Schema, ingezonden: Any, **kwargs: Any) -> "Formulier":
        """A form as it was sent; names that begin with an underscore are orders to the page, not data."""
        velden = {n: w for n, w in ingezonden.items() if not n.startswith("_") and n != "csrf_token"}
        formulier = cls(schema, velden, **kwargs)
        formulier._voer_uit(ingezonden)
        return formulier

    # --- what a template asks ---

    def waarde(self, naam: str) -> str:
        return self.getypt.get(naam, "")

    def fout(self, naam: str) -> list[str]:
        return self.fouten.get(naam, [])

    def verplicht(self, naam: str) -> bool:
        veld = veld_van(self.schema, naam)
        return veld is not None and veld.required

    def langste(self, naam: str) -> int | None:
        """The most characters that fit, so that nobody types a page and then hears that it is too long."""
        veld = veld_van(self.schema, naam)
        if not isinstance(veld, fields.String):
            return None
        return next((c.max for c in veld.validators if isinstance(c, validate.Length)), None)

    def toetsenbord(self, naam: str, extra: Mapping[str, str]) -> dict[str, str]:
        """The attributes of a text box, with the keyboard that a phone should show."""
        veld = veld_van(self.schema, naam)
        wijze = {"inputmode": "decimal"} if isinstance(veld, fields.Number) else {}
        uit = {"autocomplete": "off"} if isinstance(veld, fields.Date | fields.DateTime) else {}
        return {**wijze, **uit, **extra}

    def rijen(self, lijst: str) -> range:
        """The numbers of the rows to draw: what was typed, and at least as many as an empty form has."""
        gevuld = min(aantal(self.getypt, lijst), HOOGSTENS_RIJEN)
        return range(max(gevuld, self._leeg.get(lijst, 1)) if self.nieuw != lijst else gevuld + 1)

    @property
    def lijst(self) -> list[tuple[str, str, str]]:
        """Every error once, as (field, label, sentence), for above the form."""
        return [(naam, self.label(naam), zin) for naam, zinnen in self.fouten.items() for zin in zinnen]

    def label(self, naam: str) -> str:
        """`actiepunten-0-uiterlijk` as a reader knows it: Actiepunt 1, uiterlijk."""
        delen = [deel for deel in naam.split("-") if deel]
        woorden = []
        for deel in delen:
            if deel.isdigit():
                woorden[-1] = f"{woorden[-1]} {int(deel) + 1}"
            else:
                woorden.append(self.labels.get(deel, leesbaar(deel)))
        tekst = ", ".join(woorden)
        return tekst[:1].upper() + tekst[1:]

    def anders(self, opgeslagen: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """What is saved beside what was typed, as (label, saved, typed), for the fields where they differ."""
        nu = dict(plat(opgeslagen))
        getypt = {naam: self.waarde(naam).replace("\r\n", "\n").strip() for naam in nu}
        return [
            (self.label(naam), nu[naam] or "leeg", self.waarde(naam) or "leeg")
            for naam in nu
            if nu[naam] != getypt[naam]
        ]

    # --- what a door asks ---

    @property
    def is_opdracht(self) -> bool:
        """Whether the form was sent to be drawn again (a row more or less), not to be saved."""
        return self._opdracht

    _opdracht = False

    def gegevens(self, zonder: Iterable[str] = ()) -> dict[str, Any] | None:
        """What the verb may have; None when something is wrong, and then `fouten` says what."""
        over = set(zonder)
        ruw, fouten = nest(self.schema, {n: w for n, w in self.getypt.items() if n not in over})
        try:
            gelezen = self.schema.load(ruw)
        except ValidationError as fout:
            gelezen = None
            self.fouten.update(vlak(self.schema, fout.messages))
        self._vraag_door()
        # Ours knows how people write days and numbers; the schema only saw that something was missing.
        self.fouten.update(fouten)
        return None if self.fouten else gelezen

    def weiger(self, fout: OngeldigeInvoer) -> None:
        """The verb refused: its sentences go to the fields they are about."""
        self.zin = fout.zin
        for naam, zinnen in fout.velden.items():
            self.fouten[naam.replace(".", "-")] = list(zinnen)

    def zet(self, naam: str, waarde: Any) -> None:
        self.getypt[naam] = tekst_van(waarde)

    def voeg_toe(self, lijst: str, rij: Mapping[str, Any]) -> None:
        """One row more, filled, behind what was typed."""
        plek = aantal(self.getypt, lijst)
        for naam, waarde in rij.items():
            self.zet(f"{lijst}-{plek}-{naam}", waarde)

    def _vraag_door(self) -> None:
        """A question of its own at what was left open, where there is one: better than "Vul dit in."."""
        for naam in self.fouten:
            vraag = self._vragen.get("-".join(deel for deel in naam.split("-") if not deel.isdigit()))
            if vraag and not self.waarde(naam).strip():
                self.fouten[naam] = [vraag]

    def _voer_uit(self, ingezonden: Any) -> None:
        meer, weg = ingezonden.get("_meer"), ingezonden.get("_weg")
        if meer:
            self.nieuw = meer
        if weg:
            over = {n: w for n, w in self.getypt.items() if not n.startswith(f"{weg}-")}
            self.getypt = sluit_aan(over)
        self._opdracht = bool(meer or weg)
