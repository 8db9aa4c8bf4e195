"""Multiverse: what must hold whatever was measured."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats import labellings, permutation_p
from framing.stats.curve_inference import joint_test, variance_shares
from framing.stats.curves import Labelled, curve_effects, curve_scores
from framing.study.comparison.cells import cells_from
from framing.study.comparison.designs import Design, plan_designs
from framing.study.config.decisions import DECISIONS, settle
from framing.study.measurement.measurements import Measurements, from_tables
from framing.study.multiverse.bases import base_from, rows_of_family, spoken
from framing.study.multiverse.scopes import scope_of
from framing.study.multiverse.tiers import kind_of
from framing.study.multiverse.universe_counts import UniverseCounts, count_universes
from framing.study.multiverse.universes import Universe, expand
from framing.tables import POSITIONS, VOICES, check, empty

# Family → its categories and referents; every kind there is: cues, naming, heads, rows of a family, facts of a document.
FOUND = {
    "threat": (("alarm", "menace"), ("", "west", "iran")),
    "evidentials": (("hedge", "borrowed"), ("",)),
    "naming": (("capital", "country"), ("west", "iran")),
    "heads": (("mention", "mention", "adjective", "complement"), ("sanctions", "talks")),
    "reporting": (("neutral", "distancing"), ("",)),
    "sources": (("person", "anonymous", "first", "reply"), ("",)),
}
BOOKS = {"threat.fr": "cues", "evidentials.fr": "evidentials", "naming.fr": "naming", "heads.fr": "heads"}
SETTINGS = {
    "framing": "0", "libraries": {}, "extractors": [],
    "codebooks": {name: {"kind": kind, "referents": {}} for name, kind in BOOKS.items()},
}  # fmt: skip
KEYS = st.integers(0, 2**32 - 1)


def observed(generator: np.random.Generator, doc_ids: list[str]) -> pd.DataFrame:
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _ in range(int(generator.integers(0, 200))):
        family = str(generator.choice(list(FOUND)))
        category, referent = (str(generator.choice(names)) for names in FOUND[family])
        start = int(generator.integers(0, 9)) * 10
        row = {
            "doc_id": str(generator.choice(doc_ids)), "start": start, "end": start + 6, "rule": str(generator.choice(["r", "s"])),
            "family": family, "category": category, "referent": referent, "sentence": start // 30, "surface": "mot",
            "lemma": str(generator.choice(["mot", "terme", ""])), "voice": str(generator.choice(VOICES)),
            "position": str(generator.choice(POSITIONS)), "holder": "",
            "cue": str(generator.choice(["", "other:neutral", "other:distancing"])) if family == "reporting" else "",
            "negated": bool(generator.random() < 0.2), "confidence": float(generator.choice([0.5, 0.7, 0.9])),
        }  # fmt: skip
        rows[tuple(row[c] for c in ("family", "category", "referent", "rule", "doc_id", "start"))] = row
    return check(pd.DataFrame(list(rows.values())), "observations") if rows else empty("observations")


def exposed(generator: np.random.Generator, doc_ids: list[str]) -> pd.DataFrame:
    rows = [
        (doc_id, voice, position, "", int(generator.integers(1, 60)), int(generator.integers(1, 6)))
        for doc_id in doc_ids
        for voice in VOICES
        for position in POSITIONS
        if generator.random() < 0.5
    ]
    columns = ["doc_id", "voice", "position", "holder", "tokens", "sentences"]
    return check(pd.DataFrame(rows, columns=columns), "exposure") if rows else empty("exposure")


def measured(seed: int, n_a: int, n_b: int) -> Measurements:
    generator = np.random.default_rng(seed)
    doc_ids = [f"d{n:02d}" for n in range(n_a + n_b)]
    documents = pd.DataFrame(
        {
            "doc_id": doc_ids, "outlet": ["a"] * n_a + ["b"] * n_b, "published": generator.choice(["", "2021-01-05"], n_a + n_b),
            "language": "fr", "characters": 1, "removed": 0, "tokens": 1, "sentences": 1,
        }
        | dict.fromkeys(["label", "title_sha256", "published_how", "topic", "url", "origin", "agency", "genre", "sha256"], "")
    )  # fmt: skip
    names = ("removals", "attributions", "counts", "collocations", "measures", "events")
    tables = {name: empty(name) for name in names} | {"documents": check(documents, "documents")}
    tables |= {"observations": observed(generator, doc_ids), "exposure": exposed(generator, doc_ids)}
    return from_tables(tables, SETTINGS)


def designed(measurements: Measurements, pair: tuple[str, str] = ("a", "b")) -> Design:
    return plan_designs(measurements.documents, measurements.events, [pair])[0]


def counts_of(
    measurements: Measurements,
    design: Design,
    key: tuple[str, str, str, str],
    universes: tuple[Universe, ...],
) -> UniverseCounts:
    scope = scope_of(design, measurements, pd.DataFrame({"doc_id": [], "copy": []}, dtype="str"), None)
    documents = pd.Index(sorted(scope.documents), dtype="str")
    rows = rows_of_family(measurements.observations, documents, key[0])
    said = spoken(measurements.exposure, documents)
    base = base_from(rows, said, key[:3], kind_of(measurements.settings, key[0]), len(documents))
    places = documents.get_indexer(pd.Index(scope.documents))
    return count_universes(universes, lambda _: (base, places), scope, key[3])


def all_universes(voice: str) -> tuple[Universe, ...]:
    everything = {d.name: [option.name for option in d.options] for d in DECISIONS}
    return expand(settle({}, everything, voice, matched=False), 64).universes


@pytest.mark.parametrize("family", sorted(FOUND))
@settings(deadline=None, max_examples=4)
@given(KEYS, st.integers(1, 4), st.integers(1, 4))
def test_default_universe_counts_what_cells_count(family: str, seed: int, n_a: int, n_b: int) -> None:
    measurements = measured(seed, n_a, n_b)
    design = designed(measurements)
    declared = (("threat", "alarm", "", "own"), ("sources", "lone", "", "own"))
    cells = cells_from(measurements, design, declared)
    # mentions of heads are their denominator, never a claim
    wanted = (cells.index["family"] == family) & (cells.index["category"] != "mention")
    chosen = np.random.default_rng(seed).permutation(np.flatnonzero(wanted))[:4]
    for n in chosen.tolist():
        key = tuple(cells.index.iloc[n])
        found = counts_of(measurements, design, key, all_universes(key[3])[:1])
        assert np.array_equal(found.hits[:, 0], cells.hits[:, n]), key
        assert np.array_equal(found.opportunities[:, 0], cells.opportunities[:, n]), key


@settings(deadline=None, max_examples=6)
@given(KEYS, st.sampled_from([("threat", "alarm"), ("reporting", "neutral"), ("sources", "first")]))
def test_outlets_exchanged_turn_every_effect_and_score(seed: int, pair: tuple[str, str]) -> None:
    measurements = measured(seed, 3, 4)
    found = []
    for outlets in (("a", "b"), ("b", "a")):
        design = designed(measurements, outlets)
        counts = counts_of(measurements, design, (*pair, "", "own"), all_universes("own"))
        rows = Labelled(labellings(design.n_a, design.n_b, 99, 1).matrix)
        effects = curve_effects(
            rows, counts.weighed, counts.room, share=pair[0] != "threat", stand_in=counts.stand_in
        )
        z = curve_scores(rows, counts.weighed, counts.room)
        found.append((effects, z, permutation_p(z), joint_test(effects, z)))
    (one, z_one, p_one, joint_one), (other, z_other, p_other, joint_other) = found
    np.testing.assert_allclose(one[0], -other[0], atol=1e-9)
    np.testing.assert_allclose(z_one[0], -z_other[0], atol=1e-9)
    np.testing.assert_allclose(p_one, p_other)
    for name in ("one_sign", "estimable", "p_median", "p_sign", "p_stouffer"):
        np.testing.assert_allclose(getattr(joint_one, name), getattr(joint_other, name))


@settings(deadline=None, max_examples=6)
@given(KEYS)
def test_no_universe_counts_more_than_all_that_was_found(seed: int) -> None:
    measurements = measured(seed, 3, 3)
    counts = counts_of(
        measurements, designed(measurements), ("threat", "alarm", "", "own"), all_universes("own")
    )
    rows = measurements.observations
    most = ((rows["family"] == "threat") & (rows["category"] == "alarm")).sum()
    assert (counts.hits.sum(axis=0) <= most).all()
    assert (counts.weighed >= 0).all()
    assert ((counts.weighed == 0) == (counts.hits == 0)).all()
    assert (counts.room[counts.hits > 0] > 0).all()


@settings(deadline=None, max_examples=25)
@given(KEYS, st.integers(2, 4), st.integers(2, 4), st.integers(1, 5))
def test_p_of_a_curve_lies_between_the_resolution_and_one(
    seed: int, n_a: int, n_b: int, columns: int
) -> None:
    generator = np.random.default_rng(seed)
    room = generator.integers(0, 9, (n_a + n_b, columns)).astype(float)
    hits = generator.binomial(room.astype(int), 0.3).astype(float)
    rows = labellings(n_a, n_b, 99, 1).matrix
    effects = curve_effects(Labelled(rows), hits, room, share=bool(seed % 2))
    joint = joint_test(effects, curve_scores(Labelled(rows), hits, room))
    p = np.array([joint.p_median, joint.p_sign, joint.p_stouffer])
    assert np.isnan(p).all() if not joint.estimable else ((p >= 1 / len(rows) - 1e-12) & (p <= 1)).all()
    shares, rest = variance_shares(effects[0], generator.integers(0, 2, (columns, 3)))
    parts = np.array([*shares, rest])
    assert np.isnan(parts).all() or ((parts >= 0) & (parts <= 1)).all()
