"""What a check accepts runs: random diagrams, each changed in one place, tried out with the stock engine."""

import random
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagrams.checks import check_bundle
from engine.diagrams.revision import read_revision
from tests.engine.diagrams.builder import Diagram, bundle, form
from tests.engine.diagrams.checks.test_tokens import draw, plans
from tests.engine.diagrams.stock import Run

FORMS = {name: form(name, agree="yes_no") for name in ("ask", "answer", "hear")}
MOST_STEPS = 40


def changed(diagram: Diagram, chance: random.Random) -> Diagram:
    """Change one thing: where a flow leads, what a gateway is, or what a condition asks."""
    number = chance.randrange(len(diagram.flows))
    match chance.randrange(4):
        case 0:
            target = chance.choice(diagram.lanes["Clerk"])
            before = diagram.flows[number].partition('targetRef="')[2].partition('"')[0]
            diagram.flows[number] = diagram.flows[number].replace(f'targetRef="{before}"', f'targetRef="{target}"')
        case 1:
            kinds = ["exclusiveGateway", "parallelGateway"]
            chance.shuffle(kinds)
            node = chance.randrange(len(diagram.nodes))
            diagram.nodes[node] = diagram.nodes[node].replace(*kinds)
        case 2:
            diagram.flows = [flow.replace(">not ask.agree", ">not hear.agree", 1) for flow in diagram.flows]
        case _:
            diagram.flows[number] = diagram.flows[number].replace(">ask.agree", ">not ask.agree")
    return diagram


class TestWhatIsAccepted:
    @settings(max_examples=60, deadline=None)
    @given(plans, st.integers(0, 2**32))
    def test_runs_to_its_end_whatever_is_answered(self, plan: object, seed: int):
        chance, numbers = random.Random(seed), count()
        diagram = Diagram().start().task("ask").task("first", "hear").end().line("opened", "ask", "first")
        diagram = changed(diagram.line(draw(diagram, plan, "first", numbers), "closed"), chance)
        drawn = bundle(diagram, **FORMS)
        if {problem.rule for problem in check_bundle(drawn)} <= {"unused"}:
            run_to_the_end(drawn, chance)


def run_to_the_end(drawn, chance: random.Random) -> None:
    revision = read_revision(drawn)
    run = Run(revision)
    for _ in range(MOST_STEPS):
        assert len(set(run.open)) == len(run.open), "a step is done twice at once"
        if not run.open:
            break
        name = chance.choice(run.open)
        run.answers[f"{revision.elements['review', name].form}.agree"] = chance.random() < 0.5
        run.complete(name)
    assert run.workflow.completed or run.open, "the case is stuck"


NODES = ("userTask", "serviceTask", "businessRuleTask", "exclusiveGateway", "parallelGateway", "eventBasedGateway")
MANY = ("userTask", "callActivity", "subProcess")
OTHERS = (
    "callActivity",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "boundaryEvent",
    "scriptTask",
    "subProcess",
)
PROPERTIES = {
    "form": "ask",
    "decision": "way",
    "letter": "news",
    "to": "Chair",
    "time_limit": "AB-1",
    "clauses": "AB-1",
}
CONDITIONS = ["", "ask.agree", "not ask.agree", "way.to == 'a'", "all_same(view.kind)", "x", "("]
ids = st.sampled_from(["opened", *(f"n{number}" for number in range(8)), "gone"])
nodes = st.lists(
    st.tuples(
        st.sampled_from(NODES + OTHERS),
        st.sets(st.sampled_from(sorted(PROPERTIES)), max_size=3),
        ids,
        st.sampled_from(["", "partners", "rows"]),
        st.sampled_from(["Clerk", "Member", "Nobody", ""]),
    ),
    max_size=8,
)


class TestWhateverIsDrawn:
    @settings(max_examples=80, deadline=None)
    @given(nodes, st.lists(st.tuples(ids, ids, st.sampled_from(CONDITIONS)), max_size=14))
    def test_is_checked_without_breaking(self, drawn_nodes: list, flows: list):
        diagram = Diagram().list("partners").list("rows").start().end()
        for number, (kind, properties, other, many, lane) in enumerate(drawn_nodes):
            more = {"attachedToRef": other} if kind == "boundaryEvent" else {}
            if kind == "callActivity":
                more = {"calledElement": "review" if other == "opened" else other}
            given_properties = {name: PROPERTIES[name] for name in sorted(properties)}
            diagram.node(
                kind, f"n{number}", lane=lane, many=many if kind in MANY else "", properties=given_properties, **more
            )
        for number, (source, target, condition) in enumerate(flows):
            diagram.flow(source, target, condition, id=f"f{number}")
        check_bundle(bundle(diagram, **FORMS))
