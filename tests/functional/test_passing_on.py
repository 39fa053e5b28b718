"""A supervisor suggests a colleague of the pool, who reads nothing before the startup asks them; and who read a request
when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.city import City, Made
from tests.support.cleaning import run_raw
from tests.support.mailbox import deliver
from tests.support.web import Web
from webapp.jobs import readings
from webapp.operations.requests.record_reading import record_reading

NOW = datetime.now(UTC)
WORD = "She took two sensor plants\nthrough this step."
NOTE = "We run one furnace and want a second one."


class Pool:
    """A pool of three, one of whom is asked; one more is in another pool."""

    def __init__(self, city: City, web: Web) -> None:
        self.city, self.web, self.incubator = city, web, city.incubator("Harbour House")
        self.startup = city.startup("Tidewell", incubator=self.incubator)
        self.asked = city.supervisor("Gu Mingche", pool_of=self.incubator)
        summary = "Took two ceramic sensor plants from the pilot line to volume."
        self.colleague = city.supervisor("Shen Jiamu", name_zh="沈嘉木", pool_of=self.incubator, summary=summary)
        self.other = city.supervisor("Lu Heng", pool_of=self.incubator, summary="Sold software abroad.")
        self.stranger = city.supervisor("Far Away", pool_of=city.incubator("Elsewhere"))
        self.need = city.need(self.startup, "From pilot line to first factory")
        self.request = city.asked_proposal(to=self.asked, need=self.need, note=NOTE)
        self.path = f"/supervisor/requests/{self.request.id}/pass"
        self.browser, self.founder = web.sign_in(self.asked, NOW), web.sign_in(self.startup, NOW)

    def page(self) -> str:
        return self.browser.get(self.path).get_data(as_text=True)

    def suggest(self, who: Made, word: str = WORD) -> int:
        return self.browser.post(self.path, colleague=who.id, word=word).status_code

    def told(self) -> str:
        return self.founder.get(f"/startup/requests/{self.request.id}").get_data(as_text=True)


@pytest.fixture
def pool(city: City, web: Web) -> Pool:
    return Pool(city, web)


def state(city: City, request: Made) -> object:
    return run_raw(city.graph, "MATCH (p:Proposal {id: $id}) RETURN p.state AS state", id=request.id)[0]["state"]


def subjects(pool: Pool) -> list[str]:
    return [str(row["s"]) for row in run_raw(pool.city.graph, "MATCH (m:Mail) RETURN m.subject AS s")]


def test_the_startup_is_told_and_asks_with_its_own_note(pool: Pool) -> None:
    assert "Suggest a colleague" in pool.browser.get(f"/supervisor/requests/{pool.request.id}").get_data(as_text=True)
    page = pool.page()
    assert page.index("Shen Jiamu") < page.index("Lu Heng"), "who fits the question best stands first"
    assert "Far Away" not in page

    assert pool.suggest(pool.colleague) == 302

    assert state(pool.city, pool.request) == "declined"
    assert "Gu Mingche suggests somebody else" in pool.founder.get("/startup/").get_data(as_text=True)
    told = pool.told()
    assert "Gu Mingche suggests that you ask Shen Jiamu." in told
    assert WORD in told
    colleague = pool.web.sign_in(pool.colleague, NOW)
    assert "No request waits for you" in colleague.get("/supervisor/").get_data(as_text=True)
    ask = f"/startup/needs/{pool.need.id}/proposals/{pool.colleague.id}/ask"
    assert f"{ask}?note_of={pool.request.id}" in told
    assert f"{NOTE}</textarea>" in pool.founder.get(f"{ask}?note_of={pool.request.id}").get_data(as_text=True)

    assert pool.founder.post(ask, note=NOTE).status_code == 302
    home = colleague.get("/supervisor/").get_data(as_text=True)
    assert "Gu Mingche suggested you: “She took two sensor plants" in home
    deliver(pool.city.graph)
    assert "Gu Mingche suggests that you ask Shen Jiamu" in subjects(pool)


def test_a_name_may_be_written_in_either_script_and_a_word_is_wanted(pool: Pool) -> None:
    assert pool.suggest(pool.colleague, word="  ") == 422
    assert pool.browser.post(pool.path, somebody="Nobody Known", word=WORD).status_code == 422
    assert pool.browser.post(pool.path, word=WORD).status_code == 422
    assert state(pool.city, pool.request) == "asked"

    assert pool.browser.post(pool.path, somebody="沈嘉木", word=WORD).status_code == 302
    assert "suggests that you ask Shen Jiamu" in pool.told()


def test_nobody_is_suggested_who_may_not_be_asked(pool: Pool) -> None:
    paused = {"state": "paused", "paused_until": (NOW + timedelta(days=9)).date()}
    run_raw(pool.city.graph, "MATCH (p:Person {id: $id}) SET p += $paused", id=pool.colleague.id, paused=paused)
    pool.city.conflict(pool.other, pool.startup)

    assert "Nobody of your pools can be asked for this" in pool.page()
    for who in (pool.colleague, pool.other, pool.stranger, pool.asked):
        assert pool.suggest(who) == 422
    assert state(pool.city, pool.request) == "asked"


def test_taken_back_nobody_is_suggested_any_more(pool: Pool) -> None:
    pool.suggest(pool.colleague)
    pool.browser.post(f"/supervisor/requests/{pool.request.id}/undo-decline")

    assert state(pool.city, pool.request) == "asked"
    assert "suggests that you ask" not in pool.told()
    deliver(pool.city.graph)
    assert not [subject for subject in subjects(pool) if "suggests" in subject]


def test_only_whose_request_it_is_passes_it_on(pool: Pool) -> None:
    foreign = pool.web.sign_in(pool.other, NOW)

    assert foreign.get(pool.path).status_code == 404
    assert foreign.post(pool.path, colleague=pool.colleague.id, word=WORD).status_code == 404


def test_the_startup_sees_when_a_request_was_read(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[tuple[list[str], str]] = []
    monkeypatch.setattr(readings.note_reading, "delay", lambda ids, at: noted.append((ids, at)))
    assert "read it" not in pool.told()

    pool.browser.get("/supervisor/")
    (ids, at) = noted[-1]
    assert ids == [pool.request.id]
    readings_made = record_reading(pool.city.graph, ids, datetime.fromisoformat(at))
    assert readings_made == 1
    assert record_reading(pool.city.graph, ids, NOW + timedelta(hours=1)) == 0

    assert "Gu Mingche read it." in pool.told()
    need = pool.founder.get(f"/startup/needs/{pool.need.id}").get_data(as_text=True)
    assert "read today" in need
    count = len(noted)
    pool.browser.get(f"/supervisor/requests/{pool.request.id}")
    assert len(noted) == count, "what is known is not noted again"


def test_nobody_else_who_looks_at_a_request_has_read_it(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[object] = []
    monkeypatch.setattr(readings.note_reading, "delay", lambda ids, at: noted.append((ids, at)))

    pool.founder.get(f"/startup/requests/{pool.request.id}")
    pool.web.sign_in(pool.incubator, NOW).get("/incubator/waiting")

    assert noted == []
