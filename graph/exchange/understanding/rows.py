"""Makes one row of the format of what the cells of a line were taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import LARGEST_NAME, Sheet
from graph.exchange.format.values import LIST_KINDS
from graph.exchange.reading.tables import Line
from graph.exchange.understanding.columns import ReadColumn
from graph.exchange.understanding.ids import IdMaker
from graph.exchange.understanding.text import has_han
from graph.exchange.understanding.words.names import joined_name
from graph.exchange.understanding.words.places import UNIT_APART
from graph.exchange.understanding.words.reading import Question, Reading
from graph.taxonomy import load

Read = Sequence[tuple[ReadColumn, Reading]]
_PLACES = ("district", "", "province", "address")
_AMOUNTS = ("ticket_min", "ticket_max", "amount")


class RowMaker:
    """Puts together what several cells say of one column, adds what the table does not say, and an id.

    `noted` holds of the row made last what is proposed or asked for beside the single cells: (column, value, reading).
    """

    def __init__(self, table: Sheet, known: Sequence[ReadColumn], label: str, role: str) -> None:
        self.noted: list[tuple[str, str, Reading]] = []
        self._table = table
        self._label = label
        self._role = role
        self._names = {column.name for column in table.columns}
        self._lists = {column.name for column in table.columns if column.kind in LIST_KINDS}
        self._texts = {column.name for column in table.columns if column.kind == "text"}
        self._ids = IdMaker(table.name) if table.has_id else None
        self._base = {
            column.name: "" for column in known if column.name in self._names or column.name == "organisation"
        }

    def make(self, line: Line, readings: Read) -> dict[str, str] | Problem:
        """The cells of the row by name of column, or why it is left out."""
        self.noted.clear()
        cells = dict(self._base)
        beside: dict[str, str] = {}
        parts: dict[str, dict[str, str]] = {}
        for column, reading in readings:
            for name, text in reading.cells.items():
                if name != column.name and name not in ("ticket_min", "ticket_max"):
                    self._add(beside, name, text)
                elif column.part and name in ("name", "region"):
                    parts.setdefault(name, {})[column.part] = text
                else:
                    self._add(cells, name, text)
        self._join_parts(cells, parts)
        for name, text in beside.items():
            if name in self._lists:
                self._add(cells, name, text)
            elif name == "title":
                cells[name] = _with_title(cells.get(name, ""), text)
            elif not cells.get(name):
                cells[name] = text
        self._settle_currency(cells, readings)
        return self._completed(line, cells, readings)

    def _add(self, cells: dict[str, str], name: str, text: str) -> None:
        """What a column says, or says more, of a cell."""
        held = cells.get(name, "")
        if not held or not text or held == text:
            cells[name] = held or text
        elif name in self._lists:
            cells[name] = "|".join(dict.fromkeys([*held.split("|"), *text.split("|")]))
        elif name in self._texts and name != "region":
            cells[name] = f"{held}\n{text}"

    def _join_parts(self, cells: dict[str, str], parts: Mapping[str, Mapping[str, str]]) -> None:
        name = parts.get("name")
        if name and not cells.get("name"):
            cells["name"] = joined_name(name.get("first", ""), name.get("last", ""))
        places = parts.get("region")
        if places:
            told = {"": cells.get("region", ""), **places}
            cells["region"] = next((told[part] for part in _PLACES if told.get(part)), "")

    def _settle_currency(self, cells: dict[str, str], readings: Read) -> None:
        """The currency that amounts name where no column does; amounts in another than the row's are asked for."""
        money = {reading.money for _, reading in readings if reading.money}
        if not money:
            return
        said = cells.get("currency")
        if UNIT_APART in money:
            for name in (name for name in _AMOUNTS if cells.get(name)):
                asked = Reading(question=Question("several_amounts", "write_one_amount"))
                self.noted.append((name, cells[name], asked))
                cells[name] = ""
            return
        if not said and len(money) == 1 and "currency" in self._names:
            cells["currency"] = money.pop()
        elif not said or money != {said}:
            for column, reading in readings:
                if reading.money and reading.money != said:
                    question = Question("currencies_differ", "write_one_currency")
                    self.noted.append(
                        (column.name or "", "; ".join(reading.cells.values()), Reading(question=question))
                    )
                    cells.update({name: "" for name in reading.cells if name in _AMOUNTS})

    def _completed(self, line: Line, cells: dict[str, str], readings: Read) -> dict[str, str] | Problem:
        if "name" in self._names and not cells.get("name"):
            cells["name"] = cells.get("name_zh", "")
        if "roles" in self._names and not cells.get("roles"):
            cells["roles"] = self._role
            self.noted.append(("roles", "", Reading({"roles": self._role}, is_sure=False)))
        self._settle_order(cells)
        for column in self._table.columns:
            if column.required and not cells.get(column.name) and column.name != "id":
                value = next((line.cells[one.place] for one, _ in readings
                              if one.name == column.name and one.place < len(line.cells)), "")  # fmt: skip
                return Problem(
                    self._label, line.number, column.name, shown(value), "empty", "fill_in", {"column": column.name}
                )
        asked = next(
            (reading.question for column, reading in readings if column.name == "id" and reading.question), None
        )
        if asked:
            return Problem(self._label, line.number, "id", "", asked.code, asked.fix_code, dict(asked.params))
        if self._ids and not cells.get("id"):
            made, is_double = self._ids.make(cells)
            cells = {"id": made, **{name: text for name, text in cells.items() if name != "id"}}
            if is_double:
                self.noted.append(("id", shown(cells.get("name", "")), Reading({"id": made}, is_sure=False)))
        return cells

    def _settle_order(self, cells: dict[str, str]) -> None:
        """A least amount above the most one: neither is taken."""
        least, most = cells.get("ticket_min"), cells.get("ticket_max")
        if least and most and float(least) > float(most):
            question = Reading(question=Question("least_above_most", "swap_amounts"))
            self.noted.append(("ticket_min", f"{least} > {most}", question))
            cells.update(ticket_min="", ticket_max="")


def _with_title(post: str, title: str) -> str:
    """A post with a title that stood at the name, unless it says the title."""
    both = f"{post}、{title}" if has_han(post + title) else f"{post}, {title}"
    return (post if title.casefold() in post.casefold() or len(both) > LARGEST_NAME else both) if post else title


def role_of(hint: str) -> str:
    """Supervisors, unless file, sheet or titles say that these are talents."""
    roles = load().codes["roles"]
    talents = ("人才", "talent", "candidate")
    supervisors = ("导师", "专家", "mentor", "supervisor", "expert", "advisor")
    is_talent = any(word in hint for word in talents) and not any(word in hint for word in supervisors)
    return next(code for code in roles.terms if code == ("talent" if is_talent else "supervisor"))
