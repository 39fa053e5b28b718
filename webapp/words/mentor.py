"""What is said of supervisors: who guides, and who is guided."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.errors import N_
from webapp.words.incubator import category_word
from webapp.words.kind_words import CuratorWords, KindWords, ProviderWords

WILL_WORK = N_("%(supervisor)s will guide you")
"""The subject of the letter about a yes."""
ASKS = N_("%(startup)s asks for your guidance")
"""The subject of the letter with a request."""


def seeker() -> KindWords:
    """To a startup."""
    return KindWords(
        choice=_("A supervisor: somebody who has been through this step and guides you"),
        one=_("Supervisor"),
        many=_("Supervisors"),
        at_path_end=_("supervisor"),
        avatar="person",
        path_shape="person",
        name_hint=_("Type a supervisor’s name, in Chinese or English."),
        average=_("compared with an average supervisor"),
        note_hint=_("Two or three sentences: what you want to talk about, and why this person."),
        sort_of_them=_("Kind of person"),
        category=category_word,
        nobody=_(
            "Everybody we know of is left out at present. Widen the fields or the languages of this need, "
            "or look again in some days."
        ),
        count=_count,
        places=_places,
    )


def provider() -> ProviderWords:
    """To those who are asked."""
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
        works_with=_works_with,
        has_ended=_has_ended,
        takes_at_once=_takes_at_once,
        more_than_places=_more_than_places,
    )


def curator() -> CuratorWords:
    """To an incubator."""
    return CuratorWords(
        why_not=_("Why is a supervisor not proposed?"),
        works=_("Guided"),
        work_heading=_("Guided by"),
        nobody_works=_("Nobody guides this startup just now."),
        lists_seen=_lists_seen,
        spread_over=_spread_over,
        newcomers=_newcomers,
    )


def _lists_seen(days: int) -> str:
    seen: str = _(
        "Lists that startups saw in the last %(days)s days. A person on three lists was shown three times.", days=days
    )
    return seen


def _spread_over(count: str, people: str) -> str:
    spread: str = _("%(count)s, spread over %(people)s supervisors", count=count, people=people)
    return spread


def _newcomers(count: str, share: str) -> str:
    newcomers: str = _("%(count)s supervisors, %(share)s of showings", count=count, share=share)
    return newcomers


def _count(count: int) -> str:
    people: str = ngettext("1 person", "%(num)s people", count)
    return people


def _places(free: int, capacity: int) -> str:
    places: str = _("%(free)s of %(capacity)s places free", free=free, capacity=capacity)
    return places


def _works_with(count: int) -> str:
    guides: str = ngettext("You guide %(num)s startup", "You guide %(num)s startups", count)
    return guides


def _has_ended(count: int) -> str:
    work: str = ngettext("%(num)s earlier engagement has ended.", "%(num)s earlier engagements have ended.", count)
    return work


def _takes_at_once(count: int) -> str:
    takes: str = ngettext("You take %(num)s startup at once.", "You take %(num)s startups at once.", count)
    return takes


def _more_than_places(count: int) -> str:
    guides: str = _("You guide %(count)s now. They stay; a place is free again when enough of them end.", count=count)
    return guides
