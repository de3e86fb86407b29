"""What is wrong with a page that somebody looks at."""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

CONTRAST: Final[dict[str, Any]] = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
AT_REST: Final = """async (theme) => {
  const frame = () => new Promise(requestAnimationFrame);
  while (document.documentElement.dataset.bsTheme !== theme) await frame();
  await frame();
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
}"""
"""The theme is there, and no colour is on its way any more."""


def faults(page: Page, address: str) -> list[str]:
    """Open an address: serious axe findings, sideways scroll, console errors."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "404" not in message.text:
            said.append(message.text)

    page.on("console", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("console", note)
    return [*shown_faults(page), *said]


def shown_faults(page: Page) -> list[str]:
    """Serious axe findings and sideways scroll of what is shown now."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*_axe(page), *(["scrolls sideways"] if wide else [])]


def dark_faults(page: Page) -> list[str]:
    """What has too little contrast in the dark, of what is shown in the light."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(AT_REST, "dark")
    found = [f"dark: {one}" for one in _axe(page, CONTRAST)]
    page.emulate_media(color_scheme="light")
    page.evaluate(AT_REST, "light")
    return found


def _axe(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    return [
        f"{one['id']}: {node['target']}"
        for one in Axe().run(page, options=options).response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
