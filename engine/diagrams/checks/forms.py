"""Forms: what their expressions read exists, and what they name exists."""

from collections.abc import Iterator, Mapping

from engine.diagrams.checks.expressions import (
    impossible_values,
    misplaced_lists,
    misread_lists,
    no_such_list,
    wrong_calls,
)
from engine.diagrams.checks.subject import Domain, Subject, domain_of
from engine.diagrams.errors import Problem
from engine.diagrams.revision import TABLES
from engine.diagrams.vocabulary import FORM_FUNCTIONS
from forms.definition import LISTED, Anchor, Field, Form
from forms.expressions import Expression

DATES = ("date", "date_time")


def expressions_read_what_exists(subject: Subject) -> Iterator[Problem]:
    """A form's expressions read its own questions and routed answers, and compare them with what they can be."""
    for form, place, expression, visible in _expressions(subject):
        yield from _wrong(subject, form, place, expression, visible)


def functions_name_what_exists(subject: Subject) -> Iterator[Problem]:
    """The clauses, forms, lists and meetings that a form's expressions name to functions exist."""
    for form, place, expression, _ in _expressions(subject):
        for message in _wrong_arguments(subject, expression):
            yield subject.form_problem("expression", form, place, message)


def _expressions(subject: Subject) -> Iterator[tuple[Form, str, Expression, tuple[Field, ...]]]:
    """Yield every expression of the forms: its form, its place there, and the questions that it can see."""
    for form in subject.revision.forms.values():
        earlier: tuple[Field, ...] = ()
        for section in form.sections:
            if section.when:
                yield form, section.title, section.when, earlier
            for question in section.fields:
                yield from _of_question(form, question, earlier, form.fields, question.name)
                inner_earlier: tuple[Field, ...] = ()
                for inner in question.fields:
                    place = f"{question.name}.{inner.name}"
                    page = (*earlier, *question.fields)
                    yield from _of_question(form, inner, (*earlier, *inner_earlier), page, place)
                    inner_earlier = (*inner_earlier, inner)
                earlier = (*earlier, question)
        if isinstance(form.explains_lateness, Expression):
            yield form, "explains_lateness", form.explains_lateness, form.fields
        if form.record and form.record.stays:
            attended = next((f.fields for f in form.fields if f.name == form.record.attendance), ())
            yield form, "record", form.record.stays, attended
        for place, way, page in _ways(form):
            if way.when:
                yield form, place, way.when, page


def _ways(form: Form) -> Iterator[tuple[str, Anchor, tuple[Field, ...]]]:
    """Yield each way in which a form, or an item of it, records a date: its place, and the questions it can see."""
    for name, ways in form.anchors.items():
        yield from ((f"anchors.{name}", way, form.fields) for way in ways)
    for group in form.lists:
        for name, ways in group.anchors.items():
            page = (*(f for f in form.fields if f is not group), *group.fields)
            yield from ((f"{group.name}.anchors.{name}", way, page) for way in ways)


def _of_question(
    form: Form, question: Field, earlier: tuple[Field, ...], page: tuple[Field, ...], place: str
) -> Iterator[tuple[Form, str, Expression, tuple[Field, ...]]]:
    for expression in question.conditions:
        yield form, place, expression, earlier if expression is question.when else page


def _wrong(
    subject: Subject, form: Form, place: str, expression: Expression, visible: tuple[Field, ...]
) -> Iterator[Problem]:
    own: Mapping[str, Domain] = {
        f.name: domain_of(f) for f in visible if f.type in ("yes_no", "choice") and not f.choices_from
    }
    names = {f.name for f in visible}
    for name in sorted(expression.names - names - subject.domains.keys()):
        is_later = any(f.name == name for f in form.fields)
        why = (
            "is asked only later; ask it before"
            if is_later
            else "is no question here and no routed answer of another form"
        )
        if name.startswith(f"{LISTED}."):
            message = f"{expression.source!r} reads {name!r}, but {no_such_list(subject.domains)}"
        else:
            message = f"{expression.source!r} reads {name!r}, which {why}"
        yield subject.form_problem("unknown-name", form, place, message)
    inside = subject.lists_of.get(form.form, frozenset())
    lists = subject.lists_seen_from(inside)
    for message in (
        *wrong_calls(expression, FORM_FUNCTIONS),
        *misread_lists(expression, subject.domains, lists),
        *misplaced_lists(expression, inside),
        *impossible_values(expression, {**subject.domains, **own}),
    ):
        yield subject.form_problem("expression", form, place, message)


