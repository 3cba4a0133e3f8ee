"""What is installed is what is pinned, and what is declared is what is used."""

import re
import tomllib
from importlib.metadata import packages_distributions

from tests.rules.source import PRODUCT, ROOT, imported, python_files

LOADED_BY_NAME = {"govuk-frontend-jinja", "psycopg"}
"""Declared and never imported: Jinja's loader and SQLAlchemy find them by their names."""


def pinned(name: str) -> dict[str, set[str]]:
    """Each requirement of the file, `name==version; marker`, and its hashes."""
    text = re.sub(r"\\\n|^\s*#.*$", "", (ROOT / name).read_text(), flags=re.MULTILINE)
    found = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        requirement, *hashes = re.split(r"\s+--hash=", line)
        found[requirement] = set(hashes)
    return found


def normal(name: str) -> str:
    """The distribution's name as every tool compares it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=;! ]", name)[0]).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {normal(name) for name in project["dependencies"]}


class TestPins:
    def test_every_requirement_has_one_version_and_its_hashes(self):
        for name in ("requirements.txt", "requirements-test.txt"):
            for requirement, hashes in pinned(name).items():
                assert re.match(r"[\w.-]+==\S+", requirement), requirement
                assert hashes, requirement
                assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", known) for known in hashes)

    def test_the_suite_holds_the_product_at_the_same_versions(self):
        assert pinned("requirements.txt").items() <= pinned("requirements-test.txt").items()

    def test_what_is_declared_is_pinned(self):
        assert declared() <= {normal(requirement) for requirement in pinned("requirements.txt")}


class TestDeclared:
    def test_is_what_the_product_imports(self):
        distributions = packages_distributions()
        used = {
            normal(distribution)
            for path in python_files(*PRODUCT)
            for name in imported(path)
            if (top := name.split(".")[0]) not in {*PRODUCT, "features"}
            for distribution in distributions.get(top, [])
        }
        assert used - declared() == set(), "imported, but only there by way of something else: declare it"
        assert declared() - used - LOADED_BY_NAME == set(), "declared, and used by nothing: drop it"
