"""Going through what a case holds for one request: what is withheld, what was gone through, by whom.

Anybody who answers the request goes on where another stopped. A mark is never lost: what is given after all keeps its
row, and each change is an entry of the case's audit, without the words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine import audit
from engine.access import Person
from engine.cases.holders import Named
from engine.cases.reading import Case
from engine.cases.revisions import Revisions
from engine.cases.subject_access.items import Item, items
from engine.cases.subject_access.requests import AccessRefused, Request, must_be_open, tell_cases
from engine.cases.subject_access.withholding import LONGEST_WORDS, SHORTEST_WORDS, Mark, Withheld, pattern
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.records.subject_access import access_case, access_mark, access_review
from engine.records.tables import person, safeguarding_case, upload
from forms.typed import tidied

LONGEST_REMARK = 2000


@dataclass(frozen=True, kw_only=True)
class Review:
    """That somebody has gone through an item: who, when (UTC), and which copy is given in place of a file."""

    by: Named
    at: datetime
    copy_id: int | None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reviewer wants to withhold of an item.

    Attributes:
        whole: all of it.
        places: of passages.
        words: wherever they stand in it.
        everywhere: the words wherever they stand in the whole request.
        reason: a key of the revision's reasons.
        remark: for colleagues.
    """

    whole: bool = False
    places: Sequence[str] = ()
    words: Sequence[str] = ()
    everywhere: bool = False
    reason: str = ""
    remark: str = ""


def reasons(tx: Transaction, revisions: Revisions) -> dict[str, str]:
    """Return why something may be withheld: the reasons of the revision in force."""
    return dict(revisions.current(tx).partnership.subject_access.reasons)


def find_item(tx: Transaction, case: Case, key: str) -> Item:
    """Return one item of a case.

    Raises:
        CaseNotFound: the case has none of that key.
    """
    found = next((item for item in items(tx, case) if item.key == key), None)
    if found is None:
        raise CaseNotFound
    return found


def withheld(tx: Transaction, request: Request) -> Withheld:
    """Return what a request withholds in the cases that it has, in one statement.

    Words that are withheld everywhere stay so when the case is taken out in which they were found.
    """
    rows = tx.connection.execute(_MARKS, {"request": request.id})
    return Withheld(_mark(row) for row in rows)


def reviews(tx: Transaction, request: Request, case: Case) -> Mapping[str, Review]:
    """Return who has gone through which items of a case, by their keys."""
    rows = tx.connection.execute(_REVIEWS, {"request": request.id, "case_id": case.id})
    return {row.item: Review(by=Named(id=row.person_id, name=row.name), at=row.at, copy_id=row.copy_id) for row in rows}


def withhold(
    tx: Transaction, revisions: Revisions, me: Person, request: Request, case: Case, item: Item, wanted: Wanted
) -> int:
    """Withhold something; return how much that was. What is withheld already stays as it is.

    Raises:
        AccessRefused: the request is closed, no reason is given, nothing is chosen, or words are too short, too long,
            or nowhere in the item.
    """
    must_be_open(tx, request)
    if wanted.reason not in reasons(tx, revisions):
        raise AccessRefused("Choose why it is withheld", at="reason")
    remark = str(tidied(wanted.remark))
    if len(remark) > LONGEST_REMARK:
        raise AccessRefused(f"The remark must be {LONGEST_REMARK:,} characters or fewer", at="remark")
    known = withheld(tx, request)
    rows = [_ALL_OF_IT] if wanted.whole else _of_passages(tx, item, wanted)
    same = {(mark.case_id, mark.item, mark.place, mark.words, mark.everywhere) for mark in known.marks}
    new = [row for row in rows if (case.id, item.key, row["place"], row["words"], row["everywhere"]) not in same]
    common = {"request_id": request.id, "case_id": case.id, "item": item.key, "person_id": me.id, "at": tx.at}
    for row in new:
        values = {**common, **row, "reason": wanted.reason, "remark": remark}
        number = tx.connection.execute(access_mark.insert().returning(access_mark.c.id), values).scalar_one()
        facts = {"mark": number, "item": item.key, "place": row["place"], "reason": wanted.reason}
        if row["everywhere"]:
            tell_cases(tx, me, request, "passage_withheld", facts)
        else:
            facts["request"] = request.id
            audit.append(tx, case.id, person_id=me.id, action="passage_withheld", facts=facts)
    return len(new)


def give(tx: Transaction, me: Person, request: Request, case: Case, number: int) -> None:
    """Give after all what a mark withholds.

    Raises:
        CaseNotFound: the request has no such mark.
        AccessRefused: it is closed.
    """
    must_be_open(tx, request)
    _m = access_mark.c
    own = _m.id == number, _m.request_id == request.id, _m.case_id == case.id, _m.removed_at.is_(None)
    change = access_mark.update().where(*own).values(removed_at=tx.at, removed_by=me.id)
    if not tx.connection.execute(change).rowcount:
        raise CaseNotFound
    facts = {"request": request.id, "mark": number}
    audit.append(tx, case.id, person_id=me.id, action="passage_given", facts=facts)


