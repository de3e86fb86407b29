"""Provision targets for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext, lazy_gettext, ngettext

from assetmgr.indicators.cards import SIGNS
from assetmgr.indicators.policy.provision import Provision
from assetmgr.indicators.policy.provision_targets import ProvisionTarget
from assetmgr.web.charts import Bars, Row, bar_chart, responsive_svg
from assetmgr.web.figures import Figure, number, percent, short
from assetmgr.web.formats import language

SCOPE_NAMES: Final[Mapping[str, Any]] = {
    "school": lazy_gettext("schools"),
    "preschool": lazy_gettext("preschools"),
    "all": lazy_gettext("schools and preschools"),
    "municipality": lazy_gettext("municipality"),
}
MISSING_NAMES: Final[Mapping[str, Any]] = {
    "loan_requests": lazy_gettext("requests for devices to take home"),
    "charging_cabinet_needs": lazy_gettext("how many charging cabinets each school needs"),
    "programme_needs": lazy_gettext("what each study programme needs"),
    "floors": lazy_gettext("floors of teaching buildings"),
    "sites": lazy_gettext("sites of institutions"),
    "pupils": lazy_gettext("pupils"),
    "pupils_5_6": lazy_gettext("pupils aged 5–6"),
    "teacher_fte": lazy_gettext("teachers' FTE"),
    "support_staff_fte": lazy_gettext("support staff's FTE"),
    "admin_staff": lazy_gettext("administrative staff"),
    "it_admins": lazy_gettext("IT administrators"),
    "ict_users": lazy_gettext("ICT users"),
    "classrooms": lazy_gettext("classrooms"),
    "classrooms_equipped": lazy_gettext("equipped classrooms"),
    "group_rooms": lazy_gettext("group rooms"),
    "group_rooms_equipped": lazy_gettext("equipped group rooms"),
    "internet_mbps": lazy_gettext("internet speed"),
    "wifi": lazy_gettext("Wi-Fi"),
}


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """A target as texts; `own` is how the institution in view stands, '' where none is."""

    action: str
    name: str
    scope: str
    target: str
    value: str
    met: bool | None
    lacks: str
    missing: str
    own: str
    responsible: str


def row(one: Provision, own_code: str | None) -> ProvisionRow:
    """A target and where the municipality stands."""
    target = one.target
    return ProvisionRow(
        action=target.action,
        name=target.name_en if language() == "en" else target.name_lv,
        scope=str(SCOPE_NAMES[target.scope]),
        target=_target(target),
        value=_value(target, one.value),
        met=one.met,
        lacks="" if one.met else _lacks(target, one.shortfall),
        missing=", ".join(str(MISSING_NAMES[name]) for name in one.missing),
        own=_own(one, own_code),
        responsible=target.responsible,
    )


def _target(target: ProvisionTarget) -> str:
    if target.columns == ("wifi",):
        return str(gettext("available"))
    if target.columns == ("internet_mbps",):
        text = str(gettext("≥ %(speed)s Mbit/s", speed=number(target.target.value)))
    else:
        text = SIGNS[target.target.op] + _value(target, target.target.value)
    if target.optimal is None:
        return text
    optimal = number(target.optimal)
    return str(gettext("%(target)s (optimal %(optimal)s)", target=text, optimal=optimal))


def _value(target: ProvisionTarget, value: Any) -> str:
    if target.unit == "percent":
        return percent(value)
    return short(value, 2)


def _lacks(target: ProvisionTarget, count: int) -> str:
    """How much of what the measure counts is lacking; nothing where nothing is."""
    if not count:
        return ""
    texts = {
        "share": ngettext("%(num)s room missing", "%(num)s rooms missing", count),
        "coverage": ngettext("%(num)s institution missing", "%(num)s institutions missing", count),
        "per_admin": ngettext(
            "%(num)s administrator missing", "%(num)s administrators missing", count
        ),
    }
    other = ngettext("%(num)s device missing", "%(num)s devices missing", count)
    return str(texts.get(target.measure, other))


def _own(one: Provision, code: str | None) -> str:
    for standing in one.by_institution:
        if standing.institution == code:
            if not standing.told:
                return str(gettext("not told"))
            return _lacks(one.target, standing.lacks) or str(gettext("met"))
    return ""


def reached(provisions: Sequence[Provision]) -> Figure:
    """How many of its institutions each target is reached by, in percent."""
    judged = [one for one in provisions if one.target.judged == "each" and one.by_institution]
    rows = []
    table = []
    for one in judged:
        met = sum(standing.told and not standing.lacks for standing in one.by_institution)
        whole = len(one.by_institution)
        label = f"{one.target.action} {SCOPE_NAMES[one.target.scope]}"
        rows.append(Row(label, 100 * met / whole, 100))
        table.append((label, number(met), number(whole), percent(100 * met / whole)))
    title = gettext("Institutions that reach the target")
    desc = gettext("A bar for each target; the amber mark is every institution.")
    bars = Bars(tuple(rows), percent, gettext("no data"), gettext("all institutions"))
    return Figure(
        title,
        responsive_svg(lambda size: bar_chart(bars, size), title, desc),
        (gettext("Target"), gettext("Reached by"), gettext("Institutions"), gettext("Share")),
        table,
    )
