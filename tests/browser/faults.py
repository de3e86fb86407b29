"""What is wrong with a page that somebody looks at."""

from typing import Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

BRIEFLY: Final[dict[str, Any]] = {"resultTypes": ["violations"]}
"""Axe spends most of its time on describing what is right."""
CONTRAST: Final[dict[str, Any]] = BRIEFLY | {
    "runOnly": {"type": "rule", "values": ["color-contrast"]}
}
THERE: Final = Axe(axe_script="null")
"""For a page that has axe's script already, which is half a megabyte."""
SHOWN: Final = "theme => document.documentElement.dataset.bsTheme === theme"
AT_REST: Final = """() => {
  for (const one of document.getAnimations()) {
    if (one.effect.getComputedTiming().iterations === Infinity) one.cancel();
    else one.finish();
  }
}"""
"""No colour is on its way any more."""


def faults(page: Page, address: str) -> list[str]:
    """Open an address: what is wrong with what it shows, and errors on the console."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "404" not in message.text:
            said.append(message.text)

    page.on("console", note)
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => null)")
    shown = shown_faults(page)
    page.remove_listener("console", note)
    return [*shown, *said]


def shown_faults(page: Page) -> list[str]:
    """Serious axe findings and sideways scroll of what is shown; contrast in the dark, too."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = [*_axe(page, Axe(), BRIEFLY), *(["scrolls sideways"] if wide else [])]
    _show(page, "dark")
    found += [f"dark: {one}" for one in _axe(page, THERE, CONTRAST)]
    _show(page, "light")
    return found


def _show(page: Page, theme: Literal["dark", "light"]) -> None:
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(SHOWN, arg=theme, polling=20)


def _axe(page: Page, axe: Axe, options: dict[str, Any]) -> list[str]:
    page.evaluate(AT_REST)
    return [
        f"{one['id']}: {node['target']}"
        for one in axe.run(page, options=options).response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
