"""Every table of the service, as SQLAlchemy Core tables for SQLite and PostgreSQL.

A change here needs a migration: CONTRIBUTING has the recipe, and a test proves the two equal.
Instants are aware and UTC (`engine.records.kinds`); dates are London dates. Nothing here knows the framework.
"""

import sqlalchemy as sa

import engine.records.limits
import engine.records.webhooks  # noqa: F401 - their tables belong to the metadata, too
from engine.records import accounts, calendars, colleagues, guests, meetings, notes, protection, registers, searches
from engine.records import metadata as common
from engine.records import retention as keeping
from engine.records import sign_in as signing
from engine.records import subject_access as asked
from engine.records import tokens as programs
from engine.records.kinds import Id, Instant, Json, Name, TaskId

metadata, _case_id, _person_id = common.metadata, common.case_id, common.person_id
administration_entry, password_link = accounts.administration_entry, accounts.password_link
calendar_feed, invitation, access_token = calendars.calendar_feed, calendars.invitation, programs.access_token
closed_record, meeting, note, note_draft = meetings.closed_record, meetings.meeting, notes.note, notes.note_draft
cover, handover, register_entry = colleagues.cover, colleagues.handover, registers.register_entry
case_end, case_read, contact = searches.case_end, protection.case_read, guests.contact
guest_code, guest_link, guest_session = guests.guest_code, guests.guest_link, guests.guest_session
authenticator_app, passkey = signing.authenticator_app, signing.passkey
recovery_code, session = signing.recovery_code, signing.session
access_package, access_request = asked.access_package, asked.access_request
certificate, erasure = keeping.certificate, keeping.erasure

# ---- people -----------------------------------------------------------------------------------------------

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("email", sa.String(254), nullable=False, unique=True),
    sa.Column("password_hash", sa.String(200)),
    sa.Column("is_active", sa.Boolean, nullable=False),
    sa.Column("is_administrator", sa.Boolean, nullable=False),
    sa.Column("is_demonstration", sa.Boolean, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("digest_at", Instant),  # when it is looked at next what waits for the person
    sa.Index("person_digest", "digest_at"),
)
post_held = sa.Table(
    "post_held",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _person_id(nullable=False),
    sa.Column("organisation", Name, nullable=False),  # a partner, an agency, or "partnership"
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("until_on", sa.Date),  # the last day; none while it is held
    _person_id("covers"),  # who is away, and whose post it is; none of a post of one's own
    sa.Index("post_held_person", "person_id"),
    sa.Index("post_held_organisation", "organisation", "title"),
)

# ---- revisions and cases ----------------------------------------------------------------------------------

revision = sa.Table(
    "revision",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),  # the bundle's digest
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("bundle", sa.LargeBinary, nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    _person_id("published_by"),  # none: the program published it at its first start
)
calendar_change = sa.Table(
    "calendar_change",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # from 1, none left out
    sa.Column("kind", sa.String(10), nullable=False),  # proclaimed, withdrawn, undone
    sa.Column("falls_on", sa.Date, nullable=False),
    sa.Column("why", sa.String(200), nullable=False),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("calendar_change.number")),
    _person_id(nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # engine.calendar.changes: all until and with this one; a step reads it
)
case_number = sa.Table(
    "case_number",
    metadata,
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
)
safeguarding_case = sa.Table(
    "safeguarding_case",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("reference", sa.String(20), nullable=False, unique=True),
    sa.Column("revision_id", sa.String(64), sa.ForeignKey("revision.id"), nullable=False),
    sa.Column("process", Name, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),  # of the case: the number of its last audit entry
    sa.Column("status", sa.String(10), nullable=False),  # open, closed
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("closed_at", Instant),
    _person_id("referrer_id", nullable=False),
    sa.Column("referring_organisation", Name, nullable=False),
    sa.Column("initials", sa.String(100), nullable=False),
    sa.Column("born_on", sa.Date),
    sa.Column("facts", Json, nullable=False),  # engine.cases.facts: routed answers, anchors, lists
    sa.Column("calendar", sa.Integer, nullable=False, server_default="0"),  # the change its open dates follow already
    sa.Column("audit_hash", sa.LargeBinary(32), nullable=False),
    sa.Index("safeguarding_case_opened", "status", "opened_at"),
)
for _name, _first, _which in (
    ("calendar", safeguarding_case.c.calendar, safeguarding_case.c.closed_at.is_(None)),
    ("closed", safeguarding_case.c.closed_at, safeguarding_case.c.closed_at.is_not(None)),
):
    sa.Index(f"safeguarding_case_{_name}", _first, safeguarding_case.c.id, sqlite_where=_which, postgresql_where=_which)
