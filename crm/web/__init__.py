"""The pages: which modules there are, and what every page is given.

A page module holds `pagina = Blueprint("naam", __name__)` and its routes; its templates stand in
templates/web/<naam>/. A route that needs no sign-in is marked with `@openbaar`, nearest to the function.
"""

from flask import Flask, Response, g, request
from jinja2 import StrictUndefined

from crm import http, permissions
from crm.web import (
    aanmelden,
    actiepunten,
    acties,
    afspraak_noteren,
    afspraak_totalen,
    afspraken,
    agendafeeds,
    agendapunten,
    beheer,
    bijlagen,
    case_besluit,
    case_financiering,
    case_richtsnoer,
    case_tekst,
    cases,
    coalitie_bijhouden,
    coalitie_leden,
    coalitie_stappen,
    coalities,
    convenant_inlezen,
    convenanten,
    fouten,
    gezondheid,
    gremia,
    herijkingen,
    herinneringsregels,
    indicatoren,
    mijn_herinneringen,
    opdrachten,
    opmaak,
    organisaties,
    overleg_inlezen,
    overleg_plannen,
    overleg_vastleggen,
    overleggen,
    partnerlinks,
    partnermeldingen,
    pc_kalender,
    personen,
    programmas,
    rapportages,
    signalen,
    tijdlijnen,
    toegang,
    toezeggingen,
    uitschrijven,
    vandaag,
    vrije_dagen,
    werkagendas,
    woorden,
    zoeken,
)

MODULES = (
    aanmelden,
    vandaag,
    programmas,
    acties,
    coalities,
    coalitie_leden,
    coalitie_stappen,
    coalitie_bijhouden,
    cases,
    case_tekst,
    case_richtsnoer,
    case_financiering,
    case_besluit,
    organisaties,
    personen,
    afspraken,
    afspraak_noteren,
    afspraak_totalen,
    toezeggingen,
    herijkingen,
    convenanten,
    convenant_inlezen,
    opdrachten,
    werkagendas,
    agendapunten,
    signalen,
    gremia,
    bijlagen,
    tijdlijnen,
    indicatoren,
    overleggen,
    overleg_plannen,
    overleg_vastleggen,
    actiepunten,
    rapportages,
    pc_kalender,
    overleg_inlezen,
    mijn_herinneringen,
    partnermeldingen,
    partnerlinks,
    uitschrijven,
    agendafeeds,
    beheer,
    herinneringsregels,
    vrije_dagen,
    zoeken,
    gezondheid,
)

# In the order of the menu: the label, where it leads, what else lives under it, and which handeling one must be allowed.
# The page in hand is the one whose path begins so.
MENU = (
    ("Vandaag", "/", ("/herinneringen",), "lezen"),
    ("Programma's", "/programmas", ("/acties", "/indicatoren"), "lezen"),
    ("Coalities", "/coalities", ("/purpose-cases",), "lezen"),
    ("Relaties", "/organisaties", ("/personen",), "lezen"),
    (
        "Afspraken",
        "/afspraken",
        ("/toezeggingen", "/herijkingen", "/convenanten", "/partnermeldingen"),
        "lezen",
    ),
    ("Opdrachten", "/opdrachten", ("/werkagendas", "/signalen", "/gremia"), "lezen"),
    ("Overleggen", "/overleggen", (), "lezen"),
    ("Rapportages", "/rapportages", ("/pc-kalender",), "lezen"),
    ("Beheer", "/beheer", (), "bericht.beheren"),
)

# Where the page of a noun is; the only place that knows, so that a list can link to a dossier of another module.
PADEN = {
    "programma": "/programmas",
    "actie": "/acties",
    "coalitie": "/coalities",
    "case": "/purpose-cases",
    "organisatie": "/organisaties",
    "persoon": "/personen",
    "afspraak": "/afspraken",
    "toezegging": "/toezeggingen",
    "herijking": "/herijkingen",
    "convenant": "/convenanten",
    "opdracht": "/opdrachten",
    "werkagenda": "/werkagendas",
    "signaal": "/signalen",
    "bijlage": "/bijlagen",
    "gremium": "/gremia",
    "indicator": "/indicatoren",
    "overleg": "/overleggen",
    "rapportage": "/rapportages",
    "pc_product": "/pc-kalender",
    "partnermelding": "/partnermeldingen",
    "herinneringsregel": "/beheer/herinneringsregels",
}


def pad(soort: str, uuid: object, *verder: str) -> str:
    """The address of a dossier: `pad("actie", actie.uuid, "voortgang")` is /acties/<uuid>/voortgang."""
    return "/".join((PADEN[soort], str(uuid), *verder))


def init_app(app: Flask) -> None:
    """The application has its pages, their error pages, and what templates may use."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(opmaak.FILTERS | woorden.FILTERS)
    app.jinja_env.globals.update(pad=pad, statisch=opmaak.statisch)
    toegang.init_app(app)
    fouten.init_app(app)
    for module in MODULES:
        app.register_blueprint(module.pagina)
    app.context_processor(_omgeving)
    app.after_request(_onthoud_niet_voor_anderen)


def _omgeving() -> dict[str, object]:
    """What every template may use: who is looking, what that person may do, and what day it is."""
    wie = http.gebruiker()

    def mag(handeling: str, onderwerp: object = None) -> bool:
        return wie is not None and permissions.mag(wie, handeling, onderwerp)

    return {
        "wie": wie,
        "mag": mag,
        "nonce": g.get("nonce", ""),
        "menu": MENU,
        "hier": request.path,
        "vandaag": opmaak.vandaag(),
        "provincie": http.huis().settings.provincie,
        "sneltoetsen": request.cookies.get("sneltoetsen") != "uit",
    }


def _onthoud_niet_voor_anderen(antwoord: Response) -> Response:
    """A page differs per person, and htmx asks for parts of the same address."""
    antwoord.vary.update(("Cookie", "HX-Request"))
    return antwoord
