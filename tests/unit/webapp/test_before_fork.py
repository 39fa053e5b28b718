"""What a server may load before it forks."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Importing onnxruntime starts a thread. A child forked after that has no such thread, and aborts or hangs when it ends.
LOOK = "import sys, webapp.application; {more} sys.exit('onnxruntime' in sys.modules)"
TASKS = "from webapp.jobs.celery_app import app; app.loader.import_default_modules();"


@pytest.mark.parametrize("more", ["", TASKS], ids=["web", "worker"])
def test_nothing_that_starts_threads_is_loaded_before_the_fork(more: str) -> None:
    done = subprocess.run([sys.executable, "-c", LOOK.format(more=more)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
