"""Jobs, messages and emails: what runs, what waits, what was given up and can be tried again."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from graph.domain.states.jobs import JobState, MailState, MessageState
from webapp.accounts.sessions import store
from webapp.admin.blueprint import blueprint
from webapp.http.context import actor, graph, now, settings
from webapp.http.own_addresses import own_path
from webapp.jobs.heartbeat import seconds_since_heartbeat
from webapp.jobs.kick import kick
from webapp.operations.backups.list_backups import list_backups
from webapp.operations.delivery import retry_delivery
from webapp.operations.jobs.begin_job import begin_job as begin_job_of
from webapp.words import jobs as words
from webapp.words.mail_trouble import mail_trouble
from webapp.words.states import state_choices


@blueprint.get("/jobs")
def list_jobs() -> str:
    """Long work, messages and mails, the newest first."""
    state = request.args.get("state", "") if request.args.get("state") in set(JobState) else ""
    the_graph = graph()
    jobs, counts, failed, waiting, mails, returned, doubtful, outbox_counts, mail_counts, backups = the_graph.read(
        lambda tx: (
            tx.jobs.list_newest(state=state, limit=50),
            tx.jobs.counts(),
            tx.outbox.list_newest(state=MessageState.FAILED, limit=50),
            tx.outbox.list_newest(state=MessageState.WAITING, limit=20),
            tx.mail.list_newest(state=MailState.FAILED, limit=50),
            tx.mail.list_newest(state=MailState.RETURNED, limit=20),
            tx.mail.list_doubtful(),
            tx.outbox.counts(),
            tx.mail.counts(),
            list_backups(tx, settings().backup_folder),
        )
    )
    return render_template(
        "admin/jobs.html", jobs=jobs, backups=backups, state=state, failed=failed, waiting=waiting, mails=mails,
        returned=returned, doubtful=doubtful,
        running_count=counts.get(JobState.RUNNING, 0), waiting_count=outbox_counts.get(MessageState.WAITING, 0),
        mails_waiting=mail_counts.get(MailState.WAITING, 0),
        given_up=outbox_counts.get(MessageState.FAILED, 0) + mail_counts.get(MailState.FAILED, 0),
        may_retry=partial(retry_delivery.may_retry, at=now()),
        heartbeat=seconds_since_heartbeat(store()), said=words, at=now(), trouble=mail_trouble,
        state_choices=state_choices(JobState),
    )  # fmt: skip


@blueprint.post("/jobs/begin/<job_kind>")
def begin_job(job_kind: str) -> Response:
    """Begin a job by hand."""
    kick(job_kind, begin_job_of(graph(), actor(), job_kind, now()))
    flash(_("The job has begun. You can leave this page; it goes on."), "done")
    return redirect(url_for("admin.list_jobs"))


@blueprint.post("/jobs/<job_id>/cancel")
def cancel_job(job_id: str) -> Response:
    """Ask a job to stop."""
    retry_delivery.cancel_job(graph(), actor(), job_id, now())
    flash(_("The job stops within seconds."), "done")
    return redirect(own_path(request.form.get("back")) or url_for("admin.list_jobs"))


@blueprint.post("/jobs/<job_id>/retry")
def retry_job(job_id: str) -> Response:
    """Run a failed job again."""
    kick(retry_delivery.retry_job(graph(), actor(), job_id, now()), job_id)
    flash(_("The job runs again."), "done")
    return redirect(url_for("admin.list_jobs"))


@blueprint.post("/messages/<message_id>/retry")
def retry_message(message_id: str) -> Response:
    """Deliver a message again that was given up."""
    retry_delivery.retry_message(graph(), actor(), message_id, now())
    flash(_("The message is tried again."), "done")
    return redirect(url_for("admin.list_jobs"))


@blueprint.post("/mails/<mail_id>/retry")
def retry_mail(mail_id: str) -> Response:
    """Send a mail again that was given up."""
    retry_delivery.retry_mail(graph(), actor(), mail_id, now())
    flash(_("The email is tried again."), "done")
    return redirect(url_for("admin.list_jobs"))
