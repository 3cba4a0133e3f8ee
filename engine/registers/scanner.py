"""Looks for viruses in what is uploaded, by asking clamd, where an installation has it.

clamd's INSTREAM command, of its manual: `zINSTREAM`, then chunks, each after its length in four bytes, and a chunk of
no length; the answer is `stream: OK`, or `stream: NAME FOUND`. What is asked here is asked outside any transaction.
"""

import socket
import struct
from contextlib import suppress
from typing import IO

from engine.errors import EngineError
from engine.settings import Clamd

TIMEOUT_SECONDS = 30
_CHUNK_BYTES = 1 << 16
_LONGEST_ANSWER_BYTES = 4096


class ScannerAway(EngineError):
    """The scanner does not answer, or not with a verdict, so that nothing is known of the file."""


def virus_in(content: IO[bytes], scanner: Clamd, *, most_bytes: int) -> str | None:
    """Return the name of the virus that clamd finds in the first bytes of a file; none if it finds none.

    The file is read from where it stands, and stands there again afterwards.

    Raises:
        ScannerAway: there is no verdict.
    """
    start = content.tell()
    try:
        with _connected(scanner) as connection:
            answer = _asked(connection, content, most_bytes)
    except OSError as away:
        raise ScannerAway("The virus scanner does not answer") from away
    finally:
        content.seek(start)
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerAway(f"The virus scanner gives no verdict: {said[:100]}")


def _connected(scanner: Clamd) -> socket.socket:
    if not scanner.socket:
        return socket.create_connection((scanner.host, scanner.port), timeout=TIMEOUT_SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(TIMEOUT_SECONDS)
    try:
        connection.connect(scanner.socket)
    except OSError:
        connection.close()
        raise
    return connection


def _asked(connection: socket.socket, content: IO[bytes], most_bytes: int) -> str:
    with suppress(BrokenPipeError, ConnectionResetError):  # it hangs up on what is too long, and says so before
        connection.sendall(b"zINSTREAM\0")
        while chunk := content.read(min(_CHUNK_BYTES, most_bytes)):
            most_bytes -= len(chunk)
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER_BYTES and (more := connection.recv(1024)):
        answer += more
    return answer.rstrip(b"\0\n").decode("ascii", "replace")
