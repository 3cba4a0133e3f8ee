from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import ExpressionError, Unanswered
from forms.expressions import DEEPEST, LONGEST, parse
from tests.forms.builders import TODAY, Case

NAMES = ["complete", "harm", "referral.harm", "on", "several"]
VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.dates()
    | st.datetimes()
    | st.lists(st.text(max_size=3))
)


class Answered(Case):
    """A case whose names may lack their form."""

    def __init__(self, **answers):
        super().__init__(**answers)
        self.functions = {**self.functions, "all_same": lambda items: len(set(items)) <= 1, "fails": lambda: {}["x"]}


def evaluate(source, **answers):
    return parse(source).evaluate(Answered(**answers))


class TestParse:
    @pytest.mark.parametrize(
        "source",
        [
            "().__class__", "a.b.c", "a['b']", "1 + 1", "9 ** 9 ** 9", "-1", "lambda: 1", "[x for x in y]", "f'{x}'",
            "(x := 1)", "f(x=1)", "f(*x)", "x.f()", "{1: 2}", "{1}", "x if y else z", "await x", "None", "...", "b'x'",
            "1j", "__import__('os').system('x')", "x is y", "*x", "~x", "x; y", "x = 1", "", "   ", "(", "'", "x\x00y",
            "\\x", "é", "\ud800", "ﬁ == 1é",
        ],
    )  # fmt: skip
    def test_refuses_what_is_not_in_the_grammar(self, source):
        with pytest.raises(ExpressionError):
            parse(source)

    @pytest.mark.parametrize(
        "source",
        ["x" * (LONGEST + 1), "(" * 240 + "x" + ")" * 240, "not " * 120 + "x", "[" * 150 + "]" * 150, "-" * 499 + "1"],
    )
    def test_refuses_what_is_too_long_or_too_deep(self, source):
        with pytest.raises(ExpressionError):
            parse(source)

    def test_accepts_the_greatest_depth(self):
        assert parse("not " * (DEEPEST - 1) + "x").names == {"x"}

    def test_refuses_membership_in_a_text(self):
        with pytest.raises(ExpressionError, match="write a list"):
            parse('outcome in ("notify")')

    def test_gives_the_names_and_the_calls(self):
        found = parse('a and form.b in ["x"] and f("c", d)')
        assert found.names == {"a", "form.b", "d"}
        assert found.calls == (("f", ("c",)),)

    @pytest.mark.parametrize(
        ("source", "reads_page"), [("harm", True), ("referral.harm", False), ("f(on)", True), ("f()", False)]
    )
    def test_tells_whether_it_reads_its_own_page(self, source, reads_page):
        assert parse(source).reads_page is reads_page

    @given(st.text(alphabet=st.characters(codec=None), max_size=LONGEST + 10))
    def test_raises_nothing_else_on_any_text(self, source):
        with suppress(ExpressionError):
            parse(source)


class TestEvaluate:
    @pytest.mark.parametrize(
        ("source", "value"),
        [
            ("not complete", False), ("complete and harm == 'died'", True), ("harm in ['died', 'hurt']", True),
            ("harm not in ('hurt', 'neither')", True), ("1 < 2 < 3", True), ("1 < 3 < 2", False), ("0.5 < 1", True),
            ("on <= today()", True), ("referral.harm == 'hurt' or complete", True), ("complete == True", True),
        ],
    )  # fmt: skip
    def test_gives_the_value(self, source, value):
        answers = {"complete": True, "harm": "died", "on": TODAY, "referral__harm": "hurt", "True": True}
        assert evaluate(source, **answers) is value

    @pytest.mark.parametrize(
        ("source", "value"), [("at <= on", True), ("at == on", True), ("at < on", False), ("on < at", False)]
    )
    def test_compares_a_time_with_a_date_by_the_day(self, source, value):
        assert evaluate(source, at=datetime(2026, 4, 14, 15, tzinfo=UTC), on=date(2026, 4, 14)) is value

    def test_says_what_is_not_answered(self):
        with pytest.raises(Unanswered, match="harm"):
            evaluate("harm == 'died'")

    @pytest.mark.parametrize(
        "source", ["on < harm", "all_same(3)", "today(1)", "fails()", "harm in complete", "harm in harm", "unknown()"]
    )
    def test_turns_what_cannot_be_done_into_its_own_error(self, source):
        with pytest.raises(ExpressionError):
            evaluate(source, on=TODAY, harm="died", complete=True)


class TestHolds:
    def test_is_not_met_by_what_is_unanswered(self):
        assert not parse("harm != 'died'").holds(Answered())
        assert parse("harm != 'died'").holds(Answered(harm="hurt"))


ATOMS = st.sampled_from([*NAMES, "'died'", "1", "0.5", "today()", "all_same(several)", "fails()", "missing"])
SOURCES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or", "==", "!=", "<", "<=", ">", ">=", "in", "not in"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        ),
        inner.map(lambda one: f"(not {one})"),
        st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]"),
    ),
    max_leaves=8,
)


class TestAnything:
    @given(SOURCES, st.dictionaries(st.sampled_from(["complete", "harm", "on", "several", "referral__harm"]), VALUES))
    def test_raises_nothing_but_its_own_errors(self, source, answers):
        with suppress(ExpressionError):
            evaluate(source, **answers)
