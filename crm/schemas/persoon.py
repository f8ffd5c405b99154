"""What comes in for a contact person: who it is, where we know this person from, and the job that is the reason."""

from marshmallow import fields, validate

from crm.models import Functie, Organisatie, Persoon
from crm.schemas.invoer import NounInvoer, Verwijzing
from crm.schemas.velden import Tekst


class PersoonInvoer(NounInvoer):
    """Een contactpersoon bij een organisatie."""

    organisatie = Verwijzing(Organisatie, "Organisatie waar deze persoon werkt", verplicht=True)
    functie = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=Functie.__table__.c.naam.type.length),
        metadata={"description": "Naam van de functie."},
    )
    herkomst = Tekst(
        required=True,
        validate=validate.Length(min=1, max=Persoon.__table__.c.herkomst.type.length),
        metadata={
            "description": "Hoe wij aan de gegevens komen; zonder reden bewaren wij geen persoonsgegevens."
        },
    )
    email = fields.Email(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=Persoon.__table__.c.email.type.length),
        metadata={"description": "E-mailadres."},
    )

    class Meta(NounInvoer.Meta):
        model = Persoon
        fields = ("naam", "organisatie", "functie", "herkomst", "email", "telefoon")
