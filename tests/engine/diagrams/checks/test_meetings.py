"""Letters that invite to meetings, and call them off."""

from datetime import date

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.revision import read_revision
from tests.engine.diagrams.builder import CHAIR, PARTNERSHIP, Diagram, bundle, form, letter, smallest
from tests.engine.diagrams.checks.found import found, said

QUESTIONS = {"at": {"type": "date_time"}, "minutes": {"type": "number", "least": 1}, "place": {"type": "line"}}


def planning(**meeting: str) -> dict[str, bytes]:
    ((path, written),) = form("ask", **QUESTIONS).items()
    told = {**meeting, "starts": "at", "minutes": "minutes", "place": "place"}
    return {path: written + f"meeting: {told}\n".encode()}


def calling(*order: str, called: dict[str, str] | None = None, **properties: str) -> Bundle:
    """A review that plans a meeting and sends a letter about it, in some order."""
    diagram = Diagram().start().task("ask").end()
    diagram.node("serviceTask", "call", properties={"letter": "note", **properties})
    diagram.line("opened", *(order or ("ask", "call")), "closed")
    drawn = bundle(diagram, note=letter("note"))
    return Bundle({**drawn.files, **planning(**(called or {"called": "The moot"}))})


class TestMeetings:
    def test_are_told_of_by_letters_to_a_role_or_to_all_who_are_invited(self):
        assert found(calling(invites="ask", to=CHAIR)) == []
        assert found(calling(invites="ask")) == []
        assert found(calling(uninvites="ask")) == []

    def test_are_planned_before_anybody_is_invited(self):
        assert ("not-given", "call") in found(calling("call", "ask", invites="ask", to=CHAIR))
        assert ("not-given", "call") not in found(calling("call", "ask", uninvites="ask"))  # nobody is told

    def test_are_planned_by_a_form(self):
        assert "invites 'gone' does not exist; name a form that plans a meeting" in said(calling(invites="gone"))

    def test_are_planned_anew_by_a_form_that_names_the_first(self):
        drawn = calling(called={"of": "gone"}, to=CHAIR)
        assert found(drawn) == [("unknown-name", "meeting")]
        assert "'gone' plans no meeting that could be planned anew; the forms that do: none" in said(drawn)

    def test_are_either_called_or_called_off(self):
        both = calling(invites="ask", uninvites="ask", to=CHAIR)
        assert "either invites to a meeting or calls it off" in said(both)

    def test_a_letter_about_none_has_its_role(self):
        assert "name the role that receives it, in the property `to`" in said(calling())


ACCOUNT = {"type": "person", "label": "Who?", "optional": True}
THERE = {
    "type": "group",
    "label": "Who came?",
    "item": "Guest",
    "fields": {"part": {"type": "choice", "label": "Part?", "choices": {"both": "Both"}}, "account": ACCOUNT},
}


def recording(**said: str) -> Bundle:
    """A review that asks, and records what it asks about in two forms, each of which says something of a meeting."""
    order = ("ask", *said)
    diagram = Diagram().start().end()
    for name in order:
        diagram.task(name)
    drawn = bundle(diagram.line("opened", *order, "closed"))
    files = {**drawn.files, **planning(called="The moot")}
    for name, told in said.items():
        ((path, written),) = form(name, there=THERE, day={"type": "date"}).items()
        files[path] = written + f"{told}\n".encode()
    return Bundle(files)


class TestRecords:
    def test_follow_each_other_from_a_meeting_that_is_planned(self):
        first = "record: {of: ask, part: One, attendance: there, stays: part == 'both'}"
        assert found(recording(first=first, second="record: {after: first, part: Two}")) == []

    @pytest.mark.parametrize(
        ("first", "second", "because"),
        [
            ("record: {of: first, part: One}", "record: {after: first, part: Two}", "no form that plans a meeting"),
            ("record: {of: ask, part: One}", "record: {after: ask, part: Two}", "no form that records a part"),
            ("record: {of: ask, part: One}", "record: {of: ask, part: Two}", "first records that part already"),
            ("record: {of: ask, part: One, actions: [deeds]}", "", "'deeds' is no list of the case"),
            ("agenda: {of: Guild, day: day}", "", "'Guild' has no meetings in partnership.yaml; those that do: Board"),
            (
                "record: {of: ask, part: One, attendance: there, stays: part == 'none'}",
                "record: {after: first, part: Two}",
                "never 'none'",
            ),
        ],
    )
    def test_are_refused_where_they_lead_nowhere(self, first, second, because):
        assert because in said(recording(first=first, second=second))

    def test_do_not_go_round_in_a_circle(self):
        drawn = recording(first="record: {after: second, part: One}", second="record: {after: first, part: Two}")
        assert found(drawn) == [("meeting", "record"), ("meeting", "record")]


class TestBodies:
    @pytest.mark.parametrize(("key", "role"), [("role", "Nobody"), ("kept_by", "Member")])
    def test_have_roles_that_are_the_same_in_every_case(self, key, role):
        text = f"meetings: {{Board: {{dates: [2026-03-12], {key}: {role}}}}}"
        partnership = PARTNERSHIP.replace("meetings: {Board: [2026-03-12]}", text)
        assert text in partnership
        assert repr(role) in said(bundle(smallest(), partnership=partnership))

    def test_are_read_with_their_dates_alone_or_with_who_keeps_them(self):
        text = "meetings: {Board: {dates: [2026-06-12, 2026-03-12], role: Chair, kept_by: Clerk}}"
        drawn = bundle(smallest(), partnership=PARTNERSHIP.replace("meetings: {Board: [2026-03-12]}", text))
        assert found(drawn) == []
        body = read_revision(drawn).partnership.meetings["Board"]
        assert (body.dates, body.role, body.kept_by) == ((date(2026, 3, 12), date(2026, 6, 12)), "Chair", "Clerk")
        assert read_revision(bundle(smallest())).partnership.meetings["Board"].dates == (date(2026, 3, 12),)
