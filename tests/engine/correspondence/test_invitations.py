"""Who is invited to a meeting, moved with it and uninvited, told by what their calendars are sent."""

from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
import vobject
from vobject.base import Component

from engine import audit, clock
from engine.access import Person, Post
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.steps import complete_user_task
from engine.clock import LONDON
from engine.correspondence.outbox import send
from engine.correspondence.seals import broken_seals
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.records.tables import delivery, invitation, user_task
from tests.engine import errand
from tests.engine.diagrams.builder import Diagram, form, letter
from tests.engine.rows import AT, add_person
from tests.fakes import FakeMailer

SERVICE = {"sender": "service@example.org", "sign_in_at": "https://reviews.example.org"}
CLAUSES = "- {id: MT-1, section: M, kind: [context], says: We meet.}\n"
QUESTIONS = {
    "at": {"type": "date_time"},
    "minutes": {"type": "number", "least": 1},
    "place": {"type": "line"},
}
FIRST = {"at": "2026-04-16T10:00", "minutes": "90", "place": "The mill"}


def planning(name: str, **meeting: str) -> dict[str, bytes]:
    ((path, written),) = form(name, **QUESTIONS).items()
    said = {**meeting, "starts": "at", "minutes": "minutes", "place": "place"}
    return {path: written + f"meeting: {said}\n".encode()}


def calling(diagram: Diagram, name: str, **properties: str) -> Diagram:
    return diagram.node("serviceTask", name, lane="Warden", properties={"letter": "call", **properties})


def bundle() -> Bundle:
    """A moot is planned, two are invited; it is moved, one is uninvited and invited again; it is called off."""
    diagram = Diagram("errand").start().task("plan", lane="Asker")
    calling(diagram, "call_miller", invites="plan", to="Miller")
    calling(diagram, "call_keeper", invites="plan", to="Keeper")
    for n in (1, 2, 3, 4):
        diagram.task(f"move_{n}", "move", lane="Warden")
    calling(diagram, "tell_all", invites="plan")
    calling(diagram, "drop_keeper", uninvites="plan", to="Keeper")
    calling(diagram, "drop_crown", uninvites="plan", to="Crown")
    calling(diagram, "tell_the_rest", invites="plan")
    calling(diagram, "call_keeper_again", invites="plan", to="Keeper")
    calling(diagram, "call_off", uninvites="plan")
    diagram.end().line(
        *("opened", "plan", "call_miller", "call_keeper", "move_1", "tell_all", "move_2", "drop_keeper", "drop_crown"),
        *("tell_the_rest", "move_3", "call_keeper_again", "move_4", "call_off", "closed"),
    )
    diagram.lanes["Asker"].append(diagram.lanes["Clerk"].pop(0))
    diagram.lanes["Warden"] += diagram.lanes.pop("Clerk")
    return Bundle(
        {
            "bpmn/errand.bpmn": diagram.xml(),
            "bpmn/clauses.yaml": CLAUSES.encode(),
            "bpmn/partnership.yaml": errand.PARTNERSHIP.replace(
                "  Courier: {who: chosen, by: errand.courier}\n", ""
            ).encode(),
            **planning("plan", called="The moot"),
            **planning("move", of="plan"),
            **letter("call", "Dear {{ to.role }}"),
        }
    )


class Moot:
    """One case in which a moot is planned; mail is read as it leaves."""

    def __init__(self, database) -> None:
        self.database, self.engine, self.mailer = database, CaseEngine(), FakeMailer()
        asker = errand.asker_in(database)
        with database.transaction() as tx:
            self.engine.revisions.publish(tx, bundle())
            add_person(tx, "Mia Miller", posts=(("mill", "Master Miller"),))
            add_person(tx, "Kim Keeper", posts=(("partnership", "Keeper"),))
            warden = add_person(tx, "Wim Warden", posts=(("partnership", "Warden"),))
            self.warden = Person(
                id=warden, name="Wim Warden", email="", posts=(Post(organisation="partnership", title="Warden"),)
            )
            self.case_id = start_case(tx, self.engine, person=asker, answers=FIRST).case_id

    def move(self, *, on: str = FIRST["at"], now: datetime = AT, **said: str) -> None:
        with clock.stopped_at(now), self.database.transaction() as tx:
            task = tx.connection.scalar(sa.select(user_task.c.id).where(user_task.c.closed_at.is_(None)))
            complete_user_task(tx, self.engine, task_id=task, person=self.warden, answers={**FIRST, "at": on, **said})

    def mail(self) -> list[EmailMessage]:
        """Send what waits, and return it."""
        with self.database.reading() as tx:
            waiting = list(
                tx.connection.scalars(
                    sa.select(delivery.c.id).where(delivery.c.state == "queued").order_by(delivery.c.id)
                )
            )
        before = len(self.mailer.sent)
        for number in waiting:
            assert send(self.database, self.mailer, number, **SERVICE)
        return self.mailer.sent[before:]

    def told(self) -> list[tuple[str, str, int, str]]:
        """Send what waits; return to whom, the method, the sequence and the day and time, of each."""
        return [
            (str(message["To"]).partition(".")[0], method, int(event.sequence.value), f"{event.dtstart.value:%d %H:%M}")
            for message in self.mail()
            if message["To"] != "crown@example.org"
            for method, event in [noted(message)]
        ]


