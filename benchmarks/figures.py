"""What a benchmark finds, and how times are taken."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MOST_DIGITS = 3
CPU, WALL, RATE = "ms processor", "ms clock", "a second"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number beside another of the same run.

    Attributes:
        against: what it is compared with, and that number.
        ratio: the value as a multiple of that number; below one is less.
    """

    name: str
    value: float
    unit: str
    against: str
    ratio: float

    @classmethod
    def beside(cls, name: str, value: float, unit: str, against: str, other: float) -> "Figure":
        """Return the figure of `value` compared with `other`, which is called `against`."""
        said = f"{against}: {_rounded(other):g}"
        return cls(name=name, value=_rounded(value), unit=unit, against=said, ratio=_rounded(value / other))


@dataclass
class Times:
    """How often something was done, and the milliseconds that each time took: of this processor, and by the clock."""

    processor_ms: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)

    def take(self, do: Callable[[], object]) -> None:
        """Do something once, and note what it took."""
        wall, processor = time.perf_counter(), time.process_time()
        do()
        self.processor_ms.append((time.process_time() - processor) * 1000)
        self.wall_ms.append((time.perf_counter() - wall) * 1000)


def median(numbers: Sequence[float]) -> float:
    """Return the middle one."""
    return statistics.median(numbers)


def p95(numbers: Sequence[float]) -> float:
    """Return the one that 95 in a hundred do not exceed."""
    return sorted(numbers)[max(0, -(-len(numbers) * 95 // 100) - 1)]


def _rounded(number: float) -> float:
    return float(f"{number:.{MOST_DIGITS}g}")
