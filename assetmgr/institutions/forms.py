"""Forms of an institution: its contact, its headcounts, its rooms."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.fields import YES_OR_NO, chosen, day, posts, whole, yes_or_no
from assetmgr.institutions.models import HEADCOUNT_COLUMNS
from assetmgr.institutions.queries.profile import SiteRow
from assetmgr.institutions.words import FIGURE_NAMES
from assetmgr.web.forms import Form
from assetmgr.web.words import ROOM_USE_NAMES


def _blank_is_none(text: str | None) -> str | None:
    return text or None


def _number_or_none(text: Any) -> int | None:
    return int(text) if text not in {None, "", "None"} else None


class ContactForm(Form):
    """Whom to ask, and where a found device is handed in."""

    contact_name = StringField(
        _("Contact person or post"),
        validators=[Length(max=200, message=_("At most 200 characters."))],
        filters=[_blank_is_none],
        render_kw={"autocomplete": "off"},
    )
    contact_email = StringField(
        _("E-mail"),
        validators=[
            Optional(),
            Length(max=200, message=_("At most 200 characters.")),
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("Write it as name@school.lv.")),
        ],
        filters=[_blank_is_none],
        render_kw={"type": "email"},
    )
    contact_phone = StringField(
        _("Telephone"),
        validators=[
            Optional(),
            Length(max=40, message=_("At most 40 characters.")),
            Regexp(r"[+0-9 ()/-]{5,}$", message=_("Write digits, such as +371 63400000.")),
        ],
        filters=[_blank_is_none],
        render_kw={"type": "tel"},
    )

    def values(self) -> dict[str, Any]:
        """Column -> value."""
        names = ("contact_name", "contact_email", "contact_phone")
        return {name: self[name].data or None for name in names}


class HeadcountForm(Form):
    """What an institution tells as of a day; a blank field is 'not told'."""

    as_of = day(_("As of"), _("The day the figures hold for, usually 1 September."))
    site_id = chosen(_("For"), coerce=_number_or_none)
    pupils = whole(FIGURE_NAMES["pupils"])
    pupils_5_6 = whole(FIGURE_NAMES["pupils_5_6"])
    teachers = whole(FIGURE_NAMES["teachers"])
    teacher_fte = posts(FIGURE_NAMES["teacher_fte"])
    support_staff_fte = posts(FIGURE_NAMES["support_staff_fte"])
    admin_staff = whole(FIGURE_NAMES["admin_staff"])
    it_admins = whole(FIGURE_NAMES["it_admins"])
    it_admin_fte = posts(FIGURE_NAMES["it_admin_fte"])
    ict_users = whole(FIGURE_NAMES["ict_users"])
    classrooms = whole(FIGURE_NAMES["classrooms"])
    classrooms_equipped = whole(FIGURE_NAMES["classrooms_equipped"])
    group_rooms = whole(FIGURE_NAMES["group_rooms"])
    group_rooms_equipped = whole(FIGURE_NAMES["group_rooms_equipped"])
    internet_mbps = whole(FIGURE_NAMES["internet_mbps"], most=1_000_000)
    wifi = yes_or_no(FIGURE_NAMES["wifi"])

    def offer(self, sites: Sequence[SiteRow]) -> None:
        """Let the whole institution or one of its sites be chosen."""
        self.wifi.choices = list(YES_OR_NO)
        self.site_id.choices = [("", gettext("the whole institution"))]
        if len(sites) > 1:
            self.site_id.choices += [(str(site.id), site.name) for site in sites]

    def values(self) -> dict[str, Any]:
        """Column -> value; None is 'not told'."""
        return {name: self[name].data for name in ("as_of", "site_id", *HEADCOUNT_COLUMNS)}


class RoomForm(Form):
    """A room: where it is, what it is called and used for."""

    name = StringField(
        _("Name or number"),
        validators=[
            DataRequired(_("Write how the room is called.")),
            Length(max=200, message=_("At most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    use = chosen(_("Use"), coerce=RoomUse)
    site_id = chosen(_("Site"), coerce=_number_or_none)
    building_id = chosen(_("Building"), coerce=_number_or_none)
    floor = whole(_("Floor"), least=-5, most=50)

    def offer(self, sites: Sequence[SiteRow]) -> None:
        """Let the institution's sites and buildings, and every use, be chosen."""
        self.use.choices = [(use.value, name) for use, name in ROOM_USE_NAMES.items()]
        self.site_id.choices = [(str(site.id), site.name) for site in sites]
        self.building_id.choices = [("", gettext("not told"))] + [
            (str(one.id), one.name if len(sites) == 1 else f"{site.name}: {one.name}")
            for site in sites
            for one in site.buildings
        ]

    def values(self) -> dict[str, Any]:
        """Column -> value."""
        names = ("site_id", "building_id", "floor", "name", "use")
        return {name: self[name].data for name in names}
