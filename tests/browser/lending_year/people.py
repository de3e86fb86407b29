"""Who sits before which browser, and how they come in."""

from dataclasses import dataclass, field
from typing import Any, Final

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from assetmgr.extensions import config_of
from tests.browser.lending_year.school import ADMIN_NAME, Pupil

_COMPUTER: Final = {"width": 1440, "height": 900}
_PHONE: Final = {"width": 360, "height": 740}
_PATIENCE_MS: Final = 10_000


@dataclass
class Town:
    """The browsers of one school's people, all in Latvian."""

    chromium: Browser
    app: Flask
    _open: list[BrowserContext] = field(default_factory=list)
    _office: Page | None = None

    def secretary(self) -> Page:
        """The school's administrator at her computer, who comes in anew with a Google account."""
        self._office = self._office or self._window(viewport=_COMPUTER)
        return self._signed_in(self._office, "google", ADMIN_NAME)

    def pupil(self, pupil: Pupil) -> Page:
        """A pupil with a phone and a Microsoft account."""
        phone = self._window(viewport=_PHONE, has_touch=True)
        return self._signed_in(phone, "microsoft", pupil.name)

    def guardian(self) -> Page:
        """Somebody at home with a phone, who has no account."""
        return self._window(viewport=_PHONE, has_touch=True)

    def close(self) -> None:
        """Close all of them."""
        for context in self._open:
            context.close()

    def _signed_in(self, page: Page, provider: str, name: str) -> Page:
        page.goto("/sign-in")
        page.locator(f"a[href^='/sign-in/{provider}']").click()
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(lambda url: url.startswith(self._url) and "sign-in" not in url)
        return page

    def _window(self, **told: Any) -> Page:
        context = self.chromium.new_context(base_url=self._url, locale="lv-LV", **told)
        context.set_default_timeout(_PATIENCE_MS)
        self._open.append(context)
        return context.new_page()

    @property
    def _url(self) -> str:
        return config_of(self.app).base_url


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
