"""A person, by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than its types
from wtforms.validators import DataRequired, Length, Optional

from assetmgr.db.errors import Refused
from assetmgr.people.codes import PersonRole
from assetmgr.people.operations.deeds import Reach
from assetmgr.people.policy.classes import class_text
from assetmgr.people.policy.personal_code import bare_code
from assetmgr.people.policy.texts import email_text, phone_text
from assetmgr.web.forms import Form
from assetmgr.web.words import PERSON_ROLE_NAMES

Value = TypeVar("Value")
GUARDIANS: Final = ("guardian", "guardian2")
_OFF: Final = {"autocomplete": "off"}


@dataclass(frozen=True, slots=True)
class PersonTold:
    """What the form told: values by column, guardians, the digits of a new personal code."""

    values: dict[str, Any]
    guardians: tuple[Reach, ...]
    code: str | None


def _text(label: Any, most: int, help_text: Any = "", **extra: Any) -> StringField:
    return StringField(
        label,
        description=help_text,
        validators=[Length(max=most, message=_("At most %(max)d characters."))],
        render_kw={**_OFF, **extra},
    )


class PersonForm(Form):
    """Everything that the register knows of a person."""

    version = HiddenField()
    role = SelectField(
        _("Pupil or employee"),
        choices=[SelectChoice(role.value, name) for role, name in PERSON_ROLE_NAMES.items()],
    )
    name = StringField(
        _("Name and surname"),
        validators=[
            DataRequired(_("Write the name.")),
            Length(max=200, message=_("At most 200 characters.")),
        ],
        render_kw=_OFF,
    )
    class_name = _text(_("Class or group"), 20, _("As 6.a; blank for employees."))
    email = _text(
        _("E-mail"), 254, _("The school's account, by which the person signs in."), type="email"
    )
    external_id = _text(
        _("Number in the class register"), 100, _("By it the next list knows the person again.")
    )
    adult_on = DateField(
        _("Of age from"),
        description=_("The 18th birthday. Blank: a pupil counts as a minor."),
        validators=[Optional()],
    )
    personal_code = _text(
        _("Personal code"), 20, _("Not needed. It is kept encrypted; blank keeps what is there.")
    )
    forget_code = BooleanField(_("Delete the personal code"))
    guardian_name = _text(_("Guardian's name"), 200)
    guardian_email = _text(_("Guardian's e-mail"), 254, type="email")
    guardian_phone = _text(_("Guardian's telephone"), 40, type="tel")
    guardian2_name = _text(_("Second guardian's name"), 200)
    guardian2_email = _text(_("Second guardian's e-mail"), 254, type="email")
    guardian2_phone = _text(_("Second guardian's telephone"), 40, type="tel")

    def told(self) -> PersonTold:
        """What was told.

        Raises:
            Refused: a cell cannot be read; it names its field.
        """
        values = {
            "role": PersonRole(self.role.data),
            "name": " ".join((self.name.data or "").split()),
            "class_name": self._read("class_name", class_text),
            "email": self._read("email", email_text),
            "external_id": self.external_id.data or None,
            "adult_on": self.adult_on.data,
        }
        code = self._read("personal_code", bare_code)
        return PersonTold(values, tuple(self._guardians()), code)

    def _guardians(self) -> Iterator[Reach]:
        for place in GUARDIANS:
            email = self._read(f"{place}_email", email_text)
            phone = self._read(f"{place}_phone", phone_text)
            name = self[f"{place}_name"].data or email or phone
            if name:
                yield Reach(name, email, phone)

    def _read(self, name: str, read: Callable[[str], Value]) -> Value | None:
        text = self[name].data
        if not text:
            return None
        try:
            return read(text)
        except Refused as refused:
            raise Refused(refused.message, field=name, **refused.values) from refused


def as_told(person: Any, guardians: list[Reach]) -> dict[str, Any]:
    """What stands in the form of somebody known; never a personal code."""
    columns = ("role", "name", "class_name", "email", "external_id", "adult_on", "version")
    told = {name: getattr(person, name) for name in columns}
    for place, one in zip(GUARDIANS, guardians, strict=False):
        told |= {
            f"{place}_name": one.name,
            f"{place}_email": one.email,
            f"{place}_phone": one.phone,
        }
    return told
