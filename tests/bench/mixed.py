"""People who use the pages all at once: some read, search, live stories from request to rating, or import."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import quote

from graph.driver import Graph
from tests.faults.ledger import Story
from tests.support.cleaning import run_raw
from tests.support.user import Answer, User

READERS, SEARCHERS, WRITERS, IMPORTERS = 7, 3, 4, 2
_ROWS, _WARM_TURNS = 50, 10
_OF_PAGES = ("read", "search")
_ID = re.compile(r"/[a-z]+-[0-9a-z]{4,}")
_WORDS = ("wei", "陈", "lab", "qing")


class Mixed:
    """What everybody does for so many seconds, what they waited for, and what went wrong.

    `waits`: seconds by sort of request; `pages`: those of reading and searching by page.
    """

    def __init__(self, graph: Graph, stories: list[Story], curator: User, seconds: float) -> None:
        self._graph, self._stories, self._curator = graph, stories, curator
        self._seconds, self._end = seconds, 0.0
        self._lock, self._turns = threading.Lock(), iter(stories)
        self.waits: dict[str, list[float]] = {}
        self.pages: dict[str, list[float]] = {}
        self.errors: list[str] = []

    def warm(self) -> None:
        """Have every web worker build what it keeps, so that nobody waits for that later."""
        for _ in range(_WARM_TURNS):
            for user, path in [*self._pages(0), *self._searches(0)]:
                user.get(path)

    def run(self) -> None:
        """Let all of them work at once."""
        self._end = time.monotonic() + self._seconds
        lives: list[Callable[[int], None]] = [self._read] * READERS
        lives += [self._search] * SEARCHERS
        lives += [self._write] * WRITERS
        lives += [self._import] * IMPORTERS
        with ThreadPoolExecutor(len(lives)) as pool:
            for life in [pool.submit(one, number) for number, one in enumerate(lives)]:
                life.result()

    @property
    def _is_over(self) -> bool:
        return time.monotonic() > self._end

    def _get(self, what: str, user: User, path: str) -> Answer:
        began = time.perf_counter()
        return self._note(what, path, began, user.get(path), wanted=200)

    def _post(self, what: str, user: User, path: str, **fields: str) -> Answer:
        began = time.perf_counter()
        return self._note(what, path, began, user.post(path, **fields), wanted=302)

    def _note(self, what: str, path: str, began: float, answer: Answer, wanted: int) -> Answer:
        waited = time.perf_counter() - began
        with self._lock:
            self.waits.setdefault(what, []).append(waited)
            if what in _OF_PAGES:
                self.pages.setdefault(_ID.sub("/ID", path.partition("?")[0]), []).append(waited)
            if answer.status != wanted:
                self.errors.append(f"{what} {path}: {answer.status} after {waited:.1f} s")
        return answer

    def _read(self, number: int) -> None:
        while not self._is_over:
            for user, path in self._pages(number):
                self._get("read", user, path)

    def _search(self, number: int) -> None:
        while not self._is_over:
            for user, path in self._searches(number):
                self._get("search", user, path)

    def _pages(self, number: int) -> list[tuple[User, str]]:
        story = self._stories[number]
        startup, supervisor = _window(story.startup_user), _window(story.supervisor_user)
        return [
            (startup, "/startup/"), (startup, f"/startup/needs/{story.need.id}"), (supervisor, "/supervisor/"),
            (startup, "/account"), (supervisor, "/supervisor/requests"), (startup, "/startup/needs"),
        ]  # fmt: skip

    def _searches(self, number: int) -> Iterator[tuple[User, str]]:
        startup, curator = _window(self._stories[number].startup_user), _window(self._curator)
        for word in _WORDS:
            yield startup, f"/startup/search?q={quote(word)}"
            yield curator, f"/incubator/pool?q={quote(word)}"

    def _write(self, number: int) -> None:
        """Live one story after the other; who has lived them all reads."""
        while (story := self._next_story()) is not None and not self._is_over:
            self._live(story)
        self._read(number)

    def _next_story(self) -> Story | None:
        with self._lock:
            return next(self._turns, None)

    def _live(self, story: Story) -> None:
        ask = f"/startup/needs/{story.need.id}/proposals/{story.supervisor.id}/ask"
        self._post("ask", story.startup_user, ask, note="Could we talk?")
        self._post("accept", story.supervisor_user, f"/supervisor/requests/{story.id}/accept")
        day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
        fields = {"day": day, "clock": "14:30", "minutes": "60", "zone": "Asia/Shanghai", "place": "", "link": ""}
        self._post("plan", story.startup_user, f"/engagements/{story.id}/sessions", **fields)
        for session_id in self._let_the_day_pass(story):
            rate = f"/engagements/sessions/{session_id}/rating"
            self._post("rate", story.startup_user, rate, rating="5", comment="Good.")

    def _let_the_day_pass(self, story: Story) -> Iterable[str]:
        statement = "MATCH (m:Session)-[:IN]->(:Engagement {id: $id}) SET m.starts_at = $past RETURN m.id AS id"
        past = datetime.now(UTC) - timedelta(hours=3)
        return [str(row["id"]) for row in run_raw(self._graph, statement, id=story.id, past=past)]

    def _import(self, number: int) -> None:
        curator, turns = _window(self._curator), count()
        while not self._is_over:
            turn = next(turns)
            rows = [f"bench-{number}-{turn}-{row},Person {row},supervisor" for row in range(_ROWS)]
            began = time.perf_counter()
            answer = curator.send_file("/incubator/import", "people.csv", "\n".join(["id,name,roles", *rows]).encode())
            sent = self._note("import", "/incubator/import", began, answer, wanted=302)
            self._follow(curator, sent.location, "Is this right?")
            if not self._is_over:
                place = sent.location.removesuffix("/what")
                check = self._post("import", curator, f"{place}/words")
                self._follow(curator, check.location, "Load it?")
                load = self._post("import", curator, f"{check.location}/load", choice="rest")
                self._follow(curator, load.location, "Loaded")

    def _follow(self, curator: User, place: str, words: str) -> None:
        """Look at the page of a job each second, as a browser does, until it says what is waited for."""
        while not self._is_over and words not in self._get("read", curator, place).page:
            time.sleep(1)


def _window(user: User) -> User:
    """One more window of the same person's browser."""
    return User(user.url, user.cookie)
