"""What a letter or a document may say of a case: the names of its template, and what they stand for.

The names are those of forms/LETTERS.md, which `engine.diagrams.letter_names` checks. What a template does not
name is not read.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.diagrams.instances import sent_items, still_listed
from engine.diagrams.revision import Revision
from engine.diagrams.templates import DAYS_LEFT, DUE, ITEM, LIMIT, Chosen, Listed, Reads, Things
from engine.errors import DateOutOfReach
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import Field
from forms.kinds import labels_of

_NOTHING: Mapping[str, Any] = MappingProxyType({})
PEOPLE = "people"
ANY_LIST = ""
"""Stands for whichever list of a case says something of an item."""
Answers = Mapping[str, Mapping[str, Any]]
"""Answers as they are kept, by form and question."""


def _nobody() -> Mapping[str, str]:
    return _NOTHING


def _no_rows(_table: str) -> Sequence[Mapping[str, Any]]:
    return ()


@dataclass(frozen=True, kw_only=True)
class CaseOnPaper:
    """What a letter or a document may say of a case.

    Attributes:
        opened_on: London date.
        anchors: the recorded dates, as seen from the instance that the text is about.
        routed: what decision tables decided: `table.output` -> instance, or "" for the whole case -> value.
        lists: the keys of the items on each list of the case, in order.
        people: gives the people's names by the keys with which they are chosen.
        merged: gives the rows of a table that was filled in, merged: each by column, with `sender` and `notes`.
    """

    id: int
    reference: str
    initials: str
    opened_on: date
    anchors: Mapping[str, date]
    routed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    people: Callable[[], Mapping[str, str]] = _nobody
    merged: Callable[[str], Sequence[Mapping[str, Any]]] = _no_rows


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the names of a template stand for, and the ids of the submissions that were read for it."""

    names: Mapping[str, Any]
    submissions: tuple[str, ...]


def context_of(
    tx: Transaction,
    revision: Revision,
    reads: Reads,
    *,
    case: CaseOnPaper,
    instance: str | None,
    given: Answers = _NOTHING,
) -> Context:
    """Return what the names of a text stand for.

    Args:
        tx: the transaction.
        revision: of the case.
        reads: the forms that the text names.
        case: what may be said of it.
        instance: of the multi-instance activity that the text is about: its own answers are the latest.
        given: answers that are about to be sent, and stand in place of earlier ones.
    """
    of_lists = frozenset(form.form for form in revision.forms.values() if form.lists and (reads.item or reads.items))
    everything = _sent(tx, case.id, reads.forms | of_lists)
    sent = [row for row in everything if row.form in reads.forms]
    latest = {row.form: row for row in sent if instance is None or row.instance in (instance, None)}
    answering = still_listed({row.instance: row for row in sent if row.instance is not None}, case.lists)
    by_instance = {(row.form, row.instance): row for row in sent if row.instance in answering}
    filled = [row for row in everything if row.form in of_lists]
    saying = _Saying(revision, case)
    items = saying.items(filled)
    answers = {form: row.answers for form, row in latest.items()}
    names = {
        "partnership": {"name": revision.partnership.name, "mailbox": revision.partnership.mailbox},
        "case": {"reference": case.reference, "initials": case.initials, "opened_on": case.opened_on},
        "today": clock.london_date(tx.at),
        "instance": None if instance is None else revision.instance_name(instance),
        "anchors": Things(case.anchors, "the day {!r} is not recorded yet".format),
        "answers": Things(saying.answers({**answers, **given}), saying.not_sent),
        "sent": Things({form: saying.sender(row) for form, row in latest.items()}, saying.not_sent),
        "decisions": Things(_decisions(case.routed, instance), "the table {!r} has not decided yet".format),
        "instances": {
            form: [saying.instance(row) for row in saying.in_order(by_instance, form)] for form in reads.instances
        },
        "lists": _Lists(revision, case.lists),
        ITEM: Things(
            items.get((ANY_LIST, instance or ""), {}), "no list of the case says {!r} of this instance".format
        ),
        "items": {name: saying.listed(name, items) for name in reads.items},
        "merged": {name: case.merged(name) for name in reads.merged},
        DUE: _DueDates(revision, case.anchors),
        LIMIT: _Limits(revision, {name: on for name, on in case.anchors.items() if name not in revision.clauses}),
        DAYS_LEFT: _DaysLeft(revision, case.anchors, clock.london_date(tx.at)),
    }
    used = {row.id for row in (*latest.values(), *by_instance.values(), *filled)}
    return Context(names=names, submissions=tuple(row.id for row in everything if row.id in used))


