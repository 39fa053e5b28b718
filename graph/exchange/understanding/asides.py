"""Rows of a table that are no records: totals, notes, sections, and headings that stand there again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from graph.exchange.understanding.text import key

_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|总数|平均|汇总|total|subtotal|sub-total|grand total|sum|average|"
    r"count)(?:[:：\s]*[\d.,]*\s*"
    r"(?:人|家|个|项|名|位|万元)?|\s*[（(].*)", re.IGNORECASE
)  # fmt: skip
_NOTE = re.compile(
    r"(?:注|备注|说明|填表|制表|数据来源|来源|截至|截止|以上|本表|更新|审核|联系|"
    r"note|notes|remark|source|as of|updated|legend|please|"
    r"last updated|printed (?:on|by|at)|prepared by|compiled by|"
    r"checked by|approved by|reviewed by|exported|end of|\*|※|#|\(|（)", re.IGNORECASE
)  # fmt: skip
_SECTION = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十\d]+[批组类部分]|[IVX]+\.|"
    r"group |part |section )", re.IGNORECASE
)  # fmt: skip
COUNTING = frozenset(("序号", "no", "nr", "#", "编号", "id", "号"))
"""Headings, as they are compared, of columns that may number the rows."""
_FOOTERS: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "data" / "footers.json").read_text(encoding="utf-8")
)
_BEGIN = frozenset(key(word) for word in _FOOTERS["begin"])
_GO_ON = _BEGIN | frozenset(key(word) for word in _FOOTERS["go_on"])
"""What a line under a table names: who made it, who checked it, when; `begin` may stand first."""
_NAMED = re.compile(r"\s*([^:：]{1,14}?)\s*[:：]\s*(.*)", re.DOTALL)
_LABEL = re.compile(r"[^:：]{1,12}[:：]")
_COUNT = re.compile(r"[\d.、()（）A-Za-z-]{1,12}")
_LONGEST_NAME = 30
_FEW = 3


def aside(
    cells: Sequence[str], headings: Sequence[str], known: int, name_places: Sequence[int], counting: Sequence[int]
) -> str | None:
    """Why a row is no record: a code of a problem; None where it may be one. `counting` columns number the rows."""
    filled = [(place, text) for place, cell in enumerate(cells) if (text := cell.strip())]
    if not filled:
        return None
    place, first = filled[0]
    if place < len(headings) and _is_in(first, headings[place]):
        again = [text for place, text in filled if place < len(headings) and _is_in(text, headings[place])]
        if len(again) > 1 and len(again) * 2 > len(filled):
            return "headings_again"
    if _TOTAL.fullmatch(first):
        return "row_of_totals"
    if _is_footer([text for _, text in filled]):
        return "row_of_notes"
    texts = {text for _, text in filled}
    if (
        known >= _FEW
        and len(texts) < _FEW
        and (_LABEL.match(first) or (place in counting and not _COUNT.fullmatch(first)))
    ):
        return "row_of_notes"
    if len(texts) > 1 or known < _FEW:
        return None
    if len(first) > _LONGEST_NAME or _NOTE.match(first) or _SECTION.match(first):
        return "row_of_notes"
    if len(filled) > _FEW or filled[0][0] not in name_places:
        return "row_of_notes"
    return None


def _is_footer(texts: Sequence[str]) -> bool:
    """Whether a line says who made the table, in one cell or in several: labels, each with what it names behind it."""
    labels, waits = 0, False
    for place, text in enumerate(texts):
        named = _NAMED.fullmatch(text)
        label, value = (named[1], named[2]) if named else (text, "")
        # Without a colon a word is a label only where nothing else can be meant by it: alone in its cell.
        if key(label) in (_GO_ON if place else _BEGIN):
            labels, waits = labels + 1, not value
        elif waits and not named:
            waits = False
        else:
            return False
    return labels > 1 or (labels == 1 and bool(_NAMED.fullmatch(texts[0])))


def _is_in(text: str, heading: str) -> bool:
    return text == heading or (bool(key(text)) and key(text) in {key(part) for part in (heading, *heading.split("\n"))})
