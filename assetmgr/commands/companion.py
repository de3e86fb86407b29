"""A command of ours in a process beside this one, which it never outlives."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final

from assetmgr.cli import main

_SECONDS: Final = 1.0


@contextmanager
def companion(*arguments: str, silent: bool = False) -> Iterator[None]:
    """Run the command `assetmgr ARGUMENTS` while the block runs.

    It ends with the block, and also where this process is killed and can end nothing any more.
    """
    output = subprocess.DEVNULL if silent else None
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, str(os.getpid()), *arguments],
        stdout=output,
        stderr=output,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _leave_with(parent: int) -> None:
    """Terminate this process once `parent` is not its parent any more."""
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    Thread(target=_leave_with, args=(int(sys.argv[1]),), daemon=True).start()
    main(sys.argv[2:])
