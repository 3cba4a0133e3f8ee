"""The server itself, on a port, before the application is asked anything."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.request import urlopen

from flask import Flask

from web.serving import server_of


@contextmanager
def answering(app: Flask) -> Iterator[int]:
    """Serve until the end of the block; gives the port."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = server_of(app, listening)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    try:
        yield port
    finally:
        server.close()
        running.join(timeout=10)


class TestSlowClients:
    def test_who_begin_requests_and_never_end_them_keep_nobody_waiting(self, site):
        with answering(site.app) as port, ExitStack() as stack:
            for _ in range(300):
                slow = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
                slow.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\nX-Slow: ")
            with urlopen(f"http://127.0.0.1:{port}/accessibility", timeout=10) as answer:
                assert answer.status == 200
