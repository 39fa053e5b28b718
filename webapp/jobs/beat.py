"""What the clock starts: one table; every task in it is safe to run twice, or late."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A task by name, every so many seconds, or at `minute` of the `hours` named (crontab, the installation's zone)."""

    task: str
    every_seconds: int = 0
    hours: str = ""
    minute: int = 0


SCHEDULE: tuple[Entry, ...] = (
    Entry("heartbeat", every_seconds=15),
    Entry("deliver_outbox", every_seconds=5),
    Entry("send_mail", every_seconds=10),
    Entry("seal_audit", every_seconds=10),
    Entry("remind_waiting_requests", every_seconds=300),
    Entry("expire_requests", every_seconds=300),
    Entry("tell_next_best", every_seconds=300),
    Entry("run_waiting_jobs", every_seconds=60),
    Entry("train_due_models", every_seconds=300),
    Entry("read_texts", every_seconds=900),
    # Hourly: once is enough, soon after midnight is wanted, and a beat that was down then catches up.
    Entry("lapse_terms", every_seconds=3600),
    Entry("find_due_doubles", every_seconds=3600),
    # Hourly in the day, when people read mail: the first of them sends, and one that was down then catches up.
    Entry("ask_to_confirm", hours="8-20", minute=25),
    Entry("send_digests", hours="7-23", minute=10),
    Entry("keep_backups", every_seconds=600),
    Entry("prune", hours="3", minute=40),
)
