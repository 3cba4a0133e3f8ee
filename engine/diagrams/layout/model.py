"""What the layout needs to know of a process: its nodes, flows, lanes and data objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from engine.diagrams.errors import DiagramError

Box = tuple[int, int, int, int]
"""x, y, width and height in pixels."""
Point = tuple[int, int]
"""x and y in pixels."""
Kind = Literal["task", "gateway", "event", "boundary"]


class CannotTidy(DiagramError):
    """The file holds something that a fresh picture would lose, or that cannot be drawn; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Node:
    """A flow node. `host` is the activity that a boundary event sits on."""

    id: str
    kind: Kind
    name: str
    lane: str
    has_marker: bool = False
    """Whether a sign stands on the activity's lower border."""
    has_clock: bool = False
    """Whether it is a timer event: room is kept for its date below its name."""
    is_exclusive: bool = False
    is_collapsed: bool = False
    host: str | None = None


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    name: str = ""
    is_default: bool = False


@dataclass(frozen=True, kw_only=True)
class DataObject:
    """A data object reference, drawn above the activity that uses it."""

    id: str
    name: str
    user: str


@dataclass(frozen=True, kw_only=True)
class Association:
    """A data association between an activity and a data object reference."""

    id: str
    activity: str
    data: str
    is_input: bool


@dataclass(frozen=True, kw_only=True)
class Pool:
    """The participant whose process is drawn."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """One process, in the order of the file."""

    plane: str
    """Id of the process, or of the collaboration when there is a pool."""
    pool: Pool | None = None
    lanes: Mapping[str, str]
    """Name by id, top to bottom; one entry "" when the process has none."""
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    data: Mapping[str, DataObject] = field(default_factory=dict)
    associations: Mapping[str, Association] = field(default_factory=dict)

    @cached_property
    def boundary(self) -> Mapping[str, tuple[str, ...]]:
        """The boundary events of each activity that has some."""
        hosts: dict[str, tuple[str, ...]] = {}
        for node in self.nodes.values():
            if node.host:
                hosts[node.host] = (*hosts.get(node.host, ()), node.id)
        return hosts

    @cached_property
    def data_of(self) -> Mapping[str, tuple[str, ...]]:
        """The data objects drawn above each activity that uses some."""
        users: dict[str, tuple[str, ...]] = {}
        for data in self.data.values():
            users[data.user] = (*users.get(data.user, ()), data.id)
        return users

    def stem(self, node: str) -> str:
        """The node itself, or the activity that a boundary event sits on."""
        return self.nodes[node].host or node
