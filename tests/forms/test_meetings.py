"""The meeting that a form plans."""

import pytest
import yaml

from forms.definition import Agenda, Meeting
from forms.errors import UnreadableForm
from forms.loading import load_form

QUESTIONS = {
    "at": {"type": "date_time", "label": "When?"},
    "minutes": {"type": "number", "label": "How long?", "least": 15},
    "place": {"type": "line", "label": "Where?"},
}
MEETING = {"called": "The moot", "starts": "at", "minutes": "minutes", "place": "place"}


def load(meeting: dict, **questions: dict):
    sections = [{"title": "It", "fields": {**QUESTIONS, **questions}}]
    data = {"form": "moot", "title": "Moot", "meeting": meeting, "sections": sections}
    return load_form("moot", yaml.safe_dump(data, sort_keys=False).encode())


def wrong(meeting: dict, **questions: dict) -> str:
    with pytest.raises(UnreadableForm) as told:
        load(meeting, **questions)
    return str(told.value)


class TestReadMeeting:
    def test_says_which_questions_tell_of_it(self):
        assert load(MEETING).meeting == Meeting(**MEETING, of="")
        anew = {**MEETING, "of": "plan"}
        del anew["called"]
        assert load(anew).meeting == Meeting(**anew, called="")

    def test_is_called_something_or_is_anothers(self):
        assert "either what the meeting is called, or whose meeting it is" in wrong({**MEETING, "of": "plan"})

    @pytest.mark.parametrize("key", ["starts", "minutes", "place"])
    def test_needs_each_of_them(self, key):
        assert f"{key} is missing" in wrong({name: said for name, said in MEETING.items() if name != key})

    @pytest.mark.parametrize(
        ("key", "question"),
        [
            ("starts", {"type": "date", "label": "When?"}),
            ("starts", {"type": "date_time", "label": "When?", "optional": True}),
            ("minutes", {"type": "line", "label": "How long?"}),
            ("place", {"type": "text", "label": "Where?"}),
        ],
    )
    def test_takes_questions_of_the_right_type_that_are_always_answered(self, key, question):
        said = wrong({**MEETING, key: "other"}, other=question)
        assert "'other' is no" in said
        assert "question outside groups that must always be answered" in said

    @pytest.mark.parametrize("limits", [{}, {"least": 0}, {"least": 1, "decimals": 1}])
    def test_lasts_a_whole_minute_at_least(self, limits):
        said = wrong(MEETING, minutes={"type": "number", "label": "How long?", **limits})
        assert "must last a whole minute or more" in said

    def test_knows_nothing_else(self):
        assert "host is unknown here; known: called, of, starts, minutes, place" in wrong({**MEETING, "host": "me"})


PERSON = {"type": "person", "label": "Who?", "optional": True}
PART = {"type": "choice", "label": "Part?", "choices": {"both": "Both", "one": "One"}}
THERE = {"type": "group", "label": "Who came?", "item": "Guest", "fields": {"part": PART, "account": PERSON}}


def load_with(**said):
    fields = {"there": said.pop("there", THERE), "day": {"type": "date", "label": "When?"}}
    data = {"form": "moot", "title": "Moot", "sections": [{"title": "It", "fields": fields}], **said}
    return load_form("moot", yaml.safe_dump(data, sort_keys=False).encode())


def wrong_with(**said) -> str:
    with pytest.raises(UnreadableForm) as told:
        load_with(**said)
    return str(told.value)


RECORD = {"of": "plan", "part": "The first", "attendance": "there", "stays": 'part == "both"', "actions": ["deeds"]}


class TestReadRecord:
    def test_says_which_part_it_is_and_who_stays(self):
        record = load_with(record=RECORD).record
        assert (record.of, record.after, record.part, record.actions) == ("plan", "", "The first", ("deeds",))
        assert record.stays.names == {"part"}
        assert load_with(record={"after": "first", "part": "The second"}).record.after == "first"

    @pytest.mark.parametrize(
        ("changed", "because"),
        [
            ({"after": "first"}, "say either whose meeting it is"),
            ({"attendance": "day"}, "'day' is no group of this form"),
            ({"attendance": ""}, "write a text here"),
            ({"stays": "day"}, "'day' is no question of there that is answered in every item"),
            ({"stays": "account"}, "'account' is no question of there that is answered in every item"),
            ({"hall": "x"}, "hall is unknown here"),
        ],
    )
    def test_refuses_what_cannot_be_read(self, changed, because):
        assert because in wrong_with(record={**RECORD, **changed})

    def test_needs_one_person_to_whom_what_follows_is_closed(self):
        nobody = {**THERE, "fields": {"part": PART}}
        assert "must be a person" in wrong_with(record=RECORD, there=nobody)


class TestReadAgenda:
    def test_says_before_which_body_and_when(self):
        assert load_with(agenda={"of": "Board", "day": "day"}).agenda == Agenda(of="Board", day="day")

    def test_takes_a_date_that_is_always_answered(self):
        assert "'there' is no date question" in wrong_with(agenda={"of": "Board", "day": "there"})
