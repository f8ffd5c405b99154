"""Writes docs/openapi.json: `python -m tests.api.openapi_bijwerken`."""

import json
from pathlib import Path

from crm import create_app
from crm.api import openapi
from crm.db import Database
from crm.settings import Settings

if __name__ == "__main__":
    app = create_app(Settings(omgeving="test"), Database("sqlite://"))
    pad = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
    pad.write_text(
        json.dumps(openapi(app), ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )
