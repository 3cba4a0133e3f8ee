"""Writes the table of what everybody is answered along every route, to be read over and committed."""

import sys
import tempfile
from pathlib import Path

from tests.web.walls.site import walled
from tests.web.walls.table import FILE, walk, written


def main() -> None:
    """Walk, and write the table."""
    with tempfile.TemporaryDirectory() as folder, walled(Path(folder)) as world:
        made = walk(world)
    FILE.write_text(written(made), encoding="utf-8")
    said = f"{FILE.name}: {len(made.lines)} lines. Read over what has changed: git diff docs/{FILE.name}"
    sys.stdout.write("\n".join([said, *made.faults, *made.told_apart, ""]))


main()
