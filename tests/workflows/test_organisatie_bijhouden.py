"""Adding an organisation, mending one, and learning another name for it."""

import pytest
from sqlmodel import select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, Verouderd
from crm.models import Helix, Logboekregel
from crm.workflows import organisatie_bijhouden as bijhouden


def test_a_name_that_is_known_is_not_added_again(session, rom, onhn, petra, nu):
    for naam in ("Rom Inwest", "onhn"):
        with pytest.raises(AlGebeurd, match="staat er al"):
            bijhouden.toevoegen(session, naam=naam, helix=Helix.OVERHEID, door=petra, nu=nu)


@pytest.mark.parametrize("naam", ["", "   ", "\t\n"])
def test_an_empty_name_is_refused(session, petra, nu, naam):
    with pytest.raises(OngeldigeInvoer, match="Vul een naam in"):
        bijhouden.toevoegen(session, naam=naam, helix=Helix.BEDRIJF, door=petra, nu=nu)


def test_an_older_version_does_not_overwrite(session, rom, petra, nu):
    gelezen = rom.versie
    bijhouden.wijzigen(session, rom, versie=gelezen, wijzigingen={"regio": "MRA"}, door=petra, nu=nu)
    with pytest.raises(Verouderd):
        bijhouden.wijzigen(session, rom, versie=gelezen, wijzigingen={"regio": "NHN"}, door=petra, nu=nu)
    assert rom.regio == "MRA"


def test_the_log_knows_what_was_before(session, rom, petra, nu):
    bijhouden.wijzigen(session, rom, versie=rom.versie, wijzigingen={"regio": "MRA"}, door=petra, nu=nu)
    regel = session.exec(select(Logboekregel)).one()
    assert (regel.voor, regel.na) == ({"regio": None}, {"regio": "MRA"})


def test_saving_the_same_changes_nothing(session, rom, petra, nu):
    bijhouden.wijzigen(session, rom, versie=rom.versie, wijzigingen={"naam": rom.naam}, door=petra, nu=nu)
    assert session.exec(select(Logboekregel)).all() == []


def test_a_name_of_another_is_refused(session, rom, onhn, petra, nu):
    with pytest.raises(OngeldigeInvoer, match="is al de naam van"):
        bijhouden.wijzigen(session, rom, versie=rom.versie, wijzigingen={"naam": "ONHN"}, door=petra, nu=nu)


def test_only_these_fields_can_be_changed(session, rom, petra, nu):
    with pytest.raises(OngeldigeInvoer, match="is_voorbeeld"):
        bijhouden.wijzigen(session, rom, versie=rom.versie, wijzigingen={"is_voorbeeld": True}, door=petra, nu=nu)


def test_an_alias_belongs_to_one(session, rom, onhn, petra, nu):
    with pytest.raises(AlGebeurd, match="hoort al bij"):
        bijhouden.alias_toevoegen(session, rom, "ONHN", door=petra, nu=nu)


def test_a_reader_adds_nothing(session, lezer, nu):
    with pytest.raises(NietToegestaan):
        bijhouden.toevoegen(session, naam="X", helix=Helix.BEDRIJF, door=lezer, nu=nu)


def test_a_number_that_is_somebody_elses_is_refused_by_name(session, rom, petra, nu):
    wie = {"door": petra, "nu": nu}
    bijhouden.wijzigen(session, rom, versie=rom.versie, wijzigingen={"kvk_nummer": "12345678"}, **wie)
    with pytest.raises(OngeldigeInvoer, match="is al van ‘ROM InWest’"):
        bijhouden.toevoegen(session, naam="Ander", helix=Helix.BEDRIJF, kvk_nummer="12345678", **wie)
