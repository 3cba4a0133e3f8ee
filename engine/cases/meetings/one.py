"""One meeting of a case: when and where, who is invited and comes, what each part deals with, and what it recorded.

Who refers, or is asked, reads of it when and where it is and their own invitation, and no more.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine import access
from engine.cases import papers, reading
from engine.cases.environment import View
from engine.cases.holders import Holder, Named, holder, people
from engine.cases.meetings.guests import Guest, guests_of
from engine.cases.papers import Document, Submission
from engine.cases.reading import Case, Task
from engine.diagrams.instances import item_key
from engine.diagrams.meetings import chairs_of, enclosed_with, parts_of, plans_of
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.records.meetings import meeting
from forms.definition import Form
from forms.reading import Item, Row, shown
from forms.reading import Part as Said
from forms.schema import Answers


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A meeting as it is planned.

    Attributes:
        form: that planned it first.
        instance: that planned it; empty for the whole case.
        starts_at: an aware instant, as is the end.
        planned_by: the key of who planned it.
    """

    form: str
    instance: str
    called: str
    starts_at: datetime
    ends_at: datetime
    place: str
    is_off: bool
    planned_by: str

    @property
    def minutes(self) -> int:
        """How long it is planned to last."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


@dataclass(frozen=True, kw_only=True)
class Chair:
    """Whose part the chair is, and who holds it today; `holder` is none while nobody was chosen."""

    role: str
    holder: Holder | None
    people: tuple[Named, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingPart:
    """A part of the meeting.

    Attributes:
        agenda: what it deals with: the headings of its record.
        submission: its record; none while it is not kept, or if it is closed to the person.
        minutes: what was recorded, in words, without who was there.
        attended: who was there; as the record of this part or of one before says.
        is_closed: its record is kept, and closed to the person, who had left.
        task: where it is recorded, while it is not.
    """

    form: Form
    called: str
    agenda: tuple[str, ...]
    submission: Submission | None
    minutes: tuple[Said, ...]
    attended: tuple[Item, ...]
    is_closed: bool
    task: Task | None


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something that the meeting agreed: what its list says of it, and the user tasks by which it is carried out."""

    called: str
    rows: tuple[Row, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, kw_only=True)
class CaseMeeting:
    """A meeting of a case, as far as a person may read of it.

    Attributes:
        plans: the answers that planned it, and planned it anew, in order.
        guests: who is, or was, invited.
        documents: what came with the invitations, the latest version of each.
        missing: the names of documents that are to come with an invitation and have not gone yet.
    """

    planned: Planned
    plans: tuple[Submission, ...]
    chairs: tuple[Chair, ...]
    guests: tuple[Guest, ...]
    parts: tuple[MeetingPart, ...]
    actions: tuple[Action, ...]
    documents: tuple[Document, ...]
    missing: tuple[str, ...]

    @property
    def invited(self) -> tuple[Guest, ...]:
        """Who is invited now."""
        return tuple(guest for guest in self.guests if not guest.is_off)

    @property
    def is_held(self) -> bool:
        """Whether the record of one of its parts is kept."""
        return any(part.submission or part.is_closed for part in self.parts)


_m = meeting.c
_OF_CASE = sa.select(meeting).where(_m.case_id == sa.bindparam("case_id", type_=_m.case_id.type)).order_by(_m.starts_at)


def planned_in(tx: Transaction, case: Case) -> tuple[Planned, ...]:
    """Return the meetings that are planned in a case, by date; for who is outside, those to which they are invited."""
    rows = tx.connection.execute(_OF_CASE, {"case_id": case.id}).all()
    names = [column.name for column in meeting.c if column.name != "case_id"]
    found = [Planned(**{name: getattr(row, name) for name in names}) for row in rows if row.form in case.revision.forms]
    if case.is_inside or not found:
        return tuple(found)
    mine = {(guest.form, guest.instance) for guest in guests_of(tx, case)}
    return tuple(planned for planned in found if (planned.form, planned.instance) in mine)


def meeting_of(tx: Transaction, case: Case, form: str, instance: str = "") -> CaseMeeting:
    """Return a meeting of a case.

    Raises:
        CaseNotFound: there is none, or the person is outside and not invited to it: nobody is told which.
    """
    rows = [one for one in planned_in(tx, case) if (one.form, one.instance) == (form, instance)]
    if not rows:
        raise CaseNotFound
    (planned,) = rows
    guests = tuple(g for g in guests_of(tx, case, planned) if (g.form, g.instance) == (form, instance))
    sent, tasks = papers.submissions(tx, case), reading.tasks(tx, case)
    written, came = papers.documents(tx, case), {guest.documents for guest in guests}
    enclosed = papers.latest(document for document in written if any(document.id in ids for ids in came))
    inside = case.is_inside
    return CaseMeeting(
        planned=planned,
        plans=tuple(_of(sent, plans_of(case.revision, form), instance)),
        chairs=tuple(_chairs(tx, case, planned)),
        guests=guests,
        parts=tuple(_parts(case, planned, sent, tasks)) if inside else (),
        actions=tuple(_actions(case, planned, sent, tasks)) if inside else (),
        documents=enclosed,
        missing=_missing(case, planned, enclosed) if inside else (),
    )


