"""What the figures that institutions tell are called."""

from typing import Any, Final

from flask_babel import lazy_gettext as _

FIGURE_NAMES: Final[dict[str, Any]] = {
    "pupils": _("Pupils"),
    "pupils_5_6": _("Pupils aged 5–6"),
    "teachers": _("Teachers"),
    "teacher_fte": _("Teachers' posts (FTE)"),
    "support_staff_fte": _("Support staff's posts (FTE)"),
    "admin_staff": _("Administration staff"),
    "it_admins": _("IT administrators"),
    "it_admin_fte": _("IT administrators' posts (FTE)"),
    "ict_users": _("ICT users"),
    "classrooms": _("Classrooms"),
    "classrooms_equipped": _("Equipped classrooms"),
    "group_rooms": _("Group rooms"),
    "group_rooms_equipped": _("Equipped group rooms"),
    "internet_mbps": _("Internet connection, Mbps"),
    "wifi": _("Wi-Fi throughout"),
}
"""What each headcount column is called; in the order of the table."""

FACT_NAMES: Final[dict[str, Any]] = {
    "computing_teacher_fte": _("Computing teachers' posts (FTE)"),
}
"""What told figures without a headcount column are called (the programme, section 2.3.1)."""
