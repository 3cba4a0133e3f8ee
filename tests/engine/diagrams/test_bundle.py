"""A revision's files, hashed and packed as one thing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagrams.bundle import LARGEST_FILE_BYTES, MOST_FILES, Bundle
from engine.diagrams.errors import BundleTooLarge, DiagramError

files = st.dictionaries(st.text(min_size=1, max_size=20), st.binary(max_size=200), max_size=6)


class TestRead:
    def test_reads_the_revisions_files_and_no_other(self, tmp_path: Path):
        wanted = ["bpmn/a.bpmn", "bpmn/a.dmn", "bpmn/a.yaml", "forms/definitions/a.yaml", "forms/letters/a.txt"]
        for path in [
            *wanted,
            "bpmn/.a.bpmn",
            "bpmn/notes.txt",
            "forms/definitions/a.py",
            "features/a.feature",
            "bpmn/in/a.bpmn",
        ]:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(path)
        assert list(Bundle.read(tmp_path).files) == sorted(wanted)

    def test_says_when_there_is_no_revision(self, tmp_path: Path):
        with pytest.raises(DiagramError, match="holds no revision"):
            Bundle.read(tmp_path)

    def test_refuses_a_file_of_20_megabytes_without_reading_it(self, tmp_path: Path):
        (tmp_path / "bpmn").mkdir()
        with (tmp_path / "bpmn" / "a.bpmn").open("wb") as file:
            file.truncate(20_000_000)
        with pytest.raises(BundleTooLarge, match=r"bpmn/a.bpmn: has 20,000,000 bytes"):
            Bundle.read(tmp_path)


class TestLimits:
    def test_refuse_too_many_files(self):
        with pytest.raises(BundleTooLarge, match="501 files"):
            Bundle({f"bpmn/{n}.bpmn": b"" for n in range(MOST_FILES + 1)})

    def test_refuse_too_much_in_all(self):
        with pytest.raises(BundleTooLarge, match="the bundle"):
            Bundle({f"bpmn/{n}.bpmn": bytes(LARGEST_FILE_BYTES) for n in range(11)})

    def test_refuse_a_pack_that_unfolds_to_more(self):
        packed = Bundle({f"bpmn/{n}.bpmn": bytes(LARGEST_FILE_BYTES) for n in range(10)}).pack()
        assert len(packed) < 100_000
        assert Bundle.unpack(packed).files["bpmn/3.bpmn"] == bytes(LARGEST_FILE_BYTES)


class TestDigest:
    @given(files)
    def test_is_the_same_for_the_same_files_in_any_order(self, content: dict[str, bytes]):
        assert Bundle(content).digest == Bundle(dict(reversed(content.items()))).digest

    @given(files, files)
    def test_differs_for_other_files(self, one: dict[str, bytes], other: dict[str, bytes]):
        assert (Bundle(one).digest == Bundle(other).digest) == (one == other)

    def test_knows_where_one_file_ends(self):
        assert Bundle({"a": b"bc"}).digest != Bundle({"ab": b"c"}).digest


class TestPack:
    @given(files)
    def test_gives_the_files_back(self, content: dict[str, bytes]):
        assert Bundle.unpack(Bundle(content).pack()) == Bundle(content)

    @given(st.binary(max_size=100))
    def test_refuses_anything_else(self, data: bytes):
        with pytest.raises(DiagramError):
            Bundle.unpack(data)

    def test_refuses_what_is_cut_short(self):
        packed = Bundle({"bpmn/a.bpmn": b"x" * 1000}).pack()
        with pytest.raises(DiagramError, match="cut short"):
            Bundle.unpack(packed[:-6])
