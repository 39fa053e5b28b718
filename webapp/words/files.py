"""What commands that read files say: what is wrong with a folder, what was left out, how the heads were learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from graph.exchange.format.problems import Problem
from matching.results import Fact, Param
from webapp.words.sentences import Counted, Says, Sentence
from webapp.words.speaking import speaking

FOLDERS: Mapping[str, Says] = {
    "more_problems": Counted(
        "... and %(count)s more problem in %(file)s.", "... and %(count)s more problems in %(file)s."
    ),
    "none_dated": Sentence(
        "interactions.csv: none of the %(count)s interactions of kind %(kind)s says when it was. Write the day into "
        "proposed_on (or decided_on), or take the file out to rank without history."
    ),
    "dated_after_today": Sentence(
        "interactions.csv: %(count)s interactions of kind %(kind)s are dated after today, the first is %(first)s of "
        "%(day)s. Correct proposed_on and decided_on, or take these rows out."
    ),
    "some_undated": Sentence(
        "%(count)s of %(total)s interactions have no date and were left out. Write it into proposed_on."
    ),
    "dated_later": Sentence("%(count)s interactions are dated %(day)s or later and were left out."),
    "none_before": Sentence("No interaction of kind %(kind)s is dated before %(day)s: the starting rules alone."),
}
HEADS: Mapping[str, Says] = {
    "head_learned": Sentence(
        "%(head)s: %(estimator)s from %(count)s answers, counts %(weight)s against the starting rules. %(notes)s"
    ),
    "head_by_rules": Sentence("%(head)s: %(estimator)s from %(count)s answers. %(notes)s"),
    "seeker_by_engagements": Sentence(
        "seeker: boosted trees from %(count)s engagements against %(others)s others who could have been; the chance is "
        "that of engaging within a year."
    ),
    "provider_neutral": Sentence(
        "provider: nobody's refusal is recorded, so this chance is neutral (1 for everybody)."
    ),
    "outcome_neutral": Sentence(
        "outcome: no outcome other than the engagement itself is recorded, so this chance is neutral (1)."
    ),
    "no_refusal_recorded": Sentence("Nobody's refusal is recorded: the heads of provider and outcome stay neutral."),
    "chosen_look_alike": Sentence(
        "Every answer is yes, and who was chosen cannot be told from who was not: the starting rules alone."
    ),
    "answers_alike": Sentence("All %(count)s answers are the same: this chance is the same for everybody."),
    "few_answers": Sentence("Only %(count)s answers: the starting rules alone."),
    "log_losses": Sentence("Log loss on %(count)s held-out answers: %(losses)s; starting rules %(rules)s."),
    "against_not_chosen": Sentence("No refusals are recorded: learned against %(count)s people who were not chosen."),
    "rules_count": Sentence("They count %(share)s."),
    "answers_unknown": Sentence("Nothing is known of this side's answers: this chance is the same for everybody."),
}
BACKTESTS: Mapping[str, Says] = {
    "nothing_new": Sentence(
        "Nothing new happened between %(cutoff)s and %(until)s with providers who were active before. Choose a later "
        "--until or another --cutoff."
    ),
    "one_seeker": Sentence(
        "Only one seeker found somebody between %(cutoff)s and %(until)s: no interval can be given over one. Choose a "
        "later --until or another --cutoff."
    ),
    "until_before_cutoff": Sentence("--until %(until)s is not after --cutoff %(cutoff)s. Give a later --until."),
    "no_agreement_dated": Sentence(
        "There is nothing to learn from: no interaction of this kind in which both sides said yes has a date. Fill "
        "proposed_on or decided_on, seeker_decision and provider_decision in interactions.csv."
    ),
    "cutoff_outside": Sentence(
        "The cut-off %(cutoff)s is outside the data, which run from %(first)s to %(last)s. Choose one in between."
    ),
    "too_few_providers": Sentence(
        "Before %(cutoff)s fewer than two providers had taken part often enough to be ranked. Choose a later cut-off."
    ),
}
STEPS: Mapping[str, Says] = {
    "read": Sentence("Reading rows"),
    "check": Sentence("Checking rows"),
    "compare": Sentence("Comparing"),
    "load": Sentence("Loading"),
    "export": Sentence("Writing"),
    "rank": Sentence("Ranking"),
    "playing": Sentence("Playing, %(name)s"),
    "reading_profiles": Sentence("Reading profiles and what was known of each"),
    "learning_from": Sentence("Learning from %(count)s answers"),
    "learning_between": Sentence("Learning from %(first)s to %(last)s: %(count)s providers"),
    "fitting_trees": Sentence("Fitting trees, %(fit)s of %(fits)s, on %(count)s pairs"),
    "judging_heads": Sentence("Judging the heads on %(count)s interactions of the window"),
    "ranking_providers": Sentence("Ranking %(count)s providers for each seeker"),
}
TOLD: Mapping[str, Says] = {**FOLDERS, **HEADS, **BACKTESTS, **STEPS}
_SHARES = ("weight", "share")


def in_english(told: Iterable[Fact | Problem]) -> str:
    """Each on a line of its own, as the command line says it."""
    with speaking("en"):
        return "\n".join(told_line(one) for one in told)


def told_line(told: Fact | Problem) -> str:
    """One line in the language that is spoken."""
    if isinstance(told, Problem):
        return _problem(told)
    return TOLD[told.code].say({name: _written(name, value) for name, value in told.params.items()}).strip()


def _written(name: str, value: Param) -> object:
    if name in _SHARES:
        return f"{value:.0%}"
    if name == "rules":
        return f"{value:.4f}"
    if isinstance(value, tuple | list):
        facts = [told_line(one) for one in value if isinstance(one, Fact)]
        return " ".join(facts) if facts else ", ".join(map(str, value))
    return value


def _problem(problem: Problem) -> str:
    line: str = _("%(file)s line %(line)s", file=problem.file, line=problem.line) if problem.line else problem.file
    column = f", {problem.column}" if problem.column else ""
    value = f" ({problem.value})" if problem.value else ""
    message, fix = _(problem.message_template) % problem.params, _(problem.fix_template) % problem.params
    return f"{line}{column}: {message}{value} {fix}"
