"""The words for codes: roles, statuses, purposes and the like, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from flask import Flask
from flask_babel import get_locale, lazy_gettext

from assetmgr.auth.codes import Role
from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.policy.status import StatusGroup
from assetmgr.institutions.codes import Audience, InstitutionType, RoomUse
from assetmgr.people.codes import PersonRole

ROLE_NAMES: Final[Mapping[Role, Any]] = {
    Role.MUNICIPAL_ADMIN: lazy_gettext("municipal administrator"),
    Role.MUNICIPAL_VIEWER: lazy_gettext("municipal viewer"),
    Role.INSTITUTION_HEAD: lazy_gettext("head of institution"),
    Role.SCHOOL_ADMIN: lazy_gettext("school administrator"),
    Role.SCHOOL_STAFF: lazy_gettext("school staff"),
    Role.BORROWER: lazy_gettext("device user"),
}
STATUS_NAMES: Final[Mapping[Status, Any]] = {
    Status.NEW: lazy_gettext("New"),
    Status.AVAILABLE: lazy_gettext("Available"),
    Status.RESERVED: lazy_gettext("Reserved"),
    Status.IN_USE: lazy_gettext("In use"),
    Status.IN_RESERVE: lazy_gettext("In reserve"),
    Status.MAINTENANCE: lazy_gettext("In maintenance"),
    Status.NEEDS_REPAIR: lazy_gettext("Needs repair"),
    Status.UNDER_REPAIR: lazy_gettext("Under repair"),
    Status.DAMAGED: lazy_gettext("Damaged"),
    Status.PERMANENTLY_DAMAGED: lazy_gettext("Damaged beyond repair"),
    Status.LOST: lazy_gettext("Lost"),
    Status.STOLEN: lazy_gettext("Stolen"),
    Status.WRITTEN_OFF: lazy_gettext("Written off"),
}
STATUS_GROUP_NAMES: Final[Mapping[StatusGroup, Any]] = {
    StatusGroup.IN_USE: lazy_gettext("in use"),
    StatusGroup.AVAILABLE: lazy_gettext("available ones"),
    StatusGroup.OUT_OF_ORDER: lazy_gettext("under repair or damaged"),
    StatusGroup.LOST: lazy_gettext("lost ones"),
    StatusGroup.WRITTEN_OFF: lazy_gettext("written-off ones"),
}
PURPOSE_NAMES: Final[Mapping[Purpose, Any]] = {
    Purpose.PUPILS: lazy_gettext("for pupils"),
    Purpose.TEACHERS: lazy_gettext("for teachers"),
    Purpose.ADMINISTRATION: lazy_gettext("for administration"),
    Purpose.OPEN_ACCESS: lazy_gettext("open access"),
    Purpose.SHARED_POOL: lazy_gettext("shared pool"),
    Purpose.ASSISTIVE: lazy_gettext("assistive technology"),
    Purpose.INFRASTRUCTURE: lazy_gettext("infrastructure"),
}
FUNDING_NAMES: Final[Mapping[Funding, Any]] = {
    Funding.MUNICIPAL: lazy_gettext("municipal funding"),
    Funding.STATE: lazy_gettext("state funding"),
    Funding.EU: lazy_gettext("EU funding"),
    Funding.RECOVERY_FUND: lazy_gettext("Recovery Fund funding"),
    Funding.GIFT: lazy_gettext("gift"),
    Funding.INSTITUTION: lazy_gettext("institution's own budget"),
}
TYPE_NAMES: Final[Mapping[InstitutionType, Any]] = {
    InstitutionType.SCHOOL: lazy_gettext("school"),
    InstitutionType.PRESCHOOL: lazy_gettext("preschool"),
    InstitutionType.OTHER: lazy_gettext("other institution"),
}
ROOM_USE_NAMES: Final[Mapping[RoomUse, Any]] = {
    RoomUse.CLASSROOM: lazy_gettext("classroom"),
    RoomUse.GROUP_ROOM: lazy_gettext("group room"),
    RoomUse.COMPUTER_CLASS: lazy_gettext("computer class"),
    RoomUse.LIBRARY: lazy_gettext("library"),
    RoomUse.OFFICE: lazy_gettext("office"),
    RoomUse.STORAGE: lazy_gettext("storage"),
    RoomUse.CABINET: lazy_gettext("charging cabinet"),
    RoomUse.OTHER: lazy_gettext("other room"),
}
AUDIENCE_NAMES: Final[Mapping[Audience, Any]] = {
    Audience.PUPILS: lazy_gettext("pupils"),
    Audience.TEACHERS: lazy_gettext("teachers"),
}
PERSON_ROLE_NAMES: Final[Mapping[PersonRole, Any]] = {
    PersonRole.PUPIL: lazy_gettext("pupil"),
    PersonRole.EMPLOYEE: lazy_gettext("employee"),
}
NAMES: Final[tuple[Mapping[Any, Any], ...]] = (
    ROLE_NAMES,
    STATUS_NAMES,
    STATUS_GROUP_NAMES,
    PURPOSE_NAMES,
    FUNDING_NAMES,
    TYPE_NAMES,
    ROOM_USE_NAMES,
    AUDIENCE_NAMES,
    PERSON_ROLE_NAMES,
)
_BY_TYPE: Final = {type(next(iter(names))): names for names in NAMES}


def word(code: StrEnum | None) -> str:
    """The word for a code in the reader's language; a dash for none."""
    return str(_BY_TYPE[type(code)][code]) if code is not None else "–"


def kind_name(kind: Any) -> str:
    """A kind's name in the reader's language; takes anything with name_lv and name_en."""
    return str(kind.name_en if str(get_locale()) == "en" else kind.name_lv)


def register(app: Flask) -> None:
    """Make the words available in templates: `{{ device.status | word }}`."""
    app.add_template_filter(word)
    app.add_template_filter(kind_name)
