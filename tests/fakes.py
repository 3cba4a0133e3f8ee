"""Fakes, written by hand."""

from collections.abc import Callable
from email.message import EmailMessage


class FakeMailer:
    """Takes mail as it is told to.

    Args:
        failure: what it raises instead of taking a message.
        then: what happens while a message is being sent.
    """

    def __init__(self, failure: BaseException | None = None, then: Callable[[], None] = lambda: None) -> None:
        self.failure, self.then = failure, then
        self.tried: list[EmailMessage] = []
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        """Take a message, or not."""
        self.tried.append(message)
        self.then()
        if self.failure is not None:
            raise self.failure
        self.sent.append(message)
