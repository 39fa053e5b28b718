"""The settings of a batch as a form: everybody who may be in it, each with their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict

from graph.entities.batch import Load, Settings, Wanting
from webapp.operations.batches.candidates import Candidates, free_places
from webapp.operations.batches.settings import SettingsError
from webapp.presenters.names import name_of
from webapp.words.batches import WRONG

USUAL_DAYS = 14
USUAL_LOSS = 0.03
_NO_NUMBER = -1


@dataclass(frozen=True)
class Line:
    """One startup or supervisor: whether they are in, and their numbers; `about` in words."""

    id: str
    name: str
    is_in: bool
    numbers: tuple[int, ...]
    about: str = ""


def usual(found: Candidates, today: date) -> Settings:
    """Everybody, as many supervisors as each need is open for, and the places that are free."""
    return Settings(
        "",
        {one: Wanting(need.id, free_places(need)) for one, need in found.needs.items()},
        {one: Load(0, member.free) for one, member in found.members.items() if member.free},
        today + timedelta(days=USUAL_DAYS),
        USUAL_LOSS,
    )


def read_settings(form: MultiDict[str, str], found: Candidates, before: Settings | None) -> Settings:
    """What was sent; what is no number or no day is one that settings refuse."""
    needs = {one: need.id for one, need in found.needs.items()}
    needs |= {one: kept.need_id for one, kept in before.startups.items()} if before else {}
    return Settings(
        " ".join(form.get("name", "").split()),
        {one: Wanting(needs.get(one, ""), _number(form, f"wants-{one}")) for one in form.getlist("startup")},
        {one: Load(_number(form, f"least-{one}"), _number(form, f"most-{one}")) for one in form.getlist("supervisor")},
        _day(form.get("answer_by", "")),
        _number(form, "loss") / 100,
    )


def startup_lines(found: Candidates, settings: Settings, names: Mapping[str, str]) -> list[Line]:
    """Everybody who may have a supervisor, and who is in the batch already."""
    lines = [
        Line(
            one, name_of({"name": need.startup_name, "name_zh": need.startup_name_zh}), one in settings.startups,
            (settings.startups[one].wants if one in settings.startups else free_places(need),), need.title,
        )
        for one, need in found.needs.items()
    ]  # fmt: skip
    lines += [
        Line(one, names.get(one, one), is_in=True, numbers=(kept.wants,))
        for one, kept in settings.startups.items()
        if one not in found.needs
    ]
    return sorted(lines, key=lambda line: line.name)


def supervisor_lines(found: Candidates, settings: Settings, names: Mapping[str, str]) -> list[Line]:
    """The pool, and who is in the batch already."""
    lines = []
    for one in sorted({*found.members, *settings.supervisors}):
        load, member = settings.supervisors.get(one), found.members.get(one)
        free = member.free if member else 0
        usual_load = load or Load(0, free)
        name = name_of(member) if member else names.get(one, one)
        lines.append(Line(one, name, load is not None, (usual_load.least, usual_load.most), str(free)))
    return sorted(lines, key=lambda line: line.name)


def fault_words(error: SettingsError, names: Mapping[str, str]) -> list[str]:
    """What is wrong, a sentence each."""
    return list(dict.fromkeys(WRONG[why].say({"name": names.get(one, one)}) for why, one in error.faults))


def _number(form: MultiDict[str, str], name: str) -> int:
    text = form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else _NO_NUMBER


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
