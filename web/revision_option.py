"""The option of every command that takes a revision: the project's own, or a draft beside it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

OUR_REVISION = Path(__file__).parents[1]
_Command = TypeVar("_Command", bound=Callable[..., Any])


def revision_option(command: _Command) -> _Command:
    """Give a command the option `--revision DIR`, as `folder`."""
    return click.option(
        "--revision",
        "folder",
        metavar="DIR",
        default=OUR_REVISION,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The folder that holds the revision's bpmn/ and forms/; without it, the project's own.",
    )(command)
