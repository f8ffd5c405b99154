"""What the doors of the dossier pages share: reading asks for leave, writing keeps what was typed when it fails."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from crm import http
from crm.errors import AlGebeurd, DomainError, NietToegestaan, OngeldigeInvoer
from crm.models import Gebruiker
from crm.permissions import eis
from crm.web.formulieren import Formulier

# What only the database saw: no sentence of ours says which field it is about.
PAST_NIET = "Een van de waarden is te groot of te lang, of bevat een teken dat wij niet kunnen bewaren."
INTUSSEN_ANDERS = "De stand is intussen anders. Wat u typte, is nog niet opgeslagen; bekijk het dossier en probeer het nog eens."


def lezer() -> Gebruiker:
    """Who looks, when that person may look."""
    wie = http.door()
    eis(wie, "lezen")
    return wie


def verwerk(formulier: Formulier, daad: Callable[[dict[str, Any]], object]) -> int | None:
    """None when the verb did it and it is kept; otherwise the status with which the form is to be drawn again.

    A refusal stands beside its field, with everything that was typed; what the verb had half done is undone.
    """
    gegevens = formulier.gegevens()
    if gegevens is None:
        return 400
    try:
        daad(gegevens)
        http.bewaar()
    except OngeldigeInvoer as fout:
        formulier.weiger(fout)
        code = 400
    except NietToegestaan:
        raise
    except DomainError as fout:
        formulier.zin = fout.zin
        code = 409
    except (IntegrityError, StaleDataError):
        formulier.zin = INTUSSEN_ANDERS
        code = 409
    except DataError:
        formulier.zin = PAST_NIET
        code = 400
    else:
        return None
    http.sessie().rollback()
    return code


def verwerk_eenmaal(
    formulier: Formulier, daad: Callable[[dict[str, Any]], object], gelukt: str, terug: str
) -> Response | int:
    """As `verwerk`, and on to the dossier: also when it was there already, because then nothing is left to mend."""
    al_gebeurd: list[str] = []

    def een_keer(gegevens: dict[str, Any]) -> None:
        try:
            daad(gegevens)
        except AlGebeurd as weigering:
            al_gebeurd.append(weigering.zin)

    code = verwerk(formulier, een_keer)
    if al_gebeurd:
        flash(al_gebeurd[0], "waarschuwing")
        return redirect(terug, code=303)
    return klaar(gelukt, terug) if code is None else code


def stap(daad: Callable[[], object], gelukt: str | Callable[[], str], terug: str) -> Response:
    """A button was pressed: done and kept, or the reason why not; either way back to the dossier.

    What to say when it is done may be asked afterwards, where it depends on what was done.
    """
    try:
        daad()
        http.bewaar()
    except DomainError as fout:
        http.sessie().rollback()
        flash(fout.zin, "fout")
    else:
        flash(gelukt if isinstance(gelukt, str) else gelukt(), "gelukt")
    return redirect(terug, code=303)


def klaar(zin: str, terug: str) -> Response:
    """On to the dossier with the sentence that says what happened."""
    flash(zin, "gelukt")
    return redirect(terug, code=303)
