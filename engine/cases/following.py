"""What comes next by each answer: the diagram walked on from a step, before anything is sent.

Only answers that the diagram asks for on the way are told apart. What hangs on something that is not known yet, such
as somebody else's answer, may come. The walk reads the revision and the facts of the case and changes nothing; what
sending the answers really does is found out on the next page, by `engine.cases.preview`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import access
from engine.cases.asking import OpenTask
from engine.cases.environment import View
from engine.cases.facts import WHOLE_CASE, Facts
from engine.diagrams.elements import Element, Flow, Key
from engine.diagrams.errors import UndecidedTable
from forms.definition import Field
from forms.expressions import Expression, ExpressionError, Unanswered

_Answer = str | bool
_Given = Mapping[str, _Answer]
"""Answers that are assumed, typed, by question."""


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A step that follows.

    Attributes:
        is_sure: it comes; else it may come, by what is not known yet.
        is_join: nothing is done here: what runs side by side waits for each other.
    """

    element: Element
    is_sure: bool
    is_join: bool = False


@dataclass(frozen=True, kw_only=True)
class Way:
    """What follows some answers.

    Attributes:
        answers: the combinations of answers that lead here, each as question and answer in words; one empty
            combination where the way hangs on no answer.
        steps: what follows, in the order of the diagram.
        waits_for: the names of those who do the same step and have not answered: nothing follows before they have.
    """

    answers: tuple[tuple[tuple[str, str], ...], ...]
    steps: tuple[Ahead, ...]
    waits_for: tuple[str, ...] = ()


def ways_on(task: OpenTask) -> tuple[Way, ...]:
    """Return what follows an open user task or event, or the form that opens a case, by each answer that counts.

    Who only asked or was asked is told the ways of the diagram, and nothing of what others have answered.
    """
    is_inside = access.is_inside(task.revision.partnership, [task.held_by])
    if is_inside:
        facts = task.view.facts
        if others := _others(task, facts):
            return (Way(answers=((),), steps=(), waits_for=others),)
    else:
        listed = {name: [key for key in keys if key == task.instance] for name, keys in task.view.facts.lists.items()}
        facts = Facts(lists=listed)
    found = dict[tuple[tuple[Key, bool], ...], Way]()
    for answers, steps in _Diagram(task, facts, knows=is_inside).ways({}):
        alike = tuple((step.element.key, step.is_sure) for step in steps)
        before = found[alike].answers if alike in found else ()
        found[alike] = Way(answers=(*before, answers), steps=steps)
    return tuple(found.values())


def _others(task: OpenTask, facts: Facts) -> tuple[str, ...]:
    """Return who does the same step at the same time and has not answered yet."""
    name, revision = task.element.collection, task.revision
    own = list(revision.choices(name)) if name in revision.lists else []
    keys = facts.lists.get(name, own) if name else ()
    answered = {task.instance, *facts.forms.get(task.form.form, ())}
    return tuple(revision.instance_name(key) for key in keys if key not in answered)


class _AnswerNeeded(Exception):
    """The way on hangs on an answer that is not assumed yet."""

    def __init__(self, question: Field) -> None:
        self.question = question


class _Diagram:
    """The ways on from one step of a case."""

    def __init__(self, task: OpenTask, facts: Facts, *, knows: bool) -> None:
        self.task, self.revision, self._knows = task, task.revision, knows
        self.out, self.into = defaultdict[Key, list[Flow]](list), defaultdict[Key, int](int)
        for flow in self.revision.flows:
            self.out[flow.process, flow.source].append(flow)
            self.into[flow.process, flow.target] += 1
        self._facts = facts.to_json()

    def ways(self, given: _Given) -> Iterator[tuple[tuple[tuple[str, str], ...], tuple[Ahead, ...]]]:
        """Give every way on that fits some answers, with all the answers that it hangs on."""
        try:
            steps = _Walk(self, given).steps()
        except _AnswerNeeded as needed:
            for answer in self._offered(needed.question, given):
                yield from self.ways({**given, needed.question.name: answer})
        else:
            yield tuple(self._told(given)), steps

    def assumed(self, given: _Given, *, is_sent: bool = True) -> "_Assumed":
        """Return the case as it would be with some answers and without those of an earlier time, once they are sent."""
        facts, form, instance = Facts.from_json(self._facts), self.task.form, self.task.instance or WHOLE_CASE
        for question in form.routed:
            by = facts.routed.setdefault(f"{form.form}.{question.name}", {})
            by.pop(instance, None)
            if question.name in given:
                by[instance] = given[question.name]
        if is_sent:
            facts.forms.setdefault(form.form, []).append(instance)
        outside = None if self.task.element.collection else self.task.instance
        return _Assumed(self.task, View(self.revision, facts, instance=outside), given)

    def _offered(self, question: Field, given: _Given) -> Sequence[_Answer]:
        """Return the answers that could be given to a question and, as far as is known, would be taken."""
        every: Sequence[_Answer] = (True, False) if question.type == "yes_no" else tuple(question.choices)
        taken = [answer for answer in every if self._knows and self._is_taken(question, answer, given)]
        return taken or every

    def _is_taken(self, question: Field, answer: _Answer, given: _Given) -> bool:
        reads = self.assumed({**given, question.name: answer}, is_sent=False)
        offer = question.choices[answer].when if isinstance(answer, str) else None
        return all(reads.judge(rule) is not False for rule in (*(rule.hold for rule in question.must), offer))

    def _told(self, given: _Given) -> Iterator[tuple[str, str]]:
        for question in self.task.form.routed:
            match given.get(question.name):
                case str(key):
                    yield question.label, question.choices[key].label
                case bool(said):
                    yield question.label, "Yes" if said else "No"


