"""Makes small files that stall, crash or try to trick a reader."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="startups" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>one</t></si></sst>',
}
_TABLE = b"id,name\ns1,One\n"


def cell(place: str, text: str) -> str:
    """A cell of text, as XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(line: int, *cells: str) -> str:
    """A row of text from the first column on, as XML."""
    made = "".join(cell(f"{letter}{line}", text) for letter, text in zip("ABC", cells, strict=False))
    return f'<row r="{line}">{made}</row>'


def workbook(path: Path, rows: str, around: str = "") -> Path:
    """A workbook whose sheet `startups` has id and name, and then these rows of XML; `around` follows its rows."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{row(1, "id", "name")}{rows}</sheetData>{around}</worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def _sparse_row(folder: Path) -> Path:
    return workbook(folder / "sparse.xlsx", row(2_000_000_000, "s1", "One"))


def _bad_shared_string(folder: Path) -> Path:
    return workbook(folder / "string.xlsx", '<row r="2"><c r="A2" t="s"><v>99999999</v></c></row>')


def _wide(folder: Path) -> Path:
    path = folder / "startups.csv"
    names = ",".join(f"column {at}" for at in range(200_000))
    path.write_text(f"id,name,{names}\ns1,One,{'x,' * 199_999}x\n", encoding="utf-8")
    return path


def _archive(folder: Path, name: str = "startups.csv") -> tuple[Path, bytearray]:
    path = folder / "sent.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, _TABLE)
    return path, bytearray(path.read_bytes())


def _changed_entry(folder: Path, offset: int, value: int) -> Path:
    """An archive with one number changed in both places where an entry is described."""
    path, raw = _archive(folder)
    for start in (raw.find(b"PK\x03\x04") + 6, raw.find(b"PK\x01\x02") + 8):
        raw[start + offset : start + offset + 2] = value.to_bytes(2, "little")
    path.write_bytes(raw)
    return path


def _password(folder: Path) -> Path:
    return _changed_entry(folder, 0, 1)


def _unknown_compression(folder: Path) -> Path:
    return _changed_entry(folder, 2, 99)


def _nul_in_the_name(folder: Path) -> Path:
    path, raw = _archive(folder)
    path.write_bytes(raw.replace(b"startups.csv", b"start\0ps.csv", 1))
    return path


def _bad_sum(folder: Path) -> Path:
    path, raw = _archive(folder)
    path.write_bytes(raw.replace(b"s1,One", b"s1,Two"))
    return path


def _truncated(folder: Path) -> Path:
    path, raw = _archive(folder)
    path.write_bytes(raw[: len(raw) // 2])
    return path


def _nested(folder: Path) -> Path:
    path, raw = _archive(folder)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.zip", raw)
    return path


def _outside(folder: Path) -> Path:
    return _archive(folder, "../../../outside.csv")[0]


MADE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a row far below": (_sparse_row, "too_much_memory"),
    "a text that is not there": (_bad_shared_string, "damaged"),
    "200,000 columns": (_wide, "too_many_columns"),
    "a password": (_password, "archive_password"),
    "an unknown compression": (_unknown_compression, "archive_method"),
    "NUL in a name": (_nul_in_the_name, "archive_damaged"),
    "a wrong sum": (_bad_sum, "archive_damaged"),
    "half an archive": (_truncated, "archive_damaged"),
    "an archive in an archive": (_nested, "no_files"),
    "a name that leads outside": (_outside, "no_files"),
}
"""What is made in a folder, and the code of the problem that answers it."""

_TRACE = re.compile(r"Traceback|Errno|[A-Z]\w+(Error|Exception)\b|liulu-upload-|/tmp/")


def in_words(text: str) -> bool:
    """Whether an answer is said to a person: no trace of the program, no path of the machine."""
    return bool(text.strip()) and _TRACE.search(text) is None


def hostile_files(shared_data: Path) -> list[tuple[Path, str]]:
    """(file, the name by which it is sent) of each in the folder of real data."""
    return [(path, path.name.split("__")[-1]) for path in sorted((shared_data / "hostile").iterdir())]
