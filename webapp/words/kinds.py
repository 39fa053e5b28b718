"""What is said about each kind of match and how it ended, in the reader's words: one table for all pages."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.presenters.numbers import money


@dataclass(frozen=True)
class KindWords:
    """Whole sentences, since languages put them together differently; `avatar` is the shape of a picture."""

    choice: str
    many: str
    avatar: str
    name_hint: str
    average: str
    note_hint: str
    sort_of_them: str
    nobody: str


def words_for(kind: str) -> KindWords:
    """The words for a kind that is matched."""
    return _investor() if kind == "investor" else _mentor()


def count_of_them(kind: str, count: int) -> str:
    """3 people, or 3 investors."""
    if kind == "investor":
        investors: str = ngettext("1 investor", "%(num)s investors", count)
        return investors
    people: str = ngettext("1 person", "%(num)s people", count)
    return people


def wanted(kind: str) -> str:
    """What a need asks for, as its kind."""
    words: dict[str, str] = {
        "mentor": _("Mentor wanted"),
        "talent": _("Talent wanted"),
        "lab": _("Lab wanted"),
        "investor": _("Investor wanted"),
    }
    return words.get(kind, kind)


def asked_for(kind: str, amount: float | None) -> str:
    """What a need asks for, with the amount where it names one."""
    if not amount:
        return wanted(kind)
    both: str = _("%(wanted)s, %(amount)s", wanted=wanted(kind), amount=money(amount))
    return both


def _mentor() -> KindWords:
    return KindWords(
        choice=_("A supervisor: somebody who has been through this step and guides you"),
        many=_("Supervisors"),
        avatar="person",
        name_hint=_("Type a supervisor’s name, in Chinese or English."),
        average=_("compared with an average supervisor"),
        note_hint=_("Two or three sentences: what you want to talk about, and why this person."),
        sort_of_them=_("Kind of person"),
        nobody=_(
            "Everybody we know of is left out at present. Widen the fields or the languages of this need, "
            "or look again in some days."
        ),
    )


def _investor() -> KindWords:
    return KindWords(
        choice=_("An investor: somebody who puts money into your company"),
        many=_("Investors"),
        avatar="organisation",
        name_hint=_("Type an investor’s name, in Chinese or English."),
        average=_("compared with an average investor"),
        note_hint=_("Two or three sentences: what you want to raise, what for, and why from this investor."),
        sort_of_them=_("Kind of investor"),
        nobody=_(
            "Every investor we know of is left out at present. Widen the fields of this need, "
            "or look again in some days."
        ),
    )


def outcome_words(code: str | None) -> str:
    """How work together ended."""
    words: dict[str, str] = {
        "completed": _("Goal reached"),
        "ended_early": _("Ended early"),
        "invested": _("Invested"),
        "none": _("Ended without a result"),
    }
    return words.get(code or "", "")
