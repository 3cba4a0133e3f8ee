"""In which cases a person is: looked for by name in what was sent, as far as who looks sees the case from inside.

A name is looked for among the words of search. Where a question asks for the name of somebody (`names_person`
of the form language), the name itself is shown; elsewhere it is counted as a mention. Files are not looked into.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine.access import Person
from engine.cases import reads, seeing
from engine.cases.revisions import Revisions
from engine.cases.searching.finding import submissions_with
from engine.cases.searching.texts import texts
from engine.cases.searching.words import Query, words
from engine.cases.seeing import Viewer
from engine.cases.subject_access.requests import Request
from engine.records.db import Transaction
from engine.records.searches import searched_submission
from engine.records.tables import safeguarding_case, submission
from forms.definition import Form

MOST = 500
"""So many submissions with a name are looked at; of a more common name, more of it must be given."""
ROWS_AT_ONCE = 50


@dataclass(kw_only=True)
class Found:
    """A case in which a name was found.

    Attributes:
        named: where a name was asked for: the question's label, and the name as it was written; each once.
        mentions: the ids of other submissions in which the name stands.
    """

    case_id: int
    reference: str
    initials: str
    born_on: date | None
    opened_at: datetime
    named: dict[tuple[str, str], None] = field(default_factory=dict)
    mentions: set[str] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """The cases that were found, those first in which the name was asked for.

    Attributes:
        too_common: the names of which only the newest `MOST` submissions were looked at.
    """

    cases: tuple[Found, ...]
    too_common: tuple[str, ...]


def look(tx: Transaction, revisions: Revisions, me: Person, request: Request) -> Looked:
    """Look for every name of a request; that the person is shown names of cases is recorded."""
    viewer = Viewer.of(tx, revisions, me)
    found, too_common = dict[int, Found](), list[str]()
    for name in request.names:
        query = Query.read(name)
        ids = submissions_with(tx, viewer, query, most=MOST + 1) if query.terms else ()
        if len(ids) > MOST:
            too_common.append(name)
        for row in _rows(tx, viewer, ids[:MOST]):
            revision = revisions.get(tx, row.revision_id)
            named = dict.fromkeys(_named(revision.forms[row.form], row.answers, query))
            if named or any(any(_with(text, query)) for text in texts(revision, row.form, row.answers)):
                case = found.setdefault(row.case_id, _case(row))
                case.named |= named
                case.mentions |= set() if named else {row.id}
    reads.note(me.id, *found)
    cases = sorted(found.values(), key=lambda case: (not case.named, case.opened_at))
    return Looked(cases=tuple(cases), too_common=tuple(too_common))


def _rows(tx: Transaction, viewer: Viewer, ids: Sequence[int]) -> Iterator[Any]:
    for start in range(0, len(ids), ROWS_AT_ONCE):
        values = {**viewer.values, "ids": ids[start : start + ROWS_AT_ONCE]}
        yield from tx.connection.execute(_FOUND, values).all()


def _named(form: Form, answers: Mapping[str, Any], query: Query) -> Iterator[tuple[str, str]]:
    """Yield the questions that ask for a name, and their answers that have all words of one."""
    for question in form.fields:
        for item in answers.get(question.name) or () if question.fields else ():
            for inner in question.fields:
                if inner.names_person and (said := item.get(inner.name)):
                    yield from ((f"{question.item}, {inner.label}", line) for line in _with(said, query))
        if question.names_person and (said := answers.get(question.name)):
            yield from ((question.label, line) for line in _with(said, query))


def _with(said: str, query: Query) -> Iterable[str]:
    for line in str(said).splitlines():
        stems = [word.stem for word in words(line)]
        if all(set(term.stems) <= set(stems) for term in query.terms):
            yield line


def _case(row: Any) -> Found:
    return Found(
        case_id=row.case_id,
        reference=row.reference,
        initials=row.initials,
        born_on=row.born_on,
        opened_at=row.opened_at,
    )


_c, _s = safeguarding_case.c, submission.c
_FOUND = (
    sa.select(
        _s.id, _s.form, _s.answers, _s.case_id, _c.reference, _c.initials, _c.born_on, _c.opened_at, _c.revision_id
    )
    .join_from(searched_submission, submission, _s.id == searched_submission.c.submission_id)
    .join(safeguarding_case, _c.id == _s.case_id)
    .where(
        searched_submission.c.id.in_(sa.bindparam("ids", expanding=True, type_=searched_submission.c.id.type)),
        seeing.seen_inside(_s.case_id),
    )
    .order_by(searched_submission.c.id.desc())
)
