"""The kinds of question as marshmallow fields: what each accepts as typed, and how its answer is kept.

Each takes both what a page sends (`{"day": "31", "month": "3", "year": "2026"}`, `"yes"`) and what is kept
(`"2026-03-31"`, `true`), so that a kept answer can be loaded again. Whatever it is given, it raises nothing
but `ValidationError`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from marshmallow import ValidationError, validate
from marshmallow import fields as ma

from forms.definition import Field
from forms.errors import UnfitSheet
from forms.expressions import Reads
from forms.rows import read_rows
from forms.sheets import Sheet
from forms.tables import Table
from forms.typed import LONGEST_LINE, LONGEST_TEXT, is_blank, is_digits, month_of, tidied, time_of

LONDON = ZoneInfo("Europe/London")
CHARACTERS_A_WORD = 15  # more than any text has on average
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
MOST_NAMED = 10
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that this person uploaded for this form.

    Attributes:
        name: what the person's file is called.
        kind: what its content is, as `pdf`.
        sheet: gives its rows, if it was uploaded to be read; none if not.
    """

    name: str
    kind: str
    sheet: Callable[[], Sheet | None] = field(default=lambda: None, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Filling:
    """One filling-in of a form: what the schema needs to know beyond the definition.

    Attributes:
        why_not: says of the key of a list why it is not on it now; empty if there is nothing to say.
    """

    case: Reads
    lists: Callable[[str], Mapping[str, str]]
    uploads: Callable[[str], Upload | None]
    tables: Mapping[str, Table] = field(default_factory=dict)
    why_not: Callable[[str], str] = lambda _: ""


class Kind(ma.Field[Any]):
    """A question as a marshmallow field."""

    def __init__(self, question: Field) -> None:
        self.question = question
        super().__init__(
            metadata={"question": question}, error_messages={"invalid": f"{question.label}: this is not valid"}
        )

    @property
    def filling(self) -> Filling:
        """The filling-in that the field belongs to."""
        return cast("Filling", self.parent.filling)  # type: ignore[union-attr] # the parent is a FormSchema

    def wrong(self, what: str) -> ValidationError:
        """Say what the answer must be: `The date of birth must be a real date`."""
        label = self.question.label
        return ValidationError(f"The answer to “{label}” {what}" if label.endswith("?") else f"{label} {what}")

    def text(self, value: Any) -> str:
        """Return the text that was given; refuse anything else."""
        if not isinstance(value, str):
            raise self.make_error("invalid")
        return value


class Line(Kind):
    """A text of one line."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        line = " ".join(self.text(value).split())
        if len(line) > LONGEST_LINE:
            raise self.wrong(f"must be {LONGEST_LINE} characters or fewer")
        return line


class Text(Kind):
    """Paragraphs."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        text, words = self.text(value), self.question.words
        longest = max(LONGEST_TEXT, (words or 0) * CHARACTERS_A_WORD)
        if len(text) > longest:
            raise self.wrong(f"must be {longest:,} characters or fewer; it has {len(text):,}")
        if words and (count := len(text.split())) > words:
            raise self.wrong(f"must be {words:,} words or fewer; it has {count:,}")
        return text


class Email(Line):
    """An email address."""

    is_address = validate.Email(error="Enter an email address in the correct format, like name@example.org")

    def _deserialize(self, value: Any, *rest: Any, **options: Any) -> str:
        address: str = self.is_address(super()._deserialize(value, *rest, **options))
        return address


class Number(Kind):
    """A whole or decimal number, between the question's limits."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> float:
        number = self._number(value)
        least, most = self.question.least, self.question.most
        if (least is not None and number < least) or (most is not None and number > most):
            raise self.wrong(_range(least, most))
        return number

    def _number(self, value: Any) -> float:
        decimals = self.question.decimals
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = repr(value) if abs(value) < 10**15 else ""  # neither endless nor no number at all
        written = self.text(value).replace(",", "").replace(" ", "")
        found = NUMBER.fullmatch(written)
        if not found:
            raise self.wrong("must be a number" if decimals else "must be a whole number")
        if len((found[1] or "").lstrip(".").rstrip("0")) > decimals:
            raise self.wrong(f"must have {decimals} decimal places or fewer" if decimals else "must be a whole number")
        return float(written) if decimals else int(written.partition(".")[0])


class Day(Kind):
    """A date, typed as day, month and year, or in ISO format."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        return self.day(value)

    def _serialize(self, value: date | None, *_: Any, **__: Any) -> str | None:
        return value.isoformat() if value else None

    def day(self, value: Any) -> date:
        """Return the date that was typed, or say what is wrong with it."""
        if isinstance(value, str) and not ISO_DATE.fullmatch(value):
            raise self.wrong("must be a real date, like 16 4 2026")
        day, month, year = value.split("-")[::-1] if isinstance(value, str) else self._parts(value)
        if missing := [n for n, part in (("day", day), ("month", month), ("year", year)) if not part]:
            raise self.wrong(f"must include a {' and '.join(missing)}")
        if len(year) != 4 or not is_digits(year):  # noqa: PLR2004 - a year has four digits
            raise self.wrong("must have a year of 4 digits, like 2026")
        try:
            found = date(int(year), month_of(month), int(day) if is_digits(day) else 0)
        except (ValueError, OverflowError):
            raise self.wrong("must be a real date") from None
        if not EARLIEST <= found < LATEST:
            raise self.wrong(f"must be between {EARLIEST.year} and {LATEST.year - 1}")
        return found

    def _parts(self, value: Any) -> list[str]:
        """Return day, month and year as typed; a part that was left out is empty."""
        if not isinstance(value, Mapping):
            raise self.make_error("invalid")
        parts = [value.get(part) for part in ("day", "month", "year")]
        if not all(part is None or isinstance(part, str) or type(part) is int for part in parts):
            raise self.make_error("invalid")
        return ["" if part is None else str(part)[:20].strip() for part in parts]


class Moment(Day):
    """A date and a time of day in London, kept as an ISO instant with its offset."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> datetime:
        if isinstance(value, str):
            return self._instant(value)
        if not isinstance(value, Mapping):
            raise self.make_error("invalid")
        typed = tidied(value.get("time"))
        is_dated = any(not is_blank(value.get(part)) for part in ("day", "month", "year"))
        if not is_dated:
            raise self.wrong("must include a date")
        on = self.day(value)
        if is_blank(typed):
            raise self.wrong("must include a time, like 10am or 2:30pm")
        return self._on_the_clock(datetime.combine(on, self._time(typed)))

    def _instant(self, value: str) -> datetime:
        if ISO_DATE.fullmatch(value):
            raise self.wrong("must include a time, like 10am or 2:30pm")
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise self.wrong("must be a real date and time") from None
        try:
            instant = found.astimezone(LONDON) if found.tzinfo else self._on_the_clock(found)
        except OverflowError:
            raise self.wrong("must be a real date and time") from None
        self.day(instant.date().isoformat())
        return instant.replace(second=0, microsecond=0)

    def _time(self, typed: Any) -> time:
        try:
            found = time_of(self.text(typed))
        except ValueError:
            raise self.wrong("must have a real time, like 10am or 2:30pm") from None
        if found is None:
            raise self.wrong("must have a time like 10am or 2:30pm")
        return found

    def _on_the_clock(self, wall: datetime) -> datetime:
        """Return the instant at which London's clocks show `wall`; refuse the hour that summer time skips."""
        instant = wall.replace(tzinfo=LONDON)
        if instant.astimezone(ZoneInfo("UTC")).astimezone(LONDON).replace(tzinfo=None) != wall:
            raise self.wrong("must have a real time; the clocks went forward past this one")
        return instant


class YesNo(Kind):
    """Yes or no, kept as true or false."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> bool:
        if isinstance(value, bool):
            return value
        if value not in ("yes", "no"):
            raise self.make_error("invalid")
        return bool(value == "yes")


class One(Kind):
    """One of the choices, kept by its key."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The choices by key, whatever their conditions."""
        return labels_of(self.question, self.filling.lists)

    def chosen(self, value: Any) -> str:
        """Return the key of a choice that exists."""
        key, labels = self.text(value), self.labels
        if key in labels:
            return key
        if self.question.choices_from and (why := self.filling.why_not(key)):
            raise ValidationError(f"{why}: {self.question.label}")
        if self.question.choices_from or len(labels) > MOST_NAMED:
            raise ValidationError(f"Choose one of the list: {self.question.label}")
        raise ValidationError(f"Choose one of: {', '.join(labels.values())}")

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        return self.chosen(value)


class Several(One):
    """Several of the choices, kept by their keys in the order of the choices."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        chosen = {self.chosen(item) for item in value[: len(self.labels) + 1] if not is_blank(item)}
        return [key for key in self.labels if key in chosen]


class Files(Kind):
    """Files that were uploaded before, kept by their ids."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        ids = list(dict.fromkeys(self.text(item) for item in value if not is_blank(item)))
        most = int(self.question.most or 1)
        if len(ids) > most:
            raise self.wrong(f"must be {most} files or fewer" if most > 1 else "must be one file")
        for upload in map(self.filling.uploads, ids):
            if upload is None:
                raise ValidationError(f"{self.question.label}: a file was not kept; upload it again")
            if upload.kind not in self.question.accept:
                raise ValidationError(f"{upload.name} must be one of: {', '.join(self.question.accept)}")
            if self.question.reads:
                self._refuse_unfit(upload)
        return ids

    def _refuse_unfit(self, upload: Upload) -> None:
        """Refuse a file whose rows do not fit the question's table, with everything that is wrong in it."""
        sheet = upload.sheet()
        if sheet is None:
            raise ValidationError(f"{self.question.label}: a file was not kept; upload it again")
        try:
            read_rows(self.filling.tables[self.question.reads], sheet, self.filling.case.functions["today"]())
        except UnfitSheet as unfit:
            raise ValidationError(list(unfit.wrong)) from unfit


KINDS: Mapping[str, type[Kind]] = {
    "line": Line, "text": Text, "email": Email, "number": Number, "date": Day, "date_time": Moment, "yes_no": YesNo,
    "choice": One, "choices": Several, "person": One, "agency": One, "file": Files,
}  # fmt: skip


def labels_of(question: Field, lists: Callable[[str], Mapping[str, str]]) -> Mapping[str, str]:
    """Return what each choice of a question is called, by key and in order."""
    if question.choices_from:
        return lists(question.choices_from)
    return {key: choice.label for key, choice in question.choices.items()}


def _range(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f"must be between {least:,} and {most:,}"
    return f"must be {least:,} or more" if most is None else f"must be {most:,} or fewer"
