"""Reads lists of pairs and seekers for the commands that rank, and writes their answers in one step."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from matching.sources.folder import Folder
from webapp.cli import BadInput
from webapp.cli.output import write_aside

_MOST_SHOWN = 5
_MOST_ROWS_TOLD = 10
_NO_ROW = "{path} has headings but no row. Write one row for each."
_RAGGED = "{path} row {line} has {cells} cells, not {columns}. Complete the row."


def read_list(path: Path, required: Sequence[Sequence[str]], optional: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a CSV file. `required`: of each group one column at least must be there. Raises BadInput."""
    with _opened(path) as reader:
        header = _read_header(path, reader, required, optional)
        rows = list(_rows(path, header, reader))
    if not rows:
        raise BadInput(_NO_ROW.format(path=path))
    return rows


def read_columns(
    path: Path, required: Sequence[str], optional: Sequence[str] = (), *, may_be_empty: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """The number and some columns of each row, for files too long for a dictionary a row. Raises BadInput.

    The cells come in the order that is asked for; an optional column that the file lacks is empty.
    """
    count = 0
    with _opened(path) as reader:
        header = _read_header(path, reader, [(name,) for name in required], optional)
        places = [header.index(name) if name in header else -1 for name in (*required, *optional)]
        for line, cells in enumerate(reader, start=2):
            if len(cells) != len(header):
                if not any(cell.strip() for cell in cells):
                    continue
                raise BadInput(_RAGGED.format(path=path, line=line, cells=len(cells), columns=len(header)))
            chosen = [cells[place].strip() if place >= 0 else "" for place in places]
            if any(chosen):
                count += 1
                yield line, chosen
    if not count and not may_be_empty:
        raise BadInput(_NO_ROW.format(path=path))


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield csv.reader(stream, strict=True)
    except FileNotFoundError as error:
        raise BadInput(f"{path}: there is no such file. Check the name.") from error
    except IsADirectoryError as error:
        raise BadInput(f"{path} is a folder. Name a CSV file in it.") from error
    except PermissionError as error:
        raise BadInput(f"{path} cannot be read: you may not. Ask its owner, or name another file.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path} cannot be read. Save it as a CSV file in UTF-8.") from error


def _read_header(
    path: Path, reader: Iterator[list[str]], required: Sequence[Sequence[str]], optional: Sequence[str]
) -> list[str]:
    header = [cell.strip().lower() for cell in next(reader, [])]
    _check_header(path, header, required, [*(name for group in required for name in group), *optional])
    return header


def _check_header(path: Path, header: list[str], required: Sequence[Sequence[str]], known: list[str]) -> None:
    if not header:
        raise BadInput(f"{path} is empty. Write the column headings in the first line.")
    for group in required:
        if not set(group) & set(header):
            raise BadInput(f"{path} has no column {' or '.join(group)}. Add one with that heading.")
    for name in known:
        if header.count(name) > 1:
            raise BadInput(f"{path} has two columns {name}. Keep one of the two.")


def _rows(path: Path, header: list[str], reader: Iterable[list[str]]) -> Iterator[dict[str, str]]:
    for line, cells in enumerate(reader, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise BadInput(_RAGGED.format(path=path, line=line, cells=len(cells), columns=len(header)))
        yield {name: cell.strip() for name, cell in zip(header, cells, strict=True)} | {"": str(line)}


def check_known(path: Path, folder: Folder, rows: Sequence[dict[str, str]]) -> None:
    """Raises BadInput naming the first ids that the folder lacks, and needs that are another startup's."""
    wrong: dict[str, None] = {}
    for row in rows:
        for column, known in (
            ("seeker_id", folder.profiles),
            ("provider_id", folder.profiles),
            ("need_id", folder.needs),
        ):
            value = row.get(column, "")
            if (value and value not in known) or (column in row and not value and column == "provider_id"):
                wrong[f"row {row['']}, {column}: {value or 'no id'}"] = None
        need = folder.needs.get(row.get("need_id", ""))
        if need and row.get("seeker_id") and need[1] != row["seeker_id"]:
            wrong[f"row {row['']}, need_id: {need[0].id} is a need of {need[1]}"] = None
        if not row.get("seeker_id") and not need:
            wrong[f"row {row['']}: no seeker"] = None
    if wrong:
        shown = "; ".join(list(wrong)[:_MOST_SHOWN])
        more = f"; and {len(wrong) - _MOST_SHOWN} more" if len(wrong) > _MOST_SHOWN else ""
        raise BadInput(f"{path} names what the folder lacks: {shown}{more}. Correct the ids, or add the records.")


def refuse_rows(path: Path, wrong: Sequence[str]) -> None:
    """Raises BadInput with the first of what is wrong in rows, a line each, and how many more there are."""
    if wrong:
        left = len(wrong) - _MOST_ROWS_TOLD
        more = [f"... and {left} more."] if left > 0 else []
        raise BadInput("\n".join([*(f"{path}, {line}" for line in wrong[:_MOST_ROWS_TOLD]), *more]))


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file, never half of it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    write_aside(path, stream.getvalue())
