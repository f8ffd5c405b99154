"""Aanjager: the wiring of the application, nothing else."""

from flask import Flask

from crm import http
from crm.adapters.bestandsopslag import MB, Bestandsopslag
from crm.adapters.wachtwoorden import Wachtwoorden
from crm.db import Database
from crm.settings import Settings


def create_app(settings: Settings | None = None, database: Database | None = None) -> Flask:
    """The web application: pages under /, the API under /api/v1, health at /healthz and /readyz."""
    # Inside the function, because the rooms import `crm` themselves.
    from crm import api, web

    settings = settings or Settings.from_env()
    app = Flask("crm")
    app.json.ensure_ascii = False
    richt_in(app, settings, database or Database(settings.database_url))
    http.init_app(app)
    api.init_app(app)
    web.init_app(app)
    return app


def richt_in(app: Flask, settings: Settings, database: Database) -> None:
    """This application works with these settings, on this database."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # A form with eight participants and long notes is well under this; the largest file still fits.
        MAX_CONTENT_LENGTH=(settings.bijlage_max_mb + 5) * MB,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["aanjager"] = http.Huis(
        settings=settings,
        database=database,
        wachtwoorden=Wachtwoorden(goedkoop=settings.snel_wachtwoord),
        opslag=Bestandsopslag(settings.map / "bijlagen", hoogstens=settings.bijlage_max_mb * MB),
    )
