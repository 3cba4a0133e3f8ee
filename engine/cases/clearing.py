"""Clearing what nobody needs any more, each night: drafts, files that were never sent, notices, codes, sessions.

Nothing of a case is among it, but that what programs were answered names one. For how long each is kept is a setting; a
referral that is not sent stays its writer's.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.cases.retention.destroying import leave_to_erase, numbers_in
from engine.cases.searching.asked import KEPT as SEARCH_KEPT
from engine.periods import Kept
from engine.records.db import Database, Transaction
from engine.records.notes import note_draft
from engine.records.searches import search
from engine.records.tables import (
    delivery,
    draft,
    guest_code,
    guest_link,
    guest_session,
    notice,
    session,
    submission,
    upload,
    user_task,
)
from engine.records.tokens import kept_answer
from engine.registers.kept_answers import KEPT_FOR as ANSWER_KEPT

ROWS_AT_ONCE = 2000
_closed = sa.select(user_task.c.id).where(
    user_task.c.closed_at < sa.bindparam("before", type_=user_task.c.closed_at.type)
)
_sent = sa.select(submission.c.task_id).where(submission.c.at < sa.bindparam("before", type_=submission.c.at.type))


def clear(database: Database, kept: Kept) -> int:
    """Clear what was kept for long enough, in short transactions; tell how much that was."""
    now = clock.now()
    ago = {name: now - timedelta(days=days) for name, days in vars(kept).items()}
    drafts = {"before": ago["draft_days"]}
    cleared = _clear(
        database, draft, draft.c.id, sa.or_(draft.c.task_id.in_(_closed), draft.c.task_id.in_(_sent)), drafts
    )
    cleared += _clear(database, note_draft, note_draft.c.case_id, note_draft.c.saved_at < ago["draft_days"])
    cleared += _clear_files(database, ago["upload_days"])
    cleared += _clear(database, guest_code, guest_code.c.id, guest_code.c.expires_at < ago["code_days"])
    cleared += _clear_notices(database, ago["notice_days"])
    lapsed = session.c.expires_at < ago["session_days"]
    tokens = sa.select(session.c.token_sha256).where(lapsed)
    _clear(database, guest_session, guest_session.c.token_sha256, guest_session.c.token_sha256.in_(tokens))
    cleared += _clear(database, session, session.c.token_sha256, lapsed)
    cleared += _clear(database, kept_answer, kept_answer.c.key, kept_answer.c.at <= now - ANSWER_KEPT)
    cleared += _clear(database, search, search.c.key, search.c.at < now - SEARCH_KEPT)
    return cleared


def _clear(
    database: Database,
    table: sa.Table,
    key: sa.ColumnElement[Any],
    condition: sa.ColumnElement[bool],
    values: dict[str, Any] | None = None,
) -> int:
    """Delete the rows of a table that fulfil a condition, some at a time, so that nobody waits for it long."""
    some = sa.select(key).where(condition).limit(ROWS_AT_ONCE)
    deletion, cleared = sa.delete(table).where(key.in_(some), condition), 0
    while True:
        with database.transaction() as tx:
            found = tx.connection.execute(deletion, values or {}).rowcount
        cleared += found
        if not found:
            return cleared


def _clear_notices(database: Database, before: datetime) -> int:
    """Clear what people were told that is about no case, once nothing of it waits and no link or code names it."""
    waits = sa.exists().where(delivery.c.notice_id == notice.c.id, delivery.c.state == sa.literal_column("'queued'"))
    named = (sa.exists().where(table.c.notice_id == notice.c.id) for table in (guest_code, guest_link))
    condition = sa.and_(notice.c.at < before, ~waits, *(~one for one in named))
    old = sa.select(notice.c.id).where(condition)
    _clear(database, delivery, delivery.c.id, delivery.c.notice_id.in_(old))
    return _clear(database, notice, notice.c.id, condition)


def _clear_files(database: Database, before: datetime) -> int:
    """Clear the files that were never sent, and that no draft of their uploader names."""
    unsent = upload.c.case_id.is_(None), upload.c.at < before
    with database.reading() as tx:
        people = tx.connection.execute(sa.select(upload.c.person_id).where(*unsent).distinct()).scalars().all()
    cleared = 0
    for person_id in people:
        with database.transaction() as tx:
            drafts = tx.connection.execute(sa.select(draft.c.answers).where(draft.c.person_id == person_id)).scalars()
            named = {number for answers in drafts for number in numbers_in(answers)}
            theirs = sa.select(upload.c.id, upload.c.sha256).where(*unsent, upload.c.person_id == person_id)
            gone = {row.id: row.sha256 for row in tx.connection.execute(theirs) if row.id not in named}
            cleared += _drop_files(tx, gone.keys())
            if gone:
                leave_to_erase(tx, set(gone.values()))
    return cleared


def _drop_files(tx: Transaction, ids: Collection[int]) -> int:
    return tx.connection.execute(sa.delete(upload).where(upload.c.id.in_(sorted(ids)))).rowcount if ids else 0
