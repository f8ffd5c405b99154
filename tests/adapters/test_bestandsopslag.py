"""The store keeps files whole under their checksums, and knows when one is not what it was."""

import hashlib

import pytest

from crm.adapters.bestandsopslag import Bestandsopslag
from crm.errors import DomainError, NietGevonden

INHOUD = b"wat er in het bestand staat"
SHA = hashlib.sha256(INHOUD).hexdigest()


@pytest.fixture
def opslag(tmp_path):
    return Bestandsopslag(tmp_path / "bijlagen")


def test_a_file_stands_under_its_checksum_for_our_eyes_only(opslag):
    assert opslag.bewaar(INHOUD) == SHA
    pad = opslag.map / SHA[:2] / SHA
    assert pad.read_bytes() == INHOUD == opslag.lees(SHA)
    assert pad.stat().st_mode & 0o077 == 0
    assert opslag.stand(SHA) == "goed"
    assert list(opslag.alle()) == [SHA]


def test_the_same_contents_stand_there_once_and_nothing_else_is_left(opslag):
    opslag.bewaar(INHOUD)
    opslag.bewaar(INHOUD)
    assert [pad.name for pad in opslag.map.rglob("*") if pad.is_file()] == [SHA]


@pytest.mark.parametrize("naam", ["../../etc/passwd", "", "a" * 63, "A" * 64, f"{'a' * 64}\n", "..", "a/" * 32])
def test_what_is_no_checksum_is_no_path(opslag, naam):
    for doe in (opslag.pad, opslag.lees, opslag.stand, opslag.wis):
        with pytest.raises(ValueError, match="controlegetal"):
            doe(naam)


def test_a_file_that_is_gone_or_was_changed_is_not_handed_out(opslag):
    opslag.bewaar(INHOUD)
    opslag.pad(SHA).write_bytes(b"iets anders")
    assert opslag.stand(SHA) == "beschadigd"
    with pytest.raises(NietGevonden, match="beschadigd"):
        opslag.lees(SHA)
    opslag.wis(SHA)
    assert opslag.stand(SHA) == "kwijt"
    with pytest.raises(NietGevonden, match="staat niet meer in de opslag"):
        opslag.lees(SHA)


def test_adding_it_again_mends_a_damaged_file(opslag):
    opslag.bewaar(INHOUD)
    opslag.pad(SHA).write_bytes(b"iets anders")
    opslag.bewaar(INHOUD)
    assert opslag.lees(SHA) == INHOUD


def test_a_file_that_was_written_anew_is_left_alone(opslag):
    opslag.bewaar(INHOUD)
    gezien = opslag.kenmerk(SHA)
    opslag.bewaar(INHOUD)
    opslag.wis(SHA, gezien)
    assert opslag.stand(SHA) == "goed"
    opslag.wis(SHA, opslag.kenmerk(SHA))
    assert opslag.stand(SHA) == "kwijt"


def test_a_folder_that_points_outside_takes_nothing(opslag, tmp_path):
    buiten = tmp_path / "buiten"
    buiten.mkdir()
    opslag.map.mkdir()
    (opslag.map / SHA[:2]).symlink_to(buiten)
    with pytest.raises(DomainError, match="niet bewaren"):
        opslag.bewaar(INHOUD)
    assert list(buiten.iterdir()) == []


def test_a_disk_that_refuses_is_a_sentence_and_leaves_no_half_file(opslag, monkeypatch):
    def vol(_nummer):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", vol)
    with pytest.raises(DomainError, match="functioneel beheer"):
        opslag.bewaar(INHOUD)
    assert [pad for pad in opslag.map.rglob("*") if pad.is_file()] == []
