"""The help areas of a need in its form: suggested by its words until somebody chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length

from graph.domain.help_areas import MOST_OF_A_NEED, FoundBy
from graph.taxonomy import load
from graph.taxonomy.area_words import suggest_areas
from webapp.forms.record import RecordForm

_BETWEEN = "|"


class AreaField(SelectMultipleField):
    """A few help areas, from as many lists as there may be of them; a list left empty says nothing."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Each area once, in the order of the lists."""
        super().process_formdata(list(dict.fromkeys(code for code in valuelist if code)))

    def places(self) -> list[str]:
        """What stands in each of the lists."""
        chosen = list(self.data or ())
        return chosen + [""] * (MOST_OF_A_NEED - len(chosen))


class HelpAreaForm(RecordForm):
    """What stands in the lists, and what was suggested for them: where both are the same, nobody chose."""

    help_areas = AreaField(
        _("What kind of help is it?"),
        [Length(max=MOST_OF_A_NEED, message=_("Name at most three."))],
        choices=[SelectChoice(code, code) for code in load().help_areas.terms],
        description=_("Suggested from your words as you write. Change it if you mean something else."),
    )
    suggested_areas = HiddenField()

    @property
    def areas_found(self) -> FoundBy:
        """How the areas came about."""
        suggested = [code for code in (self.suggested_areas.data or "").split(_BETWEEN) if code]
        is_as_suggested = set(self.help_areas.data or ()) == set(suggested)
        return FoundBy.SUGGESTED if is_as_suggested else FoundBy.CHOSEN

    @staticmethod
    def as_kept(areas: Sequence[str], found: FoundBy | None) -> dict[str, Any]:
        """The fields as a need fills them."""
        suggested = areas if found is FoundBy.SUGGESTED else ()
        return {"help_areas": list(areas), "suggested_areas": _BETWEEN.join(suggested)}

    def follow(self, text: str, otherwise: Callable[[], list[str]]) -> bool:
        """Suggest by a text's words, else by what it means (`otherwise`), unless somebody chose; whether that changed
        anything."""
        before = list(self.help_areas.data or ())
        if self.areas_found is FoundBy.SUGGESTED:
            named = suggest_areas(text, MOST_OF_A_NEED)
            self.help_areas.data = named or (otherwise() if text.strip() else [])
            self.suggested_areas.data = _BETWEEN.join(self.help_areas.data)
        return before != self.help_areas.data
