"""How facts become words in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask_babel import Babel
from flask_login import LoginManager

from matching.results import ContributionBar, tell
from webapp import presenters
from webapp.presenters import addresses, bars, dates, fit, names, numbers
from webapp.presenters.language import LANGUAGE_COOKIE, choose_language, choose_time_zone
from webapp.words.bars import HEADINGS, bar_heading

Reader = Callable[..., AbstractContextManager[None]]
MORNING = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Somebody who reads in a language: `with reader("zh"):`."""
    app = Flask("webapp")
    app.secret_key = "only here"  # pragma: allowlist secret
    LoginManager(app).user_loader(lambda _key: None)
    Babel(app, locale_selector=choose_language, timezone_selector=choose_time_zone)
    presenters.register(app)
    app.add_url_rule("/pool/<place>", "pool", lambda place: place)

    @contextmanager
    def read(language: str = "en", path: str = "/pool/a") -> Iterator[None]:
        with app.test_request_context(path, headers={"Cookie": f"{LANGUAGE_COOKIE}={language}"}):
            yield

    return read


def test_a_moment_is_told_in_the_readers_zone_and_names_it(reader: Reader) -> None:
    with reader("en"):
        assert dates.moment(MORNING) == "22 Nov 2026, 09:14 (UTC+8)"
        assert dates.long_day(MORNING) == "Sunday 22 November 2026"
    with reader("zh"):
        assert dates.moment(MORNING) == "2026年11月22日 09:14（UTC+8）"
        assert dates.long_day(MORNING) == "2026年11月22日，星期日"


def test_a_late_evening_in_utc_is_the_next_day_in_shanghai(reader: Reader) -> None:
    with reader():
        assert dates.day(datetime(2026, 11, 22, 20, 0, tzinfo=UTC)) == "23 Nov 2026"
        assert dates.day(date(2026, 11, 22)) == "22 Nov 2026"


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (0, "today", "今天"),
        (1, "yesterday", "昨天"),
        (2, "2 days ago", "2 天前"),
        (-1, "tomorrow", "明天"),
        (-3, "in 3 days", "3 天后"),
    ],
)
def test_days_are_told_from_today(reader: Reader, days: int, english: str, chinese: str) -> None:
    then = datetime.now(ZoneInfo("Asia/Shanghai")).date() - timedelta(days=days)
    with reader("en"):
        assert dates.days_ago(then) == english
    with reader("zh"):
        assert dates.days_ago(then) == chinese


def test_a_span_needs_its_length(reader: Reader) -> None:
    with reader():
        assert dates.span(MORNING, 90) == "09:14–10:44"
        assert dates.span(MORNING) == "09:14"


@pytest.mark.parametrize(
    "present", [dates.day, dates.clock, dates.moment, dates.days_ago, numbers.number, numbers.money]
)
def test_what_is_not_there_is_a_dash(reader: Reader, present: Callable[[None], str]) -> None:
    with reader():
        assert present(None) == "–"


def test_numbers_follow_the_language(reader: Reader) -> None:
    with reader("en"):
        assert numbers.number(30114) == "30,114"
        assert numbers.money(3_000_000) == "CNY 3,000,000"
        assert numbers.sentence(["a", "b", "c"]) == "a, b and c"
    with reader("zh"):
        assert numbers.money(3_000_000) == "300万元"
        assert numbers.money(250_000_000, "USD") == "2.5亿美元"
        assert numbers.sentence(["甲", "乙", "丙"]) == "甲、乙和丙"


def test_signs_and_shares_are_honest(reader: Reader) -> None:
    with reader():
        assert numbers.signed(-0.2149) == "−0.21"
        assert numbers.signed(0.92) == "+0.92"
        assert numbers.percent(0.001) == "<1%"
        assert numbers.percent(0.0) == "0%"


