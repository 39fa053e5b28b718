"""Where people are missing: the map of an incubator's own needs and places, and what each cell rests on."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.days import SHANGHAI
from tests.support.web import Browser, Web

pytestmark = pytest.mark.both_servers
NOW = datetime.now(UTC)
CELL = "/incubator/gaps?row=artificial_intelligence&column=seed"
AREAS: dict[str, Any] = {"help_areas": ["pricing"], "help_areas_found": "chosen"}


class Town:
    """Ours: a startup with three needs, one declined, and a place for one of them. Theirs: none of it ours."""

    def __init__(self, city: City) -> None:
        self.city, self.graph = city, city.graph
        self.ours, self.theirs = city.incubator("Caohe Harbour"), city.incubator("Elsewhere Park")
        self.startup = city.startup("Fenghe Robotics", incubator=self.ours)
        day = SHANGHAI.day_of(NOW) - timedelta(days=34)
        self.needs = [city.need(self.startup, f"Need {number}", opened_on=day, **AREAS) for number in range(3)]
        self.free = city.supervisor("Gu Mingche", pool_of=self.ours, capacity=1)
        self.near = city.supervisor("Bai Siqi", pool_of=self.ours, industries=("high_end_equipment",), capacity=2)
        self.paused = city.supervisor("Mao Linchuan", pool_of=self.ours, state="paused")
        self.ended = city.supervisor("Tang Chengfeng")
        city.relate(self.ended.id, "IN_POOL_OF", self.ours.id, state="ended", reserved=False, to=day)
        declined = city.asked_proposal(to=self.free, need=self.needs[0], asked_at=NOW - timedelta(days=20))
        self.set(declined, state="declined", decided_at=NOW - timedelta(days=9))
        self.stranger = city.startup("Hidden Optics", incubator=self.theirs)
        city.need(self.stranger, "A hidden need")
        self.elsewhere = [self.knows_pricing(f"Their Person {number}", pool_of=self.theirs) for number in range(4)]
        self.outside = self.knows_pricing("Free Agent")

    def set(self, what: Made, **values: object) -> None:
        run_raw(self.graph, "MATCH (n {id: $id}) SET n += $values", id=what.id, values=values)

    def knows_pricing(self, name: str, pool_of: Made | None = None) -> Made:
        text = "Set the prices of a first product for eleven startups, and led pricing and packaging at two companies."
        return self.city.supervisor(name, pool_of=pool_of, help_areas=["pricing"], summary=text, headline="Pricing")


@pytest.fixture
def town(city: City) -> Town:
    return Town(city)


@pytest.fixture
def curator(town: Town, web: Web) -> Browser:
    return web.sign_in(town.ours, NOW)


def _text(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_the_map_counts_own_needs_and_places_and_a_cell_names_what_it_rests_on(town: Town, curator: Browser) -> None:
    page = _text(curator, CELL)

    assert "Short by 2: 3 open needs, 1 free place of 1 person" in page
    assert "1 of 3 were declined or unanswered." in page
    assert page.index("Need 0") < page.index("Need 1")
    assert "34 days" in page
    assert all(f"/incubator/needs/{need.id}" in page for need in town.needs)
    here, step_away = page.split("Your people one step away")
    assert "Gu Mingche" in here
    assert "Bai Siqi" in step_away
    for nobody in ("Mao Linchuan", "Tang Chengfeng"):
        assert nobody not in page


def test_the_trend_counts_who_was_in_the_pool_then(curator: Browser) -> None:
    page = _text(curator, CELL)
    last = page.split("As a table")[1].split("</tbody>")[0].rsplit("<tr>", 1)[1]

    assert page.count("<polyline") == 2
    # Gu Mingche and whoever is paused today; the term of Tang Chengfeng was over.
    assert last.count('<td class="num">') == 2
    assert '<td class="num">4</td>' in last


def test_nothing_of_another_incubator_is_on_the_page_or_in_its_files(town: Town, curator: Browser) -> None:
    pages = [CELL, "/incubator/gaps", "/incubator/gaps?axes=area-group&row=all&column=all", "/incubator/gaps.csv"]
    for address in pages:
        told = _text(curator, address)
        assert "Hidden" not in told, address
        assert "hidden need" not in told, address
        assert "Their Person" not in told, address
        assert town.theirs.id not in told, address


def test_people_of_other_pools_are_a_count_from_five_on_in_steps_and_reserved_ones_none(
    town: Town, curator: Browser
) -> None:
    assert "people of other pools" not in _text(curator, CELL)

    town.knows_pricing("Their Person 5", pool_of=town.theirs)
    five = _text(curator, CELL)
    assert "5 or more people of other pools fit well." in five
    town.knows_pricing("Their Person 6", pool_of=town.theirs)
    assert "5 or more people of other pools fit well." in _text(curator, CELL)

    run_raw(town.graph, "MATCH (:Supervisor)-[m:IN_POOL_OF]->(i {id: $id}) SET m.reserved = true", id=town.theirs.id)
    run_raw(town.graph, "MATCH (s:Supervisor) SET s.changed_at = $at", at=int(NOW.timestamp() * 1000) + 60_000)
    assert "people of other pools" not in _text(curator, CELL)


def test_who_is_in_no_pool_and_open_to_everybody_is_named(town: Town, curator: Browser) -> None:
    assert "/incubator/invite?name=Free+Agent" in _text(curator, CELL)
    assert 'value="Free Agent"' in _text(curator, "/incubator/invite?name=Free+Agent&category=scientist")

    town.set(town.outside, awaits_consent=True, changed_at=int(NOW.timestamp() * 1000) + 60_000)
    assert "Free Agent" not in _text(curator, CELL)


def test_an_address_of_a_cell_that_there_is_not_shows_the_map_alone(curator: Browser) -> None:
    for address in (
        "/incubator/gaps?row=nothing&column=seed",
        "/incubator/gaps?axes=none&row=<b>",
        "/incubator/gaps?row=all",
    ):
        page = _text(curator, address)
        assert "What this cell rests on" not in page
        assert "Largest gaps" in page


def test_the_table_goes_as_csv_and_as_workbook_and_the_log_says_so(town: Town, curator: Browser) -> None:
    lines = list(csv.reader(io.StringIO(curator.get("/incubator/gaps.csv").get_data().decode("utf-8-sig"))))
    book = load_workbook(BytesIO(curator.client.get("/incubator/gaps.xlsx?axes=region-stage").get_data()))

    assert lines[1] == ["Artificial intelligence", "Seed", "3", "1", "1", "1", "0", "-2"]
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["District", "Stage"]
    told = run_raw(
        town.graph, "MATCH (e:AuditEvent {action: 'export_gaps'}) RETURN e.subject_id AS id, e.detail AS what"
    )
    assert {(row["id"], row["what"]) for row in told} == {(town.ours.id, "csv: 2"), (town.ours.id, "xlsx: 1")}
    assert curator.get("/incubator/gaps.pdf").status_code == 404


def test_an_empty_pool_and_no_needs_say_what_to_do(city: City, web: Web) -> None:
    lonely = city.incubator("Lonely")
    page = _text(web.sign_in(lonely, NOW), "/incubator/gaps")
    assert "Your pool is empty" in page

    city.supervisor(pool_of=lonely, capacity=0)
    assert "No open need, and no free place" in _text(web.sign_in(lonely, NOW), "/incubator/gaps")


def test_the_filter_by_evaluation_says_where_too_few_have_one(curator: Browser) -> None:
    page = _text(curator, f"{CELL}&evaluation=middle")
    assert "Too few of your supervisors have an evaluation" in page
    assert "1 free place of 1 person" in page


def test_only_curators_read_it(town: Town, web: Web) -> None:
    for who in (town.startup, town.free):
        assert web.sign_in(who, NOW).get("/incubator/gaps").status_code in (403, 404)
