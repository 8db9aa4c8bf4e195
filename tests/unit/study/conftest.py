"""Measurements made by hand: two outlets (and a third), every number chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.designs import plan_designs
from framing.study.config.study import Study, load_study
from framing.study.grading.cases import Case, Setting
from framing.study.measurement.measurements import Measurements, from_tables
from framing.tables import check, empty

DIGEST = "0" * 64
SETTINGS = {
    "framing": "0.1.0",
    "libraries": {},
    "extractors": ["cues.v1", "heads.v1", "naming.v1", "terms.v1"],
    "codebooks": {
        "threat.fr": {
            "kind": "cues", "version": 1, "digest": "a" * 64, "categories": {"alarm": ["west"]},
            "referents": {"west": {"exists": "", "variants": ["capital"]},
                          "ukraine_war": {"exists": "2022-02-24", "variants": ["war"]}},
            "heads": [],
        },
        "naming.fr": {
            "kind": "naming", "version": 1, "digest": "b" * 64, "categories": {},
            "referents": {"west": {"exists": "", "variants": ["capital"]}}, "heads": [],
        },
    },
}  # fmt: skip


def documents_from(outlets: list[str], dates: list[str]) -> pd.DataFrame:
    rows = [
        {
            "doc_id": f"d{n:03d}", "outlet": outlet, "label": f"text {n}", "title_sha256": DIGEST,
            "published": date, "published_how": "stated" if date else "absent", "language": "fr",
            "topic": "", "url": "", "origin": "", "agency": "", "genre": "", "sha256": DIGEST,
            "characters": 600, "removed": 0, "tokens": 100, "sentences": 10,
        }
        for n, (outlet, date) in enumerate(zip(outlets, dates, strict=True))
    ]  # fmt: skip
    return check(pd.DataFrame(rows), "documents")


def exposure_from(documents: pd.DataFrame) -> pd.DataFrame:
    """Six own and four quoted sentences a document, and a caption that counts nowhere."""
    cells = [("own", "body", 60, 6), ("quoted", "body", 40, 4), ("own", "caption", 9, 1)]
    rows = [
        {"doc_id": d, "voice": v, "position": p, "holder": "", "tokens": t, "sentences": s}
        for d in documents["doc_id"]
        for v, p, t, s in cells
    ]
    return check(pd.DataFrame(rows), "exposure")


def counts_from(documents: pd.DataFrame, special: dict[str, int]) -> pd.DataFrame:
    """Every document says "paix" 10 times and "port" n times, the rest is one filler."""
    rows = []
    for doc_id in documents["doc_id"]:
        port = special.get(doc_id, 0)
        said = {"paix": 10, "port": port, "mer": 90 - port}
        rows += [(doc_id, "own", "body", term, n) for term, n in said.items() if n]
        rows.append((doc_id, "own", "caption", "quai", 9))
    return check(pd.DataFrame(rows, columns=["doc_id", "voice", "position", "term", "n"]), "counts")


def observation(doc_id: str, start: int, **changes: Any) -> dict[str, Any]:
    row = {
        "doc_id": doc_id, "start": start, "end": start + 6, "rule": "alarm", "family": "threat",
        "category": "alarm", "referent": "west", "sentence": 0, "surface": "alarme", "lemma": "alarme",
        "voice": "own", "position": "body", "holder": "", "cue": "", "negated": False, "confidence": 1.0,
    }  # fmt: skip
    return row | changes


def measurements_from(
    documents: pd.DataFrame, observations: list[dict[str, Any]] = (), special: dict[str, int] | None = None,
    events: dict[str, str] | None = None,
) -> Measurements:  # fmt: skip
    tables = {
        name: empty(name)
        for name in ("removals", "attributions", "collocations", "measures", "observations", "events")
    }
    if observations:
        tables["observations"] = check(pd.DataFrame(observations), "observations")
    if events:
        rows = [(event, doc_id, "catalogue", float("nan")) for doc_id, event in events.items()]
        tables["events"] = check(pd.DataFrame(rows, columns=["event_id", "doc_id", "how", "score"]), "events")
    tables |= {"documents": documents, "exposure": exposure_from(documents)}
    tables["counts"] = counts_from(documents, special or {})
    return from_tables(tables, SETTINGS)


def measures_from(documents: pd.DataFrame) -> pd.DataFrame:
    """One measure of every document in its own voice; the first is too short for it."""
    rows = [
        (d, "own", "mtld", 80.0 + n if n else float("nan"), 60) for n, d in enumerate(documents["doc_id"])
    ]
    return check(pd.DataFrame(rows, columns=["doc_id", "voice", "measure", "value", "tokens"]), "measures")


def with_measures(measurements: Measurements) -> Measurements:
    """Return the measurements as if lexical.v1 had measured too."""
    extractors = sorted([*measurements.settings["extractors"], "lexical.v1"])
    settings = dict(measurements.settings) | {"extractors": extractors}
    return replace(measurements, measures=measures_from(measurements.documents), settings=settings)


@pytest.fixture
def hand() -> Any:
    """Return the functions above."""

    class Hand:
        documents = staticmethod(documents_from)
        observation = staticmethod(observation)
        measurements = staticmethod(measurements_from)
        with_measures = staticmethod(with_measures)
        settings = SETTINGS

    return Hand


@pytest.fixture
def setting() -> Callable[..., Setting]:
    """Build what the gates look at: n_a documents of outlet a, n_b of outlet b, dated and told as given."""

    def build(
        n_a: int = 5, n_b: int = 5, dates: list[str] | None = None, told: dict[str, str] | None = None,
        undated: bool = False, others: tuple[float, ...] = (), **columns: Any,
    ) -> Setting:  # fmt: skip
        documents = documents_from(["a"] * n_a + ["b"] * n_b, dates or ["2021-05-01"] * (n_a + n_b))
        documents = documents.assign(**columns)
        events = measurements_from(documents, events=told).events
        (design,) = plan_designs(documents, events, [("a", "b")])
        return Setting(design, documents, undated, others, 0.05)

    return build


@pytest.fixture
def case() -> Callable[..., Case]:
    """Build a cell from its hits, one a document, and its opportunities."""

    def build(hits: list[float], opportunities: float | list[float] = 10.0, **more: Any) -> Case:
        wide = np.broadcast_to(np.asarray(opportunities, dtype=float), len(hits))
        return Case(np.array(hits, dtype=float), wide, **({"referent": "west", "exists": ""} | more))

    return build


@pytest.fixture
def two_by_two() -> Measurements:
    """Two documents of each of two outlets and one of a third, as in the default study."""
    documents = documents_from(
        ["alpha", "alpha", "beta", "beta", "gamma"],
        ["2021-01-26", "2020-10", "2024-10-31", "2025-01-17", "2024-01-24"],
    )
    rows = [observation("d000", 5), observation("d000", 50, voice="quoted"), observation("d002", 7)]
    rows += [
        observation(d, 90 + n, family="naming", category=variant, rule=f"west.{variant}", referent="west")
        for d in ("d000", "d002")
        for n, variant in enumerate(["capital", "capital", "country"])
    ]
    return measurements_from(documents, rows, {"d000": 30, "d001": 20, "d002": 3})


@pytest.fixture
def study_file(tmp_path: Path) -> Callable[..., Path]:
    """Write a config (YAML is a superset of JSON) and return its path."""

    def write(**changes: Any) -> Path:
        (tmp_path / "bundle").mkdir(exist_ok=True)
        content = {
            "study": "two-ports",
            "title": {"fr": "Deux ports", "en": "Two ports"},
            "languages": ["fr"],
            "corpus": ["bundle"],
            "contrasts": [["alpha", "beta"]],
            "extractors": ["terms.v1", "cues.v1", "naming.v1", "heads.v1"],
            "codebooks": ["fr"],
            "claims": [
                {"family": "threat", "category": "alarm", "referent": "west", "contrast": ["alpha", "beta"]}
            ],
            "statistics": {"replicates": 199, "interval": 0.95, "seed": 7},
        }
        merged = {key: value for key, value in (content | changes).items() if value is not None}
        path = tmp_path / "config.yaml"
        path.write_text(json.dumps(merged, ensure_ascii=False, indent=1), encoding="utf-8")
        return path

    return write


@pytest.fixture
def study(study_file: Callable[..., Path]) -> Study:
    """Return the study of `study_file` without changes."""
    return load_study(study_file())
