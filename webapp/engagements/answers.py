"""The forms at the meetings of a page of work: one for the notes of each, one for each that may be rated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from flask import url_for

from webapp.engagements.forms import NotesForm, RatingForm
from webapp.engagements.reading import Work


@dataclass(frozen=True)
class Answers:
    """Forms by the id of their session."""

    notes: Mapping[str, NotesForm]
    ratings: Mapping[str, RatingForm]

    @classmethod
    def of(cls, work: Work) -> Self:
        """The forms as they stand when the page is opened."""
        writable = [meeting for meeting in work.meetings if work.side and not meeting.session.is_cancelled]
        notes, ratings = {}, {}
        for session in (meeting.session for meeting in writable):
            form = NotesForm(
                sent_to=url_for("engagements.take_notes", session_id=session.id), data={"notes": session.notes}
            )
            notes[session.id] = form.at(session.id)
        for session_id in (meeting.session.id for meeting in writable if meeting.may_rate):
            rating = RatingForm(sent_to=url_for("engagements.rate", session_id=session_id)).at(session_id)
            rating.offer_choices()
            ratings[session_id] = rating
        return cls(notes, ratings)

    def with_notes(self, session_id: str, form: NotesForm) -> Self:
        """The same with what was filled in wrongly."""
        return replace(self, notes={**self.notes, session_id: form.at(session_id)})

    def with_rating(self, session_id: str, form: RatingForm) -> Self:
        """The same with what was filled in wrongly."""
        return replace(self, ratings={**self.ratings, session_id: form.at(session_id)})
