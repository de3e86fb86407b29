"""Files that show that somebody signed: what they are, and whom they name.

Nothing here verifies a signature: names are read as the file tells them, and the page says that
the signature itself is checked on eparaksts.lv.
"""

import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from itertools import islice
from lzma import LZMAError
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from assetmgr.agreements.codes import SignedHow
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_

LARGEST: Final = 5 * 1024 * 1024
LONGEST_NAME: Final = 200
PDF: Final = "application/pdf"
CONTAINER: Final = "application/vnd.etsi.asic-e+zip"
PICTURES: Final = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_SIGNATURES: Final = re.compile(
    r"META-INF/[^/]{0,80}signatures?[^/]{0,80}\.(xml|p7s)", re.IGNORECASE
)
_MOST_READ: Final = 1024 * 1024
"""Of all of a container's signature files, so that a small one cannot unpack to a large one."""
_MOST_FILES: Final = 20
_KEY_INFO: Final = re.compile(rb"<(?:\w{1,40}:)?KeyInfo\b|<(?:\w{1,40}:)?X509Certificate>([^<]+)<")
"""Where a key is told, or a certificate: each is found in one step, however long the file is."""
_UNREADABLE: Final = (
    ValueError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What reading a certificate raises that a stranger wrote."""
_TORN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
)
_RANGE: Final = re.compile(rb"/ByteRange\s*\[")
_CONTENTS: Final = re.compile(rb"/Contents\s*<([0-9A-Fa-f]{200,})>")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file as it is kept; `how` says what it shows."""

    file_name: str
    media_type: str
    content: bytes = field(repr=False)
    how: SignedHow

    @property
    def sha256(self) -> str:
        """The sum of its bytes, 64 hex digits."""
        return sha256(self.content).hexdigest()


def examined(file_name: str, content: bytes) -> Evidence:
    """What a file is, by its bytes and not by its name.

    An e-signed container or an e-signed PDF shows an e-signature; another PDF or a picture is a
    scanned paper.

    Raises:
        Refused: it is empty, larger than 5 MB, or neither of these.
    """
    if not content:
        raise Refused(N_("The file is empty. Choose another one."), field="file")
    if len(content) > LARGEST:
        raise Refused(
            N_("A file may have up to 5 MB. Scan it again with fewer dots."), field="file"
        )
    media_type, how = _kind(content)
    return Evidence(_short(file_name), media_type, content, how)


def signers(media_type: str, content: bytes) -> tuple[str, ...]:
    """The names in the certificates that came with the signatures, unverified."""
    if media_type == CONTAINER:
        return _unique(_in_container(content))
    return _unique(_in_pdf(content)) if media_type == PDF else ()


def _kind(content: bytes) -> tuple[str, SignedHow]:
    if content.startswith(b"PK\x03\x04") and _is_container(content):
        return CONTAINER, SignedHow.CONTAINER
    if content.startswith(b"%PDF-"):
        is_signed = _RANGE.search(content) is not None
        return PDF, SignedHow.CONTAINER if is_signed else SignedHow.PAPER
    for start, media_type in PICTURES.items():
        if content.startswith(start):
            return media_type, SignedHow.PAPER
    raise Refused(
        N_("The file is neither an e-signed .edoc, .asice or .pdf nor a scan (.pdf, .jpg, .png)."),
        field="file",
    )


def _short(file_name: str) -> str:
    """The name without a folder; of a long one its end, which says what it is."""
    bare = re.split(r"[/\\]", file_name)[-1]
    plain = "".join(letter for letter in bare if letter.isprintable()).strip()
    return plain[-LONGEST_NAME:] or "fails"


def _is_container(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            return any(_SIGNATURES.fullmatch(name) for name in container.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _in_container(content: bytes) -> Iterator[str]:
    left = _MOST_READ
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            files = [one for one in container.infolist() if _SIGNATURES.fullmatch(one.filename)]
            for file in files[:_MOST_FILES]:
                with container.open(file) as stream:
                    text = stream.read(left)
                left -= len(text)
                yield from _in_xml(text)
    except _TORN:
        return


def _in_xml(text: bytes) -> Iterator[str]:
    """By a pattern: no parser of XML is then led astray by what a stranger wrote."""
    for found in islice(_certificates(text), _MOST_FILES):
        try:
            one = x509.load_der_x509_certificate(b64decode(b"".join(found.split())))
            names = list(_names([one]))
        except _UNREADABLE:
            continue
        yield from names


def _certificates(text: bytes) -> Iterator[bytes]:
    """The first one after each key that is told: it is the signer's."""
    is_awaited = False
    for found in _KEY_INFO.finditer(text):
        if found[1] is None:
            is_awaited = True
        elif is_awaited:
            is_awaited = False
            yield found[1]


def _in_pdf(content: bytes) -> Iterator[str]:
    for found in islice(_CONTENTS.finditer(content), _MOST_FILES):
        digits = found[1][: len(found[1]) // 2 * 2]
        try:
            told = _first_value(bytes.fromhex(digits.decode("ascii")))
            those = pkcs7.load_der_pkcs7_certificates(told)
            names = list(_names(one for one in those if not _issues(one)))
        except _UNREADABLE:
            continue
        yield from names


def _first_value(der: bytes) -> bytes:
    """One DER value without the zeros that a PDF leaves room with."""
    if len(der) < 2 or der[0] != 0x30:
        raise ValueError("no DER sequence")
    count = der[1] & 0x7F if der[1] & 0x80 else 0
    length = int.from_bytes(der[2 : 2 + count], "big") if count else der[1]
    return der[: 2 + count + length]


def _issues(certificate: x509.Certificate) -> bool:
    """Whether it is an authority's, which signs certificates and no papers."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except x509.ExtensionNotFound:
        return False
    return found.value.ca


def _names(certificates: Iterable[x509.Certificate]) -> Iterator[str]:
    """Common names alone: a certificate's serial number may hold a personal code."""
    for one in certificates:
        for attribute in one.subject.get_attributes_for_oid(NameOID.COMMON_NAME):
            text = str(attribute.value)
            yield "".join(letter for letter in text if letter.isprintable())[:LONGEST_NAME]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
