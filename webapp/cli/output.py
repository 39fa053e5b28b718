"""Answers of commands in files: looked at before the work begins, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from webapp.cli import BadInput

STDOUT = "-"
_CLAIMED = f"{__name__}.stdout"


def json_option(about: str = "Write JSON to this file (- is stdout).") -> Callable[[Any], Any]:
    """The option `--json`, passed on as `target`; refused before the work where it cannot be written."""
    return click.option("--json", "target", type=click.Path(dir_okay=False), callback=_writable, help=about)


def write_json(target: str, answer: object) -> None:
    """Write an answer as JSON where `--json` says."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    if target == STDOUT:
        click.echo(text)
    else:
        write_aside(Path(target), text + "\n")


def _writable(_context: click.Context, _parameter: click.Parameter, target: str | None) -> str | None:
    if target:
        require_writable(Path(target))
    return target


def _claim_stdout() -> None:
    """Raises BadInput where another answer of this command goes to stdout already."""
    meta = click.get_current_context().meta
    if meta.get(_CLAIMED):
        raise BadInput("Only one answer can go to stdout. Name a file for the other.")
    meta[_CLAIMED] = True


def require_folder(folder: Path) -> None:
    """Raises BadInput where files cannot be written into a folder of that name, which may still be to make."""
    above = next((path for path in (folder, *folder.absolute().parents) if path.exists()), folder)
    if not above.is_dir():
        raise BadInput(f"{above} is a file. Name a folder.")
    if not os.access(above, os.W_OK | os.X_OK):
        raise BadInput(f"{folder} cannot be written: you may not write in {above}. Name another folder.")


def require_writable(path: Path) -> None:
    """Raises BadInput where a file of that name can not be made, before any work is done; stdout takes one answer."""
    if str(path) == STDOUT:
        _claim_stdout()
        return
    folder = path.parent
    if path.is_dir():
        raise BadInput(f"{path} is a folder. Name a file in it.")
    if not folder.is_dir():
        raise BadInput(f"{path} cannot be written: there is no folder {folder}. Make it, or name another file.")
    if not os.access(folder, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise BadInput(f"{path} cannot be written: you may not write there. Name a file in another folder.")


def write_aside(path: Path, text: str) -> None:
    """Write a whole file or none of it: aside first, then in place in one step; `-` is stdout."""
    if str(path) == STDOUT:
        click.echo(text, nl=False)
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8", newline="")
        aside.replace(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}. Name another file.") from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
