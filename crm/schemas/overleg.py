"""What comes in for a meeting: writing one up, planning one, calling one off. The form and the API read the same."""

from marshmallow import fields

# More of anything than this in one meeting is a mistake, or somebody who is trying something out.
HOOGSTENS = 200


def _kenmerk(wat: str) -> fields.UUID:
    """A reference to another dossier, by the uuid that the outside world knows."""
    return fields.UUID(load_default=None, allow_none=True, metadata={"description": f"{wat} (kenmerk)."})


def _regels(schema: type, uitleg: str) -> fields.List:
    return fields.List(
        fields.Nested(schema),
        load_default=list,
        validate=fields.validate.Length(max=HOOGSTENS),
        metadata={"description": uitleg},
    )
