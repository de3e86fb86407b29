"""Checks of JSON values against the discovery document's schemas, made once into functions.

Types, formats, enumerations and unknown properties, as Google's 'Type and Format Summary' says:
an int64 is a string, an int32 a number.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sync.emulator import discovery

Check = Callable[[Any], None]


class WrongValueError(ValueError):
    """A value is not what the schema says; `path` leads to it from the outside in."""

    def __init__(self, why: str) -> None:
        self.why = why
        self.path: list[str] = []
        super().__init__(why)

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.why}" if self.path else self.why


@cache
def checker(name: str) -> Check:
    """Return the check for values of one schema; it raises WrongValueError."""
    return _object(discovery.schema(name))


def _check_for(described: dict[str, Any]) -> Check:
    if "$ref" in described:
        return checker(described["$ref"])
    kind = described["type"]
    if kind == "object":
        return _object(described)
    if kind == "array":
        return _array(described)
    return _scalar(kind, described.get("format", ""), frozenset(described.get("enum", ())))


def _object(described: dict[str, Any]) -> Check:
    checks = {name: _check_for(inner) for name, inner in described["properties"].items()}

    def check(value: Any) -> None:
        if not isinstance(value, dict):
            raise WrongValueError(f"{value!r} is not an object")
        for name, inner in value.items():
            known = checks.get(name)
            if known is None:
                raise WrongValueError(f"Google has no property {name!r} here")
            try:
                known(inner)
            except WrongValueError as wrong:
                wrong.path.insert(0, name)
                raise

    return check


def _array(described: dict[str, Any]) -> Check:
    item = _check_for(described["items"])

    def check(value: Any) -> None:
        if not isinstance(value, list):
            raise WrongValueError(f"{value!r} is not a list")
        for number, inner in enumerate(value):
            try:
                item(inner)
            except WrongValueError as wrong:
                wrong.path.insert(0, str(number))
                raise

    return check


def _scalar(kind: str, form: str, allowed: frozenset[str]) -> Check:
    python = {"string": str, "integer": int, "boolean": bool}[kind]
    fits = FORMATS[form]

    def check(value: Any) -> None:
        if type(value) is not python:
            raise WrongValueError(f"{value!r} is not of type {kind}")
        if not fits(value):
            raise WrongValueError(f"{value!r} is not in the format {form}")
        if allowed and value not in allowed:
            raise WrongValueError(f"{value!r} is none of {', '.join(sorted(allowed))}")

    return check


def _is_int64(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,19}", text)) and -(2**63) <= int(text) < 2**63


def _is_int32(number: int) -> bool:
    return -(2**31) <= number < 2**31


@lru_cache(maxsize=4096)
def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None and "T" in text
    except ValueError:
        return False


def _is_duration(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d{1,9})?s", text))


FORMATS: dict[str, Callable[[Any], bool]] = {
    "": lambda _value: True,
    "int32": _is_int32,
    "int64": _is_int64,
    "date": _is_date,
    "date-time": _is_moment,
    "google-duration": _is_duration,
}
