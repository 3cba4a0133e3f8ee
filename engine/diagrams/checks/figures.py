"""Figures: what is counted over all cases can be counted."""

from collections.abc import Iterator

from engine.diagrams.checks.subject import Subject
from engine.diagrams.errors import Problem
from engine.diagrams.partnership import FILE


def returns_are_asked_of_agencies(subject: Subject) -> Iterator[Problem]:
    """The forms by which agencies' answers are told exist, and each agency fills them in for itself."""
    revision = subject.revision
    returns = revision.partnership.figures.returns
    for name in returns.forms if returns else ():
        if name not in revision.forms:
            message = f"there is no form {name!r}; name one of forms/definitions"
        elif name not in revision.answered_by_instances:
            message = (
                f"the form {name!r} is not filled in for each agency; name one that a multi-instance activity asks"
            )
        else:
            continue
        yield Problem(rule="figures", file=FILE, element="figures.returns", message=message)


def themes_are_answered_once(subject: Subject) -> Iterator[Problem]:
    """A theme is answered once in a case: else a case would be counted as often as it has instances."""
    for form in subject.revision.forms.values():
        if form.form in subject.revision.answered_by_instances:
            for question in form.themes:
                message = "several answer this form in one case, so that it cannot be counted by cases; leave theme out"
                yield subject.form_problem("figures", form, question.name, message)
