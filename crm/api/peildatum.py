"""The day that a figure is asked for: today, unless the address names another one."""

import datetime as dt

from flask import request

from crm import http
from crm.errors import OngeldigeInvoer
from crm.models import dag_van
from crm.schemas.invoer import EERSTE_DAG, JAAR_KLOPT_NIET, LAATSTE_DAG


def peildatum() -> dt.date:
    """The day of `?peildatum=`. Refuses with OngeldigeInvoer what is no day, or one that nobody means."""
    tekst = request.args.get("peildatum")
    if tekst is None:
        return dag_van(http.nu())
    try:
        dag = dt.date.fromisoformat(tekst)
    except ValueError:
        zin = "Dit is geen geldige datum. Schrijf hem als 2026-03-31."
        raise OngeldigeInvoer(zin, {"peildatum": [zin]}) from None
    if not EERSTE_DAG <= dag <= LAATSTE_DAG:
        raise OngeldigeInvoer(JAAR_KLOPT_NIET, {"peildatum": [JAAR_KLOPT_NIET]})
    return dag
