"""What a letter must be before it is kept or sent."""

from __future__ import annotations

from graph.domain.letters import LONGEST_SUBJECT, LONGEST_TEXT, Letter
from graph.errors import InvalidInputError


def checked_letter(letter: Letter) -> Letter:
    """The letter without the space around its texts.

    Raises InvalidInputError where it is written in no language, or in one without subject or text; where one is too
    long; or where a placeholder is unknown, which `unknown` then names.
    """
    tidy = Letter(
        " ".join(letter.subject.split()), letter.text.strip(),
        " ".join(letter.subject_zh.split()), letter.text_zh.strip(),
    )  # fmt: skip
    if not tidy.wordings:
        raise InvalidInputError("Write the letter in at least one language.", field="body")
    for language, one in tidy.wordings.items():
        ending = "_zh" if language == "zh" else ""
        if not one.subject or len(one.subject) > LONGEST_SUBJECT:
            message = f"Write a subject of at most {LONGEST_SUBJECT} characters."
            raise InvalidInputError(message, field=f"subject{ending}")
        if not one.text or len(one.text) > LONGEST_TEXT:
            message = f"Write a text of at most {LONGEST_TEXT:,} characters."
            raise InvalidInputError(message, field=f"body{ending}")
    if tidy.unknown:
        name = tidy.unknown[0]
        raise InvalidInputError(f"There is no placeholder {{{name}}}.", field="body", unknown=name)
    return tidy
