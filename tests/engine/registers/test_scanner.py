import socket
from io import BytesIO

import pytest

from engine.registers.scanner import ScannerAway, virus_in
from engine.settings import Clamd
from tests.clamd import VIRUS, clamd, clamd_on_a_port

MOST = 1_000_000


class TestVirusIn:
    def test_sends_the_whole_file_in_chunks_and_leaves_it_as_it_was(self):
        content = BytesIO(bytes(range(256)) * 1000)
        with clamd_on_a_port() as (fake, scanner):
            assert virus_in(content, scanner, most_bytes=MOST) is None
        assert fake.seen == [content.getvalue()]
        assert content.tell() == 0

    def test_names_what_was_found(self):
        with clamd_on_a_port() as (_, scanner):
            assert virus_in(BytesIO(b"%PDF" + VIRUS), scanner, most_bytes=MOST) == "Test.Virus"

    def test_asks_over_a_socket_of_this_machine(self, tmp_path):
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(tmp_path / "clamd"))
        with clamd(listening):
            scanner = Clamd(socket=str(tmp_path / "clamd"))
            assert virus_in(BytesIO(VIRUS), scanner, most_bytes=MOST) == "Test.Virus"

    def test_sends_no_more_than_is_kept_of_a_file(self):
        with clamd_on_a_port() as (fake, scanner):
            virus_in(BytesIO(bytes(1000)), scanner, most_bytes=100)
        assert fake.seen == [bytes(100)]

    @pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OKAY\0"])
    def test_takes_no_other_answer_for_a_verdict(self, answer):
        with clamd_on_a_port(answer) as (_, scanner), pytest.raises(ScannerAway):
            virus_in(BytesIO(b"x"), scanner, most_bytes=MOST)

    @pytest.mark.parametrize("scanner", [Clamd(socket="/nowhere/clamd"), Clamd(host="127.0.0.1", port=1)])
    def test_says_that_nobody_answers(self, scanner):
        content = BytesIO(b"x")
        with pytest.raises(ScannerAway):
            virus_in(content, scanner, most_bytes=MOST)
        assert content.tell() == 0
