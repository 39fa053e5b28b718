"""The command line: one group whose commands are loaded when they are asked for."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from graph.domain.kinds import check_declarations
from graph.domain.registry import IncompleteError
from graph.errors import GraphError, InvalidInputError
from webapp.config import SettingsError
from webapp.version import VERSION

# The command's name, and the module beside this one whose `commands` hold it.
COMMANDS = {
    "up": "up",
    "web": "parts",
    "worker": "parts",
    "beat": "parts",
    "migrate": "parts",
    "doctor": "doctor",
    "backup": "backup",
    "restore": "backup",
    "compact": "backup",
    "demo": "demo",
    "account": "account",
    "import": "exchange",
    "export": "exchange",
    "read": "read",
    "doubles": "doubles",
    "conflicts": "conflicts",
    "propose": "propose",
    "train": "models",
    "models": "models",
    "rank": "ranking",
    "score": "ranking",
    "backtest": "backtest",
    "simulate": "simulate",
    "evaluate": "evaluate",
    "allocate": "allocate",
    "points": "points",
    "route": "route",
    "clock": "clock",
    "mail": "mail",
}


class Failure(click.ClickException):
    """The work failed: a message on stderr and exit code 1."""


class BadInput(click.ClickException):
    """Bad usage, settings or input: a message on stderr and exit code 2."""

    exit_code = 2


class LazyGroup(click.Group):
    """Loads a command's module only when that command runs or is described."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return [name for name, module in COMMANDS.items() if find_spec(f"{__name__}.{module}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        commands: list[click.Command] = import_module(f"{__name__}.{COMMANDS[cmd_name]}").commands
        check_declarations()
        return next((command for command in commands if command.name == cmd_name), None)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (InvalidInputError, SettingsError) as error:
            raise BadInput(str(error)) from error
        except (GraphError, IncompleteError) as error:
            raise Failure(str(error)) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="liulu")
def main() -> None:
    """Liulu matches startups with supervisors, talents, labs and investors.

    State is kept in LIULU_HOME (.liulu/ where the command runs). Answers go to stdout, progress to stderr.
    """
    # Whatever this process and its children write is for the user of the installation alone: it holds personal data.
    os.umask(0o077)
