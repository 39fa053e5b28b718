"""Names of people and organisations: in one language or two, whole or apart, with an address behind."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.doubles.titles import split_titles
from graph.exchange.format.schema import LARGEST_NAME
from graph.exchange.understanding.text import has_han, has_latin, is_han_name, narrow, plain_letters
from graph.exchange.understanding.words.contacts import EMAIL, named_mail
from graph.exchange.understanding.words.reading import Asked, Reading

_HAN = "\u3400-\u4dbf\u4e00-\u9fff·"
_TWO = (
    re.compile(rf"(?P<latin>[^{_HAN}]*[A-Za-z][^{_HAN}]*?)\s*[/（(|,，]?\s*(?P<han>[{_HAN}]{{2,40}})\s*[)）]?"),
    re.compile(rf"(?P<han>[{_HAN}]{{2,40}})\s*[/（(|,，]?\s*(?P<latin>[A-Za-z][^{_HAN}]*?)\s*[)）]?"),
)
_LAST_FIRST = re.compile(r"([^\W\d_][\w'’.-]*(?: [\w'’.-]+)?), ?([^\W\d_][\w'’. -]*)")
_SPACED_HAN = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_LONGEST_SPACED = 4
_AROUND = " ,，:：/"
_REACH = re.compile(
    r"(?P<name>[^\d@+]{2,40}?)[\s,，:：/(（]+(?P<reach>\+?\d[\d\s-]{6,18}\d|[\w.+-]+@[\w.-]+\.\w+)[)）]?"
)


def read_name(asked: Asked, cell: str) -> Reading:
    """A name; of one in two languages each half where it belongs, and of `Name <address>` the address, too."""
    text = plain_letters(cell)
    if len(text) > LARGEST_NAME:
        return asked.ask("cell_too_long", "shorten", length=str(len(text)), limit=str(LARGEST_NAME))
    mail = named_mail(narrow(cell)) if asked.table == "people" else None
    if mail:
        found = read_name(asked, mail[0])
        return Reading({**found.cells, "email": mail[1]}, found.is_sure, found.question)
    if asked.table == "people" and EMAIL.fullmatch(text):
        return asked.ask("not_a_name", "write_name")
    if asked.part in ("first", "last"):
        return asked.said(_tight(text))
    if asked.table == "people":
        return _of_person(asked, text)
    return asked.said(text)


def _of_person(asked: Asked, text: str) -> Reading:
    """A whole name; the number behind it goes where numbers stand, and a title that says more than courtesy, too."""
    reach = _REACH.fullmatch(text)
    if reach and "@" not in reach["reach"] and reach["name"].strip():
        found = _of_person(asked, reach["name"].strip(_AROUND))
        return replace(found, cells={**found.cells, "phone": reach["reach"]})
    titled = split_titles(text)
    if titled.is_open:
        return asked.said(_tight(text), sure=False)
    found = _whole(asked, titled.name)
    return replace(found, cells={**found.cells, "title": "、".join(titled.titles)}) if titled.titles else found


def _whole(asked: Asked, text: str) -> Reading:
    if has_han(text) and has_latin(text):
        for pattern in _TWO:
            match = pattern.fullmatch(text)
            if match and not EMAIL.search(text):
                latin, han = match["latin"].strip(" ,/|("), match["han"]
                if latin:
                    return Reading({"name": latin, "name_zh": han})
    match = _LAST_FIRST.fullmatch(text)
    if match and not has_han(text):
        return asked.said(f"{match[2]} {match[1]}", sure=False)
    return asked.said(_tight(text))


def _tight(text: str) -> str:
    """张 伟 is 张伟: spaces between the characters of a short Chinese name are there for the eye."""
    if is_han_name(text) and len(text.replace(" ", "")) <= _LONGEST_SPACED:
        return _SPACED_HAN.sub("", text)
    return text


def joined_name(first: str, last: str) -> str:
    """A whole name of its two parts: the family name stands first in Chinese."""
    if not first or not last:
        return first or last
    return last + first if is_han_name(first) and is_han_name(last) else f"{first} {last}"


def read_post(asked: Asked, text: str) -> Reading:
    """An employer and the post there, in one cell: what stands last, or behind a slash, is proposed as the post."""
    employer, slash, post = (one.strip() for one in text.replace("／", "/").rpartition("/"))
    if slash and employer and post:
        return Reading({asked.column.name: employer, "title": post}, is_sure=False)
    parts = re.split(r"[\s,，、/;；]+", text) if has_han(text) else re.split(r"\s*[,;/]\s*", text)
    if len(parts) < 2:
        return asked.said(text, sure=False)
    first = (" " if not has_han(text) else "").join(parts[:-1])
    return Reading({asked.column.name: first, "title": parts[-1]}, is_sure=False)


def read_contact(asked: Asked, cell: str) -> Reading:
    """Somebody to turn to; a number or an address that stands behind the name goes where those stand."""
    text = plain_letters(cell)
    found = _REACH.fullmatch(text)
    if not found or not found["name"].strip():
        return asked.said(text)
    column = "contact_email" if "@" in found["reach"] else "contact_phone"
    return Reading({asked.column.name: found["name"].strip(_AROUND), column: found["reach"]}, is_sure=False)
