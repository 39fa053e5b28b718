"""The kinds of long work that a page follows."""

from __future__ import annotations

from dataclasses import dataclass

from graph.domain.registry import Registry

IMPORT_CHECK, IMPORT_LOAD, TRAIN_MODEL = "import_check", "import_load", "train_model"
IMPORT_READ, IMPORT_UNDO = "import_read", "import_undo"
REBUILD_RANKINGS, MAKE_BACKUP = "rebuild_rankings", "make_backup"
COPY_OWN_DATA, ERASE_TRACES = "copy_own_data", "erase_traces"
FIND_DOUBLES = "find_doubles"
SOLVE_BATCH, RELEASE_BATCH = "solve_batch", "release_batch"
MOST_TRIES = 2
"""How often a job is begun: one whose process or graph ended under it so often is given up."""


@dataclass(frozen=True)
class JobKind:
    """One kind of job.

    `may_run_again`: one that failed does no harm when it is run again. `is_begun_by_hand`: administrators begin it on
    the page of jobs; it is given nothing, and two at once do no harm.
    """

    code: str
    may_run_again: bool = False
    is_begun_by_hand: bool = False


JOB_KINDS: Registry[JobKind] = Registry(
    "kind of job",
    {
        kind.code: kind
        for kind in (
            # All or nothing, and once loaded nothing changes.
            JobKind(IMPORT_READ, may_run_again=True),
            JobKind(IMPORT_CHECK, may_run_again=True),
            JobKind(IMPORT_LOAD, may_run_again=True),
            # What is taken back already is not there to be taken back again.
            JobKind(IMPORT_UNDO, may_run_again=True),
            JobKind(TRAIN_MODEL),
            JobKind(REBUILD_RANKINGS, may_run_again=True, is_begun_by_hand=True),
            JobKind(COPY_OWN_DATA, may_run_again=True),
            JobKind(MAKE_BACKUP, may_run_again=True, is_begun_by_hand=True),
            JobKind(ERASE_TRACES, may_run_again=True),
            JobKind(FIND_DOUBLES, may_run_again=True),
            # The drafts of a job have its id: they are there once.
            JobKind(SOLVE_BATCH, may_run_again=True),
            # One write; what was released is not released again.
            JobKind(RELEASE_BATCH, may_run_again=True),
        )
    },
)
