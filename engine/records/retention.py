"""The tables of retention: what is held, reviewed, destroyed and redacted, and what is still to be erased.

What people say about a case goes with the case. A certificate stays: it names nobody but who reviewed and confirmed.
"""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant
from engine.records.metadata import case_id, metadata, person_id

DESTROYED = "destroyed"
"""The status of a case of which nothing but its reference, its dates and how it ended is kept."""
CERTIFICATES, DATABASE, CLEARANCE = "certificates", "database", "clearance"
"""Of an erasure: certificates are written beside the uploads; what the database's own files still hold is erased; what
nobody needs any more is cleared, each night anew."""

legal_hold = sa.Table(
    "legal_hold",  # while one is in force the case is not destroyed
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    sa.Column("asked_by", sa.String(200), nullable=False),  # the court, police force or inquiry that needs the case
    sa.Column("reason", sa.Text, nullable=False),
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("lifted_at", Instant),
    person_id("lifted_by"),
    sa.Column("lifted_because", sa.Text),
)
_is_in_force = legal_hold.c.lifted_at.is_(None)
sa.Index("legal_hold_live", legal_hold.c.case_id, sqlite_where=_is_in_force, postgresql_where=_is_in_force)
retention_review = sa.Table(
    "retention_review",  # somebody looked at a case that is due: it is kept for longer, or shall be destroyed
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    sa.Column("kept_until_on", sa.Date),  # none: it shall be destroyed, if somebody else confirms it
    sa.Column("reason", sa.Text, nullable=False),
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("refused_at", Instant),
    person_id("refused_by"),
    sa.Column("refused_because", sa.Text),
    sa.Index("retention_review_case", "case_id", "id"),
)
_is_waiting = sa.and_(retention_review.c.kept_until_on.is_(None), retention_review.c.refused_at.is_(None))
sa.Index(
    "retention_review_waiting",
    retention_review.c.case_id,
    unique=True,
    sqlite_where=_is_waiting,
    postgresql_where=_is_waiting,
)
certificate = sa.Table(
    "certificate",  # that a case was destroyed; it outlives the case, and a database that is put back
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # from 1, none left out
    sa.Column("case_id", Id, nullable=False),  # no key of another table: a copy that is put back may not have it
    sa.Column("reference", sa.String(20), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # canonical JSON: what is hashed
    sa.Column("hash", sa.LargeBinary(32), nullable=False),  # of the hash before, and the body
    sa.Index("certificate_reference", "reference"),
)
redaction = sa.Table(
    "redaction",  # of one thing that a case holds: proposed, then confirmed by somebody else
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    sa.Column("kind", sa.String(10), nullable=False),  # answer, letter, document, note, upload
    sa.Column("of", sa.String(32), nullable=False),  # the id of the submission, letter, document, note or upload
    sa.Column("path", sa.String(200), nullable=False),  # of an answer: the question's, as pages name it; else ''
    sa.Column("reason", sa.Text, nullable=False),
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("decided_at", Instant),
    person_id("decided_by"),
    sa.Column("is_done", sa.Boolean, nullable=False),  # confirmed and carried out; decided without it: refused
    sa.Column("refused_because", sa.Text),
    sa.Index("redaction_case", "case_id", "id"),
)
_is_undecided = redaction.c.decided_at.is_(None)
sa.Index("redaction_waiting", redaction.c.case_id, sqlite_where=_is_undecided, postgresql_where=_is_undecided)
erasure = sa.Table(
    "erasure",  # what the worker still has to erase or clear
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("what", sa.String(64), nullable=False),  # the hash of a file to erase; or one of the words below
    sa.Column("due_at", Instant, nullable=False),
    sa.Index("erasure_due", "due_at"),
)
