from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagrams.letters import LetterError, read_letter
from engine.diagrams.templates import Chosen, in_words

PIECES = (
    "{{", "}}", "{%", "%}", "{#", "#}", "for", "in", "endfor", "if", "elif", "else", "endif", "not", "and", "is",
    "defined", "a", "b", "b.c", "n", "loop", "loop.index", "self", "|", "day", "time", "join", "label", "(", ")", "[",
    "]", ",", "'x'", "1", "==", "<", "in", "recursive", "true", "none", "-", "*", ".", "set", "=", "\n", "Dear all",
)  # fmt: skip
BODY = "Subject: Hello\n\n"


def written(body: str, **context) -> str:
    return read_letter("hello", BODY + body).write(context).body


def refused(source: str, **context) -> str:
    with pytest.raises(LetterError) as caught:
        read_letter("hello", source).write(context)
    return str(caught.value)


class TestReadLetter:
    @pytest.mark.parametrize(
        "source",
        [
            "",
            "Dear all",
            "Subject:\n\nDear all",
            "Subject: \n\nDear all",
            "Subject: Hello",
            "Subject: Hello\n\n",
            "Subject: Hello\nDear all",
        ],
    )
    def test_asks_for_a_subject_an_empty_line_and_a_body(self, source):
        assert "line" in refused(source)

    @pytest.mark.parametrize(
        "body",
        [
            "{{ ().__class__.__base__.__subclasses__() }}",
            "{{ today.replace(year=1) }}",
            "{{ range(10**9) }}",
            "{% for n in range(10) %}{% endfor %}",
            "{{ 'x' * 1000000000 }}",
            "{{ 10 ** 10 ** 10 }}",
            "{{ '%1000000000d' % 1 }}",
            "{{ 'x' ~ 'y' }}",
            "{{ a[0] }}",
            "{{ a['b'] }}",
            "{{ a | attr('b') }}",
            "{{ a | map('upper') }}",
            "{{ a is callable }}",
            "{% set a = 1 %}",
            "{% set a %}x{% endset %}",
            "{% include 'other' %}",
            "{% import 'other' as o %}",
            "{% extends 'other' %}",
            "{% macro m() %}{% endmacro %}",
            "{% block b %}{% endblock %}",
            "{% filter join %}x{% endfilter %}",
            "{% for a in as %}{% for b in bs %}{% endfor %}{% endfor %}",
            "{% for a, b in as %}{% endfor %}",
            "{% for a in [1, 2] %}{% endfor %}",
            "{{ 'a' if b }}",
            "{{ a",
            "{{ " + "9" * 5000 + " }}",
            "{% for loop in a %}{% endfor %}",
            "{% if a %}",
            "{% nonsense %}",
            "{{ " + "(" * 5000 + "a" + ")" * 5000 + " }}",
            "{{ " + "not " * 3000 + "a }}",
            "{% if a %}" * 200 + "x" + "{% endif %}" * 200,
            "x" * 20_001,
        ],
    )
    def test_refuses_what_is_not_of_the_language(self, body):
        with pytest.raises(LetterError):
            read_letter("hello", BODY + body)

    def test_says_the_line(self):
        assert "line 5" in refused(BODY + "a\nb\n{% set a = 1 %}")

    def test_knows_the_forms_that_it_names(self):
        letter = read_letter("hello", BODY + "{% if answers.check is defined %}{{ answers.decision.why }}{% endif %}")
        assert letter.reads.answers == {"check", "decision"}

    @given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)))
    def test_never_raises_anything_but_its_own_error(self, body):
        with suppress(LetterError):
            read_letter("hello", BODY + body).write({"a": [1, "x"], "b": {"c": None}, "n": 2})


