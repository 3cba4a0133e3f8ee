"""The command line: each module of this package is one command, and holds a click.Command called like itself."""

import importlib
import pkgutil

import click

from engine.diagrams.errors import DiagramError
from engine.errors import EngineError
from forms.errors import FormError


class WrongCall(click.ClickException):
    """What the command was asked for cannot be done."""

    exit_code = 2


class Commands(click.Group):
    """Imports a command's module when the command is asked for, so that none waits for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The modules of this package."""
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that the module of this name holds."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(importlib.import_module(f"{__name__}.{name}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; what it was asked for and cannot do is a wrong call, told in the error's own words."""
        try:
            return super().invoke(ctx)
        except (DiagramError, EngineError, FormError) as error:
            raise WrongCall(str(error)) from error


@click.command(
    cls=Commands,
    context_settings={"max_content_width": 110},
    epilog="On a fresh machine: python3 run.py COMMAND. Every check of the code, and its tests: python3 run.py test.",
)
def main() -> None:
    """Runs child safeguarding practice reviews: the partnership's framework, as diagrams, is the program.

    Exit status: 0 holds, 1 falls short (the report says where), 2 the call was wrong.
    """
