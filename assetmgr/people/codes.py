"""Codes of people who borrow."""

from enum import StrEnum


class PersonRole(StrEnum):
    """What a person is at the institution."""

    PUPIL = "pupil"
    EMPLOYEE = "employee"
