"""Answers that are not the server's, or come late: nothing is taken for delivered that is not."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.offline.phone import PATIENCE_MS, change, expect_counts, network_back, scan
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser
SCAN_WHILE_SIGNING_OFF = """code => {
    const real = window.fetch;
    window.fetch = async (...asked) => {
        const answer = await real(...asked);
        if (!String(asked[0]).endsWith("/sign-off")) return answer;
        window.fetch = real;
        document.dispatchEvent(new CustomEvent("scan", { detail: { code }, cancelable: true }));
        const { phones } = await import("/static/js/count/store.js");
        while ((await phones())[0].signOff !== null) await new Promise(go => setTimeout(go, 10));
        return answer; }; }"""
PHOTO_OF_NOTHING = """async () => {
    const { answer, transact } = await import("/static/js/count/database.js");
    const { phones } = await import("/static/js/count/store.js");
    const blob = new Blob([new Uint8Array([255, 216, 255, 224])], { type: "image/jpeg" });
    const photo = { uuid: crypto.randomUUID(), phone: (await phones())[0].key, blob };
    await transact(["photos"], "readwrite", store => answer(store("photos").put(photo))); }"""


class Proxy:
    """It answers in the server's place, in HTML."""

    def __init__(self, page: Page, what: str, status: int) -> None:
        self.page = page
        self.address = f"**/stocktakes/phone/{what}"
        self.status = status
        self.asked = 0
        page.route(self.address, self._answer)

    def _answer(self, route: Route) -> None:
        self.asked += 1
        route.fulfill(status=self.status, content_type="text/html", body="<h1>Apkope</h1>")

    def wait(self) -> None:
        """Wait until it answered."""
        for _ in range(PATIENCE_MS // 20):
            if self.asked:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("nothing was asked of the proxy")

    def go(self) -> None:
        """Let the server answer again."""
        self.page.unroute(self.address)
        network_back(self.page)


@pytest.mark.parametrize("status", [200, 401, 409])
def test_a_proxys_answer_to_a_delivery_changes_nothing(
    page: Page, school: School, status: int
) -> None:
    proxy = Proxy(page, "deliver", status)
    scan(page, school.tags[0])
    proxy.wait()
    expect(page.locator("#net")).to_have_text("Tīkla nav")
    expect_counts(page, sent=0, waiting=1)
    expect(page.locator("#notices [data-notice]")).to_have_count(0)
    proxy.go()
    expect_counts(page, sent=1, waiting=0)


@pytest.mark.parametrize("status", [200, 404, 413])
def test_a_photo_waits_until_the_server_itself_has_it(
    page: Page, school: School, tmp_path: Path, status: int
) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "photo.jpg")
    proxy = Proxy(page, "photo/*", status)
    scan(page, "NEKAS")
    expect(page.locator("#photo")).to_be_visible()
    page.locator("#photo-file").set_input_files(tmp_path / "photo.jpg")
    proxy.wait()
    expect_counts(page, sent=1, waiting=1)
    change(page, signOff="done")
    page.locator("#back").click()
    expect(page.locator("#joined li")).to_contain_text("gaida 1")
    expect(page.locator("[data-forget]")).to_be_hidden()
    proxy.go()
    expect(page.locator("#joined li")).to_contain_text("gaida 0")
    expect(page.locator("#joined [data-forget]")).to_be_visible()
    assert [one.uuid for one in school.photos()] == [one.uuid for one in school.entries()]


def test_a_photo_that_the_server_refuses_is_told(page: Page) -> None:
    page.evaluate(PHOTO_OF_NOTHING)
    network_back(page)
    expect(page.locator("#notices [data-notice=photo]")).to_be_visible()
    expect_counts(page, sent=0, waiting=0)


def test_a_sign_off_that_a_proxy_answered_is_asked_again(page: Page, school: School) -> None:
    proxy = Proxy(page, "sign-off", 200)
    page.get_by_role("button", name="Esmu pabeidzis").click()
    proxy.wait()
    expect(page.locator("#sign-off-state")).to_contain_text("ir saglabāts")
    assert [one.signed_off_at for one in school.phones()] == [None]
    proxy.go()
    expect(page.locator("#sign-off-state")).to_contain_text("Jūs esat pabeidzis")
    assert school.phones()[0].signed_off_at is not None


def test_a_scan_while_the_sign_off_is_under_way_takes_it_back(page: Page, school: School) -> None:
    scan(page, school.tags[0])
    expect_counts(page, sent=1, waiting=0)
    page.evaluate(SCAN_WHILE_SIGNING_OFF, school.tags[1])
    page.get_by_role("button", name="Esmu pabeidzis").click()
    expect_counts(page, sent=2, waiting=0)
    expect(page.locator("#sign-off")).to_be_enabled()
    expect(page.locator("#sign-off-state")).not_to_contain_text("Jūs esat pabeidzis")
    assert school.phones()[0].signed_off_at is None
    page.get_by_role("button", name="Esmu pabeidzis").click()
    expect(page.locator("#sign-off-state")).to_contain_text("Jūs esat pabeidzis")
    assert school.phones()[0].last_number == 2


def test_trouble_that_is_over_holds_nothing_up(page: Page) -> None:
    change(page, trouble={"kind": "refused", "status": 400, "text": "?"})
    page.reload()
    expect(page.locator("#sign-off")).to_be_enabled()
    expect(page.locator("#notices [data-notice=refused]")).to_have_count(0)
