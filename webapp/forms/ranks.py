"""What somebody is to be within an organisation, chosen among what each rank may do."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from webapp.forms.base import BaseForm
from webapp.words.ranks import rank_choices


class RankForm(BaseForm):
    """What somebody is to be within an organisation; `was`: what they were when the page was read."""

    rank = RadioField(_("Role within the organisation"))
    was = HiddenField()

    def __init__(self, role: str, **values: object) -> None:
        super().__init__(**values)
        self.rank.choices = rank_choices(role)
