"""What is written for calendars, read by another library than the one that writes it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject

from engine.clock import LONDON
from engine.paper.calendar_file import Day, Mailbox, Meeting, as_feed, as_invitation

MEETING = Meeting(
    uid="7c1d@example.org",
    sequence=2,
    summary="CSPR-2026-0001: Rapid Review meeting",
    starts_at=datetime(2026, 3, 30, 9, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 30, 11, 30, tzinfo=UTC),
    place="Room 2; Town Hall, Widnes\\Runcorn",
    at=datetime(2026, 3, 2, 8, 15, tzinfo=UTC),
    url="https://reviews.example.org/cases/CSPR-2026-0001",
)
DAY = Day(
    uid="task-1@example.org",
    sequence=4,
    summary="CSPR-2026-0001: Confirm involvement",
    on=date(2026, 4, 13),
    at=datetime(2026, 4, 1, 8, 0, tzinfo=UTC),
    url="https://reviews.example.org/tasks/1",
)
ORGANISER = Mailbox(address="office@example.org", name='The "Office", at: Widnes')


def invitation(**said) -> bytes:
    return as_invitation(replace(MEETING, **said), organiser=ORGANISER, attendee=Mailbox(address="ada@example.org"))


def read(content: bytes):
    """Read a file that holds one calendar, strictly."""
    (calendar,) = vobject.readComponents(content.decode(), validate=True)
    return calendar


class TestAsInvitation:
    def test_asks_to_note_the_meeting(self):
        calendar = read(invitation())
        event = calendar.vevent
        assert (calendar.method.value, calendar.version.value) == ("REQUEST", "2.0")
        assert (event.uid.value, event.sequence.value, event.status.value) == ("7c1d@example.org", "2", "CONFIRMED")
        assert event.summary.value == "CSPR-2026-0001: Rapid Review meeting"
        assert event.location.value == "Room 2; Town Hall, Widnes\\Runcorn"
        assert event.description.value.splitlines() == [MEETING.summary, MEETING.url]
        assert event.dtstamp.value == MEETING.at
        assert event.organizer.value == "mailto:office@example.org"
        assert (event.attendee.value, event.attendee.params["RSVP"]) == ("mailto:ada@example.org", ["FALSE"])

    def test_says_when_it_is_off(self):
        calendar = read(invitation(is_off=True, sequence=3))
        event = calendar.vevent
        assert (calendar.method.value, event.status.value, event.sequence.value) == ("CANCEL", "CANCELLED", "3")
        assert event.uid.value == MEETING.uid

    @pytest.mark.parametrize(
        ("starts_at", "in_london"),
        [
            (datetime(2026, 3, 28, 10, 0, tzinfo=UTC), "20260328T100000"),
            (datetime(2026, 3, 29, 9, 0, tzinfo=UTC), "20260329T100000"),  # the clocks went forward at 1am
            (datetime(2026, 10, 24, 9, 0, tzinfo=UTC), "20261024T100000"),
            (datetime(2026, 10, 25, 10, 0, tzinfo=UTC), "20261025T100000"),  # and back at 2am
            (datetime(2028, 2, 29, 10, 0, tzinfo=UTC), "20280229T100000"),
            (datetime(2045, 7, 3, 9, 0, tzinfo=UTC), "20450703T100000"),
        ],
    )
    def test_writes_londons_time_which_its_own_rules_read_as_the_same_instant(self, starts_at, in_london):
        content = invitation(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=90))
        assert f"DTSTART;TZID=Europe/London:{in_london}".encode() in content
        event = read(content).vevent
        assert event.dtstart.value.astimezone(UTC) == starts_at  # by the rules in the file, not by the reader's own
        assert event.dtend.value - event.dtstart.value == timedelta(minutes=90)

    def test_lasts_as_long_as_it_lasts_through_a_clock_change(self):
        starts_at = datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)
        event = read(invitation(starts_at=starts_at, ends_at=starts_at.astimezone(UTC) + timedelta(hours=2))).vevent
        assert event.dtend.value.astimezone(UTC) - event.dtstart.value.astimezone(UTC) == timedelta(hours=2)
        assert (event.dtend.value.hour, event.dtend.value.minute) == (3, 30)

    def test_has_lines_of_75_octets_at_most_which_end_as_rfc_5545_says(self):
        lines = invitation(place="Gemeindehaus für Größe und Maß, " * 5).split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert lines[-1] == b""

    def test_says_nothing_else_of_what_it_is_told(self):
        """Line breaks in a place cannot smuggle in a property of their own."""
        content = invitation(place="Room 2\r\nATTENDEE:mailto:eve@example.org")
        assert len(read(content).vevent.contents["attendee"]) == 1


class TestAsFeed:
    def feed(self, *entries) -> bytes:
        return as_feed(entries, name="Practice reviews", again_after=timedelta(hours=1))

    def test_holds_days_and_meetings(self):
        calendar = read(self.feed(DAY, MEETING))
        day, meeting = calendar.vevent_list
        assert (calendar.method.value, calendar.contents["x-wr-calname"][0].value) == ("PUBLISH", "Practice reviews")
        assert (day.dtstart.value, day.dtend.value) == (date(2026, 4, 13), date(2026, 4, 14))
        assert (day.uid.value, day.sequence.value, day.transp.value) == ("task-1@example.org", "4", "TRANSPARENT")
        assert day.contents["last-modified"][0].value == DAY.at
        assert meeting.uid.value == MEETING.uid
        assert "organizer" not in meeting.contents

    def test_is_the_same_bytes_for_the_same_entries(self):
        assert self.feed(DAY, MEETING) == self.feed(DAY, MEETING)
        assert self.feed(DAY) != self.feed(replace(DAY, on=date(2026, 4, 14)))

    def test_may_be_empty(self):
        calendar = read(self.feed())
        assert "vevent" not in calendar.contents
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in self.feed()
        assert b"X-PUBLISHED-TTL:PT1H\r\n" in self.feed()
