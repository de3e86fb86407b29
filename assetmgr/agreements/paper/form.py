"""A form by which a guardian agrees on paper, A4; in Latvian, as acts are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from assetmgr.loans.act.contents import Terms
from assetmgr.loans.act.document import Papers
from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import frame, parts, style, words
from assetmgr.loans.act.layouts.one.signing import signatures, signatures_height
from assetmgr.loans.act.marks import Mark, Rule, Text
from assetmgr.loans.act.typeset import width

TITLE = "Piekrišana resursa lietošanas noteikumiem"


@dataclass(frozen=True, slots=True)
class Asked:
    """A pupil, and the guardian whose name is known."""

    name: str
    class_name: str | None
    guardian: str | None


def write_forms(stream: BinaryIO, institution: str, terms: Terms, asked: Sequence[Asked]) -> int:
    """Write a form for each pupil, from a new page on, and give the number of pages."""
    papers = Papers(stream, TITLE, institution)
    count = 0
    for one in asked:
        pages = _pages(institution, terms, one)
        papers.add(pages)
        count += len(pages)
    papers.close()
    return count


def terms_parts(flow: Flow, terms: Terms) -> None:
    """The terms in full: clauses, who is liable, how to object, what is monitored."""
    limit = terms.liability_limit_eur
    most = words.money_text(limit) if limit else "resursa atlikusī vērtība"
    parts.heading(flow, f"{terms.title} ({terms.version}. redakcija)")
    parts.paragraphs(flow, terms.text, style.TEXT)
    parts.heading(flow, "Atbildība, iebildumi un uzraudzība")
    parts.facts(
        flow,
        [
            (("Kas un cik atbild", f"Lielākā atlīdzināmā summa: {most}. {terms.liability}"),),
            (("Kā iebilst", terms.dispute),),
            (("Kas tiek uzraudzīts", terms.monitoring),),
        ],
    )


def _pages(institution: str, terms: Terms, one: Asked) -> list[list[Mark]]:
    flow = frame.new_flow()
    parts.centred(flow, institution, style.TEXT + 1)
    flow.y -= 3
    parts.centred(flow, TITLE.upper(), style.TITLE, bold=True)
    flow.y -= 4
    parts.facts(
        flow,
        [
            (
                ("Izglītojamais", one.name),
                ("Klase vai grupa", one.class_name or words.NOTHING),
            ),
        ],
    )
    terms_parts(flow, terms)
    signers = (("Vecāks vai likumiskais pārstāvis", one.guardian or ""), ("Saņēma iestādē", ""))
    flow.need(40 + signatures_height(signers))
    parts.heading(flow, "Piekrītu noteikumiem un tam, ka resurss tiek izsniegts izglītojamajam")
    signatures(flow, signers)
    return numbered(flow, TITLE)


def numbered(flow: Flow, name: str) -> list[list[Mark]]:
    """The pages, each with its name and number at the foot."""
    count = len(flow.pages)
    for number, page in enumerate(flow.pages, start=1):
        told = f"{number}. lapa no {count}"
        right = style.RIGHT - width(told, style.TINY + 0.5)
        page.append(Rule(style.LEFT, style.FOOT, style.WIDTH))
        page.append(Text(style.LEFT, style.FOOT - 9, name, style.TINY + 0.5))
        page.append(Text(right, style.FOOT - 9, told, style.TINY + 0.5))
    return list(flow.pages)
