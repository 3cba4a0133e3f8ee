"""What was decided in a case, and the views that several gave of one matter, side by side.

A decision is recognised by what the revision does with it: an answer that conditions of its diagrams or its
decision tables read. Its reasons are the texts of the same section of the form. So are the views of one matter: each
instance of a multi-instance activity answers, and something outside reads the answers of all.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.access import Person, is_inside
from engine.cases import papers, reading
from engine.cases.asking import OpenTask
from engine.cases.papers import Submission
from engine.cases.reading import Case
from engine.cases.revisions import Revisions
from engine.diagrams.elements import Element
from engine.diagrams.instances import WHOLE_CASE, lists_by_process
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from forms.definition import Field, Form
from forms.reading import Row, shown

_CHOSEN = ("choice", "yes_no")


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """Something that was weighed: whether it was found so, and on what grounds, in words."""

    label: str
    is_met: bool
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Answers that decided the way of the case, with their reasons, as they are read.

    Attributes:
        criteria: what else the same form asks by yes or no, and each choice of a question that takes several.
    """

    submission: Submission
    answers: tuple[Row, ...]
    reasons: tuple[Row, ...]
    criteria: tuple[Criterion, ...] = ()

    @property
    def met(self) -> int:
        """How many of the criteria were found met."""
        return sum(criterion.is_met for criterion in self.criteria)


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What one of several said: the answer that counts, its reasons, and their other choices by question.

    Attributes:
        differs: the answer is not the one that most gave.
    """

    submission: Submission
    answer: Row
    reasons: tuple[Row, ...]
    choices: Mapping[str, Row]
    differs: bool


@dataclass(frozen=True, kw_only=True)
class Opinions:
    """The views given at one step that several do at once.

    Attributes:
        questions: what was asked besides, in the order of the form; those that all answered alike included.
        missing: the names of those who have not given theirs.
    """

    element: Element
    opinions: tuple[Opinion, ...]
    questions: tuple[Field, ...]
    missing: tuple[str, ...]

    @property
    def all_agree(self) -> bool:
        """Whether nobody's answer differs."""
        return not any(opinion.differs for opinion in self.opinions)

    @property
    def has_majority(self) -> bool:
        """Whether more than half gave the same answer."""
        return not all(opinion.differs for opinion in self.opinions)

    def answers_to(self, question: str) -> tuple[str, ...]:
        """Return what each answered to a question, in words, in the order of the opinions."""
        rows = (opinion.choices.get(question) for opinion in self.opinions)
        return tuple(", ".join(row.lines) if row else "Not asked" for row in rows)


def decisions(case: Case, submissions: Sequence[Submission]) -> tuple[Decision, ...]:
    """Return what was decided in the case by the partnership, in the order in which it was."""
    read = _read_by_diagrams(case.revision) - _read_of_all(case.revision)
    found = list[Decision]()
    for submission in submissions:
        form = case.revision.forms[submission.form]
        deciding = {q.name for q in form.routed if f"{form.form}.{q.name}" in read}
        if not deciding or not is_inside(case.revision.partnership, [submission.holder.key]):
            continue
        sections = _read(case, form, submission)
        rows = [row for section in sections for row in section]
        reasons = [r for s in sections if any(r.question.name in deciding for r in s) for r in s]
        weighed_too = {q.name for q in form.fields if q.type == "yes_no"} - deciding
        grounds = {row.question.name: of for row in rows if (of := _ground_of(row.question)) in weighed_too}
        found.append(
            Decision(
                submission=submission,
                answers=tuple(row for row in rows if row.question.name in deciding),
                reasons=tuple(r for r in reasons if r.question.type == "text" and r.question.name not in grounds),
                criteria=tuple(_criteria(form, rows, deciding, grounds)),
            )
        )
    return tuple(found)


def _ground_of(question: Field) -> str:
    """Return the question on whose answer alone a text hangs, so that it says on what grounds; empty if on none."""
    hangs_on = question.when.names if question.when and question.type == "text" else frozenset()
    return next(iter(hangs_on)) if len(hangs_on) == 1 else ""


def _criteria(
    form: Form, rows: Sequence[Row], deciding: Collection[str], grounds: Mapping[str, str]
) -> Iterator[Criterion]:
    """Give what was weighed, in the order of the form; of a question that was not asked, nothing."""
    by_name = {row.question.name: row for row in rows}
    for question in form.fields:
        row = by_name.get(question.name)
        if question.type == "yes_no" and row and question.name not in deciding:
            texts = [by_name[name].lines for name, of in grounds.items() if of == question.name and name in by_name]
            yield Criterion(label=row.label, is_met=row.lines == ("Yes",), grounds=tuple(sum(texts, ())))
        elif question.type == "choices" and question.choices and (row or not form.gates[question.name]):
            chosen = row.lines if row else ()
            yield from (Criterion(label=c.label, is_met=c.label in chosen) for c in question.choices.values())


