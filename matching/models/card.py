"""Model card: training data, evaluation figures, and checksums of the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from importlib.metadata import version
from typing import Any

from matching.results import Fact, Param

FORMAT = 2
"""2: no column of a linear head counts beyond what was seen while learning; models of before are not used."""
HEADS = ("seeker", "provider", "outcome")
_LIBRARIES = ("scikit-learn", "numpy", "scipy", "onnx", "onnxruntime")


class UnusableCode(StrEnum):
    """Why a model cannot be used."""

    NEWER_FORMAT = "newer_format"
    OLDER_FORMAT = "older_format"
    DAMAGED_FILE = "damaged_file"
    DAMAGED_HEAD = "damaged_head"
    FILES_OF_ANOTHER = "files_of_another"
    CHANCES_DIFFER = "chances_differ"
    LACKING_FEATURES = "lacking_features"


class ModelError(Exception):
    """A model's files cannot be used: `fact` says why, its code is an `UnusableCode`."""

    def __init__(self, code: UnusableCode, **params: Param) -> None:
        self.fact = Fact(code, params)
        super().__init__(f"{code}: {params}" if params else code.value)


@dataclass(frozen=True)
class ModelCard:
    """One model. `heads` by name: estimator, n, positives, n0, weight (of what was learned against the baseline), note,
    and the numbers that calibrate it; `metrics` by name: value, low, high; `baseline` the same for the starting rules
    on the same held-out pairs; `rival` the id and, where it could be judged there, the metrics of the model that served
    meanwhile; `files` the SHA-256 of every file; `checksum` the card's own."""

    id: str
    kind: str
    name: str
    trained_at: datetime
    data_until: date
    features: tuple[str, ...]
    heads: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, int] = field(default_factory=dict)
    metrics: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    baseline: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    rival: Mapping[str, Any] = field(default_factory=dict)
    slices: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT
    checksum: str = ""

    @property
    def answers(self) -> int:
        """How many answers of both sides it learned from."""
        return self.labels.get("seeker", 0) + self.labels.get("provider", 0)

    def to_json(self) -> str:
        """The card as text; the same card gives the same bytes."""
        values = asdict(self) | {"trained_at": self.trained_at.isoformat(), "data_until": self.data_until.isoformat()}
        return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)

    @property
    def is_against_rival(self) -> bool:
        """Whether it was compared with the model that served, or with the starting rules only."""
        return "ndcg_at_10" in self.rival

    @classmethod
    def from_json(cls, text: str) -> ModelCard:
        """The card again; raises ModelError where it is cut, altered or of another format."""
        try:
            values = json.loads(text)
            _check_format(int(values["format"]))
            known = {item.name for item in fields(cls)}
            values = {key: value for key, value in values.items() if key in known}
            values["trained_at"] = datetime.fromisoformat(values["trained_at"])
            values["data_until"] = date.fromisoformat(values["data_until"])
            values["features"] = tuple(values["features"])
            card = cls(**values)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise damaged("card.json") from error
        if card.checksum != card.sealed().checksum:
            raise damaged("card.json")
        return card

    def sealed(self) -> ModelCard:
        """The card with its own checksum."""
        bare = replace(self, checksum="").to_json()
        return replace(self, checksum=checksum_of(bare.encode()))


def _check_format(made: int) -> None:
    if made > FORMAT:
        raise ModelError(UnusableCode.NEWER_FORMAT)
    if made < FORMAT:
        raise ModelError(UnusableCode.OLDER_FORMAT)


def checksum_of(content: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def damaged(name: str) -> ModelError:
    """The error about a file that is not what it was."""
    return ModelError(UnusableCode.DAMAGED_FILE, name=name)


def library_versions() -> dict[str, str]:
    """The versions of the libraries that make and serve models."""
    return {name: version(name) for name in _LIBRARIES}
