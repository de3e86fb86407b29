"""Counting before a real (if pretended) camera: a room's door, then its cabinet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from labels.spec import room_label, tag_label
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.film import write_film
from tests.browser.offline.phone import PATIENCE_MS, Phone, entries
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser
ON_AND_OFF = """() =>
    ["camera-on", "camera-off"].forEach(id => document.getElementById(id).click())"""
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture
def filmed(driver: Playwright, school: School, tmp_path: Path) -> Iterator[Page]:
    """A phone whose camera sees a room's label and then three devices of that room, for ever."""
    room, url = school.room_of(school.tags[0]), school.server.url
    door = room_label(url, room.id, room.name)
    cabinet = [tag_label(url, tag, ("Raiņa vsk.",)) for tag in room.tags[:3]]
    film = write_film(tmp_path / "film.mjpeg", [[door], cabinet])
    flags = [*FLAGS, *CAMERA, f"--use-file-for-fake-video-capture={film}"]
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield Phone(browser.new_context(viewport={"width": 360, "height": 740}), school).join()
    browser.close()


def test_a_cabinet_is_counted_by_the_camera_each_device_once(filmed: Page, school: School) -> None:
    room = school.room_of(school.tags[0])
    filmed.get_by_role("button", name="Ieslēgt kameru").click()
    expect(filmed.locator("#room-name")).to_contain_text(room.name, timeout=PATIENCE_MS)
    expect(filmed.locator("#room-figures")).to_contain_text("3 no", timeout=PATIENCE_MS)
    filmed.wait_for_timeout(4_000)  # the film begins again: the same labels come into sight
    told = entries(filmed)
    in_room = [one["code"].rpartition("/")[2] for one in told if one["room"] == room.id]
    assert sorted(in_room) == sorted(room.tags[:3])
    filmed.get_by_role("button", name="Izslēgt").click()
    expect(filmed.locator("#video")).to_be_hidden()


def test_a_camera_that_is_switched_off_while_it_opens_stays_off(filmed: Page) -> None:
    filmed.evaluate(ON_AND_OFF)
    filmed.wait_for_timeout(2_000)
    assert filmed.evaluate("() => document.getElementById('video').srcObject") is None
    assert entries(filmed) == []
    expect(filmed.locator("#camera-on")).to_be_visible()
