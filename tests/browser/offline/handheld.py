"""A handheld scanner: a keyboard that types a code within a moment and ends it with Enter."""

import time
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

KEY_S = 0.004
"""From one key to the next, as a scanner's radio sends them."""


@dataclass(frozen=True, slots=True)
class Handheld:
    """Its keys carry the scanner's own times: a busy machine delays them, but parts no code."""

    keys: CDPSession

    @classmethod
    def at(cls, page: Page) -> "Handheld":
        """A scanner that is connected to the device of this page."""
        return cls(page.context.new_cdp_session(page))

    def read(self, code: str) -> None:
        """Type this code."""
        begun = time.time()
        for number, key in enumerate([*code, "\r"]):
            named = {"key": "Enter", "code": "Enter"} if key == "\r" else {"key": key}
            told = {"type": "keyDown", "text": key, "timestamp": begun + number * KEY_S, **named}
            self.keys.send("Input.dispatchKeyEvent", told)
