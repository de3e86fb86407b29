"""A browser with a profile that outlives its process; the process is ours to kill."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.offline.phone import PATIENCE_MS, Phone
from tests.browser.offline.school import School
from tests.browser.offline.server import PATIENCE_S


@dataclass
class PhoneWithBattery(Phone):
    """A phone whose battery can be taken out."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End the whole browser at once (SIGKILL)."""
        self.process.kill()
        self.process.wait()


@contextmanager
def phone(driver: Playwright, profile: Path, school: School) -> Iterator[PhoneWithBattery]:
    """A browser on this profile; its process ends with the block, however that ends."""
    told = profile / "DevToolsActivePort"
    told.unlink(missing_ok=True)
    flags = ["--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", *FLAGS]
    process = subprocess.Popen([CHROMIUM, *flags, "about:blank"], stderr=subprocess.DEVNULL)
    try:
        browser = driver.chromium.connect_over_cdp(f"http://127.0.0.1:{_port(told)}")
        context = browser.contexts[0]
        context.set_default_timeout(PATIENCE_MS)
        yield PhoneWithBattery(context, school, process)
    finally:
        process.kill()
        process.wait()


def _port(told: Path) -> int:
    until = time.monotonic() + PATIENCE_S
    while not (told.exists() and "\n" in told.read_text()):
        assert time.monotonic() < until, "the browser does not start"
        time.sleep(0.05)
    return int(told.read_text().splitlines()[0])
