"""Forms: flat fields such as `actiepunten-0-uiterlijk` become nested data for the same schemas as the API.

Whatever happens, a Formulier keeps every value as it was typed; errors stand beside the field they are about.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from crm import http
from crm.errors import OngeldigeInvoer
from crm.lifecycle import leesbaar
from crm.web import dagen, opmaak

GEEN_DAG = "‘{}’ is geen dag die wij herkennen. Schrijf bijvoorbeeld 31-3-2026 of 31 maart."
GEEN_MOMENT = "‘{}’ is geen dag met een tijd. Schrijf bijvoorbeeld 31-3-2026 14:00 of gisteren 9:30."
GEEN_GETAL = "‘{}’ is geen getal. Schrijf bijvoorbeeld 12 of 1250,50."

Fouten = dict[str, list[str]]


class Formulier:
    """What was typed, what is wrong with it, and what the schema says about each field."""

    def __init__(
        self,
        schema: Schema,
        getypt: Mapping[str, str] | None = None,
        *,
        labels: Mapping[str, str] | None = None,
        leeg: Mapping[str, int] | None = None,
    ):
        self.schema = schema
        self.getypt = _sluit_aan(getypt or {})
        self.labels = dict(labels or {})
        self.fouten: Fouten = {}
        self.zin: str | None = None
        self.bericht: str | None = None
        # The list that was just given a row more; its last row takes the focus.
        self.nieuw: str | None = None
        self._leeg = dict(leeg or {})

    @classmethod
    def van(cls, schema: Schema, gegevens: Mapping[str, Any], **kwargs: Any) -> "Formulier":
        """A form that is filled with what is known already."""
        return cls(schema, dict(_plat(gegevens)), **kwargs)

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
        veld = _veld(self.schema, naam)
        return veld is not None and veld.required

    def langste(self, naam: str) -> int | None:
        """The most characters that fit, so that nobody types a page and then hears that it is too long."""
        veld = _veld(self.schema, naam)
        if not isinstance(veld, fields.String):
            return None
        return next((c.max for c in veld.validators if isinstance(c, validate.Length)), None)

    def toetsenbord(self, naam: str, extra: Mapping[str, str]) -> dict[str, str]:
        """The attributes of a text box, with the keyboard that a phone should show."""
        veld = _veld(self.schema, naam)
        wijze = {"inputmode": "decimal"} if isinstance(veld, fields.Number) else {}
        uit = {"autocomplete": "off"} if isinstance(veld, fields.Date | fields.DateTime) else {}
        return {**wijze, **uit, **extra}

    def rijen(self, lijst: str) -> range:
        """The numbers of the rows to draw: what was typed, and at least as many as an empty form has."""
        gevuld = _aantal(self.getypt, lijst)
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

    # --- what a door asks ---

    @property
    def is_opdracht(self) -> bool:
        """Whether the form was sent to be drawn again (a row more or less), not to be saved."""
        return self._opdracht

    _opdracht = False

    def gegevens(self, zonder: Iterable[str] = ()) -> dict[str, Any] | None:
        """What the verb may have; None when something is wrong, and then `fouten` says what."""
        over = set(zonder)
        ruw, fouten = _nest(self.schema, {n: w for n, w in self.getypt.items() if n not in over})
        try:
            gelezen = self.schema.load(ruw)
        except ValidationError as fout:
            gelezen = None
            self.fouten.update(_vlak(self.schema, fout.messages))
        # Ours knows how people write days and numbers; the schema only saw that something was missing.
        self.fouten.update(fouten)
        return None if self.fouten else gelezen

    def weiger(self, fout: OngeldigeInvoer) -> None:
        """The verb refused: its sentences go to the fields they are about."""
        self.zin = fout.zin
        for naam, zinnen in fout.velden.items():
            self.fouten[naam.replace(".", "-")] = list(zinnen)

    def zet(self, naam: str, waarde: Any) -> None:
        self.getypt[naam] = _tekst(waarde)

    def voeg_toe(self, lijst: str, rij: Mapping[str, Any]) -> None:
        """One row more, filled, behind what was typed."""
        plek = _aantal(self.getypt, lijst)
        for naam, waarde in rij.items():
            self.zet(f"{lijst}-{plek}-{naam}", waarde)

    def _voer_uit(self, ingezonden: Any) -> None:
        meer, weg = ingezonden.get("_meer"), ingezonden.get("_weg")
        if meer:
            self.nieuw = meer
        if weg:
            over = {n: w for n, w in self.getypt.items() if not n.startswith(f"{weg}-")}
            self.getypt = _sluit_aan(over)
        self._opdracht = bool(meer or weg)


def _veld(schema: Schema, naam: str) -> fields.Field | None:
    """The schema's field behind a name in the form."""
    veld = None
    for deel in naam.split("-"):
        if deel.isdigit():
            continue
        if schema is None or deel not in schema.fields:
            return None
        veld = schema.fields[deel]
        schema = _binnen(veld)
    return veld


def _binnen(veld: fields.Field) -> Schema | None:
    kern = veld.inner if isinstance(veld, fields.List) else veld
    return kern.schema if isinstance(kern, fields.Nested) else None


