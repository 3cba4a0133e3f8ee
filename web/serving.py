"""Serves the application: waitress's threads, and on SQLite the worker as one more; or gunicorn's processes."""

import gc
import logging
import os
import shutil
import socket
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import click
import waitress  # type: ignore[import-untyped]
from flask import Flask

from engine import logs
from engine.worker import make_worker
from web.app import create_app
from web.assets import built
from web.operations import measures
from web.service import NAME, Service

THREADS = 8
THREADS_A_PROCESS = 4
KEEP_ALIVE_SECONDS = 30
SILENT_SECONDS = 60
"""So long may a connection say nothing before it is closed."""
MOST_CONNECTIONS = 1000
"""Of so many at once, those who only open connections and wait have to hold all before others have to wait."""
LONGEST_LINE_BYTES = 8190
TOO_LARGE_TO_ANSWER = 10
"""So many times what a request may hold is cut off; what is less gets the page that says so."""


class PortTaken(click.ClickException):
    """Another program answers on the port."""

    exit_code = 2

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"cannot answer on {host}, port {port}: {why}; choose another, for example --port {port + 1}")


def serve(service: Service, *, host: str, port: int, says: str) -> None:
    """Answer requests until the program is ended.

    Args:
        service: what is served.
        host: the interface, `127.0.0.1` for this machine alone.
        port: 1 to 65535.
        says: what is printed once requests are answered.

    Raises:
        PortTaken: the port cannot be had.
    """
    app, listening = _made(service), _listening(host, port)
    server = server_of(app, listening)
    worker = make_worker(service.database, service.cases, service.settings) if service.database.is_sqlite else None
    if worker:
        worker.start()
    click.echo(says)
    try:
        server.run()
    finally:
        server.close()
        if worker:
            worker.stop()
        service.database.close()


def server_of(app: Flask, listening: socket.socket) -> Any:
    """Make the server of one process: slow clients cost it a connection, of which there are many, and no thread."""
    settings = app.extensions[NAME].settings
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a flood would write a line for each request
    return waitress.create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=SILENT_SECONDS,
        asyncore_use_poll=True,  # `select` knows no more than 1,024 files
        ident=None,
        max_request_body_size=TOO_LARGE_TO_ANSWER * app.config["MAX_CONTENT_LENGTH"],
        clear_untrusted_proxy_headers=not settings.trusted_proxies,  # else they are ProxyFix's to judge
    )


def serve_in_processes(service: Service, processes: int, *, host: str, port: int, says: str) -> None:
    """Answer requests from several processes until the program is ended; one that dies is begun anew.

    Not on Windows, and not on SQLite, of which one program does everything. The arguments are those of `serve`.

    Raises:
        PortTaken: the port cannot be had.
    """
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped] # noqa: PLC0415 - Windows lacks it

    app, listening = _made(service), _listening(host, port)
    options = {
        "bind": f"fd://{listening.detach()}",
        "workers": processes,
        "worker_class": "gthread",
        "threads": THREADS_A_PROCESS,
        "keepalive": KEEP_ALIVE_SECONDS,
        "limit_request_line": LONGEST_LINE_BYTES,
        "secure_scheme_headers": {},  # what a proxy says is ProxyFix's to judge
        "forwarder_headers": "",  # a client's SCRIPT_NAME or PATH_INFO, which a proxy passes on, is nobody's
        "control_socket_disable": True,
        "loglevel": "warning",
        "when_ready": lambda _arbiter: click.echo(says),
    }

    class Processes(BaseApplication):  # type: ignore[misc] # gunicorn has no types
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return app

    service.database.close()  # a connection that is there when the processes part would be used by several
    folder, parent = Path(mkdtemp(prefix="cspr-measures-")), os.getpid()
    measures.share(folder)  # where each process counts, so that each can tell the sum
    try:
        Processes().run()
    finally:
        if os.getpid() == parent:  # a process that parted from this one comes by here as well
            shutil.rmtree(folder, ignore_errors=True)


def _made(service: Service) -> Flask:
    """Make the application, and read once what every request needs."""
    logs.configure(service.settings.logs)
    built()
    app = create_app(service)
    with service.database.reading() as tx:
        service.cases.revisions.current(tx)
    gc.collect()
    gc.freeze()  # all this stays: it need never be looked through again, and processes can share its memory
    return app


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as wrong:
        raise PortTaken(host, port, wrong.strerror or str(wrong)) from wrong
