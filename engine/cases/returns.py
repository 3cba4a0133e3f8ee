"""Agencies that are asked: for each of them, when it was asked, what it has answered, and what is still to come.

What is asked of agencies is read from the revision: user tasks that each item of a list does where the items are
agencies, in a lane that the agency itself holds. Several tasks with one form, such as one for who is asked late, are
one question. How an answer is called is what the diagram writes on the sequence flow that it leads to; how a return
ended is the name of the end that the agency's own token came to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from engine.audit import Entry
from engine.cases.course import Course, course_of
from engine.cases.environment import View
from engine.cases.papers import Submission
from engine.cases.reading import Case, Task
from engine.diagrams.elements import Element
from engine.diagrams.instances import lists_by_process
from engine.diagrams.revision import Revision

AGENCIES = "agencies"


class Reply(StrEnum):
    """How far one agency has come."""

    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    """Something is asked of it, or of the partnership about it."""
    LATE = "late"
    """What is asked of it was due before today."""
    COMPLETE = "complete"
    """It has answered everything."""
    SHORT = "short"
    """Nothing more is asked of it, although it has not answered everything: it need not, or it will not."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One form that agencies fill in: how its step is called."""

    form: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How one question stands with one agency.

    Attributes:
        task: the latest user task that asks it; none if it was not asked.
        submission: what answered it last; none if nothing has, or the reader may not read it.
        said: the answer in the diagram's words; empty if no way of the diagram hangs on it.
    """

    task: Task | None = None
    submission: Submission | None = None
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One agency in one round of questions.

    Attributes:
        key: the agency's.
        asked_at: when its first user task was opened (UTC); none while it has none.
        letter: the id of the first letter that was written to it then; none if there is none.
        answers: as many as there are questions, in their order.
        ended: the name of the end that it came to; empty while it has come to none.
        open: what is open with it, or about it, the one due first before others.
        was_late: it answered something after the day it was due.
    """

    key: str
    name: str
    reply: Reply
    asked_at: datetime | None = None
    letter: int | None = None
    answers: tuple[Answer, ...] = ()
    ended: str = ""
    ended_at: datetime | None = None
    open: tuple[Task, ...] = ()
    was_late: bool = False

    @property
    def due_on(self) -> date | None:
        """The London date by which it is next to answer; none if nothing that is open has one."""
        return next((task.due_on for task in self.open if task.due_on), None)


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one process asks agencies, and how each of them stands.

    Attributes:
        process: the process's id.
        name: what it is called.
        questions: in the order of the diagram.
        agencies: in the order of their lists.
    """

    process: str
    name: str
    questions: tuple[Question, ...]
    agencies: tuple[Asked, ...]

    @property
    def tally(self) -> Mapping[Reply, int]:
        """How many agencies have come how far, those that are not there left out."""
        found = Counter(asked.reply for asked in self.agencies)
        return {reply: found[reply] for reply in Reply if found[reply]}

    @property
    def waiting(self) -> int:
        """How many agencies are waited for, late or not."""
        return self.tally.get(Reply.WAITING, 0) + self.tally.get(Reply.LATE, 0)

    @property
    def endings(self) -> Mapping[str, int]:
        """How many agencies came to which end, by its name, the most frequent first."""
        return dict(Counter(asked.ended for asked in self.agencies if asked.ended and not asked.open).most_common())


def rounds(
    case: Case, entries: Iterable[Entry], tasks: Sequence[Task], submissions: Sequence[Submission]
) -> tuple[Round, ...]:
    """Return what the case asks of agencies, each process once; none of a case that has not come to it.

    Args:
        case: as somebody inside the partnership sees it.
        entries: its audit.
        tasks: all its user tasks, as they were opened.
        submissions: the answers that the person may read, as they were given.
    """
    asking = _asking(case.revision)
    if not asking:
        return ()
    written = tuple(entries)
    found = (_round(case, process, elements, written, tasks, submissions) for process, elements in asking.items())
    return tuple(each for each in found if each.agencies)


# ---- what the revision asks -------------------------------------------------------------------------------


def _asking(revision: Revision) -> Mapping[str, Sequence[Element]]:
    """Return the user tasks that agencies do for themselves, one an agency, by process."""
    lists, by_process = _agency_lists(revision), lists_by_process(revision.processes, revision.elements.values())
    found = dict[str, list[Element]]()
    for element in revision.elements.values():
        rule = revision.partnership.roles.get(element.role)
        if element.kind != "userTask" or rule is None or rule.who != "agency" or not rule.needs_instance:
            continue
        run_for = {element.collection} if element.collection else by_process[element.process]
        if run_for & lists:
            found.setdefault(element.process, []).append(element)
    return found


def _agency_lists(revision: Revision) -> frozenset[str]:
    """Return the lists whose items are agencies themselves, not numbered things that belong to one."""
    groups = [group for form in revision.forms.values() for group in form.lists if group.key]
    filled = {name for group in groups for name in (group.list, *group.adds_to)}
    return frozenset({AGENCIES, *revision.partnership.lists, *filled})


def _questions(course: Course, elements: Sequence[Element]) -> tuple[Question, ...]:
    asked = {element.key for element in elements}
    names = dict[str, str]()
    for element in course.elements:
        if element.key in asked:
            names.setdefault(element.form, element.name)
    return tuple(Question(form=form, name=name) for form, name in names.items())


# ---- how the case stands ----------------------------------------------------------------------------------


def _round(
    case: Case,
    process: str,
    elements: Sequence[Element],
    entries: Sequence[Entry],
    tasks: Sequence[Task],
    submissions: Sequence[Submission],
) -> Round:
    course = course_of(case.revision, process)
    questions = _questions(course, elements)
    of = dict[str, list[Task]]()
    for task in tasks:
        if task.element.process == process and task.kind == "task" and task.instance:
            of.setdefault(task.instance, []).append(task)
    given = {(sent.instance, sent.form): sent for sent in submissions if sent.element.process == process}
    ends = _ends(case.revision, process, entries) if of else {}
    letters = {(entry.at, to): letter for entry in entries for letter, to in _letters(entry)} if of else {}

    def asked(key: str) -> Asked:
        mine = of.get(key, [])
        if not mine:
            return Asked(key=key, name=case.instance_name(key), reply=Reply.NOT_ASKED)
        answers = tuple(_answer(case, course, q, key, mine, given.get((key, q.form))) for q in questions)
        end, ended_at = ends.get(key, (None, None))
        still = sorted((task for task in mine if task.is_open), key=lambda task: task.due_on or date.max)
        return Asked(
            key=key,
            name=case.instance_name(key),
            reply=_reply(case, still, answers),
            asked_at=mine[0].opened_at,
            letter=letters.get((mine[0].opened_at, mine[0].holder.key)),
            answers=answers,
            ended=end.name if end and not still else "",
            ended_at=ended_at if not still else None,
            open=tuple(still),
            was_late=any(task.was_late for task in mine),
        )

    keys = _keys(case, elements, of)
    return Round(
        process=process,
        name=case.revision.processes[process].name,
        questions=questions,
        agencies=tuple(asked(key) for key in keys),
    )


def _keys(case: Case, elements: Sequence[Element], of: Mapping[str, Sequence[Task]]) -> list[str]:
    """Return the agencies of a round in the order of the case's lists; of an open case also who is yet to be asked."""
    revision = case.revision
    by_process = lists_by_process(revision.processes, revision.elements.values())
    names = {n for e in elements for n in ({e.collection} if e.collection else by_process[e.process])}
    listed = [key for name in sorted(names) for key in case.facts.lists.get(name, ())]
    if not case.is_open:
        listed = [key for key in listed if key in of]
    return list(dict.fromkeys([*listed, *of]))


