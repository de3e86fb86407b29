"""RUMIS's exports in the data folder: which are ready, and where they go when they were read."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask_babel import force_locale, gettext

from assetmgr.commands.whole_file import whole_file
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.rumis import folders
from assetmgr.web.errors import translated
from assetmgr.web.formats import date_text

ENDINGS: Final = frozenset({".xlsx", ".csv"})
SETTLED: Final = timedelta(minutes=1)
"""What changed within it may still be being copied: it waits for the next run."""
LARGEST: Final = 32 * 1024 * 1024
"""As much as the page takes."""
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Export:
    """A file where it was put; `folder` is the name of an institution's own folder."""

    path: Path
    folder: str | None
    stat: os.stat_result

    def is_settled(self, now: datetime) -> bool:
        """Whether nobody changed it for a minute.

        The later of both times counts: who copies may set the one to that of the original.
        """
        changed = datetime.fromtimestamp(max(self.stat.st_mtime, self.stat.st_ctime), UTC)
        return abs(now - changed) >= SETTLED

    def content(self) -> bytes:
        """All of it, or of what is too large the beginning alone."""
        with self.path.open("rb") as stream:
            return stream.read(LARGEST + 1)


def lying(data_dir: Path) -> Iterator[Export]:
    """The exports that were put into the folder, or into one of an institution's."""
    folder = folders.incoming(data_dir)
    for path in sorted((*folder.glob("*"), *folder.glob("*/*"))):
        own = None if path.parent == folder else path.parent.name
        is_export = path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$"))
        if is_export and own not in {folders.READ, folders.UNREADABLE} and path.is_file():
            with suppress(FileNotFoundError):
                yield Export(path, own, path.stat())


def name_of(content: bytes, night: date) -> str:
    """What all is called that comes of an export."""
    return f"{night}-{sha256(content).hexdigest()[:12]}"


def ensure_fits(content: bytes) -> None:
    """Refuse what is too large.

    Raises:
        Refused: it is.
    """
    if len(content) > LARGEST:
        raise Refused(N_("The file is larger than 32 MB. Export it in parts."))


def move(data_dir: Path, export: Export, kind: str, name: str) -> Path:
    """Move it out of the way, unless it is another file by now, which then stays; where to."""
    stem = export.path.stem[:_LONGEST_NAME]
    target = folders.incoming(data_dir) / kind / f"{name}-{stem}{export.path.suffix}"
    target.parent.mkdir(exist_ok=True)
    if _marks(export.path.stat()) == _marks(export.stat):
        export.path.replace(target)
    return target


def _marks(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def put_aside(data_dir: Path, export: Export, name: str, night: date, refused: Refused) -> None:
    """Move what cannot be read out of the way; a text beside it says why, and how to mend it."""
    target = move(data_dir, export, folders.UNREADABLE, name)
    with force_locale("lv"):
        lines = (
            gettext("%(file)s was not compared with the register.", file=export.path.name),
            gettext("Why: %(why)s", why=translated(refused)),
            gettext(
                "What to do: mend the file, or export it from RUMIS anew, and put it into the"
                " folder %(folder)s again.",
                folder=folders.incoming(data_dir),
            ),
            gettext(
                "This one is kept until %(until)s.", until=date_text(night + folders.KEPT, "lv")
            ),
        )
    with whole_file(target.with_name(f"{target.name}.txt")) as stream:
        stream.write("\n\n".join((*lines, "")).encode())
