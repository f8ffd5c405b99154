"""The page of a new promise that was not made in a meeting: who, what, when, and where it stands."""

from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.http.verwijzingen import verwijzingen
from crm.models import AfspraakSoort
from crm.permissions import eis
from crm.queries.dossiers import zoek
from crm.queries.mensen import collegas
from crm.queries.waarover import dossiers
from crm.schemas.invoer import Verwijzing
from crm.schemas.partnerafspraak import AfspraakNieuw
from crm.schemas.velden import Tekst
from crm.web.doen import verwerk_eenmaal
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld
from crm.web.waarover import kies
from crm.workflows.partnerafspraak_noteren import noteren

pagina = Blueprint("afspraak_noteren", __name__, url_prefix="/afspraken/nieuw")

# The dossiers that a page can bring along in its link, and what they are called.
BIJ = {
    "case": "purpose case",
    "convenant": "convenant",
    "coalitie": "coalitie",
    "actie": "actie",
    "programma": "agenda",
}
LABELS = {"waarover": "hoort bij", "uiterlijk": "moet er zijn op", "herijken_op": "opnieuw kijken op"}
LABELS |= {"genoemd_op": "genoemd op", "herkomst": "waar het uit blijkt", "eigenaar": "gevolgd door"}


class NieuweAfspraak(AfspraakNieuw):
    """As the API asks it; on a page people type the names."""

    organisatie = Tekst(required=True)
    waarover = Tekst()

    class Meta(AfspraakNieuw.Meta):
        fields = (*AfspraakNieuw.Meta.fields, "waarover")


@pagina.get("")
def formulier() -> str:
    """The form, with the partner and the dossier that the link names."""
    eis(http.door(), "partnerafspraak.noteren")
    bekend: dict[str, Any] = {naam: request.args.get(naam, "") for naam in BIJ}
    bekend["organisatie"] = request.args.get("organisatie", "")
    bekend |= {"genoemd_op": vandaag(), "kenmerk": nieuwe_uuid()}
    return _teken(Formulier.van(NieuweAfspraak(), bekend, labels=LABELS))


@pagina.post("")
def bewaren() -> tuple[str, int] | Response:
    """The promise is noted."""
    eis(http.door(), "partnerafspraak.noteren")
    f = Formulier.uit(NieuweAfspraak(), request.form, labels=LABELS)
    if not f.waarde("kenmerk"):
        f.zet("kenmerk", nieuwe_uuid())
    dossier = kies(f, http.sessie())
    if dossier is not None and dossier.soort == "gremium":
        f.fouten["waarover"] = ["Een afspraak hoort bij een coalitie, een actie of een agenda."]

    def daad(gegevens: dict[str, Any]) -> None:
        gegevens.pop("waarover", None)
        if dossier is not None:
            gegevens[dossier.soort] = dossier.uuid
        gelezen = verwijzingen(f.schema, gegevens)
        gelezen["organisatie"] = bedoeld(gelezen["organisatie"])
        noteren(http.sessie(), **gelezen, door=http.door(), nu=http.nu())

    terug = f"/afspraken/{f.waarde('kenmerk')}"
    code = verwerk_eenmaal(f, daad, "De afspraak is genoteerd. De partner moet haar nog bevestigen.", terug)
    return (_teken(f), code) if isinstance(code, int) else code


def _teken(f: Formulier) -> str:
    return render_template(
        "web/afspraken/nieuw.html",
        f=f,
        bij=_bij(f),
        soorten=[(soort.value, soort.value) for soort in AfspraakSoort],
        dossiers=[d for d in dossiers(http.sessie()) if d.soort != "gremium"],
        collegas=collegas(http.sessie()),
    )


def _bij(f: Formulier) -> tuple[str, str, str] | None:
    """The dossier that came along, the narrowest first: field, uuid, and how a reader knows it."""
    for veld, woord in BIJ.items():
        soort = f.schema.fields[veld]
        noun = (
            zoek(http.sessie(), soort.noun, f.waarde(veld) or None) if isinstance(soort, Verwijzing) else None
        )
        if noun is not None:
            naam = next(str(getattr(noun, n)) for n in ("naam", "titel") if getattr(noun, n, None))
            return veld, str(noun.uuid), f"{woord} {naam}"
    return None
