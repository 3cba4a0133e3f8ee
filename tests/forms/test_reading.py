from datetime import date, datetime

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from marshmallow import ValidationError

from forms.kinds import LONDON
from forms.reading import NOT_ANSWERED, errors_by_question, in_words, shown
from tests.forms.anything import JSON
from tests.forms.builders import LISTS, UPLOADS, make_form, make_schema

PAGE = """
known: {type: yes_no, label: Is it known?}
known_on: {type: date, when: known, label: Known since}
seen_at: {type: date_time, optional: true, label: Seen at}
harm: {type: choice, label: Harm, choices: {died: Died, hurt: Was hurt}}
others: {type: choices, label: Others, choices: {a: Apple, b: Pear}}
why: {type: text, label: Why}
count: {type: number, label: Count}
chair: {type: person, label: Chair}
papers: {type: file, label: Papers}
children:
  type: group
  label: Children
  item: Child
  fields:
    name: {type: line, label: Name}
    born_on: {type: date, label: Date of birth}
    plan: {type: yes_no, optional: true, label: Plan?}
"""
NAMES = [f.name for f in make_form(PAGE).fields]


def rows(answers, asked=None):
    parts = shown(make_form(PAGE), answers, LISTS.__getitem__, asked=asked, uploads=UPLOADS.get)
    return {row.label: row for part in parts for row in part.rows}


def said(question, answer):
    return rows({question: answer}).popitem()[1].said


class TestShown:
    @pytest.mark.parametrize(
        ("question", "answer", "lines"),
        [
            ("known", True, ["Yes"]), ("known", "no", ["No"]), ("known", 1, ["1"]), ("known", ["x"], ["['x']"]),
            ("known_on", "2026-04-14", ["Tuesday 14 April 2026"]),
            ("known_on", {"day": "14", "month": "apr", "year": "2026"}, ["Tuesday 14 April 2026"]),
            ("known_on", {"day": "31", "month": "2", "year": ""}, ["31 2"]),
            ("seen_at", "2026-04-16T09:00:00+00:00", ["Thursday 16 April 2026, 10am"]),
            ("seen_at", {"day": "16", "month": "4", "year": "2026", "time": "soon"}, ["16 4 2026 soon"]),
            ("harm", "hurt", ["Was hurt"]), ("harm", "gone", ["gone"]), ("others", ["a", "b"], ["Apple", "Pear"]),
            ("why", "a\n\nb", ["a", "", "b"]),
            ("count", "1200", ["1,200"]), ("count", 3, ["3"]), ("count", "x", ["x"]),
            ("chair", "7", ["Kim Lee, Chief Nurse"]),
            ("papers", ["1", "9"], ["letter.pdf", "A file that is no longer kept"]),
        ],
    )  # fmt: skip
    def test_says_each_kind_of_answer_in_words(self, question, answer, lines):
        assert list(said(question, answer)) == lines

    def test_titles_the_items_of_a_group(self):
        found = rows({"children": [{"name": "A", "born_on": "2019-05-01"}, {}, {"name": "B"}]})["Children"]
        assert [item.title for item in found.items] == ["Child 1", "Child 3"]
        assert [(r.path, r.said) for r in found.items[0].rows] == [
            ("children-0-name", ("A",)),
            ("children-0-born_on", ("Wednesday 1 May 2019",)),
        ]
        assert [r.path for r in found.items[1].rows] == ["children-2-name"]

    def test_leaves_out_what_is_not_answered(self):
        assert shown(make_form(PAGE), {"why": " "}, LISTS.__getitem__) == ()

    def test_shows_what_is_asked_answered_or_not(self):
        answers = {"known": "no", "known_on": "2026-04-14", "children": [{"name": "A"}]}
        found = rows(answers, make_schema(PAGE).asked(answers))
        assert "Known since" not in found
        assert (found["Why"].said, found["Why"].is_answered) == ((NOT_ANSWERED,), False)
        assert [r.said for r in found["Children"].items[0].rows] == [("A",), (NOT_ANSWERED,), (NOT_ANSWERED,)]
        assert (found["Children"].said, found["Children"].is_answered) == ((), True)

    def test_shows_why_it_was_late(self):
        assert [part.title for part in shown(make_form(PAGE), {"late_reason": "x"}, LISTS.__getitem__)] == ["Lateness"]

    @given(st.dictionaries(st.sampled_from(NAMES), JSON))
    def test_shows_whatever_was_typed(self, answers):
        rows(answers)
        rows(answers, make_schema(PAGE).asked(answers))


class TestInWords:
    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (date(2026, 4, 1), "Wednesday 1 April 2026"),
            (datetime(2026, 4, 1, 11, 42, tzinfo=LONDON), "Wednesday 1 April 2026, 11:42am"),
            (datetime(2026, 4, 1, 17, tzinfo=LONDON), "Wednesday 1 April 2026, 5pm"),
            (datetime(2026, 4, 1, 12, tzinfo=LONDON), "Wednesday 1 April 2026, midday"),
            (datetime(2026, 4, 1, tzinfo=LONDON), "Wednesday 1 April 2026, midnight"),
            (datetime(2026, 4, 1, 0, 5, tzinfo=LONDON), "Wednesday 1 April 2026, 12:05am"),
            (1234.5, "1,234.5"),
        ],
    )
    def test_says_dates_times_and_numbers(self, answer, words):
        assert in_words(answer) == words


class TestErrorsByQuestion:
    def test_gives_path_and_message_in_page_order(self):
        schema = make_schema(PAGE)
        answers = {"forged": "x", "harm": "x", "known": "perhaps", "others": ["a"], "count": "1", "chair": "7"}
        children = [{"name": "A", "born_on": "2019-05-01"}, {"plan": "yes", "forged": "x"}, "x"]
        with pytest.raises(ValidationError) as refused:
            schema.load({**answers, "papers": ["1"], "children": children})
        assert errors_by_question(schema.form, refused.value.messages) == [
            ("known", "Is it known?: this is not valid"),
            ("harm", "Choose one of: Died, Was hurt"),
            ("why", "Enter: Why"),
            ("children-1-name", "Child 2: Enter: Name"),
            ("children-1-born_on", "Child 2: Enter: Date of birth"),
            ("children-1", "Child 2: Unknown field: the form does not ask this"),
            ("children-2", "Child 3: The answers are not valid: send each question's name with its answer"),
            ("forged", "Unknown field: the form does not ask this"),
        ]

    @pytest.mark.parametrize(
        ("messages", "found"),
        [
            (["What?"], [("_schema", "What?")]),
            (
                {"children": {"10": {"name": ["K"]}, "9": {"name": ["J"]}}},
                [("children-9-name", "Child 10: J"), ("children-10-name", "Child 11: K")],
            ),
            ({"children": ["Enter: Children"]}, [("children", "Enter: Children")]),
        ],
    )
    def test_takes_messages_that_went_through_json(self, messages, found):
        assert errors_by_question(make_form(PAGE), messages) == found

    @given(st.dictionaries(st.sampled_from([*NAMES, "forged", "_schema"]), JSON) | JSON)
    def test_names_every_refusal(self, raw):
        schema = make_schema(PAGE)
        try:
            schema.load(raw)
        except ValidationError as refused:
            found = errors_by_question(schema.form, refused.messages)
        else:
            reject()
        assert found
