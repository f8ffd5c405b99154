"""The API: which parts it has, and how it describes itself (OpenAPI 3.1)."""

from typing import Any

from flask import Blueprint, Flask, Response, current_app, json, request
from flask_smorest import Api

from crm import http
from crm.api import (
    acties,
    agendafeeds,
    bereikbaarheid,
    berichten,
    bijlagen,
    convenanten,
    gremia,
    herijkingen,
    herinneringen,
    herinneringsregels,
    lezen,
    ontwikkelcoalities,
    opdrachten,
    organisaties,
    overleggen,
    partnerafspraken,
    partnermeldingen,
    pc_producten,
    problemen,
    purpose_cases,
    rapportages,
    signalen,
    tijdlijnen,
    toezeggingen,
    werkagendas,
)
from crm.api.beschrijving import INFO, VERSIE, beschrijf
from crm.api.blueprint import WORTEL
from crm.schemas.velden import Getal
from crm.settings import Settings

DELEN = (
    lezen,
    acties,
    organisaties,
    ontwikkelcoalities,
    purpose_cases,
    partnerafspraken,
    toezeggingen,
    herijkingen,
    convenanten,
    opdrachten,
    werkagendas,
    signalen,
    gremia,
    overleggen,
    bijlagen,
    rapportages,
    pc_producten,
    partnermeldingen,
    herinneringsregels,
    herinneringen,
    berichten,
    bereikbaarheid,
    agendafeeds,
)
COLLECTIES = tuple(collectie for deel in DELEN for collectie in deel.COLLECTIES)
tijdlijnen.bied_aan(COLLECTIES)


class _Api(Api):
    """The library's Api, without its hold on the errors of the whole site, and describing itself only when asked."""

    ERROR_SCHEMA = problemen.Probleem

    def _register_error_handlers(self) -> None:
        """Nothing: it would make the pages answer JSON. ApiBlueprint has its own."""

    def register_blueprint(self, blp: Any, *, parameters: Any = None, **options: Any) -> None:
        """The routes; the description of sixty operations can wait until somebody asks for it."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)

    def beschrijving(self) -> dict[str, Any]:
        for collectie in COLLECTIES:
            collectie.register_views_in_doc(self, self._app, self.spec, name=collectie.name, parameters=None)
            self.spec.tag({"name": collectie.pad, "description": collectie.description})
        return beschrijf(self.spec.to_dict())


def contact(settings: Settings) -> dict[str, str]:
    """Whom to ask about this installation."""
    return {"name": settings.beheer_naam, "email": settings.beheer_email, "url": settings.base_url}


def init_app(app: Flask) -> None:
    """The application has the API under /api/v1. May be called for many applications."""
    api = _Api(
        spec_kwargs={
            "title": INFO["title"],
            "version": VERSIE,
            "openapi_version": "3.1.0",
            "info": INFO | {"contact": contact(app.extensions["aanjager"].settings)},
            "servers": [{"url": WORTEL, "description": "Deze installatie"}],
        }
    )
    api.register_field(Getal, "string", None)
    api.init_app(app)
    for collectie in COLLECTIES:
        api.register_blueprint(collectie)
    app.extensions["aanjager-api"] = api
    app.register_blueprint(_algemeen())
    app.after_request(_koppen)


def openapi(app: Flask) -> dict[str, Any]:
    """The description of the API, the same for every installation."""
    bewaard = app.extensions.setdefault("aanjager-openapi", {})
    if not bewaard:
        bewaard.update(app.extensions["aanjager-api"].beschrijving())
    return bewaard


def _algemeen() -> Blueprint:
    """What is not about one noun."""
    algemeen = Blueprint("api", __name__, url_prefix=WORTEL)

    @algemeen.get("/openapi.json", endpoint="openapi")
    @http.openbaar
    def beschrijving() -> Response:
        """The description, for anybody and from any site: it holds nothing that is not in the source."""
        antwoord = Response(json.dumps(openapi(current_app)), mimetype="application/json")
        antwoord.headers["Access-Control-Allow-Origin"] = "*"
        return antwoord

    return algemeen


def _koppen(antwoord: Response) -> Response:
    """Every answer under /api/ says which version gave it; what went wrong before any blueprint is a problem too."""
    if not request.path.startswith("/api/"):
        return antwoord
    antwoord = problemen.herschrijf(antwoord)
    antwoord.headers["API-Version"] = VERSIE
    antwoord.headers["X-Frame-Options"] = "DENY"
    return antwoord
