"""What is said of investors: who puts money in, and who talks with them."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from graph.domain.eligibility import RuleCode
from graph.errors import N_
from webapp.words.fact_words import CLOSENESS, EXPECTED, PLACE, RESULTS, TEXT, TRACK, FactWords, alike
from webapp.words.incubator import term
from webapp.words.kind_words import CuratorWords, KindWords, ProviderWords, WordsOfKind
from webapp.words.sentences import Counted, Sentence

_FACTS = FactWords(
    reasons={
        "same_fields": Counted("Invests in %(fields)s, your field", "Invests in %(fields)s, your fields"),
        "same_fields_and_topics": Counted(
            "Invests in %(fields)s, your field; shares %(topics)s",
            "Invests in %(fields)s, your fields; shares %(topics)s",
        ),
        "same_fields_helps": Counted(
            "Invests in %(fields)s, your field; knows %(topics)s",
            "Invests in %(fields)s, your fields; knows %(topics)s",
        ),
        "near_field": Sentence("Invests near your field, in %(tag)s"),
        "near_field_named": Sentence("Invests near your field: %(own)s, also part of %(tag)s"),
        "same_stage": Sentence("Invests at your stage (%(stage)s)"),
        "ticket_fits": Sentence("Invests %(ticket)s at a time, which fits what you seek"),
        "same_region": Sentence("Is in %(region)s, as you are"),
        "finished_well": Counted(
            "Invested after %(finished)s of %(count)s talk that ended",
            "Invested after %(finished)s of %(count)s talks that ended",
        ),
        "guided": Counted(
            "Has talked with %(count)s startup in %(tag)s", "Has talked with %(count)s startups in %(tag)s"
        ),
        "guided_well": Counted(
            "Has talked with %(count)s startup in %(tag)s; invested in %(well)s",
            "Has talked with %(count)s startups in %(tag)s; invested in %(well)s",
        ),
        "guided_one_well": Sentence("Has talked with 1 startup in %(tag)s; invested in it"),
        "worked_at_stage": Counted(
            "Has talked with %(count)s startup at your stage (%(stage)s)",
            "Has talked with %(count)s startups at your stage (%(stage)s)",
        ),
        "worked_together": Sentence("You talked with them before"),
        "worked_through": Counted(
            "%(count)s startup that talked with %(other)s, as you did, talked with them too",
            "%(count)s startups that talked with %(other)s, as you did, talked with them too",
        ),
    },
    parts={
        "people_at_stage": Sentence("those who invest at the stage %(stage)s"),
        "people_knowing": Sentence("those who invest in %(tag)s"),
    },
    reasons_to_providers={
        **alike(TEXT, Sentence("Your thesis is close to their plan")),
        "same_stage": Sentence("You invest at their stage"),
        "ticket_fits": Sentence("The amount they seek lies within your ticket"),
        **alike(PLACE, Sentence("You share their region")),
        **alike(RESULTS, Sentence("Startups that you talked with rated you well or received your investment")),
        **alike(TRACK, Sentence("You have talked with startups like this one before")),
        "worked_at_stage": Sentence("You know their stage from past talks"),
        **alike(EXPECTED, Sentence("Between startups and investors like you, a yes comes more often than usual")),
        **alike(CLOSENESS, Sentence("Past talks bring you near each other")),
    },
    headings={
        "ticket": Sentence("The amount you seek"),
        "track": Sentence("Talked with teams like yours"),
    },
    subtitles={
        "counts_most": Counted(
            "%(tag)s counts most: only 1 investor has it", "%(tag)s counts most: only %(count)s investors have it"
        ),
        "counts_most_of_many": Sentence("%(tag)s counts most: %(count)s investors have it"),
        "at_your_stage": Sentence("invests at your stage"),
        "ticket": Sentence("invests %(ticket)s at a time"),
        "one_stage_away": Sentence("invests one stage away"),
        "at_other_stages": Sentence("invests at other stages"),
        "ended_few_ratings": Counted(
            "invested after %(finished)s of %(count)s talk that ended; too few ratings to show",
            "invested after %(finished)s of %(count)s talks that ended; too few ratings to show",
        ),
        "rating_and_ended": Counted(
            "%(rating)s in %(ratings)s ratings; invested after %(finished)s of %(count)s talk that ended",
            "%(rating)s in %(ratings)s ratings; invested after %(finished)s of %(count)s talks that ended",
        ),
        "worked_with": Counted("talked with %(count)s startup", "talked with %(count)s startups"),
        "load": Sentence(
            "began to talk with %(startups)s in the last 90 days, "
            "declined or did not answer %(requests)s in the last 60"
        ),
        "worked_with_nobody": Sentence("you talked with nobody yet"),
    },
    cautions={
        "away": Sentence("Is in %(region)s, away from you"),
        "seldom_finished": Sentence("Invested after only %(finished)s of %(count)s talks that ended"),
        "never_finished": Sentence("Invested after none of %(count)s talks that ended"),
    },
    rules={
        RuleCode.ALREADY_ENGAGED: Sentence("You already talk with %(name)s."),
    },
)


def _category(code: str) -> str:
    return term(code, "investor_kinds")


def _seeker() -> KindWords:
    """To a startup."""
    return KindWords(
        choice=_("An investor: somebody who puts money into your company"),
        one=_("Investor"),
        many=_("Investors"),
        at_path_end=_("investor"),
        avatar="organisation",
        path_shape="investor",
        name_hint=_("Type an investor’s name, in Chinese or English."),
        average=_("compared with an average investor"),
        profile_about=_("Thesis"),
        profile_record=_("Startups they talked with"),
        note_hint=_("Two or three sentences: what you want to raise, what for, and why from this investor."),
        sort_of_them=_("Kind of investor"),
        category=_category,
        nobody=_(
            "Every investor we know of is left out at present. Widen the fields of this need, "
            "or look again in some days."
        ),
        count=_count,
        places=_places,
    )


def _provider() -> ProviderWords:
    """To those who are asked."""
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
        change_places=_("Change how many you talk with at once"),
        works_with=_works_with,
        has_ended=_has_ended,
        takes_at_once=_takes_at_once,
        more_than_places=_more_than_places,
    )


def _curator() -> CuratorWords:
    """To an incubator."""
    return CuratorWords(
        why_not=_("Why is an investor not proposed?"),
        works=_("Talks with an investor"),
        work_heading=_("Talks with investors"),
        nobody_works=_("No investor talks with this startup just now."),
        lists_seen=_lists_seen,
        spread_over=_spread_over,
        newcomers=_newcomers,
    )


def _lists_seen(days: int) -> str:
    seen: str = _(
        "Lists that your startups saw in the last %(days)s days. An investor on three lists was shown three times.",
        days=days,
    )
    return seen


def _spread_over(count: str, people: str) -> str:
    spread: str = _("%(count)s, spread over %(people)s investors", count=count, people=people)
    return spread


def _newcomers(count: str, share: str) -> str:
    newcomers: str = _("%(count)s investors, %(share)s of showings", count=count, share=share)
    return newcomers


def _count(count: int) -> str:
    investors: str = ngettext("1 investor", "%(num)s investors", count)
    return investors


def _places(free: int, _capacity: int) -> str:
    talks: str = ngettext("Has time for 1 more startup", "Has time for %(num)s more startups", free)
    return talks


def _works_with(count: int) -> str:
    talks: str = ngettext("You talk with %(num)s startup", "You talk with %(num)s startups", count)
    return talks


def _has_ended(count: int) -> str:
    talks: str = ngettext("Talks with %(num)s more have ended.", "Talks with %(num)s more have ended.", count)
    return talks


def _takes_at_once(count: int) -> str:
    talks: str = ngettext("You talk with %(num)s startup at once.", "You talk with %(num)s startups at once.", count)
    return talks


def _more_than_places(count: int) -> str:
    talks: str = _(
        "You talk with %(count)s now. They stay; a place is free again when enough of them end.", count=count
    )
    return talks


WORDS = WordsOfKind(
    role=_l("Investor"),
    will_work=N_("%(supervisor)s will talk with you"),
    asks=N_("%(startup)s asks you for a talk about investing"),
    seeker=_seeker,
    provider=_provider,
    curator=_curator,
    facts=_FACTS,
)
