"""A record that is open in two windows: the second loses nobody's words, and is told where both wrote the same."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.support.city import City
from tests.support.web import Browser, Web

NOW = datetime.now(UTC)


def opened(browser: Browser, path: str) -> dict[str, str | list[str]]:
    """What the form of a page would send as it stands."""
    page = browser.get(path).get_data(as_text=True)
    form = page.partition('class="form')[2].partition("</form>")[0]
    fields: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        said = dict(re.findall(r'([a-z_-]+)="([^"]*)"', tag))
        if said.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in said and said["name"] != "draft_of":
            fields[said["name"]] = said.get("value", "").replace("&#34;", '"').replace("&quot;", '"')
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        fields[name] = text.strip()
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option selected value="([^"]*)"', options)
        fields[name] = chosen[0] if chosen else ""
    return fields


@pytest.fixture
def record(city: City, web: Web) -> tuple[Browser, str]:
    ours = city.incubator()
    person = city.supervisor("Bo Xun", pool_of=ours, title="Partner", phone="021 5555")
    return web.sign_in(ours, NOW), f"/incubator/supervisors/{person.id}/correct"


def test_what_the_second_window_did_not_touch_stays_as_the_first_left_it(record: tuple[Browser, str]) -> None:
    curator, path = record
    first, second = opened(curator, path), opened(curator, path)
    assert first["title"] == "Partner"

    assert curator.post(path, **{**first, "title": "Founding partner"}).status_code == 302
    assert curator.post(path, **{**second, "phone": "021 6666"}).status_code == 302

    now = opened(curator, path)
    assert (now["title"], now["phone"]) == ("Founding partner", "021 6666")


def test_where_both_wrote_the_same_field_the_second_is_told_and_may_replace_it(record: tuple[Browser, str]) -> None:
    curator, path = record
    first, second = opened(curator, path), opened(curator, path)
    curator.post(path, **{**first, "title": "Founding partner"})

    told = curator.post(path, **{**second, "title": "Chair"})

    assert told.status_code == 409
    page = told.get_data(as_text=True)
    assert "Changed meanwhile to “Founding partner”" in page
    assert 'value="Chair"' in page
    assert opened(curator, path)["title"] in ("Founding partner", "Chair")
    stood = re.search(r'name="stood"[^>]*value="([^"]*)"', page)
    assert stood
    again = {**second, "title": "Chair", "stood": stood[1].replace("&#34;", '"').replace("&quot;", '"')}
    assert curator.post(path, **again).status_code == 302
    assert opened(curator, path)["title"] == "Chair"


@pytest.mark.parametrize("stood", ["", "no json", "[]", "[" * 5000, '{"title": 1}'])
def test_a_form_without_word_of_what_stood_is_written_as_it_is(record: tuple[Browser, str], stood: str) -> None:
    curator, path = record

    answer = curator.post(path, **{**opened(curator, path), "title": "Chair", "stood": stood})

    assert answer.status_code in (302, 409)
    assert answer.status_code != 500


def test_a_startup_and_a_supervisor_are_told_too(city: City, web: Web) -> None:
    startup = city.startup("Tidewell")
    for made, path, name in (
        (startup, "/startup/profile", "summary"),
        (city.supervisor("Bo Xun"), "/supervisor/profile", "summary"),
    ):
        browser = web.sign_in(made, NOW)
        first, second = opened(browser, path), opened(browser, path)
        ours, theirs = {**first, name: "We make pumps."}, {**second, name: "We make valves."}
        for form in (ours, theirs):
            form.setdefault("fields", "")
            form["fields"] = form["fields"] or "sensors"
        assert browser.post(path, **ours).status_code == 302, path
        assert browser.post(path, **theirs).status_code == 409, path
