"""Is it alive, and can it work: for the machine that watches over it."""

import logging

import sqlalchemy as sa
from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from crm import http
from crm.http import openbaar

logboek = logging.getLogger(__name__)
pagina = Blueprint("gezondheid", __name__)


@pagina.get("/healthz")
@openbaar
def healthz() -> tuple[dict[str, str], int]:
    """The process answers."""
    return {"status": "goed"}, 200


@pagina.get("/readyz")
@openbaar
def readyz() -> tuple[dict[str, str], int]:
    """The database answers and has its tables; the reason of a failure is for the log, not for a passer-by."""
    try:
        http.sessie().execute(sa.text("SELECT 1 FROM gebruiker LIMIT 1"))
    except SQLAlchemyError:
        logboek.exception("de database is er niet")
        return {"status": "fout", "reden": "De database antwoordt niet."}, 503
    return {"status": "goed"}, 200