class _Assumed:
    """What conditions, tables and the form's own rules read while some answers are assumed."""

    def __init__(self, task: OpenTask, view: View, given: _Given) -> None:
        self.view, self._form, self._given = view, task.form, given
        self.functions: Mapping[str, Callable[..., Any]] = view.functions
        routed = {question.name: question for question in task.form.routed}
        self._own = routed | {f"{task.form.form}.{name}": question for name, question in routed.items()}

    def value(self, name: str) -> Any:
        """Return an answer; ask for one of the form's own that is not assumed yet, and could be.

        Raises:
            Unanswered: it is not known.
            _AnswerNeeded: it could be assumed.
        """
        question = self._own.get(name)
        if question is None:
            return self.view.value(name)
        if question.name in self._given:
            return self.view.value(name) if "." in name else self._given[question.name]
        can_be_told = question.type == "yes_no" or (question.type == "choice" and question.choices)
        if can_be_told and all(self.judge(gate) is not False for gate in self._form.gates[question.name]):
            raise _AnswerNeeded(question)
        raise Unanswered(name)

    def judge(self, expression: Expression | None) -> bool | None:
        """Tell whether something holds; none if that is not known."""
        try:
            return expression is None or bool(expression.evaluate(self))
        except ExpressionError:
            return None


class _Walk:
    """One way on, for some answers."""

    def __init__(self, diagram: _Diagram, given: _Given) -> None:
        self._diagram, self._reads = diagram, diagram.assumed(given)
        self._found, self._met = list[Ahead](), set[Key]()

    def steps(self) -> tuple[Ahead, ...]:
        """Return what follows until somebody does something, a date is waited for, or everything has ended."""
        self._leave(self._diagram.task.element, is_sure=True)
        found = dict[tuple[str, str, str], Ahead]()
        for step in self._found:  # a step that is drawn twice, such as one for who comes late, is one to a reader
            found.setdefault((step.element.kind, step.element.name or step.element.id, step.element.role), step)
        return tuple(found.values())

    def _leave(self, element: Element, *, is_sure: bool) -> None:
        ways = [(flow, self._reads.judge(flow.condition)) for flow in self._diagram.out[element.key]]
        if element.kind == "exclusiveGateway":
            taken = [flow for flow, holds in ways if holds]
            is_sure = is_sure and bool(taken)
            ways = [(flow, holds) for flow, holds in ways if (flow in taken if taken else holds is not False)]
        for flow, _ in ways:
            self._reach(self._diagram.revision.elements[flow.process, flow.target], is_sure=is_sure)

    def _reach(self, element: Element, *, is_sure: bool) -> None:
        if element.key in self._met:
            return
        self._met.add(element.key)
        match element.kind:
            case "exclusiveGateway":
                self._leave(element, is_sure=is_sure)
            case "eventBasedGateway":
                self._leave(element, is_sure=False)
            case "parallelGateway" if self._diagram.into[element.key] > 1:
                self._found.append(Ahead(element=element, is_sure=is_sure, is_join=True))
            case "parallelGateway":
                self._leave(element, is_sure=is_sure)
            case kind:
                self._found.append(Ahead(element=element, is_sure=is_sure))
                if kind == "businessRuleTask":
                    self._decide(element)
                if kind in ("serviceTask", "businessRuleTask"):
                    self._leave(element, is_sure=is_sure)
                elif kind == "endEvent":
                    self._return(element, is_sure=is_sure)

    def _decide(self, element: Element) -> None:
        """Assume what a table decides, as far as that is known."""
        table, view = self._diagram.revision.decisions[element.properties["decision"]], self._reads.view
        for output in table.outputs:
            view.facts.routed.pop(f"{table.id}.{output}", None)
        try:
            rule = table.decide(self._reads)
        except (ExpressionError, UndecidedTable):
            return
        for output, value in zip(table.outputs, rule.outputs, strict=True):
            view.facts.routed[f"{table.id}.{output}"] = {view.instance or WHOLE_CASE: value}

    def _return(self, end: Element, *, is_sure: bool) -> None:
        """Go on where the process was called, if one activity calls it, and for no list."""
        elements = self._diagram.revision.elements.values()
        callers = [element for element in elements if element.called == end.process]
        began = self._diagram.task.element
        is_beside = began.kind == "boundaryEvent" and not began.interrupts  # what it sits on goes on
        if len(callers) == 1 and not callers[0].collection and not is_beside:
            is_alone = not any(e.process == end.process and e.kind == "parallelGateway" for e in elements)
            self._leave(callers[0], is_sure=is_sure and is_alone)
