"""Themes: what cases have in common, by the answers to the questions that the revision marks with `theme`.

A case counts with its last answer, in the month in which that was given.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import orjson
import sqlalchemy as sa

from engine import clock
from engine.cases import seeing
from engine.cases.oversight.overseer import PAGE, Overseer, Statement
from engine.cases.oversight.period import Period
from engine.records.answers import answers_to, has_answer
from engine.records.tables import safeguarding_case, submission
from forms.definition import Field, Form

YES = "yes"


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many cases have one answer.

    Attributes:
        question: its name in the form.
        answer: the key of the choice, or `YES`.
        label: the choice's, or the question's that was answered yes.
        cases: how many have it.
        of: how many answered the question.
    """

    question: str
    answer: str
    label: str
    cases: int
    of: int


@dataclass(frozen=True, kw_only=True)
class Theme:
    """One question with its choices, or the yes or no questions of one section.

    Attributes:
        form: the form's name.
        title: what is told: the question's label, or the section's title.
        told_by: the form's title.
        shares: in the order of the form.
        is_parted: every case that answered has exactly one of the answers.
    """

    form: str
    title: str
    told_by: str
    shares: tuple[Share, ...]
    is_parted: bool

    @property
    def cases(self) -> int:
        """The most cases that answered one of the questions."""
        return max((share.of for share in self.shares), default=0)


@dataclass(frozen=True, kw_only=True)
class After:
    """Where the next page of the list starts: after the answer of that case, given at that instant (UTC)."""

    at: datetime
    case_id: int = 0


@dataclass(frozen=True, kw_only=True)
class Told:
    """A case of a list: when its answer was given, and in which submission."""

    reference: str
    initials: str
    born_on: date | None
    answered_on: date
    submission_id: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class ToldList:
    """One page of cases in the order of their answers; `more` if there is another page."""

    items: tuple[Told, ...]
    more: After | None = None


# ---- statements -------------------------------------------------------------------------------------------

_s, _c = submission.c, safeguarding_case.c
_b = sa.bindparam
_later = submission.alias("later")
_IS_LAST = ~sa.exists().where(
    _later.c.case_id == _s.case_id,
    _later.c.form.concat("") == _s.form,  # concat: the case has fewer submissions than the form
    sa.tuple_(_later.c.at, _later.c.id) > sa.tuple_(_s.at, _s.id),
)
_GIVEN = (
    _s.at >= _b("begins", type_=_s.at.type),
    _s.at < _b("ends", type_=_s.at.type),
    _IS_LAST,
)


Asked = tuple[str, tuple[str, ...]]
"""A form, and its questions that are themes."""


@lru_cache(maxsize=16)
def _counted(asked: tuple[Asked, ...]) -> tuple[Statement, Statement]:
    """Return the statement that counts the answers of each form together as they were given, in its two shapes."""

    def counted(*, of_few: bool) -> Statement:
        return sa.select(sa.union_all(*(_answers(*each, of_few=of_few) for each in asked)).subquery())

    return counted(of_few=False), counted(of_few=True)


def _answers(form: str, questions: tuple[str, ...], *, of_few: bool) -> Statement:
    seen = seeing.seen_inside(_s.case_id, of_few=of_few)
    given = answers_to(_s.answers, *map(sa.literal, questions)).label("answers")
    found = sa.select(given).where(_s.form == form, *_GIVEN, seen).subquery()
    named = sa.literal(form).label("form")
    return sa.select(named, found.c.answers, sa.func.count().label("number")).group_by(found.c.answers)


def _listed(*, of_few: bool) -> Statement:
    has_it = has_answer(_s.answers, _b("question", type_=sa.String), _b("answer", type_=sa.String))
    after = sa.tuple_(_s.at, _s.case_id) > sa.tuple_(
        _b("after_at", type_=_s.at.type), _b("after_case", type_=_c.id.type)
    )
    columns = (_s.id.label("submission_id"), _s.case_id, _s.at, _c.reference, _c.initials, _c.born_on, _c.status)
    return (
        sa.select(*columns)
        .join_from(submission, safeguarding_case, _c.id == _s.case_id)
        .where(_s.form == _b("form", type_=_s.form.type), *_GIVEN, has_it, after)
        .where(seeing.seen_inside(_s.case_id, of_few=of_few))
        .order_by(_s.at, _s.case_id)
        .limit(_b("limit", type_=sa.Integer))
    )


_LISTED = _listed(of_few=False), _listed(of_few=True)


