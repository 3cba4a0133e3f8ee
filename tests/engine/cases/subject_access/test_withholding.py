"""What marks leave of a text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cases.holders import Named
from engine.cases.subject_access.withholding import Mark, Withheld
from tests.engine.rows import AT

ITEM = "note:1"
_ids = itertools.count(1)


def mark(words="", *, place="", everywhere=False, item=ITEM, case_id=1) -> Mark:
    return Mark(
        id=next(_ids), case_id=case_id, reference="T-1", item=item, place=place, words=words, everywhere=everywhere,
        reason="other", remark="", by=Named(id=1, name="Ada"), at=AT,
    )  # fmt: skip


def left(text, *marks, item=ITEM, place="line/0", case_id=1) -> str:
    pieces = Withheld(marks).pieces(text, case_id=case_id, item=item, place=place)
    return "".join("#" if piece.mark else piece.text for piece in pieces)


class TestWords:
    def test_go_wherever_they_stand_whole(self):
        assert left("Nell saw Nelly, and nell.", mark("Nell")) == "# saw Nelly, and #."

    def test_are_found_over_blanks_capitals_and_apostrophes(self):
        assert left("told by MARY\u00a0  o\u2019brien twice", mark("Mary O'Brien")) == "told by # twice"

    def test_are_found_however_letters_are_composed(self):
        assert left("Zoe\u0308 came", mark("Zo\u00eb")) == "# came"

    def test_stay_in_their_item_unless_they_go_everywhere(self):
        assert left("Nell", mark("Nell"), item="note:2") == "Nell"
        assert left("Nell", mark("Nell", everywhere=True), item="note:2", case_id=2) == "#"

    def test_that_overlap_leave_nothing_between(self):
        assert left("Mary Ann Lee", mark("Mary Ann"), mark("Ann Lee")) == "#"
        assert left("a Mary Ann Lee z", mark("Ann"), mark("Mary Ann Lee")) == "a # z"

    def test_with_signs_at_their_ends_are_found(self):
        assert left("call (0151) 496.", mark("(0151) 496")) == "call #."


class TestPassages:
    def test_go_whole_at_their_place_alone(self):
        assert left("Yes", mark("Yes", place="line/0")) == "#"
        assert left("Yes", mark("Yes", place="line/0"), place="line/1") == "Yes"

    def test_told_at_length_go_wherever_they_are_told_again(self):
        said = mark("His aunt drinks too much at night", place="line/0")
        assert left("They wrote: His aunt drinks too much at night.", said, item="letter:3") == "They wrote: #."


class TestItems:
    def test_go_whole(self):
        assert left("Anything", mark()) == "#"
        assert left("Anything", mark(), item="note:2") == "Anything"


@given(st.text(), st.text(min_size=2))
@pytest.mark.filterwarnings("ignore")
def test_what_is_given_never_has_the_words(text, words):
    if not words.split():
        return
    marks = Withheld([mark(words, everywhere=True)])
    given_pieces = [piece for piece in marks.pieces(f"{text} {words} {text}") if not piece.mark]
    assert not any(marks.holds(piece.text) for piece in given_pieces if piece.text.strip())