def _answer(
    case: Case, course: Course, question: Question, key: str, mine: Sequence[Task], sent: Submission | None
) -> Answer:
    task = next((task for task in reversed(mine) if task.element.form == question.form), None)
    if task is None:
        return Answer()
    said = "" if task.is_open or sent is None else _said(case, course, question.form, key, sent)
    return Answer(task=task, submission=sent, said=said)


def _said(case: Case, course: Course, form: str, key: str, sent: Submission) -> str:
    """Say an answer as the diagram does, on the way that it opens; else by the label of what was chosen."""
    routed = {f"{form}.{q.name}": q for q in case.revision.forms[form].routed}
    view = View(case.revision, case.facts, instance=key)
    flows = (flow for element in course.elements for flow in course.out_of(element) if flow.name)
    for flow in flows:
        reads = flow.condition.names if flow.condition else frozenset()
        if flow.condition and reads and reads <= routed.keys() and flow.condition.holds(view):
            return flow.name
    chosen = ((q, sent.answers.get(q.name)) for q in routed.values() if q.type == "choice")
    return next((q.choices[str(key)].label for q, key in chosen if str(key) in q.choices), "")


def _reply(case: Case, still: Sequence[Task], answers: Sequence[Answer]) -> Reply:
    if still:
        is_late = any(task.due_on and case.left_until(task.due_on).is_late for task in still)
        return Reply.LATE if is_late else Reply.WAITING
    return Reply.COMPLETE if all(a.task and a.task.outcome == "completed" for a in answers) else Reply.SHORT


def _ends(revision: Revision, process: str, entries: Iterable[Entry]) -> Mapping[str, tuple[Element, datetime]]:
    """Return the end that each instance came to last by what somebody did for it, and when (UTC)."""
    into = {
        flow.id: revision.elements[process, flow.target]
        for flow in revision.flows
        if flow.process == process and revision.elements[process, flow.target].kind == "endEvent"
    }
    found = dict[str, tuple[Element, datetime]]()
    for entry in entries:
        key = entry.facts.get("instance")
        for of, flow in entry.flows:
            if key and of == process and flow in into:
                found[key] = into[flow], entry.at
    return found


def _letters(entry: Entry) -> Iterator[tuple[int, str]]:
    """Give the letters of an entry with their holders' keys, the first to each last, so that it counts."""
    return ((letter["letter"], letter["to"]) for letter in reversed(entry.facts.get("letters", ())))
