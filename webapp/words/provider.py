"""What is said to supervisors and to investors, each in their words: one table for all of their pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext


@dataclass(frozen=True)
class ProviderWords:
    """Whole sentences, since languages put them together differently; `%(startup)s` is filled in where they stand."""

    will_you: str
    accepted: str
    list_now: str
    list_earlier: str
    how_many: str
    fewer_hint: str
    profile_title: str
    profile_heading: str
    sessions: str
    all_sessions: str
    as_agreed: str
    as_usual: str
    rate: str
    none_this_week: str
    not_rated: str
    none_planned: str
    change_places: str


def words_for(role: str) -> ProviderWords:
    """The words for a role that is asked."""
    return _investor() if role == "investor" else _supervisor()


def works_with(role: str, count: int) -> str:
    """You guide 3 startups, or you talk with 3."""
    if role == "investor":
        talks: str = ngettext("You talk with %(num)s startup", "You talk with %(num)s startups", count)
        return talks
    guides: str = ngettext("You guide %(num)s startup", "You guide %(num)s startups", count)
    return guides


def has_ended(role: str, count: int) -> str:
    """How much earlier work there is."""
    if role == "investor":
        talks: str = ngettext("Talks with %(num)s more have ended.", "Talks with %(num)s more have ended.", count)
        return talks
    work: str = ngettext("%(num)s earlier engagement has ended.", "%(num)s earlier engagements have ended.", count)
    return work


def takes_at_once(role: str, count: int) -> str:
    """How many startups at a time, after it was changed."""
    if role == "investor":
        talks: str = ngettext(
            "You talk with %(num)s startup at once.", "You talk with %(num)s startups at once.", count
        )
        return talks
    takes: str = ngettext("You take %(num)s startup at once.", "You take %(num)s startups at once.", count)
    return takes


def more_than_places(role: str, count: int) -> str:
    """More run than places are left."""
    if role == "investor":
        talks: str = _(
            "You talk with %(count)s now. They stay; a place is free again when enough of them end.", count=count
        )
        return talks
    guides: str = _("You guide %(count)s now. They stay; a place is free again when enough of them end.", count=count)
    return guides


def _supervisor() -> ProviderWords:
    return ProviderWords(
        will_you=_("Will you guide %(startup)s?"),
        accepted=_("You now guide %(startup)s. Suggest a first meeting?"),
        list_now=_("Startups that you guide"),
        list_earlier=_("Startups that you guided"),
        how_many=_("How many startups do you take at once?"),
        fewer_hint=_(
            "With fewer than you guide now, nobody is sent away: a place is free again when enough of them end."
        ),
        profile_title=_("My profile"),
        profile_heading=_("What can you help with?"),
        sessions=_("Sessions"),
        all_sessions=_("All sessions"),
        as_agreed=_("Sessions as you two agree"),
        as_usual=_("Sessions as you two agree; yours last about %(minutes)s minutes"),
        rate=_("Rate your session of %(day)s"),
        none_this_week=_("No session within the next seven days."),
        not_rated=_("Not enough yet. Startups rate each session; what they say is gathered here."),
        none_planned=_("No session planned"),
        change_places=_("Change how many you take"),
    )


def _investor() -> ProviderWords:
    return ProviderWords(
        will_you=_("Will you talk with %(startup)s?"),
        accepted=_("You now talk with %(startup)s. Suggest a first meeting?"),
        list_now=_("Startups that you talk with"),
        list_earlier=_("Startups that you talked with"),
        how_many=_("With how many startups do you talk at once?"),
        fewer_hint=_(
            "With fewer than you talk with now, nobody is sent away: a place is free again when enough of them end."
        ),
        profile_title=_("Investor profile"),
        profile_heading=_("What do you invest in?"),
        sessions=_("Meetings"),
        all_sessions=_("All meetings"),
        as_agreed=_("Meetings as you two agree"),
        as_usual=_("Meetings as you two agree; yours last about %(minutes)s minutes"),
        rate=_("Rate your meeting of %(day)s"),
        none_this_week=_("No meeting within the next seven days."),
        not_rated=_("Not enough yet. Startups rate each meeting; what they say is gathered here."),
        none_planned=_("No meeting planned yet"),
        change_places=_("Change with how many you talk"),
    )
