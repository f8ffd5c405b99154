"""The document of a report, made from its snapshot and its status and from nothing else."""

import datetime as dt
import json
from typing import Any

from crm.adapters import documents
from crm.adapters.nederlands import datum
from crm.models import Rapportage, RapportageStatus
from crm.models.moment import dag_van

_R = RapportageStatus
VASTGESTELD = (_R.VASTGESTELD, _R.AANGEBODEN, _R.GEPUBLICEERD)
BIJLAGE = "momentopname.json"


def als_html(rapportage: Rapportage) -> str:
    """The report as HTML, from its snapshot and its status and from nothing else."""
    opname = json.loads(rapportage.momentopname)
    return documents.html(
        f"rapportages/{opname['sjabloon']}/rapport.html", {**opname, "blad": _blad(rapportage, opname)}
    )


def als_pdf(rapportage: Rapportage) -> bytes:
    """The report as PDF with the snapshot inside; the same snapshot and status give the same bytes."""
    opname = json.loads(rapportage.momentopname)
    moment = dt.datetime.fromisoformat(_blad(rapportage, opname)["moment"])
    bijlage = documents.Bijlage(
        BIJLAGE, "De cijfers van deze rapportage, met hun herkomst", rapportage.momentopname.encode()
    )
    kenmerk = f"{rapportage.sha256} {_blad(rapportage, opname)['status']}"
    return documents.pdf(als_html(rapportage), kenmerk=kenmerk, moment=moment, bijlagen=[bijlage])


def bestandsnaam(rapportage: Rapportage) -> str:
    """What the PDF is called when somebody saves it."""
    kenmerk = rapportage.cijfers["rapport"]["programma"]["code"]
    return f"kwartaalrapportage-{kenmerk}-{rapportage.periode}-v{rapportage.versienummer}.pdf"


def _blad(rapportage: Rapportage, opname: dict[str, Any]) -> dict[str, str]:
    """What the title page says of the status. Offering and publishing leave an adopted document as it is."""
    lang, moment = "Concept", opname["rapport"]["opgesteld_op"]
    if rapportage.status is _R.TER_VASTSTELLING:
        lang = "Concept, ter vaststelling"
    elif rapportage.status in VASTGESTELD:
        lang, moment = (
            f"Vastgesteld op {datum(dag_van(rapportage.vastgesteld_op))}",
            tijdstip(rapportage.vastgesteld_op),
        )
    kort = {_R.CONCEPT: "Concept", _R.TER_VASTSTELLING: "Ter vaststelling"}.get(
        rapportage.status, "Vastgesteld"
    )
    return {
        "status": kort,
        "status_lang": lang,
        "sha256": rapportage.sha256,
        "moment": moment,
        "bestand": BIJLAGE,
    }


def tijdstip(moment: dt.datetime) -> str:
    """A moment as it stands in a snapshot: UTC, whole seconds."""
    return moment.astimezone(dt.UTC).replace(microsecond=0).isoformat()
