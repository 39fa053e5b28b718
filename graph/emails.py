"""One form for each email address."""

from __future__ import annotations

import re
from unicodedata import normalize

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

from graph.errors import InvalidInputError

_SPECIAL_DOMAINS = tuple(f".{name}" for name in SPECIAL_USE_DOMAIN_NAMES)
_PLAINLY_ONE = re.compile(
    r"(?=.{3,64}@)[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@"
    r"(?=.{4,180}$)(?:[A-Za-z0-9]{1,30}(?:-[A-Za-z0-9]{1,30})?\.)+[A-Za-z]{2,20}"
)


def plain_email(text: str) -> str:
    """The address in plain letters, else as it was written; raises InvalidInputError where it is none.

    Full-width letters, as an input method leaves them, become the plain ones, so that no two addresses look the same
    to people and are two to us.
    """
    plain = normalize("NFKC", text.strip())
    _check(plain)
    return plain


def normal_email(text: str) -> str:
    """The plain address in small letters and normal form; raises InvalidInputError where it is none."""
    return normalize("NFKC", _check(normalize("NFKC", text.strip())).lower())


def wire_email(address: str) -> str:
    """An address as it travels: every mail server takes a domain in plain letters."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def _check(plain: str) -> str:
    if _PLAINLY_ONE.fullmatch(plain):
        # What everybody writes needs no library, which takes longer than all else that is done with a row of a list.
        local, _, domain = plain.rpartition("@")
        if not f".{domain.lower()}".endswith(_SPECIAL_DOMAINS):
            return f"{local}@{domain.lower()}"
    try:
        # Mails travel to plain letters before the @ only, and to a domain that has a dot.
        checked = validate_email(plain, allow_smtputf8=False, check_deliverability=False, globally_deliverable=False)
        is_domain = "." in checked.domain
    except EmailNotValidError as error:
        raise InvalidInputError("Write an email address, such as name@company.cn.", field="email") from error
    if not is_domain:
        raise InvalidInputError("Write an email address, such as name@company.cn.", field="email")
    return checked.normalized
