"""Long work, and what is delivered after a write: messages of the outbox and mails."""

from __future__ import annotations

from enum import StrEnum

from graph.domain.roles import ADMINISTRATOR, ROLES, SYSTEM
from graph.domain.states.machine import Machine, Transition, step


class JobState(StrEnum):
    """Work that a page follows."""

    WAITING = "waiting"
    RUNNING = "running"
    WRITING = "writing"
    """What it found is being committed: from here on nothing stops it."""
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
    RETURNED = "returned"
    """A server took it, and said later that it did not arrive."""


FINISHED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})
UNFINISHED = frozenset(JobState) - FINISHED
_ANYBODY = {*ROLES, SYSTEM}
_OPERATORS = {ADMINISTRATOR, SYSTEM}


def _cancelling(action: str) -> tuple[Transition[JobState], ...]:
    """One that waits is over at once; one that runs is asked to stop, and its worker does."""
    return (
        step(action, _ANYBODY, {JobState.WAITING}, JobState.CANCELLED, guard="is_of_the_same_organisation"),
        step(action, _ANYBODY, {JobState.RUNNING}, JobState.RUNNING, guard="is_of_the_same_organisation"),
    )


JOBS = Machine(
    "job",
    JobState,
    (
        step("create_job", _ANYBODY, {None}, JobState.WAITING),
        step("start_job", {SYSTEM}, UNFINISHED, JobState.RUNNING),
        step("write_job", {SYSTEM}, {JobState.RUNNING, JobState.WRITING}, JobState.WRITING, guard="is_not_cancelled"),
        step("finish_job", {SYSTEM}, UNFINISHED, JobState.DONE),
        step("fail_job", {SYSTEM}, UNFINISHED, JobState.FAILED),
        step("stop_job", {SYSTEM}, UNFINISHED, JobState.CANCELLED),
        *_cancelling("cancel_job"),
        *_cancelling("cancel_import"),
        step("retry_job", _OPERATORS, {JobState.FAILED}, JobState.WAITING, guard="may_run_again"),
    ),
)

MESSAGES = Machine(
    "message",
    MessageState,
    (
        step("deliver_message", {SYSTEM}, {MessageState.WAITING}, MessageState.DONE),
        step("give_up_message", {SYSTEM}, {MessageState.WAITING}, MessageState.FAILED),
        step("put_off_message", {SYSTEM}, {MessageState.WAITING}, MessageState.WAITING),
        step("retry_message", _OPERATORS, {MessageState.FAILED}, MessageState.WAITING),
    ),
)

MAILS = Machine(
    "mail",
    MailState,
    (
        step("send_mail", {SYSTEM}, {MailState.WAITING}, MailState.SENT),
        step("give_up_mail", {SYSTEM}, {MailState.WAITING}, MailState.FAILED),
        step("put_off_mail", {SYSTEM}, {MailState.WAITING}, MailState.WAITING),
        # One whose answer was lost waits still: its bounce says that a server had taken it.
        step("return_mail", {SYSTEM}, {MailState.WAITING, MailState.SENT}, MailState.RETURNED),
        step("retry_letter", _OPERATORS, {MailState.FAILED}, MailState.WAITING),
    ),
)
