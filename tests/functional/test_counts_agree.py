"""What the pages of a curator count of the pool and of tasks agrees, or says in words why not."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.web import Web

pytestmark = pytest.mark.both_servers
NOW = datetime.now(UTC)
TODAY = SHANGHAI.day_of(NOW)
_TERM = "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.state = $state, m.before = $before, m.name = 'Typed'"


def pool(city: City) -> Made:
    """Two in the pool, one on its list, one of the list who was invited, and one who was only invited."""
    ours = city.incubator("Caohe Harbour")
    stands = {"Ann": "active", "Bo": "active", "Cai": "listed", "Dai": "invited", "Eve": "invited"}
    for name, state in stands.items():
        one = city.supervisor(f"{name} Lin", pool_of=ours, answered_by=None)
        run_raw(city.graph, _TERM, id=one.id, state=state, before="listed" if name == "Dai" else None)
    return ours


def test_the_pool_counts_its_people_once_and_says_who_comes_beside_them(city: City, web: Web) -> None:
    browser = web.sign_in(pool(city), NOW)

    page = browser.get("/incubator/pool").text

    assert "4 people." in page
    assert "1 of them was invited" in page
    assert "1 more is invited" in page
    assert "1 to 5 of 5" in page, "the table has those who are there and who is to come"
    rows = list(csv.reader(io.StringIO(browser.get("/incubator/pool.csv").text.lstrip("\ufeff"))))
    assert len(rows) - 1 == 5
    chinese = browser.get("/incubator/pool", headers={"Accept-Language": "zh"}).text
    assert "另有 52" not in chinese
    report = browser.get(f"/incubator/report?period={TODAY.year}-{TODAY.month:02}").text
    row = report.split("Supervisors in the pool on the last day", 1)[1].split("</tr>", 1)[0]
    assert ">4<" in row.replace(" ", "").replace("\n", ""), row


def test_a_term_that_ends_soon_is_a_task_of_all_where_nobody_minds_it(city: City, web: Web) -> None:
    ours = city.incubator("Caohe Harbour")
    one = city.supervisor("Ann Lin", pool_of=ours)
    end = "MATCH (:Person {id: $id})-[m:IN_POOL_OF]->() SET m.to = $until"
    run_raw(city.graph, end, id=one.id, until=TODAY + timedelta(days=20))
    browser = web.sign_in(ours, NOW)

    assert "Ann Lin" in browser.get("/incubator/tasks").text


def test_a_report_of_days_that_run_says_so_and_compares_as_many(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    now_ = browser.get(f"/incubator/report?period={TODAY.year}-Q{(TODAY.month - 1) // 3 + 1}").text
    assert "so far" in now_
    over = browser.get("/incubator/report?period=2025-Q4").text
    assert "so far" not in over
    assert "the same days" not in over
