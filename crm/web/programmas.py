"""Pages of agendas: the list, and one with its doelenboom, money, norms and what the document says of itself."""

import uuid as uuid_

from flask import Blueprint, render_template

from crm import http
from crm.queries import programma_dossier as vragen
from crm.web.doen import lezer
from crm.web.opmaak import telwoord, vandaag

pagina = Blueprint("programmas", __name__, url_prefix="/programmas")

_LICHTEN = (
    ("groen", "groen"),
    ("oranje", "oranje"),
    ("rood", "rood"),
    ("grijs", "grijs"),
    ("geen", "zonder stand"),
)


@pagina.get("")
def lijst() -> str:
    """All agendas."""
    lezer()
    return render_template("web/programmas/lijst.html", regels=vragen.programmas(http.sessie()))


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One agenda as it stands today."""
    lezer()
    d = vragen.programma_dossier(http.sessie(), uuid, vandaag())
    return render_template("web/programmas/dossier.html", d=d, telling=_telling(d.boom))


def _telling(boom: vragen.Doelenboom) -> str:
    """The sentence above the tree: 22 acties, waarvan 3 oranje en 19 zonder stand."""
    lichten = boom.slechtste_lichten()
    acties = telwoord(sum(lichten.values()), "actie", "acties")
    delen = [f"{lichten[sleutel]} {woord}" for sleutel, woord in _LICHTEN if lichten[sleutel]]
    if len(delen) < 2:
        return f"{acties}, alle {delen[0].split(' ', 1)[1]}" if delen else acties
    return f"{acties}: {', '.join(delen[:-1])} en {delen[-1]}"
