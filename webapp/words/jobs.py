"""Long work and messages in words: what is done, for whom, how it stands and why it failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import ngettext

from graph.domain.jobs import JOB_KINDS
from graph.domain.kinds import KINDS
from graph.entities import Actor
from graph.entities.job import Job
from webapp.words.kinds import words_for
from webapp.words.sentences import Sentence, say_stored

_MINUTE = 60
TITLES = JOB_KINDS.table(
    "title",
    {
        "import_read": Sentence("Reading of the file %(file)s, sent by %(actor)s"),
        "import_check": Sentence("Check of the file %(file)s, sent by %(actor)s"),
        "import_load": Sentence("Import of the file %(file)s, sent by %(actor)s"),
        "import_undo": Sentence("Undo of the import of the file %(file)s, by %(actor)s"),
        "train_model": Sentence("Training of a model: %(kind)s"),
        "rebuild_rankings": Sentence("Reading of everybody anew for the rankings"),
        "copy_own_data": Sentence("Copy of somebody’s own data"),
        "make_backup": Sentence("Backup"),
        "erase_traces": Sentence("Erasure of what is left of a deleted account"),
        "find_doubles": Sentence("Look through a pool for people who stand in it twice"),
        "solve_batch": Sentence("Solving of a batch, asked for by %(actor)s"),
        "release_batch": Sentence("Release of a batch, by %(actor)s"),
    },
)
STEPS: Mapping[str, Sentence] = {
    "": Sentence("Waits for a worker"),
    "check": Sentence("Checks the file"),
    "compare": Sentence("Compares it with what there is"),
    "load": Sentence("Loads the file"),
    "undo": Sentence("Takes the import back"),
    "read": Sentence("Reads the graph"),
    "features": Sentence("Works features out"),
    "judge": Sentence("Judges on the latest answers"),
    "fit": Sentence("Learns from all answers"),
    "seal": Sentence("Keeps the model and lets the gate decide"),
    "write": Sentence("Writes the backup"),
    "score": Sentence("Reads how well everybody fits"),
    "share_out": Sentence("Shares the supervisors out"),
    "verify": Sentence("Reads the backup again"),
}
FAILURES: Mapping[str, Sentence] = {
    "cut_off": Sentence(
        "It was cut off twice and is not tried again: its process or the graph ended under it. Does its machine have "
        "enough memory?"
    ),
    "data": Sentence(
        "What is in the graph could not be read as a whole. Export it, and import it again: the import says what is "
        "wrong."
    ),
    "memory": Sentence("The machine ran out of memory. Do it on one with more of it."),
    "disk": Sentence("A file could not be written. Is there room on the disk, and may this user write there?"),
    "file_gone": Sentence("The file is deleted: files that were sent are kept for thirty days. Send it again."),
    "damaged": Sentence("What was written could not be read back as it was. Look at the disk."),
    "not_allowed": Sentence("Whoever asked for it is no administrator any more. Ask for it again."),
    "too_long": Sentence(
        "It took longer than it may. Use a faster machine, or the commands “liulu train” and “liulu backup”, "
        "which have no such limit."
    ),
    "program": Sentence("The program stopped with an error; its log says more."),
}
MESSAGES: Mapping[str, Sentence] = {
    "confirm_application": Sentence("Link to confirm an application"),
    "tell_application_accepted": Sentence("Word that an application was accepted"),
    "tell_application_declined": Sentence("Word that an application was declined"),
    "tell_application_received": Sentence("Word that an application arrived"),
    "tell_application_withdrawn": Sentence("Word that an application was withdrawn"),
    "invite_account": Sentence("Invitation to an account"),
    "password_changed": Sentence("Word of a changed password"),
    "reset_password": Sentence("Link for a new password"),
    "remind_of_need": Sentence("Reminder of a need that waits"),
    "remind_of_work": Sentence("Reminder to meet again"),
    "tell_asked_on_behalf": Sentence("Word that somebody was asked on behalf"),
    "tell_assigned": Sentence("Word of a task from a colleague"),
    "tell_closed_for_startup": Sentence("Word that an incubator closed something"),
    "tell_extended": Sentence("Word that a request waits longer"),
    "confirm_address": Sentence("Link for another email address"),
    "tell_address_asked": Sentence("Word that another email address is asked for"),
    "weekly_digest": Sentence("Summary of a curator's week"),
    "tell_applications": Sentence("Word to a curator of new applications"),
    "tell_suggested": Sentence("Word of somebody whom an incubator suggests"),
    "write_to_founder": Sentence("Email to a founder"),
    "remind_waiting": Sentence("Reminder of a request that waits"),
    "tell_accepted": Sentence("Word that a request was accepted"),
    "tell_backup_trouble": Sentence("Word of missing backups"),
    "tell_answer": Sentence("Answer to a question about a request"),
    "tell_asked": Sentence("Word of a new request"),
    "tell_decline_undone": Sentence("Word that a request waits again"),
    "tell_declined": Sentence("Word that a request was declined"),
    "tell_engagement_closed": Sentence("Word that work together ended"),
    "tell_ended_for_conflict": Sentence("Word that a request ended for a conflict of interest"),
    "tell_expired": Sentence("Word that a request expired"),
    "tell_invited_to_pool": Sentence("Invitation into a pool"),
    "tell_left_pool": Sentence("Word that somebody left a pool"),
    "tell_next_best": Sentence("Word of who is next best"),
    "tell_passed_on": Sentence("Word that somebody suggests a colleague"),
    "tell_paused": Sentence("Word that somebody takes no requests"),
    "tell_term_ended": Sentence("Word that a request ended with a term in a pool"),
    "tell_place_filled": Sentence("Word that a place was filled"),
    "tell_pool_answer": Sentence("Answer to an invitation into a pool"),
    "tell_offer_lapsed": Sentence("Word that a place is not held any more"),
    "tell_place_free": Sentence("Word that a place is free"),
    "tell_role_offered": Sentence("Question whether somebody acts for an organisation"),
    "tell_rank_changed": Sentence("Word of another role within an organisation"),
    "tell_role_removed": Sentence("Word that a role was taken away"),
    "tell_question": Sentence("Question about a request"),
    "tell_rated": Sentence("Word that a session was rated"),
    "tell_session_cancelled": Sentence("Word of a cancelled session"),
    "tell_session_moved": Sentence("Word of a moved session"),
    "tell_session_planned": Sentence("Word of a planned session"),
    "tell_withdrawn": Sentence("Word that a request was withdrawn"),
    "ask_to_confirm": Sentence("Question whether a profile is still true"),
    "test_letter": Sentence("Letter that a curator sent to try it"),
    "write_to_supervisor": Sentence("Email to a supervisor"),
}


def job_words(job: Job) -> str:
    """What a job does, and for whom."""
    kind = str(job.payload.get("match_kind", ""))
    words = {
        "file": job.payload.get("file_name", ""),
        "actor": job.payload.get("actor_name", ""),
        "kind": words_for(kind).many if kind in KINDS else "",
    }
    return say_stored(TITLES, job.kind, words)


def begun_by_hand() -> list[tuple[str, str]]:
    """The kinds of job that administrators begin by hand, each with its title."""
    return [(code, TITLES[code].say({})) for code, kind in JOB_KINDS.items() if kind.is_begun_by_hand]


def job_step(job: Job) -> str:
    """How far a job is."""
    return say_stored(STEPS, job.step, {})


def job_failure(job: Job) -> str:
    """Why a job failed, and what to do; one without a code has a message alone."""
    code = job.result.get("failure")
    return failure_words(code) if code else job.message


def failure_words(code: str) -> str:
    """A kind of failure, and what to do."""
    return say_stored(FAILURES, code, {})


def job_detail(job: Job) -> str:
    """What stands below a job: why it failed, what its worker says, or how far it is."""
    told = job_failure(job) if job.has_failed else job.message
    has_step = bool(job.step) or not job.is_finished
    return told or (job_step(job) if has_step else "")


def job_person(job: Job) -> str:
    """Who began a job; nobody is named where the clock or a command did."""
    name = str(job.payload.get("actor_name", ""))
    return "" if name == Actor.system().name else name


def job_time(job: Job, at: datetime) -> str:
    """How long a job took, or has been running; empty before it has begun."""
    seconds = job.seconds(at)
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return str(ngettext("%(num)s second", "%(num)s seconds", seconds))
    return str(ngettext("%(num)s minute", "%(num)s minutes", round(seconds / _MINUTE)))


def message_words(kind: str) -> str:
    """What a message of the outbox says, and of what."""
    return say_stored(MESSAGES, kind, {})
