"""The clocks of a case: each time limit that runs in it, how it stands, and how its date came about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa

from engine import clock
from engine.audit import Entry
from engine.calendar.time_limits import Due, Limit
from engine.cases.facts import WHOLE_CASE, Facts
from engine.cases.papers import one_submission
from engine.cases.places import Place, Standing, StepOfCase
from engine.cases.reading import Case
from engine.cases.revisions import Revisions
from engine.cases.time_left import TimeLeft
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.records.tables import safeguarding_case

_KNOWN = sa.select(safeguarding_case.c.revision_id, safeguarding_case.c.facts).where(
    safeguarding_case.c.reference == sa.bindparam("reference", type_=safeguarding_case.c.reference.type)
)


class Running(StrEnum):
    """Whether a clock runs."""

    NOW = "now"
    COMING = "coming"
    POSSIBLE = "possible"
    """It comes to be the limit of something on some way that the case may take; its days are counted already."""
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One time limit in one case, over all that it is the limit of.

    Attributes:
        clause: the clause that sets it.
        element: what is to be done now, or comes next, or was done last.
        instance: in which instance the limit is nearest; none for what is done once.
        due_on: London date worked to; none while no anchor is recorded.
        opened_at: when it could first be done (UTC); none for what is ahead.
        left: what is left until then; only while it runs or is to come.
        done_at: when it was done (UTC).
        was_late: it was done after the day it was due.
        done: how many instances are done.
        of: how many there are; 0 for what is done once.
        due: how the date is worked out; the limits beside the earliest are in it.
    """

    clause: str
    element: Element
    running: Running
    instance: str | None = None
    due_on: date | None = None
    opened_at: datetime | None = None
    left: TimeLeft | None = None
    done_at: datetime | None = None
    was_late: bool = False
    done: int = 0
    of: int = 0
    due: Due

    @property
    def is_late(self) -> bool:
        """Whether it runs and its date has passed."""
        return self.running is Running.NOW and self.left is not None and self.left.is_late


@dataclass(frozen=True, kw_only=True)
class Extended:
    """A time limit was extended.

    Attributes:
        old: the London date worked to before; none if it had no date yet.
        new: the London date to which it was extended.
        tell: the role that its clause says is told.
        letter: the id of the letter by which that role was told; none if none was written to it.
        submission: the id of the submission that extended it, and says why.
    """

    old: date | None
    new: date
    tell: str
    letter: int | None
    submission: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """How a time limit's date changed: an anchor was recorded or corrected, it was extended, or the calendar changed.

    Attributes:
        anchors: the anchors that moved it, each with its old date, if it had one, and the new one.
        holidays: the changes of the calendar that moved it, each with its kind (`engine.calendar.changes`), the London
            date and what it is.
        extended: how it was extended; none if it was not.
        reason: why, for a correction; the partnership's own words, so empty for who only asked or was asked.
        was: how the date was worked out before; now `became`.
    """

    at: datetime
    person_id: int | None
    action: str
    anchors: tuple[tuple[str, date | None, date], ...]
    holidays: tuple[tuple[str, date, str], ...]
    extended: Extended | None
    reason: str
    was: Due
    became: Due


def clocks(case: Case, places: Iterable[Place]) -> tuple[Clock, ...]:
    """Return the case's clocks: those that run by their dates, then those ahead, then those done, last first."""
    steps = dict[str, list[StepOfCase]]()
    for step in _all_steps(case, tuple(places)):
        clause = step.element.properties.get("time_limit")
        if clause and step.element.kind == "userTask":  # a letter that only names the date does not meet it
            steps.setdefault(clause, []).append(step)
    found = [
        replace(made, opened_at=min((task.opened_at for step in limited for task in step.tasks), default=None))
        for clause, limited in steps.items()
        if (made := _clock(case, clause, limited))
    ]
    order = [*Running]
    far = clock.NO_DATE

    def when(made: Clock) -> tuple[int, float]:
        if made.running is Running.DONE and made.done_at:
            return order.index(made.running), -made.done_at.timestamp()
        return order.index(made.running), (made.due_on or far).toordinal()

    return tuple(sorted(found, key=when))


def moves(case: Case, clause: str, instance: str | None, entries: Iterable[Entry]) -> tuple[Move, ...]:
    """Return each change of a time limit's date, newest first, as the audit tells it."""
    hangs_on = {limit.anchor for limit in case.revision.clauses[clause].limits}
    calendar = case.revision.partnership.calendar
    facts, found, followed = Facts(), list[Move](), calendar.as_of(case.opened_at)
    for entry in entries:
        changed = entry.facts.get("calendar", ())
        if changed:
            followed = calendar.until(changed[0]["number"] - 1)
        was = case.revision.due(clause, facts.anchors_seen_from(instance), followed)
        moved = list[tuple[str, date | None, date]]()
        for noted in entry.facts.get("anchors", ()):
            facts.anchors.setdefault(noted["anchor"], {})[noted["instance"] or WHOLE_CASE] = noted["new"]
            if noted["anchor"] in hangs_on and noted["instance"] in (None, instance):
                old = date.fromisoformat(noted["old"]) if noted["old"] else None
                moved.append((noted["anchor"], old, date.fromisoformat(noted["new"])))
        extended = _extended(entry, clause, instance)
        if extended:
            facts.anchors.setdefault(clause, {})[instance or WHOLE_CASE] = extended.new.isoformat()
        if not (moved or changed or extended):
            continue
        followed = calendar.until(changed[-1]["number"]) if changed else calendar.as_of(entry.at)
        became = case.revision.due(clause, facts.anchors_seen_from(instance), followed)
        if extended or _dates(became) != _dates(was):
            found.append(
                Move(
                    at=entry.at,
                    person_id=entry.person_id,
                    action=entry.action,
                    anchors=tuple(moved),
                    holidays=tuple((c["kind"], date.fromisoformat(c["on"]), c["why"]) for c in changed),
                    extended=extended,
                    reason=str(entry.facts.get("reason", "")) if case.is_inside else "",
                    was=was,
                    became=became,
                )
            )
    return tuple(reversed(found))


