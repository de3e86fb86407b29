"""The letter of a decision on damage or loss: what, how much, why, and how to dispute it."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.layouts.one import parts, style
from assetmgr.loans.act.layouts.one.words import money_text
from assetmgr.loans.codes import CaseKind
from assetmgr.loans.policy.damages import Worth
from assetmgr.loans.policy.letters import OF_CASE
from assetmgr.loans.printing import paper


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as its letter tells it; `amount_eur` is euros such as '120.50'."""

    kind: CaseKind
    contents: ActContents
    amount_eur: str
    reason: str
    worth: Worth | None
    decided_on: date
    decided_by: str


def write_decision(stream: BinaryIO, told: Decision) -> None:
    """Write the letter."""
    flow, act = paper.new_flow(), told.contents
    kind = OF_CASE[told.kind]
    paper.title(flow, act.institution, f"Lēmums par ierīces {kind}", f"Akts Nr. {act.number}")
    paper.text(flow, f"{paper.day(told.decided_on)}\n{act.recipient.name}")
    if act.user.name != act.recipient.name:
        paper.text(flow, f"Ierīces lietotājs: {act.user.name}")
    parts.facts(flow, parts.device_facts(act.device))
    flow.y -= 8
    paper.text(flow, _decided(told), bold=True)
    paper.text(flow, told.reason)
    if told.worth and told.amount_eur != "0.00":
        parts.heading(flow, "Kā aprēķināta atlikusī vērtība")
        paper.text(flow, explained(told.worth), size=style.TEXT)
    parts.heading(flow, "Kas un cik atbild (no akta noteikumiem)")
    paper.text(flow, act.terms.liability, size=style.TEXT)
    parts.heading(flow, "Kā šo lēmumu apstrīdēt")
    paper.text(flow, act.terms.dispute, size=style.TEXT)
    flow.need(60)
    flow.y -= 24
    paper.text(flow, f"Lēma: {told.decided_by}        ______________________ (paraksts)")
    name = f"Lēmums, akts {act.number}"
    paper.write(stream, name, act.institution, [paper.footed(flow, name)])


def explained(one: Worth) -> str:
    """The residual value in words that anybody can check."""
    price, left = _money(one.price_eur), _money(one.residual_eur)
    bought = f"Iegādes vērtība {price}, iegādāta {paper.day(one.acquired_on)}"
    told = [
        f"{bought}; plānotais kalpošanas laiks beidzas {paper.day(one.ends_on)}.",
        f"Vērtība samazinās vienmērīgi. {paper.day(one.on)} no {one.days_in_all} dienām bija",
    ]
    told[1] += f" atlikušas {one.days_left}, tātad atlikusī vērtība ir {left}."
    if one.is_limited and one.limit_eur is not None:
        told.append(f"Akta noteikumi ierobežo atbildību ar {_money(one.limit_eur)}.")
    return "\n".join(told)


def _decided(told: Decision) -> str:
    if told.amount_eur == "0.00":
        return "Nolemts: zaudējumi nav jāatlīdzina."
    return f"Nolemts: atlīdzināmā summa ir {money_text(told.amount_eur)}."


def _money(amount: object) -> str:
    return money_text(f"{amount:.2f}")
