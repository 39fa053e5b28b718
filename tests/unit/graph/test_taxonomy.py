"""The taxonomy: names in either language, aliases, completion, the tree."""

from __future__ import annotations

import pytest

from graph.taxonomy import load
from graph.taxonomy.model import GROUPS, topic_id

TAXONOMY = load()


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("AI", "artificial_intelligence"),
        ("ＡＩ", "artificial_intelligence"),
        ("人工智能", "artificial_intelligence"),
        ("Machine Learning", "artificial_intelligence"),
        ("AR/VR", "virtual_reality"),
        ("Healthcare", "life_and_health"),
        ("healthcare it", "medical_health"),
        ("Drones", "aerospace"),
        ("Cyber  Security", "information_security"),
        ("物联网", "internet_of_things"),
        ("B2B", None),
        ("Parenting vs. Career", None),
        ("---", None),
    ],
)
def test_a_tag_from_outside_names_its_industry_or_none(tag: str, code: str | None) -> None:
    assert TAXONOMY.industry_for(tag) == code


def test_the_official_industries_stand_in_their_groups() -> None:
    groups = [term.group for term in TAXONOMY.industries.terms.values()]

    assert [groups.count(group) for group in GROUPS[:5]] == [2, 3, 6, 4, 5]


def test_every_narrower_field_hangs_below_an_official_industry() -> None:
    for term in TAXONOMY.industries.terms.values():
        if term.group == "field":
            above = [TAXONOMY.industries.terms[code].group for code in TAXONOMY.ancestors(term.code)]
            assert any(group != "field" for group in above), term.code


def test_no_name_is_taken_by_two_industries() -> None:
    for term in TAXONOMY.industries.terms.values():
        for name in (term.code, term.en, term.zh, *term.aliases):
            assert TAXONOMY.industry_for(name) == term.code, name


def test_completion_works_in_either_language() -> None:
    assert TAXONOMY.suggest("机器", "zh")[0] == ("robotics", "机器人")
    assert ("robotics", "机器人") in TAXONOMY.suggest("robot", "zh")
    assert TAXONOMY.suggest("  ") == []


def test_places_are_known_in_either_language() -> None:
    assert TAXONOMY.region_for("浦东新区") == "Pudong" == TAXONOMY.region_for("Pudong New Area")
    assert TAXONOMY.label("Zhangjiang", "zh") == "张江"
    assert TAXONOMY.country_for("Germany") == "DEU" == TAXONOMY.country_for("德国")
    districts = [term for term in TAXONOMY.regions.terms.values() if term.group == "district"]
    assert len(districts) == 16


def test_what_no_list_knows_is_its_own_label() -> None:
    assert TAXONOMY.label("Silver Spring", "zh") == "Silver Spring"


def test_tags_become_industries_and_topics_once_each() -> None:
    industries, topics = TAXONOMY.split_tags(["AI", "人工智能", "SaaS", "saas", " B2B "])

    assert industries == ["artificial_intelligence"]
    assert [topic_id(topic) for topic in topics] == ["b2b", "saas"]


def test_every_category_has_a_name_that_fits_a_column() -> None:
    for term in load().list("categories").terms.values():
        for language in ("en", "zh"):
            assert 0 < len(term.short_label(language)) <= 25


def test_every_help_area_lies_in_a_group_and_is_named_in_both_languages() -> None:
    areas = TAXONOMY.help_areas.terms.values()

    assert len(areas) >= 45
    assert {area.group for area in areas} == set(TAXONOMY.help_area_groups.terms)
    assert all(area.en and area.zh and area.words for area in areas)
    assert TAXONOMY.list("help_areas").find("商业模式与战略") == "business_strategy"
