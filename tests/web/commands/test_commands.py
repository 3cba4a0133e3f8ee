"""The command line as a whole."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from tests.rules.source import ROOT
from web.commands import main


def commands() -> list[str]:
    return main.list_commands(click.Context(main))


class TestMain:
    def test_lists_every_command_with_what_it_does(self):
        said = CliRunner().invoke(main, ["--help"])
        assert said.exit_code == 0
        for name in commands():
            assert f"  {name} " in said.output

    @pytest.mark.parametrize("name", commands())
    def test_every_command_explains_itself_with_an_example(self, name: str):
        command = main.get_command(click.Context(main), name)
        calls = [[name, part] for part in command.commands] if isinstance(command, click.Group) else [[name]]
        for call in calls:
            said = CliRunner().invoke(main, [*call, "--help"])
            assert said.exit_code == 0
            assert "Example" in said.output

    def test_a_command_that_does_not_exist_is_a_wrong_call(self):
        said = CliRunner().invoke(main, ["undo"])
        assert said.exit_code == 2
        assert "No such command" in said.output

    def test_what_cannot_be_read_is_a_wrong_call_told_in_its_own_words(self, tmp_path):
        said = CliRunner().invoke(main, ["due", "A-1", "--anchor", "received=2026-04-01", "--revision", str(tmp_path)])
        assert said.exit_code == 2
        assert "Error" in said.output
        assert "Traceback" not in said.output

    def test_starts_without_what_it_does_not_need(self):
        """Help for one command must come at once: no server, no database, no other command."""
        program = "import sys, web.commands; print({'flask', 'sqlalchemy', 'SpiffWorkflow'} & set(sys.modules))"
        said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        assert said.stdout.strip() == "set()"
