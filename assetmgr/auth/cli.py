"""`assetmgr user`: accounts."""

import click

from assetmgr.auth.codes import Role
from assetmgr.auth.operations import add_user, issue_password_token
from assetmgr.commands.context import now, writing_session
from assetmgr.config import load
from assetmgr.institutions.queries import institution_ids


@click.group("user")
def commands() -> None:
    """People who sign in."""


@commands.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--institution", "codes", multiple=True, metavar="CODE", help="May be repeated.")
@click.option("--name", help="How the person is called; the e-mail unless given.")
def add(email: str, role: str, codes: tuple[str, ...], name: str | None) -> None:
    """Add a person and print the link by which they set their password, once."""
    with writing_session("an account is added on the command line") as session:
        user = add_user(
            session,
            email,
            name=name or email,
            role=Role(role),
            institution_ids=institution_ids(session, codes),
        )
        token = issue_password_token(session, user, now())
    click.echo(f"{load().base_url}/password/{token}")
