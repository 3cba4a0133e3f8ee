"""Registers: what they gather exists, and nothing is published that its form does not give to the public."""

from collections.abc import Iterator, Mapping

from engine.diagrams.checks.expressions import misread_lists, wrong_in
from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.register_columns import SPECIAL, groups, is_plain, question_of, source_questions
from engine.diagrams.registers import ANCHORS, FILE, ITEM, OF_THE_CASE, SENT, Column, Register, Source, State
from forms.definition import Field


def registers_gather_what_exists(subject: Subject) -> Iterator[Problem]:
    """What a register begins with, reads, and says of its entries exists in the revision."""
    for register in subject.revision.registers.values():
        yield from _wrong_clauses(subject, register)
        yield from _wrong_beginnings(subject, register)
        yield from _wrong_owner(subject, register)
        for column in register.columns.values():
            yield from _wrong_column(subject, register, column)
        for name, kinds in (
            (register.dated, ("date", "date_time")),
            (register.due, ("date",)),
            (register.agency, ("agency", "choice")),
            (register.theme, ("line", "text")),
        ):
            yield from _wrong_kind(subject, register, name, kinds)
        for state in register.states.values():
            yield from _wrong_state(subject, register, state)


def registers_publish_what_is_public(subject: Subject) -> Iterator[Problem]:
    """Everybody reads only what one form is asked for the public, and only where a state says so."""
    for register in subject.revision.registers.values():
        public = register.public
        if public is None:
            for state in register.states.values():
                if state.public:
                    message = (
                        "says that everybody may read it, but the register has no `public:`; add it, or remove this"
                    )
                    yield _problem(register, f"states.{state.name}", message)
            continue
        if public.by not in subject.revision.forms:
            message = f"is published by {public.by!r}, which is no form; name one of forms/definitions"
            yield _problem(register, "public.by", message)
        for name in dict.fromkeys((public.heading, *public.columns, *([public.files] if public.files else []))):
            yield from _not_public(subject, register, register.columns[name], public.by)
        if not any(state.public for state in register.states.values()):
            yield _problem(register, "public", "no state is `public: true`, so that nothing is published; say which is")
        files = question_of(subject.revision, register, register.columns[public.files]) if public.files else None
        if files and files.type != "file":
            yield _problem(register, "public.files", f"{public.files!r} is no column of files; name one")


def _problem(register: Register, place: str, message: str, rule: str = "register") -> Problem:
    return Problem(rule=rule, file=FILE, element=f"{register.name}.{place}", message=message)


def _wrong_clauses(subject: Subject, register: Register) -> Iterator[Problem]:
    for clause in register.clauses:
        if clause not in subject.revision.clauses:
            message = f"{clause} is not in bpmn/clauses.yaml; add it, or name another"
            yield _problem(register, "clauses", message, "unknown-clause")


def _wrong_beginnings(subject: Subject, register: Register) -> Iterator[Problem]:
    forms = subject.revision.forms
    for each, (name, group) in zip(register.each, register.begins_with(), strict=True):
        questions = {q.name: q for q in forms[name].fields} if name in forms else {}
        if name not in forms:
            yield _problem(register, "each", f"begins with {each!r}: there is no form {name!r}", "unknown-name")
        elif group and group not in questions:
            message = f"begins with {each!r}: the form {name!r} has no question {group!r}; name a group of it"
            yield _problem(register, "each", message, "unknown-name")
        elif group and questions[group].type != "group":
            yield _problem(register, "each", f"begins with {each!r}, which is no group; name one", "unknown-name")


def _wrong_owner(subject: Subject, register: Register) -> Iterator[Problem]:
    if register.owner is None:
        for column in register.columns.values():
            if column.owner:
                message = "is for who the entry belongs to, but the register has no `owner:`; add it, or remove this"
                yield _problem(register, f"columns.{column.name}", message)
        return
    roles, owner = subject.revision.partnership.roles, register.owner
    role = roles.get(owner.role)
    if role is None or role.who != "agency" or role.agency or role.senior:
        known = ", ".join(name for name, r in roles.items() if r.who == "agency" and not (r.agency or r.senior))
        message = (
            f"belongs to {owner.role!r}, which is no role of whichever agency is named; there are: {known or 'none'}"
        )
        yield _problem(register, "owner.role", message, "role")
    for each in register.each:
        named = next((g for f, g in groups(subject.revision, register) if f"{f.form}.{g.name}" == each), None)
        if named is None or not any(q.name == owner.question and q.type == "agency" for q in named.fields):
            message = f"belongs to the agency that answers {owner.question!r}, which {each!r} does not ask for"
            yield _problem(register, "owner.question", message)


def _wrong_column(subject: Subject, register: Register, column: Column) -> Iterator[Problem]:
    place, kinds = f"columns.{column.name}", list[Field]()
    for source in column.sources:
        if told := _unknown(subject, register, column, source):
            yield _problem(register, place, f"reads {str(source)!r}: {told}", "unknown-name")
        kinds += source_questions(subject.revision, register, column, source)
    for question in kinds:
        if not is_plain(question):
            message = (
                f"reads {question.name!r}, which is a {question.type}: a register holds no group, person or address"
            )
            yield _problem(register, place, message)
    if len({_family(question) for question in kinds}) > 1:
        message = f"mixes {', '.join(sorted({question.type for question in kinds}))}; give each a column of its own"
        yield _problem(register, place, message)
    yield from _wrong_choices(subject, register, column, kinds)
    clause = subject.revision.clauses.get(column.limit)
    if column.limit and (clause is None or not clause.limits):
        yield _problem(register, place, f"{column.limit!r} is no clause with a time limit", "unknown-clause")
    if column.limit and any(_family(question) != "date" for question in kinds):
        yield _problem(register, place, f"is held against {column.limit}, but it is no date")


