"""Arrays, tags and snapshots: packing loses nothing, files come back, the delta goes on top."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from graph.entities.profile import ProfileRecord, TagRecord
from matching.index.arrays import Book, Codes, Texts
from matching.index.name_search import find_names
from matching.index.profiles import Books, Profiles, build_profiles, one_line
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import Snapshot, current_version, load_snapshot, save_snapshot
from matching.index.tags import Tags
from matching.index.text import TextEncoder

INDUSTRIES = (
    TagRecord("intelligence", "Artificial intelligence", "人工智能"),
    TagRecord("equipment", "High-end equipment", "高端装备"),
    TagRecord("robotics", "Robotics", "机器人", ("equipment", "intelligence")),
)


def person(number: int, **values: object) -> ProfileRecord:
    given = {"name": f"Person {number}", "name_zh": f"人{number}", "industries": ("robotics",), "capacity": 2, **values}
    return ProfileRecord(id=f"p-{number:03d}", **given)  # type: ignore[arg-type]


def snapshot_of(records: list[ProfileRecord], version: str = "1") -> Snapshot:
    tags, books = Tags(INDUSTRIES, []), Books.empty()
    encoder = TextEncoder(dimensions=4).fit(["robots weld cars", "robots paint cars", "models read text"])
    profiles = build_profiles(records, tags, books, encoder)
    return Snapshot(version, date(2026, 11, 22), 5, (1, 9), profiles, tags, books, encoder)


def test_texts_come_back_in_any_language() -> None:
    texts = Texts.of(["", "Ada", "顾明澈", ""])

    assert [texts[row] for row in range(len(texts))] == ["", "Ada", "顾明澈", ""]


def test_codes_add_up_weights_per_row_also_for_empty_rows() -> None:
    codes = Codes.of([[2, 0, 2], [], [1]])

    assert codes.sums(np.asarray([1, 10, 100], dtype=np.float32)).tolist() == [101, 0, 10]
    assert Codes.of([[], []]).sums(np.ones(3, dtype=np.float32)).tolist() == [0, 0]


def test_a_book_gives_each_name_one_code() -> None:
    book = Book()

    assert [book.code("zh"), book.code("en"), book.code("zh"), book.find("de")] == [0, 1, 0, -1]
    assert book.bits(["en", "zh"]) == 3


def test_a_narrow_field_brings_all_broader_ones() -> None:
    tags = Tags(INDUSTRIES, [])
    robotics = tags.codes(["robotics"], [])

    assert {tags.labels[code].id for code in tags.with_broader(robotics)} == {"robotics", "equipment", "intelligence"}


def test_a_tree_with_a_loop_still_loads() -> None:
    tags = Tags([TagRecord("a", "A", "", ("b",)), TagRecord("b", "B", "", ("a",))], [])

    assert len(tags) == 2


def test_a_rare_tag_says_more_and_a_narrow_one_adds_to_its_broader() -> None:
    tags = Tags(INDUSTRIES, [])
    counts = np.zeros(len(tags), dtype=np.int64)
    for name, count in (("intelligence", 50), ("equipment", 20), ("robotics", 5)):
        counts[tags.codes([name], [])[0]] = count

    information, increments = tags.information(counts, 99), tags.increments(counts, 99)

    robotics, equipment = tags.codes(["robotics", "equipment"], [])
    assert information[robotics] > information[equipment]
    assert increments[robotics] == pytest.approx(information[robotics] - information[equipment])


def test_rows_stand_in_order_of_id_whatever_the_order_given() -> None:
    records = [person(number) for number in range(9)]

    one, two = snapshot_of(records).profiles, snapshot_of(records[::-1]).profiles

    assert [one.id_of(row) for row in range(9)] == [f"p-{number:03d}" for number in range(9)]
    assert np.array_equal(one.vectors, two.vectors)
    assert one.row_of("p-004") == 4
    assert one.row_of("p-0044-and-more") == -1


def test_what_is_unknown_stays_unknown() -> None:
    row = snapshot_of([person(1, capacity=None)]).profiles

    assert np.isnan(row.capacity[0])
    assert (row.regions[0], row.categories[0], row.joined_on[0]) == (-1, -1, -1)
    assert (row.stages[0], row.languages[0]) == (0, 0)


def test_without_a_headline_the_summary_begins_for_it() -> None:
    assert one_line("Led a plant", "Long story") == "Led a plant"
    assert one_line("", "Short story") == "Short story"
    assert one_line("", "word " * 50).endswith("word…")


def test_a_snapshot_comes_back_memory_mapped_and_whole(tmp_path: Path) -> None:
    saved = snapshot_of([person(number, languages=("zh",), summary="robots") for number in range(5)])
    save_snapshot(tmp_path, saved)

    loaded = load_snapshot(tmp_path)

    assert loaded is not None
    assert (loaded.version, loaded.since, loaded.seen) == ("1", 5, (1, 9))
    assert np.array_equal(loaded.profiles.vectors, saved.profiles.vectors)
    assert isinstance(loaded.profiles.vectors.base, np.memmap)
    assert loaded.profiles.names[3] == "Person 3"
    assert loaded.tags.keys == saved.tags.keys
    assert loaded.books.languages.names == ["zh"]


def test_a_new_snapshot_replaces_the_old_and_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    for version in ("1", "2", "3"):
        save_snapshot(tmp_path, snapshot_of([person(int(version))], version))
        if version == "1":
            opened = load_snapshot(tmp_path)

    assert current_version(tmp_path) == "3"
    assert opened is not None
    assert opened.profiles.names[0] == "Person 1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2", "3", "CURRENT"]


def test_a_snapshot_cut_short_is_built_anew(tmp_path: Path) -> None:
    save_snapshot(tmp_path, snapshot_of([person(1)]))
    (tmp_path / "1" / "vectors.npy").write_bytes(b"\x93NUMPY")

    assert load_snapshot(tmp_path) is None


def _with_delta(base: list[ProfileRecord], changed: list[ProfileRecord]) -> ProviderIndex:
    snapshot = snapshot_of(base)
    delta: Profiles = build_profiles(changed, snapshot.tags, snapshot.books, snapshot.encoder)
    return ProviderIndex(snapshot, delta)


def test_the_delta_stands_in_for_the_rows_it_replaces() -> None:
    index = _with_delta([person(number) for number in range(4)], [person(1, name="Renamed"), person(9)])

    assert index.total == 5
    assert not index.alive[1]
    part, at = index.locate(index.row_of("p-001"))
    assert part.names[at] == "Renamed"
    assert index.row_of("p-009") == 5
    ids = np.asarray([b"p-003", b"p-001", b"p-nobody"])
    assert index.rows_of(ids).tolist() == [3, 4, -1]


def test_a_replaced_row_counts_no_tag_twice() -> None:
    index = _with_delta([person(number) for number in range(4)], [person(1, industries=("intelligence",))])
    robotics, intelligence = index.tags.codes(["robotics", "intelligence"], [])

    assert index.tag_count(robotics) == 3
    assert index.tag_count(intelligence) == 4


def test_a_name_is_found_in_both_languages_and_not_across_two_names() -> None:
    index = ProviderIndex(snapshot_of([person(1, name="Ada Lin", name_zh="林雅"), person(2, name="Lina Gu")]))

    assert [match.id for match in find_names(index, "LIN", 9)] == ["p-002", "p-001"]
    assert [match.id for match in find_names(index, "雅", 9)] == ["p-001"]
    assert find_names(index, "linlina", 9) == ()
    assert find_names(index, " ", 9) == ()


def test_a_snapshot_of_columns_that_were_used_is_the_same_as_of_fresh_ones(tmp_path: Path) -> None:
    used, fresh = snapshot_of([person(1), person(2)]), snapshot_of([person(1), person(2)])
    used.profiles.tags.sums(np.ones(used.profiles.tags.values.max() + 1, dtype=np.float32))

    for name, snapshot in (("used", used), ("fresh", fresh)):
        save_snapshot(tmp_path / name, snapshot)

    files = [sorted(path.name for path in (tmp_path / name).rglob("*.npy")) for name in ("used", "fresh")]
    assert files[0] == files[1]
    assert used.profiles.nbytes == fresh.profiles.nbytes
