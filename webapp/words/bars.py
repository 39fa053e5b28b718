"""What moved a fit: the headings of the groups of features, and the fact below each, said to the startup."""

from __future__ import annotations

from flask_babel import gettext as _

from graph.domain.kinds import KINDS
from matching.results import Difference, Fact
from webapp.words.facts import InWords, Small, Table, say_fact
from webapp.words.reasons import PARTS, REASONS
from webapp.words.sentences import Counted, Sentence

_HEADINGS: dict[str, Sentence] = {
    "fields": Sentence("Fields you share"),
    "text": Sentence("Their profile and your plan"),
    "stage": Sentence("Your stage"),
    "place": Sentence("Distance"),
    "answers": Sentence("How they answer"),
    "results": Sentence("Ratings and results"),
    "habits": Sentence("How often they are chosen"),
    "experience": Sentence("Past work"),
    "together": Sentence("Choices of startups like yours"),
    "tastes": Sentence("People of their kind"),
    "expected": Sentence("Answers to requests like yours"),
    "closeness": Sentence("How near you are by past work"),
}
HEADINGS = KINDS.table(
    "headings of features",
    {
        "mentor": {
            **_HEADINGS,
            "category": Sentence("Kind of person"),
            "track": Sentence("Has guided teams like yours"),
            "places": Sentence("How many places are free"),
            "employer": Sentence("Where they work"),
        },
        "investor": {
            **_HEADINGS,
            "ticket": Sentence("The amount you seek"),
            "track": Sentence("Talked with teams like yours"),
        },
    },
)
_SUBTITLES: Table = {
    "not_known": Sentence("not known"),
    "only_field": Sentence("only %(tag)s in common"),
    "no_field": Sentence("no field in common"),
    "near_what_you_do": Sentence("%(tag)s is close to what you do"),
    "words_in_common": InWords(
        Sentence("both mention %(words)s"), Sentence("both texts are about the same"), is_quoted=False
    ),
    "closer_than_usual": Sentence("no telling word in common, yet closer than average"),
    "no_word_in_common": Sentence("no telling word in common"),
    "ticket": Sentence("invests %(ticket)s at a time"),
    "in_your_pool": Sentence("in your incubator's pool"),
    "in_your_region": Sentence("%(region)s, as you are"),
    "in_region": Sentence("%(region)s"),
    "any_category": Sentence("you ask for any kind"),
    "as_you_ask": Sentence("as you ask"),
    "another_category": Sentence("another kind"),
    "nobody_asked": Sentence("nobody has asked yet"),
    "accepted": Sentence("%(accepted)s of %(asked)s requests accepted"),
    "answers": Sentence("%(days)s, %(accepted)s of %(asked)s requests accepted"),
    "too_few_ratings": Sentence("too few ratings to show"),
    "rating": Sentence("%(rating)s in %(ratings)s ratings"),
    "no_work_known": Sentence("none known yet"),
    "declined_alike": Counted("declined %(count)s request like yours", "declined %(count)s requests like yours"),
    "guided_and_declined": Counted(
        "%(told)s; declined %(count)s request like yours", "%(told)s; declined %(count)s requests like yours"
    ),
    "places_unknown": Sentence("number of places not known"),
    "places_left": Sentence("%(free)s of %(count)s left"),
    "few_decided": Sentence("few startups have decided on them yet"),
    "chosen": Sentence("chosen %(chosen)s of %(count)s times"),
    "no_startup_yet": Sentence("no startup yet"),
    "some_at_stage": Sentence("%(told)s, %(at_stage)s at your stage"),
    "none_at_stage": Sentence("%(told)s, none at your stage"),
    "and_in_region": Sentence("%(told)s, %(in_region)s in your region"),
    "of_them_in_region": Sentence("%(told)s, %(in_region)s of them in your region"),
    "one_choice_in_common": Sentence("one choice in common known"),
    "no_choice_in_common": Sentence("no choices in common known"),
    "beside_those_chosen": Sentence("beside what those are like whom startups chose before"),
    "few_decided_on_kind": Sentence("few startups have decided on their kind yet"),
    "kind_chosen_before": Sentence("startups chose people of their kind %(chosen)s of %(count)s times"),
    "nothing_stands_out": Sentence("no single fact stands out"),
    "person_chosen": Sentence("chosen %(yes)s of %(count)s times (%(share)s; anybody: %(usual_share)s)"),
    "person_said_yes": Counted(
        "said yes to %(yes)s of %(count)s request (%(share)s; anybody: %(usual_share)s)",
        "said yes to %(yes)s of %(count)s requests (%(share)s; anybody: %(usual_share)s)",
    ),
    "no_load": Sentence("took on nobody and turned nobody down lately"),
    "named_alike": Sentence("what you ask for is what they name: %(tags)s"),
    "close": Sentence("close to what is asked for"),
    "less_close": Sentence("shares less of what you ask for than others do"),
    "one_startup_between": Sentence("joined by the work of one startup"),
    "no_short_path": Sentence("no short path of past work"),
    "employer_unknown": Sentence("employer not known"),
    "nobody_else_there": Sentence("you worked with nobody else there"),
}
_OF_MENTORS: Table = {
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
}
_OF_INVESTORS: Table = {
    "counts_most": Counted(
        "%(tag)s counts most: only 1 investor has it", "%(tag)s counts most: only %(count)s investors have it"
    ),
    "counts_most_of_many": Sentence("%(tag)s counts most: %(count)s investors have it"),
    "at_your_stage": Sentence("invests at your stage"),
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
        "began to talk with %(startups)s in the last 90 days, declined or did not answer %(requests)s in the last 60"
    ),
    "worked_with_nobody": Sentence("you talked with nobody yet"),
}
SUBTITLES = KINDS.table(
    "facts below headings", {"mentor": {**_SUBTITLES, **_OF_MENTORS}, "investor": {**_SUBTITLES, **_OF_INVESTORS}}
)


def bar_heading(kind: str, group: str) -> str:
    """The heading of a group of features."""
    return HEADINGS[kind][group].say({})


def bar_subtitle(kind: str, fact: Fact) -> str:
    """The fact below a heading; one that is told as a reason too begins small here."""
    reasons = {code: Small(sentence) for code, sentence in REASONS[kind].items()}
    return say_fact(fact, {**PARTS[kind], **reasons, **SUBTITLES[kind]})


def difference_sentence(kind: str, difference: Difference) -> str:
    """By which group somebody is behind, and the fact behind it."""
    heading, fact = bar_heading(kind, difference.group), bar_subtitle(kind, difference.subtitle)
    return str(_("%(heading)s: %(fact)s", heading=heading, fact=fact))
