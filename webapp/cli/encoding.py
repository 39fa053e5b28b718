"""The sentence encoder of commands that read files: with the vectors that the home keeps."""

from __future__ import annotations

from matching.relevance.encoder import SentenceEncoder, encoder_of
from webapp.config import load_settings


def sentence_encoder() -> SentenceEncoder:
    """As the settings say."""
    settings = load_settings()
    return encoder_of(settings.home, is_wanted=settings.sentence_encoder)
