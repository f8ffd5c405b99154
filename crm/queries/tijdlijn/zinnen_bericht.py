"""The sentences about what was sent, and about what somebody set for reminders.

Nothing here says who read a mail: nobody knows. A contact person is named only for who may see persons.
"""

from crm.models import RegelOnderwerp

_R = RegelOnderwerp

# What the date of a reminder is the date of.
_WAT = {
    _R.AFSPRAAK: "uiterlijk {f.dag}",
    _R.AFSPRAAK_HERIJKEN: "opnieuw bekijken op {f.dag}",
    _R.ACTIEPUNT: "uiterlijk {f.dag}",
    _R.OVERLEG_VASTLEGGEN: "nog niet vastgelegd, overleg van {f.dag}",
    _R.TOEZEGGING: "uiterlijk {f.dag}",
    _R.MIJLPAAL: "uiterlijk {f.dag}",
    _R.OPDRACHT_EINDE: "eindigt op {f.dag}",
    _R.OPDRACHT_EVALUATIE: "evaluatie uiterlijk {f.dag}",
    _R.INDICATOR: "laatste meting {f.dag}",
    _R.VOORTGANG: "laatste stand {f.dag}",
}

BERICHTEN = {
    **{f"herinnering_{o}": f"Herinnering gestuurd aan {{f.aan}}: {{f.waarover}} ({wat})." for o, wat in _WAT.items()},
    f"herinnering_{_R.CONTACT}": "Herinnering gestuurd aan {f.aan}: geen contact met {f.over} sinds {f.dag}.",
    f"herinnering_{_R.PARTNERMELDING}": "Herinnering gestuurd aan {f.aan}: melding van {f.dag} over {f.waarover}.",
    "bericht_melding": "Mail gestuurd aan {f.aan} over {f.waarover}.",
    "bericht_uitnodiging": "Uitnodiging gestuurd aan {f.aan}: {f.over}.",
    "bericht_afzegging": "Afzegging gestuurd aan {f.aan}: {f.over}.",
}

INGESTELD = {
    "bericht.opnieuw": "Een mail die niet aankwam, gaat opnieuw uit.",
    "bericht.ingetrokken": "Een mail is tegengehouden.",
    "onbestelbaar_adres.vrijgegeven": "Naar {f.over} gaat weer mail.",
    "afwezigheid.gemeld": "Afwezig van {f.na[van]} tot en met {f.na[tot]}.",
    "afwezigheid.ingetrokken": "Niet meer afwezig van {f.voor[van]} tot en met {f.voor[tot]}.",
    "demping.gezet": "Geen herinneringen meer over: {f.na[onderwerp]}.",
    "demping.opgeheven": "Weer herinneringen over: {f.voor[onderwerp]}.",
    "herinnering.uitgesteld": "Een herinnering is uitgesteld tot {f.na[gepland_voor]}.",
    "persoon.uitgeschreven": "{f.over} wil geen herinneringen meer over afspraken.",
    "persoon.weer_ingeschreven": "{f.over} krijgt weer herinneringen over afspraken.",
}
