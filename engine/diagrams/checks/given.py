"""What each step of a diagram gives, and what it reads, as facts.

A fact is a routed answer (`form.question`), an output of a table (`table.output`), that a form was sent or a
table asked (`form:name`), that a list of the case was filled in (`list:name`), that a document was written
(`document:name`), that a day is recorded from which a time limit counts (`due:clause`), or, inside an instance,
whether it is on such a list (`listed.name`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jinja2 import nodes

from engine.diagrams.checks.possible import Values, Way, if_holds, ways_of
from engine.diagrams.checks.subject import Subject, domain_of
from engine.diagrams.documents import parse_document
from engine.diagrams.elements import Element, Key
from engine.diagrams.letters import parse_letter
from engine.diagrams.templates import is_name
from forms.definition import LISTED, Anchor, Field, Form
from forms.expressions import Expression

SENT, FILLED, COUNTED, WRITTEN = "form:", "list:", "due:", "document:"
OF_CASE = ("answers", "decisions", "sent")
"""What a letter or a document names of a form or a table that somebody must have filled in, or asked."""
DONE: Values = frozenset({True})


@dataclass(frozen=True, kw_only=True)
class Read:
    """A fact that a step reads, what to call it in a message, and what to do where it is not given."""

    fact: str
    named: str
    mend: str = "ask it before, on each of them"


class Facts:
    """What the steps of a revision give and read."""

    def __init__(self, subject: Subject) -> None:
        self.subject, self.revision = subject, subject.revision
        self._reads: dict[Key, tuple[Read, ...]] = {}

    @cached_property
    def relevant(self) -> frozenset[str]:
        """The facts that anything reads; no other is followed."""
        found = {read.fact for e in self.revision.elements.values() for read in self.reads(e)}
        waiting = list(found)
        while waiting:
            for fact in self._deciding(waiting.pop()) - found:
                found.add(fact)
                waiting.append(fact)
        return frozenset(found)

    @cached_property
    def on_lists(self) -> Way:
        """What every instance knows of itself: that it is on a list, or is not."""
        return {fact: frozenset(self.subject.domains[fact]) for fact in self.relevant if is_listed(fact)}

    def reads(self, e: Element) -> tuple[Read, ...]:
        """Return what must be known when a case comes to an element."""
        if e.key not in self._reads:
            self._reads[e.key] = tuple(self._read_at(e))
        return self._reads[e.key]

    def _read_at(self, e: Element) -> Iterator[Read]:
        routed = self.subject.domains.keys()
        exits = self.subject.graphs[e.process].out[e.id]
        for flow in exits if e.kind == "exclusiveGateway" and len(exits) > 1 else ():
            for name in sorted(flow.condition.names & routed if flow.condition else ()):
                yield Read(fact=name, named=name)
        table = self.revision.decisions.get(e.properties.get("decision", ""))
        for name in sorted({name for read in table.inputs for name in read.names} & routed if table else ()):
            yield Read(fact=name, named=f"{name} (which the table {e.properties['decision']!r} reads)")
        for form, where in sorted(self._named_at(e)):
            yield Read(fact=SENT + form, named=f"the form {form!r} (which the {where} names)")
        if (name := e.properties.get("encloses", "")) in self.subject.written_documents:
            yield Read(fact=WRITTEN + name, named=f"the document {name!r}", mend="write it before, on each of them")
        if e.collection and e.collection not in self.subject.own_lists:
            yield Read(fact=FILLED + e.collection, named=f"the list {e.collection!r}")
        clause = self.revision.clauses.get(e.properties.get("time_limit", "")) if e.kind == "userTask" else None
        if clause and any(COUNTED + clause.id in counted for counted in self._counted.values()):
            named = f"the day from which {clause.id} counts ({', '.join(sorted({w.anchor for w in clause.limits}))})"
            mend = "record it before, on each of them, or let the clause count from another day besides"
            yield Read(fact=COUNTED + clause.id, named=named, mend=mend)
        for name in {e.role if e.is_filled_in else "", e.properties.get("to", "")}:
            role = self.revision.partnership.roles.get(name)
            if role and role.by:
                yield Read(fact=role.by, named=f"{role.by} (which says who is the {name})")

    @cached_property
    def written(self) -> Mapping[str, frozenset[str]]:
        """For each process, every fact that it gives, with what it calls."""
        return self._with_called(self._own_facts)

    def _with_called(self, facts_of: Callable[[Element], Iterable[str]]) -> Mapping[str, frozenset[str]]:
        """Gather facts of elements by process, with the processes that it calls; none calls itself."""
        found: dict[str, set[str]] = {process: set() for process in self.revision.processes}
        calls: dict[str, set[str]] = {process: set() for process in self.revision.processes}
        for e in self.revision.elements.values():
            found[e.process].update(facts_of(e))
            calls[e.process] |= {e.called} & found.keys()
        for _ in found:  # so many rounds reach every caller
            for process, called in calls.items():
                found[process].update(*(found[each] for each in called))
        return {process: frozenset(facts) for process, facts in found.items()}

    @cached_property
    def touched(self) -> Mapping[str, frozenset[str]]:
        """For each process, every fact that it looks at or gives, with what it calls."""
        return self._with_called(lambda e: self._own_facts(e) | self._looked_at(e))

    def _looked_at(self, e: Element) -> frozenset[str]:
        """Return every fact that decides at an element what is asked, answered or done."""
        form = self.revision.forms.get(e.form) if e.is_filled_in else None
        asked = (self._gating(form.form, question.name) for question in form.fields) if form else ()
        counted = (self._deciding(fact) for fact in self._counted[form.form]) if form else ()
        return frozenset(read.fact for read in self.reads(e)).union(*asked, *counted)

    def gives(self, e: Element) -> frozenset[str]:
        """Return every fact that an element gives on some way through it, with what it calls."""
        return self._own_facts(e) | self.written.get(e.called, frozenset())

    def sent(self, form: Form, way: Way) -> list[Way]:
        """Return what is known after a form was sent: what it did not ask this time is no longer known.

        Nothing is returned if no answers keep the form's rules, so that it can never be sent.
        """
        own = {f"{form.form}.{question.name}" for question in form.fields}
        ways: list[Way] = [{fact: values for fact, values in way.items() if fact not in own} | self._marks(form)]
        for question in form.fields:
            gives = self._given_by(form, question)
            if gives:
                ways = [after for before in ways for after in self._answered(form, question, before, gives)]
        for question in form.fields:
            if f"{form.form}.{question.name}" in self.relevant:
                ways = [kept for way in ways if (kept := self._as_they_must(form, question, way)) is not None]
        for fact, sources in self._counted[form.form].items():
            if fact in self.relevant:
                ways = [after for before in ways for after in self._counting(form, fact, sources, before)]
        return list(ways_of(ways).values())

    def asked(self, table: str, outputs: Mapping[str, Values], way: Way) -> Way:
        """Return what is known after a table was asked."""
        known = {fact: values for fact, values in outputs.items() if fact in self.relevant}
        return {**way, **known, **({SENT + table: DONE} if SENT + table in self.relevant else {})}

    def done(self, e: Element, way: Way) -> Way:
        """Return what is known after a step that asks nothing: a document that it wrote."""
        written: dict[str, Values] = dict.fromkeys(self._own_facts(e), DONE) if e.kind == "serviceTask" else {}
        return {**way, **written}

    def _own_facts(self, e: Element) -> frozenset[str]:
        form = self.revision.forms.get(e.form) if e.is_filled_in else None
        table = self.revision.decisions.get(e.properties.get("decision", ""))
        found: Iterable[str] = ()
        if form:
            counted = self._counted[form.form].keys() & self.relevant
            found = [*self._marks(form), *counted, *(f for q in form.fields for f in self._given_by(form, q))]
        elif table:
            found = [SENT + table.id, *(f"{table.id}.{output}" for output in table.outputs)]
        elif e.kind == "serviceTask":
            found = {WRITTEN + e.properties.get("document", "")} & self.relevant
        return frozenset(found)

    def _marks(self, form: Form) -> dict[str, Values]:
        """Return the facts that a form was sent, and that it filled its lists, answered or not, if anything asks."""
        filled = (FILLED + name for group in form.lists for name in (group.list, *group.adds_to))
        return {fact: DONE for fact in (SENT + form.form, *filled) if fact in self.relevant}

    def _given_by(self, form: Form, question: Field) -> dict[str, Values]:
        """Return the facts that an answer gives, with the values that they can have."""
        fact = f"{form.form}.{question.name}"
        if fact not in self.relevant:
            return {}
        return {fact: frozenset(domain_of(question)) if question.route else DONE}

    def _answered(self, form: Form, question: Field, way: Way, gives: Mapping[str, Values]) -> Iterator[Way]:
        """Yield the ways after a question: where it was asked and answered, and where it was not."""
        asked: Way | None = way
        for gate in form.gates[question.name]:
            if asked is None:
                break
            asked, skipped = if_holds(asked, gate, lambda name: self._fact_of(form, name))
            if skipped is not None:
                yield skipped
        if asked is not None:
            yield {**asked, **gives, **self._offered(form, question, asked)}
            if question.optional or question.required_when:
                yield asked

    def _offered(self, form: Form, question: Field, way: Way) -> dict[str, Values]:
        """Return the choices of a routed question that may be offered, if it has any."""
        if not question.route or question.type != "choice":
            return {}
        hidden = {
            key
            for key, choice in question.choices.items()
            if choice.when and if_holds(way, choice.when, lambda name: self._fact_of(form, name))[0] is None
        }
        return {f"{form.form}.{question.name}": frozenset(domain_of(question)) - hidden}

    def _as_they_must(self, form: Form, question: Field, way: Way) -> Way | None:
        """Return the way with only the answers that keep a question's rules; None if none does.

        A rule about what is not answered is not judged.
        """
        kept: Way | None = way
        for must in question.must:
            if kept is not None and {self._fact_of(form, name) for name in must.hold.names} <= kept.keys():
                kept, _ = if_holds(kept, must.hold, lambda name: self._fact_of(form, name))
        return kept

    def _fact_of(self, form: Form, name: str) -> str:
        """Return the fact that a name in a form's expression stands for; empty if none is followed."""
        fact = name if "." in name else f"{form.form}.{name}"
        return fact if fact in self.subject.domains and fact in self.relevant else ""

    def _gating(self, form_name: str, question: str) -> set[str]:
        """Return the routed answers that decide whether a question is asked, and how it may be answered."""
        form = self.revision.forms.get(form_name)
        if not form or question not in form.gates:
            return set()
        own = next(f for f in form.fields if f.name == question).conditions
        names = {name for expression in (*form.gates[question], *own) for name in expression.names}
        facts = {name if "." in name else f"{form_name}.{name}" for name in names}
        return facts & self.subject.domains.keys()

    def _deciding(self, fact: str) -> set[str]:
        """Return the routed answers that decide whether a fact is given, and how."""
        if not fact.startswith(COUNTED):
            asking, _, question = fact.partition(".")
            return self._gating(asking, question)
        found = set[str]()
        for form in self.revision.forms.values():
            for source in self._counted[form.form].get(fact, ()):
                read = {name for condition in _when(form, source) for name in condition.names}
                found.update(name if "." in name else f"{form.form}.{name}" for name in read)
        return found & self.subject.domains.keys()

    @cached_property
    def _counted(self) -> Mapping[str, Mapping[str, Sequence[Anchor]]]:
        """For each form, the time limits that count from a day which it records, each with the ways to record one."""
        limits: dict[str, set[str]] = {}
        for clause in self.revision.clauses.values():
            for limit in clause.limits:
                limits.setdefault(limit.anchor, set()).add(COUNTED + clause.id)
        found: dict[str, dict[str, list[Anchor]]] = {name: {} for name in self.revision.forms}
        for form in self.revision.forms.values():
            for anchors in (form.anchors, *(group.anchors for group in form.lists)):
                for name, sources in anchors.items():
                    for fact in limits.get(name, ()):
                        found[form.form].setdefault(fact, []).extend(sources)
        return found

    def _counting(self, form: Form, fact: str, sources: Sequence[Anchor], way: Way) -> Iterator[Way]:
        """Yield the ways after a form was sent: where it recorded a day, and where it did not."""
        without = [way]
        if fact in way:
            sources = ()
        for source in sources:
            before, without = without, []
            for each in before:
                recorded: Way | None = each
                for condition in _when(form, source):
                    if recorded is not None:
                        recorded, not_so = if_holds(recorded, condition, lambda name: self._fact_of(form, name))
                        without += [not_so] if not_so is not None else []
                if recorded is not None:
                    yield {**recorded, fact: DONE}
                    question = next((q for q in form.fields if q.name == source.source), None)
                    without += [recorded] if question and (question.optional or question.required_when) else []
        yield from without

    def _named_at(self, e: Element) -> Iterator[tuple[str, str]]:
        """Yield the forms that what is written at an element names, and what names them."""
        revision = self.revision
        form = revision.forms.get(e.form) if e.is_filled_in else None
        for letter in (e.properties.get("letter", ""), *(q.starts_from_letter for q in (form.fields if form else ()))):
            if letter in revision.letters:
                yield from ((name, "letter") for name in _named_in(*parse_letter(revision.letters[letter])))
        document = e.properties.get("document", "")
        if e.kind == "serviceTask" and document in revision.documents:
            yield from ((name, "document") for name in _named_in(*parse_document(revision.documents[document])))
        if e.meeting in revision.forms and "to" in e.properties:  # else it goes to who is invited, if anybody is
            yield e.meeting, "invitation"


def _when(form: Form, source: Anchor) -> tuple[Expression, ...]:
    """Return the conditions under which a day is recorded: of the anchor, and of the question that it is taken from."""
    return (*((source.when,) if source.when else ()), *form.gates.get(source.source, ()))


def is_listed(fact: str) -> bool:
    """Tell whether a fact is that an instance is on a list."""
    return fact.startswith(f"{LISTED}.")


def _named_in(above: nodes.Template, body: nodes.Template, problems: Sequence[tuple[int, str]]) -> frozenset[str]:
    """Return the forms that a template names without asking first whether anybody has filled them in."""
    if problems:
        return frozenset()
    found, asked = set[str](), set[str]()
    for tree in (above, body):
        found |= _of_case(tree)
        for test in tree.find_all(nodes.Test):
            asked |= _of_case(test) if test.name == "defined" else frozenset()
    return frozenset(found - asked)


def _of_case(node: nodes.Node) -> frozenset[str]:
    """Return the forms and tables that a node names of the case."""
    return frozenset(n.attr for n in node.find_all(nodes.Getattr) if any(is_name(n.node, name) for name in OF_CASE))
