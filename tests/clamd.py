"""A fake clamd on a real socket: it keeps what it was sent, and answers as clamd does."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from engine.settings import Clamd

VIRUS = b"X5O!P%@AP a file that stands for one with a virus"


class FakeClamd:
    def __init__(self, listening: socket.socket, answer: bytes | None) -> None:
        self.seen = list[bytes]()
        self._listening, self._answer = listening, answer

    def run(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.sendall(self._verdict(connection.makefile("rb")))

    def _verdict(self, sent) -> bytes:
        assert sent.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", sent.read(4))[0]:
            content += sent.read(length)
        self.seen.append(content)
        if self._answer is not None:
            return self._answer
        return b"stream: Test.Virus FOUND\0" if VIRUS in content else b"stream: OK\0"


@contextmanager
def clamd(listening: socket.socket, answer: bytes | None = None) -> Iterator[FakeClamd]:
    """Answer on a bound socket, always with `answer` if one is given."""
    listening.listen()
    fake = FakeClamd(listening, answer)
    thread = threading.Thread(target=fake.run, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


@contextmanager
def clamd_on_a_port(answer: bytes | None = None) -> Iterator[tuple[FakeClamd, Clamd]]:
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    with clamd(listening, answer) as fake:
        yield fake, Clamd(host="127.0.0.1", port=port)
