"""What is said of a form, and of what was done by sending it."""

from collections.abc import Mapping
from typing import Any

from engine.cases.asking import OpenTask
from engine.cases.submitting import Completed
from engine.diagrams.revision import Revision
from forms.json_schema import json_schema
from web.api.shapes import Done


def form_said(task: OpenTask) -> Mapping[str, Any]:
    """Return what is said of the form that a task asks now."""
    return {"name": task.form.form, "title": task.form.title, "schema": json_schema(task.schema)}


def done_said(revision: Revision, done: Completed) -> Mapping[str, Any]:
    """Return what is said of a task that was completed, as it is kept for who asks again."""
    opened = [revision.elements[element].name for element in done.opened]
    said: Mapping[str, Any] = Done().dump({"case": done.reference, "submission": done.submission_id, "opened": opened})
    return said
