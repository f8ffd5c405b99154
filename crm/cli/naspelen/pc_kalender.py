"""Events of the P&C calendar and of meetings that are planned."""

import datetime as dt

from sqlmodel import select

from crm.cli.naspelen.speler import Gegevens, Naspeler, dag
from crm.models import AMSTERDAM, PcProduct, PcSoort
from crm.workflows import overleg_plannen, pc_kalender_bijhouden


def richt_in(speler: Naspeler, jaar: int, wie: Gegevens) -> None:
    pc_kalender_bijhouden.inrichten(
        speler.session, jaar=jaar, eigenaar=wie["door"], is_voorbeeld=True, **wie
    )


def meld_gereed(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    product = speler.session.exec(
        select(PcProduct).where(
            PcProduct.soort == PcSoort(gegevens["soort"]),
            PcProduct.jaar == gegevens["jaar"],
            PcProduct.volgnummer == gegevens.get("volgnummer", 1),
        )
    ).one()
    pc_kalender_bijhouden.gereedmelden(speler.session, product, op=dag(gegevens["gereed"]), **wie)


def plan_overleg(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    begin = dt.datetime.fromisoformat(gegevens["begint_op"]).replace(tzinfo=AMSTERDAM)
    coalitie = speler.coalities.get(gegevens.get("coalitie"))
    gremium = speler.gremia.get(gegevens.get("gremium"))
    deelnemers = [speler.personen[naam] for naam in gegevens.get("deelnemers", [])]
    overleg = overleg_plannen.plannen(
        speler.session,
        papier=speler.post.papier,
        onderwerp=gegevens["onderwerp"],
        begint_op=begin,
        eindigt_op=begin + dt.timedelta(minutes=90),
        locatie=gegevens.get("locatie"),
        programma=speler.programma.uuid,
        coalitie=coalitie.uuid if coalitie else None,
        gremium=gremium.uuid if gremium else None,
        deelnemers=[{"persoon": persoon.uuid, "naam": persoon.naam} for persoon in deelnemers],
        uitnodigen=True,
        **wie,
    )
    overleg.is_voorbeeld = True


GEBEURTENISSEN = {"richt_pc_in": richt_in, "pc_gereed": meld_gereed, "plan_overleg": plan_overleg}
