"""Cells that follow a public standard: currencies, email and web addresses, ORCID iDs, credit codes."""

from __future__ import annotations

import re

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, ValidationError

from graph.emails import plain_email
from graph.errors import InvalidInputError
from graph.exchange.format.cell_error import CellError
from graph.exchange.format.schema import Column
from graph.taxonomy import Taxonomy

_DANGEROUS = re.compile(r"(javascript|vbscript|data|file|blob):", re.IGNORECASE)
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_CURRENCY = re.compile(r"[A-Z]{3}")


def parse_currency(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    """An ISO 4217 code. Raises CellError."""
    if _CURRENCY.fullmatch(text):
        return text
    if _CURRENCY.fullmatch(text.upper()):
        raise CellError("not_a_currency", "write_suggestion", suggestion=text.upper())
    known = {"RMB": "CNY", "¥": "CNY", "￥": "CNY", "人民币": "CNY", "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
    if text in known:
        raise CellError("not_a_currency", "write_suggestion", suggestion=known[text])
    raise CellError("not_a_currency", "currency_form")


def parse_email(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    """An email address in plain letters. Raises CellError."""
    try:
        return plain_email(text)
    except InvalidInputError as error:
        raise CellError("not_an_email", "email_form") from error


def parse_address(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    """Kept as written, for people write addresses in many ways; pages link only what begins with http."""
    if len(text) > 2000 or _DANGEROUS.match(text):
        raise CellError("not_an_address", "address_form")
    return text


def parse_orcid(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    """An ORCID iD without its address. Raises CellError."""
    bare = text.removeprefix("https://orcid.org/")
    if not _ORCID.fullmatch(bare):
        raise CellError("not_an_orcid", "orcid_form")
    return bare


def parse_uscc(_column: Column, text: str, _taxonomy: Taxonomy) -> str:
    """A Chinese organisation's unified social credit code. Raises CellError."""
    try:
        number = uscc.validate(text)
    except InvalidChecksum as error:
        raise CellError("not_a_uscc", "uscc_check_digit") from error
    except ValidationError as error:
        raise CellError("not_a_uscc", "uscc_form") from error
    if number != text:
        raise CellError("not_a_uscc", "write_suggestion", suggestion=number)
    return number
