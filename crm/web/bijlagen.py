"""Files on dossiers: adding, fetching and removing one."""

import uuid as uuid_

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import OngeldigeInvoer
from crm.http import bestanden
from crm.models import BIJLAGE_BIJ, Bijlage
from crm.permissions import eis
from crm.queries import bijlagen as vragen
from crm.queries.dossiers import vind
from crm.schemas.bijlage import BijlageTekst
from crm.schemas.overleg import Reden
from crm.web.doen import klaar, lezer, verwerk, verwerk_eenmaal
from crm.web.formulieren import Formulier
from crm.workflows import bijlage_toevoegen

pagina = Blueprint("bijlagen", __name__, url_prefix="/bijlagen")


@pagina.app_template_global()
def bijlage_max_mb() -> int:
    """How large a file may be, for the form."""
    return http.huis().settings.bijlage_max_mb


@pagina.get(f"/<any({', '.join(BIJLAGE_BIJ)}):soort>/<uuid:uuid>")
def van_dossier(soort: str, uuid: uuid_.UUID) -> str:
    """The files of one dossier, on a page of their own."""
    return _teken(_houder(soort, uuid), Formulier(BijlageTekst()))


@pagina.post(f"/<any({', '.join(BIJLAGE_BIJ)}):soort>/<uuid:uuid>")
def toevoegen(soort: str, uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """A file is added to a dossier; a refused one comes back with what was typed beside it."""
    houder = _houder(soort, uuid)
    eis(http.door(), "bijlage.toevoegen", houder.noun)
    f = Formulier.uit(BijlageTekst(), request.form, labels={"toelichting": "wat erin staat"})

    def daad(gegevens: dict[str, str]) -> None:
        bestand = request.files.get("bestand")
        if bestand is None or not bestand.filename:
            raise OngeldigeInvoer("Kies een bestand.", {"bestand": ["Kies een bestand."]})
        bijlage_toevoegen.toevoegen(
            http.sessie(),
            http.huis().opslag,
            naam=bestand.filename,
            inhoud=bestand.stream,
            toelichting=gegevens.get("toelichting"),
            door=http.door(),
            nu=http.nu(),
            **{soort: houder.noun},
        )

    uitkomst = verwerk_eenmaal(f, daad, "Het bestand staat erbij.", _terug(houder))
    return (_teken(_houder(soort, uuid), f), uitkomst) if isinstance(uitkomst, int) else uitkomst


@pagina.get("/<uuid:uuid>")
def ophalen(uuid: uuid_.UUID) -> Response | tuple[str, int]:
    """The file itself, to be kept; of one that was removed, a page that says so."""
    bijlage = _leesbaar(uuid)
    if bijlage.verwijderd_op is None:
        return bestanden.geef(bijlage)
    houder = vragen.houder_van(http.sessie(), bijlage)
    return render_template("web/bijlagen/verwijderd.html", b=bijlage, houder=houder, terug=_terug(houder)), 410


@pagina.route("/<uuid:uuid>/verwijderen", methods=["GET", "POST"])
def verwijderen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A file is taken off its dossier, with a reason that stays."""
    bijlage = _leesbaar(uuid)
    eis(http.door(), "bijlage.verwijderen", bijlage)
    houder = vragen.houder_van(http.sessie(), bijlage)
    terug = _terug(houder)
    if request.method == "GET":
        return _teken_verwijderen(bijlage, houder, Formulier(Reden()))
    f = Formulier.uit(Reden(), request.form)
    code = verwerk(
        f,
        lambda gegevens: bijlage_toevoegen.verwijderen(
            http.sessie(), http.huis().opslag, bijlage, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("Het bestand is verwijderd; de reden staat erbij.", terug)
    bijlage = _leesbaar(uuid)
    return _teken_verwijderen(bijlage, vragen.houder_van(http.sessie(), bijlage), f), code


def _leesbaar(uuid: uuid_.UUID) -> Bijlage:
    """The file's line, for who may read it."""
    lezer()
    bijlage = vind(http.sessie(), Bijlage, uuid)
    eis(http.door(), "bijlage.lezen", bijlage)
    return bijlage


def _houder(soort: str, uuid: uuid_.UUID) -> vragen.Houder:
    """The dossier, for who may read it."""
    eis(lezer(), "persoon.lezen" if soort == "persoon" else "lezen")
    return vragen.houder(http.sessie(), soort, uuid)


def _terug(houder: vragen.Houder) -> str:
    """Where the files of this dossier are shown."""
    from crm.web import pad  # the package reads this module while it is being made

    return f"{pad(houder.soort, houder.noun.uuid)}#bijlagen"


def _teken(houder: vragen.Houder, f: Formulier) -> str:
    lijst = vragen.bijlagen_van(http.sessie(), houder.soort, houder.noun.id)
    return render_template("web/bijlagen/dossier.html", houder=houder, lijst=lijst, f=f, terug=_terug(houder))


def _teken_verwijderen(bijlage: Bijlage, houder: vragen.Houder, f: Formulier) -> str:
    return render_template(
        "web/bijlagen/verwijderen.html",
        b=bijlage,
        houder=houder,
        bewijs=vragen.is_bewijs_van(http.sessie(), bijlage),
        f=f,
        terug=_terug(houder),
    )
