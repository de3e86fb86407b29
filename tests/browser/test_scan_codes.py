"""The browser understands codes exactly as Python does."""

import unicodedata
from random import Random
from typing import Any

import pytest

from assetmgr.devices.policy.text import comparable
from labels.spec import room_from_scan, room_url, tag_from_scan, tag_url
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
BASE = "https://ierices.example"
ODD = (
    "",
    " ",
    "\t K-0001\n",
    "\x1fK-0001\x85",
    "\ufeffK-0001",
    "Straße",
    "ΟΔΥΣΣΕΥΣ",
    "İstanbul ıI",
    "ŠĶŪNIS ŗ",
    "ﬁle Ŀ",
    "Ꭰꭰᏸ",
    "𐐀𝐀",
    f"{BASE}/D/K-0001",
    f"{BASE}/d/k-0001/",
    f"{BASE}/D/A/B",
    f"{BASE}/D/K%2D1?x=1#y",
    f"{BASE}/D/%C5%A0%FF%C4",
    f"{BASE}/D/%EF%BB%BFA%20",
    f"{BASE}/D/%zz%4",
    "httpſ://x/D/1",
    f"{BASE}/R/12",
    f"{BASE}/r/012/?a",
    f"{BASE}/R/1234567890123456789",
    f"{BASE}/R/1x",
    f"{BASE}/R/5/D/K-9",
    f"{BASE}/D/K-9/R/5",
    "ROOM:7",
    "room: 7",
    "https://example.org/menu?/D/K-1",
    "WIFI:T:WPA;S:x;;",
    room_url(BASE, 31),
    tag_url(BASE, "Ģ 1/2~_"),
)


def understood(raw: str) -> dict[str, Any]:
    """What readCode should give, by Python's rules."""
    room = room_from_scan(raw)
    if room is not None:
        return {"kind": "room", "id": room}
    tag = tag_from_scan(raw)
    if tag == raw.strip():
        return {"kind": "text", "text": tag, "key": comparable(tag)}
    return {"kind": "device", "tag": tag, "key": comparable(tag)}


def run(site: Site, script: str, argument: object) -> Any:
    """Evaluate a script in which `codes` is the module."""
    page = site.browser.new_context(base_url=site.url).new_page()
    page.goto("/sign-in")
    module = "const codes = await import('/static/js/scan/codes.js')"
    found = page.evaluate(f"async (given) => {{ {module}; return {script}; }}", argument)
    page.context.close()
    return found


def mixed(count: int) -> list[str]:
    """Texts put together from pieces that labels, people and strangers write."""
    pieces = [*ODD, *"ABCabc123-./%?#: šŠķĢßſς\u00a0\u2003\x1c", "/D/", "/r/", "%C4%81", BASE]
    random = Random(1)
    return ["".join(random.choices(pieces, k=random.randint(1, 5))) for _ in range(count)]


def test_codes_mean_the_same_in_the_browser(site: Site) -> None:
    raw = [*ODD, *mixed(4_000)]
    found = run(site, "given.map(codes.readCode)", raw)
    wrong = [
        (text, told, understood(text))
        for text, told in zip(raw, found, strict=True)
        if told != understood(text)
    ]
    assert wrong == []


def test_every_letter_compares_the_same_in_the_browser(site: Site) -> None:
    """Of those that Python's Unicode knows; a newer browser folds letters that are newer yet."""
    letters = [
        chr(point)
        for point in range(0x110000)
        if not 0xD800 <= point <= 0xDFFF and unicodedata.category(chr(point)) != "Cn"
    ]
    found = run(site, "given.map((letter) => codes.comparable('x' + letter + 'x'))", letters)
    wrong = [
        letter
        for letter, told in zip(letters, found, strict=True)
        if told != comparable(f"x{letter}x")
    ]
    assert wrong == []
