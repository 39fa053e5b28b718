"""What may stand for each argument of an address: of one's own, of a stranger, or of nobody."""

from __future__ import annotations

from collections.abc import Mapping

from graph.domain.roles import ADMINISTRATOR, INVESTOR, STARTUP, SUPERVISOR, TALENT_OFFICE, Side, roles_on
from tests.functional.attacks.quarter import Quarter

NOT_OWNED: Mapping[str, str] = {
    "applicant_kind": "expert",
    "conflict_kind": "advises",
    "filename": "favicon.svg",
    "job_kind": "rebuild_rankings",
    "kind": "csv",
    "match_kind": "mentor",
    "population": "supervisors",
    "room": SUPERVISOR,
    "token": "not-a-token",
    "value_name": "capacity",
}
"""Arguments that name nothing of anybody."""

OF_THE_SILENT = frozenset(
    f"incubator.{page}" for page in ("correct_member", "edit_in_pool", "hand_over", "save_correction", "save_in_pool")
)
"""Pages about somebody who has no account."""
OF_COLLEAGUES = frozenset({"auth.change_colleague_rank", "auth.take_away_colleague"})
OF_AWAITED = frozenset({"auth.invite_again"})
OF_FOUNDERS = frozenset({"incubator.hand_over_to_a_founder"})
OF_DRAFTS = frozenset({"startup.confirm_delete", "startup.delete"})
OF_INVITATIONS = frozenset({"provider.accept_invitation", "provider.decline_invitation"})
OF_PAST_MEETINGS = frozenset({"engagements.hold", "engagements.rate", "engagements.take_notes"})


def examples(quarter: Quarter, role: str, endpoint: str = "") -> dict[str, str]:
    """Everything of a quarter as somebody in a role would name it in an address; a new argument needs a line here.

    `endpoint`: of a page that is about a thing in a particular state.
    """
    with_whom = INVESTOR if role == INVESTOR else SUPERVISOR
    meetings = quarter.past if endpoint in OF_PAST_MEETINGS else quarter.sessions
    return {
        **NOT_OWNED,
        "room": role if role in roles_on(Side.PROVIDER) else SUPERVISOR,
        "account_id": _account(quarter, role, endpoint),
        "application_id": quarter.application,
        "batch_id": quarter.batch,
        "career_id": quarter.career,
        "counterpart_id": (quarter.reserved if role == STARTUP else quarter.startup).id,
        "declared_id": "nobody",
        "draft_id": quarter.batch_draft,
        "engagement_id": quarter.works[with_whom],
        "handle": quarter.handles.get(role, "0" * 64),
        "incubator_id": (quarter.inviting if endpoint in OF_INVITATIONS else quarter.incubator).id,
        "import_id": quarter.table,
        "job_id": quarter.job,
        "mail_id": quarter.mail,
        "message_id": quarter.message,
        "model_id": quarter.model,
        "merged_id": quarter.merged,
        "need_id": (quarter.draft if endpoint in OF_DRAFTS else quarter.need).id,
        "note_id": quarter.note,
        "other_id": quarter.member.id,
        "offer_id": quarter.offers.get(role, "nobody"),
        "page_address": quarter.page_address,
        "person_id": (quarter.member if endpoint in OF_THE_SILENT else quarter.supervisor).id,
        "population": "investors" if role == INVESTOR else "supervisors",
        "profile_id": {INVESTOR: quarter.investor, SUPERVISOR: quarter.supervisor}.get(role, quarter.reserved).id,
        "proposal_id": quarter.requests[with_whom],
        "provider_id": quarter.reserved.id,
        "request_id": quarter.on_behalf.get(role, quarter.requests[with_whom]),
        "session_id": meetings[with_whom],
        "startup_id": quarter.startup.id,
        "template_id": quarter.template,
        "waiver_id": "nobody",
        "view_id": quarter.view,
    }


def _account(quarter: Quarter, role: str, endpoint: str) -> str:
    if endpoint in OF_AWAITED:
        return quarter.awaited.get(role, "nobody")
    if endpoint in OF_COLLEAGUES:
        return quarter.colleagues.get(role, "nobody")
    return quarter.colleagues[STARTUP] if endpoint in OF_FOUNDERS else quarter.account


def of_nobody(values: Mapping[str, str]) -> dict[str, str]:
    """The same addresses with ids that nothing has."""
    return {name: value if name in NOT_OWNED else f"{value[:-5]}zzzzz" for name, value in values.items()}


def of_stranger(quarter: Quarter, role: str, endpoint: str = "") -> dict[str, str]:
    """The same of another quarter. Of what is every administrator's or the whole office's no stranger has any."""
    values = examples(quarter, role, endpoint)
    return of_nobody(values) if role in (ADMINISTRATOR, TALENT_OFFICE) else values
