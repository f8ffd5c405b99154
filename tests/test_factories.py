"""What the factories make can be kept as it is."""

import pytest

from tests.factories import STANDAARD, maak


@pytest.mark.parametrize("noun", STANDAARD, ids=lambda noun: noun.__name__)
def test_every_noun_is_valid_by_default(session, noun):
    assert maak(session, noun).id
    assert maak(session, noun).uuid
