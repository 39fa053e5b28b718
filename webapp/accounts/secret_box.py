"""Seals secrets that rest in the graph or in Redis, with a key made from the installation's own."""

from __future__ import annotations

import base64
import binascii
import logging
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_MARK = "v1:"
_NONCE_BYTES = 12
_log = logging.getLogger(__name__)


class SecretBox:
    """AES-256-GCM; whose secret it is goes into the seal, so that one account's does not open as another's."""

    def __init__(self, secret_key: str) -> None:
        key = HKDF(SHA256(), 32, salt=None, info=b"liulu: secrets at rest").derive(secret_key.encode())
        self._cipher = AESGCM(key)

    def seal(self, text: str, owner: str) -> str:
        """What may be written down."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode(), owner.encode())
        return _MARK + base64.urlsafe_b64encode(sealed).decode()

    def open(self, text: str, owner: str) -> str:
        """What was sealed; a text from before there were seals as it is; nothing where the key is another one."""
        if not is_sealed(text):
            return text
        try:
            sealed = base64.urlsafe_b64decode(text.removeprefix(_MARK))
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], owner.encode()).decode()
        except (InvalidTag, binascii.Error, ValueError):
            _log.error("a secret of %s cannot be opened: was LIULU_SECRET_KEY changed?", owner)
            return ""


def is_sealed(text: str) -> bool:
    """Whether a text was sealed by a secret box."""
    return text.startswith(_MARK)
