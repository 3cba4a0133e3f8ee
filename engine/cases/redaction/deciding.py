"""Proposing, refusing and confirming a redaction: two people, and nothing is taken out before the second has said so.

What is taken out is gone for good: from the row, from the search, from the registers, from the uploads. The audit says
that it was, in an entry with the hashes before and after, so that `cspr verify-audit` still proves letters and
documents; no entry is changed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import sqlalchemy as sa

from engine import audit, clock
from engine.access import Person
from engine.cases.entries import CaseOnRecord, keep_entries
from engine.cases.guarding import lock
from engine.cases.papers import Submission, one_submission
from engine.cases.reading import Case
from engine.cases.redaction.things import ANSWER, DOCUMENT, LETTER, NOTE, UPLOAD, Thing, find_thing
from engine.cases.retention.destroying import leave_to_erase
from engine.cases.retention.keepers import MOVED, TWO_PEOPLE, RetentionRefused, said
from engine.cases.searching.indexing import forget_submission, index_submission
from engine.cases.subject_access import items
from engine.cases.subject_access.reviewing import forget_passages
from engine.correspondence.seals import REDACTED
from engine.diagrams.letters import Written
from engine.records.db import Transaction
from engine.records.notes import note
from engine.records.retention import redaction
from engine.records.tables import document, letter, person, submission, upload
from forms.definition import Field, Form
from forms.reading import in_words

IN_WORDS = frozenset({"line", "text"})
"""The types of question whose answer is replaced by what says that it was redacted; any other answer is taken out."""
_x = redaction.c
_by, _decider = person.alias("by_person"), person.alias("decider")
_REDACTIONS = (
    sa.select(redaction, _by.c.name, _decider.c.name.label("decider"))
    .join_from(redaction, _by, _by.c.id == _x.person_id)
    .outerjoin(_decider, _decider.c.id == _x.decided_by)
    .where(_x.case_id == sa.bindparam("case_id", type_=_x.case_id.type))
    .order_by(_x.id.desc())
)
_ITEMS = {ANSWER: items.ANSWERS, UPLOAD: items.FILE}
"""What subject access calls these; the rest by the same names."""
_OF_SUBMISSION = _REDACTIONS.where(_x.is_done, _x.kind == ANSWER, _x.of == sa.bindparam("of", type_=_x.of.type))


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """A redaction: of what, why, who proposed it and who decided (UTC), and whether it was carried out.

    Attributes:
        decided_at: none while it waits for somebody else.
    """

    id: int
    kind: str
    of: str
    path: str
    reason: str
    person_id: int
    by: str
    at: datetime
    decided_at: datetime | None
    decided_by: str
    is_done: bool
    refused_because: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """That an answer was redacted: what its question is called, when (UTC), by whom, and who confirmed it."""

    called: str
    at: datetime
    by: str
    confirmed_by: str


def redacted_answers(tx: Transaction, case: Case, sent: Submission) -> tuple[Mark, ...]:
    """Return which answers of a submission were taken out, the last first; one in words says so in its place."""
    asked = _fields(case.revision.forms[sent.form])
    rows = tx.connection.execute(_OF_SUBMISSION, {"case_id": case.id, "of": sent.id})
    taken_out = ((asked[_question(row.path)], row) for row in rows if _question(row.path) in asked)
    return tuple(
        Mark(called=question.label, at=row.decided_at, by=row.name, confirmed_by=row.decider)
        for question, row in taken_out
        if question.type not in IN_WORDS
    )


def redactions_of(tx: Transaction, case_id: int) -> tuple[Redaction, ...]:
    """Return every redaction of a case, the latest first."""
    return tuple(
        Redaction(
            id=row.id,
            kind=row.kind,
            of=row.of,
            path=row.path,
            reason=row.reason,
            person_id=row.person_id,
            by=row.name,
            at=row.at,
            decided_at=row.decided_at,
            decided_by=row.decider or "",
            is_done=row.is_done,
            refused_because=row.refused_because or "",
        )
        for row in tx.connection.execute(_REDACTIONS, {"case_id": case_id})
    )


def propose(tx: Transaction, case: Case, me: Person, thing: Thing, *, reason: str) -> None:
    """Propose that something is redacted. The caller has seen that the person may.

    Raises:
        RetentionRefused: it is not said why, or it is proposed already.
    """
    why = said(reason)
    lock(tx, case.id)
    same = _x.case_id == case.id, _x.kind == thing.kind, _x.of == thing.of, _x.path == thing.path
    if tx.connection.execute(sa.select(_x.id).where(*same, _x.decided_at.is_(None))).first():
        raise RetentionRefused(MOVED)
    row = {"case_id": case.id, "kind": thing.kind, "of": thing.of, "path": thing.path, "reason": why}
    proposed = {**row, "person_id": me.id, "at": tx.at, "is_done": False}
    number: int = tx.connection.execute(redaction.insert().returning(_x.id), proposed).scalar_one()
    audit.append(tx, case.id, person_id=me.id, action="redaction_proposed", facts={"redaction": number})


def refuse(tx: Transaction, case: Case, me: Person, number: int, *, reason: str) -> None:
    """Refuse, or take back, what was proposed. The caller has seen that the person may.

    Raises:
        RetentionRefused: it is not said why, or it was decided before.
    """
    why = said(reason)
    _decide(tx, case, me, number, refused_because=why)
    audit.append(tx, case.id, person_id=me.id, action="redaction_refused", facts={"redaction": number})


def confirm(tx: Transaction, case: Case, me: Person, number: int) -> Thing:
    """Confirm what somebody else proposed: it is taken out. The caller has seen that the person confirms.

    Raises:
        RetentionRefused: it was decided before, or the person proposed it.
        CaseNotFound: what was to be redacted is not there any more.
    """
    lock(tx, case.id)
    found = next((one for one in redactions_of(tx, case.id) if one.id == number and one.decided_at is None), None)
    if found is None:
        raise RetentionRefused(MOVED)
    if found.person_id == me.id:
        raise RetentionRefused(TWO_PEOPLE)
    thing = find_thing(tx, case, found.kind, found.of, found.path)
    mark = f"Redacted on {in_words(clock.london_date(tx.at))} by {found.by}, confirmed by {me.name}."
    hashes = _take_out(tx, case, thing, mark)
    within = f"{thing.path}/" if thing.kind == ANSWER else ""
    forget_passages(tx, case.id, f"{_ITEMS.get(thing.kind, thing.kind)}:{thing.of}", within)
    _decide(tx, case, me, number, is_done=True)
    facts = {"redaction": number, "kind": thing.kind, "of": thing.of, "path": thing.path, **hashes}
    audit.append(tx, case.id, person_id=me.id, action=REDACTED, facts=facts)
    return thing


def _decide(tx: Transaction, case: Case, me: Person, number: int, **said: Any) -> None:
    lock(tx, case.id)
    waiting = redaction.update().where(_x.id == number, _x.case_id == case.id, _x.decided_at.is_(None))
    if not tx.connection.execute(waiting.values(decided_at=tx.at, decided_by=me.id, **said)).rowcount:
        raise RetentionRefused(MOVED)


# ---- taking out -------------------------------------------------------------------------------------------


def _take_out(tx: Transaction, case: Case, thing: Thing, mark: str) -> Mapping[str, str]:
    """Take a thing out of its case; return the hashes before and after, as the audit tells them."""
    if thing.kind == ANSWER:
        return _take_out_answer(tx, case, thing, mark)
    number = int(thing.of)
    files = set[str]()
    now = ""
    if thing.kind == LETTER:
        written = Written(subject=f"{case.reference}: redacted", body=mark)
        before, now = _hash_of(tx, letter, number), written.sha256
        values = {"subject": written.subject, "body": written.body, "sha256": now}
        tx.connection.execute(letter.update().where(letter.c.id == number).values(values))
    elif thing.kind == DOCUMENT:
        before, now = _hash_of(tx, document, number), hashlib.sha256(mark.encode()).hexdigest()
        values = {"title": "Redacted", "source": mark, "sha256": now}
        tx.connection.execute(document.update().where(document.c.id == number).values(values))
    elif thing.kind == NOTE:
        before = ""
        tx.connection.execute(note.update().where(note.c.id == number).values(text=mark))
    else:
        assert thing.kind == UPLOAD
        before = _hash_of(tx, upload, number)
        files = {before}
        gone = upload.update().where(upload.c.id == number)
        tx.connection.execute(gone.values(name="Redacted", sha256="", size_bytes=0, sheet=None))
    leave_to_erase(tx, files)
    return {"before_sha256": before, "now_sha256": now}


def _hash_of(tx: Transaction, table: sa.Table, number: int) -> str:
    found: str = tx.connection.execute(sa.select(table.c.sha256).where(table.c.id == number)).scalar_one()
    return found


def _take_out_answer(tx: Transaction, case: Case, thing: Thing, mark: str) -> Mapping[str, str]:
    sent = one_submission(tx, case, thing.of)
    assert sent is not None, "it was found a moment ago"
    asked = _fields(case.revision.forms[sent.form])
    question = _question(thing.path)
    is_in_words = question in asked and asked[question].type in IN_WORDS
    answers = without(sent.answers, thing.path, mark if is_in_words else None)
    drafts = {name: text for name, text in sent.drafts.items() if name != question}
    tx.connection.execute(
        submission.update().where(submission.c.id == sent.id).values(answers=answers, drafts=drafts or None)
    )
    forget_submission(tx, sent.id)
    index_submission(
        tx,
        case.revision,
        sent.form,
        answers,
        case_id=case.id,
        submission_id=sent.id,
        held_by=sent.holder.key,
    )
    on_record = CaseOnRecord(
        id=case.id, revision=case.revision, facts=case.facts, referring_organisation=case.referring_organisation
    )
    keep_entries(tx, on_record, list(case.revision.registers))
    leave_to_erase(tx, ())
    return {"before_sha256": _sha256(sent.answers), "now_sha256": _sha256(answers)}


def without(answers: Mapping[str, Any], path: str, mark: str | None) -> dict[str, Any]:
    """Return answers with one of them replaced by a mark, or taken out if there is none.

    Args:
        answers: as a submission keeps them.
        path: of the question: `harm`; in a group, with the item counted from 0, `children-0-name`.
        mark: what stands in its place.
    """
    name, _, inside = path.partition("-")
    if not inside:
        rest = {key: value for key, value in answers.items() if key != name}
        return rest if mark is None else {**rest, name: mark}
    number, _, inner = inside.partition("-")
    items = [dict(item) for item in answers[name]]
    items[int(number)] = without(items[int(number)], inner, mark)
    return {**answers, name: items}


def _question(path: str) -> str:
    """Return the question of a path, whatever item of its group: `children-name` of `children-0-name`."""
    name, _, inside = path.partition("-")
    return f"{name}-{inside.partition('-')[2]}" if inside else name


def _fields(form: Form) -> Mapping[str, Field]:
    """Return the questions of a form by their paths, without the numbers of items."""
    inner = {f"{group.name}-{one.name}": one for group in form.fields for one in group.fields}
    return {question.name: question for question in form.fields} | inner


def _sha256(answers: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(answers, option=orjson.OPT_SORT_KEYS)).hexdigest()
