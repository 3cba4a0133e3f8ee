"""The course of processes drawn as lines of words: each flow is `source target`."""

from types import SimpleNamespace

import pytest

from engine.cases.course import Course
from engine.diagrams.elements import Element, Flow
from tests.engine.cases.desk import published

KINDS = {"start": "startEvent", "end": "endEvent", "xor": "exclusiveGateway", "and": "parallelGateway"}


def course(flows, **attached):
    """Draw a process; an element is of the kind that its name begins with, `attached` are boundary events."""
    pairs = [line.split() for line in flows.strip().splitlines()]
    ids = dict.fromkeys(name for pair in pairs for name in pair)
    elements = [
        Element(
            id=name,
            process="p",
            file="p.bpmn",
            line=1,
            kind="boundaryEvent" if name in attached else KINDS.get(name.rstrip("0123456789"), "userTask"),
            attached_to=attached.get(name, ""),
        )
        for name in reversed(ids)  # an order that says nothing
    ]
    drawn = [Flow(id=f"f{n}", process="p", file="p.bpmn", line=1, source=a, target=b) for n, (a, b) in enumerate(pairs)]
    revision = SimpleNamespace(elements={e.key: e for e in elements}, flows=tuple(drawn))
    return Course(revision, "p")


LOOP = """
start check
check xor
xor mend
mend check
xor go
go end
"""
PARALLEL = """
start and1
and1 letter
and1 route
letter and2
route xor
xor panel
xor group
panel join
group join
join and2
and2 end
"""
WATCHED = """
start work
work end
late tell
tell end2
"""
ENDLESS = """
start and1
and1 review
review end
and1 check
check xor
xor mend
mend check
xor check
"""


class TestElements:
    def test_stand_in_the_order_of_the_flow(self):
        assert [e.id for e in course(LOOP).elements] == ["start", "check", "xor", "mend", "go", "end"]

    def test_put_a_boundary_event_after_what_it_sits_on(self):
        found = [e.id for e in course(WATCHED, late="work").elements]
        assert found.index("work") < found.index("late") < found.index("tell")

    def test_are_all_there_and_forward_in_every_process_of_the_revision(self):
        _, revision = published()
        for process in revision.processes:
            made = Course(revision, process)
            assert {e.key for e in made.elements} == {key for key in revision.elements if key[0] == process}
            assert made.elements[0].kind == "startEvent"


class TestMustFollow:
    @pytest.mark.parametrize(
        ("flows", "now", "sure"),
        [
            (LOOP, ["check"], {"xor", "go", "end"}),  # a loop ends some day
            (LOOP, ["mend"], {"check", "xor", "go", "end"}),
            (PARALLEL, ["start"], {"and1", "letter", "route", "xor", "join", "and2", "end"}),
            (PARALLEL, ["panel"], {"join", "and2", "end"}),
            (PARALLEL, ["letter", "group"], {"join", "and2", "end"}),
            (WATCHED, ["work"], {"end"}),
            (LOOP, ["end"], set()),
            (LOOP, [], set()),
            (ENDLESS, ["start"], {"and1", "review", "check", "end"}),  # only the branch beside it ends the loop
            (ENDLESS, ["check"], set()),
        ],
    )
    def test_is_what_no_way_avoids(self, flows, now, sure):
        assert course(flows, **({"late": "work"} if flows is WATCHED else {})).must_follow(now) == sure


class TestMayFollow:
    def test_is_whatever_can_be_reached(self):
        assert course(PARALLEL).may_follow(["route"]) == {"xor", "panel", "group", "join", "and2", "end"}

    def test_reaches_through_boundary_events(self):
        assert course(WATCHED, late="work").may_follow(["work"]) == {"end", "late", "tell", "end2"}

    def test_contains_what_must_follow_in_every_process_of_the_revision(self):
        _, revision = published()
        for process in revision.processes:
            made = Course(revision, process)
            for element in made.elements:
                assert made.must_follow([element.id]) <= made.may_follow([element.id])


class TestMain:
    def test_leaves_out_what_only_lateness_leads_to(self):
        assert course(WATCHED, late="work").main == {"start", "work", "end"}
