"""Proclaimed and withdrawn holidays: what an entry would move is shown first, then it is made; so is taking it back."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for

from engine import clock
from engine.calendar.changes import PROCLAIMED, UNDONE, WITHDRAWN, Change, standing
from engine.cases.recounting import moving_by, waiting
from engine.errors import DateOutOfReach
from engine.records.db import Transaction
from engine.registers import administration_log, holidays
from engine.registers.holidays import LONGEST_WHY, CalendarMoved, HolidayRefused
from web import words
from web.administration import accounts, log, posts
from web.administration.frame import CONFLICT, PARTS, UNPROCESSABLE, Mistyped, Page, blueprint
from web.security import requires
from web.service import service
from web.sessions import me

__all__ = ["accounts", "blueprint", "log", "posts"]
KINDS = {PROCLAIMED: "Proclaimed: the day is a holiday, and does not count", WITHDRAWN: "Withdrawn: the day counts"}
_NOW = {PROCLAIMED: "is a holiday now", WITHDRAWN: "counts now", UNDONE: "counts as it did before"}
MOVES_A_PAGE = 200
Make = Callable[[Transaction], Change]


@dataclass(frozen=True, kw_only=True)
class Together:
    """Open dates that move alike, of whatever cases: of what, from which London date to which; none for no date."""

    what: str
    clause: str
    was: date | None
    becomes: date | None
    times: int


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a change would move. It names no case: administrators see none.

    Attributes:
        moves: one page of it.
        dates: how many open dates move in all.
        cases: of how many cases.
        late: how many of the dates would have passed already.
        number: of the page, from 1.
        pages: how many there are.
    """

    change: Change
    moves: tuple[Together, ...]
    dates: int
    cases: int
    late: int
    number: int
    pages: int


@blueprint.get("/calendar")
@requires("administer")
def calendar() -> str:
    """Show what was proclaimed and withdrawn, by whom, and whether every date follows it by now."""
    with service().database.reading() as tx:
        counting = service().cases.revisions.current(tx).partnership.calendar
        found, behind = holidays.register(tx), waiting(tx)
    return render_template("administration/calendar.html", calendar=counting, changes=found, waiting=behind)


@blueprint.get("/calendar/change")
@requires("administer")
def ask() -> str:
    """Ask which day counts otherwise than it did."""
    return _asked({}, {})


@blueprint.post("/calendar/change")
@requires("administer")
def change() -> Page:
    """Show which open dates the change would move; once that is confirmed, make it."""
    typed = _typed("kind", *PARTS, "why")
    try:
        kind, on, why = _read(typed)
        return _preview_or_enter(typed, lambda tx: _wanted(tx, kind, on, why))
    except Mistyped as wrong:
        return _asked(typed, wrong.errors), UNPROCESSABLE


@blueprint.get("/calendar/changes/<int:number>/take-back")
@requires("administer")
def ask_back(number: int) -> str:
    """Ask why a change is taken back."""
    return _asked({}, {}, _standing(number))


@blueprint.post("/calendar/changes/<int:number>/take-back")
@requires("administer")
def take_back(number: int) -> Page:
    """Show which open dates move when a change is taken back; once that is confirmed, take it back."""
    typed, undone = _typed("why"), _standing(number)
    try:
        why = _why(typed, "why it is taken back")
        return _preview_or_enter(typed, lambda tx: holidays.take_back(tx, number, why=why, me=me()), undone)
    except Mistyped as wrong:
        return _asked(typed, wrong.errors, undone), UNPROCESSABLE


# ---- what was typed -----------------------------------------------------------------------------------------


def _typed(*names: str) -> Mapping[str, str]:
    return {name: request.form.get(name, "").strip() for name in names}


