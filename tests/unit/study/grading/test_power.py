"""Power: a clear difference needs no more than there is, a faint one more, none no answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from framing.study.comparison.designs import Design, plan_designs
from framing.study.grading.power import needed_size
from framing.tables import empty


def design_of(hand: Any, n: int, told: dict[str, str] | None = None) -> Design:
    documents = hand.documents(["a"] * n + ["b"] * n, ["2021-05-01"] * 2 * n)
    events = hand.measurements(documents, [], events=told).events if told else empty("events")
    (design,) = plan_designs(documents, events, [("a", "b")], replicates=99)
    return design


def needed(design: Design, ratio: float, seed: int = 3, **more: Any) -> int | None:
    n = design.n_a
    rate = np.r_[np.full(n, 2.0 * ratio), np.full(n, 2.0)]
    hits = np.random.default_rng(seed).poisson(rate).astype(float)
    settings = {"share": False, "level": 0.05, "seed": np.random.SeedSequence(1)} | more
    return needed_size(design, hits, np.full(2 * n, 20.0), **settings)


def test_the_fainter_the_difference_the_more_it_takes(hand: Any) -> None:
    design = design_of(hand, 24)
    sides = np.tile([1.0, 2, 3, 4], 12)
    hits = {extra: sides + np.r_[np.tile([0.0, extra, 0.0, extra], 6), np.zeros(24)] for extra in (4, 2, 1)}
    settings = {"share": False, "level": 0.05}
    sizes = [
        needed_size(design, of, np.full(48, 20.0), seed=np.random.SeedSequence(1), **settings)
        for of in hits.values()
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] == 24 < sizes[2]
    assert needed(design, 1.6, level=0.0005) > needed(design, 1.6)


def test_of_no_difference_there_is_no_answer(hand: Any) -> None:
    design = design_of(hand, 12)
    even = np.tile([1.0, 2.0, 3.0], 8)
    size = needed_size(
        design, even, np.full(24, 20.0), share=False, level=0.05, seed=np.random.SeedSequence(1)
    )
    assert size is None


@pytest.mark.parametrize("share", [False, True])
def test_events_are_drawn_where_they_are_matched(hand: Any, share: bool) -> None:
    design = design_of(hand, 8, {f"d{n:03d}": f"e{n % 8}" for n in range(16)})
    assert design.kind == "matched"
    assert needed(design, 4.0, share=share) in (8, 12, 16)
