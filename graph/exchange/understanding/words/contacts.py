"""Addresses, numbers and codes by which people and organisations are reached or known."""

from __future__ import annotations

import re

from graph.exchange.format.cell_error import CellError
from graph.exchange.format.cells import cell_text
from graph.exchange.format.schema import LARGEST_NAME
from graph.exchange.format.values import parse
from graph.exchange.understanding.text import narrow
from graph.exchange.understanding.words.reading import Asked, Question, Reading

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_MAIL_TO = re.compile(r"^(?:mailto:|e-?mail:|邮箱[:：])\s*", re.IGNORECASE)
_NAMED_MAIL = re.compile(r"(.*?)[<(\[（〈《]\s*([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)\s*[>)\]）〉》]")
_PHONE = re.compile(
    r"(?:tel|phone|mobile|手机|电话)?[:： ]*(\+?[\d(][\d\s().\-–]{5,20}\d(?:\s?(?:ext\.?|转|x|#)\s?\d{1,6})?)",
    re.IGNORECASE,
)
_PHONE_PARTS = re.compile(r"\s*[;；,，、\n]\s*|\s*/\s*|\s+(?:or|或)\s+")
_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])")
_LOST_DIGITS = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}|\d{15}0{3}")
_FLOAT = re.compile(r"(\d{6,})\.0")
_CODE_LENGTH = 18


def read_email(asked: Asked, cell: str) -> Reading:
    """One address; of several the first is proposed, and of `Name <address>` the name is passed over."""
    text = _MAIL_TO.sub("", narrow(cell)).strip(" ;,，；。.<>")
    found = _parsed(asked, text)
    if found.question is None:
        return found
    mails = EMAIL.findall(text)
    if not mails:
        return found
    first = _parsed(asked, mails[0])
    named = _NAMED_MAIL.fullmatch(text)
    return Reading(first.cells, named is not None and len(mails) == 1, first.question)


def named_mail(text: str) -> tuple[str, str] | None:
    """The name and the address of `Name <address>`."""
    match = _NAMED_MAIL.fullmatch(text) if "@" in text else None
    return (match[1].strip(" ,;，；\"'"), match[2]) if match and match[1].strip() else None


def read_phone(asked: Asked, cell: str) -> Reading:
    """A number as it is written; of several the first is proposed."""
    text = narrow(cell)
    whole = _FLOAT.fullmatch(text)
    if whole:
        return asked.said(whole[1])
    if _LOST_DIGITS.fullmatch(text) and "e" in text.casefold():
        return asked.ask("digits_lost", "type_as_text")
    match = _PHONE.fullmatch(text)
    if match:
        return asked.said(match[1].strip())
    mail = EMAIL.search(text)
    if mail:
        column = "email" if asked.table == "people" else "contact_email"
        rest = _PHONE.search(text.replace(mail[0], " "))
        return Reading({asked.column.name: rest[1].strip() if rest else "", column: mail[0]}, is_sure=False)
    numbers = [match[1] for part in _PHONE_PARTS.split(text) if (match := _PHONE.fullmatch(part))]
    if numbers:
        return asked.said(numbers[0].strip(), sure=False)
    match = _PHONE.search(text)
    return asked.said(match[1].strip(), sure=False) if match else asked.ask("not_a_phone", "phone_form")


def read_url(asked: Asked, cell: str) -> Reading:
    """A web address as it is written."""
    return _parsed(asked, narrow(cell).strip(" <>，。；"))


def read_handle(asked: Asked, cell: str) -> Reading:
    """The name by which somebody is found in a service."""
    text = narrow(cell)
    text = re.sub(r"^(?:微信号?|wechat|weixin|wx)[:： ]+", "", text, flags=re.IGNORECASE)
    if len(text) > LARGEST_NAME:
        return asked.ask("cell_too_long", "shorten", length=str(len(text)), limit=str(LARGEST_NAME))
    return asked.said(text)


def read_orcid(asked: Asked, cell: str) -> Reading:
    """An ORCID iD, with or without its address and hyphens."""
    match = _ORCID.search(narrow(cell))
    return _parsed(asked, "-".join(match.groups()).upper()) if match else asked.ask("not_an_orcid", "orcid_form")


def read_uscc(asked: Asked, cell: str) -> Reading:
    """A credit code in capital letters. Digits that a table program has lost are never made up."""
    text = re.sub(r"[\s-]", "", narrow(cell)).upper()
    if _LOST_DIGITS.fullmatch(text):
        return asked.ask("digits_lost", "type_as_text")
    if len(text) < _CODE_LENGTH and text.isdigit():
        return asked.ask("not_a_uscc", "uscc_form")
    return _parsed(asked, text)


def _parsed(asked: Asked, text: str) -> Reading:
    try:
        return asked.said(cell_text(parse(asked.column, text, asked.taxonomy)))
    except CellError as error:
        return Reading(question=Question.of(error))
