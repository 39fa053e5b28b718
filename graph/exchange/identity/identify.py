"""Says of whom each row is: by its id, by address, by the sender's own id, by name and employer; asks if not sure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from graph.domain.ownership import Tie, Writer
from graph.driver import Graph
from graph.exchange.checking.changes import says_nothing_new
from graph.exchange.checking.checked import Checked
from graph.exchange.checking.held import Held
from graph.exchange.checking.other_people import is_somebody_else
from graph.exchange.checking.spool import Record, Spool
from graph.exchange.format.problems import Problem, shown
from graph.exchange.format.schema import PROFILES, SHEETS, Sheet
from graph.exchange.identity.asking import Asker
from graph.exchange.identity.content import identify_contents
from graph.exchange.identity.known import Facts, Known, Mark
from graph.exchange.identity.merged import MergedPeople
from graph.exchange.identity.merging import Merging, merge_rows
from graph.exchange.identity.probable import Probable, probable_others
from graph.exchange.identity.questions import Answer, Do, Question, Why, held_back, made_id
from graph.exchange.identity.targets import Targets
from graph.repositories.ownership import Sort
from graph.transaction import Transaction

_BATCH = 1000


@dataclass
class Identifier:
    """One pass over the rows of an import.

    `writer`: for whom, None for the installation, whose ids are what they say unless `ids_are_made`. `seed`: makes the
    ids of this import the same when it is run again. `merging`: what becomes of cells of records that are there.
    """

    graph: Graph
    writer: Writer | None
    answers: Mapping[str, Answer]
    seed: str
    ids_are_made: bool = False
    held: Held = field(default_factory=Held)
    merging: Merging = field(default_factory=Merging)
    targets: Targets = field(default_factory=Targets)
    _known: dict[str, Known] = field(default_factory=dict)
    _probable: Probable = field(default_factory=Probable)
    _asker: Asker = field(init=False)

    def __post_init__(self) -> None:
        self._asker = Asker(self.answers)

    def __call__(self, checked: Checked) -> Iterator[tuple[int, Problem]]:
        """(row number, problem) for each row of which it must be asked whom it is about."""
        self._asker.note_employers(checked.spool)
        for sheet in PROFILES:
            if sheet in SHEETS:
                if self.writer and checked.spool.has_sheet(sheet):
                    self._find_probable(checked.spool, SHEETS[sheet])
                for rows in checked.spool.batches(sheet, _BATCH):
                    yield from self._batch(checked, SHEETS[sheet], rows)
        self.targets.rewrite(self.graph, self.writer, checked.spool)
        yield from identify_contents(self.graph, self.writer, checked.spool)

    def _batch(self, checked: Checked, sheet: Sheet, rows: list[tuple[int, Record]]) -> Iterator[tuple[int, Problem]]:
        facts = self.graph.read(partial(self._facts, sheet, rows, checked.spool))
        for number, record in rows:
            problem = self._row(checked, sheet, number, record, facts)
            if problem:
                yield number, problem

    def _facts(self, sheet: Sheet, rows: list[tuple[int, Record]], spool: Spool, tx: Transaction) -> Facts:
        given = {record["id"] for _, record in rows if record.get("id")}
        made = {number: self._made(sheet.name, spool, number, record) for number, record in rows}
        merged = MergedPeople.read(tx, sheet.name, self.writer, [record for _, record in rows])
        if self.writer is None:
            needed = {made[number] for number, record in rows if not record.get("id")}
            asked_for, sent = (given if sheet.name == "people" else set()) | needed | merged.kept_ids, {}
        else:
            sent = tx.identity.find_sent(self.writer.subject_id, sheet.name, given)
            asked_for = given | set(made.values()) | set(sent.values())
        records = self.held.records(tx, sheet, asked_for)
        facts = Facts(records, set(records), sent, made, merged=merged)
        if self.writer:
            known = self._known_of(tx, sheet.name)
            unsure = {one for one in records if not known.is_own(one)}
            ties = tx.ownership.ties(self.writer, unsure) if unsure else {}
            foreign = {one for one in unsure if ties.get((Sort.PROFILE, one), Tie.FOREIGN) is Tie.FOREIGN}
            facts.ours = set(records) - foreign
        asked = [(number, record) for number, record in rows if record.get("id") not in facts.ours]
        if self.writer is None and sheet.name != "people" and not self.ids_are_made:
            asked = [(number, record) for number, record in asked if not record.get("id")]
        if asked:
            known = self._known_of(tx, sheet.name)
            marks = {number: facts.mark_of(number, record) for number, record in asked}
            facts.found = {number: list(known.find(tx, self.writer, mark)) for number, mark in marks.items()}
            if self.writer:
                facts.namesakes = {number: list(known.namesakes(mark)) for number, mark in marks.items()}
            others = {one for found in facts.found.values() for _, one in found}.union(*facts.namesakes.values())
            others |= {one for number, _ in asked for one in self._probable.records_of(number)}
            facts.records |= self.held.records(tx, sheet, others - set(records))
        return facts

    def _known_of(self, tx: Transaction, sheet: str) -> Known:
        if sheet not in self._known:
            self._known[sheet] = Known.read(tx, sheet, self.writer)
        return self._known[sheet]

    def _row(self, checked: Checked, sheet: Sheet, number: int, record: Record, facts: Facts) -> Problem | None:
        given, made = str(record.get("id") or ""), facts.made[number]
        asked: Question | None = None
        if given and given in facts.ours:
            target = given
            if self._is_another(sheet.name, facts.records[given], record):
                asked = self._ask(checked, sheet, number, record, facts, Why.OTHER_PERSON, given)
        elif made in facts.records:
            target = made  # a try that was cut off after it was written
        elif given and self.writer is None and not self.ids_are_made:
            target = facts.merged.kept_id(given) or given
            self._note_double(checked, sheet, number, record, facts)
        else:
            target, asked = self._matched(checked, sheet, number, record, facts, given, made)
        return self._settle(checked, sheet, number, record, target, asked, facts)

    def _matched(
        self, checked: Checked, sheet: Sheet, number: int, record: Record, facts: Facts, given: str, made: str
    ) -> tuple[str, Question | None]:
        """Whom a row without an id of ours is about."""
        mark, found = facts.mark_of(number, record), facts.found.get(number, [])
        ask = partial(self._ask, checked, sheet, number, record, facts)
        for why, item_id in found:
            if why is not Why.SAME_NAME:
                other = Mark.of(facts.records[item_id])
                is_sure = mark.agrees(other) and (mark.names & other.names or sheet.name != "people")
                is_sure = is_sure or facts.merged.is_meant(record, item_id)
                return (item_id, None) if is_sure else (made, ask(why, item_id))
        sent = facts.sent.get(given, "")
        if sent in facts.ours:
            is_sure = Mark.of(facts.records[sent]).agrees(mark) or facts.merged.is_meant(record, sent)
            return (sent, None) if is_sure else (made, ask(Why.OTHER_PERSON, sent))
        for why, item_id in found:
            works_there = self._known[sheet.name].works_at(item_id, self._asker.employers_of(checked.spool, number))
            if works_there and says_nothing_new(facts.records[item_id], record):
                return item_id, None
            return made, ask(why, item_id)
        first, why = self._asker.first_like(checked.spool, sheet.name, number, mark)
        if first:
            return made, self._ask_line(checked, sheet, number, record, why, first)
        return made, next(self._ask_probable(checked, sheet, number, record, facts), None)

    def _settle(
        self, checked: Checked, sheet: Sheet, number: int, record: Record, target: str, asked: Question | None,
        facts: Facts,
    ) -> Problem | None:  # fmt: skip
        if target in self._known.get(sheet.name, Known()).awaited:
            return Problem(
                *checked.spool.line_of(number), "name", shown(str(record["name"])), "not_in_pool_now", "look_in_pool"
            )
        earlier = checked.spool.row_of(sheet.name, target)
        if asked is None and earlier and earlier != number:
            asked = self._ask_line(checked, sheet, number, record, Why.SAME_EMAIL, earlier)
        if asked is None:
            self._take(checked, sheet.name, number, record, target, facts)
            return None
        checked.questions.append(asked)
        if asked.answer is None:
            return held_back(asked)
        self._obey(checked, sheet, number, record, asked, facts)
        return None

    def _obey(self, checked: Checked, sheet: Sheet, number: int, record: Record, asked: Question, facts: Facts) -> None:
        """Do with a row what was answered."""
        if asked.answer is Do.SKIP:
            checked.skipped[sheet.file_name] += 1
            checked.spool.drop(number)
        elif asked.answer is Do.NEW:
            self._take(checked, sheet.name, number, record, facts.made[number], facts)
        else:
            first = self._asker.firsts.get(asked.key) or checked.spool.row_of(sheet.name, asked.other_id)
            if first and first != number:
                merged = merge_rows(checked.spool, number, record, first)
                if record.get("id"):
                    self.targets.alias(sheet.name, str(record["id"]), merged)
                checked.merged[sheet.file_name] += 1
            else:
                self._take(checked, sheet.name, number, record, asked.other_id, facts)

    def _take(self, checked: Checked, sheet: str, number: int, record: Record, target: str, facts: Facts) -> None:
        """Let a row speak of a record, or of a new one."""
        given = str(record.get("id") or "")
        if given and given != target:
            self.targets.alias(sheet, given, target)
        for _, key in facts.mark_of(number, record).found_by():
            checked.spool.note_key(f"{sheet}|{key}", number)
        facts.merged.note(checked, number, record, target)
        held = facts.records.get(target)
        settled = self.merging.settle(sheet, held, record, is_own_id=given == target) if held else record
        if given != target or settled != record:
            checked.spool.rename(number, sheet, settled, target)

    def _note_double(self, checked: Checked, sheet: Sheet, number: int, record: Record, facts: Facts) -> None:
        """The installation's ids are what they say: that two of them look like one is told and asks nothing."""
        found = next(iter(facts.found.get(number, ())), None)
        first, why = self._asker.first_like(checked.spool, sheet.name, number, facts.mark_of(number, record))
        if found:
            checked.doubles.append(self._ask(checked, sheet, number, record, facts, *found))
        elif first:
            checked.doubles.append(self._ask_line(checked, sheet, number, record, why, first))

    def _is_another(self, sheet: str, held: Record, record: Record) -> bool:
        if sheet != "people":
            return False
        return not Mark.of(held).agrees(Mark.of(record)) if self.writer else is_somebody_else(held, record)

    def _ask(
        self, checked: Checked, sheet: Sheet, number: int, record: Record, facts: Facts, why: Why, item_id: str
    ) -> Question:
        known, other = self._known.get(sheet.name, Known()), facts.records[item_id]
        employers = known.employers.get(item_id, ())
        return self._asker.about_record(checked.spool, sheet.name, number, record, why, other, employers)

    def _find_probable(self, spool: Spool, sheet: Sheet) -> None:
        """Know which rows of a file are probably about whom; to the installation ids say it."""
        known = self.graph.read(lambda tx: self._known_of(tx, sheet.name))
        employers = partial(self._asker.employers_of, spool)
        self._probable = probable_others(spool, sheet.name, known, employers, partial(self._read, sheet))

    def _read(self, sheet: Sheet, ids: Collection[str]) -> Mapping[str, Record]:
        return self.graph.read(lambda tx: self.held.records(tx, sheet, ids))

    def _ask_probable(
        self, checked: Checked, sheet: Sheet, number: int, record: Record, facts: Facts
    ) -> Iterator[Question]:
        for other in self._probable.of(number):
            if isinstance(other, str):
                yield self._ask(checked, sheet, number, record, facts, Why.ALIKE, other)
            elif checked.spool.has_row(other):
                yield self._ask_line(checked, sheet, number, record, Why.ALIKE, other)
        for namesake in facts.namesakes.get(number, ()):
            yield self._ask(checked, sheet, number, record, facts, Why.SAME_NAME, namesake)

    def _ask_line(self, checked: Checked, sheet: Sheet, number: int, record: Record, why: Why, first: int) -> Question:
        return self._asker.about_line(checked.spool, sheet.name, number, record, why, first)

    def _made(self, sheet: str, spool: Spool, number: int, record: Record) -> str:
        if record.get("id") and self.ids_are_made:
            return str(record["id"])
        return made_id(sheet, *spool.line_of(number), self.seed)
