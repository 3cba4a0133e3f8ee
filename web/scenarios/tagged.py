"""Reads which clauses the scenarios of a folder are tagged with; nothing is run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from web.scenarios.running import ScenariosUnreadable


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """A scenario and its tags: its own, its examples', its rule's and its feature's.

    Attributes:
        feature: the title of its feature.
        name: its title.
        tags: without their `@`.
        file: the feature's file, relative to the folder of the features.
        line: on which the scenario stands.
    """

    feature: str
    name: str
    tags: tuple[str, ...]
    file: str
    line: int


def tagged_scenarios(features: Path) -> tuple[Tagged, ...]:
    """Read every scenario of a folder, an outline once.

    Raises:
        ScenariosUnreadable: a feature keeps no order that can be read.
    """
    found: list[Tagged] = []
    for path in sorted(features.rglob("*.feature")):
        file = path.relative_to(features).as_posix()
        try:
            read: Any = Parser().parse(path.read_text(encoding="utf-8"))
        except (CompositeParserException, UnicodeDecodeError) as wrong:
            raise ScenariosUnreadable(f"{path} cannot be read: {wrong}") from wrong
        if (feature := read.get("feature")) is not None:
            for scenario, tags in _scenarios(feature, _tags(feature)):
                found.append(
                    Tagged(
                        feature=feature["name"], name=scenario["name"], tags=tags, file=file,
                        line=scenario["location"]["line"],
                    )
                )  # fmt: skip
    return tuple(found)


def _scenarios(parent: Any, inherited: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    for child in parent["children"]:
        if (rule := child.get("rule")) is not None:
            yield from _scenarios(rule, (*inherited, *_tags(rule)))
        elif (scenario := child.get("scenario")) is not None:
            examples = [tag for each in scenario["examples"] for tag in _tags(each)]
            yield scenario, tuple(dict.fromkeys((*inherited, *_tags(scenario), *examples)))


def _tags(node: Any) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in node["tags"])