def count(overseer: Overseer, period: Period) -> tuple[Theme, ...]:
    """Count the cases of each answer that was given in a period: one statement; none if nothing is a theme."""
    forms = _forms(overseer)
    asked = tuple((form.form, tuple(question.name for question in form.themes)) for form in forms)
    if not asked:
        return ()
    begins, ends = period.instants
    numbers = dict[tuple[str, str], Counter[str]]()
    answered = Counter[tuple[str, str]]()
    for row in overseer.rows(_counted(asked), begins=begins, ends=ends):
        for question, answer in zip(dict(asked)[row.form], row.answers, strict=False):
            given = _given(answer)
            if given is not None:
                answered[row.form, question] += row.number
                numbers.setdefault((row.form, question), Counter()).update(dict.fromkeys(given, row.number))
    return tuple(theme for form in forms for theme in _themes(form, numbers, answered))


def listed(
    overseer: Overseer, period: Period, *, form: str, question: str, answer: str, after: After | None = None
) -> ToldList:
    """Return a page of the cases behind a number: one statement.

    Args:
        overseer: who asks.
        period: in which the answer was given.
        form: the form's name.
        question: its name in the form.
        answer: the key of a choice, or `YES`.
        after: where the page starts.
    """
    begins, ends = period.instants
    asked = _question(overseer, form, question)
    value = orjson.dumps(True if asked is not None and asked.type == "yes_no" else answer).decode()
    after = after or After(at=begins)
    rows = overseer.rows(
        _LISTED, form=form, question=question, answer=value, begins=begins, ends=ends, after_at=after.at,
        after_case=after.case_id, limit=PAGE + 1,
    )  # fmt: skip
    items = tuple(
        Told(
            reference=row.reference,
            initials=row.initials,
            born_on=row.born_on,
            answered_on=clock.london_date(row.at),
            submission_id=row.submission_id,
            is_open=row.status == "open",
        )
        for row in rows[:PAGE]
    )
    more = After(at=rows[PAGE - 1].at, case_id=rows[PAGE - 1].case_id) if len(rows) > PAGE else None
    return ToldList(items=items, more=more)


def label(overseer: Overseer, form: str, question: str, answer: str) -> str | None:
    """Return in words which answer is meant: the choice's label, or the question's that was answered yes; else none."""
    asked = _question(overseer, form, question)
    if asked is None:
        return None
    if asked.type == "yes_no":
        return asked.label if answer == YES else None
    return asked.choices[answer].label if answer in asked.choices else None


def _question(overseer: Overseer, form: str, question: str) -> Field | None:
    asked = (q for known in _forms(overseer) if known.form == form for q in known.themes)
    return next((q for q in asked if q.name == question), None)


def _forms(overseer: Overseer) -> list[Form]:
    """Return the forms with themes of the revisions in use: of each the newest."""
    found = dict[str, Form]()
    for revision in overseer.newest_first:
        for form in revision.forms.values():
            if any(True for _ in form.themes):
                found.setdefault(form.form, form)
    return list(found.values())


def _given(answer: Any) -> tuple[str, ...] | None:
    """Return which answers count of one that is kept: several, one, or none; and none at all if it was not given."""
    match answer:
        case None:
            return None
        case bool() | int():  # SQLite tells true as 1
            return (YES,) if answer else ()
        case list():
            return tuple(map(str, answer))
        case _:
            return (str(answer),)


def _themes(
    form: Form, numbers: Mapping[tuple[str, str], Counter[str]], answered: Mapping[tuple[str, str], int]
) -> Iterator[Theme]:
    def share(question: Field, answer: str, said: str) -> Share:
        key = form.form, question.name
        cases, of = numbers.get(key, Counter())[answer], answered.get(key, 0)
        return Share(question=question.name, answer=answer, label=said, cases=cases, of=of)

    for section in form.sections:
        asked = [question for question in section.fields if question.theme]
        yes_or_no = [question for question in asked if question.type == "yes_no"]
        if yes_or_no:
            shares = tuple(share(question, YES, question.label) for question in yes_or_no)
            title = section.title if len(yes_or_no) > 1 else yes_or_no[0].label
            yield Theme(form=form.form, title=title, told_by=form.title, shares=shares, is_parted=False)
        for question in (each for each in asked if each.type != "yes_no"):
            shares = tuple(share(question, key, choice.label) for key, choice in question.choices.items())
            parted = question.type == "choice"
            yield Theme(form=form.form, title=question.label, told_by=form.title, shares=shares, is_parted=parted)
