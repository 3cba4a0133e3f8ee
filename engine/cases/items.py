"""The items of a case's lists: their keys, the agencies that they belong to, and the dates that each records."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from engine import clock
from engine.cases.facts import Facts
from engine.diagrams.instances import item_key, item_number
from forms.definition import Field
from forms.schema import Answers

if TYPE_CHECKING:
    from engine.cases.step import Step

Item = Mapping[str, Any]


def keep_items(
    step: "Step", group: Field, given: Sequence[Item], stored: Sequence[Item], seen: Answers
) -> Iterator[tuple[str, Answers]]:
    """Make the items of a group the case's list; yield each item's key, and what its expressions see.

    Args:
        step: the step under way; its facts change.
        group: the group.
        given: the items' answers, typed as the schema loaded them.
        stored: the same answers as the submission keeps them.
        seen: what the form's expressions outside the group see.
    """
    facts = step.facts
    keys = _keys(facts, group, stored)
    standing = step.revision.choices_on(group.begins_with, clock.today()) if group.begins_with else ()
    facts.lists[group.list] = united(tuple(standing), keys)
    for name in group.adds_to:
        facts.lists[name] = united(facts.lists.get(name, ()), facts.lists[group.list])
    own = {question.name for question in group.fields}
    for key, answers, item in zip(keys, given, stored, strict=True):
        if not group.key:
            facts.agencies.pop(key, None)
            if agency := item.get(group.agency):
                facts.agencies[key] = agency
        yield key, Answers(answers, seen, own)


def united(first: Sequence[str], then: Sequence[str]) -> list[str]:
    """Return what is on one list or the other, in the order of both, each once."""
    return list(dict.fromkeys((*first, *then)))


def _keys(facts: Facts, group: Field, items: Sequence[Item]) -> list[str]:
    """Give each item its key: of the agency that it names, else its number.

    Numbers begin with 1 each time the group is sent, and the key says in which sending; where items of before stay on
    another list, the numbers go on.
    """
    if group.key:
        return [str(item[group.key]) for item in items]
    if not group.adds_to:
        sending = facts.sendings[group.list] = facts.sendings.get(group.list, 0) + 1
        return [item_key(group.list, number, sending) for number, _ in enumerate(items, 1)]
    before = (item_number(group.list, key) for name in group.adds_to for key in facts.lists.get(name, ()))
    last = max(before, default=0)
    return [item_key(group.list, number) for number, _ in enumerate(items, last + 1)]
