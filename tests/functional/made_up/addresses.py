"""Which pages are walked as whom: every address of the URL map, with what was planted for its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import Flask

from tests.functional.made_up.declaration import KIND, ROLE
from tests.functional.made_up.town import Town
from webapp.http.authorisation import roles_of
from webapp.http.parties import ANY_SIGNED_IN, PUBLIC
from webapp.http.permissions import PERMISSIONS

ROLES = ("startup", ROLE.code, "incubator", "administrator")
NOTHING: Mapping[str, str] = {}
NOT_WALKED = {
    "incubator.show_application": "tells of an applicant alone; see tests/functional/test_applications.py",
    "incubator.choose_decline": "names no kind; see tests/functional/test_applications.py",
    "incubator.show_import_job": "tells how a file is read, which names no kind",
    "incubator.confirm_undo_import": "tells of an import, which names no kind",
    "incubator.show_import_what": "tells how a file is read, which names no kind",
    "incubator.show_import_columns": "names columns of the file that was sent",
    "incubator.show_import_words": "names words of the file that was sent",
    "incubator.hand_over_to_a_founder": "names no kind; see tests/functional/test_hand_over.py",
    "admin.change_account_rank": "names no kind; see tests/functional/test_ranks.py",
    "auth.change_colleague_rank": "names no kind; see tests/functional/test_ranks.py",
    "auth.invite_again": "names no kind; see tests/functional/test_colleagues.py",
    "auth.take_away_colleague": "names no kind; see tests/functional/test_colleagues.py",
    "incubator.show_batch": "tells of supervisors alone; see tests/functional/test_batches.py",
    "incubator.edit_batch": "tells of supervisors alone; see tests/functional/test_batches.py",
    "incubator.choose_in_draft": "tells of supervisors alone; see tests/functional/test_batches.py",
    "incubator.compare_drafts": "tells of supervisors alone; see tests/functional/test_batches.py",
    "incubator.confirm_release": "tells of supervisors alone; see tests/functional/test_batches.py",
    "incubator.export_batch": "tells of supervisors alone; see tests/functional/test_batches.py",
    "incubator.show_double": "tells of supervisors alone",
    "conflicts.check_pair": "tells of supervisors alone",
    "incubator.withdraw": "tells of supervisors alone; see tests/functional/test_answering_pages.py",
    "incubator.edit_in_pool": "tells of supervisors alone",
    "incubator.edit_note": "holds words of its author alone",
    "incubator.edit_template": "holds words of curators alone",
    "incubator.confirm_merge": "tells of supervisors alone",
    "answering.show_request": "names no kind; see tests/functional/test_answering_pages.py",
    "incubator.download_bad_rows": "gives rows of the sent file back as they are",
}
"""Pages of the four roles that this walk leaves out, and why."""


def addresses(app: Flask, town: Town, role: str) -> dict[str, str]:
    """What a role reads, by a name (the endpoint; where it is read more than once, with a word behind it)."""
    said = dict.fromkeys(_endpoints(app, role), NOTHING) | _said(town, role)
    return {name: _address(app, name.split()[0], _planted(town, role), values) for name, values in said.items()}


def _endpoints(app: Flask, role: str) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        allowed = PERMISSIONS[rule.endpoint]
        may = allowed == ANY_SIGNED_IN or (allowed != PUBLIC and role in roles_of(allowed))
        if may and "GET" in (rule.methods or ()) and rule.endpoint not in NOT_WALKED:
            yield rule.endpoint


def _planted(town: Town, role: str) -> dict[str, str]:
    """What stands for each argument of an address; a new argument needs a line here."""
    ours = {"engagement_id": town.work, "session_id": town.session}
    page = {
        "incubator": {"population": "supervisors", "profile_id": town.in_pool.id},
        ROLE.code: {"population": KIND.population, "profile_id": town.asked.id},
    }.get(role, {"population": KIND.population, "profile_id": town.free.id})
    theirs = {"engagement_id": town.their_work, "session_id": town.their_session}
    return {
        "need_id": town.need.id, "provider_id": town.free.id, "proposal_id": town.waiting, "request_id": town.waiting,
        "startup_id": town.startup.id, "incubator_id": town.incubator.id, "person_id": town.in_pool.id,
        "room": ROLE.code, "kind": "csv", "match_kind": KIND.name, "model_id": town.model,
        "account_id": town.account_of_provider, "counterpart_id": (town.startup if role == ROLE.code else town.free).id,
        **page, **(theirs if role == ROLE.code else ours),
    }  # fmt: skip


def _said(town: Town, role: str) -> dict[str, Mapping[str, str]]:
    """The same pages about something else, or with what is asked for behind the address."""
    of_kind = {"kind": KIND.name}
    of_role: dict[str, dict[str, Mapping[str, str]]] = {
        "startup": {
            "startup.browse": of_kind,
            "startup.compare": of_kind,
            "startup.confirm_delete": {"need_id": town.draft.id},
            "startup.show_need closed": {"need_id": town.closed.id},
            "startup.edit_need_form draft": {"need_id": town.draft.id},
            "startup.new_need of it": of_kind,
            "startup.search found": {"q": "Hall"},
            "startup.show_why against": {"against": "White"},
            "startup.show_why left out": {"provider_id": town.dismissed.id},
            "startup.show_request declined": {"proposal_id": town.declined},
        },
        ROLE.code: {
            "provider.show_request filled": {"request_id": town.filled},
            "provider.show_request expired": {"request_id": town.expired},
        },
        "incubator": {
            "incubator.list_exposure": of_kind,
            "incubator.list_waiting": {"show": "all"},
            "incubator.export_exposure": of_kind,
            "incubator.show_why_not named": {"name": "Grey"},
            "incubator.show_why_not left out": {"name": "Black"},
        },
        "administrator": {
            "admin.list_accounts of it": {"role": ROLE.code},
            "admin.suggest_subjects": {"role": ROLE.code, "subject_id": "Blue"},
        },
    }
    return of_role[role]


def _address(app: Flask, endpoint: str, planted: Mapping[str, str], said: Mapping[str, str]) -> str:
    """The address of a page; what is said and is no argument of it stands behind it."""
    rule = next(rule for rule in app.url_map.iter_rules(endpoint) if "GET" in (rule.methods or ()))
    arguments = {name: said.get(name, "") or planted[name] for name in rule.arguments}
    return str(app.url_map.bind("").build(endpoint, {**said, **arguments}))
