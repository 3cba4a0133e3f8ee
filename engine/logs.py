"""How a program logs: lines for a person, or JSON for a machine, each with the request that it belongs to.

What is logged holds ids, kinds of errors and places in the code, never a value, which may be personal. That is said
where each line is written; here it is seen to that the traceback which Python adds to a line has no values either.
"""

import logging
import time
from contextvars import ContextVar
from types import TracebackType

import orjson

from engine.failures import places_of

FORMATS = ("text", "json")
"""The ways in which a program may log; the first is the default."""
REQUESTS = "web.requests"
"""The logger that has a line for each request: as JSON alone, for a person they would hide what matters."""
request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; empty outside of one."""
_Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure(form: str, *, verbose: str = "") -> None:
    """Let this program log to its standard error, as one of `FORMATS`: what needs somebody's attention.

    Args:
        form: as what.
        verbose: the logger, such as `engine`, that tells what goes well, too; none if it is empty.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Machine() if form == "json" else Human())
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    if form == "json":
        logging.getLogger(REQUESTS).setLevel(logging.INFO)
    if verbose:
        logging.getLogger(verbose).setLevel(logging.INFO)


class Human(logging.Formatter):
    """One line of text, more for a failure; the request's id stands at its end."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: _Failure) -> str:  # noqa: N802 - as logging calls it
        """Say where a failure was, without its message."""
        return places_of(ei[1]) if ei[1] else ""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - as logging calls it
        """Write the line."""
        line, asked = super().formatMessage(record), request_id.get()
        return f"{line} (request {asked})" if asked else line


class Machine(logging.Formatter):
    """One JSON object a line: at (UTC), level, logger, message, request, failure, and what a record has as `facts`."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Write the object."""
        said: dict[str, object] = {
            "at": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if asked := request_id.get():
            said["request"] = asked
        if record.exc_info and record.exc_info[1]:
            said["failure"] = places_of(record.exc_info[1])
        facts: dict[str, object] = getattr(record, "facts", {})
        return orjson.dumps(said | facts, default=str).decode()
