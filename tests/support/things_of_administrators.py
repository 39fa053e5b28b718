"""What administrators look after, under its tables, with every operation that takes a step."""

from __future__ import annotations

from datetime import timedelta

from graph.domain.bounces import BounceReason
from graph.domain.roles import ADMINISTRATOR, INCUBATOR, LINK_HOLDER, OWNER, STARTUP, SYSTEM
from graph.domain.states.accounts import ACCOUNTS
from graph.domain.states.jobs import JOBS, MAILS, MESSAGES
from graph.domain.states.models import MODELS, ModelState
from graph.entities import Actor
from graph.entities.account import LinkPurpose, MailedLink
from graph.entities.message import MailDraft
from graph.transaction import Transaction
from tests.support.mailbox import TOKENS
from tests.support.models import make_model, put
from tests.support.steps import Somebody, Thing, Town, Try, changed, link_holder
from webapp.operations.accounts import accept_invitation, invite_account, manage_account, reset_password
from webapp.operations.accounts.hand_over import hand_over_to_founder
from webapp.operations.delivery import retry_delivery
from webapp.operations.delivery.deliver_outbox import deliver_message
from webapp.operations.exchange.import_upload import cancel_import
from webapp.operations.models import choose_model
from webapp.operations.privacy.delete_account import delete_account

_PASSWORD = "a long sentence that nobody guesses"  # pragma: allowlist secret
_HASH = "kept"


def jobs(town: Town) -> Thing:
    """A load of the incubator's."""
    graph, now = town.graph, town.city.now
    job = graph.write(lambda tx: tx.jobs.create("import_load", town.incubator.actor, now))
    return Thing(
        JOBS,
        lambda state: town.bring("Job", job, state, cancel_asked=False),
        lambda: town.state_of("Job", job),
        [
            Try(("start_job",), lambda _who: graph.write(lambda tx: tx.jobs.start(job, now)), by=SYSTEM),
            Try(("write_job",), lambda _who: changed(graph.write(lambda tx: tx.jobs.begin_writing(job))), by=SYSTEM),
            Try(("finish_job",), lambda _who: changed(graph.write(lambda tx: tx.jobs.finish(job, now))), by=SYSTEM),
            Try(("fail_job",), lambda _who: changed(graph.write(lambda tx: tx.jobs.fail(job, now, "no"))), by=SYSTEM),
            Try(("stop_job",), lambda _who: changed(graph.write(lambda tx: tx.jobs.stop(job, now))), by=SYSTEM),
            Try(("cancel_job",), lambda who: retry_delivery.cancel_job(graph, who, job, now)),
            Try(("cancel_import",), lambda who: cancel_import(graph, who, job, now)),
            Try(("retry_job",), lambda who: retry_delivery.retry_job(graph, who, job, now)),
        ],
        town.people(INCUBATOR, ADMINISTRATOR, SYSTEM),
        inside=frozenset({"create_job"}),
    )


def messages(town: Town) -> Thing:
    """A message of the outbox."""
    graph, now = town.graph, town.city.now
    message = graph.write(lambda tx: tx.outbox.add("tried", "nobody", now))

    def deliver(_who: Actor) -> object:
        return changed(deliver_message(graph, {"tried": lambda _tx, _message: []}, message, "http://liulu.test", now))

    def put_off(*, give_up: bool) -> object:
        return changed(graph.write(lambda tx: tx.outbox.put_off(message, 1, "no", now, give_up=give_up)))

    return Thing(
        MESSAGES,
        lambda state: town.bring("Outbox", message, state, lease_until=None),
        lambda: town.state_of("Outbox", message),
        [
            Try(("deliver_message",), deliver, by=SYSTEM),
            Try(("give_up_message",), lambda _who: put_off(give_up=True), by=SYSTEM),
            Try(("put_off_message",), lambda _who: put_off(give_up=False), by=SYSTEM),
            Try(("retry_message",), lambda who: retry_delivery.retry_message(graph, who, message, now)),
        ],
        town.people(ADMINISTRATOR, SYSTEM),
    )


