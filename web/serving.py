"""Serves the application: waitress's threads, and on SQLite the worker as one more."""

import logging
import socket

import click
import waitress  # type: ignore[import-untyped]

from engine.worker import make_worker
from web.app import create_app
from web.assets import built
from web.service import Service

THREADS = 8
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
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    built()
    app = create_app(service)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as wrong:
        raise PortTaken(host, port, wrong.strerror or str(wrong)) from wrong
    server = waitress.create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        max_request_body_size=TOO_LARGE_TO_ANSWER * app.config["MAX_CONTENT_LENGTH"],
        clear_untrusted_proxy_headers=not service.settings.trusted_proxies,  # else they are ProxyFix's to judge
    )
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
