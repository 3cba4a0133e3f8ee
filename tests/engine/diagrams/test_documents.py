from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagrams import documents
from engine.diagrams.documents import LARGEST_BODY, DocumentError, parse_document, read_document
from engine.paper.markdown import faults, read_sheet
from engine.paper.values import BEGIN, END
from tests.engine.diagrams.test_letters import PIECES
from tests.engine.paper.test_markdown import shape
from tests.engine.paper.typed import anything

HEAD = "# Report\n\n"
EVERYWHERE = """# Of {{ a }}

## {{ a }}

{{ a }} **{{ b | join(" and ") }}** {% if a == "a" %}{{ a }}{% else %}{{ a }}{% endif %}


{{ a if b else "no" }}

Table: {{ a }}

| A | {{ a }} |
|---|---|
{% for one in rows %}
| {{ one.a }} | **{{ one.a }}** {{ one.b }} |
{% endfor %}

{% for one in rows %}
- {{ one.a }}
  1. {{ one.b }}
{% endfor %}
"""


def written(body: str, **context) -> str:
    """What the document says, as plain text below its title."""
    return read_sheet(read_document("report", HEAD + body).write(context)).text.partition("\n")[2]


def problems(source: str) -> list[tuple[int, str]]:
    return parse_document(source)[2]


class TestReadDocument:
    @pytest.mark.parametrize("source", ["", "Report", "#\n\nx", "## Report\n\nx", "# Report", "# Report\n\n  \n"])
    def test_asks_for_a_title_and_something_below_it(self, source):
        with pytest.raises(DocumentError, match="line"):
            read_document("report", source)

    @pytest.mark.parametrize(
        "body",
        [
            "{% set a = 1 %}", "{{ a() }}", "{{ a[0] }}", "{{ a[b] }}", "{{ due[a] }}", "{% include 'other' %}",
            "{% for a in b %}{% for c in d %}{% for e in f %}x{% endfor %}{% endfor %}{% endfor %}",
            "# Another title", "> a", "<b>x</b>", "[a](b)", "*a*", "x" * 40_001,
        ],
    )  # fmt: skip
    def test_refuses_what_is_not_of_the_language(self, body):
        with pytest.raises(DocumentError):
            read_document("report", HEAD + body)

    def test_tells_the_line_of_what_markdown_may_not_hold_whatever_branch_it_is_in(self):
        source = HEAD + "{% if a %}\nx\n{% elif b %}\n\n#### y\n{% else %}\n> z\n{% endif %}\n\n{# note #}\nv\n*w*\n"
        assert [line for line, _ in problems(source)] == [7, 9, 14]

    def test_finds_nothing_wrong_with_a_table_whose_rows_are_a_loop(self):
        body = "| A | B |\n|---|---|\n{% for a in b %}\n| {{ a.c }} | {{ a.d }} |\n{% endfor %}\n"
        assert problems(HEAD + body) == []

    def test_knows_what_it_reads(self):
        body = "{{ answers.a.x }} {{ sent.b.by }} {% for i in instances.c %}{% endfor %}"
        reads = read_document("report", HEAD + body).reads
        assert (reads.answers, reads.sent, reads.instances) == ({"a"}, {"b"}, {"c"})
        assert reads.forms == {"a", "b", "c"}

    @given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)))
    def test_never_raises_anything_but_its_own_error(self, body):
        with suppress(DocumentError):
            read_sheet(read_document("report", HEAD + body).write({"a": [1, "x"], "b": {"c": None}, "n": 2}))


class TestWrite:
    def test_writes_title_and_body(self):
        source = read_document("report", "# Report of {{ case }}\n\nIt is {{ on | day }}.").write(
            {"case": "RR-1", "on": date(2026, 4, 14)}
        )
        sheet = read_sheet(source)
        assert (sheet.title, sheet.text) == ("Report of RR-1", "Report of RR-1\nIt is Tuesday 14 April 2026.")

    def test_takes_nothing_for_markup_that_stands_in_a_value(self):
        typed = '{{ 7*7 }} # h | a | <script> [x](javascript:y) =HYPERLINK("z") **b**\n\n## h'
        assert written("{{ a }}", a=typed).split() == typed.split()
        assert written("| A | B |\n|---|---|\n| {{ a }} | b |", a="x | y\n| z") == "A\tB\nx | y | z\tb"

    def test_goes_through_lists_in_lists(self):
        body = "{% for a in many %}\n- {{ a.name }}: {% for b in a.of %}{{ b.what }}{% if not loop.last %}, {% endif %}{% endfor %}\n\n{% endfor %}"  # noqa: E501
        many = [{"name": "One", "of": [{"what": "x"}, {"what": "y"}]}, {"name": "Two", "of": []}]
        assert written(body, many=many).splitlines() == ["One: x, y", "Two:"]

    def test_says_what_this_case_does_not_have(self):
        with pytest.raises(DocumentError, match="report, line 4: 'gone' is undefined"):
            written("x\n{{ gone }}")

    def test_ends_with_a_whole_line_and_says_so_where_it_would_grow_without_bound(self):
        rows = "| A | B |\n|---|---|\n{% for a in b %}\n| {{ a }} | last |\n{% endfor %}\n\nThe end."
        source = read_document("report", HEAD + rows).write({"b": ["x | y\n| z" * 1000] * 1000})
        assert len(source) < LARGEST_BODY + 100
        *above, last = read_sheet(source).text.splitlines()
        assert last.startswith("The rest is left out: this document would be longer than 8,000,000 characters.")
        assert above[-1].endswith("\tlast")

    def test_keeps_a_title_on_one_line_and_short(self):
        long = read_sheet(read_document("report", "# {{ a }}\n\nx").write({"a": "x. " * 300})).title
        assert long == ("x. " * 300)[: len(long) - 1] + "…"
        assert 190 < len(long) <= 200
        assert read_sheet(read_document("report", "# {{ a }}\n\nx").write({"a": "x\ny"})).title == "x y"

    @given(anything, anything)
    @settings(deadline=None)
    def test_is_built_as_it_is_drawn_whatever_was_typed(self, one, two):
        def source(one: str, two: str) -> str:
            context = {"a": one, "b": [one, two], "rows": [{"a": one, "b": two}, {"a": two, "b": [one]}]}
            return read_document("report", EVERYWHERE).write(context)

        def built(source: str) -> list[str]:
            return [part for part in shape(read_sheet(source)) if part != "paragraph"]

        written = source(one, two)
        assert built(written) == built(source("x", "y"))
        assert list(faults(written.partition("\n")[2])) == []

    @given(anything, st.integers(200, 700))
    @settings(deadline=None)
    def test_has_only_whole_values_wherever_it_is_cut(self, typed, room):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(documents, "LARGEST_BODY", room)
            source = read_document("report", EVERYWHERE).write(
                {"a": typed, "b": [typed], "rows": [{"a": typed, "b": typed}] * 20}
            )
        assert source.count(BEGIN) == source.count(END)
        assert "The rest is left out" in read_sheet(source).text
