"""What every part of the API shares: a key at the door, JSON in, and problems as answers."""

import json
from typing import Any

from flask import request
from flask_smorest import Blueprint
from webargs.core import is_json
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import CombinedMultiDict, WWWAuthenticate
from werkzeug.exceptions import NotAcceptable, Unauthorized, UnsupportedMediaType

from crm import http
from crm.api import problemen

WORTEL = "/api/v1"
VORMEN = ("application/json", problemen.PROBLEEM)


class Parser(FlaskParser):
    """Reads what comes in: what is wrong is 400, in every place that the schema says no to."""

    DEFAULT_VALIDATION_STATUS = 400
    # A query key that we do not know is a slip that would silently give too much: the schema refuses it.
    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {}

    def _raw_load_json(self, req: Any) -> Any:
        if req.get_data(cache=True) and not is_json(req.mimetype):
            raise UnsupportedMediaType
        try:
            return super()._raw_load_json(req)
        except (json.JSONDecodeError, UnicodeDecodeError):
            raise
        except (ValueError, RecursionError):
            # A number of ten thousand digits, or ten thousand brackets in a row.
            raise json.JSONDecodeError("onleesbaar", "x", 0) from None


    def load_files(self, req: Any, schema: Any) -> Any:
        """A form with a file in it: the fields and the file are one set of data."""
        return self._makeproxy(CombinedMultiDict([req.form, req.files]), schema)


class ApiBlueprint(Blueprint):
    """A part of the API. Errors are registered here and not on the app, so that pages keep answering HTML."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, pad: str, uitleg: str, *, vormen: tuple[str, ...] = ()):
        # The pages have blueprints with the same names.
        super().__init__(f"api_{pad}", __name__, url_prefix=f"{WORTEL}/{pad}", description=uitleg)
        self.vormen = (*VORMEN, *vormen)
        self.before_request(self._eis_sleutel)
        self.before_request(self._eis_vorm)
        problemen.registreer(self)

    def _eis_sleutel(self) -> None:
        if http.gebruiker() is not None:
            return
        stuurde = {"error": "invalid_token"} if request.authorization else {}
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "Aanjager", **stuurde}))

    def _eis_vorm(self) -> None:
        if request.accept_mimetypes and not request.accept_mimetypes.best_match(self.vormen):
            raise NotAcceptable
