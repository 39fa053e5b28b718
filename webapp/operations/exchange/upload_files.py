"""The files that somebody sent for an import, and the rows that a check left out: kept for some days, then deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from graph.errors import InvalidInputError
from graph.exchange.format.problems import FIXES, MESSAGES
from graph.exchange.reading.limits import MEGABYTE
from graph.ids import new_id

KEPT = timedelta(days=30)
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".zip")
_PACKED = {".xlsx": ("not_a_workbook", "save_as_xlsx"), ".zip": ("archive_damaged", "pack_anew")}
_END_OF_ARCHIVE = b"PK\x05\x06"
_LONGEST_END = 22 + (1 << 16)
"""The end of an archive with the longest comment."""
_CHUNK = 1 << 16


def keep_upload(stream: BinaryIO, home: Path, file_name: str, limit_mb: int) -> str:
    """Keep what is sent under a made-up name, which is returned. Raises InvalidInputError as `refusal` makes it."""
    ending = Path(file_name).suffix.lower()
    if ending not in ENDINGS:
        raise refusal("not_csv", "save_as_xlsx")
    stored_name = new_id("upload") + ending
    _store(stream, uploads_folder(home) / stored_name, limit_mb)
    return stored_name


def uploads_folder(home: Path) -> Path:
    """Where files wait; the web part and the worker share it."""
    folder = home / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def draft_path(home: Path, import_id: str) -> Path:
    """Where it is kept what was said of a table."""
    return _of_job(home, import_id, "draft.json")


def understood_path(home: Path, read_id: str) -> Path:
    """Where it is kept what a table was understood to mean."""
    return _of_job(home, read_id, "understood.json")


def rows_path(home: Path, job_id: str) -> Path:
    """Where the rows are kept as a job read them."""
    return _of_job(home, job_id, "rows.jsonl")


def bad_rows_path(home: Path, check_id: str) -> Path:
    """Where the rows are kept that are to be mended after a check."""
    return _of_job(home, check_id, "rows.xlsx")


def changes_path(home: Path, check_id: str) -> Path:
    """Where a check writes what of each record would be another."""
    return _of_job(home, check_id, "changes.jsonl")


def others_path(home: Path, check_id: str) -> Path:
    """Where a check writes whom rows would make, and who stays as before."""
    return _of_job(home, check_id, "others.jsonl")


def questions_path(home: Path, check_id: str) -> Path:
    """Where a check keeps the rows of which it must be said whom they are about."""
    return _of_job(home, check_id, "questions.json")


def answers_path(home: Path, check_id: str) -> Path:
    """Where it is kept what was answered."""
    return _of_job(home, check_id, "answers.json")


def choices_path(home: Path, check_id: str) -> Path:
    """Where it is kept what becomes of single cells."""
    return _of_job(home, check_id, "choices.json")


def journal_path(home: Path, load_id: str) -> Path:
    """Where a load writes what it did."""
    return _of_job(home, load_id, "journal.jsonl")


def undone_path(home: Path, undo_id: str) -> Path:
    """Where it is kept what an undo left standing."""
    return _of_job(home, undo_id, "undone.json")


def _of_job(home: Path, job_id: str, ending: str) -> Path:
    return uploads_folder(home) / f"{Path(job_id).name}-{ending}"


def drop_old_uploads(home: Path, at: datetime, needed: Iterable[str]) -> int:
    """Delete files that were sent or written long ago, but those that a job still needs; returns how many."""
    oldest, kept = (at - KEPT).timestamp(), frozenset(needed)
    files = (path for path in uploads_folder(home).iterdir() if path.is_file() and path.name not in kept)
    old = [path for path in files if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def refusal(code: str, fix_code: str, **params: str) -> InvalidInputError:
    """Why a file is not taken and what to do, by the codes of graph.exchange.format.problems."""
    message = f"{MESSAGES[code] % params} {FIXES[fix_code] % params}"
    error = InvalidInputError(message, code=code, fix_code=fix_code, **params)
    error.params["values"] = params
    return error


def _store(stream: BinaryIO, path: Path, limit_mb: int) -> None:
    size = 0
    try:
        with path.open("xb") as target:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit_mb * MEGABYTE:
                    raise refusal("file_too_large", "split_file", limit=str(limit_mb))
                target.write(chunk)
        if not size:
            raise refusal("empty_file", "add_heading")
        if path.suffix in _PACKED and not _has_end_of_archive(path, size):
            raise refusal(*_PACKED[path.suffix])
    except InvalidInputError:
        path.unlink(missing_ok=True)
        raise


def _has_end_of_archive(path: Path, size: int) -> bool:
    """Whether an archive may end here: a glance, no more; it is opened in a process of its own."""
    with path.open("rb") as stream:
        stream.seek(max(0, size - _LONGEST_END))
        return _END_OF_ARCHIVE in stream.read()
