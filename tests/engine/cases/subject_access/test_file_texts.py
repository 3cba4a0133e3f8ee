"""The words of uploaded files, as far as they can be read."""

import zipfile

import pytest

from engine.cases.subject_access import file_texts
from engine.cases.subject_access.file_texts import UnreadableFile, texts_in


def archive(path, **parts):
    with zipfile.ZipFile(path, "w") as written:
        for name, content in parts.items():
            written.writestr(f"{name}.xml", content)
    return path


def said(path, kind):
    return "\n".join(texts_in(path, kind))


class TestTextsIn:
    def test_joins_a_word_that_its_look_cuts_and_parts_paragraphs_and_cells(self, tmp_path):
        word = "<w:p><w:r><w:t>Ne</w:t></w:r><w:r><w:t>ll</w:t></w:r></w:p><w:p><w:t>O&#8217;Dean</w:t></w:p>"
        assert said(archive(tmp_path / "a.docx", document=word), "docx").split() == ["Nell", "O\u2019Dean"]
        sheet = "<sst><si><t>Nell</t></si><si><r><t>De</t></r><r><t>an</t></r></si></sst>"
        assert said(archive(tmp_path / "a.xlsx", strings=sheet), "xlsx").split() == ["Nell", "Dean"]

    def test_reads_plain_texts_and_nothing_of_pictures(self, tmp_path):
        (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfNell,Dean")
        assert said(tmp_path / "a.csv", "csv") == "Nell,Dean"
        assert said(tmp_path / "a.csv", "png") == ""

    def test_refuses_what_is_no_archive_or_unpacks_to_too_much(self, tmp_path, monkeypatch):
        (tmp_path / "a.docx").write_bytes(b"PK no archive")
        with pytest.raises(UnreadableFile):
            said(tmp_path / "a.docx", "docx")
        monkeypatch.setattr(file_texts, "LARGEST_PART_BYTES", 10)
        with pytest.raises(UnreadableFile):
            said(archive(tmp_path / "b.docx", document="<w:t>far more than that</w:t>"), "docx")
