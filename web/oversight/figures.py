"""Open cases, agencies' answers and themes, as tables and charts: with every number, or to be passed on with few."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from engine.cases.oversight import stages as by_stage
from engine.cases.oversight.hiding import FEWEST, hidden, shares, table
from engine.cases.oversight.hiding import parts as parts_of
from engine.cases.oversight.returns import Answer, Timeliness
from engine.cases.oversight.stages import Stage
from engine.cases.oversight.themes import Share, Theme
from web import words
from web.charts.bars import Row as Bar
from web.charts.bars import bars
from web.charts.matrix import Place, matrix
from web.charts.spans import Row as Span
from web.charts.spans import spans
from web.oversight.grids import Cell, Grid, Line, Secret, hidden_words, shown, told

WAITING_NAME = "Waits for a date"
Link = Callable[..., str]
"""Gives the address of the cases behind a number, by what an address says of it."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of a page.

    Attributes:
        name: on its page, for ids.
        unit: how many things one mark stands for at most; 0 where that says nothing.
        has_hidden: some number is not told.
    """

    name: str
    grid: Grid
    svg: Markup
    unit: int = 0
    has_hidden: bool = False


# ---- open cases ---------------------------------------------------------------------------------------------


def age_heads() -> tuple[str, ...]:
    """Return what the ages are called: in working days."""
    return tuple(
        f"{first} to {last} days" if last else f"Over {first - 1} days" for first, last in by_stage.ages().values()
    )


def open_cases(found: Sequence[Stage], link: Link, *, is_for_others: bool) -> tuple[Figure, Secret]:
    """Return the open cases by stage and age; where they are passed on, those that are late are not told apart."""
    cells: dict[tuple[Hashable, Hashable], int] = {
        (stage.process, age): n for stage in found for age, n in enumerate(stage.numbers)
    }
    secret = hidden(dict(table(cells))) if is_for_others else None
    lines = tuple(_stage(stage, secret, partial(link, stage=stage.process)) for stage in found)
    sums = [sum(stage.numbers[age] for stage in found) for age in range(len(age_heads()))]
    total = tuple(told((None, age), n, secret, link(age=age)) for age, n in enumerate(sums))
    whole = told((None, None), sum(sums), secret, link())
    late = () if is_for_others else (Cell(said=f"{sum(sum(stage.late) for stage in found):,}"),)
    grid = Grid(
        caption="Open cases by stage and age",
        corner="Stage",
        heads=(*age_heads(), "All", *(() if is_for_others else ("Of these late",))),
        lines=lines,
        total=Line(label="All", cells=(*total, whole, *late)),
    )
    rows = [(stage.name or WAITING_NAME, _places(stage, secret)) for stage in found]
    desc = f"{sentence_of_cases(found, secret)} The table below holds the same numbers."
    svg = matrix(
        "ages", age_heads(), rows, title="Open cases by stage and by working days since the referral", desc=desc
    )
    return Figure(name="ages", grid=grid, svg=svg, has_hidden=bool(secret)), secret


def _stage(stage: Stage, secret: Secret, link: Link) -> Line:
    cells = tuple(told((stage.process, age), n, secret, link(age=age)) for age, n in enumerate(stage.numbers))
    whole = told((stage.process, None), sum(stage.numbers), secret, link())
    late = (Cell(said=f"{sum(stage.late):,}"),) if secret is None else ()
    return Line(label=stage.name or WAITING_NAME, cells=(*cells, whole, *late))


def _places(stage: Stage, secret: Secret) -> list[Place]:
    if secret is None:
        return [Place(in_time=good, late=bad) for good, bad in zip(stage.in_time, stage.late, strict=True)]
    numbers = (shown((stage.process, age), number, secret) for age, number in enumerate(stage.numbers))
    return [Place(in_time=number, late=None if number is None else 0) for number in numbers]


def sentence_of_cases(found: Sequence[Stage], secret: Secret) -> str:
    """Return the answer in a sentence: how many cases are open, and in how many of them something is late."""
    number, late = sum(sum(stage.numbers) for stage in found), sum(sum(stage.late) for stage in found)
    if not number:
        return "No case is open."
    if secret is not None:
        said = told((None, None), number, secret).said
        return f"{said.capitalize()} {'case is' if said == '1' else 'cases are'} open."
    also = (
        f", and what is next in {words.number_word(late)} of them is late"
        if late
        else ", and what is next is late in none of them"
    )
    return f"{words.sentence(words.number_word(number))} {'case is' if number == 1 else 'cases are'} open{also}."


# ---- agencies -----------------------------------------------------------------------------------------------

COLUMNS: Mapping[str, tuple[Answer, ...]] = {
    "In time": (Answer.IN_TIME,),
    "Late": (Answer.LATE,),
    "Refused": (Answer.WITHHELD,),
    "No answer": (Answer.NONE,),
    "Missing now": (Answer.MISSING,),
    "Not due yet": (Answer.AHEAD,),
}
"""What a return can be, as the table's columns; each return is in one of them."""
ANSWERED = tuple(head for head, answers in COLUMNS.items() if {Answer.IN_TIME, Answer.LATE} & set(answers))


