"""The page of the sums of promises: by what, and as of which day."""

import uuid as uuid_
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from crm import http
from crm.errors import OngeldigeInvoer
from crm.queries.afspraak_totalen import Per, Totalen, keur_peildatum, totalen
from crm.schemas.partnerafspraak import TotalenVraag
from crm.web.bladeren import PER_BLAD
from crm.web.doen import lezer
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag

pagina = Blueprint("afspraak_totalen", __name__, url_prefix="/afspraken/totalen")

WOORDEN = {
    Per.COALITIE: "Coalitie",
    Per.CASE: "Purpose case",
    Per.ACTIE: "Actie",
    Per.ORGANISATIE: "Organisatie",
    Per.HELIX: "Helix",
}


@pagina.get("")
def overzicht() -> tuple[str, int]:
    """The sums; a day that cannot be read keeps what was typed and shows no figures."""
    lezer()
    f = Formulier.uit(TotalenVraag(), request.args)
    f.getypt.setdefault("per", Per.COALITIE.value)
    if not f.waarde("peildatum"):
        f.zet("peildatum", vandaag())
    stand = _stand(f)
    return (
        render_template(
            "web/afspraken/totalen.html",
            f=f,
            stand=stand,
            keuzes=[(per.value, woord) for per, woord in WOORDEN.items()],
            woord=WOORDEN[stand.per] if stand else "",
            volgende=_adres(stand, stand.groepen[-1].uuid) if stand and stand.is_meer else None,
            begin=_adres(stand) if stand and f.waarde("na") else None,
        ),
        200 if stand else 400,
    )


def _stand(f: Formulier) -> Totalen | None:
    vraag = f.gegevens()
    if vraag is None:
        return None
    try:
        dag = keur_peildatum(vraag["peildatum"], vandaag())
    except OngeldigeInvoer as weigering:
        f.weiger(weigering)
        return None
    return totalen(http.sessie(), vraag["per"], dag, na=vraag["na"], aantal=PER_BLAD)


def _adres(stand: Totalen, na: uuid_.UUID | None = None) -> str:
    vraag = {"per": stand.per.value, "peildatum": stand.peildatum.isoformat()} | ({"na": na} if na else {})
    return f"/afspraken/totalen?{urlencode(vraag)}"
