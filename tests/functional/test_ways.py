"""Can we bring this person? Ten questions, and beside them the ways that are open; nothing of it is kept."""

from __future__ import annotations

import re

import pytest

from graph.driver import Graph
from graph.rules.facts import LegalStatus
from tests.support.city import City
from tests.support.cleaning import run_raw
from tests.support.visitor import SignIn, Visitor, text_of

WAYS = "/introductions/ways"
WITH_POINTS = {LegalStatus.FOREIGN_TALENT, LegalStatus.FORMER_STUDENT_NOW_FOREIGN}
DOCTOR = {
    "birth_date": "1988-05-02", "education": "doctorate", "degree_from": "overseas", "years_of_work": "8",
    "post": "engineer", "employer_recognition": "none", "salary_10k_cny": "42", "local_average_wage": "15",
    "months_a_year": "10", "chinese": "hsk4", "place_of_work": "other", "provincial_points": "0",
    "distinctions": ["high_level_university"], "recognitions": ["none"],
}  # fmt: skip
OPEN = {
    "F": ["Work permit by condition", "Work permit by points", "Letter that confirms a high-end talent (R visa)",
          "Talent residence permit"],
    "L": ["Work permit by condition", "Work permit by points", "Letter that confirms a high-end talent (R visa)",
          "Talent residence permit"],
    "C": ["Talent residence permit"], "M": ["Talent residence permit"], "H": ["Talent residence permit"],
    "A": ["Talent residence permit"], "T": ["Talent residence permit"], "R": ["Settlement of returnees"],
}  # fmt: skip


def open_ways(page: str) -> list[str]:
    """The names beside the sign of an open way."""
    return re.findall(r'status-good">.*?<span>(.*?)</span>', page)


@pytest.mark.parametrize("status", LegalStatus)
def test_every_legal_status_leads_to_its_ways_and_points_show_for_two_of_them_alone(
    client: Visitor, status: LegalStatus
) -> None:
    answer = client.post(WAYS, {"legal_status": status.value, **DOCTOR})

    page = answer.get_data(as_text=True)
    assert open_ways(page) == OPEN[status.value]
    found = text_of(answer).partition("Start again")[2]
    assert ("87 points: category A" in found) is (status in WITH_POINTS)
    assert ("category" in found.casefold()) is (status in WITH_POINTS)
    assert bool(re.search(r"\d+ points", found)) is (status in WITH_POINTS)
    chinese = text_of(client.post(WAYS, {"legal_status": status.value, **DOCTOR}, headers={"Accept-Language": "zh"}))
    assert bool(re.search(r"\d+ 分", chinese)) is (status in WITH_POINTS)


def test_what_is_not_known_is_asked_for_by_a_link_to_its_question(client: Visitor) -> None:
    answer = client.post(WAYS, {"legal_status": "R", "education": "master", "post": "founder"})

    page = answer.get_data(as_text=True)
    assert "Not known yet which way is open" in page
    assert '<a href="#degree_from">Degree taken</a>' in page


def test_points_that_are_not_settled_are_a_range_and_say_what_is_not_known(client: Visitor) -> None:
    known = {name: value for name, value in DOCTOR.items() if name not in ("months_a_year", "chinese")}
    found = text_of(client.post(WAYS, {"legal_status": "F", **known}))

    assert "68 to 88 points: category B to A" in found


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("salary_10k_cny", "-1"), ("salary_10k_cny", "nan"), ("salary_10k_cny", "1e9"), ("salary_10k_cny", "４２"),
        ("months_a_year", "13"), ("birth_date", "1850-01-01"), ("birth_date", "2999-01-01"), ("legal_status", "X"),
        ("distinctions", ["none", "patent"]), ("on_date", "1999-01-01"), ("chinese", "\u202ehsk4"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_left_out_and_stays_typed(client: Visitor, field: str, typed: object) -> None:
    answer = client.post(WAYS, {"legal_status": "F", **DOCTOR, field: typed})

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    if isinstance(typed, str) and field != "legal_status" and not field.startswith("chinese"):
        assert f'value="{typed}"' in page


def test_while_one_types_only_what_is_found_is_sent(client: Visitor) -> None:
    answer = client.post(WAYS, {"legal_status": "H", **DOCTOR}, headers={"HX-Request": "true"})

    page = answer.get_data(as_text=True)
    assert page.lstrip().startswith('<div id="found"')
    assert "No work permit is needed." in page


def test_nothing_that_is_answered_is_kept(client: Visitor, graph: Graph) -> None:
    counts = "MATCH (n) RETURN count(n) AS nodes"
    before = run_raw(graph, counts)

    client.post(WAYS, {"legal_status": "F", **DOCTOR})

    assert run_raw(graph, counts) == before
    assert "1988-05-02" not in client.get(WAYS).get_data(as_text=True)


def test_curators_find_it_first_at_home_and_in_the_menu(sign_in: SignIn, city: City, client: Visitor) -> None:
    curator = sign_in("incubator", city.incubator("Caohe Harbour").id)
    home = curator.get("/incubator/").get_data(as_text=True)

    assert home.index("Can we bring this person?") < home.index("Requests without an answer")
    assert f'href="{WAYS}"' in home
    assert client.get(WAYS).status_code == 200
