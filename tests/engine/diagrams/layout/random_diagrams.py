"""Diagrams that nobody would draw, to find what a layout cannot do."""

from random import Random

from engine.diagrams.layout.model import DataObject, Diagram, Flow, Node

_WORDS = ["record", "the", "decision", "of", "panel", "agency", "referral", "and", "notify"]


def random_diagram(seed: int, *, size: int = 0) -> Diagram:
    """Build a diagram, the same for the same seed: lanes, gateways with many exits, loops, escalations, lists."""
    random = Random(seed)
    return _Builder(random, size or random.randint(8, 30)).diagram()


class _Builder:
    def __init__(self, random: Random, size: int) -> None:
        self.random, self.size = random, size
        self.lanes = [f"lane_{number}" for number in range(random.randint(2, 5))]
        self.nodes = dict[str, Node]()
        self.flows = dict[str, Flow]()
        self.data = dict[str, DataObject]()

    def diagram(self) -> Diagram:
        self._line()
        self._branches()
        self._escalations()
        lanes = {lane: lane.replace("_", " ") for lane in self.lanes}
        return Diagram(plane="plane", lanes=lanes, nodes=self.nodes, flows=self.flows, data=self.data)

    def _line(self) -> None:
        lane = self.random.choice(self.lanes)
        for number in range(self.size):
            if self.random.random() < 0.45:
                lane = self.random.choice(self.lanes)
            is_end = number in (0, self.size - 1)
            kind = "event" if is_end else self.random.choices(["task", "gateway", "event"], [7, 3, 1])[0]
            name = " ".join(self.random.choice(_WORDS) for _ in range(self.random.randint(1, 9)))
            node = Node(
                id=f"node_{number}",
                kind=kind,
                name=name if kind != "gateway" or self.random.random() < 0.6 else "",
                lane=lane,
                has_marker=self.random.random() < 0.2,
                is_exclusive=kind == "gateway" and self.random.random() < 0.7,
            )
            self.nodes[node.id] = node
            if kind == "task" and self.random.random() < 0.1:
                self.data[f"data_{number}"] = DataObject(id=f"data_{number}", name="agencies of the case", user=node.id)
        for number in range(self.size - 1):
            self._flow(
                f"node_{number}", f"node_{number + 1}", "yes" if self.nodes[f"node_{number}"].kind == "gateway" else ""
            )

    def _branches(self) -> None:
        for number in range(1, self.size - 1):
            if self.nodes[f"node_{number}"].kind == "gateway":
                for _ in range(self.random.randint(0, 3)):
                    target = self.random.randint(1, self.size - 1)
                    if target not in (number, number + 1):
                        self._flow(
                            f"node_{number}", f"node_{target}", self.random.choice(["no", "returned to the referrer"])
                        )

    def _escalations(self) -> None:
        for number in range(1, self.size - 1):
            host = self.nodes[f"node_{number}"]
            if host.kind == "task" and self.random.random() < 0.15:
                late, told = f"late_{number}", f"told_{number}"
                self.nodes[late] = Node(
                    id=late, kind="boundary", name="not in time", lane=host.lane, host=host.id, has_clock=True
                )
                self.nodes[told] = Node(id=told, kind="task", name="Escalate", lane=self.random.choice(self.lanes))
                self._flow(late, told, "")

    def _flow(self, source: str, target: str, name: str) -> None:
        if any((flow.source, flow.target) == (source, target) for flow in self.flows.values()):
            return
        key = f"flow_{len(self.flows)}"
        self.flows[key] = Flow(id=key, source=source, target=target, name=name)
