"""Following a deal: who a doubtful signatory is, one more signatory by hand, and a line that is none."""

import datetime as dt
from typing import Any

from sqlmodel import Session, select

from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import (
    Convenant,
    Gebruiker,
    Helix,
    Ondertekening,
    Organisatie,
    OrganisatieAlias,
    dag_van,
    noteer,
)
from crm.models.organisatie import naam_sleutel
from crm.permissions import eis
from crm.queries.convenanten import afspraken_onder
from crm.queries.organisatie_zoeken import bekend


def koppelen(
    session: Session, ondertekening: Ondertekening, *, organisatie: Organisatie, door: Gebruiker, nu: dt.datetime
) -> Ondertekening:
    """The doubtful signatory is this organisation, because somebody decided so; its waiting promises are made.

    The printed name becomes another name of the organisation, so that nobody has to decide again. When the organisation
    has signed already, the two are one from now on: the one that was there comes back. Refuses with OngeldigeOvergang a
    signatory of which it is known already who it is.
    """
    convenant = _convenant(session, ondertekening)
    eis(door, "convenant.wijzigen", convenant)
    ondertekening.eis_twijfel()
    voor = _stand(ondertekening)
    _onthoud_naam(session, ondertekening, organisatie, door, nu)
    al = session.exec(
        select(Ondertekening).where(
            Ondertekening.convenant_id == convenant.id, Ondertekening.organisatie_id == organisatie.id
        )
    ).first()
    if al is None:
        blijft = ondertekening
        blijft.koppel(organisatie, door.id)
    else:
        blijft = al
        _neem_over(session, al, ondertekening, dag_van(nu))
    _maak_afspraken(session, convenant, blijft, door, nu)
    handeling = "ondertekening.gekoppeld" if al is None else "ondertekening.samengevoegd"
    noteer(session, handeling, blijft, door=door, nu=nu, voor=voor, na=_stand(blijft))
    return blijft


def nieuw(
    session: Session, ondertekening: Ondertekening, *, helix: Helix, door: Gebruiker, nu: dt.datetime
) -> Ondertekening:
    """The doubtful signatory is an organisation that we did not know; it is there now, and its promises are made.

    Refuses with AlGebeurd a name that we know by now, with OngeldigeInvoer a KvK number of another organisation, with
    OngeldigeOvergang a signatory of which it is known already who it is.
    """
    convenant = _convenant(session, ondertekening)
    eis(door, "convenant.wijzigen", convenant)
    eis(door, "organisatie.toevoegen")
    ondertekening.eis_twijfel()
    bestaat = bekend(session, [ondertekening.naam]).get(ondertekening.naam)
    if bestaat is not None:
        raise AlGebeurd(f"‘{ondertekening.naam}’ staat er al, als ‘{bestaat.naam}’. Kies die organisatie.")
    _eis_eigen_kvk(session, ondertekening.kvk_nummer)
    voor = _stand(ondertekening)
    organisatie = Organisatie(
        naam=ondertekening.naam,
        naam_sleutel=naam_sleutel(ondertekening.naam),
        helix=helix,
        kvk_nummer=ondertekening.kvk_nummer,
    )
    session.add(organisatie)
    na = {"naam": organisatie.naam, "helix": str(helix)}
    noteer(session, "organisatie.toegevoegd", organisatie, door=door, nu=nu, na=na)
    ondertekening.koppel(organisatie, door.id)
    _maak_afspraken(session, convenant, ondertekening, door, nu)
    noteer(
        session, "ondertekening.gekoppeld", ondertekening, door=door, nu=nu, voor=voor, na=_stand(ondertekening)
    )
    return ondertekening