def opinions(case: Case, submissions: Sequence[Submission]) -> tuple[Opinions, ...]:
    """Return the views that several gave at one step, each one's latest, in the order of its list.

    None for a person who may read only their own: that a view is not there would say that it is missing.
    """
    if not case.is_inside:
        return ()
    steps = dict[tuple[str, str], dict[str, Submission]]()
    for submission in submissions:
        if submission.instance:
            steps.setdefault(submission.element.key, {})[submission.instance] = submission
    read = _read_of_all(case.revision) if steps else frozenset()
    found = list[Opinions]()
    for key, given in steps.items():
        element = case.revision.elements[key]
        routed = case.revision.forms[element.form].routed
        deciding = next((q for q in routed if f"{element.form}.{q.name}" in read), None)
        if deciding:
            found.append(_opinions(case, element, deciding, given))
    return tuple(found)


def weighed(tx: Transaction, revisions: Revisions, me: Person, task: OpenTask) -> tuple[Opinions, ...]:
    """Return the views that a task's form weighs, for whoever fills it in: those whose answers its rules read.

    Costs no statement if the form weighs none.

    Raises:
        CaseNotFound: the person may not see the case.
    """
    read = {
        name.partition(".")[0] for question in task.form.fields for rule in question.conditions for name in rule.names
    }
    if not task.reference or not read & task.revision.answered_by_instances:
        return ()
    case = reading.find_case(tx, revisions, me, task.reference)
    return tuple(found for found in opinions(case, papers.submissions(tx, case)) if found.element.form in read)


def _opinions(case: Case, element: Element, deciding: Field, given: Mapping[str, Submission]) -> Opinions:
    form = case.revision.forms[element.form]
    order = _in_order(case, element)
    usual = _usual([given[key].answers.get(deciding.name) for key in order if key in given])
    made = [
        _opinion(case, form, deciding, given[key], differs=given[key].answers.get(deciding.name) != usual)
        for key in order
        if key in given
    ]
    asked = [q for q in form.fields if q.type in _CHOSEN and any(q.name in opinion.choices for opinion in made)]
    return Opinions(
        element=element,
        opinions=tuple(made),
        questions=tuple(asked),
        missing=tuple(case.instance_name(key) for key in order if key not in given),
    )


def _in_order(case: Case, element: Element) -> list[str]:
    """Return the instances that an element is done for, in the order of their lists."""
    revision = case.revision
    lists = {element.collection} if element.collection else _by_process(revision)[element.process]
    keys = (case.facts.lists.get(name) or _of_revision(revision, name) for name in sorted(lists - {WHOLE_CASE}))
    return list(dict.fromkeys(key for found in keys for key in found))


def _of_revision(revision: Revision, name: str) -> list[str]:
    return list(revision.choices(name)) if name in revision.lists else []


def _opinion(case: Case, form: Form, deciding: Field, submission: Submission, *, differs: bool) -> Opinion:
    sections = _read(case, form, submission)
    section = next(s for s in sections if any(row.question.name == deciding.name for row in s))
    return Opinion(
        submission=submission,
        answer=next(row for row in section if row.question.name == deciding.name),
        reasons=tuple(row for row in section if row.question.type == "text"),
        choices={
            row.question.name: row
            for s in sections
            for row in s
            if row.question.type in _CHOSEN and row.question.name != deciding.name
        },
        differs=differs,
    )


def _read(case: Case, form: Form, submission: Submission) -> list[tuple[Row, ...]]:
    return [part.rows for part in shown(form, submission.answers, case.lists)]


def _read_by_diagrams(revision: Revision) -> frozenset[str]:
    """Return the answers, as `form.question`, that conditions and decision tables of a revision read."""
    conditions = [flow.condition for flow in revision.flows if flow.condition]
    inputs = [read for table in revision.decisions.values() for read in table.inputs]
    return frozenset(name for expression in (*conditions, *inputs) for name in expression.names)


def _read_of_all(revision: Revision) -> frozenset[str]:
    """Return the answers of instances, as `form.question`, that something outside the instances reads of all."""
    by_process = _by_process(revision)
    outside = {process for process, lists in by_process.items() if WHOLE_CASE in lists}
    read = [flow.condition for flow in revision.flows if flow.condition and flow.process in outside]
    for element in revision.elements.values():
        if element.process in outside and not element.collection:
            if table := revision.decisions.get(element.properties.get("decision", "")):
                read += table.inputs
            if element.is_filled_in:
                read += [rule for question in revision.forms[element.form].fields for rule in question.conditions]
    names = {name for expression in read for name in expression.names}
    return frozenset(name for name in names if name.partition(".")[0] in revision.answered_by_instances)


def _by_process(revision: Revision) -> Mapping[str, frozenset[str]]:
    return lists_by_process(revision.processes, revision.elements.values())


def _usual(answers: Sequence[object]) -> object:
    """Return the answer that more than half gave; none if no answer is."""
    answer, times = Counter(answers).most_common(1)[0]
    return answer if times * 2 > len(answers) else None
