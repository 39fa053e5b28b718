"""What people wait for pages: sixteen at once on two web workers, over the demonstration city.

Run by `make bench`, or `.venv/bin/python -m tests.bench.bench_http`. The clients share the machine with the servers.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

from tests.support.city import City
from tests.support.stack import Stack
from tests.support.user import User, sign_in_all
from webapp.demo.city import make_city
from webapp.operations.maintenance.fill_demo import fill_demo

CLIENTS, PAGES_EACH = 16, 25


def waits(user: User, path: str, count: int) -> list[float]:
    """What one person waits for a page, so many times, in milliseconds."""
    found = []
    for _ in range(count):
        began = time.perf_counter()
        answer = user.get(path)
        found.append(1000 * (time.perf_counter() - began))
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
    return found


def measure(user: User, path: str, what: str) -> None:
    """One person alone, then sixteen at once; prints one line."""
    waits(user, path, 20)  # both workers build what they keep
    alone = statistics.median(waits(user, path, PAGES_EACH))
    with ThreadPoolExecutor(CLIENTS) as pool:
        began = time.perf_counter()
        each = list(pool.map(lambda _: waits(user, path, PAGES_EACH), range(CLIENTS)))
        seconds = time.perf_counter() - began
    together = sorted(wait for one in each for wait in one)
    median, p95 = statistics.median(together), together[int(len(together) * 0.95)]
    print(
        f"{what:<22} alone {alone:6.1f} ms; {CLIENTS} at once: median {median:6.1f} ms, p95 {p95:6.1f} ms = "
        f"{p95 / median:.1f} x the median (aim: at most 3); {len(together) / seconds:.0f} pages a second"
    )


def main() -> None:
    """Print a line for each page."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(Path(folder), parts=(), LIULU_WEB_WORKERS="2", LIULU_WEB_THREADS="4")
        try:
            fill_demo(stack.graph, make_city(date.today()), "a-hash", now)
            city = City(stack.graph, now)
            startup = city.startup("Tidewell", incubator=city.incubator())
            need = city.need(startup)
            stack.start("web")
            stack.wait_ready()
            user = sign_in_all(stack.graph, stack.settings.redis_url, stack.home / "test", stack.url, [startup])[
                startup.id
            ]
            measure(user, f"/startup/needs/{need.id}", "Proposals for a need")
            measure(user, "/startup/", "A startup's first page")
            measure(user, "/accessibility", "A page without data")
        finally:
            stack.stop()


if __name__ == "__main__":
    main()
