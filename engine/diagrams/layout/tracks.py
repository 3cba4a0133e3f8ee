"""Flows that run through one gap get tracks side by side, ordered so that they cross least."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations

from engine.diagrams.layout.routing import Routes

MOST_PERMUTED = 6
"""Flows in one gap whose every order is tried; more are sorted by changing neighbours."""
ROUNDS = 2
"""The second round knows the tracks of the pieces that each piece turns into."""

Span = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class _End:
    """One end of a piece: where it is, where the flow comes from there, and the neighbouring piece."""

    at: int
    turn: int
    """-1 when the flow comes from lower coordinates at that end, else 1."""
    piece: int
    """Number of the neighbouring piece, whose track refines `at`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Segment:
    """A straight piece of a flow in a gap."""

    flow: str
    piece: int
    low: _End
    high: _End


def assign_tracks(routes: Routes) -> None:
    """Give every piece of a flow in a gap its track, counted from the left or the top."""
    gaps = _segments(routes)
    for _ in range(ROUNDS):
        for axis in "xy":
            for key in sorted(key for key in gaps if key[0] == axis):
                spans = {segment: _span(segment, routes.tracks) for segment in gaps[key]}
                tracks = _tracks(_ordered(gaps[key], spans), spans)
                for segment, track in tracks.items():
                    routes.tracks[segment.flow, segment.piece] = track
                routes.used[key] = 1 + max(tracks.values())


def _segments(routes: Routes) -> dict[tuple[str, int], list[_Segment]]:
    """The pieces in each gap, by axis and line."""
    gaps = defaultdict[tuple[str, int], list[_Segment]](list)
    for flow, corners in routes.corners.items():
        for piece, (a, b) in enumerate(pairwise(corners)):
            axis = int(a[0] == b[0])  # 1: vertical
            line = a[1 - axis]
            if (routes.x_lines if axis else routes.y_lines)[line].kind != "gap":
                continue
            ends = [  # a piece in a gap is never the first or the last: those are on centre lines
                _End(at=end[axis], turn=1 if beyond[1 - axis] > line else -1, piece=neighbour)
                for end, beyond, neighbour in ((a, corners[piece - 1], piece - 1), (b, corners[piece + 2], piece + 1))
            ]
            low, high = sorted(ends, key=lambda end: end.at)
            gaps["x" if axis else "y", line].append(_Segment(flow=flow, piece=piece, low=low, high=high))
    return gaps


def _span(segment: _Segment, tracks: Mapping[tuple[str, int], int]) -> Span:
    low = segment.low.at + tracks.get((segment.flow, segment.low.piece), 0) / 100
    return low, segment.high.at + tracks.get((segment.flow, segment.high.piece), 0) / 100


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _crossings(first: _Segment, second: _Segment, spans: Mapping[_Segment, Span]) -> int:
    """How often two flows cross when `first` has the lower track."""
    total = 0
    for one, two, away in ((first, second, 1), (second, first, -1)):
        for end, turn in zip(spans[one], (one.low.turn, one.high.turn), strict=True):
            total += turn == away and spans[two][0] < end < spans[two][1]
    for end, turn in zip(spans[first], (first.low.turn, first.high.turn), strict=True):
        for other, back in zip(spans[second], (second.low.turn, second.high.turn), strict=True):
            total += end == other and turn == 1 and back == -1
    return total


def _ordered(segments: list[_Segment], spans: Mapping[_Segment, Span]) -> list[_Segment]:
    def price(order: Iterable[_Segment]) -> int:
        return sum(_crossings(a, b, spans) for a, b in combinations(order, 2) if _meet(spans[a], spans[b]))

    start = sorted(segments, key=lambda s: (s.low.turn + s.high.turn, spans[s], s.flow))
    if len(segments) <= MOST_PERMUTED:
        return list(min(permutations(start), key=price))
    best = tuple(start)
    for _ in start:
        before = best
        for i in range(len(best) - 1):
            best = min(best, (*best[:i], best[i + 1], best[i], *best[i + 2 :]), key=price)
        if best == before:
            break
    return list(best)


def _tracks(order: list[_Segment], spans: Mapping[_Segment, Span]) -> dict[_Segment, int]:
    tracks: dict[_Segment, int] = {}
    for segment in order:
        tracks[segment] = max((tracks[s] + 1 for s in tracks if _meet(spans[s], spans[segment])), default=0)
    return tracks
