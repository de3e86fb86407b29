"""What labels are printed on: sheets that everybody knows, an institution's own, rolls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from labels import brother
from labels.fit import OffPageError, Offset, check_offset
from labels.layout import Face
from labels.rolls import BROTHER_ROLLS, ZEBRA_ROLLS, BrotherRoll, ZebraRoll
from labels.sheets import SHEETS, Sheet

OWN: Final = "own-"
USUAL: Final = "L4770"


class Format(StrEnum):
    """In what a file of labels is written."""

    PDF = "pdf"
    ZPL = "zpl"
    BROTHER = "brother"


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to print on: `key` stands in addresses and settings, `name` is what people see."""

    key: str
    name: str
    made: Sheet | ZebraRoll | BrotherRoll

    @property
    def face(self) -> Face:
        """The size of one label."""
        return self.made.face

    @property
    def sheet(self) -> Sheet | None:
        """The sheet; None for a roll."""
        return self.made if isinstance(self.made, Sheet) else None

    @property
    def format(self) -> Format:
        """In what its labels are written."""
        if isinstance(self.made, Sheet):
            return Format.PDF
        return Format.ZPL if isinstance(self.made, ZebraRoll) else Format.BROTHER


def known_papers() -> tuple[Paper, ...]:
    """The papers of every installation; Brother's where its library is installed."""
    sheets = (Paper(one.code, " / ".join((one.code, *one.aliases)), one) for one in SHEETS)
    zebra = (Paper(one.code, f"Zebra {_size(one.face)}", one) for one in ZEBRA_ROLLS)
    rolls = BROTHER_ROLLS if brother.is_installed() else ()
    dk = (Paper(one.code, f"Brother {one.code}", one) for one in rolls)
    return (*sheets, *zebra, *dk)


def paper_named(name: str, papers: Iterable[Paper]) -> Paper | None:
    """The paper of a key or else of a name or an alias of its sheet, in any case."""
    wanted, known = name.strip().casefold(), tuple(papers)
    by_key = (paper for paper in known if paper.key.casefold() == wanted)
    by_name = (paper for paper in known if wanted in _names(paper))
    return next(chain(by_key, by_name), None)


def chosen_paper(
    name: str | None, form: Format | None, papers: Sequence[Paper], usual: Paper
) -> Paper:
    """The paper of a name or, without one, the usual one; of a format the first that has it.

    Raises:
        Refused: there is no such paper here, or it is not printed in that format.
    """
    if form is Format.BROTHER and not brother.is_installed():
        raise Refused("%(reason)s", reason=brother.MISSING)
    fitting = [paper for paper in papers if form in {None, paper.format}]
    if name is None:
        return usual if usual in fitting else fitting[0]
    paper = paper_named(name, fitting)
    if paper is None:
        raise Refused(
            "no label sheet is called '%(name)s'; known: %(known)s",
            name=name,
            known=", ".join(one.made.code for one in fitting),
        )
    return paper


def ensure_offset(sheet: Sheet | None, offset: Offset) -> None:
    """Check that a shift leaves what stands on the labels of a sheet on its page.

    Raises:
        Refused: it does not, or it is not told in tenths of a millimetre.
    """
    if sheet is None:
        return
    try:
        check_offset(sheet, offset)
    except OffPageError as error:
        raise Refused(
            N_("With this offset a label would leave the page."), field="offset_x"
        ) from error
    except ValueError as error:
        raise Refused(
            N_("Write the offset to a tenth of a millimetre."), field="offset_x"
        ) from error


def _names(paper: Paper) -> set[str]:
    aliases = paper.sheet.aliases if paper.sheet else ()
    return {text.casefold() for text in (paper.name, *aliases)}


def _size(face: Face) -> str:
    return f"{face.width:g} × {face.height:g} mm"
