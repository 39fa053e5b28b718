"""YAML files of rules, read into models: an error says the path inside the file and the line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import InvalidInputError

SHIPPED = Path(__file__).with_name("data")
_LARGEST_BYTES = 1_000_000
_MOST_SHOWN = 5

Model = TypeVar("Model", bound=BaseModel)


def find_document(name: str) -> Path:
    """A file of rules: one that ships, by its name, or any other by its path. Raises InvalidInputError."""
    shipped = {path.stem: path for path in SHIPPED.glob("*.yaml")}
    path = shipped.get(name, Path(name))
    if not path.is_file():
        names = ", ".join(sorted(shipped))
        raise InvalidInputError(
            f"There is no file {name}, and none of that name ships. Name a file, or one of: {names}."
        )
    return path


def read_document(path: Path, model: type[Model]) -> Model:
    """A file of rules as the model that it must fit. Raises InvalidInputError with the line of each error."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InvalidInputError(f"{path} is larger than {_LARGEST_BYTES} bytes. Name a file of rules.")
        text = path.read_text(encoding="utf-8-sig")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        found = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"{path} cannot be read. Save it as YAML in UTF-8.") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise InvalidInputError(
            f"{path}{where}: this is no YAML. Correct the line, or the indent before it."
        ) from error
    try:
        return model.model_validate(found)
    except ValidationError as error:
        lines = [
            f"{path}, line {_line_of(tree, one['loc'])}, {_path_of(one['loc'])}: {_sentence(one['msg'])}"
            for one in error.errors()
        ]
        more = [f"... and {len(lines) - _MOST_SHOWN} more."] if len(lines) > _MOST_SHOWN else []
        raise InvalidInputError("\n".join([*lines[:_MOST_SHOWN], *more])) from error


def _line_of(tree: yaml.Node | None, place: Sequence[int | str]) -> int:
    """The line of the innermost part of a place that the file has."""
    node = tree
    line = 1
    for step in place:
        inner = _inside(node, step)
        if inner is None:
            break
        node = inner
        line = node.start_mark.line + 1
    return line


def _inside(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _path_of(place: Sequence[int | str]) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place) or "the whole file"


def _sentence(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text if text.endswith(".") else f"{text}."
