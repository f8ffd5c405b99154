"""The application of a worker: built once, and set up anew for every test.

Building one costs a tenth of a second, and every page it shows for the first time as much again for its templates.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from crm import create_app, richt_in
from crm.db import Database
from crm.settings import Settings


class Toepassing:
    """One application after the other for the tests, all in the same Flask."""

    def __init__(self):
        self._app: Flask | None = None
        self._in_gebruik = False

    @contextmanager
    def op(self, settings: Settings, database: Database, nu: dt.datetime) -> Iterator[Flask]:
        """The application as create_app makes it, at a fixed moment; what a test set is gone afterwards."""
        if self._in_gebruik:
            raise RuntimeError("er is één toepassing tegelijk; maak een tweede met create_app")
        if self._app is None:
            self._app = create_app(settings, database)
            self._config = dict(self._app.config)
        app, self._in_gebruik = self._app, True
        app.config.clear()
        app.config.update(self._config)
        richt_in(app, settings, database)
        app.config.update(TESTING=True, KLOK=lambda: nu)
        try:
            yield app
        finally:
            self._in_gebruik = False


@pytest.fixture(scope="session")
def toepassing():
    return Toepassing()
