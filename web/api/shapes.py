"""What the interface gives, as marshmallow schemas: what is not in one is never sent."""

from typing import Any

from marshmallow import Schema, fields


def text(says: str, *, null: bool = False) -> fields.String:
    """Return a field of text."""
    return fields.String(required=True, allow_none=null, metadata={"description": says})


def day(says: str, *, null: bool = False) -> fields.Date:
    """Return a field of a London date."""
    return fields.Date(required=True, allow_none=null, metadata={"description": f"{says}. A London date"})


def instant(says: str, *, null: bool = False) -> fields.DateTime:
    """Return a field of an instant."""
    return fields.DateTime(required=True, allow_none=null, metadata={"description": f"{says}. UTC"})


def yes_no(says: str) -> fields.Boolean:
    """Return a field of yes or no."""
    return fields.Boolean(required=True, metadata={"description": says})


def whole(says: str) -> fields.Integer:
    """Return a field of a whole number."""
    return fields.Integer(required=True, metadata={"description": says})


def one(shape: type[Schema], says: str, *, null: bool = False) -> fields.Nested:
    """Return a field of one of a shape."""
    return fields.Nested(shape, required=True, allow_none=null, metadata={"description": says})


def several(shape: type[Schema], says: str) -> fields.List[Any]:
    """Return a field of several of a shape."""
    return fields.List(fields.Nested(shape), required=True, metadata={"description": says})


def texts(says: str) -> fields.List[Any]:
    """Return a field of several texts."""
    return fields.List(fields.String(), required=True, metadata={"description": says})


def anything(says: str) -> fields.Dict:
    """Return a field of an object whose names the revision gives."""
    return fields.Dict(keys=fields.String(), required=True, metadata={"description": says})


def page_of(shape: type[Schema]) -> type[Schema]:
    """Return the shape of a page of a list."""
    made: dict[str, Any] = {
        "items": several(shape, "What stands on the page"),
        "next": text("The address of the next page, which the header Link says, too; null on the last", null=True),
    }
    return Schema.from_dict(made, name=f"{shape.__name__}Page")


def list_of(shape: type[Schema]) -> type[Schema]:
    """Return the shape of a list that has one page."""
    return Schema.from_dict({"items": several(shape, "All of them")}, name=f"{shape.__name__}List")


class Holder(Schema):
    """Who holds something in a case: a role, and the organisation where it is somebody's part."""

    role = text("The role, as diagrams name it")
    organisation = text("The organisation's name; empty for a role that is nobody's part")


class Named(Schema):
    """A person, by name."""

    id = whole("Of the account")
    name = text("The person's name")


class Child(Schema):
    """Of whom a case is, as lists say it."""

    initials = text("Empty while nobody has named the child")
    age = text("In words; empty while no date of birth is recorded")


class Task(Schema):
    """A user task, or an event that may be recorded now."""

    id = text("Of the task")
    case = text("The case's reference")
    kind = text("`task`, or `event` for what may be recorded whenever it happens")
    name = text("What it is called, with whom or what it is about")
    process = text("The diagram that it stands in")
    holder = one(Holder, "Who does it")
    is_mine = yes_no("Whether the person may do it whom the token acts for")
    clause = text("The clause that sets its time limit; empty for none")
    due_on = day("The day by which it is due", null=True)
    is_late = yes_no("Whether that day has passed")
    opened_at = instant("When it could first be done")
    claimed_by = one(Named, "Who has claimed it", null=True)


class CaseLine(Schema):
    """A case in the list."""

    reference = text("The case's name, in which nothing is personal")
    status = text("`open` or `closed`")
    child = one(Child, "Of whom it is")
    stages = texts("The diagrams in which something is open")
    due_on = day("The nearest day by which something of it is due", null=True)
    clause = text("The clause that sets that day; empty for none")
    holders = several(Holder, "With whom it is now")
    open_tasks = whole("How many tasks are open that the person is told of")
    opened_at = instant("When it was opened")
    closed_at = instant("When it was closed", null=True)


class CaseWhole(Schema):
    """A case, as the person sees it whom the token acts for: all of it, or their own part."""

    reference = text("The case's name, in which nothing is personal")
    status = text("`open` or `closed`")
    child = one(Child, "Of whom it is")
    referred_by = text("The organisation that referred it")
    revision = text("The revision of the framework that it runs on: the hash of its files")
    is_whole = yes_no("Whether the person sees all of it; if not, what is their own")
    is_read_only = yes_no("Whether they have no part in it, and opened it to read, with a reason and for a time")
    is_restricted = yes_no("Whether it is restricted to people by name")
    opened_at = instant("When it was opened")
    closed_at = instant("When it was closed", null=True)
    tasks = several(Task, "What is open, in the order in which it was opened")


class Form(Schema):
    """A form as it is asked now."""

    name = text("Its name")
    title = text("Its title")
    schema = anything(
        "What it takes, as a JSON Schema (2020-12). Sending tells every error, also of rules that no schema can say"
    )


class TaskWhole(Schema):
    """A task that the person may do, with its form."""

    id = text("Of the task")
    case = text("The case's reference")
    kind = text("`task`, or `event` for what may be recorded whenever it happens")
    name = text("What it is called, with whom or what it is about")
    process = text("The diagram that it stands in")
    holder = one(Holder, "Who does it")
    clause = text("The clause that sets its time limit; empty for none")
    due_on = day("The day by which it is due", null=True)
    is_late = yes_no("Whether that day has passed; then the form asks why")
    claimed_by = one(Named, "Who has claimed it", null=True)
    form = one(Form, "What it asks")
    answers = anything("What the case knows already, with which the form starts")


class FormToOpen(Schema):
    """The form that opens a case."""

    form = one(Form, "What it asks")


class SentAnswers(Schema):
    """What is sent to a form."""

    answers = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "The answers, by the names of the form's schema"},
    )


class KeptFile(Schema):
    """A file that was kept, to be named in answers."""

    id = text("By which answers name it")
    name = text("What it is called")


class Done(Schema):
    """What was done."""

    case = text("The case's reference")
    submission = text("The id of what was sent")
    opened = texts("The names of the tasks that it opened")


class Had(Schema):
    """Who has a task now."""

    case = text("The case's reference")
    task = text("The task's id")
    is_mine = yes_no("Whether the person has it whom the token acts for")
