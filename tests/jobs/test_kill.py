"""The sending process is killed: every message arrives, and what arrives twice is the same mail."""

import pytest

from tests.support.sigkill import dood_en_tel


@pytest.mark.timeout(120)
def test_ten_kills_lose_nothing_and_double_only_what_was_answered_and_not_yet_written_down(database, mailserver, certificaten):
    url = f"smtp://127.0.0.1:{mailserver.poort}?ca={certificaten.ca}"
    uitslag = dood_en_tel(database, mailserver, url, kills=10, zaad=20261014, langst=0.15, voorraad=60)
    assert uitslag.aangekomen == uitslag.berichten
    assert uitslag.dubbel <= uitslag.tussen
    assert uitslag.niet_afgerond == 0
