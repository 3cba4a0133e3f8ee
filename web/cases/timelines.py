"""The stages of a case against the clock, as a picture; the same dates stand beside it as a table.

A row is one time limit: from when it could be done until it was done, or until today, with the day it was due.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from markupsafe import Markup, escape

from engine import clock
from engine.calendar.working_days import ONE_DAY, SATURDAY, Day
from engine.cases.clocks import Clock, Running
from engine.cases.reading import Case
from engine.diagrams import symbols
from engine.diagrams.symbols import tag
from web import words

WIDTH, LABELS, HEAD, ROW = 1118, 196, 62, 42
LETTER, GAP = 6.6, 8
"""How wide a letter of the smallest writing is at most, and what stays free beside words."""
MOST_DAYS = 92
_WEEKEND, _HOLIDAY, _DONE_FILL = "#eef2f2", "#f6e3b8", "#e7f1ea"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One time limit from its start to its end, London dates.

    Attributes:
        first: when it could be done; today for what is to come.
        last: when it was done; none while it is not.
        due_on: the day it is, or was, due.
        others: later limits of the same clause, each with what sets it.
        result: how it stands, in words.
    """

    clock: Clock
    first: date
    last: date | None
    due_on: date
    others: tuple[tuple[str, date], ...]
    result: str


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """The picture and the rows that it draws."""

    svg: Markup
    stages: tuple[Stage, ...]
    has_planned: bool
    has_late: bool


def time_line(case: Case, clocks: Iterable[Clock]) -> TimeLine | None:
    """Draw the time limits that run, ran, or are sure to come; none if there are none with a date."""
    stages = sorted(_stages(clocks), key=lambda stage: (stage.first, stage.last or date.max, stage.due_on))
    if not stages:
        return None
    drawn = _Drawing(case, stages)
    return TimeLine(
        svg=drawn.svg(),
        stages=tuple(stages),
        has_planned=any(stage.clock.running is Running.COMING for stage in stages),
        has_late=any(stage.clock.is_late or stage.clock.was_late for stage in stages),
    )


def _stages(clocks: Iterable[Clock]) -> Iterator[Stage]:
    for one in clocks:
        if one.running is Running.POSSIBLE or one.due_on is None:
            continue
        others = tuple((r.limit.force, r.due_on) for r in one.due.reckoned[1:] if r.due_on != one.due_on)
        yield Stage(
            clock=one,
            first=clock.london_date(one.opened_at) if one.opened_at else clock.today(),
            last=clock.london_date(one.done_at) if one.done_at else None,
            due_on=one.due_on,
            others=others,
            result=_result(one),
        )


def _result(one: Clock) -> str:
    if one.running is Running.DONE and one.done_at:
        on_last_day = clock.london_date(one.done_at) == one.due_on
        return "late" if one.was_late else "in time, on the last day" if on_last_day else "in time"
    if one.running is Running.COMING:
        return "to come"
    return words.left_in_words(one.left) if one.left else ""


