"""The page of gaps in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.taxonomy import load
from matching.gaps.counting import ALL, Cell
from matching.gaps.dimensions import AREA, AXES, FIELD, UNSAID, Axes, Dimension
from webapp.presenters.language import language
from webapp.presenters.numbers import number
from webapp.words.sentences import Sentence

DIMENSION_WORDS: Mapping[str, Sentence] = {
    "field": Sentence("Field"),
    "group": Sentence("Group of fields"),
    "stage": Sentence("Stage"),
    "area": Sentence("Help area"),
    "category": Sentence("Talent category"),
    "region": Sentence("District"),
    "language": Sentence("Language"),
}
NOTES: Mapping[str, Sentence] = {
    "category-stage": Sentence("Needs that ask for talent, against the places of your supervisors of that category."),
    "region-stage": Sentence("Where the startup is, against where your supervisors are."),
}
"""What a map counts, where it does not say so itself."""
GROUP_WORDS: Mapping[str, Sentence] = {
    "transformation": Sentence("Transformations"),
    "leading": Sentence("Leading industries"),
    "key": Sentence("Key industries"),
    "new_track": Sentence("New tracks"),
    "future": Sentence("Future industries"),
}
_GROUPS_OF: Mapping[str, Callable[[str], str]] = {
    FIELD.name: lambda code: GROUP_WORDS[code].say({}),
    AREA.name: lambda code: load().help_area_groups.terms[code].label(language()),
}


def code_word(dimension: Dimension, code: str) -> str:
    """The name of a row or a column."""
    if code in (ALL, UNSAID):
        return str(_("All") if code == ALL else _("Not said"))
    if code in GROUP_WORDS and dimension.terms == "groups":
        return GROUP_WORDS[code].say({})
    return load().label(code, language(), dimension.terms)


def heading_word(dimension: Dimension, group: str) -> str:
    """The heading over rows of a group; empty for rows without one."""
    say = _GROUPS_OF.get(dimension.name)
    return say(group) if say and group else ""


def gap_number(gap: int) -> str:
    """A difference with its sign."""
    return number(gap) if gap == 0 else ("−" if gap < 0 else "+") + number(abs(gap))


def gap_words(cell: Cell) -> str:
    """What a cell comes to."""
    if cell.gap < 0:
        return str(_("Short by %(count)s", count=number(-cell.gap)))
    return str(_("%(count)s to spare", count=number(cell.gap)) if cell.gap else _("Just enough"))


def counted_words(cell: Cell) -> str:
    """Needs and places of a cell, with how many people have them."""
    needs = ngettext("%(num)s open need", "%(num)s open needs", cell.needs)
    places = ngettext("%(num)s free place", "%(num)s free places", cell.places)
    if not cell.places:
        return str(_("%(needs)s, %(places)s", needs=needs, places=places))
    people = ngettext("of %(num)s person", "of %(num)s people", cell.people)
    return str(_("%(needs)s, %(places)s %(people)s", needs=needs, places=places, people=people))


def heat_of(cell: Cell) -> str:
    """The step of colour of a cell, by its number."""
    if cell.is_empty:
        return "none"
    if cell.gap < 0:
        return f"short-{min(4, -cell.gap)}"
    return f"spare-{min(3, cell.gap)}" if cell.gap else "even"


def axes_word(axes: Axes) -> str:
    """The name of a map."""
    rows, columns = (DIMENSION_WORDS[one.name].say({}) for one in (axes.rows, axes.columns))
    return str(_("%(rows)s by %(columns)s", rows=rows, columns=columns.lower()))


def axes_options() -> list[tuple[str, str]]:
    """Every map with its name."""
    return [(name, axes_word(axes)) for name, axes in AXES.items()]
