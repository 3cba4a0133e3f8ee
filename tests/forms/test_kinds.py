from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from forms.definition import TYPES
from forms.kinds import KINDS, LONDON, Upload
from forms.schema import build_schema
from forms.typed import LONGEST_TEXT, is_blank, tidied
from tests.forms.builders import LISTS, Case, make_form, make_schema
from tests.forms.diary import TABLE, row, sheet


def load(question, answer):
    """Load the answer to one question, written as YAML without its name."""
    return make_schema(f"q: {{label: Q, {question}}}").load({"q": answer})["q"]


def refusal(question, answer):
    with pytest.raises(ValidationError) as refused:
        load(question, answer)
    return refused.value.messages["q"][0]


def typed(day="", month="", year="", **more):
    return {"day": day, "month": month, "year": year, **more}


class TestKinds:
    def test_are_those_of_the_language(self):
        assert {*KINDS, "group"} == set(TYPES)


class TestLine:
    def test_is_one_line_without_what_cannot_be_seen(self):
        assert load("type: line", " a\r\nb\x00\t c\ud800 ") == "a b c"

    def test_has_an_end(self):
        assert load("type: line", "x" * 200) == "x" * 200
        assert refusal("type: line", "x" * 201) == "Q must be 200 characters or fewer"

    def test_refers_to_a_question_in_quotes(self):
        with pytest.raises(ValidationError, match="The answer to “What is it\\?” must be 200 characters or fewer"):
            make_schema('q: {type: line, label: "What is it?"}').load({"q": "x" * 201})


class TestFileThatIsRead:
    SHEETS = {"good": sheet(row()), "bad": sheet(row(who=None), row(event="B", told="perhaps")), "unread": None}  # noqa: RUF012

    def load(self, name, kind="xlsx"):
        upload = Upload(name=f"{name}.xlsx", kind=kind, sheet=lambda: self.SHEETS[name])
        form = make_form("q: {type: file, label: The diary, reads: diary}")
        schema = build_schema(form, Case(), LISTS.__getitem__, uploads=lambda _: upload, tables={"diary": TABLE})
        return schema.load({"q": ["1"]})

    def test_is_kept_like_any_other(self):
        assert self.load("good") == {"q": ["1"]}

    def test_has_its_errors_as_the_questions(self):
        with pytest.raises(ValidationError) as refused:
            self.load("bad")
        assert refused.value.messages == {
            "q": ["Row 2, Who: is empty; fill it in", "Row 3, Told: must be one of: Yes, No"]
        }

    def test_must_have_been_uploaded_to_be_read(self):
        with pytest.raises(ValidationError, match="The diary: a file was not kept; upload it again"):
            self.load("unread")

    def test_is_a_workbook(self):
        with pytest.raises(ValidationError, match="must be one of: xlsx"):
            self.load("good", kind="pdf")


class TestText:
    def test_keeps_paragraphs(self):
        assert load("type: text", "a\r\n\r\n\tb\r") == "a\n\n\tb"

    def test_counts_words(self):
        assert load("type: text, words: 2", "one two") == "one two"
        assert refusal("type: text, words: 2", "one two three") == "Q must be 2 words or fewer; it has 3"

    def test_answers_a_megabyte_clearly(self):
        assert refusal("type: text", "x" * 1_000_000) == "Q must be 20,000 characters or fewer; it has 1,000,000"
        assert refusal("type: text, words: 5", "x" * 1_000_000).startswith("Q must be 20,000 characters")

    def test_gives_many_words_their_room(self):
        text = "word " * 5000
        assert len(text) > LONGEST_TEXT
        assert load("type: text, words: 5000", text) == text.strip()


class TestEmail:
    def test_is_an_address(self):
        assert load("type: email", " sam@example.org ") == "sam@example.org"

    @pytest.mark.parametrize(
        "answer", ["sam", "sam@", "@example.org", "a b@example.org", "a@b@c.org", "sam@example.org\nBcc: x@y.org"]
    )
    def test_refuses_what_is_none(self, answer):
        assert refusal("type: email", answer) == "Enter an email address in the correct format, like name@example.org"