def forget_passages(tx: Transaction, case_id: int, item: str, within: str = "") -> None:
    """Forget the texts of passages that requests withhold of an item, because they were redacted in the case itself.

    Args:
        tx: the transaction.
        case_id: the case.
        item: the item's key.
        within: what the places of the passages begin with; empty for all of the item.
    """
    own = _m.case_id == case_id, _m.item == item, _m.place != "", _m.place.startswith(within, autoescape=True)
    ended = sa.func.coalesce(_m.removed_at, sa.bindparam("now", tx.at, type_=_m.removed_at.type))
    tx.connection.execute(access_mark.update().where(*own).values(words="", removed_at=ended))


def finish(
    tx: Transaction, me: Person, request: Request, case: Case, item: Item, *, copy_id: int | None = None
) -> None:
    """Record that somebody has gone through an item, and which copy is given in place of a file.

    Args:
        tx: the transaction.
        me: who has.
        request: the request.
        case: its case.
        item: the item.
        copy_id: of the upload that is given in its place; it becomes the case's. One that it replaces is its
            uploader's again, as if it had not been sent.

    Raises:
        AccessRefused: the request is closed.
    """
    must_be_open(tx, request)
    before = reviews(tx, request, case).get(item.key)
    if before and before.copy_id not in (None, copy_id):
        tx.connection.execute(upload.update().where(upload.c.id == before.copy_id).values(case_id=None))
    if copy_id is not None:
        tx.connection.execute(upload.update().where(upload.c.id == copy_id).values(case_id=case.id))
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[tx.connection.dialect.name]
    said = {"person_id": me.id, "at": tx.at, "copy_id": copy_id}
    key = {"request_id": request.id, "case_id": case.id, "item": item.key}
    insert = dialect.insert(access_review).values(**key, **said)
    tx.connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=said))
    if copy_id is not None:
        facts = {"request": request.id, "item": item.key, "copy": copy_id}
        audit.append(tx, case.id, person_id=me.id, action="copy_given", facts=facts)


def next_item(tx: Transaction, request: Request, case: Case, after: str = "") -> str:
    """Return the key of an item that nobody has gone through: the next one after another, or else the first.

    Empty if there is none.
    """
    done, keys = reviews(tx, request, case), [item.key for item in items(tx, case)]
    start = keys.index(after) + 1 if after in keys else 0
    return next((key for key in (*keys[start:], *keys[:start]) if key not in done), "")


_ALL_OF_IT = {"place": "", "words": "", "everywhere": False}


def _of_passages(tx: Transaction, item: Item, wanted: Wanted) -> list[dict[str, Any]]:
    texts, labels = dict[str, str](), set[str]()
    for passage in item.passages(tx):
        texts[passage.place] = passage.text
        labels.add(passage.label)
    places = [place for place in dict.fromkeys(wanted.places) if place in texts]
    words = list(dict.fromkeys(" ".join(str(tidied(each)).split()) for each in wanted.words if each.strip()))
    if not places and not words:
        raise AccessRefused("Choose what is withheld", at="places")
    for each in words:
        _judge(each, (*texts.values(), *labels), everywhere=wanted.everywhere)
    found = [{"place": place, "words": texts[place], "everywhere": False} for place in places]
    return found + [{"place": "", "words": each, "everywhere": wanted.everywhere} for each in words]


def _judge(words: str, texts: Iterable[str], *, everywhere: bool) -> None:
    if len(words) < SHORTEST_WORDS or len(words) > LONGEST_WORDS:
        said = f"Words to withhold must have {SHORTEST_WORDS} to {LONGEST_WORDS} characters; choose whole passages"
        raise AccessRefused(said, at="words")
    if not everywhere and not any(pattern(words).search(text) for text in texts):
        raise AccessRefused("These words do not stand here; check how they are written", at="words")


# ---- statements, built once -------------------------------------------------------------------------------

_m, _v, _a = access_mark.c, access_review.c, access_case.c
_REQUEST = sa.bindparam("request", type_=_m.request_id.type)
_chosen = sa.exists().where(_a.request_id == _m.request_id, _a.case_id == _m.case_id, _a.removed_at.is_(None))
_is_chosen = _chosen.correlate(access_mark)
_MARKS = (
    sa.select(access_mark, safeguarding_case.c.reference, person.c.name)
    .join_from(access_mark, person, person.c.id == _m.person_id)
    .join(safeguarding_case, safeguarding_case.c.id == _m.case_id)
    .where(_m.request_id == _REQUEST, _m.removed_at.is_(None), sa.or_(_m.everywhere, _is_chosen))
    .order_by(_m.id)
)
_REVIEWS = (
    sa.select(_v.item, _v.person_id, _v.at, _v.copy_id, person.c.name)
    .join_from(access_review, person, person.c.id == _v.person_id)
    .where(_v.request_id == _REQUEST, _v.case_id == sa.bindparam("case_id", type_=_v.case_id.type))
)


def _mark(row: sa.Row[Any]) -> Mark:
    return Mark(
        id=row.id,
        case_id=row.case_id,
        reference=row.reference,
        item=row.item,
        place=row.place,
        words=row.words,
        everywhere=row.everywhere,
        reason=row.reason,
        remark=row.remark,
        by=Named(id=row.person_id, name=row.name),
        at=row.at,
    )
