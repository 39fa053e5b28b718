"""What the pages load from others is what was chosen, with its licence."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "webapp" / "static" / "vendor"


def test_every_vendored_file_is_the_one_that_was_described() -> None:
    described = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
    named = {"vendor.json"}
    for package in described.values():
        named |= {package["licence_file"], *package["files"]}
        for name, checksum in package["files"].items():
            digest = hashlib.sha384((VENDOR / name).read_bytes()).digest()
            assert checksum == "sha384-" + base64.b64encode(digest).decode(), name

    assert {path.name for path in VENDOR.iterdir()} == named


def test_the_versions_are_those_of_the_lock() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    described = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))

    assert {name: package["version"] for name, package in described.items()} == {
        name: lock[f"node_modules/{name}"]["version"] for name in described
    }


def test_no_page_carries_a_style_or_a_script_of_its_own() -> None:
    for path in (ROOT / "webapp" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert ' style="' not in text, path
        assert " onclick" not in text, path
        assert "<script" not in text or path.name == "base.html", path
