"""Action points: done, dropped or open again, from the page where they stand."""

import uuid as uuid_

from flask import Blueprint, flash, redirect, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import DomainError, NietToegestaan
from crm.models import Actiepunt
from crm.queries.dossiers import vind
from crm.web.toegang import veilig_pad
from crm.workflows import actiepunt_sluiten

pagina = Blueprint("actiepunten", __name__, url_prefix="/actiepunten")

GEDAAN = {"afronden": "Gedaan: {}", "vervallen": "Vervallen: {}", "heropenen": "Weer open: {}"}


@pagina.post("/<uuid:uuid>/<any(afronden, vervallen, heropenen):stap>")
def zet(uuid: uuid_.UUID, stap: str) -> Response:
    """The action point takes this step; the page it came from says so."""
    actiepunt = vind(http.sessie(), Actiepunt, uuid)
    extra = {"reden": request.form.get("reden", "")} if stap == "vervallen" else {}
    terug = veilig_pad(request.form.get("terug"))
    try:
        getattr(actiepunt_sluiten, stap)(http.sessie(), actiepunt, door=http.door(), nu=http.nu(), **extra)
        http.bewaar()
    except NietToegestaan:
        raise
    except DomainError as weigering:
        # Somebody else was first, or no reason was given: the list shows how it stands now.
        http.sessie().rollback()
        flash(weigering.zin, "fout")
        return redirect(terug)
    flash(GEDAAN[stap].format(actiepunt.omschrijving))
    return redirect(terug)