def noted(message: EmailMessage) -> tuple[str, Component]:
    """Read a message as a calendar does; what it asks stands in the header of its part, too."""
    part = message.get_body(("calendar",))
    assert part is not None
    calendar = vobject.readOne(part.get_content(), validate=True)
    assert part.get_param("method") == calendar.method.value
    return calendar.method.value, calendar.vevent


@pytest.fixture
def moot(either) -> Moot:
    return Moot(either)


class TestInvite:
    def test_is_by_a_revision_that_checks(self):
        assert check_bundle(bundle()) == []

    def test_brings_a_meeting_into_the_calendars_of_those_who_are_invited(self, moot):
        to_miller, to_keeper = moot.mail()
        method, event = noted(to_miller)
        assert (to_miller["To"], method) == ("mia.miller@example.org", "REQUEST")
        assert event.summary.value == "2026-0001: The moot"
        assert event.dtstart.value == datetime(2026, 4, 16, 10, 0, tzinfo=LONDON)
        assert event.dtend.value - event.dtstart.value == timedelta(minutes=90)
        assert event.location.value == "The mill"
        assert event.organizer.value == "mailto:office@example.org"
        assert event.attendee.value == "mailto:mia.miller@example.org"
        assert event.description.value.endswith("https://reviews.example.org/cases/2026-0001")
        assert event.dtstamp.value == AT
        assert noted(to_keeper)[1].uid.value == event.uid.value

    def test_is_readable_as_a_letter_and_as_a_file_too(self, moot):
        message = moot.mail()[0]
        assert message.get_content_type() == "multipart/mixed"
        assert message.get_body(("plain",)).get_content().startswith("Dear Miller\n")
        (file,) = message.iter_attachments()
        assert (file.get_filename(), file.get_content_type()) == ("invitation.ics", "application/ics")
        assert file.get_content().decode() == message.get_body(("calendar",)).get_content()

    def test_follows_when_the_meeting_moves_and_counts_every_change(self, moot):
        assert moot.told() == [("mia", "REQUEST", 0, "16 10:00"), ("kim", "REQUEST", 0, "16 10:00")]
        moot.move(on="2026-04-17T14:00")
        assert moot.told() == [("mia", "REQUEST", 1, "17 14:00"), ("kim", "REQUEST", 1, "17 14:00")]
        moot.move(
            on="2026-04-17T14:00"
        )  # nothing has changed, but the keeper is uninvited, as is who never was invited
        assert moot.told() == [("kim", "CANCEL", 2, "17 14:00"), ("mia", "REQUEST", 2, "17 14:00")]
        moot.move(on="2026-04-17T14:00", place="The harbour")
        assert moot.told() == [("kim", "REQUEST", 3, "17 14:00")]
        moot.move(on="2026-04-17T14:00", place="The harbour")
        assert moot.told() == [("mia", "CANCEL", 4, "17 14:00"), ("kim", "CANCEL", 5, "17 14:00")]

    def test_keeps_one_uid_through_all_of_it(self, moot):
        for _ in range(4):
            moot.move(on="2026-04-18T09:00")
        assert len({noted(message)[1].uid.value for message in moot.mail() if message.get_body(("calendar",))}) == 1

    def test_calls_nothing_off_that_is_over(self, moot):
        for _ in range(3):
            moot.move()
        moot.mail()
        moot.move(now=datetime(2026, 4, 16, 11, 30, tzinfo=LONDON))
        assert moot.mail() == []

    def test_tells_who_was_never_invited_by_letter_alone(self, moot):
        moot.move()
        moot.move()
        (to_crown,) = [message for message in moot.mail() if message["To"] == "crown@example.org"]
        assert to_crown.get_body(("calendar",)) is None
        assert list(to_crown.iter_attachments()) == []

    def test_is_sealed_by_the_audit(self, moot):
        with moot.database.transaction() as tx:
            assert broken_seals(tx) == []
            tx.connection.execute(sa.update(invitation).where(invitation.c.letter_id == 2).values(place="Elsewhere"))
            assert [broken["what"] for broken in broken_seals(tx)] == [
                "the invitation in letter 2 does not say any more what was written then"
            ]
            assert not audit.verify(tx).broken
