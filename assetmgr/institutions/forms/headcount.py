"""What an institution tells of itself as of a day."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from assetmgr.institutions.fields import YES_OR_NO, day, key, posts, whole, yes_or_no
from assetmgr.institutions.forms.columns import ColumnsForm, whole_or_site
from assetmgr.institutions.models import HEADCOUNT_COLUMNS
from assetmgr.institutions.queries.profile import SiteRow
from assetmgr.institutions.words import FIGURE_NAMES


class HeadcountForm(ColumnsForm):
    """What an institution tells as of a day; a blank field is 'not told'."""

    columns = ("as_of", "site_id", *HEADCOUNT_COLUMNS)

    as_of = day(_("As of"), _("The day the figures hold for, usually 1 September."))
    site_id = key(_("For"))
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
        self.site_id.choices = whole_or_site(sites)
