"""Where RUMIS's files lie in the data folder, and for how long."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Final

KEPT: Final = timedelta(days=60)
IN: Final = "in"
READ: Final = "read"
UNREADABLE: Final = "unreadable"
_DATED: Final = "????-??-??-*"
_DAY: Final = len("2026-11-22")


def home(data_dir: Path) -> Path:
    """The folder of all; what concerns one institution lies in one of its own."""
    return data_dir / "rumis"


def of_institution(data_dir: Path, code: str) -> Path:
    """The folder of an institution's files; blank: of those that the municipality alone sees."""
    return home(data_dir) / plain(code) if code else home(data_dir)


def incoming(data_dir: Path) -> Path:
    """The folder into which RUMIS's exports are put."""
    return home(data_dir) / IN


def plain(code: str) -> str:
    """An institution's code as a folder's name; no two codes have the same one."""
    told = "".join(sign if sign.isalnum() or sign in "-_" else f"%{ord(sign):X}" for sign in code)
    return f"%{ord(told[0]):X}{told[1:]}" if told == IN else told


def drop(data_dir: Path, day: date) -> None:
    """Delete what is older than 60 days on `day`; the day stands at the start of each name."""
    for file in _dated(home(data_dir)):
        with suppress(ValueError):
            if date.fromisoformat(file.name[:_DAY]) < day - KEPT:
                file.unlink(missing_ok=True)


def _dated(folder: Path) -> Iterator[Path]:
    yield from folder.glob(_DATED)
    yield from folder.glob(f"*/{_DATED}")
    for kept in (READ, UNREADABLE):
        yield from (folder / IN / kept).glob(_DATED)
