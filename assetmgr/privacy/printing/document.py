"""A person's own data as a paper to take home (General Data Protection Regulation, Article 15)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, Final

from assetmgr.loans.act.flow import Flow
from assetmgr.loans.act.layouts.one import parts, style
from assetmgr.loans.printing import paper
from assetmgr.privacy.printing.values import entries, text, told
from assetmgr.privacy.printing.words import LABELS, SECTIONS

TITLE: Final = "Personas dati ierīču uzskaitē"
COMPLETE: Final = "Šeit ir viss, ko ierīču uzskaite zina par šo cilvēku."
INCOMPLETE: Final = (
    "Šeit nav ziņu par sociālo atbalstu un par palīgierīcēm:"
    " tās izsniedz iestādes pilnvarota persona."
)
NOTHING: Final = "Nav."
_SHORT: Final = 34
"""Signs of a value that may stand in half the width."""
_TERMS: Final = ("text", "liability", "liability_limit_eur", "dispute", "monitoring")


def write_data(stream: BinaryIO, exported: Mapping[str, Any]) -> None:
    """Write what `export_person` gave; inner numbers are left out."""
    flow, place = paper.new_flow(), exported["institution"]
    given = text("given_at", exported["given_at"])
    paper.title(flow, place, TITLE, f"Izsniegti {given}")
    paper.text(flow, COMPLETE if exported["complete"] else INCOMPLETE)
    numbers = {one["id"]: one["number"] for one in exported["acts"]}
    for section, heading in SECTIONS.items():
        _section(flow, section, heading, _rows(exported, section), numbers)
    _trail(flow, exported["trail"])
    _terms(flow, exported["acts_as_signed"])
    paper.write(stream, TITLE, place, [paper.footed(flow, f"{TITLE}, {given}")])


def _rows(exported: Mapping[str, Any], section: str) -> Sequence[Mapping[str, Any]]:
    found = exported[section]
    rows = [found] if isinstance(found, Mapping) else found or []
    if section != "person":
        return rows
    code = exported["personal_code"] or "nav zināms"
    more = {"Personas kods": code}
    if "social_support" in exported:
        more["Sociālais atbalsts"] = text("", exported["social_support"])
    return [{**rows[0], **more}]


def _section(
    flow: Flow,
    section: str,
    heading: str,
    rows: Sequence[Mapping[str, Any]],
    numbers: Mapping[int, str],
) -> None:
    parts.heading(flow, heading)
    if not rows:
        paper.text(flow, NOTHING, size=style.TEXT)
    for row in rows:
        facts = list(told(section, row))
        if row.get("act_id") and "contents" not in row:
            facts.insert(0, ("Akts", numbers.get(row["act_id"], "–")))
        parts.facts(flow, _paired(facts))
        flow.y -= 8


def _paired(facts: Iterable[parts.Fact]) -> list[parts.Row]:
    """Two short facts in a row, a long one alone."""
    rows: list[parts.Row] = []
    half: parts.Fact | None = None
    for fact in facts:
        if max(map(len, fact)) > _SHORT or "\n" in fact[1]:
            rows += [(one,) for one in (half, fact) if one]
            half = None
        elif half:
            rows.append((half, fact))
            half = None
        else:
            half = fact
    return [*rows, (half,)] if half else rows


def _trail(flow: Flow, trail: Iterable[Mapping[str, Any]]) -> None:
    parts.heading(flow, "Kas ar šiem datiem darīts (izmaiņu žurnāls)")
    for row in trail:
        paper.text(flow, entries(row), size=style.SMALL)


def _terms(flow: Flow, acts: Iterable[Mapping[str, Any]]) -> None:
    """The terms of the acts, each version once."""
    versions: dict[int, Mapping[str, Any]] = {}
    for act in acts:
        terms = (act["contents"] or {}).get("terms")
        if terms:
            versions[terms["version"]] = terms
    for version, terms in sorted(versions.items()):
        parts.heading(flow, f"Noteikumi, {version}. versija: {terms['title']}")
        for name in _TERMS:
            if terms[name]:
                flow.need(40)  # a label is not left alone
                paper.text(flow, LABELS[name], bold=True, size=style.SMALL)
                parts.paragraphs(flow, str(terms[name]))