def mails(town: Town) -> Thing:
    """A mail."""
    graph, now = town.graph, town.city.now
    mail = graph.write(lambda tx: tx.mail.create("outbox-1", MailDraft("gu@city.example", "Hello", "So", "en"), now))

    def put_off(*, give_up: bool) -> object:
        return changed(graph.write(lambda tx: tx.mail.put_off(mail, "no", now, give_up=give_up)))

    return Thing(
        MAILS,
        lambda state: town.bring("Mail", mail, state),
        lambda: town.state_of("Mail", mail),
        [
            Try(
                ("send_mail",),
                lambda _who: changed(graph.write(lambda tx: tx.mail.mark_sent(mail, now, keep_body=True))),
                by=SYSTEM,
            ),
            Try(("give_up_mail",), lambda _who: put_off(give_up=True), by=SYSTEM),
            Try(("put_off_mail",), lambda _who: put_off(give_up=False), by=SYSTEM),
            Try(
                ("return_mail",),
                lambda _who: changed(
                    graph.write(lambda tx: tx.mail.mark_returned(mail, BounceReason.NO_SUCH_ADDRESS, "5.1.1"))
                ),
                by=SYSTEM,
            ),
            Try(("retry_letter",), lambda who: retry_delivery.retry_mail(graph, who, mail, now)),
        ],
        town.people(ADMINISTRATOR, SYSTEM),
    )


def accounts(town: Town) -> Thing:
    """Somebody's account, with a password once it was opened."""
    graph, now = town.graph, town.city.now
    account = graph.write(
        lambda tx: tx.accounts.create("yan@city.example", now, password_hash="kept")
    )  # pragma: allowlist secret

    def accept(_who: Actor) -> object:
        def note(tx: Transaction) -> str:
            issue = tx.tokens.issue(account, LinkPurpose.INVITE, now)
            tx.tokens.note(f"{issue}", MailedLink(LinkPurpose.INVITE, account, issue, now + timedelta(days=1)), now)
            return f"{issue}"

        return accept_invitation.accept_invitation(graph, graph.write(note), "Yan Heng", "en", _PASSWORD, now)

    def hand_over(who: Actor) -> object:
        """To somebody who acts for the town's startup alone, and for nobody once it is tried."""
        whom = (account, STARTUP, town.startup.id)
        graph.write(lambda tx: tx.accounts.grant(*whom, now))
        try:
            return hand_over_to_founder(graph, TOKENS, who, town.startup.id, account, now, timedelta(days=1))
        finally:
            graph.write(lambda tx: tx.accounts.revoke(*whom, now))

    def bring(state: str | None) -> None:
        town.raw("MERGE (a:Account {id: $id}) SET a.state = $state, a += $values", id=account, state=state, values=kept)

    [row] = town.raw("MATCH (a:Account {id: $id}) RETURN properties(a) AS kept", id=account)
    kept = {name: value for name, value in dict(row["kept"]).items() if name != "state"}  # type: ignore[call-overload]
    owner = Somebody(OWNER, Actor(account, "Yan Heng", STARTUP, town.startup.id), frozenset({OWNER}))
    return Thing(
        ACCOUNTS,
        bring,
        lambda: town.state_of("Account", account),
        [
            Try(("send_invitation",), lambda who: invite_account.send_invitation(graph, who, account, now, days=14)),
            Try(
                ("make_invitation_link",),
                lambda who: invite_account.make_invitation_token(graph, TOKENS, who, account, now, timedelta(days=1)),
            ),
            Try(("hand_over_link",), hand_over),
            Try(
                ("send_password_reset",),
                lambda who: reset_password.send_password_reset(graph, who, account, now, minutes=60),
            ),
            Try(("accept_invitation",), accept, by=LINK_HOLDER),
            Try(("disable_account",), lambda who: manage_account.disable_account(graph, who, account, now)),
            Try(("enable_account",), lambda who: manage_account.enable_account(graph, who, account, now)),
            Try(("delete_account",), lambda who: delete_account(graph, who, account, now)),
        ],
        [*town.people(ADMINISTRATOR, INCUBATOR, SYSTEM), link_holder(), owner],
        inside=frozenset({"create_account"}),
    )


def models(town: Town) -> Thing:
    """A model that was trained."""
    graph, now = town.graph, town.city.now
    model = put(graph, make_model("model-tried"))

    def bring(state: str | None) -> None:
        town.bring("Model", model, state)
        graph.write(lambda tx: tx.models.lock_slot("mentor"))
        serving = model if state == ModelState.SERVING else ""
        town.raw("MATCH (s:ModelSlot) SET s.serving_id = $serving, s.before = ['']", serving=serving)

    def reject(_who: Actor) -> object:
        return graph.write(lambda tx: tx.models.reject(model, "", "Liulu"))

    return Thing(
        MODELS,
        bring,
        lambda: town.state_of("Model", model),
        [
            Try(("promote_model",), lambda who: choose_model.promote_model(graph, who, model, now)),
            Try(("reject_model",), reject, by=SYSTEM),
            Try(("roll_back_model",), lambda who: choose_model.roll_back_model(graph, who, "mentor", now, model)),
        ],
        town.people(ADMINISTRATOR, SYSTEM),
        inside=frozenset({"keep_model", "replace_model", "return_to_model"}),
    )