class TestNumber:
    @pytest.mark.parametrize(
        ("answer", "number"), [("7", 7), (" 1,200 ", 1200), (3, 3), (3.0, 3), ("-4", -4), ("007", 7)]
    )
    def test_is_whole(self, answer, number):
        assert load("type: number", answer) == number
        assert isinstance(load("type: number", answer), int)

    @pytest.mark.parametrize(("answer", "number"), [("1.5", 1.5), (2, 2.0), ("0.25", 0.25), (1.50, 1.5)])
    def test_has_decimal_places_if_it_says_so(self, answer, number):
        assert load("type: number, decimals: 2", answer) == number

    @pytest.mark.parametrize(
        "answer", ["1.5", "x", "1e9", "9" * 5000, "٣", "²", 1.5, True, float("nan"), float("inf"), 10**400, "--1", "-"]
    )
    def test_refuses_what_is_not_whole(self, answer):
        assert refusal("type: number", answer) in ("Q must be a whole number", "Q: this is not valid")

    @pytest.mark.parametrize(
        ("limits", "said"),
        [("least: 2", "2 or more"), ("most: 0", "0 or fewer"), ("least: 2, most: 1000", "between 2 and 1,000")],
    )
    def test_keeps_to_its_limits(self, limits, said):
        assert refusal(f"type: number, {limits}", "1") == f"Q must be {said}"

    def test_says_how_many_places(self):
        assert refusal("type: number, decimals: 2", "1.234") == "Q must have 2 decimal places or fewer"


class TestDay:
    @pytest.mark.parametrize(
        "answer",
        [
            "2026-04-16",
            typed("16", "4", "2026"),
            typed(" 16 ", "April", "2026"),
            typed("16", "apr", "2026"),
            typed(16, 4, 2026),
        ],
    )
    def test_is_typed_in_parts_or_kept_as_iso(self, answer):
        assert load("type: date", answer) == date(2026, 4, 16)

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (typed("31", "2", "2026"), "must be a real date"),
            (typed("16", "x", "2026"), "must be a real date"),
            (typed("0", "1", "2026"), "must be a real date"),
            (typed("16", "4", ""), "must include a year"),
            (typed("", "4", ""), "must include a day and year"),
            ({"day": "16"}, "must include a month and year"),
            (typed("16", "4", "26"), "must have a year of 4 digits, like 2026"),
            (typed("16", "4", "20x6"), "must have a year of 4 digits, like 2026"),
            (typed("16", "4", "1026"), "must be between 1900 and 2099"),
            (typed("16", "4", "9999"), "must be between 1900 and 2099"),
            (typed("9" * 5000, "4", "2026"), "must be a real date"),
            (typed("٣", "4", "2026"), "must be a real date"),
            ("2026-02-31", "must be a real date"),
            ("16/4/2026", "must be a real date, like 16 4 2026"),
            ("20260416", "must be a real date, like 16 4 2026"),
        ],
    )
    def test_says_what_is_wrong(self, answer, said):
        assert refusal("type: date", answer) == f"Q {said}"

    @pytest.mark.parametrize("answer", [5, ["2026-04-16"], typed(["1"], "4", "2026"), typed(True, "4", "2026"), True])
    def test_refuses_what_is_no_date(self, answer):
        assert refusal("type: date", answer) == "Q: this is not valid"


class TestMoment:
    @pytest.mark.parametrize(
        ("time", "hour", "minute"),
        [
            ("10am", 10, 0), ("2:30pm", 14, 30), ("2.30 p.m.", 14, 30), ("14:30", 14, 30), ("12am", 0, 0),
            ("12:05pm", 12, 5),
            ("noon", 12, 0), ("Midday", 12, 0), ("midnight", 0, 0), ("00:00", 0, 0), (" 9 AM ", 9, 0),
        ],
    )  # fmt: skip
    def test_is_a_day_and_a_time_in_london(self, time, hour, minute):
        assert load("type: date_time", typed("16", "4", "2026", time=time)) == datetime(
            2026, 4, 16, hour, minute, tzinfo=LONDON
        )

    @pytest.mark.parametrize(
        ("answer", "kept"),
        [
            ("2026-04-16T14:30", "2026-04-16T14:30:00+01:00"),
            ("2026-04-16T13:30:15Z", "2026-04-16T14:30:00+01:00"),
            ("2026-10-25T01:30:00+00:00", "2026-10-25T01:30:00+00:00"),
            ("2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+01:00"),
        ],
    )
    def test_is_kept_with_its_offset(self, answer, kept):
        schema = make_schema("q: {type: date_time, label: Q}")
        assert schema.dump(schema.load({"q": answer})) == {"q": kept}

    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (typed("16", "4", "2026"), "must include a time, like 10am or 2:30pm"),
            (typed(time="10am"), "must include a date"),
            (typed("31", "2", "2026", time="10am"), "must be a real date"),
            (typed("16", "4", "2026", time="10"), "must have a time like 10am or 2:30pm"),
            (typed("16", "4", "2026", time="soon"), "must have a time like 10am or 2:30pm"),
            (typed("16", "4", "2026", time="13pm"), "must have a real time, like 10am or 2:30pm"),
            (typed("16", "4", "2026", time="0am"), "must have a real time, like 10am or 2:30pm"),
            (typed("16", "4", "2026", time="25:00"), "must have a real time, like 10am or 2:30pm"),
            (typed("29", "3", "2026", time="1:30am"), "must have a real time; the clocks went forward past this one"),
            ("2026-04-16", "must include a time, like 10am or 2:30pm"),
            ("2026-04-16T25:00", "must be a real date and time"),
            ("0001-01-01T00:00:00+14:00", "must be a real date and time"),
            ("1026-01-01T00:00", "must be between 1900 and 2099"),
            ("2099-12-31T23:30:00-05:00", "must be between 1900 and 2099"),
        ],
    )
    def test_says_what_is_wrong(self, answer, said):
        assert refusal("type: date_time", answer) == f"Q {said}"

    @pytest.mark.parametrize("answer", [5, ["x"], typed("16", "4", "2026", time=5)])
    def test_refuses_what_is_no_time(self, answer):
        assert refusal("type: date_time", answer) == "Q: this is not valid"


