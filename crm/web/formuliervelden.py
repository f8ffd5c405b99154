"""Between the flat fields of a form and the nested data of a schema: names, rows, days and numbers."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields

from crm import http
from crm.schemas.velden import GEEN_GETAL, WELK_GETAL, is_dubbelzinnig, lees_getal
from crm.web import dagen, opmaak

GEEN_DAG = "‘{}’ is geen dag. Schrijf bijvoorbeeld 31-3-2026 of 31 maart."
GEEN_MOMENT = "‘{}’ is geen dag met een tijd. Schrijf bijvoorbeeld 31-3-2026 14:00 of gisteren 9:30."

Fouten = dict[str, list[str]]


def veld_van(schema: Schema, naam: str) -> fields.Field | None:
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


def sluit_aan(getypt: Mapping[str, str]) -> dict[str, str]:
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


def aantal(getypt: Mapping[str, str], lijst: str) -> int:
    nummers = [_rij(naam)[1] for naam in getypt if _rij(naam)[0] == lijst and _rij(naam)[2]]
    return max(nummers, default=-1) + 1


def nest(schema: Schema, getypt: Mapping[str, str]) -> tuple[dict[str, Any], Fouten]:
    """Nested data with the keys of the schema, and what could not be read as a day or a number."""
    uit: dict[str, Any] = {}
    fouten: Fouten = {}
    for naam, tekst in getypt.items():
        if not tekst.strip():
            continue
        doel, sleutel = _plek(uit, schema, naam)
        waarde, fout = _lees(veld_van(schema, naam), tekst)
        if fout:
            fouten[naam] = [fout]
        else:
            doel[sleutel] = waarde
    return uit, fouten


def _plek(uit: dict[str, Any], schema: Schema, naam: str) -> tuple[dict[str, Any], str]:
    """In which dictionary this field belongs, and under which key; a row exists from its first field on."""
    lijst, nummer, veld = _rij(naam)
    if not veld:
        return uit, _sleutel(schema, naam)
    rijen = uit.setdefault(_sleutel(schema, lijst), [])
    rijen.extend({} for _ in range(nummer + 1 - len(rijen)))
    binnen = _binnen(schema.fields[lijst]) if lijst in schema.fields else None
    return rijen[nummer], _sleutel(binnen, veld)


def _sleutel(schema: Schema | None, naam: str) -> str:
    veld = schema.fields.get(naam) if schema else None
    return (veld.data_key or naam) if veld else naam


def _lees(veld: fields.Field | None, tekst: str) -> tuple[Any, str | None]:
    """The value as the schema expects it, or the sentence that says why it cannot be read."""
    nu = http.nu()
    if isinstance(veld, fields.Date):
        # "30-9" for a delivery is last September, for a deadline the next one: the schema says which is meant.
        vooruit = not veld.metadata.get("is_voorbij", False)
        dag = dagen.lees_dag(tekst, opmaak.plaatselijk(nu).date(), vooruit=vooruit)
        return (dag.isoformat(), None) if dag else (None, GEEN_DAG.format(tekst.strip()))
    if isinstance(veld, fields.DateTime):
        # "15-12 10:00" was last December for a meeting that is written up, and comes for one that is planned.
        moment = dagen.lees_moment(tekst, nu, vooruit=veld.metadata.get("komt_nog", False))
        return (moment.isoformat(), None) if moment else (None, GEEN_MOMENT.format(tekst.strip()))
    if isinstance(veld, fields.Number):
        getal = lees_getal(tekst)
        zin = WELK_GETAL if is_dubbelzinnig(tekst) else GEEN_GETAL
        return (getal, None) if getal else (None, zin.format(tekst.strip()))
    return tekst.replace("\r\n", "\n"), None


def vlak(schema: Schema | None, berichten: Any, voor: str = "") -> Fouten:
    """The errors of the schema per field name of the form."""
    if isinstance(berichten, list):
        return {voor: [str(zin) for zin in berichten]}
    namen = {veld.data_key or naam: naam for naam, veld in schema.fields.items()} if schema else {}
    uit: Fouten = {}
    for sleutel, binnen in berichten.items():
        if sleutel == "_schema":
            uit.update(vlak(None, binnen, voor))
            continue
        naam = namen.get(sleutel, str(sleutel))
        dieper = schema if isinstance(sleutel, int) else _dieper(schema, naam)
        uit.update(vlak(dieper, binnen, f"{voor}-{naam}" if voor else naam))
    return uit


def _dieper(schema: Schema | None, naam: str) -> Schema | None:
    return _binnen(schema.fields[naam]) if schema and naam in schema.fields else None


def plat(gegevens: Mapping[str, Any], voor: str = "") -> Iterable[tuple[str, str]]:
    for naam, waarde in gegevens.items():
        if isinstance(waarde, list):
            for nummer, rij in enumerate(waarde):
                yield from plat(rij, f"{voor}{naam}-{nummer}-")
        else:
            yield f"{voor}{naam}", tekst_van(waarde)


def tekst_van(waarde: Any) -> str:
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
