"""Specificities against R's textometry; sources in README.md of this folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from framing.stats import specificities
from framing.stats.hypergeometric import Hypergeometric, log_probability

HERE = Path(__file__).parent
WORKED = json.loads((HERE / "lafon_worked.json").read_text("utf-8"))
PARTS = ("presstv", "rt", "western")


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def numbers(rows: list[dict[str, str]], column: str) -> np.ndarray:
    return np.array([float(row[column]) for row in rows])


def test_robespierre() -> None:
    # 6 rows (five words and all others) by ten discourses; every discourse is described by its rows
    rows = rows_of("lafon_robespierre.csv")
    words = sorted({row["word"] for row in rows})
    assert len(rows) == 60
    ordered = sorted(rows, key=lambda row: (words.index(row["word"]), int(row["part"][1:])))
    counts = numbers(ordered, "f").reshape(len(words), 10).T
    sizes = numbers(ordered[:10], "t")
    assert sizes.sum() == float(rows[0]["T"])
    found = specificities(counts, sizes).T.ravel()
    np.testing.assert_allclose(found, numbers(ordered, "S"), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(10 ** -np.abs(found), numbers(ordered, "p_tail"), rtol=1e-9)
    np.testing.assert_allclose(found, numbers(ordered, "S_4dp"), rtol=0, atol=5e-5)


def test_the_example_of_textometry() -> None:
    case = WORKED["single_point"]
    counts = np.array([case["f"], case["F"] - case["f"]])
    found = specificities(counts, [case["t"], case["T"] - case["t"]])[0]
    assert 10**-found == pytest.approx([case["upper_tail_including_f"]], rel=1e-11)
    law = Hypergeometric(*(np.array([float(case[name])]) for name in ("T", "F", "t")))
    assert np.exp(log_probability(np.array([float(case["f"])]), law)) == pytest.approx(
        [case["pmf"]], rel=1e-11
    )


def test_a_lexicon_of_thirteen_letters_and_its_complement() -> None:
    case = WORKED["sublexicon"]
    letters = sorted(case["lexicon"])
    part = np.array([case["sublexicon"].get(letter, 0) for letter in letters])
    rest = np.array([case["lexicon"][letter] for letter in letters]) - part
    found = specificities(np.stack([part, rest]), [case["t"], case["T"] - case["t"]])
    for row, name in zip(found, ("S_4dp_sublexicon", "S_4dp_complementary"), strict=True):
        np.testing.assert_allclose(row, [case[name][letter] for letter in letters], rtol=0, atol=5e-5)


def test_1106_terms_of_three_parts() -> None:
    rows = rows_of("lafon_seeds.csv")
    assert len(rows) == WORKED["totals_seeds"]["types"]
    counts = np.stack([numbers(rows, f"f_{part}") for part in PARTS])
    found = specificities(counts, [WORKED["totals_seeds"][part] for part in PARTS])
    signed_p = np.stack([numbers(rows, f"p_signed_{part}") for part in PARTS])
    np.testing.assert_allclose(10 ** -np.abs(found), np.abs(signed_p), rtol=1e-9)
    likely = np.abs(signed_p) == 1  # log10 of it is 0, which has no sign
    assert np.array_equal(np.sign(found)[~likely], np.sign(signed_p)[~likely])
    printed = np.stack([numbers(rows, f"S_4dp_{part}") for part in PARTS])
    np.testing.assert_allclose(found, printed, rtol=0, atol=5e-5)


def test_899_terms_of_two_parts() -> None:
    rows = rows_of("quanteda_seed_keyness.csv")
    counts = np.stack([numbers(rows, "f_presstv"), numbers(rows, "f_western")])
    found = specificities(counts, [2399, 808])[0]
    np.testing.assert_allclose(found, numbers(rows, "textometry_S_2parts_4dp"), rtol=0, atol=5e-5)
