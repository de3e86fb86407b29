"""The act, from its head to its feet."""

from assetmgr.loans.act.contents import ActContents, Terms
from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import frame, parts, style, words
from assetmgr.loans.act.layouts.one.returning import returning
from assetmgr.loans.act.layouts.one.signing import signing
from assetmgr.loans.act.marks import Page
from assetmgr.loans.act.signature import Signature


def act(contents: ActContents, digest: str, signature: Signature | None) -> list[Page]:
    """The pages of an act; `digest` is the hash of its contents."""
    flow = frame.new_flow()
    _head(flow, contents)
    _parties(flow, contents)
    _device(flow, contents)
    _liability(flow, contents)
    _terms(flow, contents.terms)
    signing(flow, contents, signature)
    returning(flow, contents)
    return frame.framed(flow, f"Akts {contents.number}", digest)


def _head(flow: Flow, contents: ActContents) -> None:
    parts.centred(flow, contents.institution, style.TEXT + 1)
    flow.y -= 3
    parts.centred(flow, f"PIEŅEMŠANAS–NODOŠANAS AKTS Nr. {contents.number}", style.TITLE, bold=True)
    other = [
        f"RUMIS numurs {contents.rumis_number}" if contents.rumis_number else "",
        f"Aizstāj aktu Nr. {contents.supersedes}" if contents.supersedes else "",
    ]
    parts.centred(flow, " · ".join(filter(None, other)), style.TEXT)
    flow.y -= 2


def _parties(flow: Flow, contents: ActContents) -> None:
    parts.facts(
        flow,
        [
            (
                ("Izsniegšanas datums", words.day_text(contents.issued_on)),
                ("Atgriešanas termiņš", words.due_text(contents.due_on, contents.user)),
            ),
            (
                ("Izsniedza", words.official_text(contents.issued_by)),
                ("Saņēmējs", words.receives_text(contents.recipient, contents.consent)),
            ),
            (
                ("Vieta", contents.place or words.NOTHING),
                ("Lietotājs", words.user_text(contents.user)),
            ),
            (("IKT kontaktpersona", words.contact_text(contents.contact)),),
        ],
    )


def _device(flow: Flow, contents: ActContents) -> None:
    counts = words.counted((one.code, one.count) for one in contents.accessories)
    parts.heading(flow, "Iestāde nodod, un saņēmējs pieņem lietošanā šo resursu")
    parts.facts(
        flow,
        [
            *parts.device_facts(contents.device),
            (("Piederumi", ", ".join(counts) or "nav izsniegti"),),
        ],
    )


def _liability(flow: Flow, contents: ActContents) -> None:
    terms = contents.terms
    liable = words.liable_text(contents.recipient, terms.liability_limit_eur)
    parts.heading(flow, "Atbildība, iebildumi un uzraudzība")
    parts.facts(
        flow,
        [
            (("Kas un cik atbild", f"{liable} {terms.liability}"),),
            (("Kā iebilst", terms.dispute),),
            (("Kas tiek uzraudzīts", terms.monitoring),),
        ],
    )


def _terms(flow: Flow, terms: Terms) -> None:
    parts.heading(flow, f"{terms.title} ({terms.version}. redakcija)")
    parts.paragraphs(flow, terms.text)
