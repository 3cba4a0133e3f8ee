"""Meetings and days as iCalendar (RFC 5545), which any calendar reads: invitations by mail (RFC 6047), and a feed.

Nothing here says more of a case than its reference and an address behind the sign-in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration

from engine.clock import LONDON

TYPE = "text/calendar"
PRODUCT = "-//Child safeguarding practice reviews//EN"
Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
_LONDON = """BEGIN:VTIMEZONE\r
TZID:Europe/London\r
BEGIN:DAYLIGHT\r
DTSTART:19960331T010000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZNAME:BST\r
TZOFFSETFROM:+0000\r
TZOFFSETTO:+0100\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
DTSTART:19961027T020000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZNAME:GMT\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0000\r
END:STANDARD\r
END:VTIMEZONE\r
"""
"""London's time as a rule, which calendars take more readily than a list of every change. Summer Time Order 2002:
from the last Sunday of March to the last Sunday of October, at 1am Greenwich mean time."""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting in a calendar.

    Attributes:
        uid: what it is known by in every calendar, for good.
        sequence: rises with each change.
        starts_at: aware instant; written as London's time.
        ends_at: aware instant, after the start.
        at: when this was said of it, an aware instant.
        url: where more is told, behind the sign-in.
        is_off: it takes place no more, or not with this attendee.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    place: str
    at: datetime
    url: str
    is_off: bool = False


@dataclass(frozen=True, kw_only=True)
class Day:
    """Something that is due on a London day: it takes no time there. The other attributes are as a meeting's."""

    uid: str
    sequence: int
    summary: str
    on: date
    at: datetime
    url: str


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """A mail address, and whose it is, if that is known."""

    address: str
    name: str = ""


def as_invitation(meeting: Meeting, *, organiser: Mailbox, attendee: Mailbox) -> bytes:
    """Return an invitation to a meeting, or its cancellation, for one attendee. No answer is asked for."""
    event = _event(meeting)
    event.add("organizer", _address(organiser))
    invited = _address(attendee)
    invited.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    event.add("ATTENDEE", invited)
    return _file(method_of(meeting), [event])


def as_feed(entries: Iterable[Meeting | Day], *, name: str, again_after: timedelta) -> bytes:
    """Return a calendar for a program that fetches it again and again; what is in no later one is to be dropped.

    Args:
        entries: what is in it; the same entries give the same bytes.
        name: what it is called in a list of calendars.
        again_after: how long to wait before it is fetched again.
    """
    return _file("PUBLISH", [_event(entry) for entry in entries], name=name, again_after=again_after)


def method_of(meeting: Meeting) -> Method:
    """Return what an invitation to a meeting asks of a calendar."""
    return "CANCEL" if meeting.is_off else "REQUEST"


def _event(entry: Meeting | Day) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.at)
    event.add("last-modified", entry.at)
    event.add("summary", entry.summary)
    event.add("description", f"{entry.summary}\n{entry.url}")
    event.add("url", entry.url)
    event.add("class", "PRIVATE")
    if isinstance(entry, Day):
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    event.add("dtstart", entry.starts_at.astimezone(LONDON))
    event.add("dtend", entry.ends_at.astimezone(LONDON))
    event.add("location", entry.place)
    event.add("transp", "OPAQUE")
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    return event


def _address(mailbox: Mailbox) -> vCalAddress:
    found = vCalAddress(f"mailto:{mailbox.address}")
    if mailbox.name:
        found.params["CN"] = mailbox.name
    return found


def _file(method: Method, events: list[Event], *, name: str = "", again_after: timedelta | None = None) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    if again_after:
        calendar.add("refresh-interval", again_after, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(again_after))
    calendar.add_component(Timezone.from_ical(_LONDON))
    for event in events:
        calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
