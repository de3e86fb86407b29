"""The return slip (Atgriešanas lapa) as PDF, as lasting as an act."""

from typing import BinaryIO

from assetmgr.loans.act.document import Papers
from assetmgr.loans.act.encoding import contents_sha256
from assetmgr.loans.act.layouts import layout_of
from assetmgr.loans.act.returned import ReturnContents


def write_return_slip(stream: BinaryIO, contents: ReturnContents) -> None:
    """Write a return slip.

    Raises:
        ValueError: the contents name a layout that is not known; nothing is written then.
    """
    pages = layout_of(contents.layout).slip(contents, contents_sha256(contents))
    title = f"Atgriešanas lapa, akts {contents.act_number}"
    papers = Papers(stream, title, contents.institution)
    papers.add(pages)
    papers.close()
