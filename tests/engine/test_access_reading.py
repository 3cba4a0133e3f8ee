from dataclasses import replace

import pytest

from engine.access import is_inside, may_read
from engine.diagrams.partnership import NOBODY, Role

PARTNERSHIP = replace(
    NOBODY,
    roles={
        "Office": Role(who="posts", posts=("Clerk",)),
        "Sender": Role(who="referring_agency"),
        "Asked": Role(who="agency"),
    },
)


class TestIsInside:
    @pytest.mark.parametrize(
        ("keys", "inside"),
        [([], False), (["Office"], True), (["Sender|a"], False), (["Asked|a", "Office"], True), (["Unknown"], False)],
    )
    def test_is_a_part_of_the_partnership(self, keys, inside):
        assert is_inside(PARTNERSHIP, keys) is inside


class TestMayRead:
    @pytest.mark.parametrize(
        ("keys", "held_by", "may"),
        [
            (["Office"], "Sender|a", True),
            (["Sender|a"], "Sender|a", True),
            (["Sender|a"], "Sender|b", False),
            (["Sender|a"], "Office", False),
            ([], "Office", False),
        ],
    )
    def test_inside_all_is_read_and_outside_only_ones_own(self, keys, held_by, may):
        assert may_read(PARTNERSHIP, keys, held_by) is may
