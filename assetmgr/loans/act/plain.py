"""Frozen dataclasses as what JSON knows, and back; strictly, so that nothing is lost unnoticed."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
_AS_IT_IS: Final = frozenset((NoneType, str, int, bool))


class PlainError(ValueError):
    """What was read is not what was written: a key, a type or a code is wrong."""


def to_plain(value: Any) -> Any:
    """A dataclass of texts, whole numbers, dates, codes, tuples and dataclasses, as JSON has it.

    Raises:
        TypeError: it holds anything else; a moment is not a date.
    """
    kind: Any = type(value)
    return value if kind in _AS_IT_IS else _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """What makes values of this type plain."""
    if issubclass(kind, Enum):
        return {code: code.value for code in kind}.__getitem__
    if kind is date:
        return date.isoformat
    if issubclass(kind, tuple):
        return lambda several: [to_plain(one) for one in several]
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} does not stand on an act")
    names = tuple(one.name for one in fields(kind))
    return lambda whole: {
        name: told if type(told := getattr(whole, name)) in _AS_IT_IS else to_plain(told)
        for name in names
    }


def from_plain(kind: type[T], told: Any) -> T:
    """The dataclass that `to_plain` made this of.

    Raises:
        PlainError: a key is unknown or missing, a value is of the wrong type.
        ValueError: the dataclass refuses a value.
    """
    found: T = _read(kind, told, kind.__name__)
    return found


def _read(kind: Any, told: Any, where: str) -> Any:
    if get_origin(kind) is UnionType:
        (inner,) = (one for one in get_args(kind) if one is not NoneType)
        return None if told is None else _read(inner, told, where)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], one, where) for one in _typed(list, told, where))
    if is_dataclass(kind):
        return _fields(kind, _typed(dict, told, where), where)
    return _scalar(kind, told, where)


def _fields(kind: Any, told: dict[str, Any], where: str) -> Any:
    names = set(_names(kind))
    if odd := names ^ set(told):
        raise PlainError(f"{where}: unknown or missing keys {sorted(map(str, odd))}")
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], told[name], f"{where}.{name}") for name in names})


def _scalar(kind: Any, told: Any, where: str) -> Any:
    if kind is date:
        return _date(_typed(str, told, where), where)
    if issubclass(kind, Enum):
        try:
            return kind(told)
        except ValueError:
            raise PlainError(f"{where}: {told!r} is no code of {kind.__name__}") from None
    return _typed(kind, told, where)


def _date(told: str, where: str) -> date:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        day = None
    if day is None or day.isoformat() != told:
        raise PlainError(f"{where}: {told!r} is no date such as '2026-11-22'")
    return day


def _typed(kind: Any, told: Any, where: str) -> Any:
    if type(told) is not kind:  # a bool is an int to isinstance
        raise PlainError(f"{where}: {type(told).__name__} instead of {kind.__name__}")
    return told


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