def _wrong_arguments(subject: Subject, expression: Expression) -> Iterator[str]:
    revision = subject.revision
    for function, arguments in expression.calls:
        match function, arguments:
            case "due_if", () | (int() | float(), *_):
                yield f'{expression.source!r}: due_if takes a clause in quotes and a date: due_if("AB-1", the_day)'
            case "listed", (str(name), *_) if name not in revision.case_lists:
                yield f"{expression.source!r}: {no_such_list(subject.domains)}"
            case "due_on" | "due_if", (str(clause), *_) if (
                clause not in revision.clauses or not revision.clauses[clause].limits
            ):
                yield f"{expression.source!r}: {clause!r} is no clause with a time limit"
            case "submitted", (str(name),) if name not in revision.forms:
                yield f"{expression.source!r}: there is no form {name!r}"
            case "meets", (str(body), *_) if body not in revision.partnership.meetings:
                known = ", ".join(revision.partnership.meetings)
                instead = "write them under `meetings:`" + (f", or name one of: {known}" if known else "")
                yield f"{expression.source!r}: {body!r} has no meetings in partnership.yaml; {instead}"


def names_exist(subject: Subject) -> Iterator[Problem]:
    """The clauses, lists, roles, dates and answers that a form names exist."""
    for form in subject.revision.forms.values():
        yield from _wrong_clauses(subject, form)
        yield from _wrong_starts(subject, form)
        yield from _wrong_drafts(subject, form)
        yield from _wrong_anchors(subject, form)
        yield from _items_without_date(subject, form)
        for question in form.fields:
            for place, each in (
                (question.name, question),
                *((f"{question.name}.{f.name}", f) for f in question.fields),
            ):
                known_lists = subject.lists_for(each.type)
                if each.choices_from and each.choices_from not in known_lists:
                    known = ", ".join(sorted(known_lists))
                    message = f"there is no list {each.choices_from!r} to choose from; there are: {known}"
                    yield subject.form_problem("list", form, place, message)
            if question.reads and question.reads not in subject.revision.tables:
                message = f"there is no table {question.reads!r} to read; write {TABLES}/{question.reads}.yaml"
                yield subject.form_problem("unknown-name", form, question.name, message)


def _wrong_clauses(subject: Subject, form: Form) -> Iterator[Problem]:
    named = [
        *(("clauses", clause) for clause in form.clauses),
        *((section.title, clause) for section in form.sections for clause in section.help),
        *((f.name, clause) for f in form.fields for clause in f.clauses),
        *((f"{f.name}.{i.name}", clause) for f in form.fields for i in f.fields for clause in i.clauses),
    ]
    for place, clause in named:
        if clause not in subject.revision.clauses:
            message = f"{clause} is not in bpmn/clauses.yaml; add it, or name another"
            yield subject.form_problem("unknown-clause", form, place, message)


def _wrong_starts(subject: Subject, form: Form) -> Iterator[Problem]:
    """A question starts from one of another form, and of its own kind."""
    for question in form.fields:
        other, _, name = question.starts_from.partition(".")
        kinds = (
            {f.name: f.type for f in subject.revision.forms[other].fields} if other in subject.revision.forms else {}
        )
        if question.starts_from and (other == form.form or kinds.get(name) != question.type):
            message = (
                f"starts from {question.starts_from!r}, which is no {question.type} of another form; "
                "write form.question, of the same type"
            )
            yield subject.form_problem("start", form, question.name, message)


def _wrong_drafts(subject: Subject, form: Form) -> Iterator[Problem]:
    """A question starts from a letter that exists."""
    for question in form.fields:
        letter = question.starts_from_letter
        if letter and letter not in subject.revision.letters:
            message = f"starts from the letter {letter!r}, which does not exist; write forms/letters/{letter}.txt"
            yield subject.form_problem("start", form, question.name, message)


def _wrong_anchors(subject: Subject, form: Form) -> Iterator[Problem]:
    anchors = {name for other in subject.revision.forms.values() for name in other.recorded}
    for place, way, page in _ways(form):
        dates = {f.name for f in page if f.type in DATES}
        if way.source != "submission" and way.source not in dates | anchors:
            message = (
                f"counts from {way.source!r}, which is neither a date of this form, nor an anchor, nor `submission`"
            )
            yield subject.form_problem("anchor", form, place, message)
        if way.corrected_by and way.corrected_by not in subject.revision.partnership.roles:
            yield from _unknown_corrector(subject, form, place, way)


def _items_without_date(subject: Subject, form: Form) -> Iterator[Problem]:
    """Every item of a list gives each date that items record: another item may have had its number before."""
    for group in form.lists:
        asked = {f.name: f for f in (*form.fields, *group.fields)}
        for name, ways in group.anchors.items():
            question = asked.get(ways[-1].source)
            if ways[-1].when or (question and not question.is_always_given):
                message = (
                    "some items would have no such date; end with a way that has no `when` and counts from a question "
                    "that is answered in every item, or from `submission`"
                )
                yield subject.form_problem("anchor", form, f"{group.name}.anchors.{name}", message)


def _unknown_corrector(subject: Subject, form: Form, place: str, way: Anchor) -> Iterator[Problem]:
    known = ", ".join(subject.revision.partnership.roles)
    message = f"may be corrected by {way.corrected_by!r}, which is no role of partnership.yaml; the roles are: {known}"
    yield subject.form_problem("role", form, place, message)
