"""A real Chromium and a real server on loopback, for the tests under tests/browser."""

import os
import shutil
import threading

import pytest
from werkzeug.serving import make_server

# Debian's Chromium as root in a container: no sandbox, and nothing that looks for the outside world.
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def pytest_collection_modifyitems(items):
    """Whatever asks for a browser carries the mark, so that `-m "not browser"` leaves it out."""
    for test in items:
        if "chromium" in getattr(test, "fixturenames", ()):
            test.add_marker("browser")


@pytest.fixture(scope="session")
def chromium():
    """The browser, once per worker; skipped with a reason where there is none, which in CI is a failure."""
    pad = shutil.which("chromium") or shutil.which("chromium-browser")
    if pad is None:
        reden = "geen Chromium op deze machine (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reden)
        pytest.skip(reden)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path=pad, args=VLAGGEN)
        yield browser
        browser.close()


@pytest.fixture
def adres(app):
    """The address at which the application of this test is served while the test runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    draad.join(timeout=10)


@pytest.fixture
def page(chromium, adres):
    """A fresh window at a desk."""
    context = chromium.new_context(base_url=adres, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.fixture
def smal(chromium, adres):
    """A fresh window of 320 px, as on a small phone or at 400% zoom."""
    context = chromium.new_context(base_url=adres, viewport={"width": 320, "height": 640}, locale="nl-NL", has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def zonder_javascript(chromium, adres):
    """A fresh window that runs no scripts at all."""
    context = chromium.new_context(base_url=adres, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
