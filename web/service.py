"""What the pages work with: one a program, reached from any request."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from engine.cases.engine import CaseEngine
from engine.records.db import Database
from engine.settings import Settings

NAME = "cspr"
"""Its place in `app.extensions`."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """The database, the engine that runs the cases in it, and how this program is set up."""

    database: Database
    cases: CaseEngine
    settings: Settings


def service() -> Service:
    """Return the service that the current request belongs to."""
    return cast("Service", current_app.extensions[NAME])
