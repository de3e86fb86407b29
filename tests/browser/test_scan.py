"""The scan page before a real (if pretended) camera, in a real browser."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, expect

from assetmgr.auth.codes import Role
from assetmgr.demo.people import PASSWORD, PEOPLE
from labels.raster import label_image
from labels.sheets import sheet_by_code
from labels.spec import LabelSpec, room_label, tag_label
from tests.browser.conftest import CHROMIUM, FLAGS, Site
from tests.browser.film import write_film

pytestmark = pytest.mark.browser
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
LIVE = re.compile("is-live")
PATIENCE = 30_000
PHONE = """
const tell = (what) => {
  const { dataset } = document.documentElement;
  dataset[what] = Number(dataset[what] ?? 0) + 1;
};
MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });
MediaStreamTrack.prototype.applyConstraints = async ({ advanced: [{ torch }] }) =>
  tell(torch ? "lit" : "dark");
navigator.vibrate = () => tell("shaken");
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) {
  globalThis.lock = () => this.context.suspend();
  tell("sounded");
  start.call(this, at);
};
"""
"""What the test's browser lacks of a phone; the page's root counts what it was asked for."""
KEYS = """codes => {
  for (const key of codes.flatMap((code) => [...code, "Enter"])) {
    const told = { key, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", told));
  }
}"""

Filmed = Callable[..., Page]


@contextmanager
def launched(driver: Playwright, flags: list[str]) -> Iterator[Browser]:
    """A browser of its own: what its camera sees is said when it starts."""
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield browser
    browser.close()


@pytest.fixture
def filmed(site: Site, driver: Playwright, tmp_path: Path) -> Iterator[Filmed]:
    """Open the scan page, as a school's administrator, before a camera that sees these scenes."""
    with ExitStack() as browsers:

        def opened(*scenes: Sequence[LabelSpec], width: int = 1440) -> Page:
            film = write_film(tmp_path / "film.mjpeg", scenes)
            flags = [*FLAGS, *CAMERA, f"--use-file-for-fake-video-capture={film}"]
            browser = browsers.enter_context(launched(driver, flags))
            page = Site(site.url, browser).sign_in(Role.SCHOOL_ADMIN, width=width)
            page.context.grant_permissions(["camera"])
            page.goto("/scan/")  # where the camera is allowed already, it opens by itself
            expect(page.locator(".scan-stage")).to_have_class(LIVE)
            return page

        yield opened


@pytest.fixture(scope="module")
def cabinet(site: Site) -> tuple[int, list[str]]:
    """A room of the school with some twenty devices: its id, and their tags."""
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/institutions/RAI")
    for link in page.locator("a[href*='/institutions/RAI/rooms/']").all():
        address = link.get_attribute("href") or ""
        room = page.context.request.get(address).text()
        tags = re.findall(r'class="c-key"><a href="/devices/[0-9]+">([^<]+)</a>', room)
        if 16 <= len(tags) <= 30 and "Pazaud" not in room:
            page.context.close()
            return int(address.rpartition("/")[2]), tags
    raise AssertionError("the demo's school has no such room")


def sign_in(page: Page) -> None:
    """Fill in the form as the school's administrator."""
    page.locator("[name=email]").fill(
        next(one.email for one in PEOPLE if one.role is Role.SCHOOL_ADMIN)
    )
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def told(site: Site, *tags: str) -> list[LabelSpec]:
    """The labels of devices."""
    return [tag_label(site.url, tag, ("Raiņa vsk.",)) for tag in tags]


def test_a_moving_label_is_read_and_shows_its_device(site: Site, filmed: Filmed) -> None:
    page = filmed(told(site, "K-0001"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if _is_fault(message) else None)
    page.reload()
    result = page.locator("#scan-last .scan-result")
    expect(result.locator("strong")).to_have_text("K-0001", timeout=PATIENCE)
    expect(page.locator("#scan-state .scan-row")).to_have_count(1)
    page.wait_for_timeout(1_500)
    expect(page.locator("#scan-state .scan-row")).to_have_count(1)
    assert said == []


def test_a_whole_cabinet_is_counted_and_the_missing_one_named(
    site: Site, filmed: Filmed, cabinet: tuple[int, list[str]]
) -> None:
    room_id, tags = cabinet
    page = filmed([room_label(site.url, room_id, "X")], told(site, *tags[:-1]))
    counted = page.locator(".scan-standing")
    expect(counted).to_contain_text(tags[-1], timeout=2 * PATIENCE)
    expect(counted).to_contain_text(f"{len(tags) - 1} no {len(tags)}")
    expect(page.locator(".scan-missing li")).to_have_count(1)


def test_the_page_with_its_camera_is_sound_on_a_phone(site: Site, filmed: Filmed) -> None:
    page = filmed(told(site, "K-0001"), width=360)
    expect(page.locator("#scan-last .scan-result")).to_be_visible(timeout=PATIENCE)
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.locator("#scan-stop").click()
    page.locator("#scan-start").click()
    expect(page.locator(".scan-stage")).to_have_class(LIVE)


def test_a_hand_scanners_typing_is_read_without_leaving_the_page(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    for tag in ("K-0001", "K-0002"):
        page.keyboard.type(f"{site.url}/D/{tag}".upper(), delay=2)
        page.keyboard.press("Enter")
    expect(page.locator("#scan-state .scan-row")).to_have_count(2)
    expect(page.locator("#scan-last strong").first).to_have_text("K-0002")
    assert page.url.endswith("/scan/")


def test_a_hand_scanner_that_falters_in_a_code_is_understood(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    page.keyboard.type(f"{site.url}/D/K-".upper(), delay=2)
    page.wait_for_timeout(100)
    page.keyboard.type("0002", delay=2)
    page.keyboard.press("Enter")
    expect(page.locator("#scan-last strong").first).to_have_text("K-0002")


def test_fingers_are_no_scanner(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    page.locator("h1").click()
    page.keyboard.type("K-0002", delay=120)
    page.keyboard.press("Enter")
    page.keyboard.type("K-0001", delay=2)
    page.keyboard.press("Enter")
    expect(page.locator("#scan-last strong").first).to_have_text("K-0001")
    expect(page.locator("#scan-state .scan-row")).to_have_count(1)


def test_a_scanner_that_presses_shift_is_understood_after_a_stray_key(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    page.keyboard.press("Shift+K")
    page.keyboard.type("-0002", delay=2)
    page.keyboard.press("Enter")
    expect(page.locator("#scan-last strong").first).to_have_text("K-0002")


def test_a_photo_is_read_in_the_browser_itself(site: Site, tmp_path: Path) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#photo").set_input_files(photo(site, tmp_path, "K-0001"))
    expect(page.locator("#scan-last strong")).to_have_text("K-0001", timeout=PATIENCE)
    assert not any(address.endswith("/scan/photo") for address in asked)


def test_where_the_browser_cannot_read_a_photo_the_server_does(site: Site, tmp_path: Path) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.route("**/zxing_reader.wasm", lambda route: route.abort())
    page.goto("/scan/")
    page.locator("#photo").set_input_files(photo(site, tmp_path, "K-0001"))
    expect(page.locator("#scan-last strong")).to_have_text("K-0001", timeout=PATIENCE)


def test_a_code_waits_while_the_server_is_away(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    page.context.set_offline(True)
    page.locator("#code").fill("K-0001")
    page.keyboard.press("Enter")
    expect(page.locator("[data-fault=offline]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#scan-last strong")).to_have_text("K-0001", timeout=PATIENCE)
    expect(page.locator("[data-fault=offline]")).to_be_hidden()


def slow(page: Page) -> None:
    """Let every answer take half a second."""
    told = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", told)


def scan(page: Page, *codes: str) -> None:
    """Let a hand scanner type these codes, one at the heels of the other."""
    page.evaluate(KEYS, list(codes))


def asked(page: Page, what: str, times: int) -> None:
    """See that the phone was asked so many times by now."""
    expect(page.locator("html")).to_have_attribute(f"data-{what}", str(times), timeout=PATIENCE)


def test_a_room_counts_for_the_scans_that_do_not_wait_for_its_answer(
    site: Site, cabinet: tuple[int, list[str]]
) -> None:
    room_id, tags = cabinet
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    slow(page)
    scan(page, f"{site.url}/R/{room_id}".upper(), *tags[:5])
    expect(page.locator(".scan-standing")).to_contain_text(f"5 no {len(tags)}", timeout=PATIENCE)
    expect(page.locator("#scan-state .scan-row.scan-ok")).to_have_count(5)
    assert page.locator("[name=room][form=scan-form]").input_value() == str(room_id)


def test_what_was_scanned_waits_until_somebody_signs_in_again(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    page.context.clear_cookies()
    scan(page, "K-0001", "K-0002")
    fault = page.locator("[data-fault=signed-out]")
    expect(fault).to_be_visible()
    with page.context.expect_page() as opened:
        fault.get_by_role("link").click()
    sign_in(opened.value)
    expect(page.locator("#scan-state .scan-row")).to_have_count(2, timeout=PATIENCE)
    expect(fault).to_be_hidden()
    scan(page, "K-0003")
    expect(page.locator("#scan-last strong")).to_have_text("K-0003")


def test_a_code_is_sent_again_after_an_error_of_the_server(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    page.route("**/scan/read", lambda route: route.fulfill(status=500), times=1)
    scan(page, "K-0001")
    expect(page.locator("[data-fault=offline]")).to_be_visible()
    expect(page.locator("#scan-last strong")).to_have_text("K-0001", timeout=PATIENCE)


def test_who_leaves_while_codes_wait_is_asked(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/scan/")
    page.context.set_offline(True)
    scan(page, "K-0001")
    expect(page.locator("[data-fault=offline]")).to_be_visible()
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.accept()


SHUT = """
const opened = MediaDevices.prototype.getUserMedia;
const uncovered = new Promise((done) => { window.uncover = done; });
MediaDevices.prototype.getUserMedia = async function (wish) {
  await uncovered;
  return opened.call(this, wish);
};
"""
"""A camera with a cover over it: nothing is read before the page was touched."""


def test_light_sound_and_shaking_are_asked_of_the_phone(site: Site, filmed: Filmed) -> None:
    page = filmed(told(site, "K-0001"))
    page.add_init_script(PHONE)
    page.add_init_script(SHUT)
    page.reload()
    page.locator("h1").click()  # a touch, without which no browser lets a page sound
    page.evaluate("uncover()")
    torch = page.locator("#scan-torch")
    torch.click()
    expect(torch).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#scan-last strong")).to_have_text("K-0001", timeout=PATIENCE)
    for what in ("lit", "sounded", "shaken"):
        asked(page, what, 1)
    page.locator("#scan-stop").click()
    page.locator("#scan-start").click()
    expect(torch).to_have_attribute("aria-pressed", "false")


def test_sound_comes_back_after_a_lock_and_stays_away_when_switched_off(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.add_init_script(PHONE)
    page.goto("/scan/")
    page.locator("h1").click()
    scan(page, "K-0001")
    asked(page, "sounded", 1)
    page.evaluate("lock()")  # what a phone does to a page when its screen goes dark
    page.locator("h1").click()
    scan(page, "K-0002")
    asked(page, "sounded", 2)
    page.locator("#scan-sound").click()
    scan(page, "K-0003")
    asked(page, "shaken", 3)
    asked(page, "sounded", 2)


def test_a_device_from_elsewhere_is_moved_by_one_click(
    site: Site, cabinet: tuple[int, list[str]]
) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/devices/?kind=chromebook&status=in_use")
    tag = page.locator("td.c-key a").first.inner_text()
    page.goto(f"/R/{cabinet[0]}")
    page.locator("#code").fill(tag)
    page.keyboard.press("Enter")
    page.locator("#scan-last").get_by_role("button", name="Pārvietot šurp").click()
    expect(page.locator("#scan-last .note")).to_contain_text(tag)
    expect(page.locator(f".scan-row.scan-ok:has-text('{tag}')")).to_have_count(1)


def test_without_scripts_a_code_and_a_photo_are_read(site: Site, tmp_path: Path) -> None:
    signed_in = site.sign_in(Role.SCHOOL_ADMIN)
    context = site.browser.new_context(
        base_url=site.url,
        java_script_enabled=False,
        storage_state=signed_in.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/scan/")
    page.locator("#code").fill("K-0001")
    page.locator("#scan-form button").click()
    expect(page.locator("#scan-last strong")).to_have_text("K-0001")
    page.locator("#photo").set_input_files(photo(site, tmp_path, "K-0002"))
    page.locator("#photo-form button").click()
    expect(page.locator("#scan-last strong")).to_have_text("K-0002")
    expect(page.locator(".scan-row")).to_have_count(2)


def photo(site: Site, folder: Path, tag: str) -> Path:
    """A photo of a label."""
    file = folder / f"{tag}.jpg"
    picture = label_image(told(site, tag)[0], sheet_by_code("L4770").face, 12)
    picture.rotate(11, expand=True, fillcolor=160).save(file, "JPEG")
    return file


def _is_fault(message: ConsoleMessage) -> bool:
    return message.type in {"error", "warning"}
