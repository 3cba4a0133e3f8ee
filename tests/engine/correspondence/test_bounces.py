"""Reports of mail servers, as several of them write them."""

from contextlib import suppress
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from engine import audit
from engine.correspondence.bounces import BOUNCED, LARGEST_REPORT_BYTES, NotAReport, read_report, record
from engine.correspondence.outbox import try_again
from engine.records.db import Database
from engine.records.tables import delivery, incident, person
from tests.engine.errand import asker_in, engine_in, revision, start_errand
from tests.engine.rows import add_person

POSTFIX = """\
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4Zx.1"
Message-Id: <4Zy@mx.example.net>

--4Zx.1
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--4Zx.1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4Zx
Arrival-Date: Tue, 14 Apr 2026 09:31:00 +0000 (UTC)

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: {diagnostic}

--4Zx.1
Content-Description: Undelivered Message {part}
Content-Type: {part}

From: reviews@example.org
To: {to}
Message-ID: {id}
Subject: an errand

{body}
--4Zx.1--
"""
EXCHANGE = """\
MIME-Version: 1.0
From: postmaster@example.net
To: bounces@example.org
Content-Type: multipart/report; report-type=delivery-status; boundary="_b_"
In-Reply-To: {id}
References: {id}
Subject: Undeliverable: an errand

--_b_
Content-Type: text/html; charset="us-ascii"

<p>Your message could not be delivered.</p>

--_b_
Content-Type: message/delivery-status

Reporting-MTA: dns;mail.example.net

Final-Recipient: rfc822;warden@example.org
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

--_b_--
"""


def report(message_id: str = "<1@example.org>", template: str = POSTFIX, **said: str) -> bytes:
    values = {
        "to": "warden@example.org", "action": "failed", "status": "5.1.1", "part": "message/rfc822",
        "diagnostic": "smtp; 550 5.1.1\n <warden@example.org>: Recipient address rejected", "body": "Dear Warden\n",
    }  # fmt: skip
    return template.format(**{**values, "id": message_id, **said}).replace("\n", "\r\n").encode()


class TestReadReport:
    def test_finds_the_message_that_was_returned_and_why(self):
        read = read_report(report())
        assert read.message_ids == ("<1@example.org>",)
        assert (read.fate, read.status, read.is_for_good) == ("failed", "5.1.1", True)
        assert read.said == "550 5.1.1 <warden@example.org>: Recipient address rejected"

    @pytest.mark.parametrize("part", ["message/rfc822", "text/rfc822-headers", "message/global"])
    def test_finds_the_message_by_its_headers_alone(self, part):
        assert read_report(report(part=part, body="")).message_ids == ("<1@example.org>",)

    def test_finds_the_message_that_the_report_answers_to(self):
        read = read_report(report(template=EXCHANGE))
        assert (read.message_ids, read.status) == (("<1@example.org>",), "5.1.10")
        assert read.said.endswith("Recipient not found by SMTP address lookup")

    @pytest.mark.parametrize(
        ("action", "status", "fate", "is_for_good"),
        [
            ("failed", "5.2.2", "failed", True),
            ("failed", "4.4.7", "failed", False),  # its time ran out
            ("failed", "", "failed", True),
            ("Failed (expired)", "4.4.1", "failed", False),
            ("delayed", "4.4.1", "delayed", False),
            ("delivered", "2.0.0", "arrived", False),
            ("relayed", "2.1.9", "arrived", False),
        ],
    )
    def test_tells_what_is_for_good_from_what_is_not(self, action, status, fate, is_for_good):
        read = read_report(report(action=action, status=status))
        assert (read.fate, read.is_for_good) == (fate, is_for_good)

    def test_takes_the_worst_of_several_recipients(self):
        two = "delayed\nStatus: 4.0.0\n\nFinal-Recipient: rfc822; b@example.org\nAction: failed"
        read = read_report(report(action=two, status="5.7.1"))
        assert (read.fate, read.status) == ("failed", "5.7.1")

    def test_keeps_one_short_line_of_what_the_server_says(self):
        read = read_report(report(diagnostic=f"smtp; a\x00\x1b[2J {'x' * 1000}"))
        assert read.said == f"a[2J {'x' * 295}"

    @pytest.mark.parametrize(
        "junk",
        [
            b"",
            b"\0\xff" * 1000,
            b"Subject: I am away\r\nAuto-Submitted: auto-replied\r\n\r\nUntil Monday.\r\n",
            report().replace(b"multipart/report", b"multipart/mixed"),
            report(action="sulking"),
            report().replace(b"message/delivery-status", b"text/plain"),
        ],
        ids=["nothing", "bytes", "out of office", "no report", "no action", "no status"],
    )
    def test_refuses_what_is_no_report(self, junk):
        with pytest.raises(NotAReport, match="no delivery status notification"):
            read_report(junk)

    def test_refuses_to_read_what_is_very_large(self):
        with pytest.raises(NotAReport, match="larger than 5,000,000 bytes"):
            read_report(report(body="x" * LARGEST_REPORT_BYTES))

    def test_refuses_what_is_nested_without_end(self):
        nested = b"".join(
            b'Content-Type: multipart/report; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(5000)
        )
        with pytest.raises(NotAReport):
            read_report(nested)

    @given(st.binary(max_size=400), st.integers(0, len(report())), st.integers(0, 400))
    def test_raises_nothing_else_whatever_is_damaged(self, noise, at, length):
        whole = report()
        with suppress(NotAReport):
            read_report(whole[:at] + noise + whole[at + length :])


