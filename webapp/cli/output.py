"""Answers of commands in files: looked at before the work begins, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from webapp.cli import BadInput


def require_writable(path: Path) -> None:
    """Raises BadInput where a file of that name can not be made, before any work is done."""
    folder = path.parent
    if path.is_dir():
        raise BadInput(f"{path} is a folder. Name a file in it.")
    if not folder.is_dir():
        raise BadInput(f"{path} cannot be written: there is no folder {folder}. Make it, or name another file.")
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise BadInput(f"{path} cannot be written: you may not write there. Name a file in another folder.")


def write_aside(path: Path, text: str) -> None:
    """Write a whole file or none of it: aside first, then in place in one step."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8", newline="")
        aside.replace(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}. Name another file.") from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
