"""What may stand in a committed file."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.rules.source import ROOT, tracked

INSTALLED_FROM = re.compile(
    r"requirements.*\.txt$|lock\.json$|\.lock$|(^|/)\.npmrc$|(^|/)package\.json$|^pyproject\.toml$|^\.ci/"
)


def text(path: Path) -> str:
    return (ROOT / path).read_text(errors="replace")


class TestAddresses:
    def test_what_is_installed_comes_from_wherever_the_machine_is_told_to_look(self):
        wanted = [path for path in tracked() if INSTALLED_FROM.search(path.as_posix())]
        assert {"requirements.txt", "requirements-test.txt"} <= {path.name for path in wanted}
        address = re.compile(r"https?://|--(extra-)?index-url|--find-links|^registry\s*=|\"resolved\"", re.MULTILINE)
        funding = re.compile(r'"url": "https://[^"]*"')  # whom to thank for a package: nothing is fetched from there
        found = {str(path): address.findall(funding.sub("", text(path))) for path in wanted}
        assert {path: hits for path, hits in found.items() if hits} == {}

    def test_no_file_knows_the_machine_that_it_was_written_on(self):
        here = (f"{ROOT}/", f"{Path.home()}/")
        assert [path for path in tracked() if any(folder in text(path) for folder in here)] == []


class TestLinks:
    def test_none_is_committed(self):
        """A link to somebody's environment, checked out, takes the place of everybody's."""
        listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, check=True, capture_output=True, text=True)
        assert [line for line in listed.stdout.splitlines() if line.startswith("120000")] == []


class TestSecrets:
    def test_no_private_key_is_committed(self):
        key = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
        assert [path for path in tracked() if key.search(text(path))] == []


class TestMarks:
    def test_nothing_is_left_for_later(self):
        later = re.compile(
            r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|raise NotImplemented" r"Error|pragma: no cov" r"er"
        )
        source = {".py", ".js", ".mjs", ".html", ".css", ".scss", ".feature"}
        assert [path for path in tracked() if path.suffix in source and later.search(text(path))] == []


class TestRun:
    @pytest.mark.parametrize("version", [(3, 7), (3, 10)])
    def test_can_be_read_by_a_python_too_old_to_run_it(self, version: tuple[int, int]):
        ast.parse(text(Path("run.py")), feature_version=version)
