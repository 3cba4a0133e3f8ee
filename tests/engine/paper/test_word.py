from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings

from engine.paper.markdown import read_sheet
from engine.paper.values import printable, protected
from engine.paper.word import Frame, as_docx
from tests.engine.paper.test_markdown import PLACES
from tests.engine.paper.typed import anything

FRAME = Frame(
    author="A partnership", marking="MARKED", below="RR-1, version 2", at=datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
)


def opened(source: str):
    return docx.Document(BytesIO(as_docx(read_sheet(source), FRAME)))


def says(file) -> str:
    """Every word of the body, in order, white space made one."""
    paragraphs = file.element.body.iter(qn("w:p"))
    parts = ("".join(map(_said, paragraph.iter(qn("w:t"), qn("w:br")))) for paragraph in paragraphs)
    return " ".join(" ".join(parts).split())


def _said(part) -> str:
    return part.text or "" if part.tag == qn("w:t") else " "


class TestAsDocx:
    def test_has_headings_that_a_screen_reader_knows(self):
        file = opened("# Title\n\n## Part\n\ntext\n\n### Deeper\n")
        assert [(p.style.name, p.text) for p in file.paragraphs] == [
            ("Heading 1", "Title"), ("Heading 2", "Part"), ("Normal", "text"), ("Heading 3", "Deeper"),
        ]  # fmt: skip

    def test_says_what_it_is_and_in_which_language(self):
        about = opened("# Title\n\ntext\n").core_properties
        assert (about.title, about.author, about.language, about.comments) == ("Title", "A partnership", "en-GB", "")
        assert about.created.replace(tzinfo=UTC) == FRAME.at

    def test_marks_the_row_that_heads_a_table_and_says_what_it_is_of(self):
        [table] = opened("# T\n\nTable: Of dates\n\n| A | B |\n|---|---|\n| c | d |\n").tables
        first, second = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert second._tr.trPr.find(qn("w:tblHeader")) is None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Of dates"
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")

    def test_begins_each_numbered_list_with_its_own_number(self):
        file = opened("# T\n\n1. a\n2. b\n\nbetween\n\n4. c\n\n- d\n  - e\n")
        numbered = [p for p in file.paragraphs if p.style.name == "List Number"]
        ids = [p._p.pPr.numPr.numId.val for p in numbered]
        assert ids[0] == ids[1] != ids[2]
        numbering = file.part.numbering_part.element
        starts = [numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val for number in ids[1:]]
        assert starts == [1, 4]
        assert [p.text for p in file.paragraphs if p.style.name.startswith("List Bullet")] == ["d", "e"]

    def test_frames_each_page(self):
        section = opened("# T\n\ntext\n").sections[0]
        assert section.header.paragraphs[0].text == "MARKED"
        assert section.footer.paragraphs[0].text.startswith("RR-1, version 2. Page ")
        fields = section.footer._element.findall(f".//{qn('w:fldSimple')}")
        assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]

    def test_says_which_words_run_from_right_to_left(self):
        file = opened(f"# T\n\n{protected('שלום abc')}\n\nabc {protected('שלום')} def\n")
        whole, part = file.paragraphs[1:]
        assert whole._p.pPr.find(qn("w:bidi")) is not None
        assert part._p.pPr is None
        assert [run.font.rtl for run in part.runs] == [None, True, None]

    def test_holds_nothing_that_runs(self):
        with ZipFile(BytesIO(as_docx(read_sheet("# T\n\ntext\n"), FRAME))) as file:
            assert not [name for name in file.namelist() if "vba" in name.lower() or name.endswith(".bin")]

    def test_holds_twenty_thousand_words(self):
        words = " ".join(f"word{n}" for n in range(20_000))
        assert says(opened(f"# T\n\n{protected(words)}\n")) == f"T {words}"

    @given(anything)
    @settings(deadline=None, max_examples=40)
    def test_says_whatever_was_typed_and_is_built_as_without_it(self, typed):
        file, plain = (opened(PLACES.replace("{0}", protected(each))) for each in (typed, "x"))
        assert " ".join(printable(typed).split()) in says(file)
        assert headings(file) == headings(plain)
        assert [len(t.rows) for t in file.tables] == [len(t.rows) for t in plain.tables]
        assert not file.element.body.findall(f".//{qn('w:hyperlink')}")


def headings(file) -> list[str]:
    return [p.style.name for p in file.paragraphs if p.style.name.startswith("Heading")]
