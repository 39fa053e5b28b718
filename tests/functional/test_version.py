"""The release is said the same wherever somebody asks for it."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from click.testing import CliRunner

from tests.support.visitor import SignIn, Visitor
from webapp.cli import main

RELEASE = version("liulu")


def test_the_command_line_says_its_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"liulu, version {RELEASE}\n"


def test_the_health_address_says_its_version(client: Visitor) -> None:
    assert client.get("/healthz").json == {"web": "ok", "version": RELEASE}


@pytest.mark.parametrize(("language", "words"), [("en", "Version {}."), ("zh", "版本 {}。")])
def test_the_health_page_says_its_version(sign_in: SignIn, language: str, words: str) -> None:
    root = sign_in("administrator", language=language)

    assert words.format(RELEASE) in root.get("/admin/").text
