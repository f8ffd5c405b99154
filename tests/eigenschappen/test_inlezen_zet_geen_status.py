"""An agenda file says what was agreed, never where it stands: a status comes only from a step."""

from pathlib import Path

import pytest
from sqlmodel import select

import crm
from crm.errors import OngeldigeInvoer
from crm.models import (
    CoalitieStatus,
    DeelnemerRol,
    GebruikerRol,
    Ontwikkelcoalitie,
    OpdrachtStatus,
    Organisatie,
)
from crm.schemas import agenda, organisaties
from crm.workflows import agenda_inlezen, coalitie_vormen, organisaties_inlezen
from tests.factories import maak, maak_gebruiker

DATA = Path(crm.__file__).parent / "data"
PAK = (DATA / "agenda-arbeidsmarkt-2021-2023.yaml").read_text(encoding="utf-8")
ECONOMIE = (DATA / "agenda-economie-2025-2028.yaml").read_text(encoding="utf-8")
EERSTE_COALITIE = "    - sleutel: coalitie-1\n"


def test_the_pack_has_the_coalition_that_these_tests_change():
    assert EERSTE_COALITIE in PAK


@pytest.mark.parametrize("status", list(CoalitieStatus))
def test_a_coalition_with_a_status_in_the_file_is_refused(status):
    stiekem = PAK.replace(EERSTE_COALITIE, EERSTE_COALITIE + f"      status: {status}\n")
    with pytest.raises(OngeldigeInvoer, match="status"):
        agenda.lezen(stiekem, naam="stiekem.yaml")


@pytest.mark.parametrize("status", list(OpdrachtStatus))
def test_a_mandate_with_a_status_in_the_file_is_refused(status):
    regel = "    - sleutel: opdracht.werkambassadeur\n"
    with pytest.raises(OngeldigeInvoer, match="status"):
        agenda.lezen(ECONOMIE.replace(regel, regel + f"      status: {status}\n"), naam="stiekem.yaml")


def test_reading_again_leaves_a_coalition_where_its_steps_brought_it(session, nu):
    beheerder = maak_gebruiker(session, "Bea", GebruikerRol.BEHEERDER)
    petra = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
    organisaties_inlezen.inlezen(
        session, organisaties.lezen(DATA / "organisaties.yaml"), door=beheerder, nu=nu
    )
    bestand = agenda.lezen(PAK, naam="agenda.yaml")
    agenda_inlezen.inlezen(session, bestand, door=beheerder, nu=nu)
    coalitie = session.exec(select(Ontwikkelcoalitie).where(Ontwikkelcoalitie.nummer == "5a")).one()
    aanjager = {"organisatie": maak(session, Organisatie), "rol": DeelnemerRol.AANJAGER, "van": nu.date()}
    coalitie_vormen.lid_toelaten(session, coalitie, **aanjager, door=petra, nu=nu)
    coalitie_vormen.vormen(session, coalitie, door=petra, nu=nu)
    agenda_inlezen.inlezen(session, bestand, door=beheerder, nu=nu)
    session.expire_all()
    assert coalitie.status is CoalitieStatus.VORMING
    assert len(coalitie.deelnemingen) == 1
