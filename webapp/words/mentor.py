"""What is said of supervisors: who guides, and who is guided."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from graph.domain.eligibility import RuleCode
from graph.errors import N_
from webapp.words.fact_words import CLOSENESS, EXPECTED, PLACE, RESULTS, TEXT, TRACK, FactWords, alike
from webapp.words.incubator import category_word
from webapp.words.kind_words import CuratorWords, KindWords, ProviderWords, WordsOfKind
from webapp.words.sentences import Counted, Sentence

_FACTS = FactWords(
    reasons={
        "same_fields": Sentence("Works in %(fields)s, as you do"),
        "same_fields_and_topics": Sentence("Works in %(fields)s, as you do; shares %(topics)s"),
        "same_fields_helps": Sentence("Works in %(fields)s, as you do; knows %(topics)s"),
        "near_field": Sentence("Works near your field, in %(tag)s"),
        "near_field_named": Sentence("Works near your field: %(own)s, also part of %(tag)s"),
        "same_stage": Sentence("Guides startups at your stage (%(stage)s)"),
        "same_region": Sentence("Works in %(region)s, as you do"),
        "finished_well": Counted(
            "%(finished)s of %(count)s engagement finished well", "%(finished)s of %(count)s engagements finished well"
        ),
        "guided": Counted("Has guided %(count)s startup in %(tag)s", "Has guided %(count)s startups in %(tag)s"),
        "guided_well": Counted(
            "Has guided %(count)s startup in %(tag)s; %(well)s finished well",
            "Has guided %(count)s startups in %(tag)s; %(well)s finished well",
        ),
        "guided_one_well": Sentence("Has guided 1 startup in %(tag)s; it finished well"),
        "worked_at_stage": Counted(
            "Has guided %(count)s startup at your stage (%(stage)s)",
            "Has guided %(count)s startups at your stage (%(stage)s)",
        ),
        "worked_together": Sentence("You worked with them before"),
        "worked_through": Counted(
            "%(count)s startup that worked with %(other)s, as you did, worked with them too",
            "%(count)s startups that worked with %(other)s, as you did, worked with them too",
        ),
    },
    parts={
        "people_at_stage": Sentence("those who work at the stage %(stage)s"),
        "people_knowing": Sentence("those who know %(tag)s"),
    },
    reasons_to_providers={
        **alike(TEXT, Sentence("What you say about yourself is close to their plan")),
        "same_stage": Sentence("You guide startups at their stage"),
        **alike(PLACE, Sentence("You share their region or their incubator")),
        **alike(RESULTS, Sentence("Startups that you guided rated you well or finished well")),
        **alike(TRACK, Sentence("You have guided startups like this one before")),
        "worked_at_stage": Sentence("You know their stage from past work"),
        **alike(EXPECTED, Sentence("Between startups and supervisors like you, a yes comes more often than usual")),
        **alike(CLOSENESS, Sentence("Past work brings you near each other")),
    },
    headings={
        "category": Sentence("Kind of person"),
        "track": Sentence("Has guided teams like yours"),
        "places": Sentence("How many places are free"),
        "employer": Sentence("Where they work"),
    },
    subtitles={
        "counts_most": Counted(
            "%(tag)s counts most: only 1 supervisor has it", "%(tag)s counts most: only %(count)s supervisors have it"
        ),
        "counts_most_of_many": Sentence("%(tag)s counts most: %(count)s supervisors have it"),
        "at_your_stage": Sentence("works at your stage"),
        "one_stage_away": Sentence("works one stage away"),
        "at_other_stages": Sentence("works at other stages"),
        "ended_few_ratings": Sentence("%(finished)s of %(count)s finished well; too few ratings to show"),
        "rating_and_ended": Sentence("%(rating)s in %(ratings)s ratings; %(finished)s of %(count)s finished well"),
        "worked_with": Counted("guided %(count)s startup", "guided %(count)s startups"),
        "load": Sentence(
            "took on %(startups)s in the last 90 days, declined or did not answer %(requests)s in the last 60"
        ),
        "worked_with_nobody": Sentence("you worked with nobody yet"),
    },
    cautions={
        "away": Sentence("Works in %(region)s, away from you"),
        "seldom_finished": Sentence("Only %(finished)s of %(count)s engagements finished well"),
        "never_finished": Sentence("None of %(count)s engagements finished well"),
    },
    rules={
        RuleCode.OUTSIDE_POOL: Sentence("%(name)s guides only startups of another incubator."),
        RuleCode.ALREADY_ENGAGED: Sentence("%(name)s guides you already."),
        RuleCode.LANGUAGE: Sentence("%(name)s shares no language with you."),
    },
)


def _seeker() -> KindWords:
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
        profile_about=_("What they have done and can help with"),
        profile_record=_("Startups they guide"),
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


def _provider() -> ProviderWords:
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


def _curator() -> CuratorWords:
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


WORDS = WordsOfKind(
    role=_l("Supervisor"),
    will_work=N_("%(supervisor)s will guide you"),
    asks=N_("%(startup)s asks for your guidance"),
    seeker=_seeker,
    provider=_provider,
    curator=_curator,
    facts=_FACTS,
)
