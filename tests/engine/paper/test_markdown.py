from collections import Counter
from collections.abc import Iterator
from time import process_time

import pytest
from hypothesis import given, settings

from engine.paper.markdown import faults, plain_sheet, read_sheet
from engine.paper.sheet import Block, Heading, Listing, Paragraph, Run, Sheet, Table
from engine.paper.values import printable, protected
from tests.engine.paper.typed import anything

NOT = "is not of the language of documents"
PLACES = """# About {0}

Table: Of {0}

| | |
|---|---|
| One | {0} |
| {0} | two |

## Under {0}

{0}

Before {0} and **{0}** after,
{0}\\
{0}

- {0}
- b {0}
  1. {0}
  2. c

| A | B |
|---|---|
| {0} | **{0}** |

#### Not so deep
"""


def sheet(body: str) -> Sheet:
    return read_sheet(f"# Title\n\n{body}")


def said(body: str) -> list[str]:
    return [fault.message.partition(";")[0] for fault in faults(body)]


def shape(block: Block | Sheet) -> Iterator[str]:
    """What a sheet is made of, its words and the parts that empty lines part left out."""
    match block:
        case Sheet():
            for each in block.blocks:
                yield from shape(each)
        case Heading():
            yield f"heading {block.level}"
        case Paragraph():
            yield "paragraph"
        case Listing():
            yield f"list {block.first}"
            for item in block.items:
                yield "item"
                for part in item:
                    yield from shape(part)
        case Table():
            yield f"table {len(block.head)} {[len(row) for row in block.rows]}"


class TestReadSheet:
    def test_reads_headings_paragraphs_lists_and_tables(self):
        found = sheet("Hello **you**,\nthere\n\n## Part\n\n- a\n  1. b\n\n| A | B |\n|---|---|\n| c | d |\n")
        hello, part, points, table = found.blocks
        you = Run(words="you", is_bold=True)
        line = (Run(words="Hello "), you, Run(words=","), Run(words=" "), Run(words="there"))
        assert hello == Paragraph(lines=(line,))
        assert isinstance(part, Heading)
        assert (part.level, part.text) == (2, "Part")
        assert isinstance(points, Listing)
        assert points.first is None
        assert isinstance(points.items[0][1], Listing)
        assert points.items[0][1].first == 1
        assert isinstance(table, Table)
        assert [cell.text for cell in table.head] == ["A", "B"]
        assert [[cell.text for cell in row] for row in table.rows] == [["c", "d"]]

    def test_takes_the_paragraph_before_a_table_for_its_caption_if_it_says_so(self):
        table = "\n\n| | |\n|---|---|\n| a | b |\n"
        assert [*shape(sheet(f"Table: Dates{table}"))] == ["table 0 [2]"]
        [found] = sheet(f"Table: Dates{table}").blocks
        assert isinstance(found, Table)
        assert found.caption == (Run(words="Dates"),)
        assert [*shape(sheet(f"{protected('Table: Dates')}{table}"))] == ["paragraph", "table 0 [2]"]

    def test_has_no_head_where_every_cell_above_is_empty(self):
        [found] = sheet("| | |\n|---|---|\n| a | b |\n").blocks
        assert isinstance(found, Table)
        assert found.head == ()

    def test_leaves_no_level_of_headings_out_whatever_a_condition_leaves_out(self):
        levels = [b.level for b in sheet("#### a\n\n## b\n\n#### c\n\n#### d\n\n## e").blocks if isinstance(b, Heading)]
        assert levels == [2, 2, 3, 4, 2]

    def test_parts_paragraphs_where_somebody_left_a_line_empty(self):
        assert [b.text for b in sheet(protected("a\nb\n\n \n\nc")).blocks if isinstance(b, Paragraph)] == ["a b", "c"]

    def test_names_the_contents(self):
        assert [h.text for h in sheet("## a\n\n### b\n\n## c").headings] == ["a", "c"]

    def test_says_everything_as_plain_text(self):
        assert sheet("## H\n\na\\\nb\n\nTable: T\n\n| A | B |\n|---|---|\n| c | d |\n\n- e").text == (
            "Title\nH\na\nb\nT\nA\tB\nc\td\ne"
        )

    @given(anything)
    @settings(deadline=None)
    def test_says_whatever_was_typed_wherever_it_stands_and_is_built_as_without_it(self, typed):
        found = read_sheet(PLACES.replace("{0}", protected(typed)))
        wanted = " ".join(printable(typed).split())
        times = Counter(PLACES.replace("{0}", "\0"))["\0"]
        assert " ".join(found.text.split()).count(wanted) >= (times if wanted else 0)
        without = [part for part in shape(read_sheet(PLACES.replace("{0}", protected("x")))) if part != "paragraph"]
        assert [part for part in shape(found) if part != "paragraph"] == without

    def test_reads_sixty_long_returns_in_a_moment(self):
        long = protected("A bruise was seen, * and | noted.\n\n" * 600)
        body = "".join(f"## Agency {n}\n\n{long}\n\n" for n in range(60))
        started = process_time()
        assert len(sheet(body).headings) == 60
        assert process_time() - started < 5


class TestFaults:
    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("# Another", ["there is one title, on the first line"]),
            ("## a\n\n#### b", ["a heading of level 4 follows one of level 2"]),
            ("##### a", ["headings go down to ####"]),
            ("- ## a", ["a heading cannot lie in a list"]),
            ("- | a | b |\n  |---|---|", ["a table cannot lie in a list"]),
            ("> a", [f"a quotation {NOT}"]),
            ("*a* `b`", [f"* and _ around words are {NOT[3:]}", f"` {NOT}"]),
            ("[a](b) ![c](d)", [f"a link {NOT}", f"a picture {NOT}"]),
            ("<https://example.org>", [f"a link {NOT}"]),
            ("a <b>c", [f"HTML {NOT}"]),
            ("<div>\n</div>", [f"HTML {NOT}"]),
            ("---", [f"a line across {NOT}"]),
            ("```\na\n```", [f"a block of code {NOT}"]),
        ],
    )
    def test_say_what_a_document_may_not_hold(self, body, expected):
        assert said(body) == expected

    @pytest.mark.parametrize(
        "body",
        [
            "## a\n\n### b\n\n#### c\n\n## d",
            "a **b** c\\\nd",
            "    set in",
            "2 * 3 < 7 and a_b_c",
            "\\# a \\*b\\* \\<c\\>",
            "[a]: b",
            "| | |\n|---|---|\n| a | b |",
        ],
    )
    def test_are_not_found_in_what_it_may_hold(self, body):
        assert said(body) == []

    def test_tell_the_line(self):
        assert [fault.line for fault in faults("a\n\n> b")] == [2]


class TestPlainSheet:
    def test_makes_paragraphs_of_a_letter(self):
        found = plain_sheet("Subject", "Dear all\n\na\n# b\n\nc\n")
        assert [b.text for b in found.blocks if isinstance(b, Paragraph)] == ["Dear all", "a # b", "c"]
        assert found.title == "Subject"

    @given(anything)
    def test_says_whatever_it_is_given(self, typed):
        assert plain_sheet("", typed).text.split() == printable(typed).split()
