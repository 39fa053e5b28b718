"""The graph as ties: everything recorded that can make a conflict of interest of some startups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph.domain.kinds import INVESTOR, KINDS, LAB, MENTOR, TALENT, is_guidance
from graph.domain.periods import Period
from graph.query_runner import QueryRunner, Row
from graph.rules.conflict_rules import ConflictRules
from graph.rules.ties import Party, Tie, TieKind, Ties

_OF_FOUNDERS = [str(kind) for kind in (TieKind.FAMILY, TieKind.SUPERVISION, TieKind.DECLARED)]
# What somebody is to a startup, the most particular label first.
_PARTIES = (
    ("Startup", "startup"), (MENTOR.label, MENTOR.name), (INVESTOR.label, INVESTOR.name), (LAB.label, LAB.name),
    ("Person", TALENT.name),
)  # fmt: skip


class TieReader:
    """Reads the ties of some startups at once: as many queries for a thousand as for one."""

    def __init__(self, tx: QueryRunner, startup_ids: Sequence[str], rules: ConflictRules, day: date) -> None:
        self._tx, self._ids, self._rules, self._day = tx, sorted(set(startup_ids)), rules, day
        self._parties: dict[str, Party] = {}
        self._ties: list[Tie] = []

    def read(self) -> Ties:
        """All of them, and whoever may have a conflict."""
        own = self._relations("conflicts.relations_to", ids=self._ids)
        accounts = self._accounts()
        noted = self._noted("conflicts.noted_of_startups", ids=self._ids)
        founders = sorted({row["id"] for row in own if row["kind"] == "FOUNDED"})
        if founders:
            self._noted("conflicts.noted_of_people", ids=founders, kinds=_OF_FOUNDERS)
        self._investors([*own, *noted])
        self._rivals(noted)
        self._same_people([*(row for row in own if row["kind"] in ("FOUNDED", "WORKS_AT")), *accounts])
        return Ties(self._parties.values(), dict.fromkeys(self._ties), {})

    def _relations(self, query: str, **parameters: object) -> list[Row]:
        rows = self._tx.rows(query, **parameters)
        for row in rows:
            self._meet(row["id"], row["labels"])
            period = Period(row["since"], row["until"])
            self._ties.append(Tie(TieKind(row["kind"].lower()), row["id"], row["to_id"], period))
        return rows

    def _accounts(self) -> list[Row]:
        """Who acts for a startup counts as its staff; an account stands for everybody for whom it acts."""
        rows = self._tx.rows("conflicts.accounts_of", ids=self._ids)
        for row in rows:
            self._ties.append(Tie(TieKind.WORKS_AT, row["id"], row["to_id"]))
            if row["person_id"]:
                self._meet(row["person_id"], row["labels"])
                self._ties.append(Tie(TieKind.SAME_ACCOUNT, row["id"], row["person_id"], is_confidential=True))
        return rows

    def _noted(self, query: str, **parameters: object) -> list[Row]:
        rows = self._tx.rows(query, day=self._day, **parameters)
        for row in rows:
            self._meet(row["other_id"], row["labels"])
            period, hidden = Period(row["since"], row["until"]), row["is_confidential"]
            kind = _noted_kind(row["kind"])
            self._ties.append(Tie(kind, row["id"], row["other_id"], period, is_confidential=hidden))
        return rows

    def _investors(self, rows: Iterable[Row]) -> None:
        ids = sorted({row.get("other_id") or row["id"] for row in rows if INVESTOR.label in row["labels"]})
        if not ids:
            return
        self._relations("conflicts.staff_of", ids=ids)
        most = self._rules.holdings_of_controller
        held = self._relations("conflicts.relations_from", ids=ids, most=most, day=self._day)
        sisters = sorted({row["to_id"] for row in held} - set(self._ids))
        if sisters:
            self._relations("conflicts.relations_to", ids=sisters)

    def _rivals(self, noted: Iterable[Row]) -> None:
        is_rival = (row for row in noted if row["kind"] == TieKind.COMPETITOR and "Startup" in row["labels"])
        ids = sorted({row["other_id"] for row in is_rival})
        if ids:
            self._relations("conflicts.relations_to", ids=ids)
            guiding = sorted(kind for kind in KINDS if is_guidance(kind))
            self._relations("conflicts.guides_of", ids=ids, kinds=guiding)

    def _same_people(self, own: Sequence[Row]) -> None:
        """Records with the e-mail address or the ORCID of one of these. In a pool of the startups' incubators that is
        said; elsewhere it would tell of whom these incubators know nothing, and is confidential."""
        emails, orcids = _by_value(own, "email"), _by_value(own, "orcid")
        if not emails and not orcids:
            return
        values = {"emails": sorted(emails), "orcids": sorted(orcids)}
        near = self._tx.rows("conflicts.pool_known_by", ids=self._ids, **values)
        written = sorted({form for row in own if row["email"] for form in (row["email"], row["email"].lower())})
        far = [
            *(self._tx.rows("conflicts.known_by_email", emails=written) if written else ()),
            *(self._tx.rows("conflicts.known_by_orcid", orcids=values["orcids"]) if orcids else ()),
        ]
        at_home = {row["id"] for row in near}
        for row in [*near, *far]:
            self._meet(row["id"], row["labels"])
            for kind, same in _identities(row, emails, orcids):
                if same != row["id"]:
                    self._ties.append(Tie(kind, same, row["id"], is_confidential=row["id"] not in at_home))

    def _meet(self, one_id: str, labels: Sequence[str]) -> None:
        kind = next((kind for label, kind in _PARTIES if label in labels), None)
        if kind is not None:
            self._parties[one_id] = Party(one_id, kind)


def _noted_kind(kind: str | None) -> TieKind:
    """What somebody noted without a kind that we know keeps the two apart, as what they declared does."""
    return TieKind(kind) if kind in set(TieKind) else TieKind.DECLARED


def _by_value(rows: Iterable[Row], name: str) -> dict[str, set[str]]:
    """Who has each address, in small letters, or number."""
    having: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.get(name):
            having[row[name].lower() if name == "email" else row[name]].add(row["id"])
    return having


def _identities(
    row: Row, emails: dict[str, set[str]], orcids: dict[str, set[str]]
) -> Iterator[tuple[TieKind, str]]:  # fmt: skip
    for kind, having in (
        (TieKind.SAME_EMAIL, emails.get(row["email"])),
        (TieKind.SAME_ORCID, orcids.get(row["orcid"])),
    ):
        yield from ((kind, same) for same in sorted(having or ()))
