"""What every module keeps to; each rule says why in the message of its failure."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.source import PRODUCT, ROOT, called, imported, parsed, python_files

MOST_LINES = 350
LONGER: dict[str, str] = {}
"""Modules that may be longer, and why."""


def offenders(rule: re.Pattern[str], allowed: set[str], packages: tuple[str, ...] = PRODUCT) -> list[str]:
    """Where something is called whose dotted name matches, outside the allowed files."""
    return [
        f"{path}:{line} calls {name}"
        for path in python_files(*packages)
        if str(path) not in allowed
        for name, line in called(path)
        if rule.search(name)
    ]


def packages() -> list[Path]:
    """Every package that has modules of its own; a migration is tested as part of all of them."""
    found = {path.parent for path in python_files(*PRODUCT) if path.name != "__init__.py"}
    return sorted(path for path in found if "migrations" not in path.parts)


class TestLayers:
    def test_hold(self):
        code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))"
        # in a process of its own, because it silences the loggers of the one it runs in
        told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr

    def test_spiffworkflow_is_touched_where_revisions_are_parsed_and_where_cases_run(self):
        touching = {
            path.parent.as_posix()
            for path in python_files(*PRODUCT)
            if any(n.startswith("SpiffWorkflow") for n in imported(path))
        }
        assert touching <= {"engine/diagrams", "engine/cases"}, "its traps are guarded in these two places only"


class TestOnePlaceForEachThing:
    def test_one_module_commits(self):
        found = offenders(
            re.compile(r"\.(commit|begin|rollback)$"), {"engine/records/db.py", "engine/records/migrations/env.py"}
        )
        assert found == [], "a change is kept whole or not at all: use Database.transaction()"

    def test_one_module_reads_the_time(self):
        clock = re.compile(r"(^|\.)(now|utcnow|today|fromtimestamp)$|^time\.(time|localtime|gmtime)(_ns)?$")
        found = [
            line for line in offenders(clock, {"engine/clock.py"}) if not re.search(r"calls (engine\.)?clock\.", line)
        ]
        assert found == [], "a step has one instant, and tests stop it: use engine.clock"

    def test_one_module_reads_the_environment(self):
        reads = re.compile(r"\benviron\b|\bgetenv\b")
        found = [
            f"{path}:{node.lineno}"
            for path in python_files(*PRODUCT)
            if str(path)
            not in {"engine/settings.py", "web/assets.py"}  # assets hands it on to npm, and reads nothing in it
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Attribute | ast.Name) and reads.search(ast.unparse(node))
        ]
        assert found == [], "every setting is checked at the start, in one place: engine.settings"

    def test_what_nobody_expected_is_caught_where_it_becomes_an_incident(self):
        broad = {None, "Exception", "BaseException"}
        found = [
            f"{path}:{node.lineno}"
            for path in python_files(*PRODUCT)
            if str(path) not in {"engine/worker.py", "engine/cases/attempts.py"}
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.ExceptHandler)
            and (ast.unparse(node.type) if node.type else None) in broad
            and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
        ]
        assert found == [], "name what you expect; anything else must reach a person"


class TestNothingRunsText:
    def test_no_eval_exec_or_compile(self):
        assert offenders(re.compile(r"^(builtins\.)?(eval|exec|compile|__import__)$"), set()) == []

    def test_no_pickle(self):
        unsafe = {"pickle", "cPickle", "dill", "marshal", "shelve", "jsonpickle"}
        assert [
            p
            for p in python_files(*PRODUCT, "benchmarks", "features", "tests")
            if unsafe & {n.split(".")[0] for n in imported(p)}
        ] == []


class TestTests:
    def test_fakes_are_written_by_hand(self):
        mocking = [p for p in python_files("tests", "features") if any(n.startswith("unittest") for n in imported(p))]
        assert mocking == [], "a mock agrees with whatever is asked of it: write a fake"

    @pytest.mark.parametrize("package", packages(), ids=str)
    def test_mirror_the_packages(self, package: Path):
        beside = ROOT / "tests" / package
        theirs = [*beside.rglob("test_*.py"), *beside.parent.glob(f"test_{package.name}*.py")]
        assert theirs, f"nothing in tests/{package} tests {package}"


class TestSize:
    def test_a_module_has_one_reason_to_exist(self):
        lines = {
            str(path): len((ROOT / path).read_text().splitlines())
            for path in python_files(*PRODUCT, "benchmarks", "features", "tests")
        }
        long = {path: count for path, count in lines.items() if count > MOST_LINES and "/versions/" not in path}
        assert set(long) == set(LONGER), (
            f"split what is longer than {MOST_LINES} lines, or say in LONGER why not: {long}"
        )
