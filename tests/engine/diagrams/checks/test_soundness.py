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
    @settings(max_examples=150, deadline=None)
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
