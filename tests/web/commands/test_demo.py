import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from web.commands.demo import demo

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class TestDemo:
    def test_answers_and_ends_when_it_is_told_to(self, tmp_path, port):
        command = [sys.executable, "-m", "web", "demo", "--data", tmp_path, "--port", str(port), "--at", "2026-04-14"]
        with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env={**os.environ}) as running:
            try:
                said = running.stdout.readline()
                assert said == f"The demonstration is ready: http://localhost:{port}/\n"
                assert "Tuesday 14 April 2026, 9am" in running.stdout.readline()
                with urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=20) as page:
                    assert "Ruth Ashdown" in page.read().decode()
            finally:
                running.send_signal(signal.SIGTERM)
                assert running.wait(timeout=20) is not None
        assert re.search(r"2026-04-14T", (tmp_path / "clock").read_text())

    def test_says_that_the_port_is_taken(self, tmp_path):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            done = CliRunner().invoke(demo, ["--data", str(tmp_path), "--port", str(port)])
        assert done.exit_code == 2
        assert f"port {port}: Address already in use" in done.output

    @pytest.mark.parametrize("at", ["yesterday", "2026-02-30"])
    def test_refuses_an_instant_that_is_none(self, tmp_path, at):
        done = CliRunner().invoke(demo, ["--data", str(tmp_path), "--at", at])
        assert done.exit_code == 2
        assert "must be like 2026-04-14 or 2026-04-14T09:40" in done.output
