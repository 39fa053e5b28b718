"""Pages as PDF, by WeasyPrint: with Pango and a Chinese font of the system, or not at all."""

from __future__ import annotations

import shutil
import subprocess
from ctypes.util import find_library
from functools import cache
from typing import Any

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk")
"""What it needs of the system, as Debian names it."""
_LIBRARIES = {"pango-1.0": PACKAGES[0], "pangoft2-1.0": PACKAGES[1], "harfbuzz-subset": PACKAGES[2]}


@cache
def missing_packages() -> tuple[str, ...]:
    """What the system lacks of these; nothing where pages can be made into paper."""
    lacking = [package for library, package in _LIBRARIES.items() if find_library(library) is None]
    return (*lacking, *(() if _has_chinese_font() else PACKAGES[3:]))


def make_pdf(html: str) -> bytes:
    """A page without links to anything outside itself as PDF; nothing is fetched."""
    from weasyprint import HTML  # it looks for Pango when it is imported, and takes seconds
    from weasyprint.urls import URLFetcher

    fetcher: Any = URLFetcher(allowed_protocols=())
    made: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf()
    return made


def _has_chinese_font() -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    found = subprocess.run([program, ":lang=zh", "family"], capture_output=True, timeout=30, check=False)  # nosec B603  # a fixed question
    return bool(found.stdout.strip())
