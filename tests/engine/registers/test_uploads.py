import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.registers.uploads import clean_name, kind_of


def archive(*names, mimetype=None, packed=zipfile.ZIP_STORED):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype, packed)
        for name in names:
            made.writestr(name, "x")
    return content.getvalue()


class TestKindOf:
    @pytest.mark.parametrize(
        ("data", "name", "kind"),
        [
            (b"%PDF-1.7 ...", "a.txt", "pdf"),
            (b"\xff\xd8\xff\xe0" + bytes(20), "a.png", "jpg"),
            (b"\x89PNG\r\n\x1a\n" + bytes(20), "a", "png"),
            (archive("word/document.xml"), "a.docx", "docx"),
            (archive("xl/workbook.xml"), "a.pdf", "xlsx"),
            (archive(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "odt"),
            ("Grüße\r\n\tan alle".encode(), "a.txt", "txt"),
            (b"\xef\xbb\xbfa,b\n", "A.CSV", "csv"),
        ],
    )
    def test_reads_it_from_the_content(self, data, name, kind):
        assert kind_of(data, name) == kind

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (archive("word/document.xml", "word/vbaProject.bin"), "macro.docx"),
            (archive("readme"), "a.docx"),
            (archive(mimetype="application/vnd.oasis.opendocument.text", packed=zipfile.ZIP_DEFLATED), "a.odt"),
            (b"PK\x03\x04 broken", "a.docx"),
            (b"MZ" + bytes(100), "a.pdf"),
            (b"text", "a.html"),
            (b"text\x00", "a.txt"),
            (b"\xff\xfe", "a.txt"),
            (b"#!/bin/sh", "a.sh"),
        ],
    )
    def test_does_not_know_the_rest(self, data, name):
        assert kind_of(data, name) is None

    @given(st.binary(max_size=200), st.text(max_size=20))
    def test_never_fails(self, data, name):
        kind_of(data, name)
        kind_of(b"PK\x03\x04" + data, name)

    @pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_never_fails_at_an_archive_that_is_broken_inside(self, packed):
        whole = bytearray(archive(mimetype="application/vnd.oasis.opendocument.text", packed=packed))
        for at in range(38, 50):  # where the first file's content begins
            whole[at] ^= 0xFF
        assert kind_of(bytes(whole), "a.odt") is None


class TestCleanName:
    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\Report 1 (final).pdf", "Report 1 (final).pdf"),
            ('a"b\r\nc;.pdf', "abc.pdf"),
            ("Bericht über Ärzte.docx", "Bericht über Ärzte.docx"),
            ("", "file"),
            (".. .", "file"),
        ],
    )
    def test_keeps_what_is_harmless(self, typed, name):
        assert clean_name(typed) == name

    @given(st.text(max_size=500))
    def test_is_short_and_holds_no_folder(self, typed):
        name = clean_name(typed)
        assert 0 < len(name) <= 170
        assert not set(name) & set('/\\"\r\n;')
