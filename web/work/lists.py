"""What the pages of work share: the views as links with their counts, groups by urgency, the way back and onwards."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from engine.cases.holders import holder
from engine.cases.work import Desk
from engine.cases.work_items import FIRST, After, Counts, WorkItem, WorkList
from web import words
from web.sessions import revision

blueprint = Blueprint("work", __name__)


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One view of work, as a link with its count."""

    href: str
    text: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The tasks of one urgency under one heading."""

    title: str
    items: tuple[WorkItem, ...]
    is_late: bool = False


def slug(key: str) -> str:
    """Return what stands in an address for a role and the organisation that holds it."""
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")


def tabs_of(desk: Desk, counts: Counts, current: str) -> tuple[Tab, ...]:
    """Return the views of work: mine, each role of which something is open, and inside what waits for others."""
    partnership = revision().partnership
    teams = {key: number for key, number in counts.teams.items() if number or key == current}

    def named(key: str) -> str:
        held = holder(partnership, key)
        same_role = [k for k in teams if holder(partnership, k).role == held.role]
        return held.role if len(same_role) == 1 else f"{held.role}, {held.name}"

    found = [("mine", url_for("work.mine"), "Mine", counts.mine)]
    found += [(key, url_for("work.team", team=slug(key)), named(key), number) for key, number in teams.items()]
    if desk.is_inside or counts.waiting or current == "waiting":
        found.append(("waiting", url_for("work.waiting"), "Waiting for others", counts.waiting))
    return tuple(
        Tab(href=href, text=f"{text} ({words.capped(number)})", is_current=name == current)
        for name, href, text, number in found
    )


def groups(listed: WorkList) -> tuple[Group, ...]:
    """Put a page of work into groups by urgency; empty ones are left out."""
    return _grouped(
        listed.items,
        {"late": "Late", "today": "Due today", "coming": "Coming", "no date": "Without a date"},
    )


def of_others(listed: WorkList) -> tuple[Group, ...]:
    """Put a page of what others have to do into groups by urgency; empty ones are left out."""
    named = {"late": "Late with them", "today": "In time", "coming": "In time", "no date": "Without a date"}
    return _grouped(listed.items, named)


def _grouped(items: Iterable[WorkItem], titles: Mapping[str, str]) -> tuple[Group, ...]:
    found = dict[str, Group]()
    for item in items:
        urgency = _urgency(item)
        made = found.setdefault(titles[urgency], Group(title=titles[urgency], items=(), is_late=urgency == "late"))
        found[made.title] = replace(made, items=(*made.items, item))
    return tuple(found.values())


def _urgency(item: WorkItem) -> str:
    if item.time_left is None:
        return "no date"
    if item.time_left.is_late:
        return "late"
    return "today" if item.time_left.is_today else "coming"


def summary(listed: WorkList) -> str:
    """Say the answer first: how much is late, and how much is due today."""
    late = sum(_urgency(item) == "late" for item in listed.items)
    today = sum(_urgency(item) == "today" for item in listed.items)
    if not listed.items:
        return "Nothing is waiting for you."
    if not late and not today:
        return "Nothing is late, and nothing is due today."
    return words.sentence(words.listing(list(_said(late, today)))) + "."


def _said(late: int, today: int) -> Iterator[str]:
    if late:
        yield f"{words.number_word(late)} {'task is' if late == 1 else 'tasks are'} late"
    else:
        yield "nothing is late"
    if today:
        thing = "" if late else " task" if today == 1 else " tasks"
        yield f"{words.number_word(today)}{thing} {'is' if today == 1 else 'are'} due today"


def after() -> After:
    """Return where the page asked for starts: `after=2026-04-14.<task id>` in the address."""
    due_on, _, task_id = request.args.get("after", "").partition(".")
    if not due_on:
        return FIRST
    try:
        return After(due_on=date.fromisoformat(due_on), task_id=task_id)
    except ValueError:
        abort(404)


def next_page(listed: WorkList, endpoint: str, **values: Any) -> str:
    """Return the address of the next page; empty if this is the last."""
    if listed.more is None:
        return ""
    return url_for(endpoint, after=f"{listed.more.due_on.isoformat()}.{listed.more.task_id}", **values)


def back_to(task_id: str) -> Response:
    """Return to the list, the case or the task that a button was pressed on."""
    came_from = request.form.get("back", "")
    if re.fullmatch(r"/(work|cases|tasks)(/[\w-]+)*", came_from, re.ASCII):
        return redirect(f"{came_from}#task-{task_id}")
    return redirect(url_for("work.mine"))
