"""The port of an installation is its own from the first moment, however many start at once."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from graph.processes.ports import free_port
from webapp.config import Settings
from webapp.runtime.door import NoPortError, as_served, exact_door, opened_door
from webapp.runtime.web import run_web

STARTS = 8


def settings(home: Path, **values: object) -> Settings:
    return Settings(env="test", home=home, redis_url="redis://127.0.0.1:1/0", **values)  # type: ignore[arg-type]


def test_many_that_start_at_once_get_a_port_each(tmp_path: Path, at_once: Callable[..., list[object]]) -> None:
    wished, all_in = free_port(), threading.Barrier(STARTS)

    def start(number: int) -> tuple[int, str]:
        with opened_door(settings(tmp_path / str(number), port=wished)) as (served, door):
            all_in.wait(30)
            assert door.getsockname()[1] == served.port
            return served.port, served.base_url

    started = dict(cast("list[tuple[int, str]]", at_once(start, [(number,) for number in range(STARTS)])))

    assert len(started) == STARTS
    assert started == {port: f"http://127.0.0.1:{port}" for port in started}
    assert wished in started


def test_who_comes_before_the_pages_are_there_waits_for_them(tmp_path: Path) -> None:
    with (
        opened_door(settings(tmp_path, port=free_port())) as (served, door),
        socket.create_connection(("127.0.0.1", served.port), 5) as early,
    ):
        early.sendall(b"hello")
        taken, _ = door.accept()
        with taken:
            assert taken.recv(5) == b"hello"


def test_commands_learn_the_port_while_it_is_served_and_no_longer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        given = settings(tmp_path, port=other.getsockname()[1])
        with opened_door(given) as (served, _door):
            assert served.port != given.port
            assert as_served(given).base_url == served.base_url
        assert as_served(given) == given


def test_of_two_web_parts_at_one_port_the_second_ends_with_a_sentence(tmp_path: Path) -> None:
    wished = settings(tmp_path, port=free_port())
    said = rf"127\.0\.0\.1:{wished.port} already: stop it, or set LIULU_PORT"
    with exact_door(wished), pytest.raises(NoPortError, match=said):
        run_web(wished)
    with exact_door(wished) as again:
        assert again.getsockname()[1] == wished.port


def test_an_address_that_is_nobodys_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoPortError, match=r"192\.0\.2\.1"), opened_door(settings(tmp_path, host="192.0.2.1")):
        pass
