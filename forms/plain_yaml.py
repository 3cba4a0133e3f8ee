"""Refuses YAML that is more than plain data, before anything is built of it.

A few hundred bytes of aliases can unfold into gigabytes, a tag can ask for any type, and deep nesting ends in a
recursion: a revision's file, which may be a stranger's, has none of it.
"""

from typing import Any

import yaml

DEEPEST = 20
MOST_NODES = 50_000
# libyaml is ten times faster; the pure reader accepts the same files
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def beyond_plain(data: bytes | str) -> tuple[int, str] | None:
    """Return on which line (from 1; 0 for none) YAML is more than plain data, and what to do instead; else none.

    It is looked at as a stream, so that nothing unfolds or recurses.

    Raises:
        yaml.YAMLError: it is no YAML.
        UnicodeDecodeError: its bytes are no text.
    """
    depth = 0
    for number, event in enumerate(yaml.parse(data, Loader=LOADER)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return line, "& and * are not allowed; write it out, or put the text in quotes"
        if getattr(event, "tag", None):
            return line, "a tag (!) is not allowed; put the text in quotes"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return line, f"nested deeper than {DEEPEST}"
        if number > MOST_NODES:
            return line, f"longer than {MOST_NODES:,} keys and values; divide it"
    return None
