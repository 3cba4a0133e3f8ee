"""What can be wrong with a revision's files.

DiagramError            a file cannot be read, run or drawn
"""


class DiagramError(Exception):
    """A revision's file holds something wrong; the message says where, what, and what to do."""

    def __init__(self, file: str, what: str, *, line: int | None = None) -> None:
        self.file, self.what, self.line = file, what, line
        super().__init__(f"{file}{f', line {line}' if line else ''}: {what}")
