"""The pages of a batch from opening to its end, and what they say when two windows, or the world, come between."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.domain.jobs import RELEASE_BATCH, SOLVE_BATCH
from tests.support.batches import Cohort
from tests.support.city import City
from tests.support.visitor import text_of
from tests.support.web import Browser, Web
from webapp.operations.batches.release_batch import release_batch
from webapp.operations.batches.solve_batch import solve_batch
from webapp.operations.jobs.run import RUNS, Worker
from webapp.operations.requests.decline_proposal import decline_proposal
from webapp.presenters.paper import missing_packages


@pytest.fixture
def cohort(city: City, tmp_path: Path) -> Cohort:
    return Cohort(city, tmp_path / "cohort")


@pytest.fixture
def curator(web: Web, cohort: Cohort) -> Browser:
    return web.sign_in(cohort.incubator, cohort.moment)


def work_off(web: Web) -> None:
    """What a worker does with the jobs that wait."""
    worker = Worker(web.graph, web.settings)
    for job in web.graph.read(lambda tx: tx.jobs.list_unfinished([SOLVE_BATCH, RELEASE_BATCH])):
        RUNS[job.kind].function(worker, job.id)


def opened(cohort: Cohort, curator: Browser, *, wants: int = 1) -> str:
    """A batch opened by its form as it stands; gives its address."""
    settings = cohort.settings(wants=wants)
    fields: dict[str, object] = {"name": "Spring 2027", "answer_by": settings.answer_by.isoformat(), "loss": "3"}
    fields |= {"startup": list(settings.startups), "supervisor": list(settings.supervisors)}
    fields |= {f"wants-{one}": str(wants) for one in settings.startups}
    fields |= {
        f"{what}-{one}": str(number) for one in settings.supervisors for what, number in (("least", 0), ("most", 2))
    }
    answer = curator.post("/incubator/batches", **fields)
    assert answer.status_code == 302, text_of(answer)
    return str(answer.location)


def drafts_of(cohort: Cohort, url: str) -> dict[str, str]:
    return {name: draft.id for name, draft in cohort.drafts(url.rsplit("/", 1)[1]).items()}


def test_a_batch_walks_from_its_form_to_requests_and_back(web: Web, cohort: Cohort, curator: Browser) -> None:
    assert "No batch yet" in text_of(curator.get("/incubator/batches"))
    assert "Startup 0" in text_of(curator.get("/incubator/batches/new"))
    url = opened(cohort, curator)
    assert "Not solved yet" in text_of(curator.get(url))

    curator.post(f"{url}/solve")
    assert "Being solved" in text_of(curator.get(url))
    work_off(web)

    told = text_of(curator.get(url))
    assert all(words in told for words in ("Best total", "Fairest", "Stable", "Startup 1", "nobody is told"))
    draft = drafts_of(cohort, url)["fairest"]
    page = f"{url}/drafts/{draft}"
    assert "3 requests are made" in text_of(curator.get(f"{page}/release"))
    assert "Write a sentence" in text_of(curator.post(f"{page}/release", note="", revision="0"))
    curator.post(f"{page}/release", note="You were matched.", revision="0")
    work_off(web)
    assert "Released" in text_of(curator.get(url))
    assert "Take the whole release back" in text_of(curator.get(url))
    curator.post(f"{url}/undo")
    assert "3 requests were taken back" in text_of(curator.get(url))
    assert "Spring 2027" in text_of(curator.get("/incubator/batches"))


def test_a_pair_is_chosen_by_what_it_does_and_the_second_window_is_told(
    web: Web, cohort: Cohort, curator: Browser
) -> None:
    url = opened(cohort, curator)
    curator.post(f"{url}/solve")
    work_off(web)
    draft = cohort.drafts(url.rsplit("/", 1)[1])["best-total"]
    startup, had = min(draft.base.pairs)
    page = f"{url}/drafts/{draft.id}"

    choices = text_of(curator.get(f"{page}/choose?startup={startup}&out={had}"))
    other = next(one for one in cohort.people if one.id != had)
    assert "worst-off" in choices
    assert other.actor.name in choices
    curator.post(page, do="swap", startup=startup, out=had, into=other.id, revision="0")
    assert "1 change by hand" in text_of(curator.get(f"{url}?draft={draft.id}"))
    curator.post(page, do="lock", startup=startup, out=other.id, revision="0")
    told = text_of(curator.get(f"{url}?draft={draft.id}"))

    assert "Your change was not made" in told
    assert f"{other.actor.name} in place of" in told
    curator.post(page, do="lock", startup=startup, out=had, revision="1")
    assert "not in the draft any more" in text_of(curator.get(f"{url}?draft={draft.id}"))
    other_draft = drafts_of(cohort, url)["stable"]
    assert "Moves" in text_of(curator.get(f"{url}/compare?a={other_draft}&b={draft.id}"))
    assert curator.post(page, do="burn", revision="1").status_code == 404


def test_what_cannot_be_served_is_mended_by_one_click(web: Web, cohort: Cohort, curator: Browser) -> None:
    url = opened(cohort, curator, wants=3)
    curator.post(f"{url}/solve")
    work_off(web)
    page = curator.get(url).get_data(as_text=True)

    assert "Not everybody gets what was asked for" in page
    number, draft = re.search(r'name="number" value="(\d)"', page), drafts_of(cohort, url)["fairest"]
    assert number
    curator.post(f"{url}/mend", draft=draft, number=number[1])
    work_off(web)

    assert "Not everybody gets" not in text_of(curator.get(url))


def test_a_declined_place_is_filled_and_the_result_goes_in_every_form(
    web: Web, cohort: Cohort, curator: Browser
) -> None:
    url = opened(cohort, curator)
    batch_id = url.rsplit("/", 1)[1]
    solve_batch(cohort.worker, cohort.solve(batch_id).id)
    release_batch(cohort.worker, cohort.release(batch_id, cohort.drafts(batch_id)["best-total"]).id)
    no = web.graph.read(lambda tx: tx.batches.list_answers(batch_id))[0]
    decline_proposal(
        web.graph, cohort.supervisor(no.pair[1]).actor, no.id, cohort.moment, reason="wrong_field"
    )  # fmt: skip

    assert "only what is free is shared out" in text_of(curator.get(url))
    curator.post(f"{url}/solve")
    work_off(web)
    assert "Release to 1 pair" in text_of(curator.get(url))
    draft = drafts_of(cohort, url)["fairest"]
    rows = curator.get(f"{url}/draft-{draft}.csv").get_data(as_text=True)
    assert "Startup 2" in rows
    assert curator.client.get(f"{url}/draft-{draft}.xlsx").status_code == 200
    paper = curator.client.get(f"{url}/draft-{draft}.pdf")
    assert paper.status_code == (404 if missing_packages() else 200)


def test_settings_that_are_not_possible_say_why_and_keep_what_was_typed(cohort: Cohort, curator: Browser) -> None:
    startup, person = cohort.startups[0], cohort.people[0]
    told = text_of(
        curator.post(
            "/incubator/batches", name="", answer_by="soon", loss="x", startup=startup.id, supervisor=person.id,
            **{f"wants-{startup.id}": "99", f"least-{person.id}": "3", f"most-{person.id}": "2"},
        )
    )  # fmt: skip

    for words in ("Give the batch a name", "Give a last day", "at most 10", f"{person.actor.name}: the least"):
        assert words in told
    assert curator.get("/incubator/batches/batch-none").status_code == 404
