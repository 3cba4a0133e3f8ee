"""Letters that invite to meetings, and call them off."""

from engine.diagrams.bundle import Bundle
from tests.engine.diagrams.builder import CHAIR, Diagram, bundle, form, letter
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