@pytest.fixture
def sent(database: Database):
    """A delivery to a warden that a mail server took."""
    with database.transaction() as tx:
        add_person(tx, "Wim Warden", posts=(("partnership", "Warden"),))
    start_errand(database, engine_in(database), asker_in(database))
    with database.transaction() as tx:
        tx.connection.execute(sa.update(delivery).values(state="sent", sent_at=tx.at, attempts=1))
    return rows(database)[0]


def rows(database: Database):
    with database.reading() as tx:
        return tx.connection.execute(sa.select(delivery).order_by(delivery.c.id)).all()


def incidents(database: Database):
    with database.reading() as tx:
        return tx.connection.execute(sa.select(incident)).all()


def recorded(database: Database, data: bytes) -> str:
    with database.transaction() as tx:
        return record(tx, read_report(data))


def last_entry(database: Database, case_id: int) -> audit.Entry:
    with database.reading() as tx:
        return audit.entries(tx, case_id)[-1]


class TestRecord:
    def test_makes_a_message_that_came_back_an_incident_of_its_case(self, database, sent):
        assert recorded(database, report(sent.message_id)) == "bounced"
        (now,) = rows(database)
        assert now.state == "bounced"
        assert "5.1.1: 550 5.1.1 <warden@example.org>: Recipient address rejected" in now.error
        (found,) = incidents(database)
        assert (found.kind, found.case_id) == (BOUNCED, sent.case_id)
        assert found.facts == {"delivery": sent.id, "letter": sent.letter_id}
        assert "to Warden came back" in found.what
        assert found.what.endswith("correct the address and try again.")
        entry = last_entry(database, sent.case_id)
        assert (entry.action, entry.facts["status"]) == ("delivery_bounced", "5.1.1")
        assert "warden@example.org" not in str(entry.facts)

    def test_changes_nothing_the_second_time(self, database, sent):
        recorded(database, report(sent.message_id))
        before = last_entry(database, sent.case_id)
        assert recorded(database, report(sent.message_id)) == "known"
        assert len(incidents(database)) == 1
        assert last_entry(database, sent.case_id) == before

    def test_says_that_what_ran_out_of_time_may_be_sent_again_as_it_is(self, database, sent):
        assert recorded(database, report(sent.message_id, status="4.4.7")) == "bounced"
        assert incidents(database)[0].what.endswith("Tell them in another way, or try again.")

    def test_marks_a_delay_and_leaves_the_letter_sent(self, database, sent):
        assert recorded(database, report(sent.message_id, action="delayed", status="4.4.1")) == "delayed"
        (now,) = rows(database)
        assert (now.state, now.error[:40]) == ("sent", "Its mail server still tries to deliver i")
        assert incidents(database) == []
        assert recorded(database, report(sent.message_id)) == "bounced"

    def test_has_nothing_to_record_of_what_arrived(self, database, sent):
        assert recorded(database, report(sent.message_id, action="delivered", status="2.0.0")) == "arrived"
        assert rows(database) == [sent]

    def test_knows_a_message_whose_sending_was_not_recorded_yet(self, database, sent):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(state="queued", sent_at=None))
        assert recorded(database, report(sent.message_id)) == "bounced"

    def test_leaves_alone_what_failed_before(self, database, sent):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(state="failed"))
        assert recorded(database, report(sent.message_id)) == "known"

    @pytest.mark.parametrize("message_id", ["<2@example.org>", ""])
    def test_refuses_a_report_of_no_message_of_ours(self, database, sent, message_id):
        with pytest.raises(NotAReport, match="names no message of this service"):
            recorded(database, report(message_id))
        assert rows(database) == [sent]


class TestTryAgain:
    def test_sends_a_message_of_its_own_to_the_address_of_now(self, database, sent):
        recorded(database, report(sent.message_id))
        facts = incidents(database)[0].facts
        with database.transaction() as tx:
            tx.connection.execute(
                sa.update(person).where(person.c.name == "Wim Warden").values(email="wim@example.net")
            )
            try_again(tx, revision().partnership, BOUNCED, facts)
        before, again = rows(database)
        assert (before.state, again.state) == ("bounced", "queued")
        assert (again.letter_id, again.person_id, again.address) == (sent.letter_id, sent.person_id, "wim@example.net")
        assert (again.attempts, again.sent_at, again.error) == (0, None, None)
        assert again.message_id != sent.message_id
        assert again.message_id.endswith("@example.org>")

    def test_is_not_undone_by_the_report_of_before(self, database, sent):
        recorded(database, report(sent.message_id))
        facts = incidents(database)[0].facts
        with database.transaction() as tx:
            try_again(tx, revision().partnership, BOUNCED, facts)
        assert recorded(database, report(sent.message_id)) == "known"
        assert [row.state for row in rows(database)] == ["bounced", "queued"]


def test_a_report_of_pythons_own_making_is_read():
    """The notices above are written by hand; this one is what another program makes of the same parts."""
    notice = EmailMessage()
    notice["Subject"] = "Undeliverable"
    notice.set_type("multipart/report")
    returned = EmailMessage()
    returned["Message-ID"] = "<7@example.org>"
    fields = EmailMessage()
    fields["Reporting-MTA"] = "dns; example.net"
    recipient = EmailMessage()
    recipient["Action"], recipient["Status"] = "failed", "5.0.0"
    status = EmailMessage()
    status.add_header("Content-Type", "message/delivery-status")
    status.set_payload([fields, recipient])
    whole = EmailMessage()
    whole.add_header("Content-Type", "message/rfc822")
    whole.set_payload([returned])
    notice.attach(status)
    notice.attach(whole)
    assert read_report(notice.as_bytes()).message_ids == ("<7@example.org>",)
