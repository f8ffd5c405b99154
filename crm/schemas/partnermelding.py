"""What comes in from a partner with a link, and when we deal with it; and who is the contact of a promise."""

from marshmallow import fields, validate

from crm.models import Partnermelding, Persoon
from crm.schemas.invoer import Invoer, Verwijzing
from crm.schemas.velden import Getal, Tekst

_TEKST = Partnermelding.__table__.c.tekst.type.length
_REDEN = Partnermelding.__table__.c.reden.type.length


class PartnerBevestiging(Invoer):
    """De partner bevestigt wat is afgesproken."""

    tekst = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=_TEKST),
        metadata={"description": "Wat de partner erbij schrijft."},
    )


class PartnerLevering(Invoer):
    """De partner meldt een levering."""

    hoeveelheid = Getal(
        decimalen=2,
        required=True,
        metadata={"description": "Hoeveel er geleverd is, in de eenheid van de afspraak."},
    )
    geleverd_op = fields.Date(
        required=True, metadata={"description": "Dag van levering.", "is_voorbij": True}
    )
    tekst = Tekst(
        required=True,
        validate=validate.Length(max=_TEKST),
        metadata={"description": "Wat er is geleverd, in een paar woorden."},
    )


class PartnerVerzetting(Invoer):
    """De partner vraagt om een andere datum."""

    nieuwe_datum = fields.Date(required=True, metadata={"description": "Datum waar de partner om vraagt."})
    tekst = Tekst(
        required=True,
        validate=validate.Length(max=_TEKST),
        metadata={"description": "Waarom het een andere datum wordt."},
    )


class Afwijzing(Invoer):
    """Wij nemen een melding niet over."""

    reden = Tekst(
        required=True,
        validate=validate.Length(min=1, max=_REDEN),
        metadata={"description": "Waarom niet; de partner krijgt het te lezen."},
    )


class Contactkeuze(Invoer):
    """Wie bij de partner mail over de afspraak krijgt."""

    contact = Verwijzing(Persoon, "Contactpersoon; leeg is niemand")
