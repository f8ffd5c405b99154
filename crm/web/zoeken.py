"""Finding a dossier by its name."""

from itertools import groupby

from flask import Blueprint, render_template, request

from crm import http
from crm.permissions import eis, mag
from crm.queries.zoeken import Treffer, zoek

pagina = Blueprint("zoeken", __name__)

KOPPEN = {"organisatie": "Relaties", "coalitie": "Coalities", "actie": "Acties", "overleg": "Overleggen"}
# Nobody looks for more; a longer text only costs the database work.
LANGSTE = 100


@pagina.get("/zoeken")
def resultaat() -> str:
    """What was found, by kind."""
    wie = http.door()
    eis(wie, "lezen")
    tekst = request.args.get("q", "").strip()[:LANGSTE]
    gevonden = zoek(http.sessie(), tekst, met_personen=mag(wie, "persoon.lezen")) if tekst else []
    return render_template(
        "web/zoeken/resultaat.html", tekst=tekst, aantal=len(gevonden), groepen=_per_soort(gevonden)
    )


def _per_soort(gevonden: list[Treffer]) -> list[tuple[str, list[Treffer]]]:
    return [(KOPPEN[soort], list(groep)) for soort, groep in groupby(gevonden, lambda treffer: treffer.soort)]
