#!/usr/bin/env python3
"""The one door: `python3 run.py demo`, `python3 run.py test`, or any cspr command (`python3 run.py --help`).

Needs nothing but Python 3.11 or newer. The first run makes the virtual environment `.venv` and installs the pinned,
hashed requirements; a stamp in it then says so, and from the second run on only that stamp is read. The stamp is
written last, so that an interrupted set-up is begun afresh.
"""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python would stumble over
    sys.exit(
        "This needs Python 3.11 or newer, and was started by Python %d.%d. If a newer one is installed, name it:"
        " python3.12 run.py demo" % sys.version_info[:2]
    )

import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"
PRODUCT = ROOT / "requirements.txt"
SUITE = ROOT / "requirements-test.txt"  # holds all of PRODUCT too, at the same versions

NEEDS_SUITE = {"test", "verify", "mutate"}  # the commands that run the tests or the scenarios
CHECKS = {
    "lint": ["-m", "ruff", "check", "--quiet"],
    "format": ["-m", "ruff", "format", "--check", "--quiet"],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo"],
    "browser bundle": ["-m", "web.assets"],
}


def main(arguments: list[str]) -> NoReturn:
    """Sets up what is still to be set up, then becomes the command."""
    if not arguments:
        say("Say what to start: python3 run.py demo | test | COMMAND. All commands: python3 run.py --help")
        sys.exit(2)
    command, *rest = arguments
    set_up(SUITE if command in NEEDS_SUITE else PRODUCT)
    if command == "test":
        sys.exit(test(rest))
    become(["-P", "-m", "web", *arguments])  # -P: the folder that the user stands in hides none of our packages


def set_up(requirements: Path) -> None:
    """Makes the virtual environment hold `requirements`, if its stamp does not say that it does."""
    if holds(requirements):
        return
    with alone():
        if holds(requirements):  # another run has just finished it
            return
        if not PYTHON.exists() or not STAMP.exists():
            say(f"Creating the virtual environment {VENV.name} ...")
            step(
                [sys.executable, "-m", "venv", "--clear", str(VENV)],
                "create the virtual environment",
                "On Debian and Ubuntu the package python3-venv brings what is missing.",
            )
        STAMP.unlink(missing_ok=True)
        say(f"Installing {requirements.name}, once ...")
        pip = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes", "-r"]
        step(
            [str(PYTHON), *pip, str(requirements)],
            f"install {requirements.name}",
            "The lines above are pip's: is there a network, and room on the disk?",
        )
        STAMP.write_text("\n".join(digest(file) for file in {PRODUCT, requirements}))


def holds(requirements: Path) -> bool:
    """Whether an earlier run installed exactly these requirements and the environment still has its Python."""
    return PYTHON.exists() and STAMP.exists() and digest(requirements) in STAMP.read_text().split()


def digest(file: Path) -> str:
    """The SHA-256 of the file, in hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """Lets one run at a time set up; where the system has no such lock, two first runs must not overlap."""
    try:
        import fcntl  # noqa: PLC0415 - Windows does not have it
    except ImportError:
        yield
        return
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def step(command: list[str], what: str, advice: str) -> None:
    """Runs one step of the set-up; ends with what failed and what to do when it does."""
    if subprocess.run(command, check=False, stdout=sys.stderr.fileno()).returncode:
        say(f"\nCould not {what}. {advice} Then start the same command again.")
        sys.exit(2)


def test(arguments: list[str]) -> int:
    """Every check of the code, and the whole suite or what `arguments` tell pytest to run; 0 when all of it holds."""
    environment = project_environment()
    steps = CHECKS | {"tests": ["-m", "pytest", "-n", "auto", *(arguments or ["--require-coverage"])]}
    fallen = []
    for name, command in steps.items():
        say(f"--- {name}")
        if subprocess.run([str(PYTHON), *command], check=False, cwd=ROOT, env=environment).returncode:
            fallen.append(name)
    say(f"--- {len(steps) - len(fallen)} of {len(steps)} hold" + (f"; not: {', '.join(fallen)}" if fallen else ""))
    return 1 if fallen else 0


def become(arguments: list[str]) -> NoReturn:
    """Runs the environment's Python in this process's place, so that signals and the exit status are its own."""
    if os.name == "nt":
        sys.exit(subprocess.run([str(PYTHON), *arguments], check=False, env=project_environment()).returncode)
    os.execve(PYTHON, [str(PYTHON), *arguments], project_environment())


def project_environment() -> dict[str, str]:
    """The environment variables of a program that finds the project's packages wherever it is started."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def say(message: str) -> None:
    """Speaks on standard error: standard output belongs to the command."""
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
