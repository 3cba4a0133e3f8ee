"""The tables of subject access: who asked what is held about them, what is withheld, and what they were given.

A case keeps what it holds; a mark says only what is left out of the packages of one request. What was taken back stays
as a row. Names and reasons are people's own words and stand here, and not in the audit.
"""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant, Name
from engine.records.metadata import case_id, metadata, person_id

access_request = sa.Table(
    "access_request",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),  # whose data is asked for
    sa.Column("other_names", sa.Text, nullable=False),  # under which it may be held too, one a line
    sa.Column("born_on", sa.Date),  # tells two people of one name apart
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("with_reads", sa.Boolean, nullable=False),  # the package says who saw the cases, too
    person_id(nullable=False),  # who began it
    sa.Column("at", Instant, nullable=False),
    sa.Column("closed_at", Instant),
    person_id("closed_by"),
    sa.Column("outcome", sa.Text),  # what came of it
    sa.Index("access_request_due", "closed_at", "due_on", "id"),
)


def _request_id() -> sa.Column[int]:
    return sa.Column("request_id", Id, sa.ForeignKey("access_request.id"), nullable=False)


access_case = sa.Table(
    "access_case",  # a case in which the person is
    metadata,
    sa.Column("id", Id, primary_key=True),
    _request_id(),
    case_id(),
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("removed_at", Instant),
    person_id("removed_by"),
    sa.Index("access_case_case", "case_id"),
)
_chosen = access_case.c.removed_at.is_(None)
sa.Index(
    "access_case_chosen",
    access_case.c.request_id,
    access_case.c.case_id,
    unique=True,
    sqlite_where=_chosen,
    postgresql_where=_chosen,
)
access_mark = sa.Table(
    "access_mark",  # what is withheld
    metadata,
    sa.Column("id", Id, primary_key=True),
    _request_id(),
    case_id(),  # in which it was found
    sa.Column("item", Name, nullable=False),  # engine.cases.subject_access.items: note:12, answers:...
    sa.Column("place", sa.String(200), nullable=False),  # of one passage in it; '' for words, and for a whole item
    sa.Column("words", sa.Text, nullable=False),  # withheld; '' for a whole item
    sa.Column("everywhere", sa.Boolean, nullable=False),  # the words are withheld in the whole request
    sa.Column("reason", Name, nullable=False),  # a key of the revision's reasons
    sa.Column("remark", sa.Text, nullable=False),  # for colleagues
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("removed_at", Instant),
    person_id("removed_by"),
    sa.Index("access_mark_request", "request_id", "id"),
    sa.Index("access_mark_case", "case_id"),
)
access_review = sa.Table(
    "access_review",  # somebody has gone through an item
    metadata,
    _request_id(),
    case_id(),
    sa.Column("item", Name, nullable=False),
    sa.Column("copy_id", Id, sa.ForeignKey("upload.id")),  # which is given in place of a file
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.PrimaryKeyConstraint("request_id", "case_id", "item"),
    sa.Index("access_review_case", "case_id"),
)
access_package = sa.Table(
    "access_package",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _request_id(),
    sa.Column("cases", sa.JSON, nullable=False),  # ids
    sa.Column("key", sa.String(64), nullable=False, unique=True),  # of its file
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("items", sa.Integer, nullable=False),
    sa.Column("withheld", sa.Integer, nullable=False),
    person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("until_at", Instant, nullable=False),
    sa.Column("cleared_at", Instant),  # the file is gone
    sa.Index("access_package_request", "request_id", "id"),
)
_kept = access_package.c.cleared_at.is_(None)
sa.Index("access_package_kept", access_package.c.until_at, sqlite_where=_kept, postgresql_where=_kept)
