"""Top 20 of N supervisors beside one float32 pass over the same vectors: seconds, memory, growth with N.

Run by `make bench`, or `.venv/bin/python -m tests.bench.bench_matching [N ...]`.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from graph.domain.kinds import MENTOR
from graph.domain.reach import UNKNOWN
from graph.entities.profile import ProfileRecord, TagRecord
from graph.taxonomy import load
from matching.features.pair_features import PairFeatures
from matching.features.query import Availability, RankingQuery, make_seeker
from matching.history.interactions import Interactions, build_interactions
from matching.history.provider_history import history_as_of
from matching.index.arrays import Codes, Texts
from matching.index.lsa import given_axes
from matching.index.profiles import Books, Profiles
from matching.index.provider_index import ProviderIndex
from matching.index.snapshot import Snapshot, load_snapshot, save_snapshot
from matching.index.tags import Tags
from matching.index.text import TextEncoder
from matching.ranking.rank import _scored, rank
from matching.relevance.encoder import DIMENSION
from matching.relevance.evidence import AskedFor, Evidence, halves_by_area, packed
from matching.sources.base import NeedRecord
from tests.bench.measure import best_of, in_child, resident_mb
from tests.support.models import make_model

SIZES = (5_000, 10_000, 50_000, 100_000, 200_000)
DIMENSIONS, TAGS, PER_PROFILE, ASKED, PASSAGES = 128, 400, 8, 3, 4
TODAY = date(2026, 11, 22)


def made_snapshot(count: int, seed: int = 0) -> Snapshot:
    """So many made profiles: random unit vectors, tags by a Zipf law, places, stages, regions."""
    random = np.random.default_rng(seed)
    tags = Tags((), [TagRecord(f"t{number}", f"topic {number}") for number in range(TAGS)])
    drawn = np.minimum(random.zipf(1.3, (count, PER_PROFILE)) - 1, TAGS - 1).astype(np.int32)
    own = Codes.of(drawn.tolist())
    vectors = random.standard_normal((count, DIMENSIONS), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    none = Codes(np.zeros(count + 1, dtype=np.int64), np.zeros(0, dtype=np.int32))
    books = Books.empty()
    books.languages.code("zh")
    profiles = Profiles(
        ids=np.asarray([f"person-{number:09d}" for number in range(count)], dtype=np.bytes_),
        names=Texts.of(f"Person {number}" for number in range(count)),
        names_zh=Texts.of("" for _ in range(count)),
        headlines=Texts.of(f"Has led team {number} for years" for number in range(count)),
        headlines_zh=Texts.of("" for _ in range(count)),
        texts=Texts.of(f"Has led team {number} for years, from pilot line to volume" for number in range(count)),
        tags=own,
        own_tags=own,
        vectors=vectors,
        stages=random.integers(0, 255, count),
        languages=np.ones(count, dtype=np.int64),
        regions=random.integers(-1, 20, count).astype(np.int32),
        countries=np.zeros(count, dtype=np.int32),
        categories=random.integers(-1, 6, count).astype(np.int32),
        employers=np.full(count, -1, dtype=np.int32),
        capacity=random.integers(1, 6, count).astype(np.float32),
        paused_until=np.zeros(count, dtype=np.int32),
        joined_on=np.full(count, -1, dtype=np.int32),
        ticket_min=np.full(count, np.nan, dtype=np.float32),
        ticket_max=np.full(count, np.nan, dtype=np.float32),
        evidence=made_evidence(count, random),
        quotes=Texts.of(f"Has led team {number} from pilot line to volume" for number in range(PASSAGES * count)),
        pools=none,
        reserved_for=none,
        reach=np.full(count, UNKNOWN, dtype=np.int8),
        confirmed=none,
    )
    books.countries.code("CN")
    for number in range(20):
        books.regions.code(f"region {number}")
    for number in range(6):
        books.categories.code(f"category {number}")
    encoder = TextEncoder(DIMENSIONS).fit(["pilot line to volume", "clinical trials"])
    encoder.axes_ = given_axes(np.zeros((DIMENSIONS, len(encoder.vectorizer_.vocabulary_)), dtype=np.float32))
    return Snapshot("1", date(2026, 11, 22), 0, (0, 0), profiles, tags, books, encoder)


def made_evidence(count: int, random: np.random.Generator) -> Evidence:
    """So many people with passages of random meaning, each about a few help areas."""
    base = random.standard_normal((4096, DIMENSION), dtype=np.float32)
    base /= np.linalg.norm(base, axis=1, keepdims=True)
    drawn = random.integers(0, len(base), PASSAGES * count)
    steps, scales = packed(base)
    areas = len(load().help_areas.terms)
    named = random.poisson(0.1, (count, areas)).astype(np.float32)
    meant = random.standard_normal((count, areas), dtype=np.float32)
    starts = np.arange(0, PASSAGES * count + 1, PASSAGES, dtype=np.int64)
    usual = np.full(count, 0.3, dtype=np.float32)
    whole, by_area = base.astype(np.float16)[drawn[::PASSAGES]], (halves_by_area(meant), halves_by_area(np.sqrt(named)))
    return Evidence(starts, steps[drawn], scales[drawn], whole, *by_area, usual)


def made_question(random: np.random.Generator) -> AskedFor:
    """A question of two help areas."""
    areas = len(load().help_areas.terms)
    shares, vector = np.zeros(areas, dtype=np.float32), random.standard_normal(DIMENSION).astype(np.float32)
    shares[[3, 17]] = 0.6, 0.4
    vector /= np.linalg.norm(vector)
    return AskedFor(shares, 2 * shares, vector, vector)


def made_interactions(index: ProviderIndex, seed: int = 1) -> Interactions:
    """Three past requests for every tenth profile, most of them answered."""
    random = np.random.default_rng(seed)
    count = index.count * 3 // 10
    rows = random.integers(0, index.count, count)
    day = TODAY.toordinal()
    yes = random.integers(-1, 2, count).astype(np.int8)
    rated = random.integers(1, 6, count).astype(np.float32)
    empty = build_interactions([], index.tags)
    return Interactions(
        ids=np.asarray([f"i-{number:08d}" for number in range(count)], dtype=np.bytes_),
        provider_ids=index.parts[0].ids[rows],
        seeker_ids=np.asarray([f"s-{number % 997:04d}" for number in range(count)], dtype=np.bytes_),
        proposed_on=np.full(count, day - 60, dtype=np.int32),
        asked_on=np.full(count, day - 60, dtype=np.int32),
        decided_on=np.where(yes >= 0, day - random.integers(40, 60, count), -1).astype(np.int32),
        seeker_yes=np.ones(count, dtype=np.int8),
        provider_yes=yes,
        ended_well=np.where(yes == 1, 1, -1).astype(np.int8),
        rating_by_seeker=np.where(yes == 1, rated, np.nan).astype(np.float32),
        rating_by_provider=np.full(count, np.nan, dtype=np.float32),
        withdrawn=np.zeros(count, dtype=np.bool_),
        wrong_field=np.zeros(count, dtype=np.bool_),
        stages=np.ones(count, dtype=np.int64),
        regions=np.zeros(count, dtype="S1"),
        countries=np.zeros(count, dtype="S1"),
        tags=Codes(np.arange(count + 1), random.integers(0, TAGS, count).astype(np.int32)) if count else empty.tags,
    )


def prepare(count: int, folder: Path) -> dict[str, float]:
    """Put a made snapshot into a folder; in a process of its own, whose memory is not the ranking's."""
    save_snapshot(folder, made_snapshot(count))
    return {}


