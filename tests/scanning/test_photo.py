"""Photos of labels, read on the server."""

import io
import struct
import zlib

import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageFilter
from werkzeug.test import TestResponse

from assetmgr.scanning import photo
from assetmgr.scanning.photo import Fault, PhotoError, texts_in
from labels.raster import label_image
from labels.sheets import sheet_by_code
from labels.spec import tag_label
from tests.support.browser import csrf_token

BASE = "http://127.0.0.1:8000"
EXIF_ORIENTATION = 0x0112


def label(tag: str) -> Image.Image:
    """The picture of a label."""
    return label_image(tag_label(BASE, tag, ("ABC",)), sheet_by_code("L4770").face, 8)


def jpeg(picture: Image.Image, orientation: int = 1) -> bytes:
    """A picture as a phone would send it."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    picture.save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()


def url(tag: str) -> str:
    return f"HTTP://127.0.0.1:8000/D/{tag}"


@pytest.mark.parametrize("degrees", [0, 17, 90, 180, 263])
def test_a_turned_label_is_read(degrees: int) -> None:
    turned = label("K-0001").rotate(degrees, expand=True, fillcolor=200)
    assert texts_in(jpeg(turned)) == (url("K-0001"),)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_that_says_how_it_was_held_is_read(orientation: int) -> None:
    assert texts_in(jpeg(label("K-0001"), orientation)) == (url("K-0001"),)


def test_a_blurred_label_is_read_and_an_unreadable_one_is_said_to_be() -> None:
    assert texts_in(jpeg(label("K-0001").filter(ImageFilter.GaussianBlur(2)))) == (url("K-0001"),)
    with pytest.raises(PhotoError) as error:
        texts_in(jpeg(label("K-0001").filter(ImageFilter.GaussianBlur(30))))
    assert error.value.fault is Fault.NO_CODE


def test_every_code_of_a_large_photo_is_read_once() -> None:
    table = Image.new("L", (4000, 3000), 96)
    for place in range(12):
        picture = label(f"K-{place % 10:04}").resize((800, 445))
        table.paste(picture, (100 + 1300 * (place % 3), 100 + 700 * (place // 3)))
    assert sorted(texts_in(jpeg(table))) == [url(f"K-{n:04}") for n in range(10)]


def test_what_is_no_picture_is_refused() -> None:
    whole = jpeg(label("K-0001"))
    for content in (b"", b"%PDF-1.7", b"GIF89a" + bytes(20), whole[: len(whole) // 3]):
        with pytest.raises(PhotoError) as error:
            texts_in(content)
        assert error.value.fault is Fault.NO_PICTURE, content[:10]


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it is `side` pixels wide and high."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1000))),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("side", [5_000, 10_000, 20_000, 100_000])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(side: int) -> None:
    with pytest.raises(PhotoError) as error:
        texts_in(bomb(side))
    assert error.value.fault is Fault.TOO_LARGE


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "MOST_BYTES", 1_000)
    with pytest.raises(PhotoError) as error:
        texts_in(jpeg(label("K-0001")))
    assert error.value.fault is Fault.TOO_LARGE


def sent(client: FlaskClient, content: bytes, accept: str = "text/html") -> TestResponse:
    token = csrf_token(client.get("/scan/").text)
    data = {"csrf_token": token, "photo": (io.BytesIO(content), "photo.jpg")}
    return client.post("/scan/photo", data=data, headers={"Accept": accept})


def test_a_photo_without_scripts_shows_the_device(staff: FlaskClient) -> None:
    page = sent(staff, jpeg(label("K-0001")))
    assert page.status_code == 200
    assert "K-0001" in page.text
    assert "In use" in page.text


def test_a_script_is_told_the_texts_alone(staff: FlaskClient) -> None:
    answer = sent(staff, jpeg(label("K-0001")), "application/json")
    assert answer.json == {"texts": [url("K-0001")]}
    answer = sent(staff, b"no picture", "application/json")
    assert answer.status_code == 422
    assert "no picture" in answer.text


def test_a_photo_without_a_code_says_what_to_do(staff: FlaskClient) -> None:
    page = sent(staff, jpeg(Image.new("L", (300, 200), 128)))
    assert page.status_code == 422
    assert "Take it nearer" in page.text
