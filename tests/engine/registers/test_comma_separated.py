"""A table as text with commas: what a spreadsheet would take for a formula it is given as a text."""

import csv
from datetime import date
from io import StringIO

import pytest

from engine.registers.comma_separated import BYTE_ORDER_MARK, comma_separated


def read(*cells):
    text = comma_separated(["Title"], [cells]).decode()
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))[1]


class TestCell:
    @pytest.mark.parametrize(
        "risky",
        ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", " =1", "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"],
    )
    def test_that_would_be_a_formula_is_a_text(self, risky):
        assert read(risky) == [f"'{risky}"]

    def test_is_otherwise_as_it_is(self):
        said = ['A "text", with =1 in it', date(2026, 3, 12), 7, -7, None]
        assert read(*said) == ['A "text", with =1 in it', "2026-03-12", "7", "-7", ""]
