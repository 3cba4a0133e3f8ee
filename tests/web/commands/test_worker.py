import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from engine.records import schema
from engine.records.db import Database
from tests.engine.errand import asker_in, engine_in, start_errand
from web.commands import main


def environment(url: str, tmp_path) -> dict[str, str]:
    return {
        "CSPR_DATABASE_URL": url,
        "CSPR_DATA_FOLDER": str(tmp_path),
        "CSPR_SECRET_KEY": "k" * 32,
        "CSPR_PUBLIC_ADDRESS": "https://reviews.example.org",
        "CSPR_MAIL_FOLDER": str(tmp_path / "mail"),
        "CSPR_MAIL_FROM": "reviews@example.org",
    }


def with_an_errand(url: str) -> None:
    database = Database(url)
    schema.migrate(database)
    start_errand(database, engine_in(database), asker_in(database))
    database.close()


class TestWorker:
    @pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
    def test_does_what_is_due_once_when_asked(self, kind, request, tmp_path):
        url = f"sqlite:///{tmp_path}/cspr.sqlite" if kind == "sqlite" else request.getfixturevalue("postgresql_url")
        with_an_errand(url)
        result = CliRunner().invoke(main, ["worker", "--once"], env=environment(url, tmp_path))
        assert result.exit_code == 0
        assert {"1 timers fired", "2 deliveries tried"} <= set(result.output.strip().split(", "))
        assert len(list((tmp_path / "mail").glob("*.eml"))) == 2

    def test_says_on_sqlite_that_the_server_does_its_work(self, tmp_path):
        result = CliRunner().invoke(main, ["worker"], env=environment(f"sqlite:///{tmp_path}/c.sqlite", tmp_path))
        assert result.exit_code == 2
        assert "`cspr serve` does the worker's work itself" in result.output

    def test_says_what_the_settings_lack(self):
        result = CliRunner().invoke(main, ["worker"], env={"CSPR_MAIL_FROM": "nobody"})
        assert result.exit_code == 2
        assert "CSPR_MAIL_FROM: must be one email address" in result.output

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["terminated", "interrupted"])
    def test_works_until_it_is_told_to_stop(self, tmp_path, postgresql_url, number):
        with_an_errand(postgresql_url)
        command = [sys.executable, "-m", "web", "worker"]
        env = {**os.environ, **environment(postgresql_url, tmp_path)}
        with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as running:
            said = ""
            while "1 timers fired" not in said or said.count(" sent") < 2:
                line = running.stderr.readline()
                assert line, said
                said += line
            running.send_signal(number)
            assert running.wait(timeout=20) == 0
