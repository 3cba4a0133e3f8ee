"""What was found of changes is kept from one run to the next.

A run that was broken off goes on where it was, and a later one begins with the scenario that noticed a change before:
a file of lines for each revision with its scenarios, in a folder that git does not track. What is kept tells nothing of
the program: after a change of it, judge anew.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants import Mutant
from web.scenarios.judging import Judged, Verdict
from web.scenarios.running import OUR_CODE

FOLDER = OUR_CODE / ".mutants"
MOST_FILES = 5
"""So many runs are remembered."""
SPECIFICATION = ("**/*.feature", "answers/*.yaml")

Key = tuple[str, str, str]


def key_of(mutant: Mutant) -> Key:
    """Return by what a mutant is known."""
    return mutant.file, mutant.element, mutant.change


@dataclass(frozen=True)
class Verdicts:
    """What is kept of one revision with its scenarios."""

    path: Path

    @classmethod
    def of(cls, bundle: Bundle, features: Path, folder: Path = FOLDER) -> "Verdicts":
        """Return what belongs to a revision and to the scenarios in a folder."""
        digest = hashlib.sha256(bundle.digest.encode())
        for path in sorted({path for pattern in SPECIFICATION for path in features.glob(pattern)}):
            digest.update(f"{path.relative_to(features)}\0{path.read_text(encoding='utf-8')}\0".encode())
        return cls(folder / f"{digest.hexdigest()[:24]}.jsonl")

    def known(self) -> Mapping[Key, Judged]:
        """Return what was found already."""
        return _read(self.path)

    def hints(self) -> Mapping[Key, str]:
        """Return which scenario noticed a change when it was last judged, of whatever revision."""
        found = dict[Key, str]()
        for path in self._files():
            found |= {key: judged.by for key, judged in _read(path).items() if judged.by}
        return found

    def keep(self, mutant: Mutant, judged: Judged) -> None:
        """Keep what was found of one mutant."""
        line = [*key_of(mutant), judged.verdict.value, judged.by, judged.why]
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(line)}\n")

    def open(self, *, anew: bool) -> None:
        """Make room for what will be found; with `anew`, forget what was found of this revision."""
        self.path.parent.mkdir(exist_ok=True)
        if anew:
            self.path.unlink(missing_ok=True)
        self.path.touch()
        for old in self._files()[:-MOST_FILES]:
            old.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        """Return the files of all revisions, the one that was written last at the end."""
        return sorted(self.path.parent.glob("*.jsonl"), key=lambda path: path.stat().st_mtime_ns)


def _read(path: Path) -> dict[Key, Judged]:
    """Read the lines of a file; what a run that was broken off has left unfinished is passed over."""
    found = dict[Key, Judged]()
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            file, element, change, verdict, by, why = json.loads(line)
            found[file, element, change] = Judged(verdict=Verdict(verdict), by=by, why=why)
        except ValueError:
            continue
    return found
