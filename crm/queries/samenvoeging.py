"""What happens when a coalitie goes on in another one: asked for the preview, and done as it was shown."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import contains_eager
from sqlmodel import Session, col, select

from crm.errors import OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import leesbaar
from crm.models import (
    Actie,
    Agendapunt,
    CoalitieActie,
    CoalitieCampus,
    Deelneming,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    PurposeCase,
    Uitkomst,
    dag_van,
    natuurlijke_volgorde,
)
from crm.queries.coalitie_omgeving import case_van
from crm.queries.open_werk import open_werk


@dataclass(frozen=True)
class Samenvoeging:
    """The one that ends, the one it goes on in, and what moves along."""

    coalitie: Ontwikkelcoalitie
    in_: Ontwikkelcoalitie
    stoppen: tuple[Deelneming, ...]
    """The memberships of today; they end with the coalitie."""
    komen: tuple[Deelneming, ...]
    """One of those for every organisation that is not in the other yet."""
    straks: tuple[Deelneming, ...]
    """The memberships that begin later; they begin in the other."""
    acties: tuple[Actie, ...]
    campussen: tuple[Organisatie, ...]
    afspraken: tuple[Partnerafspraak, ...]
    overleggen: tuple[Overleg, ...]
    agendapunten: tuple[Agendapunt, ...]
    actiepunten: int
    """How many stay with the meeting in which they were agreed."""
    al_lid: tuple[Organisatie, ...]
    """The organisations that are in both."""


def samenvoeging(
    session: Session, coalitie: Ontwikkelcoalitie, in_: Ontwikkelcoalitie, nu: dt.datetime
) -> Samenvoeging:
    """What moves when the one goes on in the other today, in a fixed number of queries.

    Refuses with OngeldigeInvoer the coalitie itself or one of another agenda; with OngeldigeOvergang one of the two that
    has ended, and a coalitie whose case is not decided as stop: that case is about this coalitie and its money.
    """
    _keur(coalitie, in_, case_van(session, coalitie))
    dag = dag_van(nu)
    leden = _leden(session, coalitie)
    vandaag = [lid for lid in leden if lid.geldt_op(dag)]
    daar = {lid.organisatie_id for lid in _leden(session, in_) if lid.geldt_op(dag)}
    werk = open_werk(session, coalitie)
    return Samenvoeging(
        coalitie=coalitie,
        in_=in_,
        stoppen=tuple(vandaag),
        komen=tuple({lid.organisatie_id: lid for lid in vandaag if lid.organisatie_id not in daar}.values()),
        straks=tuple(lid for lid in leden if lid.van > dag),
        acties=_acties(session, coalitie, in_),
        campussen=_campussen(session, coalitie, in_),
        afspraken=werk.afspraken,
        overleggen=geplande_overleggen(session, coalitie, nu),
        agendapunten=werk.agendapunten,
        actiepunten=len(werk.actiepunten),
        al_lid=tuple(
            {lid.organisatie_id: lid.organisatie for lid in vandaag if lid.organisatie_id in daar}.values()
        ),
    )


def mogelijke_doelen(session: Session, coalitie: Ontwikkelcoalitie) -> tuple[Ontwikkelcoalitie, ...]:
    """The coalities that this one could go on in: open, and of the same agenda."""
    gevonden = session.exec(
        select(Ontwikkelcoalitie).where(
            Ontwikkelcoalitie.programma_id == coalitie.programma_id,
            Ontwikkelcoalitie.id != coalitie.id,
            col(Ontwikkelcoalitie.status).in_(Ontwikkelcoalitie.OPEN),
        )
    ).all()
    return tuple(sorted(gevonden, key=lambda c: (natuurlijke_volgorde(c.nummer or ""), c.naam)))


def _keur(coalitie: Ontwikkelcoalitie, in_: Ontwikkelcoalitie, case: PurposeCase | None) -> None:
    if in_.id == coalitie.id:
        zin = "Kies een andere coalitie: zij kan niet in zichzelf opgaan."
        raise OngeldigeInvoer(zin, {"in_": [zin]})
    if in_.programma_id != coalitie.programma_id:
        zin = f"‘{in_.titel}’ hoort bij een andere agenda. Kies een coalitie van dezelfde agenda."
        raise OngeldigeInvoer(zin, {"in_": [zin]})
    coalitie.LEVENSLOOP.eis(coalitie, "beeindigen")
    if not in_.is_open:
        raise OngeldigeOvergang(f"‘{in_.titel}’ is {leesbaar(in_.status)}. Kies een coalitie die nog loopt.")
    if case is None or case.uitkomst is Uitkomst.STOP:
        return
    if case.uitkomst is None:
        raise OngeldigeOvergang(
            f"De purpose case van ‘{coalitie.titel}’ is nog ‘{leesbaar(case.status)}’. Laat er eerst over besluiten: "
            f"samenvoegen kan na een stop. Of laat ‘{in_.titel}’ in deze coalitie opgaan."
        )
    raise OngeldigeOvergang(
        f"De purpose case van ‘{coalitie.titel}’ heeft een go, en die geldt voor deze coalitie. "
        f"Laat ‘{in_.titel}’ in deze coalitie opgaan."
    )


def _leden(session: Session, coalitie: Ontwikkelcoalitie) -> list[Deelneming]:
    """The memberships by name; of one organisation those with a person last, because the last one goes along."""
    return list(
        session.exec(
            select(Deelneming)
            .join(Organisatie, col(Organisatie.id) == Deelneming.organisatie_id)
            .options(contains_eager(Deelneming.organisatie))
            .where(Deelneming.coalitie_id == coalitie.id)
            .order_by(
                col(Organisatie.naam_sleutel), col(Deelneming.persoon_id).is_not(None), col(Deelneming.id)
            )
        ).all()
    )


def _acties(session: Session, coalitie: Ontwikkelcoalitie, in_: Ontwikkelcoalitie) -> tuple[Actie, ...]:
    daar = select(CoalitieActie.actie_id).where(CoalitieActie.coalitie_id == in_.id)
    gevonden = session.exec(
        select(Actie)
        .join(CoalitieActie, col(CoalitieActie.actie_id) == Actie.id)
        .where(CoalitieActie.coalitie_id == coalitie.id, col(Actie.id).not_in(daar))
    ).all()
    return tuple(sorted(gevonden, key=lambda actie: natuurlijke_volgorde(actie.nummer)))


def _campussen(
    session: Session, coalitie: Ontwikkelcoalitie, in_: Ontwikkelcoalitie
) -> tuple[Organisatie, ...]:
    daar = select(CoalitieCampus.organisatie_id).where(CoalitieCampus.coalitie_id == in_.id)
    return tuple(
        session.exec(
            select(Organisatie)
            .join(CoalitieCampus, col(CoalitieCampus.organisatie_id) == Organisatie.id)
            .where(CoalitieCampus.coalitie_id == coalitie.id, col(Organisatie.id).not_in(daar))
            .order_by(col(Organisatie.naam_sleutel))
        ).all()
    )


def geplande_overleggen(session: Session, coalitie: Ontwikkelcoalitie, nu: dt.datetime) -> tuple[Overleg, ...]:
    """The meetings that lie ahead; one that has begun was a meeting of this coalitie, written up or not."""
    return tuple(
        session.exec(
            select(Overleg)
            .where(
                Overleg.coalitie_id == coalitie.id,
                Overleg.status == OverlegStatus.GEPLAND,
                col(Overleg.begint_op) > nu,
            )
            .order_by(col(Overleg.begint_op))
        ).all()
    )
