"""A demonstration, put together: its folder, its database, its people and cases, its clock."""

import secrets
from datetime import datetime
from pathlib import Path

from engine import clock
from engine.cases.engine import CaseEngine
from engine.records.db import Database
from engine.records.schema import migrate
from engine.registers.people import accounts
from engine.settings import MailFolder, Settings
from web.demonstration.cases import Desk
from web.demonstration.people import add_people
from web.publishing import publish_project
from web.service import Service

READY = "ready"
"""The file that says that its people and cases are all there."""
CLOCK = "clock"
"""The file that says how far the demonstration's clock had come when it was last moved."""


def demonstration_in(folder: Path, *, port: int, starts_at: datetime | None = None) -> Service:
    """Make a demonstration in a folder, or go on with the one that it holds.

    Args:
        folder: where its database, uploads and mail lie.
        port: on which it answers.
        starts_at: the instant at which its clock starts; otherwise it stands at the present, or where it was moved to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    is_new = not (folder / READY).exists()
    if is_new:  # never begun, or its first start did not come to its end
        for half in folder.glob("cspr.sqlite*"):
            half.unlink()
    _start_clock(folder, starts_at)
    settings = Settings(
        database_url=f"sqlite:///{folder / 'cspr.sqlite'}",
        data_folder=folder,
        secret_key=_secret_of(folder),
        public_address=f"http://localhost:{port}",
        mail=MailFolder(path=folder / "mail"),
        mail_from="reviews@example.org",
        demands_second_step=False,
        is_demonstration=True,
    )
    database = Database(settings.database_url, is_durable=False)
    cases = CaseEngine()
    migrate(database)
    publish_project(database, cases)
    with database.transaction() as tx:
        add_people(tx, accounts(tx))
        people = {account.name: account.person for account in accounts(tx, is_demonstration=True)}
    if is_new:
        Desk(database=database, cases=cases, people=people, uploads=settings.uploads_folder).add_cases()
        (folder / READY).touch()
    return Service(database=database, cases=cases, settings=settings)


def keep_clock(folder: Path) -> None:
    """Remember how far the clock has been moved, for the next start."""
    (folder / CLOCK).write_text(clock.now().isoformat(), encoding="utf-8")


def _start_clock(folder: Path, starts_at: datetime | None) -> None:
    kept = folder / CLOCK
    if starts_at is not None:
        clock.start_at(starts_at)
        keep_clock(folder)
    elif kept.exists():
        moved_to = datetime.fromisoformat(kept.read_text(encoding="utf-8"))
        if moved_to > clock.now():
            clock.start_at(moved_to)


def _secret_of(folder: Path) -> str:
    kept = folder / "secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32), encoding="utf-8")
    return kept.read_text(encoding="utf-8")
