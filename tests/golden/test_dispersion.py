"""Dispersion against the papers' examples; sources stand in dispersion_worked.json."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

from framing.stats import deviation_of_proportions

WORKED = json.loads((Path(__file__).parent / "dispersion_worked.json").read_text("utf-8"))


@pytest.mark.parametrize("case", WORKED["worked"], ids=lambda case: case["name"])
def test_dp_and_dpnorm_equal_the_published_examples(case: dict[str, object]) -> None:
    found = deviation_of_proportions(np.array(case["frequencies"]), np.array(case["part_sizes"]))
    assert found.dp == pytest.approx([case["dp_gries2008"]], rel=1e-9)
    assert found.dpnorm == pytest.approx([case["dpnorm_lijffijt_gries2012"]], rel=1e-9)


@pytest.mark.parametrize("form", [np.asarray, scipy.sparse.csr_array, scipy.sparse.csc_matrix])
def test_seven_words_of_the_default_study_at_once(form: type) -> None:
    terms = WORKED["seeds"]["terms"]
    counts = form(np.array([term["frequencies"] for term in terms]).T)
    found = deviation_of_proportions(counts, WORKED["seeds"]["part_sizes"])
    np.testing.assert_allclose(found.dp, [term["dp_gries2008"] for term in terms], rtol=1e-9)
    np.testing.assert_allclose(found.dpnorm, [term["dpnorm_lijffijt_gries2012"] for term in terms], rtol=1e-9)
