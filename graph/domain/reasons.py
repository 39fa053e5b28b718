"""Why somebody does not want somebody, and why a request was withdrawn."""

from __future__ import annotations

from enum import StrEnum


class DismissReason(StrEnum):
    """Why a startup takes a proposal off its list."""

    WRONG_FIELD = "wrong_field"
    WRONG_STAGE = "wrong_stage"
    KNOW_ALREADY = "know_already"
    TOO_FAR = "too_far"
    OTHER = "other"


class DeclineReason(StrEnum):
    """Why a provider says no: each has an effect of its own; which of them a kind knows, it declares."""

    NO_TIME = "no_time"
    WRONG_FIELD = "wrong_field"
    AMOUNT = "amount"
    STAGE = "stage"
    VALUATION = "valuation"
    LATER = "later"
    """Once something that the provider names has come about."""
    CONFLICT = "conflict"
    OTHER = "other"
    PASSED_ON = "passed_on"
    """They suggest a colleague instead: chosen on a page of its own, among the people of a pool."""


NAMES_A_DAY = frozenset({DeclineReason.NO_TIME, DeclineReason.LATER})
"""With these a provider may name the day from which on they may be asked again."""
IN_WORDS = frozenset({DeclineReason.LATER, DeclineReason.OTHER})
"""These say nothing without a sentence."""


class WithdrawReason(StrEnum):
    """Why a request was withdrawn before it was answered."""

    BY_STARTUP = "by_startup"
    NEED_CLOSED = "need_closed"
    PLACE_FILLED = "place_filled"
    BY_INCUBATOR = "by_incubator"
    """The incubator that looks after the startup took it back for it."""
    TERM_ENDED = "term_ended"
    """Who was asked is not in the pool any more of the incubator that looks after the startup."""
    CONFLICT = "conflict"
    """A conflict of interest between the two was declared; by whom nobody is told."""


class EndReason(StrEnum):
    """Why an incubator ends a supervisor's term; yearly reports ask for it, so it is one of a fixed list."""

    TIME = "time"
    """The term was served."""
    OWN_WISH = "own_wish"
    INACTIVE = "inactive"
    CONDUCT = "conduct"
    CONFLICT = "conflict"


class ClosedReason(StrEnum):
    """Why an incubator closes what does not move, in the name of its startup."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    NO_ANSWER = "no_answer"
    OTHER = "other"
    """Says nothing without a sentence."""


class NotReminded(StrEnum):
    """Why nobody is reminded of a stuck thing."""

    LATELY = "lately"
    """They were reminded of it as short ago as nobody is again."""
    ANSWERED_HERE = "answered_here"
    """They have no account, and who would remind them answers for them."""
    NO_ACCOUNT = "no_account"
    """Nobody has opened an account there."""
    NOBODY_TO_REMIND = "nobody_to_remind"
    """Nobody need do anything: a supervisor has too much."""


class LeftOutReason(StrEnum):
    """Why a written mail or an invitation does not go to somebody."""

    NOT_HERE = "not_here"
    """They are not in the pool any more, or not yet."""
    NEVER_ACCEPTED = "never_accepted"
    """They were invited and have not accepted: an address that never accepted gets no words of others."""
    NO_ACCOUNT = "no_account"
    """An address is known, and nobody was invited there."""
    NO_ADDRESS = "no_address"
    """Neither an account nor an address is known."""
    NO_VALUE = "no_value"
    """The letter leaves something open that is not known of them."""
    ENOUGH_TODAY = "enough_today"
    """They were written to as often as in a day anybody is."""
    INVITED_LATELY = "invited_lately"
    """They were invited as short ago as nobody is again."""
    TOO_MANY = "too_many"
    """The curator wrote as many mails as in a day one may."""


class NotTakenIn(StrEnum):
    """Why an incubator declines an application."""

    NO_PLACE = "no_place"
    WRONG_FIELD = "wrong_field"
    WRONG_STAGE = "wrong_stage"
    TOO_LITTLE = "too_little"
    """The application says too little to decide."""
    OTHER = "other"
    """Says nothing without a sentence."""


class NotInvited(StrEnum):
    """Why somebody is not invited."""

    HAS_ACCOUNT = "has_account"
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    ADDRESS_TAKEN = "address_taken"
    IS_A_DOUBLE = "is_a_double"
    NOT_IN_POOL = "not_in_pool"
    INVITED_LATELY = "invited_lately"


class NotChanged(StrEnum):
    """Why a curator may not change something about somebody of the pool."""

    NOT_IN_POOL = "not_in_pool"
    OWN_PROFILE = "own_profile"
    """They sign in, or somebody does with their address: what they say of themselves is theirs."""
    WITH_OTHERS = "with_others"
    """Another incubator has a part in them."""
