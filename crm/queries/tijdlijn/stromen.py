"""The table of streams: from which tables a timeline is made. What was sent stands in `stromen_bericht`.

A stream gives the rows of one table an event each. What has a row of its own is not shown again as the line that the
log has about it: a stream names those lines in `in_plaats_van`. The numbers are part of the keys in addresses, and the
order of events of one moment: a higher number stands above a lower one, as a decision above its meeting.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from crm.models import (
    Advies,
    Afschrijving,
    AfspraakStatus,
    Besluit,
    Bijlage,
    Deelneming,
    Financieringsregel,
    Financieringsstand,
    Functie,
    Gremiumlid,
    Levering,
    Ondertekening,
    Overleg,
    Partnerafspraak,
    Poortbesluit,
    Rolvervulling,
    Verzetting,
    Voortgang,
)
from crm.queries.tijdlijn.gebeurtenis import Soort
from crm.queries.tijdlijn.stromen_bericht import VERSTUURD
from crm.queries.tijdlijn.stroom import Stroom, samen

LOG = 1


# The last write-off of a promise that was closed without being kept is that closing itself.
_ANDERE = aliased(Afschrijving)
_IS_LAATSTE = Afschrijving.id == (
    sa.select(sa.func.max(_ANDERE.id))
    .where(_ANDERE.afspraak_id == Afschrijving.afspraak_id)
    .correlate(Afschrijving)
    .scalar_subquery()
)
_GESLOTEN = (AfspraakStatus.AFGEWEZEN, AfspraakStatus.INGETROKKEN, AfspraakStatus.VERVALLEN)
_AFSCHRIJVING = sa.case(
    (
        sa.and_(col(Partnerafspraak.status).in_(_GESLOTEN), _IS_LAATSTE),
        samen("afspraak_", Partnerafspraak.status),
    ),
    else_="afschrijving",
)


def _rol(
    nr: int,
    feit: str,
    noun: Any,
    bij: Any,
    onder: str,
    over: tuple[str, Any],
    tekst: Any = None,
    **anders: Any,
):
    """The first and the last day of a role: two streams."""
    gegevens = {"tekst": tekst} if tekst is not None else {}
    vast = {"soort": Soort.STAP, "noun": noun, "bij": bij, "onder": onder, "over": over, "gegevens": gegevens}
    return (
        Stroom(nr=nr, feit=f"{feit}_van", moment=noun.van, **vast, **anders),
        Stroom(nr=nr + 1, feit=f"{feit}_tot", moment=noun.tot, **vast, **anders),
    )


_AFSPRAAK = "partnerafspraak"
_COALITIE = ("ontwikkelcoalitie", Deelneming.coalitie_id)
_GREMIUM = ("gremium", Gremiumlid.gremium_id)

STROMEN: tuple[Stroom, ...] = (
    Stroom(
        nr=2,
        soort=Soort.OVERLEG,
        feit=samen("overleg_", Overleg.status),
        noun=Overleg,
        moment=Overleg.begint_op,
        bij=Overleg.id,
        onder="overleg",
        over=("overleg", Overleg.id),
        gegevens={"reden": Overleg.reden, "door_id": Overleg.vastgelegd_door_id},
        in_plaats_van=("overleg.gepland", "overleg.vastgelegd", "overleg.afgelast"),
    ),
    Stroom(
        nr=3,
        soort=Soort.BESLUIT,
        feit="besluit",
        noun=Besluit,
        moment=Overleg.begint_op,
        bij=Overleg.id,
        onder="verslag",
        over=("overleg", Besluit.overleg_id),
        gegevens={"tekst": Besluit.omschrijving, "door_id": Overleg.vastgelegd_door_id},
        met=(Overleg, Overleg.id == Besluit.overleg_id),
    ),
    Stroom(
        nr=4,
        soort=Soort.BESLUIT,
        feit=samen("advies_", Advies.strekking),
        noun=Advies,
        moment=Advies.gegeven_op,
        bij=Advies.case_id,
        onder="purpose_case",
        over=("purpose_case", Advies.case_id),
        gegevens={"reden": Advies.tekst, "door_id": Advies.door_id},
        in_plaats_van=("purpose_case.geadviseerd",),
    ),
    Stroom(
        nr=5,
        soort=Soort.BESLUIT,
        feit=samen("poortbesluit_", Poortbesluit.uitkomst),
        noun=Poortbesluit,
        moment=Poortbesluit.besloten_op,
        bij=Poortbesluit.case_id,
        onder="purpose_case",
        over=("purpose_case", Poortbesluit.case_id),
        gegevens={"reden": Poortbesluit.gronden, "door_id": Poortbesluit.besloten_door_id},
        in_plaats_van=("purpose_case.besloten",),
    ),
    Stroom(
        nr=6,
        soort=Soort.LEVERING,
        feit="levering",
        noun=Levering,
        moment=Levering.geleverd_op,
        bij=Levering.afspraak_id,
        onder=_AFSPRAAK,
        over=(_AFSPRAAK, Levering.afspraak_id),
        gegevens={"aantal": Levering.hoeveelheid, "reden": Levering.bewijs},
        in_plaats_van=("partnerafspraak.geleverd",),
    ),
    Stroom(
        nr=7,
        soort=Soort.LEVERING,
        feit="verzetting",
        noun=Verzetting,
        moment=Verzetting.verzet_op,
        bij=Verzetting.afspraak_id,
        onder=_AFSPRAAK,
        over=(_AFSPRAAK, Verzetting.afspraak_id),
        gegevens={"dag": Verzetting.naar, "vorige_dag": Verzetting.van, "reden": Verzetting.grond},
        in_plaats_van=("partnerafspraak.verzet",),
    ),
    Stroom(
        nr=8,
        soort=Soort.LEVERING,
        feit=_AFSCHRIJVING,
        noun=Afschrijving,
        moment=Afschrijving.afgeschreven_op,
        bij=Afschrijving.afspraak_id,
        onder=_AFSPRAAK,
        over=(_AFSPRAAK, Afschrijving.afspraak_id),
        gegevens={"aantal": Afschrijving.hoeveelheid, "reden": Afschrijving.grond},
        met=(Partnerafspraak, Partnerafspraak.id == Afschrijving.afspraak_id),
        in_plaats_van=(
            "partnerafspraak.afgeschreven",
            *(f"partnerafspraak.{status}" for status in _GESLOTEN),
        ),
    ),
    Stroom(
        nr=9,
        soort=Soort.DOCUMENT,
        feit=sa.case((col(Bijlage.verwijderd_op).is_(None), "bijlage"), else_="bijlage_later_verwijderd"),
        noun=Bijlage,
        moment=Bijlage.toegevoegd_op,
        bij=Bijlage.id,
        onder="bijlage",
        over=("bijlage", Bijlage.id),
        gegevens={"door_id": Bijlage.toegevoegd_door_id},
        in_plaats_van=("bijlage.toegevoegd",),
    ),
    Stroom(
        nr=10,
        soort=Soort.STAP,
        feit="voortgang",
        noun=Voortgang,
        moment=Voortgang.gegeven_op,
        bij=Voortgang.actie_id,
        onder="actie",
        over=("actie", Voortgang.actie_id),
        gegevens={
            "dag": Voortgang.peildatum,
            "tekst": samen("beleid ", Voortgang.beleid, ", tijd ", Voortgang.tijd, ", geld ", Voortgang.geld),
            "reden": Voortgang.afwijkreden,
            "door_id": Voortgang.door_id,
        },
        in_plaats_van=("actie.voortgang_bijgewerkt",),
    ),
    Stroom(
        nr=11,
        soort=Soort.STAP,
        feit="ondertekening",
        noun=Ondertekening,
        moment=Ondertekening.getekend_op,
        bij=Ondertekening.organisatie_id,
        onder="ondertekenaar",
        over=("convenant", Ondertekening.convenant_id),
    ),
    Stroom(
        nr=26,
        soort=Soort.STAP,
        feit=samen("financiering_", Financieringsstand.stand),
        noun=Financieringsstand,
        moment=Financieringsstand.op,
        bij=Financieringsregel.organisatie_id,
        onder="financier",
        over=("purpose_case", Financieringsregel.case_id),
        gegevens={
            "aantal": Financieringsstand.bedrag,
            "reden": Financieringsstand.grond,
            "door_id": Financieringsstand.door_id,
        },
        met=(Financieringsregel, Financieringsregel.id == Financieringsstand.regel_id),
    ),
    *VERSTUURD,
    *_rol(12, "deelneming", Deelneming, Deelneming.organisatie_id, "deelnemer", _COALITIE, Deelneming.rol),
    *_rol(
        14, "deelneming", Deelneming, Deelneming.persoon_id, "deelnemer_persoon", _COALITIE, Deelneming.rol
    ),
    *_rol(16, "gremiumlid", Gremiumlid, Gremiumlid.organisatie_id, "zetel", _GREMIUM, Gremiumlid.rol),
    *_rol(18, "gremiumlid", Gremiumlid, Gremiumlid.persoon_id, "zetel_persoon", _GREMIUM, Gremiumlid.rol),
    *_rol(
        20,
        "functie_bij",
        Functie,
        Functie.organisatie_id,
        "functie_bij",
        ("persoon", Functie.persoon_id),
        Functie.naam,
        is_persoonlijk=True,
    ),
    *_rol(
        22,
        "functie",
        Functie,
        Functie.persoon_id,
        "functie_van",
        ("organisatie", Functie.organisatie_id),
        Functie.naam,
    ),
    *_rol(
        24,
        "vervulling",
        Rolvervulling,
        Rolvervulling.persoon_id,
        "vervuller",
        ("opdracht", Rolvervulling.opdracht_id),
    ),
)

# Lines of the log that say what one of the streams says already.
VERVANGEN = tuple(sorted({handeling for stroom in STROMEN for handeling in stroom.in_plaats_van}))


def soort_van_log(tabel: str) -> Soort:
    """What kind of event a line of the log about this table is."""
    return Soort.DOCUMENT if tabel == "bijlage" else Soort.STAP
