"""What stands below a job: why it failed, what its worker says, or how far it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.domain.states.jobs import JobState
from graph.entities.job import Job
from webapp.words.jobs import job_detail
from webapp.words.speaking import in_both


def job(state: JobState, *, step: str = "", message: str = "", failure: str = "") -> Job:
    return Job(
        "job-1", "import_load", state, step, 0, 0, 0.0, message, datetime(2026, 9, 1, tzinfo=UTC), None, None,
        "account-1", "incubator", "incubator-1", cancel_asked=False, result={"failure": failure} if failure else {},
    )  # fmt: skip


@pytest.mark.parametrize("step", ["check", "compare", "load"])
def test_a_step_of_an_import_is_said_in_both_languages(step: str) -> None:
    english, chinese = in_both(lambda: job_detail(job(JobState.RUNNING, step=step)))

    assert step in english.lower()
    assert "版本" not in chinese
    assert english != chinese


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (job(JobState.WAITING), "Waits for a worker"),
        (job(JobState.CANCELLED), ""),
        (job(JobState.RUNNING, step="load", message="No graph answers."), "No graph answers."),
        (job(JobState.FAILED, step="load", message="No room."), "No room."),
        (
            job(JobState.FAILED, step="load", message="OSError", failure="disk"),
            "A file could not be written. Is there room on the disk, and may this user write there?",
        ),
        (job(JobState.FAILED, step="load"), "Loads the file"),
    ],
)
def test_a_failure_comes_first_then_a_message_then_the_step(one: Job, told: str) -> None:
    assert in_both(lambda: job_detail(one))[0] == told
