"""The codes of this feature (DOMAIN.md, 'Words')."""

from enum import StrEnum


class InstitutionType(StrEnum):
    """What kind of institution it is; targets are set by type."""

    SCHOOL = "school"
    PRESCHOOL = "preschool"
    OTHER = "other"


class RoomUse(StrEnum):
    """What a room is used for; classrooms and group rooms count in provision targets."""

    CLASSROOM = "classroom"
    GROUP_ROOM = "group_room"
    COMPUTER_CLASS = "computer_class"
    LIBRARY = "library"
    OFFICE = "office"
    STORAGE = "storage"
    CABINET = "cabinet"
    OTHER = "other"


class Audience(StrEnum):
    """For whom an institution says it needs devices."""

    PUPILS = "pupils"
    TEACHERS = "teachers"
