"""The service's measures as Prometheus reads them: what requests cost, counted as they end; what waits, when asked.

Nothing in them is personal: a route is its template, `/cases/<reference>`, and never an address.
"""

from collections.abc import Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest, values
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from engine import settings
from engine.condition import Condition

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""Seconds; the aim for a page is 0.05 at the 95th percentile."""
NOBODYS = "none"
"""The route of a request for which there is no page."""
disable_created_metrics()  # type: ignore[no-untyped-call] # a series more for each, which nobody reads
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_REQUESTS = Counter("cspr_requests", "Requests answered", ("method", "route", "status"), registry=None)
_SECONDS = Histogram("cspr_request_seconds", "How long requests took", ("route",), registry=None, buckets=BUCKETS)
_STATEMENTS = Counter("cspr_request_statements", "SQL statements of requests", ("route",), registry=None)
_shared = list[Path]()


def share(folder: Path) -> None:
    """Let the processes that this program parts into keep their counts in a folder, from which any tells the sum.

    Called once, before the first request.
    """
    settings.tell_library("PROMETHEUS_MULTIPROC_DIR", str(folder))
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
    _shared.append(folder)


def count(*, method: str, route: str, status: int, seconds: float, statements: int) -> None:
    """Count a request that was answered."""
    _REQUESTS.labels(method if method in _METHODS else "other", route, str(status)).inc()
    _SECONDS.labels(route).observe(seconds)
    _STATEMENTS.labels(route).inc(statements)


def exposition(condition: Condition, skew_seconds: float) -> bytes:
    """Return every measure in Prometheus's text format."""
    registry = CollectorRegistry()
    if _shared:
        MultiProcessCollector(registry, path=str(_shared[0]))  # type: ignore[no-untyped-call]
    else:
        for measure in (_REQUESTS, _SECONDS, _STATEMENTS):
            registry.register(measure)
    registry.register(_Waiting(condition, skew_seconds))
    return generate_latest(registry)


class _Waiting(Collector):
    def __init__(self, condition: Condition, skew_seconds: float) -> None:
        self._condition, self._skew_seconds = condition, skew_seconds

    def collect(self) -> Iterable[Metric]:
        """Give what waits as gauges."""
        now = self._condition
        waited = GaugeMetricFamily(
            "cspr_work_waited_seconds", "For how long the longest due piece of background work waits", labels=("kind",)
        )
        for kind, seconds in now.waited_seconds.items():
            waited.add_metric((kind,), seconds)
        letters = GaugeMetricFamily(
            "cspr_letters_queued", "Letters and notices that wait to be sent", labels=("tries",)
        )
        for tries, number in now.letters.items():
            letters.add_metric((tries,), number)
        messages = GaugeMetricFamily("cspr_messages_queued", "Messages to other systems that wait", labels=("tries",))
        for tries, number in now.messages.items():
            messages.add_metric((tries,), number)
        incidents = GaugeMetricFamily("cspr_incidents_open", "What stopped and waits for a person", labels=("kind",))
        for kind, number in now.incidents.items():
            incidents.add_metric((kind,), number)
        ahead = GaugeMetricFamily("cspr_clock_ahead_seconds", "This machine's clock, ahead of the database's")
        ahead.add_metric((), self._skew_seconds)
        return (waited, letters, messages, incidents, ahead)
