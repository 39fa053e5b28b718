"""Takes a list as curators have it from drop to invitations in a running demonstration, with a picture of each step.

.venv/bin/python scripts/film_import.py http://127.0.0.1:8000 docs/screenshots

It imports 300 made people (GBK, a title row, Chinese headings, no ids, doubles), so use a demonstration of its own.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.screenshots import CHROMIUM, QUIET, sign_in, speak

PEOPLE = 300
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
_CATEGORIES = ("科学家", "连续创业者", "职业经理人", "海归")
# What is pressed, in Chinese, and what the picture after it shows.
STEPS = (
    ("读取表格", "what"),
    ("各列是什么", "columns"),
    ("词语何意", "words"),
    ("谁会变化", "who"),
    ("全部接受", "accepted"),
    ("条记录", "loaded"),
    ("邀请", "chosen"),
    ("发出邀请", "invited"),
)
UNDER_WAY = "正在"
_WAIT = 120_000


def a_list() -> bytes:
    """The list: a title over the headings, a person twice, one without an address."""
    lines = ["申海孵化器2026年创业导师名单,,,,,,", "序号,姓名,邮箱,电话,单位,类别,研究方向"]
    for number in range(1, PEOPLE + 1):
        name = _SURNAMES[number % 15] + _GIVEN[number % 20] + _GIVEN[number // 20 % 20]
        mail = "" if number % 60 == 0 else f"mentor{number}@example.org"
        lines.append(
            f"{number},{name},{mail},138{number:08d},单位{number % 40}公司,{_CATEGORIES[number % 4]},传感器、出海"
        )
    lines.append(f"{PEOPLE + 1},{lines[2].split(',')[1]},MENTOR1@example.org,,,,定价")
    return ("\n".join(lines) + "\n").encode("gb18030")


class Film:
    """Pictures one after the other, each with the seconds since the drop."""

    def __init__(self, page: Page, folder: Path, suffix: str) -> None:
        self._page, self._folder, self._suffix = page, folder, suffix
        self._began, self._count = time.monotonic(), 0

    def take(self, name: str) -> None:
        """One picture of the whole page."""
        self._count += 1
        self._page.wait_for_load_state("networkidle")
        self._page.screenshot(path=self._folder / f"list-{self._count}-{name}{self._suffix}.png", full_page=False)
        print(f"{time.monotonic() - self._began:5.1f} s  {name}")


def walk(page: Page, address: str, film: Film) -> None:
    """What a curator presses, in Chinese."""
    page.goto(f"{address}/incubator/import")
    page.set_input_files("#file", {"name": "导师名单.csv", "mimeType": "text/csv", "buffer": a_list()})
    film.take("dropped")
    for said, name in STEPS:
        press(page, said)
        film.take(name)


def press(page: Page, said: str) -> None:
    """Press what is called so, and wait until the page does not tell of work under way any more."""
    page.get_by_role("main").locator("button, a").filter(has_text=said).first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_function(f"() => !document.body.innerText.includes('{UNDER_WAY}')", timeout=_WAIT)


def main() -> None:
    """Walk at one width."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--width", type=int, default=1280)
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": options.width, "height": 900}, locale="zh-CN")
        sign_in(page, options.address, "incubator")
        speak(page, "zh")
        walk(page, options.address, Film(page, options.folder, "" if options.width > 500 else "-phone"))
        browser.close()


if __name__ == "__main__":
    main()