_submission, _person = tables.submission, tables.person
_SENT = (
    sa.select(_submission, _person.c.name.label("sender"))
    .join_from(_submission, _person, _person.c.id == _submission.c.person_id)
    .where(
        _submission.c.case_id == sa.bindparam("case_id", type_=_submission.c.case_id.type),
        _submission.c.form.in_(sa.bindparam("forms", expanding=True, type_=_submission.c.form.type)),
    )
    .order_by(_submission.c.at)
)


def _sent(tx: Transaction, case_id: int, forms: Iterable[str]) -> Sequence[Any]:
    """Return what was sent of the forms, in order."""
    named = sorted(forms)
    return tx.connection.execute(_SENT, {"case_id": case_id, "forms": named}).all() if named else ()


class _Saying:
    """Says what is kept of a case as a letter reads it."""

    def __init__(self, revision: Revision, case: CaseOnPaper) -> None:
        self._revision, self._case = revision, case

    def answers(self, kept: Answers) -> dict[str, Mapping[str, Any]]:
        """Return answers by form: every question with its answer; None for one that was left out, or not asked."""
        return {form: dict(self._values(self._revision.forms[form].fields, told)) for form, told in kept.items()}

    def sender(self, row: Any) -> Mapping[str, Any]:
        """Return who sent a form, as which post, and when."""
        return {"by": row.sender, "post": row.post, "at": row.at}

    def instance(self, row: Any) -> Mapping[str, Any]:
        """Return what one instance answered, and who sent it."""
        return {
            "name": self._revision.instance_name(row.instance),
            **self.sender(row),
            "sent_on": clock.london_date(row.at),
            "answers": self.answers({row.form: row.answers})[row.form],
        }

    def items(self, rows: Iterable[Any]) -> Mapping[tuple[str, str], dict[str, Any]]:
        """Return what each list of a case, and `ANY_LIST`, says of each item, by list and key: what was sent last.

        Args:
            rows: what was sent of the forms that fill lists, in order.
        """
        found = defaultdict[tuple[str, str], dict[str, Any]](dict)
        for _, group, key, answers in sent_items(self._revision.forms, rows):
            for name in (ANY_LIST, group.list, *group.adds_to):
                found[name, key].update(self._values(group.fields, answers))
        return found

    def listed(self, name: str, items: Mapping[tuple[str, str], Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        """Return the items on a list of the case, in order, each with what the list says of it."""
        groups = [group for form in self._revision.forms.values() for group in form.lists]
        asked = {q.name: None for g in groups if name in (g.list, *g.adds_to) for q in g.fields if q.type != "file"}
        return [
            {"name": self._revision.instance_name(key), "answers": {**asked, **items.get((name, key), {})}}
            for key in self._case.lists.get(name, ())
        ]

    def in_order(self, rows: Mapping[tuple[str, str], Any], form: str) -> Sequence[Any]:
        """Return what the instances sent of a form, in the order in which they stand on the case's lists."""
        own = (key for keys in self._case.lists.values() for key in keys)
        order = {key: n for n, key in enumerate(dict.fromkeys((*own, *self._revision.partnership.partners)))}
        found = {key: row for (name, key), row in rows.items() if name == form}
        return [found[key] for key in sorted(found, key=lambda key: order.get(key, len(order)))]

    def not_sent(self, form: str) -> str:
        """Say that nobody has sent a form."""
        known = self._revision.forms.get(form)
        return f"“{known.title if known else form}” has not been sent yet"

    def _values(self, questions: Sequence[Field], answers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for question in questions:
            answer = answers.get(question.name)
            if question.type == "group":
                yield question.name, [dict(self._values(question.fields, item)) for item in answer or ()]
            else:
                yield question.name, None if answer is None else self._value(question, answer)

    def _value(self, question: Field, answer: Any) -> Any:
        """Return an answer, kept as canonical JSON, as a letter reads it."""
        match question.type:
            case "date":
                return date.fromisoformat(answer)
            case "date_time":
                return datetime.fromisoformat(answer)
            case "choice" | "person" | "agency":
                return self._chosen(question, answer)
            case "choices":
                return [self._chosen(question, key) for key in answer]
            case _:
                return answer

    def _chosen(self, question: Field, key: str) -> Chosen:
        return Chosen(key, labels_of(question, self._list).get(key, key))

    def _list(self, name: str) -> Mapping[str, str]:
        if name == PEOPLE or name in self._revision.partnership.roles:  # of the people, who hold a role
            return self._case.people()
        return self._revision.choices(name) if name in self._revision.lists else _NOTHING


class _Lists(Mapping[str, Listed]):
    """The names of the items of the case's lists, made when they are asked for."""

    def __init__(self, revision: Revision, lists: Mapping[str, Sequence[str]]) -> None:
        self._revision, self._lists = revision, lists

    def __getitem__(self, name: str) -> Listed:
        if name not in self._revision.case_lists:
            raise KeyError(name)
        return Listed(self._revision.instance_name(key) for key in self._lists.get(name, ()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._revision.case_lists)

    def __len__(self) -> int:
        return len(self._revision.case_lists)


class _OfClauses(Mapping[str, Any], ABC):
    """Something of every clause, worked out when it is asked for."""

    def __init__(self, revision: Revision, anchors: Mapping[str, date]) -> None:
        self._revision, self._anchors = revision, anchors

    def __getitem__(self, clause: str) -> Any:
        try:
            return self._of(self._revision.due(clause, self._anchors).on)
        except DateOutOfReach as far:
            raise ValueError(str(far)) from far

    @abstractmethod
    def _of(self, due_on: date | None) -> Any:
        """Return what is said of a clause that is due on a day."""

    def __contains__(self, clause: object) -> bool:
        return clause in self._revision.clauses

    def __iter__(self) -> Iterator[str]:
        return iter(self._revision.clauses)

    def __len__(self) -> int:
        return len(self._revision.clauses)


class _DueDates(_OfClauses):
    """The days on which clauses are due."""

    def _of(self, due_on: date | None) -> date | None:
        return due_on


class _Limits(_DueDates):
    """The days on which clauses would be due if nothing had been extended."""


class _DaysLeft(_OfClauses):
    """How many working days are left until then, today not counted."""

    def __init__(self, revision: Revision, anchors: Mapping[str, date], today: date) -> None:
        super().__init__(revision, anchors)
        self._today = today

    def _of(self, due_on: date | None) -> int | None:
        return self._revision.partnership.calendar.between(self._today, due_on) if due_on else None


def _decisions(routed: Mapping[str, Mapping[str, Any]], instance: str | None) -> dict[str, dict[str, Any]]:
    """Return the outputs of the decision tables; what else is routed are answers, which letters read in full."""
    found: dict[str, dict[str, Any]] = {}
    for path, by_instance in routed.items():
        value = by_instance.get(instance or "", by_instance.get(""))
        if value is not None:
            table, _, output = path.partition(".")
            found.setdefault(table, {})[output] = value
    return found
