"""Settings that would lock everybody out, or let anybody in, are refused at the start."""

import pytest

from crm.settings import ONTWIKKELSLEUTEL, InstellingFout, Settings


@pytest.mark.parametrize("uren", ["0", "-3"])
def test_a_session_lasts_at_least_an_hour(uren):
    with pytest.raises(InstellingFout, match="CRM_SESSIE_UREN"):
        Settings.from_env({"CRM_SESSIE_UREN": uren})


@pytest.mark.parametrize("adres", ["http://10.0.0.5:8000", "https://aanjager.example", "http://localhost.example"])
def test_the_development_key_stays_on_one_s_own_machine(adres):
    with pytest.raises(InstellingFout, match="CRM_SECRET_KEY"):
        Settings.from_env({"CRM_BASE_URL": adres})
    assert Settings.from_env({"CRM_BASE_URL": adres, "CRM_SECRET_KEY": "x" * 40}).base_url == adres


@pytest.mark.parametrize("adres", ["http://127.0.0.1:8000", "http://localhost:5000"])
def test_on_one_s_own_machine_the_development_key_will_do(adres):
    assert Settings.from_env({"CRM_BASE_URL": adres}).secret_key == ONTWIKKELSLEUTEL
