"""Workbooks as other programs write them, and as somebody would who means harm."""

import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime, time
from io import BytesIO
from time import process_time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import numbers

from engine.registers.workbooks import package
from engine.registers.workbooks.package import UnreadableWorkbook
from engine.registers.workbooks.reading import BROKEN, FORMULA, MERGED, TOO_LONG, read_workbook

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}"/></Types>',
    "xl/workbook.xml": f'<workbook {NS} xmlns:r="{R}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets>'
    "</workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    SHEET: f'<worksheet {NS}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData>'
    "</worksheet>",
}

SHOWN = ["d mmmm yyyy", "[$-809]dd/mm/yy", "yyyy\\-mm\\-dd;@", *numbers.BUILTIN_FORMATS.values()]


def packed(parts=None, **changed):
    """Return a workbook of parts; of `changed` by short names: sheet, book, types, relations, or a part's path."""
    names = {"sheet": SHEET, "book": "xl/workbook.xml", "types": "[Content_Types].xml",
             "relations": "xl/_rels/workbook.xml.rels"}  # fmt: skip
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**PARTS, **{names[key]: value for key, value in changed.items()}, **(parts or {})}.items():
            archive.writestr(name, text)
    return content.getvalue()


def sheet_of(cells):
    return f"<worksheet {NS}><sheetData>{cells}</sheetData></worksheet>"


def cells(inner, **parts):
    """Return the cells of the first row, of a sheet with that inside."""
    return read_workbook(packed(sheet=sheet_of(f'<row r="1">{inner}</row>'), parts=parts)).rows[0][1]


def refusal(data, title=""):
    with pytest.raises(UnreadableWorkbook) as refused:
        read_workbook(data, title)
    return str(refused.value)


class TestOfAnotherProgram:
    @pytest.fixture
    def book(self):
        return openpyxl.Workbook()

    def read(self, book, title=""):
        content = BytesIO()
        book.save(content)
        return read_workbook(content.getvalue(), title)

    def test_gives_every_kind_of_value(self, book):
        noon = datetime(2026, 3, 3, 12, 30, tzinfo=UTC).replace(tzinfo=None)
        book.active.append(["text", 12, 0.5, True, date(2026, 3, 3), noon, time(14, 30), None, "end"])
        assert self.read(book).rows == (
            (1, ("text", 12.0, 0.5, True, date(2026, 3, 3), noon, time(14, 30), None, "end")),
        )

    def test_keeps_the_numbers_of_rows_and_leaves_empty_ones_out(self, book):
        book.active["B3"], book.active["A7"], book.active["C5"] = "b", "a", "  "
        assert self.read(book).rows == ((3, (None, "b")), (7, ("a",)))

    def test_takes_no_formula_for_its_value(self, book):
        book.active["A1"] = "=1+1"
        assert self.read(book).rows == ((1, (FORMULA,)),)

    def test_marks_what_is_merged_and_says_something(self, book):
        book.active["A1"], book.active["A2"] = "a", "b"
        book.active.merge_cells("A2:B3")
        book.active.merge_cells("D8:E9")
        assert self.read(book).rows == ((1, ("a",)), (2, (MERGED,)))

    def test_is_the_sheet_with_the_title_or_else_the_first_that_is_shown(self, book):
        book.active.title, book.active["A1"] = "Hidden", "hidden"
        book.active.sheet_state = "hidden"
        for name in ("First", "Second"):
            book.create_sheet(name)["A1"] = name
        assert self.read(book).rows[0][1] == ("First",)
        assert self.read(book, "second").rows[0][1] == ("Second",)
        assert self.read(book, "Third").rows[0][1] == ("First",)

    def test_counts_days_from_1904_where_the_book_says_so(self, book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book.active["A1"] = date(2026, 3, 3)
        assert self.read(book).rows[0][1] == (date(2026, 3, 3),)

    @pytest.mark.parametrize("shown", SHOWN)
    def test_knows_a_date_by_how_it_is_shown_as_others_do(self, book, shown):
        book.active["A1"] = 46084
        book.active["A1"].number_format = shown
        (cell,) = self.read(book).rows[0][1]
        assert isinstance(cell, date) == numbers.is_date_format(shown), shown

    def test_keeps_the_parts_of_a_text_that_is_set_in_several_fonts(self, book):
        shared = f"<sst {NS}><si><r><t>a</t></r><r><t xml:space='preserve'> b</t></r><rPh><t>c</t></rPh></si></sst>"
        assert cells('<c t="s"><v>0</v></c>', **{"xl/sharedStrings.xml": shared}) == ("a b",)

    @given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    def test_gives_the_same_date(self, on):
        book = openpyxl.Workbook()
        book.active["A1"] = on
        assert self.read(book).rows[0][1] == (on,)


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            ('<c t="str"><v>a_x000A_b</v></c>', "a\nb"),
            ('<c t="b"><v>0</v></c>', False),
            ('<c t="d"><v>2026-03-03</v></c>', date(2026, 3, 3)),
            ('<c t="d"><v>soon</v></c>', BROKEN),
            ('<c t="d"><v>0001-01-01T00:00:00+05:00</v></c>', BROKEN),
            ('<c t="d"><v>9999-12-31T23:00:00-05:00</v></c>', BROKEN),
            ('<c t="str"><v>a_x0000_b_xD800_c</v></c>', "abc"),  # no database keeps these
            (f'<c t="str"><v>{"a" * 32_768}</v></c>', TOO_LONG),
            ('<c t="e"><v>#REF!</v></c>', BROKEN),
            ('<c t="s"><v>9</v></c>', BROKEN),
            ("<c><v>x</v></c>", BROKEN),
            ("<c><v>1e300</v></c>", BROKEN),
            ("<c><v>nan</v></c>", BROKEN),
            ("<c><f>A2</f><v>1</v></c>", FORMULA),
            ("<c><v>1.5</v></c>", 1.5),
        ],
    )
    def test_are_values_or_tell_why_not(self, cell, value):
        assert cells(cell) == (value,)

    def test_share_texts_without_what_no_database_keeps(self):
        shared = {"xl/sharedStrings.xml": f"<sst {NS}><si><t>a_x0000_b</t></si><si><t>{'a' * 32_768}</t></si></sst>"}
        assert cells('<c t="s"><v>0</v></c><c t="s"><v>1</v></c>', **shared) == ("ab", TOO_LONG)

    def test_stand_after_each_other_if_they_do_not_say_where(self):
        assert cells('<c r="C1"><v>1</v></c><c><v>2</v></c>') == (None, None, 1.0, 2.0)

    def test_stand_within_the_columns_that_a_table_can_have(self):
        assert "beyond its column 100" in refusal(packed(sheet=sheet_of('<row><c r="XFD1"><v>1</v></c></row>')))


