"""Event effects: what each event says, beside the weight it has in what is pooled."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framing.stats import Events
from framing.study.comparison import event_effects as module
from framing.study.comparison.event_effects import event_effects
from framing.study.comparison.specification import specify
from framing.study.config.study import load_study

CUE = {"family": "threat", "category": "alarm", "referent": "west", "contrast": ["alpha", "beta"]}
NAME = {"family": "naming", "category": "capital", "referent": "west", "contrast": ["alpha", "beta"]}


@pytest.fixture
def effects(hand: Any, study_file: Callable[..., Path]) -> Callable[..., Any]:
    """Effects of two claims in six events; the documents of one event may tell another as well."""

    def build(claims: list[dict[str, Any]], n_events: int = 6) -> Any:
        documents = hand.documents(["alpha"] * n_events + ["beta"] * n_events, ["2021-05-01"] * 2 * n_events)
        told = {f"d{n:03d}": f"event {n % n_events}" for n in range(2 * n_events)}
        rows = [hand.observation("d000", 5), hand.observation("d006", 5), hand.observation("d006", 20)]
        rows += [
            hand.observation(d, 50 + 9 * n, family="naming", category=variant, rule=f"west.{variant}")
            for d, variants in (("d001", ["capital"] * 3 + ["country"]), ("d007", ["country"] * 4))
            for n, variant in enumerate(variants)
        ]
        measured = hand.measurements(documents, rows, events=told)
        study = load_study(study_file(claims=claims))
        return event_effects(specify(study, measured, measured.events), measured.events)

    return build


def test_each_event_has_its_ratio_with_errors_as_if_mentions_were_independent(effects: Any) -> None:
    found = effects([CUE]).set_index("event_id")
    first = found.loc["event 0"]
    assert first[["hits_a", "hits_b", "opportunities_a", "opportunities_b"]].tolist() == [1.0, 2.0, 6.0, 6.0]
    assert first["estimate"] == pytest.approx(0.5)
    assert np.log([first["low"], first["high"]]) == pytest.approx(
        np.log(0.5) + np.array([-1, 1]) * 1.959964 * np.sqrt(1.5), abs=1e-6
    )
    assert found["estimate"].drop("event 0").isna().all()  # nothing found in the others
    assert found["weight"].tolist() == pytest.approx([1 / 6] * 6)
    assert found["i_squared"].isna().all()  # one event says nothing of how events differ


def test_shares_have_the_bounds_of_newcombe(effects: Any) -> None:
    # Newcombe 1998, table II, example (a): 56/70 and 48/80
    events = Events(*(np.array([[value]]) for value in (56.0, 70.0, 48.0, 80.0)))
    found = module._differences(events, 0.95)
    assert [found[name].item() for name in ("estimate", "low", "high")] == pytest.approx(
        [0.2, 0.0524, 0.3339], abs=5e-5
    )
    rows = effects([NAME]).set_index("event_id")
    assert rows.loc["event 1", "estimate"] == pytest.approx(0.75)
    assert rows["weight"].tolist() == [0, 1, 0, 0, 0, 0]
    assert set(rows["statistic"]) == {"share_difference"}


def test_designs_that_are_not_matched_have_none(effects: Any) -> None:
    assert effects([CUE], n_events=5).empty


def test_claims_of_one_contrast_stand_one_below_the_other(effects: Any) -> None:
    found = effects([CUE, NAME])
    assert len(found) == 12
    assert json.loads(found.groupby("family")["hits_a"].sum().to_json()) == {"naming": 3.0, "threat": 1.0}