def _sluit_aan(getypt: Mapping[str, str]) -> dict[str, str]:
    """The same values, with rows that hold nothing left out and the others numbered from 0."""
    gevuld: dict[str, list[int]] = {}
    for naam, waarde in getypt.items():
        lijst, nummer, veld = _rij(naam)
        if veld and waarde.strip() and nummer not in gevuld.setdefault(lijst, []):
            gevuld[lijst].append(nummer)
    plekken = {lijst: {n: i for i, n in enumerate(sorted(nummers))} for lijst, nummers in gevuld.items()}
    uit = {}
    for naam, waarde in getypt.items():
        lijst, nummer, veld = _rij(naam)
        if not veld:
            uit[naam] = waarde
        elif nummer in plekken.get(lijst, {}):
            uit[f"{lijst}-{plekken[lijst][nummer]}-{veld}"] = waarde
    return uit


def _rij(naam: str) -> tuple[str, int, str]:
    lijst, nummer, veld = (naam.split("-", 2) + ["", ""])[:3]
    return (lijst, int(nummer), veld) if nummer.isdecimal() and len(nummer) < 6 else (naam, 0, "")


def _aantal(getypt: Mapping[str, str], lijst: str) -> int:
    nummers = [_rij(naam)[1] for naam in getypt if _rij(naam)[0] == lijst and _rij(naam)[2]]
    return max(nummers, default=-1) + 1


def _nest(schema: Schema, getypt: Mapping[str, str]) -> tuple[dict[str, Any], Fouten]:
    """Nested data with the keys of the schema, and what could not be read as a day or a number."""
    uit: dict[str, Any] = {}
    fouten: Fouten = {}
    for naam, tekst in getypt.items():
        if not tekst.strip():
            continue
        waarde, fout = _lees(_veld(schema, naam), tekst)
        if fout:
            fouten[naam] = [fout]
            continue
        lijst, nummer, veld = _rij(naam)
        if not veld:
            uit[_sleutel(schema, naam)] = waarde
            continue
        rijen = uit.setdefault(_sleutel(schema, lijst), [])
        rijen.extend({} for _ in range(nummer + 1 - len(rijen)))
        binnen = _binnen(schema.fields[lijst]) if lijst in schema.fields else None
        rijen[nummer][_sleutel(binnen, veld)] = waarde
    return uit, fouten


def _sleutel(schema: Schema | None, naam: str) -> str:
    veld = schema.fields.get(naam) if schema else None
    return (veld.data_key or naam) if veld else naam


def _lees(veld: fields.Field | None, tekst: str) -> tuple[Any, str | None]:
    """The value as the schema expects it, or the sentence that says why it cannot be read."""
    nu = http.nu()
    if isinstance(veld, fields.Date):
        dag = dagen.lees_dag(tekst, opmaak.plaatselijk(nu).date())
        return (dag.isoformat(), None) if dag else (None, GEEN_DAG.format(tekst.strip()))
    if isinstance(veld, fields.DateTime):
        moment = dagen.lees_moment(tekst, nu)
        return (moment.isoformat(), None) if moment else (None, GEEN_MOMENT.format(tekst.strip()))
    if isinstance(veld, fields.Number):
        getal = _getal(tekst)
        return (getal, None) if getal else (None, GEEN_GETAL.format(tekst.strip()))
    return tekst.replace("\r\n", "\n"), None


def _getal(tekst: str) -> str | None:
    """1.250,50 and € 1.250,50 are 1250.50; a dot before three digits separates thousands."""
    kaal = re.sub(r"[€\s]", "", tekst)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", kaal) or "," in kaal:
        kaal = kaal.replace(".", "").replace(",", ".")
    return kaal if re.fullmatch(r"-?\d+(\.\d+)?", kaal) else None


def _vlak(schema: Schema | None, berichten: Any, voor: str = "") -> Fouten:
    """The errors of the schema per field name of the form."""
    if isinstance(berichten, list):
        return {voor: [str(zin) for zin in berichten]}
    namen = {veld.data_key or naam: naam for naam, veld in schema.fields.items()} if schema else {}
    uit: Fouten = {}
    for sleutel, binnen in berichten.items():
        if sleutel == "_schema":
            uit.update(_vlak(None, binnen, voor))
            continue
        naam = namen.get(sleutel, str(sleutel))
        dieper = schema if isinstance(sleutel, int) else _dieper(schema, naam)
        uit.update(_vlak(dieper, binnen, f"{voor}-{naam}" if voor else naam))
    return uit


def _dieper(schema: Schema | None, naam: str) -> Schema | None:
    return _binnen(schema.fields[naam]) if schema and naam in schema.fields else None


def _plat(gegevens: Mapping[str, Any], voor: str = "") -> Iterable[tuple[str, str]]:
    for naam, waarde in gegevens.items():
        if isinstance(waarde, list):
            for nummer, rij in enumerate(waarde):
                yield from _plat(rij, f"{voor}{naam}-{nummer}-")
        else:
            yield f"{voor}{naam}", _tekst(waarde)


def _tekst(waarde: Any) -> str:
    """A value as somebody would have typed it."""
    if waarde is None or waarde is False:
        return ""
    if waarde is True:
        return "ja"
    if isinstance(waarde, dt.datetime):
        return opmaak.plaatselijk(waarde).strftime("%d-%m-%Y %H:%M")
    if isinstance(waarde, dt.date):
        return waarde.strftime("%d-%m-%Y")
    if isinstance(waarde, Decimal):
        return format(waarde, "f").replace(".", ",")
    return str(waarde)
