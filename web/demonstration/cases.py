"""The demonstration's cases: opened and moved on by its people, through the engine, at instants in the past."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from engine import clock
from engine.access import Person
from engine.calendar.working_days import Calendar
from engine.cases import reading
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.steps import complete_user_task
from engine.records.db import Database, Transaction

FILE = Path(__file__).with_name("cases.yaml")
_RELATIVE = re.compile(r"today(?: ([+-]) (\d+))?(?: at (\S+))?")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that somebody did: by name, when before the demonstration begins, and with which answers."""

    by: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    task: str = ""
    working_days_ago: int = 0
    at: str = ""
    minutes_ago: int = 0

    def instant(self, calendar: Calendar) -> datetime:
        """Return when it was done (UTC): never in the future."""
        if not self.at:
            return clock.now() - timedelta(minutes=self.minutes_ago)
        on, _ = calendar.count(clock.today(), -self.working_days_ago)
        return datetime.combine(on, time.fromisoformat(self.at), clock.LONDON)


def add_cases(database: Database, cases: CaseEngine, people: Mapping[str, Person]) -> int:
    """Open the invented cases, and return how many there are."""
    with database.reading() as tx:
        calendar = cases.revisions.current(tx).partnership.calendar
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
    for case in told:
        reference = ""
        for step in (Step(**step) for step in case["steps"]):
            with clock.stopped_at(step.instant(calendar)), database.transaction() as tx:
                reference = _do(tx, cases, people[step.by], step, reference)
    return len(told)


def _do(tx: Transaction, cases: CaseEngine, person: Person, step: Step, reference: str) -> str:
    answers = dated(step.answers, clock.today())
    if not reference:
        return start_case(tx, cases, person=person, answers=answers).reference
    case = reading.find_case(tx, cases.revisions, person, reference)
    task = next(t for t in reading.tasks(tx, case) if t.is_open and t.is_mine and t.element.id == step.task)
    return complete_user_task(tx, cases, task_id=task.id, person=person, answers=answers).reference


def dated(answers: Any, today: date) -> Any:
    """Return answers with "today", "today - 3" and "today at 2:30pm" as dates, counted from a London date."""
    if isinstance(answers, Mapping):
        return {name: dated(answer, today) for name, answer in answers.items()}
    if isinstance(answers, list):
        return [dated(answer, today) for answer in answers]
    found = _RELATIVE.fullmatch(answers) if isinstance(answers, str) else None
    if found is None:
        return answers
    on = today + timedelta(days=int(f"{found[1] or '+'}{found[2] or 0}"))
    if found[3] is None:
        return on.isoformat()
    return {"day": str(on.day), "month": str(on.month), "year": str(on.year), "time": found[3]}
