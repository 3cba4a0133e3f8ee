"""Workers that are killed at any moment: nothing is done twice in effect, nothing is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from engine import clock
from engine.correspondence.mail import FolderMailer
from engine.queue_worker import QueueWorker
from engine.records.db import Database
from tests.engine.faults import STALLED_SECONDS, Errands, in_folder

ROUNDS = 3


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


def kill_two(url: str, tmp_path, moments: random.Random) -> None:
    """Start two workers, and kill each somewhere in the middle of its first pieces of work."""
    command = [sys.executable, "-m", "web", "worker", *(["--once"] if url.startswith("sqlite") else [])]
    options = {"env": environment(url, tmp_path), "stderr": subprocess.PIPE, "stdout": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, **options) as one, subprocess.Popen(command, **options) as other:
        for running in (one, other):
            running.stderr.readline()
            time.sleep(moments.uniform(0, 0.1))
            running.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_is_killed_is_done_once_by_the_next(kind, request, tmp_path, number):
    url = f"sqlite:///{tmp_path}/cspr.sqlite" if kind == "sqlite" else request.getfixturevalue("postgresql_url")
    database = Database(url, is_durable=False)
    errands, moments = Errands(database, number), random.Random(20260414)
    for _ in range(ROUNDS):
        kill_two(url, tmp_path, moments)
    assert not errands.is_done()
    time.sleep(STALLED_SECONDS + 0.1)  # those who were killed have given no sign of life since
    with clock.stopped_at(clock.now() + timedelta(hours=1)):  # after the lease of whatever they had claimed
        last = errands.worker(FolderMailer(tmp_path / "mail"))
        (last if database.is_sqlite else QueueWorker(database, last.work, stalled_seconds=STALLED_SECONDS)).run_once()
    errands.check(in_folder(tmp_path / "mail"))
    database.close()