def _of(sent: Iterable[Submission], forms: Sequence[str], instance: str) -> Iterator[Submission]:
    return (each for each in sent if each.form in forms and each.instance in (None, instance or None))


def _chairs(tx: Transaction, case: Case, planned: Planned) -> Iterator[Chair]:
    partnership = case.revision.partnership
    roles = chairs_of(case.revision, planned.form)
    chosen = {name: case.facts.chosen_by(rule.by, planned.instance) for name, rule in roles.items()}
    keys = {name: access.key(name, part) for name, part in chosen.items() if part}
    holding = people(tx, partnership, keys.values()) if keys else {}
    for name in roles:
        key = keys.get(name)
        yield Chair(role=name, holder=holder(partnership, key) if key else None, people=holding[key] if key else ())


def _missing(case: Case, planned: Planned, enclosed: Iterable[Document]) -> tuple[str, ...]:
    names = {document.name for document in enclosed}
    return tuple(name for name in enclosed_with(case.revision, planned.form) if name not in names)


def _parts(case: Case, planned: Planned, sent: Sequence[Submission], tasks: Sequence[Task]) -> Iterator[MeetingPart]:
    attended = tuple[Item, ...]()
    for form in parts_of(case.revision, planned.form):
        record = form.record
        assert record is not None
        kept = list(_of(sent, [form.form], planned.instance))
        last = kept[-1] if kept else None
        here = [task for task in tasks if task.is_open and task.element.form == form.form]
        if last and record.attendance:
            attended = _attending(case, form, last.answers, only_staying=False)
        answers = {name: value for name, value in (last.answers if last else {}).items() if name != record.attendance}
        is_closed = last is None and case.facts.was_submitted(form.form, planned.instance or None)
        yield MeetingPart(
            form=form,
            called=record.part,
            agenda=tuple(section.title for section in form.sections),
            submission=last,
            minutes=shown(form, answers, case.lists) if last else (),
            attended=attended if last or is_closed else (),
            is_closed=is_closed,
            task=here[-1] if here else None,
        )
        if last and record.stays:
            attended = _attending(case, form, last.answers, only_staying=True)


def _attending(case: Case, form: Form, answers: Mapping[str, Any], *, only_staying: bool) -> tuple[Item, ...]:
    """Return who attended, in words; or who of them was there for the parts that followed."""
    record = form.record
    assert record is not None
    group = next(question for question in form.fields if question.name == record.attendance)
    seen, own = View(case.revision, case.facts), {question.name for question in group.fields}
    items = [
        item
        for item in answers.get(group.name, ())
        if not only_staying or record.stays is None or record.stays.holds(Answers(item, seen, own))
    ]
    said = shown(form, {group.name: items}, case.lists)
    return tuple(item for part in said for row in part.rows for item in row.items)


def _actions(case: Case, planned: Planned, sent: Sequence[Submission], tasks: Sequence[Task]) -> Iterator[Action]:
    lists = [name for form in parts_of(case.revision, planned.form) if form.record for name in form.record.actions]
    for name in dict.fromkeys(lists):
        said = _said_of_items(case, sent, name)
        for key in case.facts.lists.get(name, ()):
            own = tuple(task for task in tasks if task.instance == key and task.kind == "task")
            yield Action(called=case.instance_name(key), rows=said.get(key, ()), tasks=own)


def _said_of_items(case: Case, sent: Iterable[Submission], name: str) -> Mapping[str, tuple[Row, ...]]:
    """Return what a list of the case says of each of its items, by the item's key, as it was sent last."""
    found = dict[str, tuple[Row, ...]]()
    numbers, sendings = Counter[str](), Counter[str]()
    for submission in sent:
        form = case.revision.forms[submission.form]
        for group in form.lists:
            items = submission.answers.get(group.name, ())
            first = numbers[group.list] + 1 if group.adds_to else 1
            numbers[group.list] += len(items)
            sendings[group.list] += 1
            sending = 1 if group.adds_to else sendings[group.list]
            if name not in (group.list, *group.adds_to):
                continue
            for number, item in enumerate(items, first):
                key = item[group.key] if group.key else item_key(group.list, number, sending)
                said = shown(form, {group.name: [item]}, case.lists)
                found[key] = tuple(row for part in said for each in part.rows for i in each.items for row in i.rows)
    return found
