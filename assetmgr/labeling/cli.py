"""`assetmgr labels`: a file of labels."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from assetmgr.commands.context import COMMAND_LINE, now, reading_session, writing_session
from assetmgr.commands.whole_file import whole_file
from assetmgr.config import load
from assetmgr.db.errors import Refused
from assetmgr.devices.policy.text import comparable
from assetmgr.institutions.queries import institution_ids
from assetmgr.labeling.codes import Order
from assetmgr.labeling.operations.drawing import device_labels, write_labels
from assetmgr.labeling.operations.printed import mark_printed
from assetmgr.labeling.policy.papers import Format, chosen_paper
from assetmgr.labeling.policy.style import usual_style
from assetmgr.labeling.queries.choice import Choice
from assetmgr.labeling.queries.picks import Pick, in_walking_order, picks_by_tag, picks_of
from assetmgr.labeling.queries.styles import papers_of, style_of, styles_of
from assetmgr.labeling.queries.walk import walk
from labels.brother import USUAL_PRINTER
from labels.fit import Offset

_ORDERS = click.Choice([code.value for code in Order])
_FORMATS = click.Choice([code.value for code in Format])
_FILE = click.Path(dir_okay=False, path_type=Path)


class OffsetType(click.ParamType[Offset]):
    """Two lengths in mm, as 0.5,-1.2."""

    name = "offset"

    def convert(
        self, value: str | Offset, param: click.Parameter | None, ctx: click.Context | None
    ) -> Offset:
        if not isinstance(value, str):
            return value
        try:
            x, y = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not an offset such as 0.5,-1.2", param, ctx)
        return x, y


@click.command("labels")
@click.option("--sheet", metavar="CODE", help="Sheet or roll; else the usual one, or L4770.")
@click.option("--start", default=1, show_default=True, help="First place on a half-used sheet.")
@click.option("--institution", metavar="CODE", help="Only the devices of this institution.")
@click.option("--tags", type=_FILE, help="A text file with one asset tag a line.")
@click.option("--order", type=_ORDERS, help="By tag, or by room for walking.")
@click.option("--offset", type=OffsetType(), metavar="X,Y", help="Shift in mm, right and down.")
@click.option("--format", "form", type=_FORMATS, help="As the sheet asks for.")
@click.option("--printer", default=USUAL_PRINTER, show_default=True, help="Model of Brother QL.")
@click.option("-o", "--output", type=_FILE, required=True, metavar="OUT")
def command(
    sheet: str | None,
    start: int,
    institution: str | None,
    tags: Path | None,
    order: str | None,
    offset: Offset | None,
    form: str | None,
    printer: str,
    output: Path,
) -> None:
    """Print labels of devices that count, or of the devices in a file of tags."""
    wanted = _tags_in(tags) if tags else None
    with reading_session("labels of the municipality's devices") as session:
        place = institution_ids(session, [institution])[0] if institution else None
        style = style_of(session, place) if place else usual_style()
        paper = chosen_paper(
            sheet, Format(form) if form else None, papers_of(session, place), style.paper
        )
        picks = _picks(session, place, wanted, Order(order) if order else None)
        styles = styles_of(session, (pick.institution_id for pick in picks))
    if not picks:
        raise Refused("No device is chosen.")
    labels = device_labels(picks, styles, load().base_url)
    shift = style.offset if offset is None else offset
    with whole_file(output) as out:
        pages = write_labels(labels, paper, out, start=start, offset=shift, printer=printer)
    with writing_session("labels were printed") as session:
        mark_printed(session, picks, actor=COMMAND_LINE, now=now())
    on = f" on {pages} pages" if paper.sheet else ""
    click.echo(f"{len(picks)} labels{on} of {paper.made.code}: {output}")


def _tags_in(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("%(file)s cannot be read: %(why)s", file=file, why=error) from error
    return [line.strip() for line in lines if line.strip()]


def _picks(
    session: Session, place: int | None, tags: list[str] | None, order: Order | None
) -> tuple[Pick, ...]:
    """The chosen devices; those of a file in the file's order where no other is asked for."""
    if tags is None:
        return picks_of(session, Choice(institution_id=place, order=order or Order.TAG))
    picks = _named(session, place, tags)
    if order is None:
        return picks
    tagged = tuple(sorted(picks, key=lambda pick: comparable(pick.tag) or ""))
    if order is Order.TAG:
        return tagged
    return in_walking_order(
        tagged, walk(session, Choice(device_ids=tuple(one.id for one in picks)))
    )


def _named(session: Session, place: int | None, tags: list[str]) -> tuple[Pick, ...]:
    found = picks_by_tag(session, tags)
    named = {tag: found.get(comparable(tag) or "") for tag in dict.fromkeys(tags)}
    picks = {tag: pick for tag, pick in named.items() if pick}
    own = {tag: pick for tag, pick in picks.items() if place in {None, pick.institution_id}}
    if unknown := [tag for tag in named if tag not in own]:
        raise Refused("no such device: %(tags)s", tags=", ".join(unknown))
    return tuple(dict.fromkeys(own.values()))
