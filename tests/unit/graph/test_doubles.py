"""Who is probably the same person or organisation."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from graph.doubles.comparison import Comparison, compare
from graph.doubles.frequencies import Frequencies
from graph.doubles.groups import Group, find_doubles
from graph.doubles.person_names import Agreement, PersonName, compare_chinese, compare_latin
from graph.doubles.record import Described
from tests.bench.made_doubles import MadeList, make_people, make_startups
from webapp.words.doubles import EVIDENCE


def person(key: str, name: str, name_zh: str = "", **fields: object) -> Described:
    return Described(id=key, table="people", name=name, name_zh=name_zh, **fields)  # type: ignore[arg-type]  # one value a field


def startup(key: str, name: str, **fields: object) -> Described:
    return Described(id=key, table="startups", name=name, **fields)  # type: ignore[arg-type]  # one value a field


def crowd(of: int = 60) -> list[Described]:
    """Others, so that names and places have frequencies."""
    return make_people(of, 99, 0.0).records


def ids(groups: list[Group]) -> list[tuple[str, ...]]:
    return [group.ids for group in groups]


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("Wei Zhang", "ZHANG, Wei", Agreement.SAME),
        ("Xiao-Ming Zhang", "Zhang Xiaoming", Agreement.SAME),
        ("Dr. José Núñez", "Jose Nunez", Agreement.SAME),
        ("Sena Okafor", "Sena Okaffor", Agreement.TYPO),
        ("John A. Smith", "John Smith", Agreement.SHORTER),
        ("W. Lindqvist", "Wilma Lindqvist", Agreement.INITIALS),
        ("Anna Lindqvist", "Wilma Lindqvist", Agreement.SURNAME),
        ("Mentor 00017", "Mentor 00018", Agreement.DIFFERENT),
        ("Greta Weber", "Omar Haddad", Agreement.DIFFERENT),
    ],
)
def test_names_in_latin_letters(left: str, right: str, agreement: Agreement) -> None:
    one, other = PersonName.of(left, ""), PersonName.of(right, "")

    assert compare_latin(one.latin, other.latin) is agreement
    assert compare_latin(other.latin, one.latin) is agreement


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("張偉", "张伟", Agreement.SAME),
        ("张伟教授", "张 伟", Agreement.SAME),
        ("张伟", "张玮", Agreement.TYPO),
        ("张伟", "章伟", Agreement.DIFFERENT),
    ],
)
def test_names_in_chinese(left: str, right: str, agreement: Agreement) -> None:
    assert compare_chinese(PersonName.of(left, ""), PersonName.of(right, "")) is agreement


@pytest.mark.parametrize(
    ("chinese", "latin"), [("吕思远", "Siyuan LYU"), ("曾子墨", "Zeng Zimo"), ("欧阳靖", "Jing Ouyang")]
)
def test_a_chinese_name_is_met_in_pinyin_with_its_reading_as_a_surname(chinese: str, latin: str) -> None:
    assert PersonName.of(chinese, "").rings & PersonName.of(latin, "").rings


def test_one_person_in_three_lists_is_one_group() -> None:
    three = [
        person("a", "Sena Okafor", email="sena@okafor.example"),
        person("b", "Okafor, Sena", email="Sena@Okafor.example"),
        person("c", "S. Okafor", email="sena@okafor.example"),
    ]

    groups = find_doubles([*crowd(), *three])

    assert ids(groups) == [("a", "b", "c")]
    assert {one.kind for one in groups[0].evidence} >= {"email", "name"}


def test_the_same_name_and_employer_are_probably_one_and_the_same_name_elsewhere_is_not() -> None:
    common = [person(f"x{number}", "Wei Wang", employers=frozenset({f"o{number}"})) for number in range(8)]
    two = [person(key, "Lin Qiao", employers=frozenset({"o-77"})) for key in ("a", "b")]

    assert ids(find_doubles([*crowd(200), *common, *two])) == [("a", "b")]


def test_a_mailbox_of_an_office_makes_nobody_the_same() -> None:
    office = [
        person("a", "Greta Weber", email="info@hub.example"),
        person("b", "Omar Haddad", email="info@hub.example"),
    ]

    assert find_doubles([*crowd(), *office]) == []


def test_two_with_numbers_of_their_own_are_two() -> None:
    namesakes = [
        person("a", "Lin Qiao", "林乔", orcid="0000-0001-5109-3700", employers=frozenset({"o"})),
        person("b", "Lin Qiao", "林乔", orcid="0000-0002-1825-0097", employers=frozenset({"o"})),
    ]

    assert find_doubles([*crowd(), *namesakes]) == []


def test_people_of_two_records_of_one_employer_work_together() -> None:
    employers = [
        startup("s1", "上海星桥信息科技有限公司", website="https://www.xingqiao.cn"),
        startup("s2", "星桥信息科技", website="http://xingqiao.cn/"),
    ]
    people = [
        person("a", "Haidong Fu", employers=frozenset({"s1"})), person("b", "傅海东", employers=frozenset({"s2"})),
    ]  # fmt: skip

    groups = find_doubles([*crowd(), *employers, *people])

    assert set(ids(groups)) == {("a", "b"), ("s1", "s2")}
    assert {one.kind for group in groups for one in group.evidence if "a" in group.ids} == {"pinyin", "employer"}


@pytest.mark.parametrize("made", [make_people(800, 7), make_startups(800, 7)], ids=["people", "startups"])
def test_on_made_lists_what_is_told_is_right_and_most_is_found(made: MadeList) -> None:
    groups = find_doubles(made.records)
    told = {pair for group in groups for pair in combinations(group.ids, 2)}
    true = {(min(pair), max(pair)) for pair in made.doubles.items()}
    members = [one for group in groups for one in group.ids]

    assert len(told & true) >= 0.95 * len(told)
    assert len(told & true) >= 0.9 * len(true)
    assert len(members) == len(set(members))


def test_every_piece_of_evidence_has_its_words() -> None:
    groups = [
        group
        for seed in range(3)
        for make in (make_people, make_startups)
        for group in find_doubles(make(400, seed).records)
    ]

    assert {one.code for group in groups for one in group.evidence} <= set(EVIDENCE)
    kinds = ("name", "name_zh", "pinyin")
    told = (Agreement.SAME, Agreement.TYPO, Agreement.SHORTER, Agreement.INITIALS)
    assert {f"{kind}_{one}" for kind in kinds for one in told} - set(EVIDENCE) == {"name_zh_initials"}


def test_a_domain_of_mail_is_no_employer_and_counts_for_nothing_beside_employers_that_differ() -> None:
    two = [person(key, "Lin Qiao", email=f"{key}@example.cn") for key in ("a", "b")]
    [evidence] = [one for one in compared(*two).evidence if one.kind == "employer"]
    assert (evidence.code, evidence.left) == ("domain_same", "example.cn")

    elsewhere = [replace(one, employers=frozenset({f"firm-{one.id}"})) for one in two]
    assert all(one.kind != "employer" for one in compared(*elsewhere).evidence)


def compared(left: Described, right: Described) -> Comparison:
    return compare(left, right, Frequencies([*crowd(), left, right]))
