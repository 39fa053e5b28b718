"""Time-based codes of an authenticator app (RFC 6238), their QR picture, and recovery codes used once."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import datetime

import pyotp
import segno

_STEP_SECONDS = 30
_RECOVERY_CODES = 8
_CODE = re.compile(r"[0-9]{6}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # pragma: allowlist secret


def new_secret() -> str:
    """A secret for a new authenticator entry."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is: now, or one step to either side for clocks that differ; else None."""
    if not secret or not _CODE.fullmatch(code):
        return None
    now = int(at.timestamp()) // _STEP_SECONDS
    otp = pyotp.TOTP(secret)
    return next((step for step in (now, now - 1, now + 1) if _is_code(otp, step, code)), None)


def qr_svg(secret: str, email: str) -> str:
    """The picture that an authenticator app reads, as an SVG data address."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Liulu")
    return segno.make(address, error="m").svg_data_uri(scale=5, border=3, dark="#17211f", light="#ffffff")


def new_recovery_codes() -> list[str]:
    """Codes for the day on which the phone is lost, such as `k7mq-x2pa-9rwt`."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3)) for _ in range(_RECOVERY_CODES)
    ]


def typed_code(text: str) -> str:
    """A code as it was meant: without spaces, its digits and letters as keyboards of Latin script write them."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def hash_recovery_code(code: str) -> str:
    """What the graph keeps of a recovery code: they are random (59 bits), so a plain hash is enough."""
    return hashlib.sha256(code.strip().lower().replace("-", "").encode()).hexdigest()


def _is_code(otp: pyotp.TOTP, step: int, code: str) -> bool:
    return hmac.compare_digest(otp.generate_otp(step), code)