def _family(question: Field) -> str:
    """Return which kinds can stand in one column: texts, dates, or the kind alone."""
    families = {"line": "text", "date_time": "date", "choices": "choice"}
    return families.get(question.type, question.type)


def _unknown(subject: Subject, register: Register, column: Column, source: Source) -> str:
    """Say why a source is not known; empty if it is."""
    wrong = (
        _unknown_fact(subject, register, column, source)
        if source.of in SPECIAL
        else _unknown_answer(subject, register, source)
    )
    return next(wrong, "")


def _unknown_fact(subject: Subject, register: Register, column: Column, source: Source) -> Iterator[str]:
    forms = subject.revision.forms
    if source.of in OF_THE_CASE and source.name not in OF_THE_CASE[source.of]:
        yield f"of this is known: {', '.join(sorted(OF_THE_CASE[source.of]))}"
    if source.of == ANCHORS and source.name not in {name for form in forms.values() for name in form.recorded}:
        yield "no form records this date"
    if source.of == SENT and source.name not in forms:
        yield "there is no such form"
    if source.of == ITEM and not any(source_questions(subject.revision, register, column, source)):
        yield "no group that entries begin with asks this"


def _unknown_answer(subject: Subject, register: Register, source: Source) -> Iterator[str]:
    forms, decisions = subject.revision.forms, subject.revision.decisions
    if source.of in decisions and source.name not in decisions[source.of].outputs:
        yield f"the table has no such output; it has: {', '.join(decisions[source.of].outputs)}"
    if source.of in forms and source.name not in {question.name for question in forms[source.of].fields}:
        yield "the form has no such question"
    if source.of not in {*forms, *decisions}:
        yield f"there is no form or table of this name; besides these there are: {', '.join(sorted(SPECIAL))}"
    own = {subject.list_of(f"{form}.") for form, _ in register.begins_with()} | _lists(subject, register)
    if subject.list_of(f"{source.of}.") not in {"", *own}:
        yield "it is answered by instances that are no entries of this register, so that there are several answers"


def _lists(subject: Subject, register: Register) -> frozenset[str]:
    """Return the families of lists whose instances are entries of a register."""
    named = {group.list for _, group in groups(subject.revision, register) if group.list}
    return frozenset(map(subject.family, named))


def _wrong_choices(subject: Subject, register: Register, column: Column, kinds: list[Field]) -> Iterator[Problem]:
    """A choice is called by one name, and whatever a table can say has one."""
    place, called = f"columns.{column.name}", dict[str, str]()
    for question in kinds:
        for key, choice in question.choices.items():
            if key not in column.choices and called.setdefault(key, choice.label) != choice.label:
                message = (
                    f"{key!r} is called {called[key]!r} and {choice.label!r}; say under `choices:` what it is here"
                )
                yield _problem(register, place, message)
    for source in column.sources:
        for value in subject.domains.get(str(source), ()) if source.of in subject.revision.decisions else ():
            if value not in column.choices:
                message = f"{str(source)!r} can be {value!r}; say under `choices:` what that is called"
                yield _problem(register, place, message)


def _wrong_kind(subject: Subject, register: Register, name: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
    question = question_of(subject.revision, register, register.columns[name]) if name else None
    if question and (question.type not in kinds or register.columns[name].limit):
        message = f"is a {question.type} or held against a limit; the register needs a plain {kinds[0]} here"
        yield _problem(register, f"columns.{name}", message)


def _wrong_state(subject: Subject, register: Register, state: State) -> Iterator[Problem]:
    place = f"states.{state.name}"
    for each in state.each:
        if each not in register.each:
            yield _problem(
                register, place, f"{each!r} is nothing that the register begins with (`each:`)", "unknown-name"
            )
    for process, element in state.during:
        found = subject.revision.elements.get((process, element))
        if found is None or found.kind != "userTask":
            yield _problem(register, place, f"{process}.{element} is no user task", "unknown-name")
    if state.when is not None:
        for message in (
            *wrong_in(state.when, subject.domains, ("submitted",)),
            *misread_lists(state.when, subject.domains, _seen(subject, register)),
            *_unknown_forms(subject, state),
        ):
            yield _problem(register, place, message, "expression")
    if state.waits and not register.due:
        yield _problem(
            register, place, "waits, but the register has no `due:` by which it could be late; name the column"
        )


def _seen(subject: Subject, register: Register) -> frozenset[str]:
    """Return the answers that are the list of what all instances gave, as an entry of a register sees them."""
    return subject.lists_seen_from(_lists(subject, register))


def _unknown_forms(subject: Subject, state: State) -> Iterator[str]:
    assert state.when
    for name, arguments in state.when.calls:
        if name == "submitted" and not {*arguments} <= subject.revision.forms.keys():
            yield f"{state.when.source!r}: there is no form {arguments[0]!r}"


def _not_public(subject: Subject, register: Register, column: Column, by: str) -> Iterator[Problem]:
    forms: Mapping[str, Field] = (
        {question.name: question for question in subject.revision.forms[by].fields}
        if by in subject.revision.forms
        else {}
    )
    for source in column.sources:
        asked = forms.get(source.name) if source.of == by else None
        if asked is None or not asked.public:
            message = (
                f"everybody would read {str(source)!r}, which {by} does not ask for the public; mark the question "
                "there `public: true`, or take the column out of `public:`"
            )
            yield _problem(register, f"columns.{column.name}", message)
