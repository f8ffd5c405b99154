"""Deals with many signatories: who signed, reading them in, who a doubtful one is, and the coverage on a day."""

import uuid as uuid_
from typing import Any

from flask import Response, json
from sqlmodel import Session

from crm import http
from crm.api.collectie import Collectie
from crm.models import Convenant, Ondertekening, dag_van
from crm.permissions import eis
from crm.queries.convenanten import dekking
from crm.queries.dossiers import vind
from crm.schemas import convenant as schemas
from crm.schemas import nouns, ondertekenaars
from crm.workflows import convenant_inlezen, convenant_opvolgen


class _Convenanten(Collectie):
    """As every collection, with two answers that are not the dossier itself."""

    def lees_in(self) -> None:
        self._voeg_toe(
            "POST",
            "/<uuid:uuid>/_leesin",
            _lees_in,
            "leesin",
            schemas.InleesplanUit,
            schemas.Inlezing,
            "Lees ondertekenaars in, of kijk wat dat zou doen",
        )

    def toon_dekking(self) -> None:
        self._voeg_toe(
            "GET",
            "/<uuid:uuid>/dekking",
            _dekking,
            "dekking",
            schemas.DekkingUit,
            schemas.Peildatum,
            "Hoeveel ondertekenaars op een dag bevestigd en geleverd hadden",
            waar="query",
        )


CONVENANTEN = _Convenanten("convenanten", Convenant, nouns.CONVENANT, filters=("programma", "actie"))
ONDERTEKENINGEN = Collectie(
    "ondertekeningen", Ondertekening, nouns.ONDERTEKENING, filters=("convenant", "organisatie")
)
COLLECTIES = (CONVENANTEN, ONDERTEKENINGEN)


def _lees_in(gegevens: dict[str, Any], uuid: uuid_.UUID) -> Response:
    eis(http.door(), "convenant.wijzigen")
    convenant = vind(http.sessie(), Convenant, uuid)
    bestand = ondertekenaars.lezen(gegevens["csv"], "csv")
    if gegevens["proef"]:
        plan = convenant_inlezen.vergelijken(
            http.sessie(), convenant, bestand, nieuw=gegevens["nieuw"], nu=http.nu()
        )
    else:
        plan = convenant_inlezen.inlezen(
            http.sessie(),
            convenant,
            bestand,
            nieuw=gegevens["nieuw"],
            eigenaar=http.door(),
            door=http.door(),
            nu=http.nu(),
        )
        http.bewaar()
    return _json(schemas.InleesplanUit().dump(plan) | {"proef": gegevens["proef"]})


def _dekking(vraag: dict[str, Any], uuid: uuid_.UUID) -> Response:
    eis(http.door(), "lezen")
    peildatum = vraag["peildatum"] or dag_van(http.nu())
    stand = dekking(http.sessie(), vind(http.sessie(), Convenant, uuid), peildatum)
    return _json(schemas.DekkingUit().dump(stand) | {"peildatum": peildatum.isoformat()})


def _json(inhoud: dict[str, Any]) -> Response:
    return Response(json.dumps(inhoud), mimetype="application/json")


def _onderteken(session: Session, *, convenant: Convenant, **gegevens: Any) -> Ondertekening:
    return convenant_opvolgen.ondertekenen(session, convenant, **gegevens)


CONVENANTEN.lees_in()
CONVENANTEN.toon_dekking()
ONDERTEKENINGEN.maak(_onderteken, schemas.OndertekeningInvoer, "Voeg een ondertekenaar toe")
ONDERTEKENINGEN.stap(
    "_koppel",
    convenant_opvolgen.koppelen,
    "Zeg welke organisatie een twijfelachtige ondertekenaar is; het antwoord is de ondertekening die blijft",
    schemas.Koppeling,
    geeft_nieuw=True,
)
ONDERTEKENINGEN.stap(
    "_maaknieuw",
    convenant_opvolgen.nieuw,
    "Voeg een twijfelachtige ondertekenaar toe als nieuwe organisatie",
    schemas.Aanvulling,
)
ONDERTEKENINGEN.stap(
    "_schrap", convenant_opvolgen.schrappen, "Schrap een regel die geen ondertekenaar is", schemas.Schrapping
)
