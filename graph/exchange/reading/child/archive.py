"""Unpacks the files of an archive under names of our own."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from graph.exchange.reading.child.speaker import Speaker
from graph.exchange.reading.limits import MEGABYTE
from graph.exchange.reading.wire import Refused, Said

MOST_FILES = 40
MOST_ENTRIES = 1000
_IS_ENCRYPTED = 0x1
_IS_UTF8 = 0x800
_CHUNK = 1 << 16


def read(request: dict[str, Any], speaker: Speaker) -> None:
    """Unpack files with one of `endings` into `folder` and say their names, and what is left out. Raises Refused."""
    try:
        with zipfile.ZipFile(request["path"]) as archive:
            _unpack(archive, Path(request["folder"]), tuple(request["endings"]), speaker)
    except NotImplementedError:
        raise Refused("archive_method", "pack_anew") from None
    except RuntimeError:
        raise Refused("archive_password", "pack_without_password") from None
    except (MemoryError, Refused):
        raise
    except Exception as error:  # noqa: BLE001  # zlib, lzma, struct and more: whatever a broken archive makes them say
        raise Refused("archive_damaged", "pack_anew", error=type(error).__name__) from None


def _unpack(archive: zipfile.ZipFile, folder: Path, endings: tuple[str, ...], speaker: Speaker) -> None:
    """Files of an archive, whatever folder they lie in; bounded in number and in what they unpack to."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and "__MACOSX" not in entry.filename]
    if len(entries) > MOST_ENTRIES:
        raise Refused("too_many_entries", "split_archive", limit=str(MOST_ENTRIES))
    named = [(entry, name_of(entry)) for entry in entries]
    if sum(name.lower().endswith(endings) for _, name in named) > MOST_FILES:
        raise Refused("too_many_files", "split_archive", limit=str(MOST_FILES))
    left = speaker.limits.unpacked_bytes
    seen: set[str] = set()
    for entry, name in named:
        plain = name.lower().replace("\\", "/").rsplit("/", 1)[-1]
        if not plain.endswith(endings):
            speaker.say(Said.LEFT_OUT, name, "unknown_file", "send_as_csv", {})
        elif plain in seen:
            speaker.say(Said.LEFT_OUT, name, "same_name", "join_files", {"name": plain})
        else:
            seen.add(plain)
            target = f"{len(seen):04}.{plain.rsplit('.', 1)[-1]}"
            left -= _copy(archive, entry, folder / target, left)
            if left < 0:
                limit = str(speaker.limits.unpacked_bytes // MEGABYTE)
                raise Refused("workbook_too_large", "split_archive", limit=limit)
            speaker.say(Said.UNPACKED, name, target)


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, at_most: int) -> int:
    """Unpack one file as far as is allowed; its size, or more than is allowed."""
    if entry.flag_bits & _IS_ENCRYPTED:
        raise Refused("archive_password", "pack_without_password")
    size = 0
    with archive.open(entry) as source, target.open("xb") as stream:
        while size <= at_most and (chunk := source.read(_CHUNK)):
            size += len(chunk)
            if size <= at_most:
                stream.write(chunk)
    return size


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; Windows in Chinese writes it in an encoding that the archive does not tell."""
    if entry.flag_bits & _IS_UTF8:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return entry.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return entry.filename
