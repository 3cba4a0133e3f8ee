"""`cspr serve --processes`: the program itself, on PostgreSQL."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from urllib.request import Request, urlopen

from click.testing import CliRunner

from engine.records import schema
from engine.records.db import Database
from tests.engine.errand import engine_in
from tests.web.commands.test_worker import environment
from web.commands import main

SIGN_INS = 'cspr_requests_total{method="GET",route="/sign-in",status="200"}'
TOKEN = "a token that was drawn at random, of this test"


@contextmanager
def serving(url: str, folder: Path, processes: int):
    """A server's program and its port, once it answers."""
    database = Database(url)
    schema.migrate(database)
    engine_in(database)
    database.close()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "web", "serve", "--port", str(port), "--processes", str(processes)]
    env = {**os.environ, **environment(url, folder), "CSPR_METRICS_TOKEN": TOKEN}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout.readline() == f"Serving https://reviews.example.org on 127.0.0.1, port {port}\n"
            yield running, port
        finally:
            running.terminate()


def answers(port: int) -> bool:
    page = Request(f"http://127.0.0.1:{port}/sign-in", headers={"Host": "reviews.example.org"})
    with urlopen(page, timeout=20) as answer:
        return "Sign in" in answer.read().decode()


def page_with(port: int, header: str, value: str) -> str:
    """What a page says to who sends a header that only a program beside the server may set."""
    page = Request(f"http://127.0.0.1:{port}/accessibility", headers={"Host": "reviews.example.org"})
    page.add_unredirected_header(header, value)
    with urlopen(page, timeout=20) as answer:
        return answer.read().decode()


def counted(port: int) -> float:
    """How many answers of the page to sign in the processes have counted, all of them together."""
    page = Request(f"http://127.0.0.1:{port}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(page, timeout=20) as answer:
        (line,) = (found for found in answer.read().decode().splitlines() if found.startswith(SIGN_INS))
    return float(line.rpartition(" ")[2])


def children(process: subprocess.Popen) -> set[int]:
    return {int(number) for number in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()}


class TestServeInProcesses:
    def test_outlasts_the_end_of_one_and_ends_when_it_is_told_to(self, postgresql_url, tmp_path):
        with serving(postgresql_url, tmp_path, 2) as (running, port):
            assert all(answers(port) for _ in range(4))
            assert "/elsewhere" not in page_with(port, "SCRIPT_NAME", "/elsewhere"), "it would lead every link astray"
            assert "Accessibility" in page_with(port, "PATH_INFO", "/privacy"), "it would pass by what a proxy refuses"
            first, second = before = children(running)
            assert [counted(port) for _ in range(4)] == [4, 4, 4, 4], "whichever of them is asked"
            os.kill(first, signal.SIGKILL)
            assert all(answers(port) for _ in range(4))
            while len(after := children(running)) < 2 or after == before:
                sleep(0.05)
            assert second in after
            assert all(answers(port) for _ in range(4))
            assert counted(port) == 12, "what a process has counted outlives it"
            running.send_signal(signal.SIGTERM)
            assert running.wait(timeout=30) == 0

    def test_is_not_for_sqlite(self, tmp_path):
        env = environment(f"sqlite:///{tmp_path}/cspr.sqlite", tmp_path)
        result = CliRunner().invoke(main, ["serve", "--processes", "2"], env=env)
        assert result.exit_code == 2
        assert "on SQLite one process does everything" in result.output

    def test_says_that_the_port_is_taken(self, postgresql_url, tmp_path):
        with serving(postgresql_url, tmp_path, 1) as (_, port):
            said = ["serve", "--port", str(port), "--processes", "1"]
            result = CliRunner().invoke(main, said, env=environment(postgresql_url, tmp_path))
        assert result.exit_code == 2
        assert f"port {port}: Address already in use" in result.output