def agencies(found: Sequence[Timeliness], link: Link, *, is_for_others: bool) -> tuple[Figure, Secret]:
    """Return how agencies answered, in alphabetical order."""
    cells: dict[tuple[Hashable, Hashable], int] = {
        (each.key, head): _answered(each, head) for each in found for head in COLUMNS
    }
    secret = hidden(dict(table(cells))) if is_for_others else None
    more = ("Of these: nothing to send",) if secret is None else ()
    heads = ("Asked", *COLUMNS, *more, "Earliest", "Middle", "Latest")
    lines = tuple(_agency(each, secret, partial(link, agency=each.key)) for each in found)
    sums = {head: sum(_answered(each, head) for each in found) for head in COLUMNS}
    total = (
        told((None, None), sum(sums.values()), secret, link()),
        *(told((None, head), sums[head], secret, link(answer=head)) for head in COLUMNS),
        *((Cell(said=f"{sum(each.nothing for each in found):,}"),) if more else ()),
        *(Cell(said="") for _ in range(3)),
    )
    grid = Grid(
        caption="How agencies answered",
        corner="Who was asked",
        heads=heads,
        lines=lines,
        total=Line(label="All", cells=total),
    )
    rows = [Span(label=each.name, span=_span(each, secret), told=_in_time(each, secret)) for each in found]
    desc = f"{sentence_of_agencies(found, secret)} The table below holds the same numbers."
    svg = spans(
        "agencies", rows, title="When agencies answered, in working days before and after the due date", desc=desc
    )
    return Figure(name="agencies", grid=grid, svg=svg, has_hidden=bool(secret)), secret


def _answered(each: Timeliness, head: str) -> int:
    return sum(each.answers[answer] for answer in COLUMNS[head])


def _agency(each: Timeliness, secret: Secret, link: Link) -> Line:
    span = _span(each, secret)
    few = "not told" if secret is not None and each.answered else "no answer"
    cells = (
        told((each.key, None), each.asked, secret, link()),
        *(told((each.key, head), _answered(each, head), secret, link(answer=head)) for head in COLUMNS),
        *((Cell(said=f"{each.nothing:,}"),) if secret is None else ()),
        *(Cell(said=days_around(day)) for day in span or ()),
        *(Cell(said=few) for _ in range(0 if span else 3)),
    )
    return Line(label=each.name, cells=cells)


def _span(each: Timeliness, secret: Secret) -> tuple[int, int, int] | None:
    """Return the span of an agency's answers; passed on only if it tells of none of them, and of no hidden number."""
    is_told = secret is None or (each.answered >= FEWEST and not {(each.key, head) for head in ANSWERED} & set(secret))
    return each.span if is_told else None


