"""Jobs that an administrator begins on the page of jobs."""

from __future__ import annotations

import json
from typing import cast

import pytest
from redis import Redis

from graph.domain.jobs import JOB_KINDS
from graph.domain.kinds import KINDS
from graph.entities.job import Job
from graph.repositories.audit import AuditFilter
from matching.index.snapshot import current_version
from matching.index_cache import index_folder
from matching.matcher import Matcher
from tests.conftest import NOON
from tests.support.city import City
from tests.support.visitor import SignIn, Visitor, text_of
from webapp.config import Settings
from webapp.operations.jobs.run import Worker
from webapp.operations.models.rebuild_rankings import rebuild_rankings

KIND = "rebuild_rankings"


@pytest.fixture
def root(sign_in: SignIn) -> Visitor:
    return sign_in("administrator")


def jobs_of(city: City) -> list[Job]:
    return city.graph.read(lambda tx: tx.jobs.list_newest(kind=KIND))


def test_it_is_begun_once_and_told_to_a_worker(root: Visitor, city: City, redis: Redis) -> None:
    assert f"/admin/jobs/begin/{KIND}" in root.get("/admin/jobs").text

    assert [root.post(f"/admin/jobs/begin/{KIND}").status_code for _ in range(2)] == [302, 302]

    [job] = jobs_of(city)
    queue = cast("list[bytes]", redis.lrange("liulu:jobs:long", 0, -1))
    told = [json.loads(message)["headers"]["task"] for message in queue]
    assert told.count(KIND) == 2
    assert (job.state, job.actor_id) == ("waiting", root.account.id)
    assert "Reading of everybody anew for the rankings" in text_of(root.get("/admin/jobs"))
    entries = city.graph.read(lambda tx: tx.audit.list_page(AuditFilter(action="create_job")))
    assert [entry.subject_id for entry in entries] == [job.id]


@pytest.mark.parametrize("kind", ["import_load", "train_model", "sweep"])
def test_what_is_not_begun_by_hand_is_not_there(root: Visitor, city: City, kind: str) -> None:
    assert f"/admin/jobs/begin/{kind}" not in root.get("/admin/jobs").text
    assert root.post(f"/admin/jobs/begin/{kind}").status_code == 404
    assert city.graph.read(lambda tx: tx.jobs.list_newest()) == []


def versions(settings: Settings) -> list[str | None]:
    """Which index of each kind the processes use."""
    return [current_version(index_folder(settings.home, kind)) for kind in KINDS.values()]


def test_everybody_is_read_anew_for_each_kind(root: Visitor, city: City, settings: Settings) -> None:
    city.supervisor()
    Matcher(city.graph, settings.home, expire_after_days=14).warm(at=NOON)
    before = versions(settings)
    root.post(f"/admin/jobs/begin/{KIND}")

    rebuild_rankings(Worker(city.graph, settings), jobs_of(city)[0].id)

    assert [job.state for job in jobs_of(city)] == ["done"]
    assert None not in versions(settings)
    assert not set(versions(settings)) & set(before)


def test_a_job_of_somebody_who_is_no_administrator_any_more_fails_and_says_why(
    root: Visitor, city: City, settings: Settings
) -> None:  # fmt: skip
    root.post(f"/admin/jobs/begin/{KIND}")
    [job] = jobs_of(city)
    city.graph.write(lambda tx: tx.accounts.revoke(root.account.id, "administrator", "", NOON))

    rebuild_rankings(Worker(city.graph, settings), job.id)

    [job] = jobs_of(city)
    assert (job.state, job.result) == ("failed", {"failure": "not_allowed"})


def test_a_job_that_was_cancelled_while_it_waited_is_not_run(root: Visitor, city: City, settings: Settings) -> None:
    root.post(f"/admin/jobs/begin/{KIND}")
    [job] = jobs_of(city)
    root.post(f"/admin/jobs/{job.id}/cancel")
    before = versions(settings)

    rebuild_rankings(Worker(city.graph, settings), job.id)

    assert [job.state for job in jobs_of(city)] == ["cancelled"]
    assert versions(settings) == before


def test_whoever_is_no_administrator_begins_nothing(sign_in: SignIn, city: City) -> None:
    for kind in JOB_KINDS:
        assert sign_in("incubator", city.incubator().id).post(f"/admin/jobs/begin/{kind}").status_code == 403
    assert city.graph.read(lambda tx: tx.jobs.list_newest()) == []
