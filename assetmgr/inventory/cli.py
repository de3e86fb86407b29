"""`assetmgr stocktake`: what there is, and whether a closed one is as it was closed."""

import sys

import click

from assetmgr.commands.context import reading_session
from assetmgr.db.errors import Refused
from assetmgr.inventory.queries.heads import head_by_number
from assetmgr.inventory.queries.listing import StocktakeRow, Wanted, stocktakes
from assetmgr.inventory.queries.verifying import verify as verified

_MOST = 10_000


@click.group("stocktake")
def commands() -> None:
    """Stocktakes of the institutions."""


@commands.command("list")
def listing() -> None:
    """Print every stocktake: number, status, seen of expected, title."""
    with reading_session("all stocktakes") as session:
        rows, _ = stocktakes(session, Wanted(), limit=_MOST)
    for row in rows:
        click.echo(_line(row))


def _line(row: StocktakeRow) -> str:
    head = row.head
    return f"{head.label}\t{head.status}\t{row.found}/{row.expected}\t{head.title}"


@commands.command("verify")
@click.argument("institution")
@click.argument("number", type=click.IntRange(min=1))
def verify(institution: str, number: int) -> None:
    """Sum up the rows of a closed stocktake again: exit code 0 with the sum, or 1."""
    with reading_session("a stocktake's rows") as session:
        head = head_by_number(session, institution, number)
        if head is None:
            raise Refused("no stocktake is called I-%(code)s-%(n)s", code=institution, n=number)
        if head.is_open:
            raise Refused("%(label)s is open: it gets its sum when it is closed", label=head.label)
        found = verified(session, head)
    if found.holds:
        click.echo(found.computed)
        return
    click.echo(f"{head.label} was changed after it was closed.", err=True)
    click.echo(f"closed with {found.stored}\nits rows are {found.computed}", err=True)
    for line in found.strange:
        click.echo(line, err=True)
    sys.exit(1)
