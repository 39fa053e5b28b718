"""Long work, and what is delivered after a write: messages of the outbox and mails."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import ADMINISTRATOR, ROLES, SYSTEM
from graph.domain.states.machine import Machine, step


class JobState(StrEnum):
    """Work that a page follows."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more happens by itself."""
        return self in FINISHED


class MessageState(StrEnum):
    """A message of the outbox."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class MailState(StrEnum):
    """A mail to one address."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


FINISHED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})
UNFINISHED = frozenset(JobState) - FINISHED
_ANYBODY = {*ROLES, SYSTEM}

JOBS = Machine(
    "job",
    JobState,
    (
        step("create_job", _ANYBODY, {None}, JobState.WAITING),
        step("start_job", {SYSTEM}, UNFINISHED, JobState.RUNNING),
        step("finish_job", {SYSTEM}, UNFINISHED, JobState.DONE),
        step("fail_job", {SYSTEM}, UNFINISHED, JobState.FAILED),
        step("cancel_job", _ANYBODY, UNFINISHED, JobState.CANCELLED, guard="not_committing"),
        step("retry_job", {ADMINISTRATOR, SYSTEM}, {JobState.FAILED, JobState.CANCELLED}, JobState.WAITING),
    ),
)

MESSAGES = Machine(
    "message",
    MessageState,
    (
        step("deliver_message", {SYSTEM}, {MessageState.WAITING}, MessageState.DONE),
        step("give_up_message", {SYSTEM}, {MessageState.WAITING}, MessageState.FAILED),
        step("retry_message", {ADMINISTRATOR}, {MessageState.FAILED}, MessageState.WAITING),
    ),
)

MAILS = Machine(
    "mail",
    MailState,
    (
        step("send_mail", {SYSTEM}, {MailState.WAITING}, MailState.SENT),
        step("give_up_mail", {SYSTEM}, {MailState.WAITING}, MailState.FAILED),
        step("retry_letter", {ADMINISTRATOR}, {MailState.FAILED}, MailState.WAITING),
    ),
)
