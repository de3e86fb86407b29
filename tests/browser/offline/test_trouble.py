"""What goes wrong with a phone: each fault has an outcome that is shown, and loses nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.phone import (
    PATIENCE_MS,
    Phone,
    entries,
    expect_counts,
    network_back,
    scan,
)
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser
LATER = """hours => {
    const Real = Date, ahead = hours * 3600000;
    window.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead); }
        static now() { return Real.now() + ahead; }
    }; }"""
OLDER_COPY = """() => import("/static/js/count/database.js").then(db =>
    db.transact(["phones", "entries"], "readwrite", async store => {
        const [phone] = await db.answer(store("phones").getAll());
        store("phones").put({ ...phone, next: 2, received: 1 });
        store("entries").delete(IDBKeyRange.lowerBound([phone.key, 2])); }))"""
JOIN_AGAIN = """told => import("/static/js/count/store.js")
    .then(store => store.addPhone(told, "Tas pats tālrunis"))"""


def test_a_clock_three_hours_off_is_mended_by_the_server(page: Page, school: School) -> None:
    page.evaluate(LATER, 3)
    scan(page, school.tags[0])
    expect_counts(page, sent=1, waiting=0)
    (stored,) = school.entries()
    now = datetime.now(UTC)
    assert timedelta(hours=2, minutes=50) < stored.told_at - now < timedelta(hours=3)
    assert abs(stored.at - now) < timedelta(minutes=5)


def test_a_stocktake_closed_meanwhile_is_told_and_the_scans_stand_after_the_closing(
    page: Page, school: School
) -> None:
    scan(page, school.tags[0])
    expect_counts(page, sent=1, waiting=0)
    school.server.stop()
    scan(page, school.tags[1])
    expect_counts(page, sent=1, waiting=1)
    school.close()
    school.server.start()
    network_back(page)
    expect(page.locator("#notices")).to_contain_text("inventarizācija ir slēgta")
    expect_counts(page, sent=2, waiting=0)
    expect(page.locator("#scans li").first).to_contain_text("pēc slēgšanas")
    assert [one.is_late for one in school.entries()] == [False, True]


def test_a_phone_that_the_server_no_longer_knows_keeps_its_scans_and_joins_again(
    joined: Phone, page: Page, school: School
) -> None:
    school.forget_phones()
    scan(page, *school.tags[:2])
    expect(page.locator("#notices")).to_contain_text("Serveris šo tālruni vairs nepazīst")
    assert [one["state"] for one in entries(page)] == ["waiting", "waiting"]
    page.evaluate(JOIN_AGAIN, school.join("Tas pats tālrunis"))
    joined.reload(page)
    expect_counts(page, sent=2, waiting=0)
    assert [one.code for one in school.entries()] == school.tags[:2]


def test_another_tab_goes_on_under_the_new_sign_in(
    joined: Phone, page: Page, school: School
) -> None:
    other = joined.count()
    school.forget_phones()
    scan(page, school.tags[0])
    expect(page.locator("[data-notice=phone]")).to_be_visible(timeout=PATIENCE_MS)
    page.evaluate(JOIN_AGAIN, school.join("Tas pats tālrunis"))
    scan(other, school.tags[1])
    for tab in (page, other):
        expect_counts(tab, sent=2, waiting=0)
        expect(tab.locator("[data-notice]")).to_have_count(0)
    assert [one.code for one in school.entries()] == school.tags[:2]


def test_a_phone_that_is_not_waited_for_is_told_so_and_delivers(page: Page, school: School) -> None:
    school.excuse()
    page.reload()
    expect(page.locator("[data-notice=excused]")).to_be_visible()
    scan(page, school.foreign_tag())
    expect_counts(page, sent=1, waiting=0)
    expect(page.locator("#last-pill")).to_contain_text("Sveša")


def test_a_phone_restored_from_an_older_copy_overwrites_nothing(
    joined: Phone, page: Page, school: School
) -> None:
    scan(page, *school.tags[:3])
    expect_counts(page, sent=3, waiting=0)
    page.evaluate(OLDER_COPY)
    joined.reload(page)
    scan(page, *school.tags[3:5])
    expect_counts(page, sent=5, waiting=0)
    stored = school.entries()
    assert [one.number for one in stored] == [1, 2, 3, 4, 5]
    assert [one.code for one in stored] == school.tags[:5]


def test_what_the_server_refuses_stays_here_with_its_reason(page: Page, school: School) -> None:
    school.server.stop()
    scan(page, school.tags[0])
    expect_counts(page, sent=0, waiting=1)
    page.evaluate(
        """() => import("/static/js/count/database.js").then(db =>
            db.transact(["entries"], "readwrite", async store => {
                const [entry] = await db.answer(store("entries").getAll());
                store("entries").put({ ...entry, at: "yesterday" }); }))"""
    )
    school.server.start()
    network_back(page)
    expect(page.locator("#notices")).to_contain_text("at: a moment")
    expect_counts(page, sent=0, waiting=1)
    expect(page.locator("#sign-off")).to_be_disabled()


def test_a_torn_or_foreign_code_is_kept_and_told_as_what_it_is(page: Page, school: School) -> None:
    foreign = school.foreign_tag()
    scan(page, "HTTPS://EXAMPLE.COM/MENU", foreign)
    expect(page.locator("#last-model")).to_contain_text("Pieder:")
    expect(page.locator("#scans li")).to_contain_text([foreign, "HTTPS://EXAMPLE.COM/MENU"])
    assert [str(one.outcome) for one in school.entries()] == ["unknown", "foreign"]


def test_only_the_app_itself_is_kept_by_the_service_worker(joined: Phone, page: Page) -> None:
    scan(page, "K-0001")
    expect_counts(page, sent=1, waiting=0)
    kept: list[str] = page.evaluate(
        """async () => { const all = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    all.push(new URL(request.url).pathname);
            return all; }"""
    )
    assert [one for one in kept if not one.startswith(("/static/", "/count"))] == []
    assert "/static/js/count/app.js" in kept
