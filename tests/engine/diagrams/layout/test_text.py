from hypothesis import given
from hypothesis import strategies as st

from engine.diagrams.layout.text import block, width, wrap

NAMES = st.text(st.sampled_from("aeilmwMW -'?9"), max_size=120)
ROOMS = st.integers(min_value=20, max_value=200)


class TestWidth:
    @given(NAMES, NAMES)
    def test_of_two_texts_is_the_sum_of_both(self, one, other):
        assert abs(width(one + other, 12) - width(one, 12) - width(other, 12)) < 1e-6


class TestWrap:
    @given(NAMES, ROOMS)
    def test_loses_no_letter(self, name, room):
        assert "".join(wrap(name, room, 12)).replace(" ", "") == name.replace(" ", "")

    @given(NAMES, ROOMS)
    def test_keeps_every_line_within_the_room(self, name, room):
        assert all(width(line, 12) < room or len(line) == 1 for line in wrap(name, room, 12))

    def test_breaks_between_words(self):
        assert wrap("Tell the Head of Safeguarding", 100, 12) == ["Tell the Head of", "Safeguarding"]

    def test_draws_only_the_beginning_of_a_name_without_end(self):
        assert len("".join(wrap("word " * 100_000, 100, 12))) <= 400


class TestBlock:
    def test_takes_no_room_for_no_name(self):
        assert block("", 100, 12) == (0, 0)

    @given(NAMES.filter(str.strip), ROOMS)
    def test_is_as_high_as_its_lines(self, name, room):
        assert block(name, room, 12)[1] >= len(wrap(name, room, 12)) * 12
