"""A service account's key file that opens nothing but the stand-in."""

import json
import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

ACCOUNT = "stand-in@example-project.iam.gserviceaccount.com"


def credentials_file(path: Path, base_url: str) -> Path:
    """Write a throwaway key whose tokens come from `base_url`, readable by its owner; return it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    content = {
        "type": "service_account",
        "project_id": "example-project",
        "private_key_id": "stand-in",
        "private_key": _pem(key),
        "client_email": ACCOUNT,
        "client_id": "100000000000000000000",
        "token_uri": f"{base_url.rstrip('/')}/token",
    }
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file, indent=1)
    return path


def _pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
