"""From what a client names to the dossiers themselves, for the API and for the forms of the site."""

from typing import Any

from marshmallow import fields

from crm.errors import OngeldigeInvoer
from crm.http import sessie
from crm.queries.dossiers import vind_alle
from crm.schemas.base import Schema
from crm.schemas.invoer import Verwijzing

Gegevens = dict[str, Any]


def verwijzingen(schema: Schema, gegevens: Gegevens) -> Gegevens:
    """What was sent, with the dossiers themselves where it names them by uuid, also in the rows of a list.

    Refuses with OngeldigeInvoer a uuid that is not there: it stood in a field, so it is not the address that is wrong.
    """
    fouten: dict[str, list[str]] = {}
    gelezen = _lees(schema, gegevens, "", fouten)
    if fouten:
        raise OngeldigeInvoer("Wat u noemt, kennen wij niet.", fouten)
    return gelezen


def _lees(schema: Schema, gegevens: Gegevens, voor: str, fouten: dict[str, list[str]]) -> Gegevens:
    gelezen = dict(gegevens)
    for naam, waarde in gegevens.items():
        veld = schema.fields[naam]
        is_lijst = isinstance(veld, fields.List)
        binnen = veld.inner if is_lijst else veld
        if waarde is None:
            continue
        if isinstance(binnen, fields.Nested) and is_lijst:
            gelezen[naam] = [
                _lees(binnen.schema, rij, f"{voor}{naam}.{plaats}.", fouten) for plaats, rij in enumerate(waarde)
            ]
        elif isinstance(binnen, Verwijzing):
            gelezen[naam] = _dossiers(binnen, waarde, f"{voor}{naam}", fouten)
    return gelezen


def _dossiers(veld: Verwijzing, waarde: Any, pad: str, fouten: dict[str, list[str]]) -> Any:
    """The dossier that this uuid names, or a list of them for a list, each once."""
    uuids = waarde if isinstance(waarde, list) else [waarde]
    gevonden = vind_alle(sessie(), veld.noun, uuids)
    if len(gevonden) < len(set(uuids)):
        fouten[pad] = ["Dit kenmerk kennen wij niet."]
        return waarde
    if isinstance(waarde, list):
        return [gevonden[uuid] for uuid in dict.fromkeys(uuids)]
    return gevonden[waarde]
