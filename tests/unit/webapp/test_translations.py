"""The Chinese catalogue is complete, has nothing spare, and is the one that the sources give."""

from __future__ import annotations

from scripts.messages import TARGET, build, extract, problems, render


def test_every_message_is_translated_and_none_is_unused() -> None:
    assert problems(extract()) == []


def test_the_catalogue_is_what_the_sources_give() -> None:
    po, mo = render(build(extract()))

    assert TARGET.read_bytes() == po, "run make messages"
    assert TARGET.with_suffix(".mo").read_bytes() == mo, "run make messages"
