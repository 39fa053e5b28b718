"""One form for each email address."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from graph.errors import InvalidInputError


def normal_email(text: str) -> str:
    """The address in small letters and normal form; raises InvalidInputError where it is none."""
    try:
        checked = validate_email(text.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInputError("Write an email address, such as name@company.cn.", field="email") from error
    return checked.normalized.lower()
