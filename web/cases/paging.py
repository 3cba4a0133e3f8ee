"""Long lists of a case, narrowed by what their addresses say, a page at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import abort, request, url_for

Item = TypeVar("Item")
EVERYTHING = "all"
"""What an address says in place of the number of a page, to print."""
_MOST_DIGITS = 5


@dataclass(frozen=True, kw_only=True)
class Filter(Generic[Item]):
    """One thing by which a list is narrowed.

    Attributes:
        name: of the control, and in the address.
        label: above the control.
        every: what the control says for no narrowing.
        options: by value, in words.
        chosen: the value asked for; empty for none.
        of: gives the value of an item.
    """

    name: str
    label: str
    every: str
    options: Mapping[str, str]
    chosen: str
    of: Callable[[Item], str]


def by(
    name: str,
    label: str,
    every: str,
    items: Iterable[Item],
    of: Callable[[Item], str],
    said: Callable[[Item], str],
) -> Filter[Item]:
    """Return a filter with the values that the items have, in the order of their words, as the address chooses one.

    An address that asks for a value which no item has is answered as one that does not exist.
    """
    options = dict(sorted({of(item): said(item) for item in items}.items(), key=lambda option: option[1].casefold()))
    chosen = request.args.get(name, "")
    if chosen and chosen not in options:
        abort(404)
    return Filter(name=name, label=label, every=every, options=options, chosen=chosen, of=of)


@dataclass(frozen=True, kw_only=True)
class Listed(Generic[Item]):
    """One page of a list.

    Attributes:
        items: those on the page.
        total: how many there are on all pages.
        page: its number from 1; 0 for everything at once.
        pages: how many pages there are.
        filters: by what it is, and can be, narrowed.
    """

    items: Sequence[Item]
    total: int
    page: int
    pages: int
    filters: Sequence[Filter[Item]]
    query: Mapping[str, str]

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return bool(self.query)

    def link(self, page: int | str) -> str:
        """Return the address of another page of the same list."""
        assert request.endpoint is not None
        values: dict[str, Any] = {**(request.view_args or {}), **self.query, "page": page}
        return url_for(request.endpoint, **values)


def listed(
    items: Sequence[Item], filters: Sequence[Filter[Item]], *, size: int, query: Mapping[str, str] | None = None
) -> Listed[Item]:
    """Return the page of a list that the address asks for.

    Args:
        items: the list, in its order.
        filters: each leaves out what has not the value chosen.
        size: how many a page.
        query: what else the address says, by which the items were narrowed already.
    """
    chosen = [one for one in filters if one.chosen]
    found = [item for item in items if all(one.of(item) == one.chosen for one in chosen)]
    pages = max(1, -(-len(found) // size))
    page = _asked(pages)
    return Listed(
        items=found[(page - 1) * size : page * size] if page else found,
        total=len(found),
        page=page,
        pages=pages,
        filters=filters,
        query={**{one.name: one.chosen for one in chosen}, **(query or {})},
    )


def _asked(pages: int) -> int:
    asked = request.args.get("page", "1")
    if asked == EVERYTHING:
        return 0
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS
    return int(asked) if is_number and 1 <= int(asked) <= pages else abort(404)
