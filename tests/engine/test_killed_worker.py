"""Workers that are killed at any moment: nothing is done twice in effect, nothing is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.cases.engine import CaseEngine
from engine.correspondence.mail import FolderMailer
from engine.records import schema
from engine.records.db import Database
from engine.records.tables import delivery, incident, letter, timer
from engine.worker import Worker
from tests.engine.errand import asker_in, engine_in, start_errand

CASES = 30
KILLS = 3


def environment(url: str, tmp_path) -> dict[str, str]:
    return {
        **os.environ,
        "CSPR_DATABASE_URL": url,
        "CSPR_DATA_FOLDER": str(tmp_path),
        "CSPR_SECRET_KEY": "k" * 32,
        "CSPR_PUBLIC_ADDRESS": "https://reviews.example.org",
        "CSPR_MAIL_FOLDER": str(tmp_path / "mail"),
        "CSPR_MAIL_FROM": "reviews@example.org",
    }


def kill_one(url: str, tmp_path, moments: random.Random) -> None:
    """Start a worker, and kill it somewhere in the middle of its first pieces of work."""
    command = [sys.executable, "-m", "web", "worker", "--once"]
    with subprocess.Popen(command, env=environment(url, tmp_path), stderr=subprocess.PIPE, text=True) as running:
        running.stderr.readline()
        time.sleep(moments.uniform(0, 0.03))
        running.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_is_killed_is_done_once_by_the_next(kind, request, tmp_path):
    url = f"sqlite:///{tmp_path}/cspr.sqlite" if kind == "sqlite" else request.getfixturevalue("postgresql_url")
    database = Database(url)
    schema.migrate(database)
    cases, asker = engine_in(database), asker_in(database)
    ids = [start_errand(database, cases, asker) for _ in range(CASES)]
    moments = random.Random(20260414)
    for _ in range(KILLS):
        kill_one(url, tmp_path, moments)
    with clock.stopped_at(clock.now() + timedelta(hours=1)):  # after the lease of whatever a dead worker had claimed
        mailer = FolderMailer(tmp_path / "mail")
        said = {"sender": "reviews@example.org", "sign_in_at": "https://reviews.example.org"}
        last = Worker(database=database, cases=CaseEngine(), mailer=mailer, **said)
        last.run_once()
    with database.reading() as tx:
        assert tx.connection.scalar(sa.select(sa.func.count()).select_from(timer)) == 0
        assert tx.connection.scalar(sa.select(sa.func.count()).select_from(incident)) == 0
        told = list(tx.connection.scalars(sa.select(letter.c.case_id).where(letter.c.name == "escalate")))
        assert sorted(told) == ids
        assert set(tx.connection.scalars(sa.select(delivery.c.state))) == {"sent"}
        for case_id in ids:
            actions = [entry.action for entry in audit.entries(tx, case_id)]
            assert (actions.count("timers_fired"), actions.count("delivery_sent")) == (1, 2)
        assert not audit.verify(tx).broken
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 2 * CASES
    database.close()