def _in_time(each: Timeliness, secret: Secret) -> str:
    if secret is not None and {(each.key, None), (each.key, "In time"), (each.key, "Not due yet")} & set(secret):
        return f"{told((each.key, None), each.asked, secret).said} asked"
    due = each.asked - _answered(each, "Not due yet")
    return f"{_answered(each, 'In time'):,} of {due:,} in time" if due else "not due yet"


def days_around(days: int) -> str:
    """Return when an answer came, seen from the due date: 2 before, on the day, 1 after."""
    if not days:
        return "on the day"
    return f"{abs(days)} {'before' if days < 0 else 'after'}"


def sentence_of_agencies(found: Sequence[Timeliness], secret: Secret) -> str:
    """Return the answer in a sentence: how many returns were answered in time."""
    asked = sum(each.asked for each in found)
    if not asked:
        return "No return fell due."
    if secret and {(None, None), (None, "In time"), (None, "Not due yet")} & set(secret):
        return f"{told((None, None), asked, secret).said.capitalize()} returns were asked for."
    in_time, ahead = (sum(_answered(each, head) for each in found) for head in ("In time", "Not due yet"))
    also = (
        f" {words.sentence(words.number_word(ahead))} more {'is' if ahead == 1 else 'are'} not due yet."
        if ahead
        else ""
    )
    if asked == ahead:
        return f"No return fell due.{also}"
    return f"{in_time:,} of {words.quantity(asked - ahead, 'return')} came in time.{also}"


# ---- themes -------------------------------------------------------------------------------------------------


def theme(found: Theme, number: int, link: Link, *, is_for_others: bool) -> Figure:
    """Return how many cases have each answer of a theme."""
    secret = _secret_of_theme(found) if is_for_others else None
    lines, rows = list[Line](), list[Bar]()
    for share in found.shares:
        name = share.question, share.answer
        href = link(form=found.form, question=share.question, answer=share.answer)
        of = Cell(said=hidden_words(share.of)) if _is_whole_hidden(share, secret) else Cell(said=f"{share.of:,}")
        cell = told(name, share.cases, secret, href)
        lines.append(Line(label=share.label, cells=(cell, of)))
        drawn = 0 if _is_whole_hidden(share, secret) else share.of
        rows.append(
            Bar(label=share.label, cases=shown(name, share.cases, secret), of=drawn, told=f"{cell.said} of {of.said}")
        )
    caption = f"{found.title}"
    grid = Grid(caption=caption, corner="Answer", heads=("Cases", "Of those that answered"), lines=tuple(lines))
    chart_name = f"theme-{number}"
    svg = bars(
        chart_name, rows, title=found.title, desc="How many cases have each answer. The table below holds the same."
    )
    return Figure(name=chart_name, grid=grid, svg=svg, has_hidden=bool(secret))


def sentence_of_themes(found: Sequence[Theme], *, is_for_others: bool) -> str:
    """Return the answer in a sentence: which answer most cases have, of those told by the most cases."""
    told = max(found, key=lambda each: each.cases, default=None)
    if told is None or not told.cases:
        return "No answer was given that is counted as a theme."
    if is_for_others:
        return "How many cases have each answer; a case may have several."
    most = max(told.shares, key=lambda share: share.cases)
    return f"“{most.label}”: {most.cases:,} of {words.quantity(most.of, 'case')}."


def _is_whole_hidden(share: Share, secret: Secret) -> bool:
    return secret is not None and ((share.question, None) in secret or 0 < share.of < FEWEST)


def _secret_of_theme(found: Theme) -> Secret:
    if found.is_parted:
        cells: dict[Hashable, int] = {(share.question, share.answer): share.cases for share in found.shares}
        return hidden(dict(parts_of(cells, (found.shares[0].question, None))))
    secret = set[Hashable]()
    for share in found.shares:
        secret |= shares({(share.question, share.answer): share.cases}, share.of)
    return secret
