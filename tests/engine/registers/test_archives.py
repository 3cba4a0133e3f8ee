"""Archives that are made to cost memory before anything in them is looked at."""

import struct
import zipfile

import pytest

from engine.registers.archives import MOST_PARTS, open_archive
from engine.registers.uploads import kind_of
from engine.registers.workbooks.package import Package, UnreadableWorkbook

_EACH = struct.Struct("<4s4B4HL2L5H2L")


def directory(names) -> bytes:
    """An archive that is hardly more than its table of contents."""
    parts = [_EACH.pack(b"PK\x01\x02", 20, 3, 20, 0, *[0] * 7, len(name), *[0] * 6) + name.encode() for name in names]
    written = b"".join(parts)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(parts) & 0xFFFF, len(parts) & 0xFFFF, len(written), 4, 0)
    return b"PK\x03\x04" + written + end


class TestTableOfContents:
    def test_is_read_if_a_persons_file_can_have_it(self):
        assert kind_of(directory(["xl/workbook.xml", *map(str, range(100))]), "a.xlsx") == "xlsx"

    def test_is_not_read_if_it_is_endless(self):
        data = directory(["xl/workbook.xml", *map(str, range(MOST_PARTS))])
        assert kind_of(data, "a.xlsx") is None
        with pytest.raises(UnreadableWorkbook, match="cannot be opened"):
            Package.open(data)
        with pytest.raises(zipfile.BadZipFile):
            open_archive(data)
