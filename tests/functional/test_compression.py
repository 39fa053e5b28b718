"""Pages travel compressed for those who take it, and say so."""

from __future__ import annotations

import gzip

from tests.support.visitor import Visitor


def test_a_page_is_compressed_for_who_takes_it(client: Visitor) -> None:
    plain = client.get("/how-matching-works")
    small = client.get("/how-matching-works", headers={"Accept-Encoding": "gzip, br"})

    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    assert b"<h1>" in gzip.decompress(small.data)
    assert len(small.data) < len(plain.data) / 2


def test_files_and_short_answers_stay_as_they_are(client: Visitor) -> None:
    for path in ("/static/style/tables.css", "/healthz"):
        assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "gzip"}).headers


def test_a_file_is_kept_by_browsers_as_long_as_its_content_stays(client: Visitor) -> None:
    assert client.get("/static/style/tables.css?v=1").cache_control.max_age == 31_536_000
    assert client.get("/static/tick.svg").cache_control.no_cache
