"""The codes that the details of the audit log hold, in words: by the action beside which they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.domain.reasons import WithdrawReason
from webapp.words.applications import NOT_TAKEN_IN
from webapp.words.closing import CLOSED
from webapp.words.outcomes import OUTCOMES
from webapp.words.refusals import DECLINES_TO_SEEKER, DISMISSALS
from webapp.words.sentences import Sentence

Codes = Mapping[Any, Sentence]

WITHDRAWN: Mapping[WithdrawReason, Sentence] = {
    WithdrawReason.BY_STARTUP: Sentence("by the startup"),
    WithdrawReason.NEED_CLOSED: Sentence("the need was closed"),
    WithdrawReason.PLACE_FILLED: Sentence("the place was filled"),
    WithdrawReason.BY_INCUBATOR: Sentence("by the incubator"),
    WithdrawReason.TERM_ENDED: Sentence("the term in the pool ended"),
    WithdrawReason.CONFLICT: Sentence("a conflict of interest was declared"),
}
JUDGED: Codes = {
    "better": Sentence("better than what served"),
    "no_better": Sentence("not clearly better than what serves"),
    "loses_slice": Sentence("worse for some"),
    "too_soon": Sentence("too few answers since"),
    "not_judged": Sentence("nothing to judge it by"),
    "overtaken": Sentence("another one was put in place meanwhile"),
    "cut_off": Sentence("its training was cut off"),
    "damaged": Sentence("damaged in the store"),
    "its training was cut off": Sentence("its training was cut off"),
}
SWITCHED: Codes = {"on": Sentence("switched on"), "off": Sentence("switched off")}
LANGUAGES: Codes = {"en": Sentence("to English"), "zh": Sentence("to Chinese")}
JOBS: Codes = {
    "import_read": Sentence("reading of a file"),
    "import_check": Sentence("check of a file"),
    "import_load": Sentence("import"),
    "import_undo": Sentence("undo of an import"),
    "train_model": Sentence("training of a model"),
    "rebuild_rankings": Sentence("reading of everybody anew"),
    "copy_own_data": Sentence("copy of somebody’s own data"),
    "make_backup": Sentence("backup"),
    "erase_traces": Sentence("erasure of a deleted account"),
    "find_doubles": Sentence("look through a pool for doubles"),
    "solve_batch": Sentence("matching of a cohort"),
    "release_batch": Sentence("release of a batch"),
}
KINDS: Codes = {
    "mentor": Sentence("supervisors"),
    "investor": Sentence("investors"),
}
_RESULTS: Codes = {code: sentence for code, (_shape, sentence) in OUTCOMES.items()}
_STEPS_OF_JOBS = (
    "create_job", "start_job", "write_job", "finish_job", "fail_job", "stop_job", "cancel_job", "retry_job",
    "cancel_import",
)  # fmt: skip

CODES: Mapping[str, Codes] = {
    "decline_proposal": DECLINES_TO_SEEKER,
    "dismiss_proposal": DISMISSALS,
    "withdraw_proposal": WITHDRAWN,
    "withdraw_request": WITHDRAWN,
    "withdraw_with_term": WITHDRAWN,
    "withdraw_on_behalf": CLOSED,
    "close_need_on_behalf": CLOSED,
    "close_work_on_behalf": _RESULTS,
    "close_engagement": _RESULTS,
    "decline_application": NOT_TAKEN_IN,
    "promote_model": JUDGED,
    "reject_model": JUDGED,
    "train_model": KINDS,
    "choose_digest": SWITCHED,
    "change_application_page": SWITCHED,
    "change_language": LANGUAGES,
    **dict.fromkeys(_STEPS_OF_JOBS, JOBS),
}
"""By action what each code beside it means; of actions that are not here the detail holds ids, days or words."""
