"""What can be wrong with a form: its definition, or an expression in it.

    FormError
    ├── UnreadableForm     the definition says what the form language does not know
    ├── UnreadableTable    so does the definition of a table
    ├── UnfitSheet         a filled-in sheet does not fit its table
    └── ExpressionError    an expression is not of the allowed kind, or cannot be evaluated
        └── Unanswered     an expression reads a name that has no value yet

What is wrong with a person's *answers* is marshmallow's `ValidationError`: see `forms.schema`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong in a file of a revision.

    Attributes:
        file: the file's name.
        place: the path of keys that leads there, as `fields.born_on.must`.
        what: what is wrong, and what to write instead.
        line: counted from 1; 0 if the file as a whole is meant.
    """

    file: str
    place: str
    what: str
    line: int = 0

    def __str__(self) -> str:
        """Say where and what, as one line."""
        where = [self.file, f"line {self.line}" if self.line else "", self.place]
        return f"{', '.join(part for part in where if part)}: {self.what}"


class FormError(Exception):
    """The root of what this package raises."""


class UnreadableForm(FormError):
    """The definition says what the form language does not know; `faults` holds everything found, in file order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


class UnreadableTable(UnreadableForm):
    """The definition of a table says what the language does not know; `faults` holds everything found."""


class UnfitSheet(FormError):
    """A filled-in sheet does not fit its table; `wrong` holds what to put right, in the order of the rows."""

    def __init__(self, wrong: Sequence[str]) -> None:
        self.wrong = tuple(wrong)
        super().__init__("\n".join(wrong))


class ExpressionError(FormError):
    """The expression is not of the allowed kind, or what it reads cannot be compared so."""


class Unanswered(ExpressionError):
    """The expression reads a name that has no value yet."""
