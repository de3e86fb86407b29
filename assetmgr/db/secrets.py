"""What is stored encrypted, and found again by a keyed digest of its exact value alone."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LENGTH: Final = 32
_TO_ENCRYPT: Final = b"assetmgr: encrypted columns"
_TO_FIND: Final = b"assetmgr: digests of encrypted columns"


class Cipher:
    """Encrypts with a key of the installation, reads what older keys of it encrypted, too.

    Args:
        secret_key: the installation's (`Config.secret_key`), from which both keys are derived.
        old: keys that it had before; nothing new is encrypted with them.
    """

    def __init__(self, secret_key: str, old: Iterable[str] = ()) -> None:
        keys = (secret_key, *old)
        self._fernet = MultiFernet(
            [Fernet(urlsafe_b64encode(_derived(key, _TO_ENCRYPT))) for key in keys]
        )
        self._finding = tuple(_derived(key, _TO_FIND) for key in keys)

    def encrypt(self, content: bytes) -> bytes:
        """The content as a token (Fernet: AES-128-CBC with HMAC-SHA256)."""
        return self._fernet.encrypt(content)

    def decrypt(self, token: bytes) -> bytes:
        """What was encrypted.

        Raises:
            cryptography.fernet.InvalidToken: none of the keys made it, or it was changed.
        """
        return self._fernet.decrypt(token)

    def digest(self, text: str) -> str:
        """HMAC-SHA256 of a text, hexadecimal: equal for equal texts, and no use without the key."""
        return _digest(self._finding[0], text)

    def digests(self, text: str) -> tuple[str, ...]:
        """The digests under which a text may be stored: the newest key's first."""
        return tuple(_digest(key, text) for key in self._finding)


def _derived(secret_key: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), _LENGTH, salt=None, info=purpose).derive(secret_key.encode())


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), sha256).hexdigest()
