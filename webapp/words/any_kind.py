"""What is said of the facts of a ranking, whatever the kind of match."""

from __future__ import annotations

from graph.domain.eligibility import RuleCode
from webapp.words.fact_words import FactWords
from webapp.words.facts import InWords, Quoting
from webapp.words.sentences import Counted, Sentence

_NEAR = Sentence("Your field is close to theirs")
_LIKE_YOU = Sentence("Startups like this one have chosen you before")

FACTS = FactWords(
    reasons={
        "same_topics": Counted("Shares your topic: %(topics)s", "Shares your topics: %(topics)s"),
        "tells_of_area": Quoting(Sentence("Has done %(area)s: “%(quote)s”")),
        "seems_of_area": Quoting(Sentence("Tells of something like %(area)s: “%(quote)s”")),
        "names_area": Sentence("Names %(area)s as what they help with"),
        "near_question": Quoting(Sentence("Tells of something close: “%(quote)s”")),
        "near_text": InWords(
            Sentence("Knows %(tag)s, close to what you do; both of you mention %(words)s"),
            Sentence("Knows %(tag)s, close to what you do"),
        ),
        "alike_text": InWords(
            Sentence("Mentions %(words)s, as you do"), Sentence("Their profile is close to what you wrote")
        ),
        "ticket_fits": Sentence("Puts in %(ticket)s at a time, which fits what you seek"),
        "same_pool": Sentence("Belongs to your incubator's own pool"),
        "asked_category": Sentence("Is the kind of person you ask for"),
        "answers_soon": Sentence("Usually answers %(days)s"),
        "said_yes": Sentence("Said yes to %(accepted)s of %(asked)s requests"),
        "rated": Sentence("Rated %(rating)s of 5 in %(ratings)s ratings"),
        "has_room": Counted(
            "Has room: %(free)s of %(count)s place free", "Has room: %(free)s of %(count)s places free"
        ),
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
    },
    parts={
        "up_to": Sentence("up to %(most)s"),
        "from": Sentence("from %(least)s"),
        "between": Sentence("%(least)s to %(most)s"),
        "people_of_category": Sentence("people of their kind"),
        "people_in_region": Sentence("those in %(region)s"),
    },
    reasons_to_providers={
        "same_fields": Sentence("You share %(shared)s"),
        "same_fields_and_topics": Sentence("You share %(shared)s"),
        "same_fields_helps": Sentence("You share %(shared)s"),
        "same_topics": Sentence("You share %(shared)s"),
        "tells_of_area": Sentence("You have done what they ask about: %(area)s"),
        "seems_of_area": Sentence("What you tell of comes close to what they ask"),
        "names_area": Sentence("You name what they ask about: %(area)s"),
        "near_question": Sentence("What you tell of comes close to what they ask"),
        "near_field": _NEAR,
        "near_field_named": _NEAR,
        "answers_soon": None,
        "said_yes": None,
        "has_room": None,
        "often_chosen": Sentence("Startups often choose you"),
        "chosen_with_yours": _LIKE_YOU,
        "chosen_in_field": _LIKE_YOU,
        "same_employer": Sentence("They have worked with somebody of your employer"),
        "asked_category": Sentence("You are the kind of person they ask for"),
        "ticket_fits": Sentence("The amount they seek lies within what you put in"),
    },
    headings={
        "help_area": Sentence("What you ask help with"),
        "meaning": Sentence("Their words and your question"),
        "chance": Sentence("Likely to say yes"),
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
    },
    subtitles={
        "not_known": Sentence("not known"),
        "area_told": Sentence("tells of %(area)s"),
        "says_nothing_of": Sentence("says nothing of %(area)s"),
        "area_hardly_told": Sentence("not what they mostly tell of"),
        "meant_as_a_whole": Sentence("all that they tell, beside your question"),
        "less_likely_yes": Sentence("fits as well, but a yes is less likely"),
        "only_field": Sentence("only %(tag)s in common"),
        "no_field": Sentence("no field in common"),
        "near_what_you_do": Sentence("%(tag)s is close to what you do"),
        "words_in_common": InWords(
            Sentence("both mention %(words)s"), Sentence("both texts are about the same"), is_quoted=False
        ),
        "closer_than_usual": Sentence("no telling word in common, yet closer than average"),
        "no_word_in_common": Sentence("no telling word in common"),
        "ticket": Sentence("puts in %(ticket)s at a time"),
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
    },
    cautions={
        "holds_share": Sentence("Has a share in you already"),
        "refused_alike": Counted(
            "Declined %(count)s request like yours as outside their field",
            "Declined %(count)s requests like yours as outside their field",
        ),
        "area_gap": Sentence("Says nothing of %(area)s, which is what you ask about"),
        "area_gap_read": Sentence("Says nothing of %(area)s, which your question seems to be about"),
        "other_field": Sentence("Comes from %(tag)s, not from your field"),
        "outside_ticket": Sentence("Puts in %(ticket)s at a time: not what you seek"),
        "slow": Counted("Usually takes %(count)s day to answer", "Usually takes %(count)s days to answer"),
        "never_accepted": Sentence("Said yes to none of %(asked)s requests"),
        "seldom_accepts": Sentence("Said yes to only %(accepted)s of %(asked)s requests"),
        "not_covered": Sentence("Does not name %(tag)s, which is part of your need"),
        "no_shared_field": Sentence("Names none of your fields"),
        "by_text_only": Sentence("Names none of your fields; the profile's text is close to yours"),
        "other_stage": Sentence("Names other stages than yours (%(stage)s)"),
        "beside_stage": Sentence("Names stages next to yours, not yours (%(stage)s)"),
        "last_place": Sentence("Has one place left"),
        "new": Sentence("Joined lately: no ratings yet"),
        "unrated": Sentence("No ratings yet"),
        "few_ratings": Sentence("Too few ratings to show yet"),
    },
    rules={
        RuleCode.CONFLICT: Sentence("%(name)s has a conflict of interest with you."),
        RuleCode.ALREADY_ASKED: Sentence("You have asked %(name)s already, for this need or another."),
        RuleCode.DISMISSED: Sentence("You took %(name)s off this list."),
        RuleCode.DECLINED_BEFORE: Sentence("%(name)s declined your earlier request."),
        RuleCode.PAUSED: Sentence("%(name)s takes no new requests at the moment."),
        RuleCode.NO_FREE_PLACE: Sentence("%(name)s has no free place."),
        RuleCode.UNREACHABLE: Sentence("%(name)s has no account here yet, and nobody answers for them."),
    },
)
