"""What is said of long work, messages and emails."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from graph.domain.sent import Delivery
from graph.domain.states.jobs import JobState
from webapp.words.sentences import Sentence
from webapp.words.subject_words import SubjectWords

WORDS = SubjectWords(
    states={
        JobState: {
            JobState.WAITING: ("waiting", Sentence("Waiting")),
            JobState.RUNNING: ("waiting", Sentence("Running")),
            JobState.WRITING: ("waiting", Sentence("Being written")),
            JobState.DONE: ("good", Sentence("Done")),
            JobState.FAILED: ("stop", Sentence("Failed")),
            JobState.CANCELLED: ("paused", Sentence("Cancelled")),
        },
        Delivery: {
            Delivery.WAITING: ("waiting", Sentence("Waits to be sent")),
            Delivery.SENT: ("good", Sentence("Was sent")),
            Delivery.REFUSED: ("stop", Sentence("Refused, not sent")),
            Delivery.RETURNED: ("stop", Sentence("Came back")),
            Delivery.NOT_SENT: ("paused", Sentence("Not sent, no longer needed")),
        },
    },
    buttons={
        "create_job": _l("Begin"),
        "cancel_job": _l("Cancel"),
        "retry_job": _l("Try again"),
        "retry_message": _l("Try again"),
        "retry_letter": _l("Try again"),
    },
    log={
        "create_job": Sentence("Began a job"),
        "start_job": Sentence("Started a job"),
        "write_job": Sentence("A job began to write"),
        "finish_job": Sentence("A job ended"),
        "fail_job": Sentence("A job failed"),
        "stop_job": Sentence("Stopped a job"),
        "cancel_job": Sentence("Cancelled a job"),
        "retry_job": Sentence("Had a job run again"),
        "deliver_message": Sentence("Delivered a message"),
        "give_up_message": Sentence("Gave a message up"),
        "put_off_message": Sentence("Put a message off"),
        "retry_message": Sentence("Had a message delivered again"),
        "send_mail": Sentence("Sent an email"),
        "give_up_mail": Sentence("Gave an email up"),
        "put_off_mail": Sentence("Put an email off"),
        "return_mail": Sentence("An email came back"),
        "retry_letter": Sentence("Had an email sent again"),
    },
)
