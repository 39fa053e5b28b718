"""What a line of the logs holds, whoever writes it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask

from webapp.config import Settings
from webapp.observability.logs import configure_logs, make_formatter
from webapp.observability.request_ids import note_account, request_id

KEY = "8sG2hVq0ZrT5xWm9LkB4nYc7PdJ1fUeA6oQi3RtS"  # pragma: allowlist secret


def settings(home: Path, **values: Any) -> Settings:
    return Settings(home=home, **values)


def production(home: Path, **values: Any) -> Settings:
    safe = {"base_url": "https://liulu.example.org", "smtp_url": "smtp://mail.example.org:587", "secret_key": KEY}
    return settings(home, env="production", **safe, **values)


def line_of(formatter: logging.Formatter, text: str, **more: Any) -> str:
    return formatter.format(
        logging.makeLogRecord({"name": "webapp.tried", "levelno": 30, "levelname": "WARNING", "msg": text} | more)
    )


def test_production_writes_one_object_a_line_with_time_level_and_logger(tmp_path: Path) -> None:
    line = json.loads(line_of(make_formatter(production(tmp_path)), "the graph is away\nagain"))

    assert line["event"] == "the graph is away\nagain"
    assert (line["level"], line["logger"]) == ("warning", "webapp.tried")
    assert line["timestamp"].endswith("Z")


def test_a_line_written_for_a_request_names_it_and_its_account(tmp_path: Path) -> None:
    formatter = make_formatter(production(tmp_path))
    with Flask("tried").test_request_context("/"):
        number = request_id()
        note_account("account-1")
        line = json.loads(line_of(formatter, "refused"))
        assert (line["request_id"], line["account_id"]) == (number, "account-1")

    assert not {"request_id", "account_id"} & json.loads(line_of(formatter, "outside")).keys()


def test_a_failure_is_one_line_with_its_trace_and_without_local_values(tmp_path: Path) -> None:
    password = "never-to-be-seen"  # pragma: allowlist secret
    try:
        raise ValueError("broken")
    except ValueError as error:
        failure = (type(error), error, error.__traceback__)
    text = line_of(make_formatter(production(tmp_path)), "failed", exc_info=failure)

    assert "ValueError: broken" in json.loads(text)["exception"]
    assert password not in text
    assert "\n" not in text


def test_development_writes_lines_for_readers(tmp_path: Path) -> None:
    line = line_of(make_formatter(settings(tmp_path)), "the graph is away")

    for part in ("the graph is away", "webapp.tried", "warning"):
        assert part in line
    with pytest.raises(ValueError, match=r"Expecting value|Extra data"):
        json.loads(line)


@pytest.fixture
def kept_loggers() -> Any:
    """The loggers as other tests want them."""
    root = logging.getLogger()
    before = (
        root.level,
        list(root.handlers),
        {name: logging.getLogger(name).level for name in ("webapp", "matching", "graph", "gunicorn", "webapp.access")},
    )
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    for name, level in before[2].items():
        logging.getLogger(name).setLevel(level)
    structlog.reset_defaults()


@pytest.mark.usefixtures("kept_loggers")
def test_ours_are_shown_from_the_level_that_is_set_and_others_from_warnings_on(tmp_path: Path) -> None:
    configure_logs(settings(tmp_path, log_level="debug"))
    assert logging.getLogger("webapp.jobs").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("celery").isEnabledFor(logging.INFO)

    configure_logs(settings(tmp_path, log_level="error"))
    assert not logging.getLogger("matching").isEnabledFor(logging.WARNING)
    assert not logging.getLogger("celery").isEnabledFor(logging.WARNING)
    assert logging.getLogger("webapp.access").isEnabledFor(logging.INFO)
