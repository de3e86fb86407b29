"""What one row of a class list tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from assetmgr.db.errors import Refused
from assetmgr.db.secrets import Cipher
from assetmgr.exchange import cells, words
from assetmgr.exchange.faults import Fault, fault_of
from assetmgr.exchange.parse import Row
from assetmgr.i18n.marks import N_
from assetmgr.people.codes import PersonRole
from assetmgr.people.policy import personal_code as codes
from assetmgr.people.policy.ages import comes_of_age
from assetmgr.people.policy.classes import class_text
from assetmgr.people.policy.guardians import ToldReach
from assetmgr.people.policy.identity import Identity
from assetmgr.people.policy.texts import email_text, forename_first, name_key, phone_text

CHECK_DIGIT: Final = N_("The personal code does not pass its check digit. See that it is right.")
TWO_BIRTHDAYS: Final = N_("The personal code tells another day of birth.")
_KEPT: Final = ("role", "class_name", "email", "external_id")
"""Columns that are kept as they are read."""
_YEARS: Final = 110
"""No day of birth lies further back."""


def _class(text: str) -> str:
    return cells.line(class_text(text), limit=20)


def _name(text: str) -> str:
    return " ".join(cells.line(text, limit=200).split())


_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "role": partial(cells.code, words=words.PERSON_ROLES),
    "class_name": _class,
    "email": email_text,
    "external_id": partial(cells.line, limit=100),
    "birth_date": cells.day,
    "personal_code": codes.bare_code,
    "guardian_name": _name,
    "guardian_email": email_text,
    "guardian_phone": phone_text,
    "guardian2_name": _name,
    "guardian2_email": email_text,
    "guardian2_phone": phone_text,
}


@dataclass(slots=True)
class Told:
    """A row on its way: `values` by column of a person, without what is blank."""

    row: Row
    institution_id: int | None
    values: dict[str, Any] = field(default_factory=dict)
    guardians: tuple[ToldReach, ...] | None = None
    code: str | None = field(default=None, repr=False)
    digests: tuple[str, ...] = ()
    """Under which the code may be stored: the newest key's first."""
    digest: str | None = None
    """Under which it is, or would be."""
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    @property
    def role(self) -> PersonRole:
        """What the person is at the institution: a pupil where the row does not say."""
        found: PersonRole = self.values.get("role", PersonRole.PUPIL)
        return found

    @property
    def identity(self) -> Identity:
        """By what the row's person is known."""
        told = self.values
        return Identity(
            id=self.row.number,
            role=self.role,
            name=name_key(told["name"]) if "name" in told else None,
            class_name=told.get("class_name"),
            external_id=told.get("external_id"),
            digest=self.digest,
            email=told.get("email"),
            adult_on=told.get("adult_on"),
        )

    def refuse(self, message: str, column: str | None, **values: Any) -> None:
        """Note what is wrong."""
        self.faults.append(Fault(self.row.number, column, message, values))

    def warn(self, message: str, column: str | None, **values: Any) -> None:
        """Note what is to be looked at."""
        self.warnings.append(Fault(self.row.number, column, message, values))


def read_row(row: Row, institution_id: int | None, *, cipher: Cipher, today: date) -> Told:
    """Read every cell of a row; each wrong one becomes a fault."""
    told = Told(row, institution_id)
    found = _cells(told)
    told.values = {name: found[name] for name in _KEPT if name in found}
    name = _whole_name(told)
    if name:
        told.values["name"] = name
    if "personal_code" in found:
        _read_code(told, found["personal_code"], cipher)
    _read_birthday(told, found.get("birth_date"), today)
    told.guardians = _guardians(found)
    return told


def _cells(told: Told) -> dict[str, Any]:
    found = {}
    for column, text in told.row.cells.items():
        if column in _READ:
            try:
                found[column] = _READ[column](text)
            except Refused as refused:
                told.faults.append(fault_of(told.row.number, refused, column))
    return found


def _whole_name(told: Told) -> str | None:
    told_cells = told.row.cells
    parts = [told_cells[one] for one in ("first_name", "last_name") if one in told_cells]
    text = forename_first(told_cells.get("name") or " ".join(parts))
    try:
        return _name(text) or None
    except Refused as refused:
        told.faults.append(fault_of(told.row.number, refused, "name"))
        return None


def _read_code(told: Told, digits: str, cipher: Cipher) -> None:
    told.code, told.digests = digits, cipher.digests(digits)
    told.digest = told.digests[0]
    if not codes.has_check_digit(digits):
        told.warn(CHECK_DIGIT, "personal_code")


def _read_birthday(told: Told, born: date | None, today: date) -> None:
    """Of a day of birth only that of coming of age is kept."""
    if born is not None and not 0 <= today.year - born.year <= _YEARS:
        told.refuse(N_("This is nobody's day of birth."), "birth_date")
        return
    by_code = codes.birth_date(told.code) if told.code else None
    if by_code and not 0 <= today.year - by_code.year <= _YEARS:
        by_code = None
    if born and by_code and born != by_code:
        told.warn(TWO_BIRTHDAYS, "birth_date")
    known = born or by_code
    if known:
        told.values["adult_on"] = comes_of_age(known)


def _guardians(found: Mapping[str, Any]) -> tuple[ToldReach, ...] | None:
    """What a row tells of each guardian; None: of nobody."""
    told = tuple(
        ToldReach(*(found.get(f"{place}_{cell}") or None for cell in ("name", "email", "phone")))
        for place in ("guardian", "guardian2")
    )
    return told if any(told) else None
