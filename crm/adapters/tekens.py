"""Signed marks in the links of a mail: who holds one may do that one thing, and nobody can make one up."""

import uuid as uuid_

from itsdangerous import BadData, URLSafeSerializer


class Tekenaar:
    """Signs with the secret key of this installation; `doel` keeps a mark for one purpose out of another."""

    def __init__(self, sleutel: str):
        self._sleutel = sleutel

    def teken(self, doel: str, kenmerk: uuid_.UUID) -> str:
        """A mark for in an address, about this identity."""
        return self._voor(doel).dumps(kenmerk.hex)

    def lees(self, doel: str, teken: str) -> uuid_.UUID | None:
        """The identity that this mark is about; None when it was not made here for this purpose."""
        try:
            return uuid_.UUID(hex=self._voor(doel).loads(teken))
        except (BadData, ValueError, AttributeError, TypeError):
            return None

    def _voor(self, doel: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._sleutel, salt=f"aanjager-{doel}")
