"""Checks a stranger's revision in a process of its own, so that nothing in it can stop or fill ours.

The bundle goes in packed, and the problems come out as JSON: no pickle either way. The child gives itself limits of
processor time and memory before it looks at anything; we end it when it takes too long.
"""

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check_bundle
from engine.diagrams.errors import CheckStopped, Problem

MEGABYTE = 1_000_000
LARGEST_ANSWER_BYTES = 20 * MEGABYTE
OUR_CODE = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a check may take.

    Attributes:
        processor_seconds: of processor time.
        memory_bytes: of address space, libraries included.
        wall_seconds: until it is ended, whatever it does.
    """

    processor_seconds: int = 20
    memory_bytes: int = 1_500 * MEGABYTE
    wall_seconds: float = 30


def check_untrusted(bundle: Bundle, limits: Limits = Limits()) -> list[Problem]:
    """Return every problem of a bundle that a stranger may have made.

    A check that reaches a limit, or breaks, is itself the one problem: it says so, and nothing is raised.
    """
    command = [sys.executable, "-m", __name__, json.dumps(asdict(limits))]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            command,
            input=bundle.pack(),
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
            cwd=OUR_CODE,
            env={"PATH": os.defpath, "PYTHONPATH": str(OUR_CODE), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired:
        return [_stopped(f"took longer than {limits.wall_seconds:g} seconds")]
    if done.returncode == 0 and len(done.stdout) <= LARGEST_ANSWER_BYTES:
        return [Problem(**problem) for problem in json.loads(done.stdout)]
    return [_stopped(_why(done.returncode, done.stderr, limits))]


def _why(status: int, said: bytes, limits: Limits) -> str:
    if status < 0:
        return f"took more than {limits.processor_seconds} seconds of processor time, or more memory than it may"
    if b"MemoryError" in said:
        return f"took more than {limits.memory_bytes // MEGABYTE} MB of memory"
    if b"RecursionError" in said:
        return "is nested too deeply"
    return "broke the check itself, which is a fault of ours too; please report it"


def _stopped(why: str) -> Problem:
    return CheckStopped("the bundle", f"could not be checked: it {why}. It is not to be trusted").problem


def _child() -> None:
    """Check what comes in, within the limits that the command line names."""
    limits = Limits(**json.loads(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor_seconds, limits.processor_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    problems = check_bundle(Bundle.unpack(sys.stdin.buffer.read()))
    sys.stdout.write(json.dumps([asdict(problem) for problem in problems]))


if __name__ == "__main__":
    _child()
