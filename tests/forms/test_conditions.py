import pytest

from forms.conditions import comparison, sentence
from forms.expressions import parse
from tests.forms.builders import make_form

QUESTIONS = make_form(
    """
    complete: {type: yes_no, label: Is it complete?}
    harm: {type: choice, label: What happened?, choices: {died: Died, hurt: Was hurt}}
    cargo: {type: choices, label: What is carried?, choices: {sand: Sand, salt: Salt}}
    agency: {type: agency, label: Agency}
    """
).fields


class TestComparison:
    @pytest.mark.parametrize(
        ("condition", "found"),
        [
            ("complete", ("complete", ("yes",), True)),
            ("not complete", ("complete", ("no",), True)),
            ("harm == 'died'", ("harm", ("died",), True)),
            ("harm != 'died'", ("harm", ("died",), False)),
            ("harm in ['died', 'hurt']", ("harm", ("died", "hurt"), True)),
            ("harm not in ('died',)", ("harm", ("died",), False)),
            ("'sand' in cargo", ("cargo", ("sand",), True)),
            ("'sand' not in cargo", ("cargo", ("sand",), False)),
        ],
    )
    def test_knows_the_simple_kinds(self, condition, found):
        simple = comparison(parse(condition))
        assert (simple.name, simple.values, simple.is_among) == found

    @pytest.mark.parametrize(
        "condition",
        [
            "complete and harm == 'died'", "not (harm == 'died')", "referral.harm == 'died'", "submitted('x')",
            "harm in [f()]",
            "harm in []", "harm in harms", "harm < 'x'", "harm == 1", "'a' == harm", "a == b == c",
        ],
    )  # fmt: skip
    def test_leaves_any_other(self, condition):
        assert comparison(parse(condition)) is None


class TestSentence:
    @pytest.mark.parametrize(
        ("condition", "said"),
        [
            ("not complete", "Answer only if you answered “No” to “Is it complete?”"),
            ("harm == 'hurt'", "Answer only if you answered “Was hurt” to “What happened?”"),
            ("'sand' in cargo", "Answer only if you answered “Sand” to “What is carried?”"),
            ("harm != 'hurt'", "Answer only if you answered anything but “Was hurt” to “What happened?”"),
            ("harm in ['died', 'hurt']", "Answer only if you answered “Died” or “Was hurt” to “What happened?”"),
        ],
    )
    def test_says_a_simple_condition(self, condition, said):
        assert sentence(parse(condition), QUESTIONS) == said

    def test_opens_as_asked(self):
        assert (
            sentence(parse("complete"), QUESTIONS, "Needed if") == "Needed if you answered “Yes” to “Is it complete?”"
        )

    @pytest.mark.parametrize("condition", ["harm == 'gone'", "missing", "agency == 'x'", "complete or harm == 'died'"])
    def test_says_nothing_of_any_other(self, condition):
        assert sentence(parse(condition), QUESTIONS) is None
