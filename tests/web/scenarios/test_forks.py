"""Processes that judge changes, as the one that asks them sees them."""

import json
import socket
from collections.abc import Iterator

import pytest

from web.scenarios.forks import Fork, Forks
from web.scenarios.running import ScenariosUnreadable


@pytest.fixture
def ends() -> Iterator[tuple[Fork, socket.socket]]:
    """A fork, and the end of its channel at which the process would sit."""
    ours, theirs = socket.socketpair()
    fork = Fork(ours, lambda: "it was ended")
    yield fork, theirs
    fork.close()
    for end in (ours, theirs):
        end.close()


def judge(fork: Fork) -> object:
    return fork.judge("bpmn/review.bpmn", "<nothing/>", spoils=None, scenarios=[], seconds=1.0)


class TestFork:
    def test_asks_with_a_line_and_hears_one(self, ends: tuple[Fork, socket.socket]):
        fork, theirs = ends
        theirs.sendall(b'{"noticed": "reading"}\n')
        assert judge(fork) == {"noticed": "reading"}
        asked = json.loads(theirs.makefile("r").readline())
        assert (asked["file"], asked["text"], asked["spoils"]) == ("bpmn/review.bpmn", "<nothing/>", None)

    def test_says_why_its_process_has_ended(self, ends: tuple[Fork, socket.socket]):
        fork, theirs = ends
        theirs.close()
        with pytest.raises(ScenariosUnreadable, match=r"start again, it goes on there \(it was ended\)"):
            judge(fork)


class TestForks:
    def test_do_a_piece_of_work_each_in_their_order(self):
        channels = [socket.socketpair() for _ in range(2)]
        forks = [Fork(ours, str) for ours, _ in channels]
        assert list(Forks(forks).each(lambda fork, piece: (fork in forks, piece), range(5))) == [
            (True, piece) for piece in range(5)
        ]
        for fork in forks:
            fork.close()
        for pair in channels:
            for end in pair:
                end.close()
