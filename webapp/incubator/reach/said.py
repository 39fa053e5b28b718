"""What is said after an invitation."""

from __future__ import annotations

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.domain.reasons import NotInvited
from webapp.http.context import now
from webapp.operations.pools.invite_members import InvitedMembers
from webapp.presenters.dates import moment
from webapp.words.reach import NOT_INVITED


def say_invited(done: InvitedMembers) -> None:
    """Say who is invited, when the last mail leaves, and who is not invited and why."""
    if done.invited:
        count = len(done.invited)
        flash(ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", count), "done")
    if done.last_leaves and done.last_leaves > now():
        flash(_("They leave one after the other, the last on %(when)s.", when=moment(done.last_leaves)), "info")
    for why in NotInvited:
        if names := done.left_out.get(why):
            flash(NOT_INVITED[why].say({"names": ", ".join(names)}), "warn")
