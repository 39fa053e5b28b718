"""The secret part of invitation and reset links: derived whenever it is needed, so that it stands nowhere."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from graph.entities.account import MailedLink


class LinkTokens:
    """HMAC-SHA-256 over what a link is for, with a key made from the installation's own."""

    def __init__(self, secret_key: str) -> None:
        self._key = HKDF(SHA256(), 32, salt=None, info=b"liulu: links in mails").derive(secret_key.encode())

    def token_of(self, link: MailedLink) -> str:
        """The token of a link: the same whenever this issue is sent, another one for the next."""
        said = "\x1f".join((link.purpose, link.account_id, str(link.issue)))
        digest = hmac.new(self._key, said.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def is_of(self, token: str, link: MailedLink) -> bool:
        """Whether a token is that of a link, told without a hint of how nearly."""
        return hmac.compare_digest(token.encode(), self.token_of(link).encode())
