"""The documents say what is there."""

import re
from pathlib import Path

import pytest

from tests.rules.source import ROOT, tracked

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]


class TestDecisions:
    def test_are_numbered_without_a_gap(self):
        assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]

    @pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
    def test_say_why_what_and_what_follows(self, path: Path):
        headings = re.findall(r"^#+ .*$", path.read_text(), re.MULTILINE)
        assert headings[0].startswith(f"# {int(path.name[:4])}. ")
        assert headings[1:] == ["## Context", "## Decision", "## Consequences"]


class TestDocuments:
    @pytest.mark.parametrize("path", DOCUMENTS, ids=str)
    def test_name_files_that_exist(self, path: Path):
        text = (ROOT / path).read_text()
        links = [ROOT / path.parent / link for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)]
        named = re.findall(r"`((?:bpmn|docs|engine|features|forms|tests|web)/[\w./-]+)`", text)
        files = [*links, *(ROOT / name for name in named if "NAME" not in name)]  # NAME: whatever the reader calls it
        missing = [str(file) for file in files if not file.exists()]
        assert missing == []

    @pytest.mark.parametrize("path", DOCUMENTS, ids=str)
    def test_name_modules_that_exist(self, path: Path):
        modules = re.findall(
            r"`((?:engine|forms|web)(?:\.[a-z_]+)+)(?:\.[A-Z]\w*|\.\w+\(\))?`", (ROOT / path).read_text()
        )
        files = [ROOT / module.replace(".", "/") for module in modules]
        unknown = [
            str(file)
            for file in files
            if not (file.is_dir() or file.with_suffix(".py").exists() or file.parent.with_suffix(".py").exists())
        ]
        assert unknown == []

    def test_are_there_when_code_or_data_names_them(self):
        there = {path.name for path in DOCUMENTS}
        kinds = {".py", ".js", ".css", ".yaml", ".toml", ".feature", ".bpmn"}
        texts = [path for path in tracked() if path.suffix in kinds and path.parts[0] != "tests"]
        named = {name: path for path in texts for name in re.findall(r"\b[\w-]+\.md\b", (ROOT / path).read_text())}
        assert {f"{path} names {name}" for name, path in named.items() if name not in there} == set()
