"""What differs from one export, kept in the data folder: three workbooks, and their figures."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final, Self

from assetmgr.commands.whole_file import whole_file
from assetmgr.rumis.policy.comparing import Comparison
from assetmgr.rumis.policy.fields import Master
from assetmgr.rumis.three_files import write_three

PARTS: Final = {"diff": "-diff", "to-rumis": "-diff-to-rumis", "to-us": "-diff-to-us"}
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d)-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class KeptSet:
    """The figures of what differs; `institution_id` None: of the whole file."""

    name: str
    institution_id: int | None
    rows: int
    in_rumis: int
    in_ours: int
    only_ours: int
    acts_only_ours: int
    only_theirs: int
    unclear: int

    @classmethod
    def of(cls, name: str, institution_id: int | None, rows: int, found: Comparison) -> Self:
        """The figures of a comparison."""
        return cls(
            name=name,
            institution_id=institution_id,
            rows=rows,
            in_rumis=len(found.of(Master.RUMIS)),
            in_ours=len(found.of(Master.OURS)),
            only_ours=len(found.new) + len(found.unfit),
            acts_only_ours=len(found.acts),
            only_theirs=len(found.foreign) + len(found.foreign_acts),
            unclear=len(found.unclear),
        )

    @property
    def day(self) -> date:
        """The night on which it was compared."""
        return date.fromisoformat(self.name[: len("2026-11-22")])

    @property
    def is_equal(self) -> bool:
        """Whether nothing differed."""
        return not (
            self.in_rumis
            or self.in_ours
            or self.only_ours
            or self.acts_only_ours
            or self.only_theirs
            or self.unclear
        )


def keep(folder: Path, told: KeptSet, found: Comparison) -> None:
    """Write the three workbooks and then the figures, with which the set is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    write_three(folder / f"{told.name}-diff.xlsx", found)
    with whole_file(folder / f"{told.name}.json") as stream:
        stream.write(json.dumps(asdict(told)).encode())


def newest(folder: Path, institution_id: int | None, count: int) -> list[KeptSet]:
    """The newest whole sets of a folder that are this institution's."""
    files = sorted(folder.glob("????-??-??-*.json"), key=lambda file: file.name, reverse=True)
    return [told for told in _read(files) if told.institution_id == institution_id][:count]


def _read(files: list[Path]) -> Iterator[KeptSet]:
    for file in files:
        with suppress(OSError, ValueError, TypeError):  # deleted, or somebody else's
            yield KeptSet(**json.loads(file.read_bytes()))


def workbook(folder: Path, institution_id: int | None, name: str, part: str) -> Path | None:
    """A workbook of a set of this institution's; None: there is no such one."""
    if not _NAME.fullmatch(name) or part not in PARTS:
        return None
    file = folder / f"{name}{PARTS[part]}.xlsx"
    told = next(_read([folder / f"{name}.json"]), None)
    is_hers = told is not None and told.institution_id == institution_id
    return file if is_hers and file.is_file() else None
