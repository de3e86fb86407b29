"""A file that a command writes whole or not at all."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from assetmgr.db.errors import Refused

_UNEMPTIED: Final = os.O_RDWR | os.O_CREAT
"""Truncating would empty what another program is writing; appending lets no zip be written."""


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A stream for the block to write; after it `target` is there whole, or else as it was before.

    It is written beside the target under a name of its own, always the same one: what a killed
    program left there is written over by the next.

    Raises:
        Refused: the file cannot be written, or another program is writing it at this moment.
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(draft, _UNEMPTIED, 0o666), "r+b") as stream:
            _claim(stream, draft)
            stream.truncate(0)
            try:
                yield stream
                stream.flush()
                draft.replace(target)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Refused("%(file)s cannot be written: %(why)s", file=target, why=error) from error


def _claim(stream: BinaryIO, draft: Path) -> None:
    """Lock the draft, which the system frees with the process.

    Raises:
        OSError: another program has it, or had it when it was opened and is done with it since.
    """
    with suppress(BlockingIOError, FileNotFoundError):
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(stream.fileno()), draft.stat()):
            return
    raise BlockingIOError("another program is writing it")
