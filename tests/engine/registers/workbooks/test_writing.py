from datetime import UTC, date, datetime, time
from io import BytesIO

import openpyxl
import pytest

from engine.registers.workbooks.reading import read_workbook
from engine.registers.workbooks.writing import GUIDE, filled_in, merged_list, template
from forms.merging import Filled, merged
from forms.rows import read_rows
from forms.uncertain_dates import When
from tests.forms.diary import TABLE, TITLES, TODAY, read, row

AT = datetime(2026, 4, 14, 8, 40, tzinfo=UTC)


def opened(data):
    return openpyxl.load_workbook(BytesIO(data))


class TestTemplate:
    @pytest.fixture
    def book(self):
        return opened(template(TABLE, AT))

    def test_has_the_columns_in_a_line_that_stays(self, book):
        sheet = book["Diary"]
        assert [cell.value for cell in sheet[1]] == list(TITLES)
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"

    def test_helps_with_a_thousand_rows(self, book):
        helps = {str(each.sqref): each for each in book["Diary"].data_validations.dataValidation}
        assert set(helps) == {f"{letter}2:{letter}1001" for letter in "ABCDEFGHIJ"}
        assert (helps["I2:I1001"].type, helps["I2:I1001"].formula1) == ("list", '"Seen alone,Not seen"')
        assert (helps["J2:J1001"].type, helps["J2:J1001"].formula1) == ("list", '"Yes,No"')
        assert helps["A2:A1001"].formula1 == ("OR(ISTEXT(A2),AND(ISNUMBER(A2),A2>=DATE(1900,3,1),A2<TODAY()+1))")
        assert helps["D2:D1001"].prompt == "Where it is written"
        assert helps["D2:D1001"].formula1 == "200"

    def test_says_how_to_fill_it_in(self, book):
        said = [str(cell.value) for line in book[GUIDE] for cell in line if cell.value]
        assert "Write one row for each event." in said
        assert (
            "A date, like 3 March 2026 or 03/03/2026, not in the future; with a question mark if it is not certain. "
            "Must be filled in" in said
        )
        assert "One of: Seen alone, Not seen. May be left empty" in said

    def test_has_the_time_that_it_is_given(self, book):
        assert book.properties.created == AT.replace(tzinfo=None)
        assert template(TABLE, AT) == template(TABLE, AT)

    def test_is_read_as_what_has_no_row_yet(self):
        assert read_workbook(template(TABLE, AT), TABLE.title).rows == ((1, TITLES),)


class TestFilledIn:
    def test_is_read_as_a_person_would_have_filled_it_in(self):
        typed = {
            "Day": "3 March 2026",
            "Hour": "14:30",
            "Source": "Log 7",
            "Who": "Ann",
            "Event": "=1+1",
            "Told": "Yes",
        }
        uncertain = {"Day": "? March 2026", "Source": "Log", "Who": "Ann", "Event": "-"}
        data = filled_in(TABLE, [uncertain, typed], AT)
        assert [each.values for each in read_rows(TABLE, read_workbook(data, TABLE.title), TODAY)] == [
            {
                "day": When(on=date(2026, 3, 1), known="month", is_certain=False),
                "source": "Log",
                "who": "Ann",
                "event": "-",
            },
            {
                "day": When(on=date(2026, 3, 3)),
                "hour": time(14, 30),
                "source": "Log 7",
                "who": "Ann",
                "event": "=1+1",
                "told": "Yes",
            },
        ]

    def test_has_dates_as_dates(self):
        sheet = opened(filled_in(TABLE, [{"Day": "3 March 2026"}], AT)).active
        assert sheet["A2"].value == datetime(2026, 3, 3, tzinfo=UTC).replace(tzinfo=None)

    def test_keeps_what_the_table_does_not_have(self):
        sheet = opened(filled_in(TABLE, [{"Colour": "red"}], AT)).active
        assert (sheet["K1"].value, sheet["K2"].value) == ("Colour", "red")


class TestMergedList:
    def sheet(self, *rows):
        sources = [
            Filled(key="north", sender="North", rows=read(*rows)),
            Filled(key="e", sender="East", rows=read(row())),
        ]
        return opened(merged_list(TABLE, merged(TABLE, sources), AT)).active

    def test_says_whose_a_row_is_after_what_orders_it(self):
        sheet = self.sheet(row(hour=time(9), told="Yes"))
        titles = [cell.value for cell in sheet[1]]
        assert titles == [*TITLES[:3], "Sent by", *TITLES[3:], "Notes"]
        told = {cell.value: other.value for cell, other in zip(sheet[1], sheet[3], strict=True)}
        assert told["Day"] == datetime(2026, 3, 3, tzinfo=UTC).replace(tzinfo=None)
        assert (told["Hour"], told["Sent by"], told["Told"]) == (time(9), "North", "Yes")
        assert told["Notes"] == "Also told by East, row 2"

    @pytest.mark.parametrize("text", ["=HYPERLINK(A1)", "+1", "-1", "@SUM(A1)"])
    def test_never_makes_a_formula_of_a_text(self, text):
        cell = next(cell for line in self.sheet(row(event=text)) for cell in line if cell.value == text)
        assert cell.data_type == "s"
        assert cell.quotePrefix

    def test_keeps_an_uncertain_date_as_it_was_typed(self):
        assert self.sheet(row("? January 2026"))["A2"].value == "? January 2026"

    def test_makes_no_link_of_an_address(self):
        sheet = self.sheet(row(event="https://example.org/"))
        assert not any(cell.hyperlink for line in sheet for cell in line)
