"""One small wrong change to one file of a revision."""

import copy
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import yaml
from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.xml import read_xml
from engine.diagrams.yaml_files import read_yaml

DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# libyaml is ten times faster; the pure writer writes the same
Edit = Callable[[etree._Element], object]  # noqa: SLF001 - what lxml calls the type of a node
"""A change to a node of an XML file, made in place."""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A revision in which one thing is wrong.

    Attributes:
        file: the file that is changed.
        element: what is changed in it: a flow node, a flow, a rule, a clause, a question, a role.
        change: what was done to it, in words; no two mutants have the same three.
        data: the changed file.
    """

    file: str
    element: str
    change: str
    data: bytes

    def of(self, bundle: Bundle) -> Bundle:
        """Return the bundle with the change."""
        return Bundle({**bundle.files, self.file: self.data})


class XmlEdits:
    """Makes changed copies of an XML file."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file, self.root = file, read_xml(data, file)

    def mutant(self, element: str, change: str, node: etree._Element, edit: Edit) -> Mutant:
        """Return the mutant that `edit` makes of a node's copy."""
        changed = copy.deepcopy(self.root)
        twin = changed.find(self.root.getroottree().getelementpath(node)) if node is not self.root else changed
        assert twin is not None
        edit(twin)
        data = etree.tostring(changed, xml_declaration=True, encoding="UTF-8")
        return Mutant(file=self.file, element=element, change=change, data=data)


class YamlEdits:
    """Makes changed copies of a YAML file; a place is the keys and numbers that lead to it."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file, self.data = file, read_yaml(file, data).data

    def without(self, element: str, change: str, *place: Hashable) -> Mutant:
        """Return the mutant that lacks what is at a place."""
        return self._mutant(element, change, place, lambda around, last: around.pop(last))

    def put(self, element: str, change: str, value: Any, *place: Hashable) -> Mutant:
        """Return the mutant that has another value at a place; past the end of a list, one more."""

        def put(around: Any, last: Any) -> None:
            if isinstance(around, list) and last == len(around):
                around.append(value)
            else:
                around[last] = value

        return self._mutant(element, change, place, put)

    def _mutant(
        self, element: str, change: str, place: tuple[Hashable, ...], edit: Callable[[Any, Any], object]
    ) -> Mutant:
        changed = around = copy.deepcopy(self.data)
        for key in place[:-1]:
            around = around[key]
        edit(around, place[-1])
        data = yaml.dump(changed, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=1_000).encode()
        return Mutant(file=self.file, element=element, change=change, data=data)


def after(item: str, others: list[str]) -> str:
    """Return the one that follows `item`, cyclically; `item` itself if there is no other."""
    return others[(others.index(item) + 1) % len(others)] if item in others else (others or [item])[0]
