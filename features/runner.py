"""Runs scenarios on request, in a process that stays alive: `pytest features -p features.runner`.

A plugin of pytest, used by `web.scenarios.running`. It collects the scenarios once and prints what there is. Then each
line of its standard input asks for scenarios to be run against a revision; each scenario is answered with one line as
it ends, and the request with one more. Every line is a JSON object.
"""

import ast
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import pytest
from pytest_bdd.parser import Step
from pytest_bdd.scenario import scenario_wrapper_template_registry

from engine.diagrams.bundle import Bundle
from features.beginnings import Beginnings
from features.changes import Loaded
from features.coverage import Covered
from features.stash import BEGINNINGS, COVERED

if "features.steps" not in sys.modules:  # as a plugin this comes first; in a test of this module it does not
    pytest.register_assert_rewrite("features.steps")  # so that a sentence that fails says what it found instead

LONGEST_MESSAGE = 600
MOST_BYTES = 1_000_000_000
"""Of moments that are kept for changes to go on from."""
_DATE = re.compile(r"datetime\.date\((\d+), (\d+), (\d+)\)")
_COMPARED = re.compile(r"assert (?P<found>.+) (?P<how>==|<=|in) (?P<expected>.+)")


def pytest_configure(config: pytest.Config) -> None:
    """Take the place of pytest's own loop, and of its output."""
    config.pluginmanager.register(Runner(config, answers=sys.stdout))


class Runner:
    """Hooks of pytest; the state of the scenario that is being run."""

    def __init__(self, config: pytest.Config, answers: TextIO) -> None:
        self.config, self.answers = config, answers
        self.failure = ""
        self.uncollected: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why a feature cannot be read."""
        if report.failed:
            self.uncollected.append(_last_line(str(report.longrepr)))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Answer requests until there are no more."""
        items = {item.nodeid: item for item in session.items if isinstance(item, pytest.Function)}
        self.answer(scenarios=[_described(item) for item in items.values()], unreadable=self.uncollected)
        for line in sys.stdin:
            asked = json.loads(line)
            if "channels" in asked:
                self.fork(items, asked["channels"])
            else:
                self.run(items, asked)
            self.answer(done=True)
        return True

    def run(self, items: Mapping[str, pytest.Function], asked: Mapping[str, Any]) -> None:
        """Run scenarios, and answer each."""
        self.config.option.revision = asked["revision"]
        if asked.get("for_changes"):
            self.config.stash[BEGINNINGS] = Beginnings(most_bytes=MOST_BYTES, notes_flows=True)
        wanted = [items[nodeid] for nodeid in asked["scenarios"]]
        for outcome in self.outcomes(wanted, until_failure=asked["until_failure"]):
            self.answer(**outcome)

    def fork(self, items: Mapping[str, pytest.Function], channels: list[int]) -> None:
        """Judge changes of the revision whose scenarios were run last, in processes of their own."""

        def fails(nodeid: str) -> str:
            self.failure = ""
            self.config.hook.pytest_runtest_protocol(item=items[nodeid], nextitem=None)
            return self.failure

        bundle = Bundle.read(Path(self.config.option.revision))
        Loaded(config=self.config, bundle=bundle, run=fails).fork(channels)

    def answer(self, **what: Any) -> None:
        """Print one line."""
        self.answers.write(f"{json.dumps(what)}\n")
        self.answers.flush()

    def outcomes(self, items: list[pytest.Function], *, until_failure: bool) -> Iterator[dict[str, Any]]:
        """Run scenarios; everything that they share is built once, and let go at the end."""
        session = items[0].session if items else None
        for item, following in zip(items, [*items[1:], None], strict=True):
            self.failure = ""
            self.config.stash[COVERED] = Covered()
            begun = time.perf_counter()
            self.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            yield {
                "scenario": item.nodeid,
                "failure": self.failure,
                "seconds": round(time.perf_counter() - begun, 4),
                "covered": self.config.stash[COVERED].to_json(),
            }
            if self.failure and until_failure:
                break
        if session is not None:
            session._setupstate.teardown_exact(None)  # noqa: SLF001 - pytest's own, for a loop that ends early

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport | None:
        """Report a sentence that failed without a traceback, which takes long to write and nobody reads."""
        if call.excinfo is None or not self.failure or call.when == "collect":
            return None
        return pytest.TestReport(item.nodeid, item.location, {}, "failed", self.failure, call.when)

    def pytest_bdd_step_error(self, step: Step, exception: BaseException) -> None:
        """Keep which sentence failed, and why."""
        self.failure = self.failure or f"{_sentence(step)}: {in_words(exception)}"

    def pytest_bdd_step_func_lookup_error(self, step: Step) -> None:
        """Keep which sentence means nothing here."""
        self.failure = f"{_sentence(step)}: no sentence of this form is known; features/steps has them"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what fails outside the sentences: a revision that cannot be read, an audit chain that is broken."""
        if report.failed and not self.failure:
            self.failure = _last_line(str(report.longrepr))


def in_words(failure: BaseException) -> str:
    """Say why a sentence failed: what was found, where the sentence expected something else."""
    said = str(failure).strip()
    if not isinstance(failure, AssertionError):
        return _short(said) or type(failure).__name__
    message, _, detail = said.partition("\nassert ") if not said.startswith("assert ") else ("", "", said)
    if message:
        return _short(message)
    compared = _COMPARED.match(detail.splitlines()[0]) if detail else None
    if compared is None or compared["how"] != "==":
        return _short(detail.splitlines()[0].replace("assert not ", "found ")) if detail else "it is not so"
    return _short(f"found {_plain(compared['found'])}, expected {_plain(compared['expected'])}")


def _plain(value: str) -> str:
    """Say a value as its `repr` has it in the words of a scenario: no brackets, dates with their weekday."""
    dated = _DATE.sub(lambda ymd: repr(f"{date(*map(int, ymd.groups())):%A %-d %B %Y}"), value)
    try:
        read = set() if value == "set()" else ast.literal_eval(dated)
    except (SyntaxError, ValueError):
        return dated
    match read:
        case list() | tuple() | set():
            return ", ".join(map(str, read)) or "nothing"
    return str(read)


def _sentence(step: Step) -> str:
    return f"{step.keyword} {step.name}".removesuffix(":")


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.startswith("E ")] or text.strip().splitlines()
    return _short(lines[-1].removeprefix("E ").strip()) if lines else "it broke"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]} ..."


def _described(item: pytest.Function) -> dict[str, str]:
    template = scenario_wrapper_template_registry[item.function]
    example: Any = item.callspec.params["_pytest_bdd_example"] if hasattr(item, "callspec") else {}
    name = template.name + (f" [{' / '.join(map(str, example.values()))}]" if example else "")
    steps = template.render(example).steps
    return {
        "id": item.nodeid,
        "feature": template.feature.name or "",
        "file": template.feature.filename,
        "name": name,
        "said": "\n".join(step.name for step in steps),
        "expects": "\n".join(_with_table(step) for step in steps if step.type == "then"),
    }


def _with_table(step: Step) -> str:
    rows = step.datatable.raw() if step.datatable else ()
    return "\n".join([step.name, *(" | ".join(map(str, row)) for row in rows)])
