"""Rows that point at nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection

from graph.exchange.checking.checked import Checked
from graph.exchange.checking.spool import Spool, Wanted
from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import SHEETS

KnownIds = Callable[[str, Collection[str]], set[str]]
"""(file of the format, ids) -> those that the graph holds."""


def check_references(checked: Checked, known_ids: KnownIds) -> None:
    """Reject rows that point at nothing, and then rows that point at those, until none is left."""
    known: dict[tuple[str, str], bool] = {}
    while True:
        dangling = checked.spool.dangling()
        _ask(known, dangling, known_ids)
        bad = [want for want in dangling if not any(known[sheet, want.id] for sheet in want.sheets)]
        if not bad:
            return
        elsewhere = _held_elsewhere(checked.spool, bad, known_ids)
        for want in bad:
            _tell_reference(checked, want, elsewhere.get(want.id, ()))
        for number in {want.number for want in bad if want.required}:
            checked.spool.drop(number)


def _ask(known: dict[tuple[str, str], bool], dangling: list[Wanted], known_ids: KnownIds) -> None:
    """Ask the graph, once each, which of these ids it holds."""
    open_ids: dict[str, set[str]] = {}
    for want in dangling:
        for sheet in want.sheets:
            if (sheet, want.id) not in known:
                open_ids.setdefault(sheet, set()).add(want.id)
    for sheet, ids in open_ids.items():
        held = known_ids(sheet, ids)
        known.update({(sheet, item_id): item_id in held for item_id in ids})


def _held_elsewhere(spool: Spool, bad: list[Wanted], known_ids: KnownIds) -> dict[str, list[str]]:
    """Which of these ids are records of another kind than is meant, and in which files those stand."""
    ids = {want.id for want in bad}
    found = {item_id: spool.sheets_of(item_id) for item_id in ids}
    for sheet in SHEETS.values():
        for item_id in known_ids(sheet.name, ids) if sheet.has_id else ():
            if sheet.name not in found[item_id]:
                found[item_id].append(sheet.name)
    return found


def _tell_reference(checked: Checked, want: Wanted, elsewhere: Collection[str]) -> None:
    """Say what is wrong with a cell that points at nothing: it costs the row only where the row must have it."""
    sheet, label, line, _ = checked.spool.place_of(want.number)
    if want.required and (label, line) in checked.bad_lines:
        checked.keep_cells(want.number)
        checked.count_as_bad(SHEETS[sheet].file_name, label, line)
        return  # a line of a list makes several rows: what is wrong with the one is told, and the others go with it
    files = ", ".join(f"{sheet}.csv" for sheet in want.sheets if sheet in SHEETS)
    if elsewhere:
        params = {"held": ", ".join(f"{sheet}.csv" for sheet in elsewhere), "files": files}
        problem = Problem(label, line, want.column, shown(want.id), "wrong_kind", "name_other", params)
    else:
        fix = "add_or_correct" if want.required else "add_or_empty"
        problem = Problem(label, line, want.column, shown(want.id), "unknown_id", fix, {"files": files})
    if want.required:
        checked.reject_kept(want.number, problem)
    else:
        checked.keep_cells(want.number)
        checked.lose([problem])
        checked.spool.empty(want.number, want.column)