def measure(count: int, folder: Path) -> dict[str, float]:
    """Rank for one need among so many; in a process of its own, so that its memory is its own."""
    with threadpool_limits(limits=1):
        before = resident_mb()
        snapshot = load_snapshot(folder)
        if snapshot is None:
            raise RuntimeError("the snapshot did not load")
        index = ProviderIndex(snapshot)
        history = history_as_of(made_interactions(index), index, TODAY, expire_after_days=14)
        startup = ProfileRecord("s", "Tidewell", topics=tuple(f"t{3 * number + 2}" for number in range(ASKED)))
        asked = made_question(np.random.default_rng(2))
        seeker = make_seeker(NeedRecord("", "mentor", stage="seed"), startup, index, asked)
        vector = np.asarray(index.parts[0].vectors[7])
        object.__setattr__(seeker, "vector", vector)
        availability = Availability(np.zeros(count, dtype=np.float32))

        def once() -> None:
            rank(MENTOR, RankingQuery(seeker, index, history, availability, TODAY.toordinal())).proposals(20)

        columns = PairFeatures((*MENTOR.features, *MENTOR.learned_features)).fit(index).get_feature_names_out()
        model = make_model(features=tuple(columns))

        def by_model() -> None:
            rank(MENTOR, RankingQuery(seeker, index, history, availability, TODAY.toordinal()), (), model).proposals(20)

        def first_stage() -> None:
            rank(MENTOR, RankingQuery(seeker, index, history, availability, TODAY.toordinal())).best(20)

        def one_pass() -> None:
            _ = vector @ index.parts[0].vectors.T

        once()
        by_model()
        one_pass()
        resident = resident_mb()  # what serving takes: to score everybody closely is done here alone
        query = RankingQuery(seeker, index, history, availability, TODAY.toordinal())
        exact = _scored(rank(MENTOR, query), np.arange(index.count)).best(20)
        return {
            "rank_ms": 1000 * best_of(once),
            "model_ms": 1000 * best_of(by_model),
            "bare_ms": 1000 * best_of(first_stage),
            "same": len(np.intersect1d(exact, rank(MENTOR, query).best(20))) / 20,
            "pass_ms": 1000 * best_of(one_pass),
            "index_mb": index.nbytes / 1e6,
            "resident_mb": resident,
            "grown_mb": resident - before,
        }


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line per size, then how the cost grows and what fits."""
    print("Top 20 of N supervisors for a question, reasons included, beside one float32 BLAS pass over their vectors")
    print("(one thread); without reasons, and by a learned model, too")
    first = ("N", 8), ("top 20", 10), ("no reasons", 10), ("a model's", 10), ("BLAS pass", 10), ("ratio", 7)
    heads = (*first, ("as exact", 9), ("index", 9), ("resident", 9), ("grown", 9))
    print(" ".join(f"{name:>{width}}" for name, width in heads))
    results = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            in_child(prepare, count, Path(folder))
            result = results[count] = in_child(measure, count, Path(folder))
        print(
            f"{count:>8,} {result['rank_ms']:>7.1f} ms {result['bare_ms']:>7.1f} ms {result['model_ms']:>7.1f} ms "
            f"{result['pass_ms']:>7.2f} ms {result['rank_ms'] / result['pass_ms']:>6.1f}x {result['same']:>8.0%} "
            f"{result['index_mb']:>6.0f} MB {result['resident_mb']:>6.0f} MB {result['grown_mb']:>6.0f} MB"
        )
    if {5_000, 50_000} <= results.keys():
        growth = results[50_000]["rank_ms"] / results[5_000]["rank_ms"]
        print(f"50,000 cost {growth:.1f} x what 5,000 cost (aim: at most 6 x)")
    if {10_000, 100_000} <= results.keys():
        growth = results[100_000]["rank_ms"] / results[10_000]["rank_ms"]
        ratio = results[100_000]["rank_ms"] / results[100_000]["pass_ms"]
        print(f"100,000 cost {growth:.1f} x what 10,000 cost (aim: 5), {ratio:.1f} x one pass (aim: 1.5)")
    if 200_000 in results:
        print(f"200,000 take {results[200_000]['resident_mb']:.0f} MB resident (aim: at most 1,000 MB)")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
