"""Which scenarios speak most of something: by its names, of which those count for more that few scenarios say."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from web.scenarios.running import Scenario


class Sayings:
    """Knows what a number of scenarios say, and what they expect."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        self._texts = [
            [(scenario.id, text.lower()) for scenario, text in zip(scenarios, texts, strict=True) if text]
            for texts in ([s.said for s in scenarios], [s.expects for s in scenarios])
        ]
        self._known: dict[str, Mapping[str, float]] = {}

    def of(self, names: Iterable[str]) -> Mapping[str, float]:
        """Return how much each scenario speaks of something, by its id; only those that do.

        Args:
            names: by which the thing goes, in small letters.
        """
        found = Counter[str]()
        for name in names:
            if name not in self._known:
                self._known[name] = self._weigh(name)
            for scenario, weight in self._known[name].items():
                found[scenario] += weight  # type: ignore[assignment] # a Counter counts in fractions too
        return found

    def _weigh(self, name: str) -> Mapping[str, float]:
        weights = dict[str, float]()
        for texts in self._texts:
            times = {scenario: count for scenario, text in texts if (count := text.count(name))}
            for scenario, count in times.items():
                weights[scenario] = weights.get(scenario, 0.0) + count / len(times)
        return weights
