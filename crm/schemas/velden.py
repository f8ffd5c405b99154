"""Field types that know what both databases can store."""

import re
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields

from crm.db import VastePunt

GEEN_GETAL = "‘{}’ is geen getal. Schrijf bijvoorbeeld 12 of 1250,50."
WELK_GETAL = "Wij weten niet zeker welk getal ‘{}’ is. Schrijf 1000,50 of 1.000,50."

# PostgreSQL stores neither of these in a text, and SQLite only by accident.
_ONBEWAARBAAR = re.compile("[\x00\ud800-\udfff]")


class Tekst(fields.String):
    """Text without blanks around it; an optional one that was left blank is None."""

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str | None:
        """The text, or None for an optional one that holds nothing but blanks."""
        if self.allow_none and isinstance(value, str) and not value.strip():
            return None
        return super().deserialize(value, *args, **kwargs)

    def _deserialize(self, *args: Any, **kwargs: Any) -> str:
        tekst = super()._deserialize(*args, **kwargs)
        if _ONBEWAARBAAR.search(tekst):
            raise self.make_error("invalid_utf8")
        tekst = tekst.strip()
        if self.required and not tekst:
            raise self.make_error("required")
        return tekst


class GeheelGetal(fields.Integer):
    """A whole number that fits its column; 12.7, yes and "twaalf" are no whole numbers."""

    def __init__(self, *, bits: int = 32, **kwargs: Any):
        super().__init__(**kwargs)
        self.grens = 2 ** (bits - 1)

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool) or (isinstance(value, float | Decimal) and value != value // 1):
            raise self.make_error("invalid", input=value)
        getal = super()._validated(value)
        if not -self.grens <= getal < self.grens:
            raise self.make_error("too_large", input=value)
        return getal


class GrootGetal(GeheelGetal):
    """A whole number of 64 bits, such as an amount in cents."""

    def __init__(self, **kwargs: Any):
        super().__init__(bits=64, **kwargs)


class Getal(fields.Decimal):
    """An exact number with at most so many decimals, written as text so that no reader rounds it."""

    def __init__(self, *, decimalen: int = 4, **kwargs: Any):
        super().__init__(as_string=True, **kwargs)
        self.decimalen = decimalen

    def _validated(self, value: Any) -> Decimal:
        if isinstance(value, str):
            value = value.strip().replace(",", ".")
        getal = super()._validated(value)
        if abs(getal) >= Decimal(2**63).scaleb(-self.decimalen):
            raise self.make_error("too_large", input=value)
        try:
            VastePunt(self.decimalen).process_bind_param(getal, None)
        except ValueError:
            raise ValidationError(f"Gebruik ten hoogste {self.decimalen} cijfers achter de komma.") from None
        return getal

    def _serialize(self, value: Any, *_args: Any, **_kwargs: Any) -> str | None:
        # 1E+3 and 1000 are the same number, and only the second one is fit to read.
        return None if value is None else format(Decimal(value), "f")


class JaNee(fields.Boolean):
    """Yes or no, in the words a form and a colleague use too."""

    truthy = fields.Boolean.truthy | {"ja", "Ja", "JA"}
    falsy = fields.Boolean.falsy | {"nee", "Nee", "NEE"}


def lees_getal(tekst: str) -> str | None:
    """What people write as a number, as a program does: 1.250,50 and € 1.250,50 are 1250.50.

    A dot before three digits separates thousands. Nothing is guessed: 1,250.50 is none, because dropping its dot
    would make another amount without a word.
    """
    kaal = _kaal(tekst)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+,\d+", kaal):
        kaal = kaal.replace(".", "").replace(",", ".")
    return kaal if re.fullmatch(r"-?\d+(\.\d+)?", kaal) else None


def is_dubbelzinnig(tekst: str) -> bool:
    """Digits with several dots and commas: a number to whoever typed it, but not certain which."""
    return re.fullmatch(r"-?\d+([.,]\d+){2,}", _kaal(tekst)) is not None


def _kaal(tekst: str) -> str:
    return re.sub(r"[€\s]", "", tekst)
