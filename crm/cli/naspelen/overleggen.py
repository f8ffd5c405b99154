"""Events of meetings: one that was held and written up, with everything in it."""

import datetime as dt
from decimal import Decimal

from sqlmodel import col, select

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.models import AfspraakSoort, Partnerafspraak
from crm.workflows import overleg_vastleggen


def overleg(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    coalitie = speler.coalities.get(gegevens.get("coalitie"))
    gremium = speler.gremia.get(gegevens.get("gremium"))
    # Written up when the meeting of an hour and a half is over.
    overleg = overleg_vastleggen.vastleggen(
        speler.session,
        door=wie["door"],
        nu=wie["nu"] + dt.timedelta(minutes=90),
        onderwerp=gegevens["onderwerp"],
        begint_op=wie["nu"],
        programma=speler.programma.uuid,
        coalitie=coalitie.uuid if coalitie else None,
        gremium=gremium.uuid if gremium else None,
        notities=gegevens.get("notities"),
        aanwezigen=[_aanwezige(speler, naam, van) for naam, van in gegevens.get("aanwezigen", [])],
        besluiten=[{"omschrijving": tekst} for tekst in gegevens.get("besluiten", [])],
        actiepunten=[_actiepunt(speler, punt) for punt in gegevens.get("actiepunten", [])],
        afspraken=[_afspraak(afspraak) for afspraak in gegevens.get("afspraken", [])],
    )
    overleg.is_voorbeeld = True
    vraag = (
        select(Partnerafspraak)
        .where(Partnerafspraak.overleg_id == overleg.id)
        .order_by(col(Partnerafspraak.id))
    )
    for invoer, afspraak in zip(gegevens.get("afspraken", []), speler.session.exec(vraag), strict=True):
        afspraak.is_voorbeeld = True
        speler.afspraken[invoer["sleutel"]] = afspraak


def _aanwezige(speler: Naspeler, naam: str, organisatie: str) -> Gegevens:
    persoon = speler.personen.get(naam)
    return {"naam": naam, "persoon": persoon.uuid if persoon else None, "organisatie_naam": organisatie}


def _actiepunt(speler: Naspeler, punt: Gegevens) -> Gegevens:
    collega = speler.mensen.get(punt["wie"])
    return {
        "omschrijving": punt["wat"],
        "eigenaar": collega.uuid if collega else None,
        "eigenaar_naam": punt["wie"],
        "uiterlijk": dag(punt["uiterlijk"]),
    }


def _afspraak(invoer: Gegevens) -> Gegevens:
    return {
        "organisatie_naam": invoer["organisatie"],
        "omschrijving": invoer["omschrijving"],
        "soort": AfspraakSoort(invoer["soort"]),
        "eenheid": invoer["eenheid"],
        "hoeveelheid": Decimal(str(invoer["hoeveelheid"])),
        "uiterlijk": dag(invoer.get("uiterlijk")),
        "herijken_op": dag(invoer.get("herijken_op")),
    }


GEBEURTENISSEN = {
    "overleg": overleg,
}
