"""Reasons and cautions as JSON: a request keeps codes and params, so that each side reads them in its own words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from matching.results import Caution, Fact, Label, Param, Reason


def dump_reasons(reasons: Iterable[Reason]) -> str:
    """The reasons as text; an empty one where there are none, so that the ranking is asked again later."""
    plain = [
        {"feature": reason.feature, "contribution": reason.contribution, **_plain_fact(reason)} for reason in reasons
    ]
    return json.dumps(plain, ensure_ascii=False) if plain else ""


def load_reasons(text: str) -> tuple[Reason, ...]:
    """The reasons that `dump_reasons` wrote; none from an empty text."""
    found = json.loads(text) if text else []
    return tuple(Reason(one["code"], _params(one["params"]), one["feature"], one["contribution"]) for one in found)


def dump_fact(fact: Fact) -> str:
    """A caution, a verdict or another fact as text."""
    return json.dumps(_plain_fact(fact), ensure_ascii=False)


def load_caution(text: str) -> Caution | None:
    """The caution that `dump_fact` wrote; None from an empty text."""
    if not text:
        return None
    fact = load_fact(text)
    return Caution(fact.code, fact.params)


def load_fact(text: str) -> Fact:
    """The fact that `dump_fact` wrote."""
    plain = json.loads(text)
    return Fact(plain["code"], _params(plain["params"]))


def _plain_fact(fact: Fact) -> dict[str, object]:
    return {"code": fact.code, "params": {name: _plain(value) for name, value in fact.params.items()}}


def _plain(value: Param) -> object:
    if isinstance(value, Fact):
        return _plain_fact(value)
    if isinstance(value, Label):
        return {"id": value.id, "en": value.en, "zh": value.zh}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _params(plain: Mapping[str, Any]) -> dict[str, Param]:
    return {name: _param(value) for name, value in plain.items()}


def _param(plain: Any) -> Param:
    if isinstance(plain, dict):
        return Fact(plain["code"], _params(plain["params"])) if "code" in plain else Label(**plain)
    return cast(Param, tuple(_param(one) for one in plain) if isinstance(plain, list) else plain)
