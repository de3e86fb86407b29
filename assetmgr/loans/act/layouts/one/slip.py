"""The return slip: what came back, in which state, and who took it."""

from collections.abc import Iterator

from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import frame, parts, style, words
from assetmgr.loans.act.layouts.one.signing import signatures, signatures_height
from assetmgr.loans.act.marks import Page
from assetmgr.loans.act.returned import AccessoryBack, ReturnContents


def slip(contents: ReturnContents, digest: str) -> list[Page]:
    """The pages of a slip, one unless notes are long; `digest` is the hash of its contents."""
    flow = frame.new_flow()
    parts.centred(flow, contents.institution, style.TEXT + 1)
    flow.y -= 3
    parts.centred(flow, "ATGRIEŠANAS LAPA", style.TITLE, bold=True)
    parts.centred(flow, f"Pieņemšanas–nodošanas akts Nr. {contents.act_number}", style.TEXT)
    flow.y -= 4
    _device(flow, contents)
    parts.heading(flow, "Atdots")
    parts.facts(flow, list(_state(contents)))
    signers = (
        ("Atdeva", contents.handed_in_by or ""),
        ("Pieņēma", words.official_text(contents.received_by)),
    )
    flow.need(28 + signatures_height(signers))
    parts.heading(flow, "Paraksti")
    signatures(flow, signers)
    return frame.framed(flow, f"Atgriešanas lapa, akts {contents.act_number}", digest)


def _device(flow: Flow, contents: ReturnContents) -> None:
    parts.heading(flow, "Resurss")
    parts.facts(flow, parts.device_facts(contents.device))


def _state(contents: ReturnContents) -> Iterator[parts.Row]:
    yield (
        ("Atgriešanas datums", words.day_text(contents.returned_on)),
        ("Stāvoklis", words.STATES[contents.state]),
    )
    back = "; ".join(map(_back, contents.accessories))
    yield (("Atdotie piederumi", back or "nav bijuši izsniegti"),)
    if contents.damage:
        yield (("Bojājumi", contents.damage),)
    if contents.note:
        yield (("Piezīmes", contents.note),)


def _back(one: AccessoryBack) -> str:
    told = f"{words.ACCESSORIES[one.code]} – {one.back} no {one.given}"
    return told if one.back == one.given else f"{told} (trūkst {one.given - one.back})"
