"""Rows of an import that were left out say of whom and why once, and come back where a curator says so."""

from __future__ import annotations

import html
import re
from pathlib import Path

from tests.functional.test_import_pages import text_of, upload, work_off
from tests.functional.test_incubator_pool import NOW
from tests.support.city import City
from tests.support.desk import Desk
from tests.support.web import Web

FOOTED = "Name,Email,Title,Topics\nWang Wu,wang@w.example,Chair,radios\nTotal,,,\nSum,sum@w.example,Partner,prices\n"


def test_a_row_taken_for_a_total_is_put_back_and_left_out_again(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    first = upload(browser, FOOTED, "list.csv")
    work_off(city, web)
    page = text_of(browser, f"{first}/what")
    assert "2 rows are no records and are left out" in page
    rows = [html.unescape(one) for one in re.findall(r'name="row" value="([^"]+)"', page)]
    assert [one.rpartition("|")[2] for one in rows] == ["3", "4"]

    browser.post(f"{first}/what", row=rows[1])
    work_off(city, web)
    page = text_of(browser, f"{first}/what")
    assert "1 row is no record and is left out" in page
    assert "Rows that you put back" in page
    browser.post(f"{first}/words")
    work_off(city, web)
    browser.post(f"{first}/what")
    work_off(city, web)

    assert "2 rows are no records and are left out" in text_of(browser, f"{first}/what")


def test_a_row_that_was_put_back_is_compared_and_loaded(city: City, tmp_path: Path) -> None:
    desk = Desk(city, tmp_path)

    desk.load(desk.check_list(FOOTED, rows=["list.csv|4"]))

    assert desk.people() == [("Sum", "sum@w.example"), ("Wang Wu", "wang@w.example")]


def test_somebody_known_is_told_by_name_and_once_for_all_that_a_row_makes(city: City, tmp_path: Path) -> None:
    desk = Desk(city, tmp_path)
    shared = city.supervisor("Shared One", pool_of=desk.incubator, email="shared@w.example")
    city.relate(shared.id, "IN_POOL_OF", city.incubator().id, state="active")
    city.open_account(shared.actor)

    check = desk.check_list("Name,Email,Organisation\nShared One,shared@w.example,Elsewhere Works\n")

    [problem] = check.result["problems"]
    assert problem["code"] == "speaks_for_themselves"
    assert problem["value"] == "Shared One"
    assert shared.id not in str(check.result)


def test_what_is_wrong_with_an_address_is_said_beside_it_once(city: City, web: Web) -> None:
    browser = web.sign_in(city.incubator(), NOW)
    first = upload(browser, "name,roles,email,organisation\nGu Mingche,supervisor,gu@nowhere,Works\n", "people.csv")
    work_off(city, web)
    assert text_of(browser, f"{first}/words").count("Not an e-mail address.") == 1

    refused = browser.post(f"{first}/words", **{"value-0": "gu@elsewhere"})

    assert refused.status_code == 422
    summary, _, table = refused.get_data(as_text=True).partition("<table")
    assert (summary.count("Not an e-mail address."), table.count("Not an e-mail address.")) == (1, 1)
