"""What marshmallow says when something is wrong, in plain Dutch."""

from marshmallow import fields, validate

# From the library's own sentence, so that a message somebody chose himself stays as he wrote it.
MELDINGEN = {
    "Missing data for required field.": "Vul dit in.",
    "Field may not be null.": "Vul dit in.",
    "Invalid value.": "Deze waarde kan hier niet.",
    "Invalid input.": "Deze waarde kan hier niet.",
    "Invalid type.": "Hier horen velden met een naam te staan.",
    "Invalid input type.": "Hier horen velden met een naam te staan.",
    "Unknown field.": "Dit veld kennen wij niet.",
    "Not a valid list.": "Hier hoort een lijst te staan.",
    "Not a valid tuple.": "Hier hoort een vaste rij waarden te staan.",
    "Not a valid mapping type.": "Hier horen velden met een naam te staan.",
    "Not a valid string.": "Hier hoort tekst te staan.",
    "Not a valid utf-8 string.": "Deze tekst bevat tekens die wij niet kunnen lezen.",
    "Not a valid UUID.": "Dit is geen geldig kenmerk.",
    "Not a valid number.": "Dit is geen getal.",
    "Number too large.": "Dit getal is te groot.",
    "Not a valid integer.": "Dit is geen heel getal.",
    "Special numeric values (nan or infinity) are not permitted.": "Dit is geen getal.",
    "Not a valid boolean.": "Kies ja of nee.",
    "Not a valid {obj_type}.": "Dit is geen geldig tijdstip.",
    "Not a valid {awareness} {obj_type}.": "Geef ook de tijdzone, zoals 2026-03-31T14:00:00+02:00.",
    '"{input}" cannot be formatted as a {obj_type}.': "Dit is geen geldig tijdstip.",
    "Not a valid date.": "Dit is geen geldige datum. Schrijf hem als 2026-03-31.",
    '"{input}" cannot be formatted as a date.': "Dit is geen geldige datum.",
    "Not a valid period of time.": "Dit is geen geldige tijdsduur.",
    "{input!r} cannot be formatted as a timedelta.": "Dit is geen geldige tijdsduur.",
    "Not a valid URL.": "Dit is geen geldig webadres.",
    "Not a valid email address.": "Dit is geen geldig e-mailadres.",
    "Not a valid IP address.": "Dit is geen geldig IP-adres.",
    "Not a valid IPv4 address.": "Dit is geen geldig IPv4-adres.",
    "Not a valid IPv6 address.": "Dit is geen geldig IPv6-adres.",
    "Not a valid IP interface.": "Dit is geen geldig IP-adres.",
    "Not a valid IPv4 interface.": "Dit is geen geldig IPv4-adres.",
    "Not a valid IPv6 interface.": "Dit is geen geldig IPv6-adres.",
    "Must be one of: {choices}.": "Kies een van deze waarden: {choices}.",
    "Must be equal to {other}.": "Hier hoort ‘{other}’ te staan.",
    "String does not match expected pattern.": "Dit is niet geschreven zoals het hoort.",
    "One or more of the choices you made was not in: {choices}.": "Kies alleen uit deze waarden: {choices}.",
    "One or more of the choices you made was in: {values}.": "Deze waarden kunnen hier niet: {values}.",
    "Shorter than minimum length {min}.": "Gebruik ten minste {min} tekens.",
    "Longer than maximum length {max}.": "Gebruik ten hoogste {max} tekens.",
    "Length must be between {min} and {max}.": "Gebruik {min} tot en met {max} tekens.",
    "Length must be {equal}.": "Gebruik precies {equal} tekens.",
    "Must be greater than or equal to {min}.": "Vul {min} of meer in.",
    "Must be greater than {min}.": "Vul meer dan {min} in.",
    "Must be less than or equal to {max}.": "Vul {max} of minder in.",
    "Must be less than {max}.": "Vul minder dan {max} in.",
    "Must be greater than or equal to {min} and less than or equal to {max}.": "Vul {min} tot en met {max} in.",
    "Must be greater than {min} and less than or equal to {max}.": "Vul meer dan {min} en ten hoogste {max} in.",
    "Must be greater than or equal to {min} and less than {max}.": "Vul ten minste {min} en minder dan {max} in.",
    "Must be greater than {min} and less than {max}.": "Vul meer dan {min} en minder dan {max} in.",
}

# "12 tekens" is wrong for a list; a Length on one of these counts things.
_LIJSTEN = (fields.List, fields.Dict)

_ZINNEN_VAN_CONTROLES = (
    "error",
    "default_message",
    "message_min",
    "message_max",
    "message_all",
    "message_equal",
)


def vertaal(veld: fields.Field) -> None:
    """This field, what is inside it and its checks speak Dutch."""
    veld.error_messages = {soort: MELDINGEN.get(zin, zin) for soort, zin in veld.error_messages.items()}
    for controle in veld.validators:
        _vertaal_controle(controle, telt_dingen=isinstance(veld, _LIJSTEN))
    for binnen in (
        getattr(veld, "inner", None),
        getattr(veld, "key_field", None),
        getattr(veld, "value_field", None),
    ):
        if isinstance(binnen, fields.Field):
            vertaal(binnen)


def _vertaal_controle(controle: object, *, telt_dingen: bool) -> None:
    for eigenschap in _ZINNEN_VAN_CONTROLES:
        zin = getattr(controle, eigenschap, None)
        if isinstance(zin, str) and zin in MELDINGEN:
            nederlands = MELDINGEN[zin]
            if eigenschap == "message_all" and isinstance(controle, validate.Length) and controle.min == 1:
                # Left blank is said elsewhere; whoever typed too much only needs the upper limit.
                nederlands = "Gebruik ten hoogste {max} tekens."
            if telt_dingen and isinstance(controle, validate.Length):
                nederlands = nederlands.replace("Gebruik", "Geef").replace("tekens", "regels")
            setattr(controle, eigenschap, nederlands)
    if isinstance(controle, validate.And):
        for deel in controle.validators:
            _vertaal_controle(deel, telt_dingen=telt_dingen)
