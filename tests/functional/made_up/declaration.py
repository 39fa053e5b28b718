"""A kind of match and a role that nobody wrote a page for, with entries of their own in every table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from wtforms import TextAreaField

from graph.domain.kinds import INVESTOR, MENTOR, Kind, Outcome
from graph.domain.ownership import Own
from graph.domain.roles import Role, Side
from tests.support.made_up import WORD, made_up_kind, made_up_role
from webapp.http.menus import Menu
from webapp.operations.profiles.change_provider import SupervisorFields
from webapp.provider.profile_forms import ProfileForm

ROLE = Role("zorb_keeper", Side.PROVIDER, subject_label="Lab")
KIND = replace(
    INVESTOR, name="zorb", label="Lab", population="labs", provider_role=ROLE.code, invests=False, default_capacity=7,
    outcomes=(Outcome.COMPLETED, Outcome.NONE), decline_reasons=MENTOR.decline_reasons, need_fields=frozenset(),
    features=tuple(name for name in INVESTOR.features if name != "ticket"),
)  # fmt: skip


class ZorbForm(ProfileForm):
    """A profile of what every profile says."""

    summary = TextAreaField(f"{WORD} summary")
    summary_zh = TextAreaField(f"{WORD} summary in Chinese")

    def written(self) -> SupervisorFields:
        return SupervisorFields(summary=self.text("summary"), summary_zh=self.text("summary_zh"))


@contextmanager
def declared() -> Iterator[Kind]:
    """The made-up kind and role, until the end of the block."""
    menu = Menu("provider.home", (("provider.home", f"{WORD} home"), ("provider.list_requests", f"{WORD} requests")))
    with (
        made_up_role(ROLE, like="talent_office", menu=menu, whose_records_it_may_call_its_own=Own.ITSELF),
        made_up_kind(KIND, form_of_a_profile=ZorbForm, fields_of_a_profile=SupervisorFields),
    ):
        yield KIND