def ondertekenen(
    session: Session,
    convenant: Convenant,
    *,
    organisatie: Organisatie,
    door: Gebruiker,
    nu: dt.datetime,
    getekend_op: dt.date | None = None,
) -> Ondertekening:
    """The organisation has signed the deal. Refuses with AlGebeurd who signed already, with OngeldigeInvoer a day ahead."""
    eis(door, "convenant.wijzigen", convenant)
    if getekend_op is not None and getekend_op > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {"getekend_op": [zin]})
    al = session.exec(
        select(Ondertekening.id).where(
            Ondertekening.convenant_id == convenant.id, Ondertekening.organisatie_id == organisatie.id
        )
    ).first()
    if al is not None:
        raise AlGebeurd(f"‘{organisatie.naam}’ staat al bij de ondertekenaars.")
    ondertekening = Ondertekening(
        convenant_id=convenant.id, organisatie_id=organisatie.id, getekend_op=getekend_op
    )
    session.add(ondertekening)
    noteer(session, "ondertekening.toegevoegd", ondertekening, door=door, nu=nu, na=_stand(ondertekening))
    return ondertekening


def schrappen(
    session: Session, ondertekening: Ondertekening, *, reden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The doubtful line is gone, because it is no signatory; the log keeps what it said.

    Refuses with OngeldigeOvergang a signatory of which it is known who it is, with OngeldigeInvoer no reason.
    """
    convenant = _convenant(session, ondertekening)
    eis(door, "convenant.wijzigen", convenant)
    ondertekening.eis_twijfel()
    if not reden.strip():
        raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom is dit geen ondertekenaar?"]})
    voor = _stand(ondertekening) | {"bijdragen": ondertekening.afspraak_gegevens}
    session.delete(ondertekening)
    noteer(session, "convenant.ondertekening_geschrapt", convenant, door=door, nu=nu, reden=reden.strip(), voor=voor)


def _convenant(session: Session, ondertekening: Ondertekening) -> Convenant:
    return session.get_one(Convenant, ondertekening.convenant_id)


def _onthoud_naam(
    session: Session, ondertekening: Ondertekening, organisatie: Organisatie, door: Gebruiker, nu: dt.datetime
) -> None:
    """The organisation is known by the printed name too, unless that is a name of one already."""
    naam = ondertekening.naam
    if bekend(session, [naam]):
        return
    alias = session.exec(
        select(OrganisatieAlias).where(
            OrganisatieAlias.organisatie_id == organisatie.id, OrganisatieAlias.naam == naam
        )
    ).first()
    if alias is None:
        alias = OrganisatieAlias(organisatie_id=organisatie.id, naam=naam, naam_sleutel=naam_sleutel(naam))
        session.add(alias)
    # What was only a guess is a fact now.
    alias.is_onzeker = False
    noteer(session, "organisatie.alias_toegevoegd", organisatie, door=door, nu=nu, na={"alias": naam})


def _neem_over(session: Session, blijft: Ondertekening, weg: Ondertekening, dag: dt.date) -> None:
    """What the doubtful line said and the other did not, stands there now; the line itself is gone."""
    blijft.getekend_op = blijft.getekend_op or weg.getekend_op
    blijft.kvk_nummer = blijft.kvk_nummer or weg.kvk_nummer
    for bijdrage in weg.afspraak_gegevens:
        blijft.onthoud(bijdrage, dag)
    session.delete(weg)
    session.flush()


def _maak_afspraken(
    session: Session, convenant: Convenant, ondertekening: Ondertekening, door: Gebruiker, nu: dt.datetime
) -> None:
    bestaand = afspraken_onder(session, convenant.id).get(ondertekening.organisatie_id, {})
    for afspraak in convenant.maak_afspraken(
        ondertekening, bestaand=bestaand, dag=dag_van(nu), eigenaar_id=door.id
    ):
        session.add(afspraak)
        na = {"omschrijving": afspraak.omschrijving, "herkomst": afspraak.herkomst}
        noteer(session, "partnerafspraak.genoemd", afspraak, door=door, nu=nu, na=na)


def _eis_eigen_kvk(session: Session, nummer: str | None) -> None:
    if nummer is None:
        return
    ander = session.exec(select(Organisatie.naam).where(Organisatie.kvk_nummer == nummer)).first()
    if ander is not None:
        raise OngeldigeInvoer(f"Het KvK-nummer {nummer} is al van ‘{ander}’. Kies die organisatie.")


def _stand(ondertekening: Ondertekening) -> dict[str, Any]:
    return {
        "naam": ondertekening.naam,
        "organisatie_id": ondertekening.organisatie_id,
        "getekend_op": ondertekening.getekend_op.isoformat() if ondertekening.getekend_op else None,
    }
