"""Scenarios of one feature have names of their own: pytest-bdd runs only the last of two that share one."""

import re
from collections import Counter
from pathlib import Path

_NAMED = re.compile(r"^ *Scenario(?: Outline)?: *(.+?) *$", re.MULTILINE)


def insist_on_own_names(folder: Path) -> None:
    """Refuse features that call two of their scenarios the same, because the first would silently not be run.

    Args:
        folder: of the features.

    Raises:
        ValueError: some do; the message names them.
    """
    shared = [
        f"{file.name} has {times} scenarios called {name!r}"
        for file in sorted(folder.glob("**/*.feature"))
        for name, times in Counter(_NAMED.findall(file.read_text(encoding="utf-8"))).items()
        if times > 1
    ]
    if shared:
        raise ValueError("; ".join(shared) + ". Only the last is run: give each a name of its own")
