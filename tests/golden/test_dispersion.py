"""Dispersion against the papers' examples; sources stand in dispersion_worked.json."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

from framing.stats import deviation_of_proportions, evenness

WORKED = json.loads((Path(__file__).parent / "dispersion_worked.json").read_text("utf-8"))


@pytest.mark.parametrize("case", WORKED["worked"], ids=lambda case: case["name"])
def test_three_forms_of_dp_equal_the_published_examples(case: dict[str, object]) -> None:
    found = deviation_of_proportions(np.array(case["frequencies"]), np.array(case["part_sizes"]))
    assert found.dp == pytest.approx([case["dp_gries2008"]], rel=1e-9)
    assert found.dpnorm == pytest.approx([case["dpnorm_lijffijt_gries2012"]], rel=1e-9)
    assert found.dp_egbert == pytest.approx([case["dp_egbert2020"]], rel=1e-9)


@pytest.mark.parametrize("form", [np.asarray, scipy.sparse.csr_array, scipy.sparse.csc_matrix])
def test_seven_words_of_the_default_study_at_once(form: type) -> None:
    terms = WORKED["seeds"]["terms"]
    counts = form(np.array([term["frequencies"] for term in terms]).T)
    found = deviation_of_proportions(counts, WORKED["seeds"]["part_sizes"])
    np.testing.assert_allclose(found.dp, [term["dp_gries2008"] for term in terms], rtol=1e-9)
    np.testing.assert_allclose(found.dpnorm, [term["dpnorm_lijffijt_gries2012"] for term in terms], rtol=1e-9)
    np.testing.assert_allclose(found.dp_egbert, [term["dp_egbert2020"] for term in terms], rtol=1e-9)
    held = evenness(counts, WORKED["seeds"]["part_sizes"]).held
    np.testing.assert_allclose(held, [term["range_share"] for term in terms], rtol=1e-9)


LYNE = [
    ("held", "range_share"),
    ("juilland_d", "juilland_d_population_sd"),
    ("carroll_d2", "carroll_d2"),
    ("rosengren_s", "rosengren_s"),
    ("da", "da_wilcox"),
    ("kld", "kld_bits"),
    ("dkl", "dkl_odds_to_probability"),
]


@pytest.mark.parametrize(("attribute", "name"), LYNE)
def test_evenness_of_a_lemma_of_lyne_1985_equals_tlda(attribute: str, name: str) -> None:
    case = WORKED["worked"][-1]
    found = evenness(np.array(case["frequencies"]), case["part_sizes"])
    assert getattr(found, attribute) == pytest.approx([case[name]], rel=1e-9)


def test_other_scalings_follow_from_these_as_the_docstrings_say() -> None:
    case = WORKED["worked"][-1]
    parts = len(case["part_sizes"])
    spread = deviation_of_proportions(np.array(case["frequencies"]), case["part_sizes"])
    even = evenness(np.array(case["frequencies"]), case["part_sizes"])
    assert spread.dp / (1 - 1 / parts) == pytest.approx([case["dpnorm_gries2008_equal_parts"]], rel=1e-9)
    with_sample_deviation = 1 - (1 - even.juilland_d) * np.sqrt(parts / (parts - 1))
    assert with_sample_deviation == pytest.approx([case["juilland_d_sample_sd"]], rel=1e-9)
    assert np.exp(-even.kld) == pytest.approx([case["dkl_exp"]], rel=1e-9)
