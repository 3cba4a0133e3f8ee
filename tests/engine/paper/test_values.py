import re

from hypothesis import given
from hypothesis import strategies as st

from engine.paper.values import UNPRINTABLE, pieces, printable, protected
from tests.engine.paper.typed import anything


class TestProtected:
    @given(anything)
    def test_gives_back_the_words_without_white_space_around_them(self, typed):
        assert "".join(words for words, _ in pieces(protected(typed))) == printable(typed).strip()

    @given(anything)
    def test_holds_nothing_that_markdown_could_take_for_its_own(self, typed):
        assert not re.search(r"[!-/:-@\[-`{-~\n\r\t]", protected(typed))

    @given(st.lists(st.tuples(st.sampled_from(["plain", "a b", "| x"]), anything), max_size=5))
    def test_is_told_from_the_words_around_it(self, parts):
        text = "".join(plain + protected(typed) for plain, typed in parts)
        assert [words for words, is_typed in pieces(text) if not is_typed] == [plain for plain, _ in parts]
        wanted = [printable(typed).strip() for _, typed in parts]
        assert [words for words, is_typed in pieces(text) if is_typed] == [words for words in wanted if words]


class TestPrintable:
    def test_shows_where_something_stood_that_no_file_can_hold(self):
        assert printable("a\0b\x1fc\ud800d\ufffee") == UNPRINTABLE.join("abcde")

    def test_keeps_line_breaks_of_every_kind_as_one_kind(self):
        assert printable("a\r\nb\rc\x0bd\x85e\u2028f\u2029g\th") == "a\nb\nc\nd\ne\nf\ng h"

    def test_leaves_other_letters_alone(self):
        text = "Zoë — 子 \u05d0\u05d1 \N{FAMILY} e\u0301 \u200d"
        assert printable(text) == text
