"""Files that show a signature: known by their bytes; names are read, and never a personal code."""

from hashlib import sha256
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.policy.evidence import (
    CONTAINER,
    LARGEST,
    LONGEST_NAME,
    PDF,
    examined,
    signers,
)
from assetmgr.db.errors import Refused
from tests.agreements.containers import asice, container, plain_zip, signed_pdf

NAME = "ANNA ĀBELE"


def test_a_container_is_known_by_its_signature_and_tells_who_signed() -> None:
    content = asice(NAME)
    file = examined("Piekrišana.edoc", content)
    assert (file.media_type, file.how) == (CONTAINER, SignedHow.CONTAINER)
    assert file.sha256 == sha256(content).hexdigest()
    assert signers(file.media_type, content) == (NAME,)


def test_a_signed_pdf_tells_who_signed_without_the_authority() -> None:
    content = signed_pdf(NAME)
    file = examined("form.pdf", content)
    assert (file.media_type, file.how) == (PDF, SignedHow.CONTAINER)
    assert signers(file.media_type, content) == (NAME,)


def test_a_plain_pdf_or_a_picture_is_a_scan_of_paper() -> None:
    for content in (b"%PDF-1.4 x", b"\xff\xd8\xff\xe0 x", b"\x89PNG\r\n\x1a\n x"):
        file = examined("scan", content)
        assert file.how is SignedHow.PAPER
        assert signers(file.media_type, content) == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"%PDF" + b"x" * LARGEST, "5 MB"),
        (plain_zip(), "neither"),
        (b"PK\x03\x04 cut short", "neither"),
        (b"<html>form.pdf</html>", "neither"),
        (b"MZ\x90\x00", "neither"),
    ],
    ids=["empty", "large", "zip", "torn", "html", "program"],
)
def test_anything_else_is_refused_whatever_its_name_says(content: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        examined("signed.edoc", content)


@given(st.text(max_size=400))
def test_a_files_name_has_no_folder_and_fits_its_column(name: str) -> None:
    kept = examined(name, b"%PDF-1.4").file_name
    assert 0 < len(kept) <= LONGEST_NAME
    assert not set(kept) & set("/\\\n\r\0")


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_of_names_stumble(told: bytes) -> None:
    for start in (b"%PDF- /ByteRange [ /Contents <" + told.hex().encode() + b">", told, asice("X")):
        for media_type in (PDF, CONTAINER):
            assert all(isinstance(name, str) for name in signers(media_type, start + told))


@pytest.mark.parametrize("told", ["<KeyInfo ", "<X509Certificate>", "<a:", "<KeyInfo>\n"])
def test_a_small_file_that_unpacks_to_a_large_one_is_read_in_a_moment(told: str) -> None:
    content = container(told * 110_000, copies=20)
    assert len(content) < 200_000
    begun = perf_counter()
    assert signers(CONTAINER, content) == ()
    assert perf_counter() - begun < 2


def test_the_first_certificate_after_each_key_is_the_signers() -> None:
    assert signers(CONTAINER, container("<X509Certificate>\nAAAA</X509Certificate>")) == ()
    assert signers(CONTAINER, asice("Anna")) == ("Anna",)


def test_a_certificate_that_nobody_would_issue_names_nobody_and_stops_nothing() -> None:
    content = signed_pdf(NAME, is_odd=True)
    assert examined("form.pdf", content).how is SignedHow.CONTAINER
    assert signers(PDF, content) == ()


def test_a_torn_signature_file_names_nobody() -> None:
    content = bytearray(container("<KeyInfo>" + "x" * 999))
    at = content.index(b"signatures0.xml") + len("signatures0.xml")
    content[at : at + 4] = b"\xff\xff\xff\xff"
    assert signers(CONTAINER, bytes(content)) == ()
