"""Archives that somebody sends: everything in them is read or spoken of."""

from __future__ import annotations

import zipfile
from pathlib import Path

from graph.exchange.format.problems import Problem
from graph.exchange.reading.child.archive import MOST_FILES
from graph.exchange.reading.limits import COMMAND, MEGABYTE, Limits
from graph.exchange.reading.sources import Source
from graph.exchange.reading.uploads import unpacked


def archive(folder: Path, files: dict[str, str]) -> Path:
    path = folder / "upload-1.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in files.items():
            target.writestr(name, text)
    return path


def codes(path: Path, limits: Limits = COMMAND) -> list[str]:
    with unpacked(path, "sent.zip", limits) as found:
        return [item.code for item in found if isinstance(item, Problem)]


def test_csv_files_are_found_in_whatever_folder_they_lie(tmp_path: Path) -> None:
    path = archive(tmp_path, {"mine/startups.csv": "id,name\n", "__MACOSX/._startups.csv": "x", "people.csv": "id\n"})

    with unpacked(path, "sent.zip", COMMAND) as found:
        assert sorted(item.label for item in found if isinstance(item, Source)) == ["people.csv", "startups.csv"]
        assert len(found) == 2


def test_a_chinese_name_is_read_as_windows_writes_it(tmp_path: Path) -> None:
    path = archive(tmp_path, {"abcdef.csv": "id,name\n"})
    path.write_bytes(path.read_bytes().replace(b"abcdef", "导师表".encode("gb18030")))

    with unpacked(path, "sent.zip", COMMAND) as found:
        assert next(item.params["file"] for item in found if isinstance(item, Problem)) == "导师表.csv"


def test_more_files_than_are_read_are_a_problem_of_the_archive(tmp_path: Path) -> None:
    assert codes(archive(tmp_path, {f"file-{at}.csv": "id\n" for at in range(MOST_FILES + 1)})) == ["too_many_files"]


def test_two_files_of_one_name_are_not_silently_one(tmp_path: Path) -> None:
    assert codes(archive(tmp_path, {"a/startups.csv": "id\n", "b/startups.csv": "id\n"})) == ["same_name"]


def test_what_is_no_csv_file_is_spoken_of(tmp_path: Path) -> None:
    assert codes(archive(tmp_path, {"startups.csv": "id\n", "pool.xlsx": "PK"})) == ["unknown_file"]


def test_an_archive_that_unpacks_too_large_is_a_problem(tmp_path: Path) -> None:
    path = archive(tmp_path, {"startups.csv": "x" * (3 * MEGABYTE)})

    assert codes(path, Limits(unpacked_bytes=MEGABYTE)) == ["workbook_too_large"]
