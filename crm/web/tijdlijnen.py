"""One timeline per dossier: /tijdlijn/<soort>/<uuid>, with a choice of kinds and days, a page at a time."""

import uuid as uuid_
from itertools import groupby
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from crm import http
from crm.adapters.nederlands import MAANDEN
from crm.models import Model
from crm.permissions import eis, mag
from crm.queries.dossiers import vind
from crm.queries.tijdlijn import DOSSIERS, Gebeurtenis, Keuze, Plek, Soort, soorten, tijdlijn
from crm.schemas.tijdlijn import Tijdvak
from crm.web.doen import lezer
from crm.web.formulieren import Formulier

pagina = Blueprint("tijdlijnen", __name__, url_prefix="/tijdlijn")

# Per kind of dossier: the list it is found in, for above the page.
LIJST = {
    "actie": ("Programma's", "/programmas"),
    "coalitie": ("Coalities", "/coalities"),
    "case": ("Coalities", "/coalities"),
    "organisatie": ("Relaties", "/organisaties"),
    "persoon": ("Relaties", "/organisaties"),
}
WOORDEN = {
    Soort.OVERLEG: "Overleggen",
    Soort.BESLUIT: "Besluiten en adviezen",
    Soort.STAP: "Stappen",
    Soort.LEVERING: "Leveringen",
    Soort.BERICHT: "Berichten",
    Soort.DOCUMENT: "Bestanden",
}
# Beside the sentence of an event.
ENKEL = {
    Soort.OVERLEG: "overleg",
    Soort.BESLUIT: "besluit",
    Soort.STAP: "stap",
    Soort.LEVERING: "levering",
    Soort.BERICHT: "bericht",
    Soort.DOCUMENT: "bestand",
}
LABELS = {"van": "Van", "tot": "Tot en met"}
PERIODE_KLOPT_NIET = "Deze periode klopt niet. Hieronder staan alle dagen."


@pagina.get("/<any(actie, coalitie, case, organisatie, persoon):soort>/<uuid:uuid>")
def toon(soort: str, uuid: uuid_.UUID) -> str | tuple[str, int]:
    """What happened around this dossier; of a contact person only for who may see persons."""
    wie = lezer()
    if soort == "persoon":
        eis(wie, "persoon.lezen")
    dossier = vind(http.sessie(), DOSSIERS[soort][0], uuid)
    f = Formulier.uit(Tijdvak(), {naam: request.args.get(naam, "") for naam in LABELS}, labels=LABELS)
    periode = f.gegevens()
    if periode is None:
        f.zin = PERIODE_KLOPT_NIET
    gekozen = frozenset(Soort(naam) for naam in request.args.getlist("soort") if naam in list(Soort))
    na = Plek.uit(request.args.get("na"))
    blad = tijdlijn(
        http.sessie(),
        soort,
        dossier.id,
        Keuze(gekozen, **(periode or {})),
        nu=http.nu(),
        met_personen=mag(wie, "persoon.lezen"),
        na=na,
    )
    hier = f"/tijdlijn/{soort}/{uuid}"
    vraag = [(naam, f.waarde(naam)) for naam in LABELS if f.waarde(naam).strip()]
    vraag += [("soort", str(kind)) for kind in sorted(gekozen)]
    pagina_ = render_template(
        "web/tijdlijnen/tijdlijn.html",
        soort=soort,
        naam=_naam(soort, dossier),
        uuid=uuid,
        lijst=LIJST[soort],
        f=f,
        soorten=[(kind, WOORDEN[kind]) for kind in soorten(soort)],
        enkel=ENKEL,
        gekozen=gekozen,
        is_keuze=bool(vraag),
        maanden=_per_maand(blad.gebeurtenissen),
        begin=_adres(hier, vraag) if na else None,
        volgende=_adres(hier, [*vraag, ("na", str(blad.volgende))]) if blad.volgende else None,
        hier_=hier,
    )
    return (pagina_, 400) if f.fouten else pagina_


def _naam(soort: str, dossier: Model) -> str:
    if soort == "actie":
        return f"Actie {dossier.nummer} {dossier.naam}"
    if soort == "case":
        return dossier.titel
    return dossier.naam


def _per_maand(gebeurtenissen: tuple[Gebeurtenis, ...]) -> list[tuple[str, list[Gebeurtenis]]]:
    """The events under the months they fall in, here in the Netherlands."""
    delen = groupby(gebeurtenissen, key=lambda g: (g.dag.year, g.dag.month))
    return [(f"{MAANDEN[maand - 1]} {jaar}", list(deel)) for (jaar, maand), deel in delen]


def _adres(hier: str, vraag: list[tuple[str, str]]) -> str:
    return f"{hier}?{urlencode(vraag)}" if vraag else hier
