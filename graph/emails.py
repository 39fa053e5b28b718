"""One form for each email address."""

from __future__ import annotations

from unicodedata import normalize

from email_validator import EmailNotValidError, validate_email

from graph.errors import InvalidInputError


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


def _check(plain: str) -> str:
    try:
        checked = validate_email(plain, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInputError("Write an email address, such as name@company.cn.", field="email") from error
    return checked.normalized
