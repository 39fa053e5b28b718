"""How somebody can be reached, in words for whoever may answer for them."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from graph.domain.reach import ADMINISTRATORS, Reach
from graph.domain.reasons import NotInvited
from graph.domain.states.accounts import AccountState
from graph.domain.states.jobs import MailState
from graph.repositories.answering import ReachOfOne
from webapp.presenters.dates import day
from webapp.words.sentences import Sentence
from webapp.words.states import look_of

NOT_INVITED: Mapping[NotInvited, Sentence] = {
    NotInvited.HAS_ACCOUNT: Sentence("Not invited, for they have an account: %(names)s."),
    NotInvited.NO_ADDRESS: Sentence("Not invited, for no address is known: %(names)s."),
    NotInvited.BAD_ADDRESS: Sentence(
        "Not invited, for no mail can go to their address, which has to be corrected first: %(names)s."
    ),
    NotInvited.IS_A_DOUBLE: Sentence(
        "Not invited, for somebody else in your pool has this address: see whether they are one person, under "
        "“Doubles”: %(names)s."
    ),
    NotInvited.ADDRESS_TAKEN: Sentence(
        "Not invited, for somebody with this address has an account for something else; an administrator can join the "
        "two: %(names)s."
    ),
    NotInvited.NOT_IN_POOL: Sentence("Not invited, for they are not in your pool today: %(names)s."),
    NotInvited.INVITED_LATELY: Sentence("Not invited again, for they were within the last days: %(names)s."),
}


def account_words(one: ReachOfOne) -> tuple[str, str]:
    """The shape and words of how it stands with somebody's account and invitation."""
    if one.account_state is AccountState.ACTIVE:
        return "good", _("Has an account")
    if one.account_state is AccountState.DISABLED:
        return "stop", _("The account is disabled")
    if one.account_state is AccountState.INVITED:
        return _invited(one)
    return ("paused", _("Not invited")) if one.email else ("warn", _("No address"))


def reach_words(one: ReachOfOne, answerer: str) -> tuple[str, str]:
    """The shape and words of how a request reaches somebody, for who may answer for them."""
    if one.reach is Reach.INCUBATOR and one.answered_by == ADMINISTRATORS != answerer:
        return "waiting", _("The administrators answer for them")
    if one.reach is Reach.INCUBATOR and one.answered_by != answerer:
        return "waiting", _("Another incubator answers for them")
    if one.reach is Reach.NONE and one.account_state is AccountState.INVITED:
        return "waiting", _("Invited: can be asked once they accept")
    return ("new", _("You answer for them")) if one.reach is Reach.INCUBATOR else look_of(one.reach)


def _invited(one: ReachOfOne) -> tuple[str, str]:
    if one.is_sent_elsewhere:
        return "warn", _("The invitation went to an earlier address: invite them again")
    if one.mail_state is MailState.FAILED:
        return "stop", _("The invitation was refused")
    if one.mail_state is MailState.RETURNED:
        return "stop", _("The invitation came back: correct the address")
    if one.mail_state is not MailState.SENT:
        return "waiting", _("The invitation waits to be sent")
    if one.invited_at is None:
        return "waiting", _("Invited")
    if one.invited_by:
        return "waiting", _("Invited on %(day)s by %(name)s", day=day(one.invited_at), name=one.invited_by)
    return "waiting", _("Invited on %(day)s", day=day(one.invited_at))