def _extended(entry: Entry, clause: str, instance: str | None) -> Extended | None:
    for noted in entry.facts.get("extensions", ()):
        if noted["clause"] == clause and noted["instance"] in (None, instance):
            letters = entry.facts.get("letters", ())
            to = (letter["letter"] for letter in letters if letter["to"].partition("|")[0] == noted["tell"])
            return Extended(
                old=date.fromisoformat(noted["old"]) if noted["old"] else None,
                new=date.fromisoformat(noted["new"]),
                tell=noted["tell"],
                letter=next(to, None),
                submission=entry.facts["submission"],
            )
    return None


def reasons(tx: Transaction, case: Case, moved: Iterable[Move]) -> Mapping[str, str]:
    """Return why a time limit was extended, by the id of the submission: as far as this person may read it."""
    found = dict[str, str]()
    for move in moved:
        sent = one_submission(tx, case, move.extended.submission) if move.extended else None
        for question in case.revision.forms[sent.form].fields if sent else ():
            if sent and question.extends and question.extends.clause == move.became.clause:
                found[sent.id] = str(sent.answers.get(question.extends.reason, ""))
    return found


def known_of(tx: Transaction, revisions: Revisions, reference: str) -> tuple[Revision, Facts]:
    """Return the revision of a case and what it knows: for who runs the service, and sees references and dates alone.

    Raises:
        CaseNotFound: there is no such case.
    """
    row = tx.connection.execute(_KNOWN, {"reference": reference}).one_or_none()
    if row is None:
        raise CaseNotFound
    return revisions.get(tx, row.revision_id), Facts.from_json(row.facts)


def _dates(due: Due) -> list[tuple[Limit, date, date]]:
    return [(reckoned.limit, reckoned.start, reckoned.due_on) for reckoned in due.reckoned]


def due(case: Case, clause: str, instance: str | None, at: datetime | None = None) -> Due:
    """Work out how a time limit stands for an instance, or for the whole case.

    What is done, and a case that is closed, is told by the calendar of its time (UTC): a holiday that was proclaimed
    afterwards has moved nothing of it.
    """
    at, calendar = at or case.closed_at, case.revision.partnership.calendar
    return case.revision.due(clause, case.facts.anchors_seen_from(instance), calendar.as_of(at) if at else calendar)


def _all_steps(case: Case, places: Sequence[Place]) -> Iterator[StepOfCase]:
    """Give the steps of every process that the case has entered, and of those that it may enter yet."""
    entered = {place.process for place in places}
    ahead = set[str]()
    for step in (step for place in places for step in place.steps):
        yield step
        if step.standing in (Standing.COMING, Standing.POSSIBLE):
            ahead.add(step.element.called)
    for element in case.revision.elements.values():
        if element.process in ahead - entered:
            yield StepOfCase(element=element, standing=Standing.POSSIBLE)


def _clock(case: Case, clause: str, steps: Sequence[StepOfCase]) -> Clock | None:
    """Make the clock of the steps that one clause limits; none if it has no date yet."""
    by = {standing: [s for s in steps if s.standing is standing] for standing in Standing}
    if now := by[Standing.NOW]:
        return _running(case, clause, now)
    if coming := by[Standing.COMING]:
        return _ahead(case, clause, coming[0].element, Running.COMING)
    if done := by[Standing.DONE]:
        return _done(case, clause, max(done, key=lambda step: step.done_at or case.opened_at))
    if possible := by[Standing.POSSIBLE]:
        return _ahead(case, clause, possible[0].element, Running.POSSIBLE)
    return None


def _ahead(case: Case, clause: str, element: Element, running: Running) -> Clock | None:
    made = Clock(clause=clause, element=element, running=running, due=due(case, clause, None))
    return _dated(case, made, made.due.on) if made.due.on else None


def _running(case: Case, clause: str, now: Sequence[StepOfCase]) -> Clock | None:
    open_tasks = [task for step in now for task in step.open_tasks]
    if not open_tasks:
        return None
    task = min(open_tasks, key=lambda task: task.due_on or clock.NO_DATE)
    step = next(step for step in now if task in step.tasks)
    made = Clock(
        clause=clause,
        element=step.element,
        running=Running.NOW,
        instance=task.instance,
        done=step.done,
        of=step.of,
        due=due(case, clause, task.instance),
    )
    return _dated(case, made, task.due_on)


def _done(case: Case, clause: str, step: StepOfCase) -> Clock:
    task = max(
        (t for t in step.tasks if t.outcome == "completed"), key=lambda t: t.closed_at or t.opened_at, default=None
    )
    done_at = task.closed_at if task else step.done_at
    how = due(case, clause, task.instance if task else None, done_at)
    due_on = task.due_on if task else how.on
    return Clock(
        clause=clause,
        element=step.element,
        running=Running.DONE,
        instance=task.instance if task else None,
        due_on=due_on,
        done_at=done_at,
        was_late=any(t.was_late for t in step.tasks) or _is_after(done_at, due_on),
        done=step.done,
        of=step.of,
        due=how,
    )


def _is_after(instant: datetime | None, due_on: date | None) -> bool:
    return bool(instant and due_on and clock.london_date(instant) > due_on)


def _dated(case: Case, made: Clock, due_on: date | None) -> Clock:
    return replace(made, due_on=due_on, left=case.left_until(due_on) if due_on else None)
