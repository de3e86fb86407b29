"""The label of one device, for its page: how it looks, when it was printed, whether it was seen."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext, ngettext
from markupsafe import Markup

from assetmgr.extensions import config_of, db
from assetmgr.labeling.pictures import label_picture
from assetmgr.labeling.policy.style import Shown, lines_for
from assetmgr.labeling.queries.device import LabelFacts, label_facts
from assetmgr.labeling.queries.styles import style_of
from assetmgr.web import formats
from labels.spec import tag_label


@dataclass(frozen=True, slots=True)
class DeviceLabel:
    """A picture, and sentences on what became of the label."""

    picture: Markup
    told: tuple[str, ...]


def device_label(
    device_id: int, institution_id: int, tag: str, shown: Shown, printed_at: datetime | None
) -> DeviceLabel:
    """The label as the institution prints it, in two statements."""
    style = style_of(db.session(), institution_id)
    spec = tag_label(config_of(current_app).base_url, tag, lines_for(shown, style))
    picture = label_picture(spec, style.paper.face, gettext("Label of %(tag)s", tag=tag))
    return DeviceLabel(picture, _told(label_facts(db.session(), device_id), printed_at))


def _told(facts: LabelFacts, printed_at: datetime | None) -> tuple[str, ...]:
    if printed_at is None:
        return (gettext("The label is not yet printed."),)
    day = _day(printed_at)
    since = facts.scanned_since(printed_at)
    seen = (
        gettext("Label printed %(day)s, scanned since on %(seen)s", day=day, seen=_day(since))
        if since
        else gettext("Label printed %(day)s, not seen since it was printed.", day=day)
    )
    if facts.times < 2:
        return (seen,)
    return seen, ngettext("Printed %(num)s time.", "Printed %(num)s times.", facts.times)


def _day(moment: datetime) -> str:
    zone = config_of(current_app).timezone
    return formats.date_text(moment.astimezone(zone).date(), formats.language())