case_member = sa.Table(
    "case_member",
    metadata,
    _case_id(primary_key=True),
    sa.Column("held_by", sa.String(200), primary_key=True),  # who has, or had, a part in the case
    sa.Index("case_member_held_by", "held_by", "case_id"),
)
part = sa.Table(
    "part",
    metadata,
    _case_id(primary_key=True),
    sa.Column("part_id", TaskId, primary_key=True),  # the call activity's task; '' for the top process
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# ---- work -------------------------------------------------------------------------------------------------

user_task = sa.Table(
    "user_task",
    metadata,
    sa.Column("id", TaskId, primary_key=True),
    _case_id(),
    sa.Column("parts", sa.Text, nullable=False),  # ids of the parts around it, outermost first, with "/"
    sa.Column("kind", sa.String(10), nullable=False),  # task, or event: a message event that may be recorded now
    sa.Column("process", Name, nullable=False),
    sa.Column("element", Name, nullable=False),
    sa.Column("instance", Name),
    sa.Column("role", Name, nullable=False),
    sa.Column("held_by", sa.String(200), nullable=False),  # engine.access: who may do it
    sa.Column("clause", sa.String(20), nullable=False),  # of its time limit, or ''
    sa.Column("due_on", sa.Date, nullable=False),  # clock.NO_DATE while there is none
    sa.Column("remind_at", Instant),  # when people are next to be reminded of it; none if they are not
    sa.Column("dated_at", Instant),  # when `due_on` last moved; none if it is as it was when the task was opened
    sa.Column("opened_at", Instant, nullable=False),
    _person_id(),  # who claimed it
    sa.Column("claimed_at", Instant),
    sa.Column("closed_at", Instant),
    _person_id("closed_by"),
    sa.Column("outcome", sa.String(10)),  # completed, cancelled
    sa.Index("user_task_case", "case_id", "closed_at"),
)
_open_task = sa.and_(user_task.c.closed_at.is_(None), user_task.c.kind == sa.literal_column("'task'"))
_claimed_task = sa.and_(_open_task, user_task.c.person_id.is_not(None))
sa.Index(
    "user_task_inbox",
    user_task.c.held_by,
    user_task.c.due_on,
    user_task.c.id,
    sqlite_where=_open_task,
    postgresql_where=_open_task,
)
sa.Index(
    "user_task_claimed",
    user_task.c.person_id,
    user_task.c.due_on,
    user_task.c.id,
    sqlite_where=_claimed_task,
    postgresql_where=_claimed_task,
)
_reminded = sa.and_(user_task.c.closed_at.is_(None), user_task.c.remind_at.is_not(None))
_reminding = (user_task.c.remind_at, user_task.c.case_id)
sa.Index("user_task_remind", *_reminding, sqlite_where=_reminded, postgresql_where=_reminded)
sa.Index("user_task_open", user_task.c.due_on, user_task.c.id, sqlite_where=_open_task, postgresql_where=_open_task)
_limited = sa.and_(user_task.c.kind == sa.literal_column("'task'"), user_task.c.clause != sa.literal_column("''"))
_limits = (user_task.c[name] for name in ("due_on", "clause", "case_id", "instance", "closed_at", "outcome", "kind"))
sa.Index("user_task_limit", *_limits, sqlite_where=_limited, postgresql_where=_limited)
_waiting = (user_task.c[name] for name in ("role", "process", "case_id"))
sa.Index("user_task_waiting", *_waiting, sqlite_where=_open_task, postgresql_where=_open_task)

timer = sa.Table(
    "timer",
    metadata,
    sa.Column("task_id", TaskId, primary_key=True),
    _case_id(),
    sa.Column("parts", sa.Text, nullable=False),
    sa.Column("process", Name, nullable=False),
    sa.Column("element", Name, nullable=False),
    sa.Column("instance", Name),
    sa.Column("clause", sa.String(20), nullable=False),
    sa.Column("due_at", Instant),  # none while its anchor is not recorded
    sa.Column("incident_id", Id, sa.ForeignKey("incident.id")),  # it could not be fired: set aside until the retry
    sa.Index("timer_case", "case_id"),
)
_dated = sa.and_(timer.c.due_at.is_not(None), timer.c.incident_id.is_(None))
sa.Index("timer_due", timer.c.due_at, timer.c.case_id, sqlite_where=_dated, postgresql_where=_dated)

submission = sa.Table(
    "submission",
    metadata,
    sa.Column("id", TaskId, primary_key=True),
    _case_id(),
    sa.Column("task_id", TaskId, nullable=False),
    sa.Column("process", Name, nullable=False),
    sa.Column("element", Name, nullable=False),
    sa.Column("form", Name, nullable=False),
    sa.Column("instance", Name),
    sa.Column("answers", Json, nullable=False),
    _person_id(nullable=False),
    sa.Column("post", sa.String(300), nullable=False),  # as which post and organisation the person acted
    sa.Column("drafts", sa.JSON(none_as_null=True)),  # by question: the letter's draft that a person amended
    sa.Column("at", Instant, nullable=False),
    sa.Index("submission_case", "case_id", "at"),
    sa.Index("submission_form", "form", "at", "case_id"),
)
draft = sa.Table(
    "draft",
    metadata,
    sa.Column("id", TaskId, primary_key=True),
    _person_id(nullable=False),
    sa.Column("task_id", TaskId),  # none: a referral that has not been sent, so that there is no case yet
    sa.Column("answers", Json, nullable=False),  # as typed
    sa.Column("saved_at", Instant, nullable=False),
    sa.Index("draft_person", "person_id", "task_id", unique=True),
)
upload = sa.Table(
    "upload",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("case_id", Id, sa.ForeignKey("safeguarding_case.id")),  # none until it is sent with a form
    _person_id(nullable=False),
    sa.Column("name", sa.String(255), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),  # by its content: pdf, docx
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("sheet", sa.JSON(none_as_null=True)),  # the rows of a workbook that is read by its form
    sa.Column("at", Instant, nullable=False),
    sa.Index("upload_case", "case_id"),
    sa.Index("upload_person", "person_id"),
)

# ---- what the service sends and keeps ---------------------------------------------------------------------

letter = sa.Table(
    "letter",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _case_id(),
    sa.Column("name", Name, nullable=False),  # the template's, or the operation's
    sa.Column("role", Name, nullable=False),
    sa.Column("held_by", sa.String(200), nullable=False),  # to whom
    sa.Column("instance", Name),
    sa.Column("clause", sa.String(20), nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("once_key", sa.String(500), unique=True),  # what must not be told twice
    sa.Column("subject", sa.String(300), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),  # of subject and body
    sa.Column("revision_id", sa.String(64), sa.ForeignKey("revision.id")),  # of the template; none before 0004
    sa.Column("submissions", sa.JSON(none_as_null=True)),  # ids of those whose answers it was written from
    sa.Column("anchors", sa.JSON(none_as_null=True)),  # the dates that it was written from, by name
    sa.Column("document_id", Id, sa.ForeignKey("document.id")),  # that comes with it
    sa.Column("at", Instant, nullable=False),
    sa.Index("letter_case", "case_id", "at"),
    sa.Index("letter_held_by", "case_id", "held_by", "clause"),
)
notice = sa.Table(
    "notice",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _person_id(nullable=False),  # to whom; it is about no case
    sa.Column("once_key", sa.String(100), nullable=False, unique=True),  # what must not be told twice
    sa.Column("subject", sa.String(300), nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
delivery = sa.Table(
    "delivery",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("letter_id", Id, sa.ForeignKey("letter.id")),  # of a case; or else
    sa.Column("notice_id", Id, sa.ForeignKey("notice.id")),
    sa.Column("case_id", Id, sa.ForeignKey("safeguarding_case.id")),  # the letter's
    _person_id(),
    sa.Column("address", sa.String(254), nullable=False),
    sa.Column("message_id", sa.String(200), nullable=False, unique=True),
    sa.Column("state", sa.String(10), nullable=False),  # queued, sent, failed, bounced
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("try_at", Instant, nullable=False),
    sa.Column("sent_at", Instant),
    sa.Column("error", sa.Text),
    sa.Column("because", sa.Text),  # why it goes to another than its letter says
    sa.Index("delivery_letter", "letter_id"),
    sa.Index("delivery_case", "case_id"),
    sa.Index("delivery_person", "person_id", "id"),
)
_queued = delivery.c.state == sa.literal_column("'queued'")
sa.Index("delivery_queued", delivery.c.try_at, delivery.c.id, sqlite_where=_queued, postgresql_where=_queued)
document = sa.Table(
    "document",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _case_id(),
    sa.Column("name", Name, nullable=False),  # the template's
    sa.Column("instance", Name),
    sa.Column("version", sa.Integer, nullable=False),  # of this name and instance in the case, from 1
    sa.Column("held_by", sa.String(200), nullable=False),  # in whose lane it was written
    sa.Column("organisation", Name, nullable=False),  # of the instance, or ''
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("source", sa.Text, nullable=False),  # engine.paper: Markdown in which no value is markup
    sa.Column("sha256", sa.String(64), nullable=False),  # of the source
    sa.Column("revision_id", sa.String(64), sa.ForeignKey("revision.id"), nullable=False),  # of the template
    sa.Column("submissions", Json, nullable=False),  # ids of those whose answers it was written from
    sa.Column("at", Instant, nullable=False),
    sa.Index("document_case", "case_id", "name", "instance", "version", unique=True),
)

incident = sa.Table(
    "incident",
    metadata,
    sa.Column("id", Id, primary_key=True),
    _case_id(),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("what", sa.Text, nullable=False),  # said to a person: what stopped, and what can be done
    sa.Column("facts", Json, nullable=False),  # what a retry needs; nothing personal
    sa.Column("at", Instant, nullable=False),
    sa.Column("resolved_at", Instant),
    _person_id("resolved_by"),
    sa.Index("incident_case", "case_id"),
)
_unresolved = incident.c.resolved_at.is_(None)
sa.Index("incident_open", incident.c.at, incident.c.id, sqlite_where=_unresolved, postgresql_where=_unresolved)
audit = sa.Table(
    "audit",
    metadata,
    _case_id(primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
    _person_id(),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # canonical JSON of the entry: what is hashed
    sa.Column("hash", sa.LargeBinary(32), nullable=False),
)
