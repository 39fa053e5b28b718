"""`liulu account`: creates the first administrator, or any account, and prints an invitation link; deletes one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click

from graph.domain.roles import ROLES
from graph.driver import Graph
from graph.emails import normal_email
from graph.entities import Actor
from graph.entities.account import Account
from graph.errors import NotFoundError
from webapp.cli.connection import connect
from webapp.config import Settings, load_settings


@click.group()
def account() -> None:
    """Accounts: who may sign in."""


@account.command()
@click.option("--email", required=True, help="The address with which this person signs in.")
@click.option("--role", required=True, type=click.Choice(list(ROLES)), help="What the account is for.")
@click.option("--organisation", default="", help="Id of the startup, person, incubator or investor that it acts for.")
@click.option("--rank", default="", help="What it is there (head, member …); else the head where there is none.")
@click.option("--name", default="", help="The person's name; they can change it.")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
def create(email: str, role: str, organisation: str, rank: str, name: str, language: str) -> None:
    """Make an account and print the link that opens it; again for one not opened yet: a new link."""
    from webapp.operations.accounts.create_account import create_account
    from webapp.operations.accounts.refusals import AddressTakenError
    from webapp.runtime.door import as_served
    from webapp.runtime.prepare import prepare

    settings = as_served(load_settings())
    now = datetime.now(UTC)
    with connect(settings) as graph:
        prepare(graph)
        try:
            made = create_account(
                graph, Actor.system(), email, role, organisation, now, name=name, language=language, rank=rank
            )
        except AddressTakenError:
            made = _not_opened_yet(graph, email)
        click.echo(_link(graph, settings, made, now))
    click.echo(f"The link works once, for {settings.invitation_days} days.", err=True)


@account.command()
@click.option("--email", default="", help="The address of an account: it goes with all that its person wrote.")
@click.option("--person", default="", help="The id of a person who has no account.")
@click.confirmation_option(prompt="This cannot be undone. Delete?")
def delete(email: str, person: str) -> None:
    """Delete an account by its address, or a person without one by their id (docs/privacy.md)."""
    from webapp.operations.privacy.delete_account import delete_account
    from webapp.operations.privacy.delete_person import delete_person

    if bool(email) == bool(person):
        raise click.UsageError("Give either --email or --person.")
    now = datetime.now(UTC)
    with connect(load_settings()) as graph:
        if person:
            delete_person(graph, Actor.system(), person, now)
        else:
            delete_account(graph, Actor.system(), _by_address(graph, email).id, now)
    click.echo("Deleted. The next worker erases what is left outside the graph.")


def _by_address(graph: Graph, email: str) -> Account:
    found = graph.read(lambda tx: tx.accounts.find_by_email(normal_email(email)))
    if found is None:
        raise NotFoundError("account", email)
    return found


def _not_opened_yet(graph: Graph, email: str) -> Account:
    from webapp.operations.accounts.refusals import AddressTakenError

    found = graph.read(lambda tx: tx.accounts.find_by_email(normal_email(email)))
    if found is None or not found.is_invited:
        raise AddressTakenError(email)
    return found


def _link(graph: Graph, settings: Settings, made: Account, now: datetime) -> str:
    from webapp.accounts.link_tokens import LinkTokens
    from webapp.operations.accounts.invite_account import make_invitation_token

    lifetime = timedelta(days=settings.invitation_days)
    tokens = LinkTokens(settings.secret_key.get_secret_value())
    token = make_invitation_token(graph, tokens, Actor.system(), made.id, now, lifetime)
    return f"{settings.base_url}/invitations/{token}"


commands: list[click.Command] = [account]