class _Drawing:
    """Draws the days of a case, week by week, with a bar a stage."""

    def __init__(self, case: Case, stages: Sequence[Stage]) -> None:
        self._case, self._stages, self._today = case, stages, clock.today()
        self._first = min(clock.london_date(case.opened_at), *(stage.first for stage in stages))
        ends = [self._today if case.is_open else self._first]
        ends += [on for stage in stages for on in (stage.due_on, stage.last, *(on for _, on in stage.others)) if on]
        self._last = min(max(ends), self._first + ONE_DAY * MOST_DAYS) + ONE_DAY
        self._days = (self._last - self._first).days + 1
        self._day = (WIDTH - LABELS) / self._days
        self._height = HEAD + ROW * len(stages) + 8

    def svg(self) -> Markup:
        parts = [*self._calendar(), *self._rows()]
        if self._case.is_open and self._first <= self._today <= self._last:
            parts += self._now()
        title = f"Time limits of {self._case.reference} from {words.day(self._first)} to {words.day(self._last)}"
        said = [f"{stage.clock.element.name}: {stage.result}" for stage in self._stages]
        desc = f"{'. '.join(said)}. The table below holds the same dates."
        heading = tag("title", escape(title), id="time-line-title") + tag("desc", escape(desc), id="time-line-desc")
        return tag(
            "svg",
            heading + Markup("").join(parts),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH} {self._height}",
            width=WIDTH,
            height=self._height,
            role="img",
            aria_labelledby="time-line-title",
            aria_describedby="time-line-desc",
            class_="app-diagram",
        )

    def _x(self, on: date) -> float:
        """Return where a day begins."""
        return LABELS + min(max((on - self._first).days, 0), self._days) * self._day

    def _calendar(self) -> Iterator[Markup]:
        """Draw the days that do not count, and name the weeks."""
        explain = self._case.revision.partnership.calendar.explain
        counted = 0
        for n in range(self._days):
            day = explain(self._first + ONE_DAY * n)
            if not day.counts:
                yield self._shaded(day)
            if n == 0 or day.on.weekday() == 0:
                yield from self._week(day.on)
            counted += day.counts and n > 0
            if day.counts and self._day >= 14:  # noqa: PLR2004 - else the numbers would touch
                yield _text(self._x(day.on) + self._day / 2, 56, str(counted), fill=symbols.QUIET, anchor="middle")
        if self._day >= 14:  # noqa: PLR2004
            yield _text(LABELS - 10, 56, "Working day", fill=symbols.QUIET, anchor="end")

    def _shaded(self, day: Day) -> Markup:
        fill = _WEEKEND if day.on.weekday() >= SATURDAY else _HOLIDAY
        body = self._height - HEAD + 18
        return tag("rect", x=self._x(day.on), y=HEAD - 18, width=self._day, height=body, fill=fill)

    def _week(self, on: date) -> Iterator[Markup]:
        x = self._x(on)
        yield tag("path", d=f"M{x:.1f} 24V{self._height}", stroke=symbols.RULE)
        if self._last - on > ONE_DAY * 2:  # else it would run out of the picture
            yield _text(x + 3, 18, f"{on:%a} {on.day} {on:%b}", bold=True)

    def _rows(self) -> Iterator[Markup]:
        for n, stage in enumerate(self._stages):
            y = HEAD + ROW * n
            yield tag("path", d=f"M0 {y + ROW}H{WIDTH}", stroke=symbols.RULE)
            yield from _label(stage.clock.element.name, y)
            yield from self._bar(stage, y + 10)
            yield from self._limits(stage, y)
            yield self._said(stage, y + 25)

    def _bar(self, stage: Stage, y: int) -> Iterator[Markup]:
        begin, past = self._x(stage.first), stage.last or (self._today if self._case.is_open else stage.due_on)
        if stage.clock.running is Running.COMING:
            end = self._x(stage.due_on + ONE_DAY)
            yield _box(begin, y, end, symbols.WHITE, symbols.COMING_COLOUR, dash="5 4")
            return
        end = self._x(past + ONE_DAY)
        is_done = stage.last is not None
        fill, edge = (_DONE_FILL, symbols.DONE_COLOUR) if is_done else (symbols.NOW_COLOUR, symbols.NOW_COLOUR)
        yield _box(begin, y, end, fill, edge)
        if past > stage.due_on:
            yield _box(
                self._x(max(stage.due_on + ONE_DAY, stage.first)), y, end, symbols.LATE_COLOUR, symbols.LATE_COLOUR
            )
        elif is_done:
            middle = (begin + end) / 2
            tick = f"M{middle - 6:.1f} {y + 10}l4 4 7-8"
            yield tag("path", d=tick, fill="none", stroke=symbols.DONE_COLOUR, stroke_width=2.2)

    def _limits(self, stage: Stage, y: int) -> Iterator[Markup]:
        """Mark the end of the day worked to, and of later limits with dots."""
        for on, dash in ((stage.due_on, ""), *((other, "2 3") for _, other in stage.others)):
            if on <= self._last:
                line = f"M{self._x(on + ONE_DAY):.1f} {y + 4}v{ROW - 10}"
                yield tag("path", d=line, stroke=symbols.INK, stroke_width=2.5, stroke_dasharray=dash)

    def _said(self, stage: Stage, y: int) -> Markup:
        """Write the date and the result where there is room: after the bar or the limit, before the bar, or on it."""
        done = f"done {words.plain_day(stage.last)}, " if stage.last else ""
        due = "" if stage.last else f"; due {words.plain_day(stage.due_on)}"
        said = f"{done}{stage.result}{due}"
        is_late = stage.clock.is_late or stage.clock.was_late
        looks: Writing = {"fill": symbols.LATE_COLOUR if is_late else symbols.INK, "bold": is_late}
        begin, limit = self._x(stage.first), self._x(min(stage.due_on, self._last) + ONE_DAY)
        end = limit if stage.clock.running is Running.COMING else self._x((stage.last or self._today) + ONE_DAY)
        needs = LETTER * len(said) + 2 * GAP
        if limit <= end or limit - end > needs:
            limit = end
        if limit + needs <= WIDTH:
            return _text(limit + GAP, y, said, **looks)
        if begin - LABELS > needs:
            return _text(begin - GAP, y, said, anchor="end", **looks)
        if stage.clock.running is Running.NOW:  # its bar is dark, and ends today
            today = self._x(self._today) + self._day / 2
            return _text(today - GAP, y, said, fill=symbols.WHITE, bold=is_late, anchor="end")
        return _text(WIDTH - GAP, y, said, anchor="end", **looks)

    def _now(self) -> Iterator[Markup]:
        x = self._x(self._today) + self._day / 2
        yield tag("path", d=f"M{x:.1f} {HEAD}V{self._height}", stroke=symbols.INK, stroke_width=1.5)
        said = f"Today, {words.plain_day(self._today)}"
        half = 3.6 * len(said) + 6
        middle = min(max(x, LABELS + half), WIDTH - half)
        yield tag("rect", x=middle - half, y=24, width=2 * half, height=18, rx=3, fill=symbols.NOW_COLOUR)
        yield _text(middle, 37, said, fill=symbols.WHITE, anchor="middle", bold=True)


def _box(begin: float, y: int, end: float, fill: str, edge: str, dash: str = "") -> Markup:
    width = max(end - begin - 3, 4)
    return tag(
        "rect", x=begin + 1.5, y=y, width=width, height=20, rx=3, fill=fill, stroke=edge, stroke_width=1.5,
        stroke_dasharray=dash,
    )  # fmt: skip


def _label(name: str, y: int) -> Iterator[Markup]:
    """Write a name in one line, or in two."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= 27 and len(lines) == 1:  # noqa: PLR2004 - letters that fit
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    top = y + 25 if len(lines) == 1 else y + 18
    return (_text(0, top + 15 * n, line, size=13) for n, line in enumerate(lines))


class Writing(TypedDict, total=False):
    """How words look."""

    fill: str
    bold: bool


def _text(
    x: float, y: float, said: str, *, fill: str = symbols.INK, anchor: str = "", bold: bool = False, size: int = 12
) -> Markup:
    return tag(
        "text", escape(said), x=x, y=y, font_size=size, fill=fill, text_anchor=anchor, font_weight=700 if bold else "",
        paint_order="stroke", stroke="" if fill == symbols.WHITE else symbols.WHITE, stroke_width=3,
    )  # fmt: skip
