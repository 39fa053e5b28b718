"""A curator sees who of the own pool is shown how often, how evenly, and what newcomers get."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest

from graph.entities.exposure import Exposure
from graph.entities.proposal import Shown
from tests.support.city import City
from tests.support.web import Web
from webapp.incubator.pool.exposure import spread_of
from webapp.operations.needs.record_showing import record_showing

NOW = datetime.now(UTC)


def _people(*shown: int) -> list[Exposure]:
    return [Exposure(f"p{at}", f"P{at}", None, None, count, 0, 0, 0) for at, count in enumerate(shown)]


def test_equal_showings_have_a_gini_of_nought_and_one_persons_monopoly_nearly_one() -> None:
    assert spread_of(_people(4, 4, 4, 4), date.today()).gini == pytest.approx(0)
    assert spread_of(_people(0, 0, 0, 8), date.today()).gini == pytest.approx(0.75)
    assert spread_of(_people(0, 0), date.today()).gini is None


def test_the_curve_runs_from_nought_to_all_below_the_line_of_equality() -> None:
    curve = spread_of(_people(5, 1, 2, 0), date.today()).curve
    assert curve[0] == (0.0, 0.0)
    assert curve[-1] == (100.0, 100.0)
    assert all(y <= x for x, y in curve)


def test_the_page_and_its_file_show_the_own_pool_only_with_what_each_place_was_for(city: City, web: Web) -> None:
    ours, theirs = city.incubator("Caohe Harbour"), city.incubator("Elsewhere")
    one, other = city.supervisor("Gu Mingche", pool_of=ours), city.supervisor("Somebody Else", pool_of=theirs)
    startup = city.startup("Xinghai")
    need = city.need(startup, "A mentor")
    shown = [Shown(one.id, 4, 0.2, 0.3, 17, "newcomer"), Shown(other.id, 1, 0.4)]
    record_showing(city.graph, need.id, shown, "baseline", NOW)

    client = web.sign_in(ours, NOW)
    page = client.get("/incubator/shown").get_data(as_text=True)
    assert "Gu Mingche" in page
    assert "Somebody Else" not in page
    assert "<polyline" in page
    assert "Gini" in page
    lines = list(csv.reader(io.StringIO(client.get("/incubator/shown.csv").get_data().decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == ["Gu Mingche"]
    assert lines[1][2:5] == ["1", "1", "0"]


def test_investors_are_counted_on_the_lists_of_the_own_startups_only(city: City, web: Web) -> None:
    ours = city.incubator("Caohe Harbour")
    own, elsewhere = city.startup("Xinghai", incubator=ours), city.startup("Far Away")
    seen, unseen = city.investor("Heron Point"), city.investor("Baihe Capital")
    for startup in (own, elsewhere):
        need = city.need(startup, "Money", kind="investor")
        record_showing(city.graph, need.id, [Shown(seen.id, 1, 0.4, 0.3, 1, "chance")], "baseline", NOW)
    record_showing(city.graph, need.id, [Shown(unseen.id, 1, 0.4)], "baseline", NOW)

    client = web.sign_in(ours, NOW)
    page = client.get("/incubator/shown?kind=investor").get_data(as_text=True)
    assert "1, spread over 2 investors" in page
    lines = csv.reader(io.StringIO(client.get("/incubator/shown.csv?kind=investor").get_data().decode("utf-8-sig")))
    assert [(line[0], *line[2:5]) for line in list(lines)[1:]] == [
        ("Heron Point", "1", "0", "1"), ("Baihe Capital", "0", "0", "0"),
    ]  # fmt: skip


def test_a_long_list_is_read_in_pages(city: City, web: Web) -> None:
    ours = city.incubator()
    pool = [city.supervisor(f"Person {number:02d}", pool_of=ours) for number in range(27)]
    record_showing(city.graph, city.need(city.startup()).id, [Shown(pool[0].id, 1, 0.4)], "baseline", NOW)

    client = web.sign_in(ours, NOW)
    assert "Person 26" not in client.get("/incubator/shown?sort=name").get_data(as_text=True)
    assert "26 to 27 of 27" in client.get("/incubator/shown?sort=name&page=9").get_data(as_text=True)


def test_a_startup_may_not_see_how_often_supervisors_are_shown(city: City, web: Web) -> None:
    startup = city.startup("Xinghai")
    assert web.sign_in(startup, NOW).get("/incubator/shown").status_code in (403, 404)