class TestWrite:
    def test_writes_subject_and_body(self):
        letter = read_letter("hello", "Subject: About {{ case.reference }}\n\nDear {{ to.role }}\n")
        found = letter.write({"case": {"reference": "C-1"}, "to": {"role": "Chair"}})
        assert (found.subject, found.body) == ("About C-1", "Dear Chair\n")
        assert len(found.sha256) == 64

    @pytest.mark.parametrize(
        ("expression", "said"),
        [
            ("{{ on }}", "Tuesday 14 April 2026"),
            ("{{ on | day }}", "Tuesday 14 April 2026"),
            ("{{ at }}", "Tuesday 14 April 2026, 2:30pm"),
            ("{{ at | time }}", "2:30pm"),
            ("{{ yes }} {{ no }}", "yes no"),
            ("{{ outcome }}", "Tell the National Panel"),
            ("{{ outcome | label }}", "Tell the National Panel"),
            ("{{ kinds }}", "Neglect, Injury"),
            ('{{ kinds | join(" and ") }}', "Neglect and Injury"),
            ("{{ nothing }}", "not given"),
            ("{{ nothing | day }}", "a day that is not yet known"),
            ("{{ none_of_it }}", "not given"),
            ("{{ 'a' if yes else 'b' }}", "a"),
            ('{% if outcome == "notify" %}a{% else %}b{% endif %}', "a"),
            ('{% if "neglect" in kinds %}a{% endif %}', "a"),
            ("{% for child in children %}{{ loop.index }} {{ child.name }};{% endfor %}", "1 Ada;2 Ben;"),
            ("{% if gone is defined %}a{% else %}b{% endif %}", "b"),
            ("{% if thing.gone.further is defined %}a{% else %}b{% endif %}", "b"),
            ("{{ thing.items }} {{ thing.keys }}", "3 4"),
            ("{# a note #}x", "x"),
            ("<&>{{ markup }}", "<&><b>"),
        ],
    )
    def test_says_each_kind_of_value_in_words(self, expression, said):
        context = {
            "on": date(2026, 4, 14), "at": datetime(2026, 4, 14, 13, 30, tzinfo=UTC), "yes": True, "no": False,
            "outcome": Chosen("notify", "Tell the National Panel"), "nothing": None, "none_of_it": [],
            "kinds": [Chosen("neglect", "Neglect"), Chosen("injury", "Injury")],
            "children": [{"name": "Ada"}, {"name": "Ben"}], "thing": {"items": 3, "keys": 4}, "markup": "<b>",
        }  # fmt: skip
        assert written(expression, **context) == said + "\n"

    def test_names_letter_line_and_name_of_what_is_not_there(self):
        assert refused(BODY + "a\n\n{{ answers.check.missing }}", answers={"check": {}}) == (
            "hello, line 5: 'missing' has no value in this case"
        )
        assert "'gone' is undefined" in refused(BODY + "{{ gone }}")

    def test_refuses_a_line_break_that_would_add_a_header(self):
        assert "one line" in refused("Subject: {{ a }}\n\nb", a="x\r\nBcc: someone@example.org")
        assert "one line" in refused("Subject: {{ a }}\n\nb", a="x\u2028y")

    def test_ends_with_a_whole_line_and_says_so_where_it_would_grow_without_bound(self):
        letter = written("{% for a in b %}\n" + "x" * 1000 + "\n{% endfor %}", b=[1] * 10_000)
        *above, blank, last = letter.splitlines()
        assert (set(above), blank) == ({"x" * 1000}, "")
        assert last.startswith("(The rest is left out")
        assert 98_000 < len(letter) <= 100_000
        assert read_letter("hello", "Subject: {{ a }}\n\nb").write({"a": "x" * 201}).subject == "x" * 199 + "…"

    def test_reaches_into_nothing_but_mappings(self):
        assert "has no value" in refused(BODY + "{{ a.real }}", a=1)
        assert "has no value" in refused(BODY + "{% for b in a %}{{ loop.nextitem }}{% endfor %}", a=[1])

    @pytest.mark.parametrize("body", ["{{ a }}", "{{ a | day }}", "{{ a | time }}", "{{ 1 < a }}"])
    def test_says_when_a_name_is_used_for_what_it_is_not(self, body):
        assert "line 3" in refused(BODY + body, a={"b": 1})


class TestInWords:
    def test_says_numbers_and_text_as_they_are(self):
        assert (in_words(3), in_words("three")) == ("3", "three")
