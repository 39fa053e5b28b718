"""Cells of a workbook that look empty and are not: errors, and formulas whose value was not kept."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from graph.exchange.reading.wire import Refused

Unread = dict[int, dict[int, tuple[str, str]]]
"""By line and place in it: the code of what is wrong, and the text that stands for the cell."""

_CHUNK = 1 << 20
# A formula with its result is shorter than this; what is longer is text, which the reader of the rows looks after.
_LONGEST_CELL = 1 << 17
_ERROR = re.compile(rb'<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:\s*<f[^>]*(?:/>|>[^<]*</f>))?'
                    rb'\s*(?:<v>([^<]{0,40}))?')  # fmt: skip
_FORMULA = re.compile(
    rb'<c\s((?:[^>]*\s)?)r="([A-Z]{1,3})(\d{1,7})"([^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(<v>[^<]|<is>)?'
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA_TEXT = "=..."


def unread_cells(path: Path) -> dict[str, Unread]:
    """Those cells by the name of their sheet; none of a workbook that is not .xlsx."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
            found = {part: unread for part in parts if (unread := _in_part(archive, part))}
            sheets = _sheets_by_part(archive) if found else {}
    except (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, RuntimeError, EOFError):
        return {}
    except (ParseError, DefusedXmlException):
        raise Refused("not_a_workbook", "save_as_xlsx") from None
    return {sheets[part]: unread for part, unread in found.items() if part in sheets}


def _in_part(archive: zipfile.ZipFile, part: str) -> Unread:
    unread: Unread = {}
    for text in _pieces(archive, part):
        if b't="e"' in text:
            for column, line, shown in _ERROR.findall(text):
                value = shown.decode("utf-8", "replace") or "#N/A"
                unread.setdefault(int(line), {})[_place(column)] = ("error_cell", value)
        if b"<f" in text:
            for before, column, line, after, value in _FORMULA.findall(text):
                # A formula whose result is an empty text keeps it as one.
                if not value and b't="str"' not in before + after and b't="e"' not in before + after:
                    unread.setdefault(int(line), {})[_place(column)] = ("formula_without_value", _FORMULA_TEXT)
    return unread


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a part, cut where a cell ends."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            end = text.rfind(b"</c>") + len(b"</c>")
            if end < len(b"</c>"):
                rest = text[-_LONGEST_CELL:]
            else:
                yield text[:end]
                rest = text[end:][-_LONGEST_CELL:]


def _sheets_by_part(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    parts = {one.get("Id"): normpath(join("/xl", one.get("Target", ""))).lstrip("/") for one in relations}
    book = fromstring(archive.read("xl/workbook.xml"))
    return {
        parts[one.get(_RELATION)]: one.get("name", "")
        for one in book.iter()
        if one.tag.endswith("}sheet") and one.get(_RELATION) in parts
    }


def _place(letters: bytes) -> int:
    """A, B, ... Z, AA as 0, 1, ... 25, 26."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
