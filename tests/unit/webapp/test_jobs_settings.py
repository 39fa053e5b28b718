"""The settings of the job queue that keep work from being lost or done twice."""

from __future__ import annotations

from pathlib import Path

from graph.domain.jobs import JOB_KINDS
from webapp import jobs
from webapp.config import Settings
from webapp.jobs.beat import SCHEDULE
from webapp.jobs.celery_app import app, celery_settings
from webapp.jobs.queues import Queue


def settings(tmp_path: Path) -> Settings:
    return Settings(env="test", home=tmp_path, redis_url="redis://127.0.0.1:1/0")


def test_a_message_is_not_given_to_a_second_worker_while_the_first_may_still_work(tmp_path: Path) -> None:
    made = celery_settings(settings(tmp_path))

    for transport in (made, made["broker_transport_options"], made["result_backend_transport_options"]):
        assert transport["visibility_timeout"] > made["task_time_limit"]
    assert made["task_acks_late"]
    assert made["task_reject_on_worker_lost"]
    assert made["broker_transport_options"]["unacked_restore_throttle"] == 1


def test_every_task_of_the_clock_exists(tmp_path: Path) -> None:
    for module in celery_settings(settings(tmp_path))["imports"]:
        __import__(module)

    assert {entry.task for entry in SCHEDULE} <= set(app.tasks)


def test_an_idle_worker_is_woken_by_the_clock_at_most_every_other_second() -> None:
    a_minute = sum(60 / entry.every_seconds for entry in SCHEDULE if entry.every_seconds)

    assert a_minute <= 30


def test_every_kind_of_job_has_a_task_of_its_name(tmp_path: Path) -> None:
    for module in celery_settings(settings(tmp_path))["imports"]:
        __import__(module)

    assert len(JOB_KINDS) > 3
    assert set(JOB_KINDS) <= set(app.tasks)
    assert JOB_KINDS.faults() == []


def test_what_a_page_follows_waits_in_a_queue_of_its_own(tmp_path: Path) -> None:
    for module in celery_settings(settings(tmp_path))["imports"]:
        __import__(module)
    app.conf.update(celery_settings(settings(tmp_path)))
    ours = [name for name in app.tasks if not name.startswith("celery.")]

    queues = {name: app.amqp.router.route({}, name)["queue"].name for name in ours}

    assert {name for name, queue in queues.items() if queue == Queue.LONG} == {*JOB_KINDS, "read_texts"}
    assert {queues[entry.task] for entry in SCHEDULE if entry.task != "read_texts"} == {Queue.SHORT}
    assert set(queues.values()) == set(Queue)


def test_every_module_with_tasks_is_loaded(tmp_path: Path) -> None:
    folder = Path(jobs.__file__).parent
    with_tasks = {file.stem for file in folder.glob("*.py") if "@app.task" in file.read_text(encoding="utf-8")}

    assert len(with_tasks) > 10
    assert {f"webapp.jobs.{module}" for module in with_tasks} <= set(celery_settings(settings(tmp_path))["imports"])
