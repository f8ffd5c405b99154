"""A kind of dossier in the API: its list, one of them, and what can be done with it.

A module names its collection once and adds its verbs:

    PARTNERAFSPRAKEN = Collectie("partnerafspraken", Partnerafspraak, PARTNERAFSPRAAK, filters=("status",))
    PARTNERAFSPRAKEN.stap("_bevestig", partnerafspraak_opvolgen.bevestigen, Bevestiging)
"""

import hashlib
import uuid as uuid_
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, json, request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

from crm import http
from crm.api import bladeren
from crm.api.beelden import PADEN, adres, beelden
from crm.api.blueprint import WORTEL, ApiBlueprint
from crm.http.verwijzingen import verwijzingen
from crm.models import Model
from crm.permissions import eis, mag
from crm.queries.dossiers import vind
from crm.schemas.base import Schema
from crm.schemas.uitvoer import Uitvoer, blad_van

Gegevens = dict[str, Any]


class Collectie(ApiBlueprint):
    """One noun: GET on the list and on the item, and the operations that are added to it."""

    def __init__(
        self,
        pad: str,
        noun: type[Model],
        schema: type[Uitvoer],
        *,
        volgorde: str = "id",
        filters: tuple[str, ...] = (),
        recht: str = "lezen",
        met_zoek: bool = False,
        vormen: tuple[str, ...] = (),
        zwaar: tuple[str, ...] = (),
    ):
        super().__init__(pad, (noun.__doc__ or "").strip(), vormen=vormen)
        self.pad, self.noun, self.schema, self.recht = pad, noun, schema, recht
        self.volgorde, self.filters, self.zwaar = volgorde, filters, zwaar
        self._blad = blad_van(schema)
        PADEN[noun.__tablename__] = pad
        vraag = bladeren.vraagschema(noun, filters, met_zoek=met_zoek)
        self._voeg_toe("GET", "", self._toon_lijst, "lijst", self._blad, vraag, f"Lijst: {pad}", waar="query")
        self._voeg_toe(
            "GET", "/<uuid:uuid>", self._toon, "item", schema, None, f"Eén {noun.__name__.lower()}"
        )

    # --- what a module adds ---

    def maak(
        self,
        verb: Callable[..., Model],
        invoer: type[Schema],
        doet: str,
        *,
        pad: str = "",
        met_bestand: bool = False,
    ) -> None:
        """POST makes a new one: `verb(session, door=, nu=, **gegevens)`; `met_bestand` reads a form with a file."""

        def nieuw(gegevens: Gegevens) -> Response:
            noun = verb(http.sessie(), door=http.door(), nu=http.nu(), **verwijzingen(invoer(), gegevens))
            return self.bewaar(noun, status=201)

        naam = f"maak{pad.lstrip('/_').capitalize()}"
        waar = "files" if met_bestand else "json"
        self._voeg_toe("POST", pad, nieuw, naam, self.schema, invoer, doet, waar=waar, status=201)

    def stap(
        self,
        opdracht: str,
        verb: Callable[..., Any],
        doet: str,
        invoer: type[Schema] | None = None,
        *,
        geeft_nieuw: bool = False,
    ) -> None:
        """POST .../{uuid}/_opdracht: `verb(session, noun, door=, nu=, **gegevens)`.

        An order is one word (`_rondaf`): the official linter of the Design Rules refuses a dash behind the underscore.
        The answer is how the dossier stands now, or the new one that the verb gives.
        """
        status = 201 if geeft_nieuw else 200

        def zet_stap(*gegevens: Gegevens, uuid: uuid_.UUID) -> Response:
            noun = self._vind(uuid)
            gelezen = verwijzingen(invoer(), gegevens[0]) if invoer else {}
            gemaakt = verb(http.sessie(), noun, door=http.door(), nu=http.nu(), **gelezen)
            return self.bewaar(gemaakt if geeft_nieuw else noun, status=status)

        self._voeg_toe(
            "POST",
            f"/<uuid:uuid>/{opdracht}",
            zet_stap,
            opdracht.lstrip("_"),
            self.schema,
            invoer,
            doet,
            status=status,
        )

    def wijzig(self, verb: Callable[..., Any], invoer: type[Schema], doet: str) -> None:
        """PATCH with If-Match: `verb(session, noun, gegevens, versie=, door=, nu=)`."""

        def wijziging(gegevens: Gegevens, uuid: uuid_.UUID) -> Response:
            noun = self._vind(uuid)
            versie = _geziene_versie(noun)
            verb(http.sessie(), noun, gegevens, versie=versie, door=http.door(), nu=http.nu())
            return self.bewaar(noun)

        self._voeg_toe("PATCH", "/<uuid:uuid>", wijziging, "wijzig", self.schema, invoer(partial=True), doet)

    def geef(
        self,
        deel: str,
        doe: Callable[..., Response],
        doet: str,
        vorm: str = "application/json",
        *,
        vraag: type[Schema] | None = None,
        uit: type[Schema] | None = None,
    ) -> None:
        """GET .../{uuid}/deel: `doe(uuid=)`, or `doe(gegevens, uuid=)` when something may be asked (`vraag`).

        `uit` describes the answer; without it the answer is something that is not made from a schema.
        """
        inhoud = {"type": "object"} if vorm == "application/json" else {"type": "string", "format": "binary"}
        self._voeg_toe("GET", f"/<uuid:uuid>/{deel}", doe, deel, uit or inhoud, vraag, doet, waar="query", vorm=vorm)

    def vraag(
        self, deel: str, doe: Callable[[Gegevens], Any], uit: type[Schema], invoer: type[Schema], doet: str
    ) -> None:
        """GET .../deel: a question about the whole collection, with an answer of its own (`uit`)."""

        def beantwoord(gegevens: Gegevens) -> Response:
            eis(http.door(), self.recht)
            return _json(uit().dump(doe(gegevens)))

        self._voeg_toe("GET", f"/{deel}", beantwoord, f"vraag{deel.title()}", uit, invoer, doet, waar="query")

    def bewaar(self, noun: Model, *, status: int = 200) -> Response:
        """The answer, and then the commit: one transaction, and no answer about what was not kept."""
        http.sessie().flush()
        antwoord = self.antwoord(noun, status=status)
        http.bewaar()
        return antwoord

    def antwoord(self, noun: Model, *, status: int = 200) -> Response:
        beeld = self._beelden([noun])[0]
        antwoord = _json(self.schema().dump(beeld), status)
        # The version is what If-Match is about; the rest makes another answer another tag.
        kort = hashlib.sha256(antwoord.get_data()).hexdigest()[:16]
        antwoord.set_etag(f"{noun.versie}-{kort}")
        if status == 201:
            antwoord.headers["Location"] = adres(noun)
        return antwoord

    # --- reading ---

    def _toon_lijst(self, vraag: Gegevens) -> Response:
        eis(http.door(), self.recht)
        nouns, is_meer = bladeren.blad(
            http.sessie(), self.noun, self.filters, self.volgorde, vraag,
            zwaar=self.zwaar, waar=self._zichtbaar(),
        )  # fmt: skip
        links = {"self": {"href": _met_vraag(self.pad, vraag)}}
        if is_meer:
            links["volgende"] = {"href": _met_vraag(self.pad, vraag | {"na": nouns[-1].uuid})}
        return _json(self._blad().dump({"items": self._beelden(nouns), "links": links}))

    def _toon(self, uuid: uuid_.UUID) -> Response:
        eis(http.door(), self.recht)
        return self.antwoord(self._vind(uuid)).make_conditional(request)

    def _vind(self, uuid: uuid_.UUID) -> Any:
        """The dossier, for who is asking. Refuses with NietGevonden what is not there."""
        return vind(http.sessie(), self.noun, uuid)

    def _zichtbaar(self) -> tuple[Any, ...]:
        """Conditions for the list, where who is asking may not see every row of this noun."""
        return ()

    def _beelden(self, nouns: list[Any]) -> list[Any]:
        met_personen = mag(http.door(), "persoon.lezen")
        return beelden(http.sessie(), nouns, self.schema, met_personen=met_personen)

    def _voeg_toe(
        self,
        methode: str,
        pad: str,
        doe: Callable[..., Response],
        naam: str,
        uit: type[Schema] | dict[str, str],
        invoer: Any,
        doet: str,
        *,
        waar: str = "json",
        status: int = 200,
        vorm: str | None = None,
    ) -> None:
        """A route with its documentation."""

        def eindpunt(*args: Any, **kwargs: Any) -> Response:
            return doe(*args, **kwargs)

        eindpunt = self.response(status, uit, description=doet, content_type=vorm)(eindpunt)
        if invoer is not None:
            eindpunt = self.arguments(invoer, location=waar)(eindpunt)
        titel = self.pad.title().replace("-", "")
        eindpunt = self.doc(
            summary=doet, description=f"{doet}. {self.description}", operationId=f"{naam}{titel}"
        )(eindpunt)
        self.add_url_rule(pad, naam, eindpunt, methods=[methode])


def _geziene_versie(noun: Model) -> int:
    """The version that the client saw, from If-Match; a star is whichever it is now."""
    if not request.if_match:
        raise PreconditionRequired
    gezien = {(tag or "").partition("-")[0] for tag in request.if_match.as_set()}
    if not request.if_match.star_tag and str(noun.versie) not in gezien:
        raise PreconditionFailed
    return noun.versie


def _met_vraag(pad: str, vraag: Gegevens) -> str:
    return f"{WORTEL}/{pad}?{urlencode(bladeren.in_adres(vraag))}"


def _json(inhoud: Any, status: int = 200) -> Response:
    return current_app.response_class(json.dumps(inhoud), status, mimetype="application/json")