def _read(typed: Mapping[str, str]) -> tuple[str, date, str]:
    """Return the kind, the day and the reason.

    Raises:
        Mistyped: with everything that is wrong.
    """
    on, errors = None, dict[str, str]()
    if typed["kind"] not in KINDS:
        errors["kind"] = "Choose whether the day is proclaimed or withdrawn"
    try:
        day, month, year = (int(typed[part]) for part in PARTS)
        on = date(year, month, day)
    except (ValueError, OverflowError):
        is_empty = not any(typed[part] for part in PARTS)
        errors["date"] = "Enter the day" if is_empty else "The day must be a real date, like 15 6 2026"
    try:
        why = _why(typed, "what the day is, and who proclaimed or withdrew it")
    except Mistyped as wrong:
        errors |= wrong.errors
    if errors or on is None:
        raise Mistyped(errors)
    return typed["kind"], on, why


def _why(typed: Mapping[str, str], what: str) -> str:
    if not typed["why"]:
        raise Mistyped({"why": f"Enter {what}"})
    if len(typed["why"]) > LONGEST_WHY:
        raise Mistyped({"why": f"This must be {LONGEST_WHY} characters or fewer"})
    return typed["why"]


def _wanted(tx: Transaction, kind: str, on: date, why: str) -> Change:
    counting = service().cases.revisions.current(tx).partnership.calendar
    try:
        return holidays.proclaim_or_withdraw(tx, counting, kind=kind, on=on, why=why, me=me())
    except (HolidayRefused, DateOutOfReach) as refused:
        raise Mistyped({"date": str(refused)}) from refused


def _standing(number: int) -> Change:
    """Return a change that stands; there is no page to take back another."""
    with service().database.reading() as tx:
        found = standing(holidays.changes(tx))
    return next((change for change in found if change.number == number), None) or abort(404)


# ---- shown, then done ---------------------------------------------------------------------------------------


def _preview_or_enter(typed: Mapping[str, str], make: Make, undone: Change | None = None) -> Page:
    if "confirmed" not in request.form:
        return _asked(typed, {}, undone, _preview(make))
    try:
        made = _enter(make)
    except CalendarMoved as moved:
        return _asked(typed, {"date": f"{moved}."}, undone, _preview(make)), CONFLICT
    flash(f"{words.day(made.on)} {_NOW[made.kind]}.")
    return redirect(url_for("administration.calendar"))


def _enter(make: Make) -> Change:
    """Make the change that was looked at.

    Raises:
        CalendarMoved: somebody else made one since.
    """
    with service().database.transaction() as tx:
        made = make(tx)
        if request.form.get("number") != str(made.number):
            raise CalendarMoved
        holidays.enter(tx, made)
        administration_log.note(tx, "holiday_entered", by=me().id, kind=made.kind, on=made.on, number=made.number)
    return made


def _preview(make: Make) -> Preview:
    wanted = request.form.get("page", "1")
    number = max(int(wanted), 1) if wanted.isascii() and wanted.isdigit() else 1
    first, today = (number - 1) * MOVES_A_PAGE, clock.today()
    together, cases, late = Counter[tuple[date, date, str, str]](), set[str](), 0
    with service().database.reading() as tx:
        made = make(tx)
        for move in moving_by(tx, service().cases.revisions, made):
            together[move.was or clock.NO_DATE, move.becomes or clock.NO_DATE, move.what, move.clause] += move.times
            cases.add(move.reference)
            late += move.times * bool(move.becomes and move.becomes < today and (move.was or today) >= today)
    rows = [
        Together(what=what, clause=clause, was=_dated(was), becomes=_dated(becomes), times=times)
        for (was, becomes, what, clause), times in sorted(together.items())
    ]
    return Preview(
        change=made,
        moves=tuple(rows[first : first + MOVES_A_PAGE]),
        dates=together.total(),
        cases=len(cases),
        late=late,
        number=number,
        pages=-(-len(rows) // MOVES_A_PAGE),
    )


def _dated(on: date) -> date | None:
    return None if on == clock.NO_DATE else on


def _asked(
    typed: Mapping[str, str], errors: Mapping[str, str], undone: Change | None = None, preview: Preview | None = None
) -> str:
    return render_template(
        "administration/change.html",
        typed=typed,
        errors=errors,
        undone=undone,
        preview=preview,
        kinds=KINDS,
        longest=LONGEST_WHY,
        today=clock.today(),
    )
