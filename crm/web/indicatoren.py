"""Pages of indicators: the drawing with its table, a new value, and the second person who stands for it."""

import uuid as uuid_

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import OngeldigeInvoer
from crm.models import Meting, Woord
from crm.permissions import eis
from crm.queries.dossier_indicator import IndicatorDossier, indicator_dossier
from crm.queries.dossiers import vind
from crm.web import grafiek
from crm.web.doen import lezer, stap, verwerk_eenmaal
from crm.web.dossiervelden import MetingVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import meting_invoeren

pagina = Blueprint("indicatoren", __name__, url_prefix="/indicatoren")

WOORDEN = [
    (Woord.EXACT.value, "precies"),
    (Woord.CIRCA.value, "circa"),
    (Woord.TEN_MINSTE.value, "ten minste"),
    (Woord.MEER_DAN.value, "meer dan"),
    (Woord.MAXIMAAL.value, "ten hoogste"),
    (Woord.RUIM.value, "ruim"),
    (Woord.BIJNA.value, "bijna"),
]


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One indicator with its values."""
    lezer()
    d = indicator_dossier(http.sessie(), uuid)
    return _teken(d, Formulier.van(MetingVelden(), {"peildatum": vandaag(), "kenmerk": nieuwe_uuid()}))


@pagina.post("/<uuid:uuid>")
def meten(uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """A value was measured, or is not known yet."""
    d = indicator_dossier(http.sessie(), uuid)
    eis(http.door(), "meting.invoeren", d.regel.indicator)
    f = Formulier.uit(MetingVelden(), request.form)
    uitkomst = verwerk_eenmaal(
        f,
        lambda gegevens: meting_invoeren.invoeren(
            http.sessie(), d.regel.indicator, **gegevens, door=http.door(), nu=http.nu()
        ),
        "De meting staat erbij. Een collega keurt haar nog goed.",
        f"/indicatoren/{uuid}",
    )
    if isinstance(uitkomst, int):
        return _teken(indicator_dossier(http.sessie(), uuid), f), uitkomst
    return uitkomst


@pagina.post("/<uuid:uuid>/metingen/<uuid:meting_uuid>/goedkeuren")
def goedkeuren(uuid: uuid_.UUID, meting_uuid: uuid_.UUID) -> Response:
    """A second person stands for a value."""

    def daad() -> None:
        regel = indicator_dossier(http.sessie(), uuid).regel
        meting = vind(http.sessie(), Meting, meting_uuid)
        if meting.indicator_id != regel.indicator.id:
            raise OngeldigeInvoer("Deze meting hoort bij een andere indicator.")
        meting_invoeren.goedkeuren(http.sessie(), meting, door=http.door(), nu=http.nu())

    return stap(daad, "De meting is goedgekeurd.", f"/indicatoren/{uuid}")


def _teken(d: IndicatorDossier, f: Formulier) -> str:
    return render_template(
        "web/indicatoren/dossier.html",
        d=d,
        f=f,
        figuur=grafiek.grafiek(d.regel),
        conclusie=grafiek.conclusie(d.regel),
        woorden=WOORDEN,
        ik=http.door(),
    )
