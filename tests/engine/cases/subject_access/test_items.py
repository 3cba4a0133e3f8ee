"""A document in passages: nothing that it says is left out."""

from engine.cases.subject_access.items import _blocks
from engine.paper.markdown import read_sheet

SOURCE = """# The title

First paragraph with **bold words**.

## A heading

- One point
- Another point

| Question | Answer |
|---|---|
| Full name | Nell Dean |
| Nothing follows | |

| Day | Who | What |
|---|---|---|
| Monday | The Harbour | A call |
"""


class TestDocument:
    def test_says_all_of_its_sheet(self):
        sheet = read_sheet(SOURCE)
        passages = [passage for passage in _blocks(sheet) if passage.text]
        said = " ".join(f"{passage.label} {passage.text}" for passage in passages)
        missing = set(sheet.text.removeprefix(sheet.title).split()) - set(said.replace(",", "").split())
        assert missing == set()
        assert len({passage.place for passage in passages}) == len(passages)

    def test_says_of_each_cell_what_heads_it(self):
        cells = {(passage.label, passage.text) for passage in _blocks(read_sheet(SOURCE))}
        assert ("Full name", "Nell Dean") in cells
        assert ("Who", "The Harbour") in cells
        assert ("Question", "Nothing follows") in cells
