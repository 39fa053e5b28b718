"""`liulu mail receive`: takes one message as a mail server hands it over."""

from __future__ import annotations

import sys
from typing import IO

import click

from graph.errors import GraphError, InvalidInputError
from webapp.cli.connection import connect
from webapp.config import load_settings

TRY_LATER = 75
"""EX_TEMPFAIL of sysexits.h: the mail server keeps the message and hands it over again."""


@click.group()
def mail() -> None:
    """Mails that come back."""


@mail.command()
@click.argument("message", type=click.File("rb"), default="-")
def receive(message: IO[bytes]) -> None:
    """Take one message on stdin (or from a file) and note which mail of ours came back.

    Ends with 0 also where there is nothing to note, so that no mail server answers a bounce with another; with 2 where
    it is no mail, and with 75 where the graph is away, so that the server tries again later.
    """
    from webapp.operations.delivery.bounces import LARGEST
    from webapp.operations.delivery.receive_mail import receive_mail

    content = message.read(LARGEST + 1)
    try:
        with connect(load_settings()) as graph:
            bounce = receive_mail(graph, content)
    except InvalidInputError:
        raise
    except GraphError as error:
        click.echo(str(error), err=True)
        sys.exit(TRY_LATER)
    click.echo(f"{bounce.mail_id} came back: {bounce.said or bounce.reason}" if bounce else "Nothing to note.")


commands = [mail]