class TestRefusal:
    def test_of_what_is_no_archive(self):
        assert refusal(b"PK\x03\x04 nothing") == "cannot be opened; save it again as an Excel workbook (.xlsx)"

    @pytest.mark.parametrize("name", ["xl/workbook.xml", "[Content_Types].xml"])
    def test_of_an_archive_that_is_no_workbook(self, name):
        content = BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr(name, PARTS[name])
        assert refusal(content.getvalue()) == "is no Excel workbook; save it again as one (.xlsx)"

    def test_of_a_document_type(self):
        bomb = f'<!DOCTYPE x [<!ENTITY a "aaaa">]>{sheet_of("<row><c><v>&a;</v></c></row>")}'
        assert "has a document type" in refusal(packed(sheet=bomb))

    def test_of_a_part_that_unpacks_to_more_than_it_may(self, monkeypatch):
        monkeypatch.setattr(package, "LARGEST_BYTES", 100_000)
        assert "is larger inside" in refusal(packed(sheet=sheet_of(" " * 200_000)))

    def test_of_a_part_that_lies_about_its_size(self, monkeypatch):
        monkeypatch.setattr(package, "LARGEST_BYTES", 100_000)
        data = packed(sheet=sheet_of(" " * 200_000))
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = archive.getinfo(SHEET).file_size
        lying = data.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
        assert refusal(lying).startswith(("is damaged", "is larger inside"))

    def test_of_too_many_elements(self, monkeypatch):
        monkeypatch.setattr(package, "MOST_ELEMENTS", 1000)
        assert "is larger inside" in refusal(packed(sheet=sheet_of("<c/>" * 1000)))

    def test_of_a_text_that_many_cells_share_and_that_each_row_would_be_kept_with(self):
        shared = {"xl/sharedStrings.xml": f"<sst {NS}><si><t>{'a' * 30_000}</t></si></sst>"}
        rows = f"<row>{'<c t=QsQ><v>0</v></c>' * 10}</row>".replace("Q", '"') * 100
        assert "more text than a sheet of rows can" in refusal(packed(sheet=sheet_of(rows), parts=shared))

    def test_of_one_endless_tag_comes_soon(self):
        begun = process_time()
        assert read_workbook(packed(sheet=f'<worksheet {NS} a="{"a" * 20_000_000}"/>')).rows == ()
        assert process_time() - begun < 4

    def test_of_too_many_parts(self):
        many = {f"xl/{number}.xml": "<x/>" for number in range(600)}
        assert "is larger inside" in refusal(packed(parts=many))

    def test_of_elements_nested_too_deep(self):
        assert "is larger inside" in refusal(packed(sheet=sheet_of("<a>" * 100 + "</a>" * 100)))

    @pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/embeddings/a.bin"])
    def test_of_programs_inside(self, part):
        assert "macros or embedded programs" in refusal(packed(parts={part: "x"}))

    def test_of_a_workbook_with_macros_by_what_it_says_of_itself(self):
        types = PARTS["[Content_Types].xml"].replace("spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml")
        assert "with macros" in refusal(packed(types=types))

    @pytest.mark.parametrize("part", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml"])
    def test_of_links_to_other_files(self, part):
        assert "is linked to other files" in refusal(packed(parts={part: "<x/>"}))

    def test_of_a_password(self):
        data = bytearray(packed())
        at = data.rindex(b"PK\x01\x02")
        data[at + 8] |= 1
        assert "is protected by a password" in refusal(bytes(data))

    def test_of_parts_that_would_lie_before_its_beginning(self):
        data = bytearray(packed())
        at = data.rindex(b"PK\x05\x06") + 16  # where the list of its parts begins
        data[at : at + 4] = (int.from_bytes(data[at : at + 4], "little") + 100).to_bytes(4, "little")
        assert refusal(bytes(data)) == "is damaged; save it again as an Excel workbook (.xlsx)"

    def test_of_broken_xml(self):
        assert refusal(packed(sheet="<worksheet><row>")) == "is damaged; save it again as an Excel workbook (.xlsx)"

    def test_of_no_sheet(self):
        assert refusal(packed(book=f"<workbook {NS}/>")) == "has no sheet of rows"

    def test_of_a_sheet_outside_the_workbook(self):
        relations = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "../../../etc/passwd")
        assert refusal(packed(relations=relations)) == "is damaged; save it again as an Excel workbook (.xlsx)"

    @given(st.binary(max_size=300), st.integers(0, 2000))
    def test_is_all_that_damage_does(self, noise, at):
        data = packed()
        at = min(at, len(data))
        with suppress(UnreadableWorkbook):
            read_workbook(data[:at] + noise + data[at + len(noise) :])