def test_the_word_and_the_bar_of_a_fit_agree(reader: Reader) -> None:
    with reader():
        for step in range(101):
            chance = step / 100
            third = {"possible": 0, "good": 1, "strong": 2}[fit.fit_band(chance)]
            assert third / 3 <= fit.fit_length(chance) <= (third + 1) / 3
        assert fit.fit_word(0.8) == "Strong fit"
        assert fit.fit_length(7.0) == 1.0


def test_names_come_in_the_readers_script_first(reader: Reader) -> None:
    person = {"name": "Gu Mingche", "name_zh": "顾明澈"}
    with reader("en"):
        assert (names.name_of(person), names.other_name(person)) == ("Gu Mingche", "顾明澈")
        assert names.initials("Gu Mingche", "顾明澈") == "GM"
    with reader("zh"):
        assert (names.name_of(person), names.other_name(person)) == ("顾明澈", "")
        assert names.initials("Gu Mingche", "顾明澈") == "顾"
        assert names.name_of(SimpleNamespace(name="Henrik Aaltovaara", name_zh=None)) == "Henrik Aaltovaara"


def test_an_account_in_both_scripts_is_named_in_the_readers(reader: Reader) -> None:
    with reader("zh"):
        assert names.spoken_name("Lu Anqing 陆岸青") == "陆岸青"
        assert names.spoken_name("Henrik Aaltovaara") == "Henrik Aaltovaara"
    with reader("en"):
        assert names.spoken_name("Lu Anqing 陆岸青") == "Lu Anqing 陆岸青"


def test_strange_names_still_have_a_letter(reader: Reader) -> None:
    with reader():
        assert names.initials("") == "?"
        assert names.initials("(x)") == "X"
        assert names.initials("潮井传感") == "潮"


def test_an_address_keeps_the_view_and_starts_again_at_its_first_page(reader: Reader) -> None:
    with reader(path="/pool/a?q=ink&field=x&field=y&page=3"):
        assert addresses.url_with(sort="-name") == "/pool/a?q=ink&field=x&field=y&sort=-name"
        assert addresses.url_with(field=None) == "/pool/a?q=ink"
        assert addresses.url_with(page=4) == "/pool/a?q=ink&field=x&field=y&page=4"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Gu Mingche", ["Gu Mingche"]),
        ("Caohe Harbour Incubator", ["Caohe Harbour", "Incubator"]),
        ("Yanpu Institute of Ceramics and Coatings", ["Yanpu Institute", "of Ceramics an…"]),
        ("漕河港孵化器", ["漕河港孵化器"]),
        ("上海漕河港先进材料孵化器", ["上海漕河港先进", "材料孵化器"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschi…"]),
    ],
)
def test_a_long_name_takes_two_lines_in_a_picture(name: str, lines: list[str]) -> None:
    assert names.two_lines(name) == lines


def test_the_smallest_of_very_many_effects_stand_as_one_row_with_their_sum(reader: Reader) -> None:
    effects = [0.9, 0.6, 0.5, 0.4, 0.3, 0.2, 0.04, 0.03, 0.0, -0.02, -0.5]
    groups = [*HEADINGS["mentor"]][: len(effects)]
    many = [ContributionBar(group, tell("not_known"), value) for group, value in zip(groups, effects, strict=True)]

    with reader("zh"):
        rows, small = bars.fold_bars("mentor", many)
        few = bars.fold_bars("mentor", many[: bars.MOST_ROWS])
        smallest = [bar_heading("mentor", group) for group in groups[7:10]]

    assert [row.value for row in rows[:-1]] == [0.9, 0.6, 0.5, 0.4, 0.3, 0.2, 0.04, -0.5]
    assert rows[-1].name == "其余因素"
    assert rows[-1].value == pytest.approx(0.03 - 0.02)
    assert [row.name for row in small] == smallest
    assert sum(row.value for row in rows) == pytest.approx(sum(effects))
    assert (len(few[0]), few[1]) == (bars.MOST_ROWS, [])
