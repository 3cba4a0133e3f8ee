"""Completed user tasks a second over HTTP: `cspr serve` itself, asked by browsers' stand-ins on the same machine.

Nothing is left out: the session, the token against forged requests, the limits of requests, access, validation, the
draft, the step, and a commit that survives loss of power. First each case's task is sent whose draft is there; then
the next is filled in, which keeps its draft, and sent. Redirects are not followed.
"""

import http.client
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

import sqlalchemy as sa

from benchmarks.figures import RATE, WALL, Figure, median, p95
from benchmarks.places import Fresh, person, publish, root
from benchmarks.steps import POSTS
from engine.cases.attempts import keep_draft
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.diagrams import samples
from engine.records.db import Database
from engine.records.tables import submission, user_task
from engine.registers.sessions import open_session

CLIENTS = 8
PROCESSES = 2
ANSWERS = {"outcome": "go_on", "note": "As agreed."}
TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
SEE_OTHER = range(300, 400)
_OPEN = sa.select(user_task.c.id).where(user_task.c.closed_at.is_(None)).order_by(user_task.c.case_id)
_SENT = sa.select(sa.func.count()).select_from(submission)


@dataclass
class Client:
    """A browser of somebody who is signed in; each request comes from another address, as through a proxy."""

    number: int
    port: int
    session: str
    milliseconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("localhost", self.port)
        self._requests = count()
        self._cookies = {"signed_in": self.session}

    def begin(self, task_id: str) -> None:
        """Open a page, and keep its token."""
        status, body = self._ask("GET", f"/tasks/{task_id}")
        found = TOKEN.search(body)
        assert found, (status, body[:500])
        self._token = found[1].decode()

    def fill_in(self, task_id: str) -> None:
        """Fill in a task's form, and ask to check it."""
        self._post(f"/tasks/{task_id}", {**ANSWERS, "act": "check"})

    def send(self, task_id: str) -> None:
        """Send the answers."""
        begun = time.perf_counter()
        self._post(f"/tasks/{task_id}/submit", {})
        self.milliseconds.append((time.perf_counter() - begun) * 1000)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _post(self, path: str, fields: dict[str, str]) -> None:
        status, body = self._ask("POST", path, urlencode({**fields, "csrf_token": self._token}))
        assert status in SEE_OTHER, (path, status, body[:500])

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "X-Forwarded-For": f"10.{self.number}.{next(self._requests) % 200}.1",
            "X-Forwarded-Proto": "http",
            "X-Forwarded-Host": f"localhost:{self.port}",
            **({"Content-Type": "application/x-www-form-urlencoded"} if body else {}),
        }
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        if said := answer.getheader("Set-Cookie"):
            name, _, value = said.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, answer.read()


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure one kind of database, called `where` in the figures."""
    number, url = (16 if is_quick else 3_000), fresh()
    with closing(Database(url, is_durable=False)) as database:
        sessions = _fill(database, number)
        with _serving(url, is_sqlite=database.is_sqlite) as port:
            clients = [Client(n, port, session) for n, session in enumerate(sessions)]
            for client, task_id in zip(clients, _open(database), strict=False):
                client.begin(task_id)
            sending = _rate(clients, _open(database), lambda client: [client.send])
            took = [each for client in clients for each in client.milliseconds]
            whole = _rate(clients, _open(database), lambda client: [client.fill_in, client.send])
            for client in clients:
                client.close()
        with database.reading() as tx:
            assert tx.connection.scalar(_SENT) == 3 * number, "every user task is completed once"
    told = f"user tasks sent over HTTP; {where}, durable"
    yield Figure.beside(told, sending, RATE, "filled in and sent", whole)
    yield Figure.beside(f"{told}, p95", p95(took), WALL, "median", median(took))


def _rate(
    clients: Sequence[Client], tasks: Sequence[str], do: Callable[[Client], Sequence[Callable[[str], None]]]
) -> float:
    """Let every client do something with its share of the tasks; tell how many of these that was a second."""
    failed = list[BaseException]()

    def work(client: Client) -> None:
        try:
            for task_id in tasks[client.number :: len(clients)]:
                for each in do(client):
                    each(task_id)
        except BaseException as failure:  # noqa: BLE001 - told by whoever waits for this thread
            failed.append(failure)

    threads = [threading.Thread(target=work, args=[client]) for client in clients]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return len(tasks) / (time.perf_counter() - begun)


def _fill(database: Database, number: int) -> list[str]:
    """Start as many cases, with a draft of each one's open task; return the session of each client."""
    cases = CaseEngine()
    publish(database, samples.linear(4))
    officer = person(database, POSTS)
    for _ in range(number):
        with database.transaction() as tx:
            start_case(tx, cases, person=officer, answers=ANSWERS)
    for task_id in _open(database):
        with database.transaction() as tx:
            keep_draft(tx, task_id=task_id, person_id=officer.id, answers=ANSWERS)
    with database.transaction() as tx:
        return [open_session(tx, officer.id, minutes=60) for _ in range(CLIENTS)]


def _open(database: Database) -> Sequence[str]:
    with database.reading() as tx:
        return tx.connection.scalars(_OPEN).all()


@contextmanager
def _serving(url: str, *, is_sqlite: bool) -> Iterator[int]:
    """Give the port of the service's own program, once it answers."""
    with socket.socket() as found, tempfile.TemporaryDirectory(prefix="cspr-bench-") as folder:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
        found.close()
        settings = {
            "CSPR_DATABASE_URL": url,
            "CSPR_DATA_FOLDER": folder,
            "CSPR_SECRET_KEY": secrets.token_hex(32),
            "CSPR_PUBLIC_ADDRESS": f"http://localhost:{port}",
            "CSPR_MAIL_FOLDER": f"{folder}/mail",
            "CSPR_MAIL_FROM": "office@example.org",
            "CSPR_TRUSTED_PROXIES": "1",
        }
        several = [] if is_sqlite else [f"--processes={PROCESSES}"]
        command = [sys.executable, "-m", "web", "serve", f"--port={port}", *several]
        with subprocess.Popen(command, cwd=root(), env=settings, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 - our own interpreter, our own module
            assert program.stdout
            said = program.stdout.readline()
            assert said.startswith("Serving"), said
            yield port
            program.terminate()