class TestYesNo:
    @pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False), (True, True), (False, False)])
    def test_is_true_or_false(self, answer, kept):
        assert load("type: yes_no", answer) is kept

    @pytest.mark.parametrize("answer", ["on", "true", 1, ["yes"], {"a": 1}])
    def test_refuses_anything_else(self, answer):
        assert refusal("type: yes_no", answer) == "Q: this is not valid"


class TestOne:
    def test_is_a_key(self):
        assert load("type: choice, choices: {a: Apple, b: Pear}", "b") == "b"
        assert refusal("type: choice, choices: {a: Apple, b: Pear}", "c") == "Choose one of: Apple, Pear"
        assert refusal("type: choice, choices: {a: Apple, b: Pear}", ["a"]) == "Q: this is not valid"

    @pytest.mark.parametrize(
        ("question", "key"),
        [("type: person", "7"), ("type: agency", "school"), ("type: person, choices_from: panel", "nurse")],
    )
    def test_comes_from_a_list(self, question, key):
        assert load(question, key) == key
        assert refusal(question, "forged") == "Choose one of the list: Q"


class TestSeveral:
    QUESTION = "type: choices, choices: {a: Apple, b: Pear, c: Plum}"

    def test_keeps_the_order_of_the_choices_and_none_twice(self):
        assert load(self.QUESTION, ["c", "", "a", "c"]) == ["a", "c"]

    @pytest.mark.parametrize("answer", ["a", {"a": "a"}, [["a"]], ["a", 1]])
    def test_refuses_what_is_no_list_of_keys(self, answer):
        assert refusal(self.QUESTION, answer) == "Q: this is not valid"

    def test_refuses_what_is_not_offered(self):
        assert refusal(self.QUESTION, ["a", "z"]) == "Choose one of: Apple, Pear, Plum"


class TestFiles:
    def test_are_ids_of_uploads(self):
        assert load("type: file", ["1", "", "1"]) == ["1"]

    @pytest.mark.parametrize(
        ("question", "answer", "said"),
        [
            ("type: file", ["9"], "Q: a file was not kept; upload it again"),
            ("type: file", ["2"], "list.xlsx must be one of: pdf, docx, odt, jpg, png"),
            ("type: file, most: 1", ["1", "2"], "Q must be one file"),
            ("type: file, most: 2", ["1", "2", "3"], "Q must be 2 files or fewer"),
            ("type: file", "1", "Q: this is not valid"),
            ("type: file", [1], "Q: this is not valid"),
        ],
    )
    def test_say_what_is_wrong(self, question, answer, said):
        assert refusal(question, answer) == said

    def test_accept_what_the_question_names(self):
        assert load("type: file, accept: [xlsx]", ["2"]) == ["2"]


class TestIsBlank:
    @pytest.mark.parametrize("raw", [None, "", " \r\n\t\x00", [], {}, typed(), [typed(), {"name": " "}], [[[[]]]]])
    def test_knows_what_is_blank(self, raw):
        assert is_blank(raw)

    @pytest.mark.parametrize("raw", [0, False, "x", ["", "x"], typed("1"), [{"name": "x"}], [[[[[[]]]]]]])
    def test_knows_what_is_not(self, raw):
        assert not is_blank(raw)


class TestTidied:
    @given(st.text(alphabet=st.characters(codec=None)))
    def test_can_be_kept_and_stays_as_it_is(self, raw):
        text = tidied(raw)
        assert "\x00" not in text
        assert text.encode().decode() == text
        assert tidied(text) == text
