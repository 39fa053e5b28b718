"""The sentence encoder of an installation: with the vectors that its home keeps."""

from __future__ import annotations

from matching.relevance.encoder import SentenceEncoder, encoder_of
from webapp.config import Settings


def sentence_encoder(settings: Settings) -> SentenceEncoder:
    """As the settings say: words alone where they leave the encoder out."""
    return encoder_of(settings.home, is_wanted=settings.sentence_encoder)
