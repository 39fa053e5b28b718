"""The columns that the live index makes for everybody at once: what a model of the store may learn from."""

from __future__ import annotations

from matching.learned.cases import ALL_FOLDS, Cases, Setting
from matching.learned.table import Table, TableMaker


class ServingTableMaker(TableMaker):
    """The kind's own features only, made as a page makes them."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.names = tuple(self._base.names_)

    def make(self, cases: Cases, without: int = ALL_FOLDS) -> Table:
        """The columns of `names` and the starting rules' chances for each case."""
        base, instead = self._base_columns(cases, without)
        return Table(base, self._chances(base, instead))
