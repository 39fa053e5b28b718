"""The words of the pool's templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from graph.entities.pools import PoolMember
from graph.query_runner import Row
from graph.taxonomy import load
from webapp.presenters.dates import day
from webapp.presenters.language import language
from webapp.presenters.names import name_of
from webapp.words import incubator as words
from webapp.words.kinds import wanted
from webapp.words.sentences import Sentence

SHORT_LINE = 20
CONFLICTS: Mapping[str, Sentence] = {
    "employment": Sentence("employment"),
    "investment": Sentence("investment"),
    "family": Sentence("family"),
    "competitor": Sentence("competitor"),
    "supervision": Sentence("supervision"),
    "declared": Sentence("declared"),
}


class PoolWords:
    """Words for members of a pool, in the reader's language, as of a day."""

    category_word = staticmethod(words.category_word)
    days_words = staticmethod(words.days_words)
    last_words = staticmethod(words.last_words)
    need_standing = staticmethod(words.need_standing)
    standing = staticmethod(words.standing)
    term = staticmethod(words.term)
    term_words = staticmethod(words.term_words)
    wanted = staticmethod(wanted)

    def __init__(self, today: date) -> None:
        self.columns = words.column_words()
        self.today = today

    def field_list(self, member: PoolMember) -> list[str]:
        """The names of the member's fields."""
        return [words.term(code, "industries") for code in member.industries]

    def topic_list(self, member: PoolMember) -> list[str]:
        """The member's topics in the reader's language, where they are common ones."""
        return [load().topic_label(name, language()) for name in member.topics]

    def fields(self, member: PoolMember) -> str:
        """The fields in one short line: two where both are short, and how many more."""
        names = self.field_list(member)
        shown = names[:2] if sum(map(len, names[:2])) <= SHORT_LINE else names[:1]
        rest = len(names) - len(shown)
        text = self._join(shown)
        return _("%(fields)s and %(count)s more", fields=text, count=rest) if rest else text

    def list_of(self, codes: tuple[str, ...], kind: str) -> str:
        """Codes of one list as words in one line."""
        return self._join([words.term(code, kind) for code in codes])

    def conflict_words(self, conflicts: list[Row]) -> str:
        """With whom, of what kind, until when; startups elsewhere have no name here."""
        named = [{**row, "name": row["name"] or _("a startup elsewhere")} for row in conflicts]
        return self._join(
            [
                _(
                    "%(name)s (%(kind)s, until %(day)s)",
                    name=name_of(row),
                    kind=kind_word(row["kind"]),
                    day=day(row["until"]),
                )
                if row["until"]
                else _("%(name)s (%(kind)s)", name=name_of(row), kind=kind_word(row["kind"]))
                for row in named
            ]
        )

    def _join(self, names: list[str]) -> str:
        return ("、" if language() == "zh" else ", ").join(names)


def kind_word(kind: str | None) -> str:
    """A kind of conflict of interest in a sentence; of a confidential one, that has none, only that it is one."""
    if kind is None:
        return str(_("conflict"))
    return CONFLICTS[kind].say({})
