"""E-signed files as tests make them: with real certificates, and signatures that sign nothing."""

import zipfile
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

ONE, OTHER = (
    x509.ObjectIdentifier("1.3.6.1.4.1.55555.1"),
    x509.ObjectIdentifier("1.3.6.1.4.1.55555.2"),
)
"""Extensions that differ in the last byte of their numbers alone."""


def certificate(name: str, *, issues: bool = False) -> tuple[x509.Certificate, object]:
    """A certificate in this name, with its key; the serial number is a personal code."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, "PNOLV-010101-12345"),
        ]
    )
    begun = datetime(2024, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begun)
        .not_valid_after(begun + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
        .add_extension(x509.UnrecognizedExtension(ONE, b"x"), critical=False)
        .add_extension(x509.UnrecognizedExtension(OTHER, b"x"), critical=False)
        .sign(key, hashes.SHA256())
    )
    return made, key


def odd(der: bytes) -> bytes:
    """What holds a certificate, with one of its extensions twice, as nobody issues them."""
    one, other = bytes.fromhex("2b0601040183b20301"), bytes.fromhex("2b0601040183b20302")
    assert one in der
    return der.replace(other, one)


def asice(name: str) -> bytes:
    """An ASiC-E container (.edoc, .asice) with one signature in this name."""
    told = b64encode(certificate(name)[0].public_bytes(Encoding.DER)).decode()
    return container(
        '<asic:XAdESSignatures xmlns:asic="x" xmlns:ds="y"><ds:Signature><ds:KeyInfo>'
        f"<ds:X509Data><ds:X509Certificate>\n{told}\n</ds:X509Certificate></ds:X509Data>"
        "</ds:KeyInfo></ds:Signature></asic:XAdESSignatures>"
    )


def container(xml: str, copies: int = 1) -> bytes:
    """A container with this as its signatures, packed as small as it will be."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.etsi.asic-e+zip", zipfile.ZIP_STORED)
        archive.writestr("noteikumi.txt", "Piekrītu")
        for number in range(copies):
            archive.writestr(f"META-INF/signatures{number}.xml", xml)
    return out.getvalue()


def signed_pdf(name: str, *, is_odd: bool = False) -> bytes:
    """What of a signed PDF is read: its range, and a PKCS #7 message with room behind it."""
    signer, key = certificate(name)
    authority, _ = certificate("The authority", issues=True)
    message = (
        pkcs7.PKCS7SignatureBuilder()
        .set_data(b"x")
        .add_signer(signer, key, hashes.SHA256())  # type: ignore[arg-type]
        .add_certificate(authority)
        .sign(Encoding.DER, [])
    )
    if is_odd:
        message = odd(message)
    digits = (message.hex() + "0" * 200).encode()
    return b"%PDF-1.7\n<< /Type /Sig /ByteRange [0 1 2 3] /Contents <" + digits + b"> >>"


def plain_zip() -> bytes:
    """A ZIP that nobody signed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
    return out.getvalue()
