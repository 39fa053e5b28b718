"""Why somebody is proposed, said to the startup."""

from __future__ import annotations

from graph.domain.kinds import KINDS
from graph.entities.proposal import Proposal
from matching.explanation.stored import load_reasons
from matching.results import Reason
from webapp.presenters.language import language
from webapp.words.facts import InWords, Table, say_fact
from webapp.words.sentences import Counted, Sentence

_OF_ANY_KIND: Table = {
    "same_topics": Counted("Shares your topic: %(topics)s", "Shares your topics: %(topics)s"),
    "near_text": InWords(
        Sentence("Knows %(tag)s, close to what you do; both of you mention %(words)s"),
        Sentence("Knows %(tag)s, close to what you do"),
    ),
    "alike_text": InWords(
        Sentence("Mentions %(words)s, as you do"), Sentence("Their profile is close to what you wrote")
    ),
    "ticket_fits": Sentence("Invests %(ticket)s at a time, which fits what you seek"),
    "same_pool": Sentence("Belongs to your incubator's own pool"),
    "asked_category": Sentence("Is the kind of person you ask for"),
    "answers_soon": Sentence("Usually answers %(days)s"),
    "said_yes": Sentence("Said yes to %(accepted)s of %(asked)s requests"),
    "rated": Sentence("Rated %(rating)s of 5 in %(ratings)s ratings"),
    "has_room": Counted("Has room: %(free)s of %(count)s place free", "Has room: %(free)s of %(count)s places free"),
    "often_chosen": Sentence("Chosen %(chosen)s of the %(count)s times startups decided on them"),
    "chosen_with_yours": Counted(
        "%(count)s startup that chose %(other)s, as you did, also chose them",
        "%(count)s startups that chose %(other)s, as you did, also chose them",
    ),
    "chosen_in_field": Counted("Chosen by %(count)s startup in %(tag)s", "Chosen by %(count)s startups in %(tag)s"),
    "kind_chosen": Sentence(
        "Startups chose %(people)s %(yes)s of %(count)s times (%(share)s; anybody: %(usual_share)s)"
    ),
    "kind_chosen_for_like": Sentence(
        "Startups with needs like yours chose %(people)s %(yes)s of %(count)s times "
        "(%(share)s; anybody: %(usual_share)s)"
    ),
    "kind_said_yes": Sentence(
        "%(people)s said yes to %(yes)s of %(count)s requests (%(share)s; anybody: %(usual_share)s)"
    ),
    "kind_said_yes_for_like": Sentence(
        "%(people)s said yes to %(yes)s of %(count)s requests like yours (%(share)s; anybody: %(usual_share)s)"
    ),
    "same_employer": Sentence("You worked with %(other)s, who has the same employer"),
}
_OF_MENTORS: Table = {
    "same_fields": Sentence("Works in %(fields)s, as you do"),
    "same_fields_and_topics": Sentence("Works in %(fields)s, as you do; shares %(topics)s"),
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
}
_OF_INVESTORS: Table = {
    "same_fields": Counted("Invests in %(fields)s, your field", "Invests in %(fields)s, your fields"),
    "same_fields_and_topics": Counted(
        "Invests in %(fields)s, your field; shares %(topics)s", "Invests in %(fields)s, your fields; shares %(topics)s"
    ),
    "near_field": Sentence("Invests near your field, in %(tag)s"),
    "near_field_named": Sentence("Invests near your field: %(own)s, also part of %(tag)s"),
    "same_stage": Sentence("Invests at your stage (%(stage)s)"),
    "same_region": Sentence("Is in %(region)s, as you are"),
    "finished_well": Counted(
        "Invested after %(finished)s of %(count)s talk that ended",
        "Invested after %(finished)s of %(count)s talks that ended",
    ),
    "guided": Counted("Has talked with %(count)s startup in %(tag)s", "Has talked with %(count)s startups in %(tag)s"),
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
}
REASONS = KINDS.table(
    "reasons told to seekers",
    {"mentor": {**_OF_ANY_KIND, **_OF_MENTORS}, "investor": {**_OF_ANY_KIND, **_OF_INVESTORS}},
)
_PARTS_OF_ANY: Table = {
    "up_to": Sentence("up to %(most)s"),
    "from": Sentence("from %(least)s"),
    "between": Sentence("%(least)s to %(most)s"),
    "people_of_category": Sentence("people of their kind"),
    "people_in_region": Sentence("those in %(region)s"),
}
PARTS = KINDS.table(
    "parts of reasons",
    {
        "mentor": {
            **_PARTS_OF_ANY,
            "people_at_stage": Sentence("those who work at the stage %(stage)s"),
            "people_knowing": Sentence("those who know %(tag)s"),
        },
        "investor": {
            **_PARTS_OF_ANY,
            "people_at_stage": Sentence("those who invest at the stage %(stage)s"),
            "people_knowing": Sentence("those who invest in %(tag)s"),
        },
    },
)
"""What stands inside a reason, and begins small."""


def reason_sentence(kind: str, reason: Reason) -> str:
    """The sentence that tells a reason to the one who seeks."""
    said = say_fact(reason, {**PARTS[kind], **REASONS[kind]})
    return said[:1].upper() + said[1:]


MOST_SHOWN = 3


def kept_reasons(proposal: Proposal) -> list[str]:
    """The strongest reasons that a request kept when it was asked; those of before 0.2.0 as they were written."""
    if proposal.reasons:
        return [reason_sentence(proposal.kind, reason) for reason in load_reasons(proposal.reasons)[:MOST_SHOWN]]
    in_chinese = proposal.reason_texts_zh if language() == "zh" else ()
    return list(in_chinese or proposal.reason_texts)
