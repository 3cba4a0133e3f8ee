"""Cases whose time limit has passed and whose letters wait, and what must be true once workers have been at them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep

import sqlalchemy as sa

from engine import audit
from engine.cases.engine import CaseEngine
from engine.correspondence.mail import Mailer, MailUnreachable
from engine.queue_worker import QueueWorker
from engine.records import schema
from engine.records.db import Database
from engine.records.tables import delivery, incident, letter, timer
from engine.worker import Worker
from tests.engine.errand import asker_in, engine_in, start_errand

PATIENCE_SECONDS = 120
STALLED_SECONDS = 2.0
"""A worker that gave no sign of life for so long is taken for dead; a busy machine keeps one waiting for a while."""


class MailServer:
    """Takes mail, and drops what bears the id of a message that it has had, as mail servers do."""

    def __init__(self) -> None:
        self.taken: dict[str, EmailMessage] = {}
        self.is_away = False

    def send(self, message: EmailMessage) -> None:
        """Take a message, or not."""
        if self.is_away:
            raise MailUnreachable("The mail server cannot be reached")
        self.taken.setdefault(message["Message-ID"], message)


@dataclass
class Errands:
    """A database with a number of cases, each with a letter that waits and a timer that is due and writes another."""

    database: Database
    number: int
    mail: MailServer = field(default_factory=MailServer)

    def __post_init__(self) -> None:
        schema.migrate(self.database)
        cases, asker = engine_in(self.database), asker_in(self.database)
        self.ids = [start_errand(self.database, cases, asker) for _ in range(self.number)]

    def worker(self, mailer: Mailer | None = None) -> Worker:
        return Worker(
            database=self.database,
            cases=CaseEngine(),
            mailer=mailer or self.mail,
            sender="reviews@example.org",
            sign_in_at="https://reviews.example.org",
        )

    def queue_worker(self) -> QueueWorker:
        return QueueWorker(self.database, self.worker().work, stalled_seconds=STALLED_SECONDS)

    def running(self) -> Worker | QueueWorker:
        """A worker as this database has it, started."""
        made = self.worker() if self.database.is_sqlite else self.queue_worker()
        made.start()
        return made

    def count(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        with self.database.reading() as tx:
            return tx.connection.scalar(sa.select(sa.func.count()).select_from(table).where(*where))

    def sent(self) -> int:
        return self.count(delivery, delivery.c.state == "sent")

    def is_done(self) -> bool:
        return self.count(timer) == 0 and self.sent() == 2 * self.number

    def wait(self) -> None:
        """Wait until all of it is done."""
        wait_until(self.is_done, patience_seconds=PATIENCE_SECONDS + self.number / 10)

    def check(self, arrived: Iterable[str]) -> None:
        """Each timer fired once, each letter went to the mail server under one id, no person was troubled.

        Args:
            arrived: the ids of the messages that the mail server took.
        """
        assert self.count(timer) == self.count(incident) == 0
        with self.database.reading() as tx:
            assert not audit.verify(tx).broken
            told = Counter(tx.connection.scalars(sa.select(letter.c.case_id).where(letter.c.name == "escalate")))
            assert told == Counter(self.ids)
            assert set(tx.connection.scalars(sa.select(delivery.c.state))) == {"sent"}
            assert sorted(arrived) == sorted(tx.connection.scalars(sa.select(delivery.c.message_id)))
            for case_id in self.ids:
                actions = Counter(entry.action for entry in audit.entries(tx, case_id))
                assert actions == {"case_opened": 1, "timers_fired": 1, "delivery_sent": 2}


def in_folder(folder: Path) -> list[str]:
    """The ids of the messages that lie in a mail folder."""
    return [f"<{path.stem}>" for path in folder.glob("*.eml")]


def wait_until(condition: Callable[[], bool], patience_seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for something that must come to be true."""
    until = monotonic() + patience_seconds
    while not condition():
        assert monotonic() < until, "it did not come to be true"
        sleep(0.05)
