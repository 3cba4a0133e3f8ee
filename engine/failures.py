"""What the log may say of a failure: its kind and where it was, never a value, which may be personal."""

import traceback
from collections.abc import Iterator


def places_of(failure: BaseException) -> str:
    """Return the kind of a failure and of what caused it, each with the places in the code, without messages."""
    return "\n".join(_lines(failure))


def _lines(failure: BaseException) -> Iterator[str]:
    seen: BaseException | None = failure
    while seen is not None:
        yield type(seen).__name__
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for inner in seen.exceptions if isinstance(seen, BaseExceptionGroup) else ():
            yield from _lines(inner)
        seen = seen.__cause__ or seen.__context__
