"""Field types of a file that people keep in a spreadsheet: days and numbers as they write them there."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields

from crm.schemas.invoer import EERSTE_DAG, JAAR_KLOPT_NIET, LAATSTE_DAG
from crm.schemas.velden import GEEN_GETAL, WELK_GETAL, Getal, is_dubbelzinnig, lees_getal

_DAG = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")


class Bestandsdag(fields.Date):
    """A day: 2026-03-31, or 31-3-2026 as a Dutch spreadsheet writes it; never without its year."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> dt.date:
        tekst = str(value).strip()
        dutch = _DAG.fullmatch(tekst)
        try:
            dag = dt.date(int(dutch[3]), int(dutch[2]), int(dutch[1])) if dutch else dt.date.fromisoformat(tekst)
        except ValueError:
            raise ValidationError(f"‘{tekst}’ is geen dag. Schrijf 31-3-2026 of 2026-03-31.") from None
        if not EERSTE_DAG <= dag <= LAATSTE_DAG:
            raise ValidationError(JAAR_KLOPT_NIET)
        return dag


class Bestandsgetal(Getal):
    """A number: 1250,50 or 1.250,50. What can be read two ways is refused, not guessed."""

    def _validated(self, value: Any) -> Decimal:
        gelezen = lees_getal(str(value))
        if gelezen is None:
            zin = WELK_GETAL if is_dubbelzinnig(str(value)) else GEEN_GETAL
            raise ValidationError(zin.format(str(value).strip()))
        return super()._validated(gelezen)

