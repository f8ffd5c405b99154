"""The sentences about what a partner did with a link, and about who the contact of a promise is.

A contact is named by the number that the log keeps: who may not see persons reads "iemand".
"""

from crm.queries.tijdlijn.feit import Feit


def _bevestigd(f: Feit) -> str:
    if f.na.kaal("persoon_id") is None:
        return f"{f.wie} bevestigde {f.hoeveel}."
    return f"{f.wie} bevestigde {f.hoeveel}, met de link in onze mail aan {f.na['persoon_id']}."


def _contact(f: Feit) -> str:
    if f.na.kaal("persoon_id") is None:
        return f"Niemand bij {f.wie} krijgt nog mail over {f.hoeveel}."
    return f"{f.na['persoon_id']} krijgt vanaf nu de mail over {f.hoeveel} van {f.wie}."


def _afgewezen(f: Feit) -> str:
    wat = {"leveren": "de gemelde levering", "verzetten": "de gevraagde datum"}
    return f"Wij namen {wat.get(str(f.na.kaal('doel')), 'de melding')} van {f.wie} niet over."


PARTNER = {
    "partnerafspraak.bevestigd": _bevestigd,
    "partnerafspraak.contact_gekozen": _contact,
    "partnerafspraak.datum_gevraagd": "{f.wie} vraagt om een andere datum voor {f.hoeveel}: {f.na[nieuwe_datum]}, met de link in onze mail aan {f.na[persoon_id]}.",
    "partnerafspraak.levering_gemeld": "{f.wie} meldt een levering van {f.na[hoeveelheid]} voor {f.hoeveel}, met de link in onze mail aan {f.na[persoon_id]}.",
    "partnerafspraak.melding_afgewezen": _afgewezen,
}
