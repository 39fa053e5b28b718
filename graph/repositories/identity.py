"""What tells records apart, and by which ids of their own organisations mean them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from graph.ids import derived_id
from graph.query_runner import Row
from graph.repositories.base import Repository
from graph.repositories.exchange import parts

_LABELS = {"startups": "Startup", "labs": "Lab", "investors": "Investor", "incubators": "Incubator", "parks": "Park"}


class IdentityRepository(Repository):
    """Read when rows without ids of the installation are matched with what there is."""

    def stream_people(self, incubator_id: str, day: date) -> Iterator[Row]:
        """Everybody; `terms` says whether they are with the incubator."""
        return iter(self._tx.stream("exchange_identity.people", incubator_id=incubator_id, day=day))

    def stream_organisations(self, sheet: str, incubator_id: str, day: date) -> Iterator[Row]:
        """Every organisation of one file of the format."""
        label = _LABELS[sheet]
        return iter(self._tx.stream("exchange_identity.organisations", label=label, incubator_id=incubator_id, day=day))

    def find_sent(self, incubator_id: str, sheet: str, given: Collection[str]) -> dict[str, str]:
        """Sender's id -> record, for those that an organisation sent before, and those of people who were merged."""
        keys = {_key(incubator_id, sheet, one): one for one in given}
        rows = [row for part in parts(sorted(keys)) for row in self._tx.rows("exchange_identity.sent", ids=part)]
        sent = {keys[row["id"]]: row["record_id"] for row in rows}
        merged = [row for part in parts(sorted(given)) for row in self._tx.rows("exchange_identity.merged", ids=part)]
        return {row["id"]: row["kept_id"] for row in merged} | sent

    def find_merged(self, incubator_id: str, given: Collection[str], emails: Collection[str]) -> dict[str, Row]:
        """By an id, an id of the sender's own or an address of people: whose record they are by now, as rows
        (name, kept_id, kept_name, kept_name_zh). `name` is empty once the merge can not be undone any more.
        """
        keys = {_key(incubator_id, "people", one): one for one in given} if incubator_id else {}
        sent = [
            row for part in parts(sorted(keys)) for row in self._tx.rows("exchange_identity.sent_of_merged", ids=part)
        ]
        people = self._tx.rows("exchange_identity.merged_people", ids=sorted(given), emails=sorted(emails))
        found = {row["email"]: row for row in people if row["email"] in emails}
        return found | {keys[row["id"]]: row for row in sent} | {row["id"]: row for row in people if row["id"] in given}

    def keep_sent(self, incubator_id: str, sheet: str, records: Mapping[str, str]) -> None:
        """Keep which record an organisation means by each of these ids of its own."""
        rows = [{"id": _key(incubator_id, sheet, given), "record_id": one} for given, one in sorted(records.items())]
        for part in parts(rows):
            self._tx.run("exchange_identity.keep_sent", rows=part)

    def forget_sent(self, record_ids: Collection[str]) -> None:
        """Forget by which ids of their own organisations mean these records."""
        for part in parts(sorted(record_ids)):
            self._tx.run("exchange_identity.forget_sent", ids=part)


def _key(incubator_id: str, sheet: str, given: str) -> str:
    """Nobody reads another's id out of the graph: a list may number people by what is theirs."""
    return derived_id("sent", incubator_id, sheet, given)
