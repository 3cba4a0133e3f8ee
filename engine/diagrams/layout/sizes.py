"""How large everything is, in pixels: activities for their names, labels for theirs."""

import re

from engine.diagrams.layout import text
from engine.diagrams.layout.model import Diagram, Node

FONT, LABEL_FONT = 12, 11
EVENT, GATEWAY = 36, 50
DATA = (36, 50)
LABEL_ROOM, DATA_LABEL_ROOM = 100, 90
"""Width at which the names beside a shape break."""
DATE = 14
"""Height kept below the name of a clock for its date."""
SIGNS = 46
"""Height that the signs in the upper corner and on the lower border of an activity take."""
BESIDE_SIGN = 60
"""Width that a first line beside the sign loses."""
TASK_SIZES = (
    *((width, 80) for width in (100, 110, 120)),
    *((width, 92) for width in (110, 120, 130, 140)),
    *((width, 106) for width in (130, 140)),
    *((width, 118) for width in (140, 160, 180, 200)),
)
"""Sizes that an activity may have, the best first: low ones, but a little higher rather than much wider."""


def task_size(diagram: Diagram) -> tuple[int, int]:
    """One size for all activities: the smallest in which every name keeps clear of the signs in the box."""
    tasks = [node for node in diagram.nodes.values() if node.kind == "task"]
    hosts = diagram.boundary
    fitting = (size for size in TASK_SIZES if all(_fits(task, size, is_host=task.id in hosts) for task in tasks))
    return next(fitting, TASK_SIZES[-1])


def label_sizes(diagram: Diagram) -> dict[str, tuple[int, int]]:
    """Width and height of every name that stands outside its shape."""
    names = {node.id: node.name for node in diagram.nodes.values() if node.kind != "task"}
    names |= {flow.id: flow.name for flow in diagram.flows.values()}
    sizes = {key: text.block(name, LABEL_ROOM, LABEL_FONT) for key, name in names.items()}
    sizes |= {key: text.block(data.name, DATA_LABEL_ROOM, LABEL_FONT) for key, data in diagram.data.items()}
    return {key: size for key, size in sizes.items() if size != (0, 0)}


def _fits(task: Node, size: tuple[int, int], *, is_host: bool) -> bool:
    width, height = size
    room = width - 14
    lines, tall = text.wrap(task.name, room, FONT), text.block(task.name, room, FONT)[1]
    if any(text.width(word, FONT) > room for word in re.split(r"[\s-]", task.name)):
        return False
    is_beside = bool(lines) and not task.has_marker and text.width(lines[0], FONT) <= width - BESIDE_SIGN
    spare = SIGNS - 20 if is_beside else SIGNS
    return tall <= height - (max(spare, EVENT + 2) if is_host else spare)  # half of an event lies in its host
