"""Which scenarios speak most of something."""

from web.scenarios.running import Scenario
from web.scenarios.saying import Sayings


def scenario(name: str, said: str, expects: str = "") -> Scenario:
    return Scenario(id=name, feature="", file="", name=name, said=said, expects=expects)


SAYINGS = Sayings(
    [
        scenario("a", 'The panel completes "Send the pack"', 'the letter "sent" is written'),
        scenario("b", 'The panel completes "Send the pack"', 'the letter "sent" comes with the pack'),
        scenario("c", 'The panel completes "Name the chair"'),
    ]
)


def best(*names: str) -> list[str]:
    found = SAYINGS.of(names)
    return sorted(found, key=lambda each: (-found[each], each))


def test_those_that_do_not_name_it_are_not_among_them():
    assert best("name the chair") == ["c"]
    assert best("nothing like it") == []


def test_who_expects_something_of_it_speaks_more_of_it_than_who_only_comes_by():
    assert best("the pack") == ["b", "a"]


def test_a_name_that_few_say_counts_for_more():
    assert best("the panel", "name the chair") == ["c", "a", "b"]
