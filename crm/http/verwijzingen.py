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
    """What was sent, with the dossiers themselves where it names them by uuid.

    Refuses with OngeldigeInvoer a uuid that is not there: it stood in a field, so it is not the address that is wrong.
    """
    fouten: dict[str, list[str]] = {}
    gelezen = dict(gegevens)
    for naam, waarde in gegevens.items():
        veld = schema.fields[naam]
        binnen = veld.inner if isinstance(veld, fields.List) else veld
        if not isinstance(binnen, Verwijzing) or waarde is None:
            continue
        uuids = waarde if isinstance(veld, fields.List) else [waarde]
        gevonden = vind_alle(sessie(), binnen.noun, uuids)
        if len(gevonden) < len(set(uuids)):
            fouten[naam] = ["Dit kenmerk kennen wij niet."]
        elif isinstance(veld, fields.List):
            gelezen[naam] = [gevonden[uuid] for uuid in dict.fromkeys(uuids)]
        else:
            gelezen[naam] = gevonden[waarde]
    if fouten:
        raise OngeldigeInvoer("Wat u noemt, kennen wij niet.", fouten)
    return gelezen
