"""Who answers what: the whole case, or each instance of a multi-instance activity."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from engine.diagrams.elements import Element
from forms.definition import Field, Form

Answer = TypeVar("Answer")
WHOLE_CASE = ""
"""Stands for no list: answered once, for the case."""


def item_key(collection: str, number: int, sending: int = 1) -> str:
    """Return the key of an item that has but a number: `actions:2`, in a list sent again `actions:2.2`.

    Args:
        collection: the list.
        number: of the item in it, as people count.
        sending: how many times the list had been sent with it, so that no key is ever that of another item.
    """
    return f"{collection}:{number}" if sending == 1 else f"{collection}:{sending}.{number}"


def item_number(collection: str, key: str) -> int:
    """Return the number of an item that the group which fills this list has numbered; 0 for any other."""
    name, _, number = key.partition(":")
    return int(number.rpartition(".")[2]) if number and name == collection else 0


def sent_items(forms: Mapping[str, Form], rows: Iterable[Any]) -> Iterator[tuple[Any, Field, str, Mapping[str, Any]]]:
    """Yield each item that was put on lists of a case: the row that sent it, the group, its key, and its answers.

    Args:
        forms: of the revision, by name.
        rows: what was sent of every form that fills these lists, in order; each with its `form` and its `answers`.
    """
    numbers, sendings = Counter[str](), Counter[str]()
    for row in rows:
        for group in forms[row.form].lists:
            items = row.answers.get(group.name, ())
            first = numbers[group.list] + 1 if group.adds_to else 1
            numbers[group.list] += len(items)
            sendings[group.list] += 1
            sending = 1 if group.adds_to else sendings[group.list]
            for number, answers in enumerate(items, first):
                key = answers[group.key] if group.key else item_key(group.list, number, sending)
                yield row, group, key, answers


def still_listed(by_instance: Mapping[str, Answer], lists: Mapping[str, Iterable[str]]) -> dict[str, Answer]:
    """Return what belongs to instances, without the numbered items that are on no list of the case any more."""
    listed = {key for keys in lists.values() for key in keys}
    return {key: value for key, value in by_instance.items() if ":" not in key or key in listed}


def lists_by_process(processes: Iterable[str], elements: Collection[Element]) -> Mapping[str, frozenset[str]]:
    """Return, for every process, the lists for whose instances it is run.

    A process that nothing calls is run for the whole case.
    """
    inside = defaultdict[str, list[Element]](list)
    for element in elements:
        if element.called:
            inside[element.process].append(element)
    found: dict[str, set[str]] = {process: set() for process in processes}
    called = {element.called for element in elements}
    waiting = [(process, WHOLE_CASE) for process in found if process not in called]
    while waiting:
        process, collection = waiting.pop()
        if process in found and collection not in found[process]:
            found[process].add(collection)
            waiting += [(call.called, call.collection or collection) for call in inside[process]]
    return {process: frozenset(lists) for process, lists in found.items()}


def families(together: Iterable[Collection[str]]) -> Mapping[str, str]:
    """Return, for every list, the name of its family: the first of all the lists that it is connected with.

    Args:
        together: lists that the same forms are answered for: by the same process, or because one adds to another.
    """
    groups: list[set[str]] = []
    for lists in together:
        joined = set(lists) - {WHOLE_CASE}
        for group in [group for group in groups if group & joined]:
            groups.remove(group)
            joined |= group
        groups.append(joined)
    return {name: min(group) for group in groups for name in group}


def lists_by_name(
    by_process: Mapping[str, frozenset[str]], elements: Iterable[Element]
) -> Mapping[str, frozenset[str]]:
    """Return, for every form and decision table, the lists for whose instances it is answered."""
    found = defaultdict[str, set[str]](set)
    for element in elements:
        name = element.form if element.is_filled_in else element.properties.get("decision", "")
        if name:
            found[name] |= {element.collection} if element.collection else by_process[element.process]
    return {name: frozenset(lists) for name, lists in found.items()}
