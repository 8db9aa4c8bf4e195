"""Scoring: agreement equals nltk's, precision and recall weigh each unit with what it stands for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.coding.answers import Coder
from framing.study.coding.codes import Codes, codes_from
from framing.study.coding.scoring import appraise, categories_of, holds
from framing.study.coding.sheets import labels, written

KINDS = ["none", "alarm", "menace", "alarm;menace"]


def key(outlets: list[str], found: list[str], sizes: list[int], **changes: Any) -> pd.DataFrame:
    n = len(found)
    stratum = [f"{o}:{f != 'none'}" for o, f in zip(outlets, found, strict=True)]
    drawn = [stratum.count(s) for s in stratum]
    inclusion = [d / s for d, s in zip(drawn, sizes, strict=True)]
    table = pd.DataFrame(
        {
            "unit": range(1, n + 1), "doc_id": "d", "start": range(n), "end": range(1, n + 1), "sha256": "", "language": "fr",
            "outlet": outlets, "voice": "own", "family": "threat", "referent": "", "found": found, "stratum": stratum,
            "size": sizes, "drawn": drawn, "inclusion": inclusion,
        }
    )  # fmt: skip
    return table.assign(**changes)


def coded(table: pd.DataFrame, *codes: list[str], voices: list[str] | None = None) -> Codes:
    said = [dict(enumerate(column, 1)) for column in codes]
    spoken = dict(enumerate(voices or [], 1))
    coders = [Coder(f"c{n}", {u: c for u, c in s.items() if c}, spoken) for n, s in enumerate(said)]
    return codes_from(table, coders)


@pytest.mark.parametrize("seed", range(4))
def test_alpha_of_sets_and_of_categories_equals_nltk(seed: int) -> None:
    from nltk.metrics.agreement import AnnotationTask

    generator = np.random.default_rng(seed)
    truth = generator.integers(0, 4, 60)
    given = [
        [KINDS[t if generator.random() < 0.8 else generator.integers(0, 4)] for t in truth] for _ in range(3)
    ]
    given[2] = [code if generator.random() < 0.7 else "" for code in given[2]]
    found = appraise(coded(key(["a"] * 60, ["none"] * 60, [600] * 60), *given), 1, replicates=99).agreement
    rows = [(n, u, code) for n, codes in enumerate(given) for u, code in enumerate(codes) if code]
    assert found["category"].tolist() == ["", "alarm", "menace"]
    for row in found.itertuples():
        values = [(n, u, code if not row.category else row.category in code) for n, u, code in rows]
        assert row.alpha == pytest.approx(AnnotationTask(data=values).alpha())
        assert row.low <= row.alpha <= row.high
    assert found[["coders", "units"]].iloc[0].tolist() == [3, 60]


def test_agreement_of_one_coder_is_unknown() -> None:
    found = appraise(coded(key(["a"] * 3, ["none"] * 3, [30] * 3), ["none", "alarm", "none"]), 1).agreement
    assert found["alpha"].isna().all()
    assert found["units"].tolist() == [0, 0]


def test_precision_and_recall_weigh_units_by_what_they_stand_for() -> None:
    # outlet a: 3 of 6 finds, one wrong; 2 of 100 others, one a miss. Outlet b: all 2 finds right, no miss in 2 of 50.
    outlets = ["a"] * 5 + ["b"] * 4
    found = ["alarm", "alarm", "menace", "none", "none", "alarm", "alarm", "none", "none"]
    gold = ["alarm", "none", "menace", "alarm", "none", "alarm", "alarm", "none", "none"]
    sizes = [6, 6, 6, 100, 100, 2, 2, 50, 50]
    table = appraise(coded(key(outlets, found, sizes), gold, gold), 1).accuracy.set_index(
        ["outlet", "category"]
    )
    assert table.index.tolist() == [(o, c) for c in ("", "alarm", "menace") for o in "ab"]
    assert table.loc[("a", ""), ["coded", "found", "precision"]].tolist() == pytest.approx([5, 3, 4 / 6])
    assert table.loc[("a", ""), "recall"] == pytest.approx(4 / (4 + 50))
    assert table.loc[("a", "alarm"), ["precision", "recall"]].tolist() == pytest.approx([2 / 4, 2 / (2 + 50)])
    assert table.loc[("a", "menace"), ["precision", "recall"]].tolist() == [1.0, 1.0]
    assert table.loc[("b", ""), ["precision", "recall", "recall_high"]].tolist() == [1.0, 1.0, 1.0]
    assert table.loc[("b", ""), "recall_low"] < 0.9
    assert np.isnan(table.loc[("b", "menace"), "precision"])


def test_what_may_have_been_missed_shrinks_with_what_was_coded() -> None:
    """Of n sentences without a find none holds it: no more than Clopper and Pearson's limit of them."""
    for n, limit in ((3, 0.7076), (100, 0.0362)):
        found, sizes = ["alarm"] * 2 + ["none"] * n, [20] * 2 + [180] * n
        table = appraise(coded(key(["a"] * len(found), found, sizes), found, found), 1, replicates=9).accuracy
        assert table["missed_high"].tolist() == pytest.approx([0.9 * limit] * 2, rel=1e-3)


def test_of_shares_what_may_have_been_missed_is_told_by_mention() -> None:
    found = ["alarm"] * 2 + ["menace"] * 8 + ["none"] * 10
    units = key(["a"] * 20, found, [10] * 10 + [10] * 10, family="naming", referent="west")
    table = appraise(coded(units, found, found), 1, replicates=9).accuracy.set_index("category")
    # of "alarm": 18 sentences without it, to 10 with a mention
    assert table.loc["alarm", "missed_high"] == pytest.approx(18 * (1 - 0.025 ** (1 / 18)) / 10)


def test_at_worst_finds_that_coders_disagree_on_are_wrong_and_others_missed() -> None:
    found = ["alarm"] * 5 + ["none"] * 5
    ana = ["alarm", "alarm", "alarm", "alarm;menace", "none", "none", "none", "none", "none", "menace"]
    ben = ["alarm", "alarm", "none", "alarm", "none", "none", "none", "none", "alarm", ""]
    codes = coded(key(["a"] * 10, found, [5] * 5 + [50] * 5), ana, ben)
    row = appraise(codes, 1, replicates=9).accuracy.set_index("category").loc["alarm"]
    # settled: 2 of 3 finds right, none of 3 others missed. At worst 3 of 5 (both say alarm of the fourth), and 1 of the 4 others
    # that two coded stands for 12.5 of 50
    assert row[["precision", "recall", "unresolved"]].tolist() == pytest.approx([2 / 3, 1.0, 2])
    assert row[["precision_worst", "recall_worst"]].tolist() == pytest.approx([3 / 5, 3 / (3 + 12.5)])


def test_where_all_agree_the_worst_is_what_is_known() -> None:
    found = ["alarm"] * 4 + ["none"] * 4
    gold = ["alarm"] * 3 + ["none"] + ["alarm"] + ["none"] * 3
    row = appraise(
        coded(key(["a"] * 8, found, [8] * 4 + [80] * 4), gold, gold), 1, replicates=9
    ).accuracy.iloc[0]
    assert (row["precision_worst"], row["recall_worst"]) == (row["precision"], row["recall"])
    assert row["unresolved"] == 0


def test_unresolved_units_are_stood_for_by_the_others_of_their_stratum() -> None:
    found, gold = ["alarm"] * 4 + ["none"] * 4, ["alarm"] * 4 + ["alarm"] + ["none"] * 3
    other = [*gold[:6], "alarm", "alarm"]
    whole = appraise(coded(key(["a"] * 8, found, [8] * 4 + [80] * 4), gold, other), 1).accuracy.iloc[0]
    # two of four others resolved, one a miss: 40 of the 80 are
    assert (whole["coded"], whole["recall"]) == (6, pytest.approx(8 / (8 + 40)))


def test_voices_are_scored_by_outlet_and_voice() -> None:
    table = key(["a"] * 4, ["none"] * 4, [40] * 4, voice=["own", "own", "own", "quoted"])
    found = appraise(coded(table, ["none"] * 4, ["none"] * 4, voices=["yes", "no", "yes", "yes"]), 1).voices
    assert found[["voice", "coded"]].values.tolist() == [["own", 3], ["quoted", 1]]
    assert found["right"].tolist() == pytest.approx([2 / 3, 1])
    assert (found["right_low"] < found["right"]).all()


def test_questions_are_scored_apart() -> None:
    table = key(
        ["a"] * 4,
        ["none"] * 4,
        [40] * 4,
        family=["threat", "threat", "naming", "naming"],
        referent=["", "", "x", "x"],
    )
    found = appraise(coded(table, ["none"] * 4, ["alarm", "none", "none", "none"]), 1)
    assert found.agreement[["family", "referent", "category"]].values.tolist() == [
        ["naming", "x", ""], ["threat", "", ""], ["threat", "", "alarm"],
    ]  # fmt: skip


def test_nothing_coded_gives_empty_tables() -> None:
    found = appraise(coded(key(["a"], ["none"], [1]).iloc[:0], []), 1)
    assert (len(found.agreement), len(found.accuracy), len(found.voices)) == (0, 0, 0)


def test_codes_are_sets() -> None:
    assert labels("menace;alarm") == {"alarm", "menace"}
    assert (labels("none"), labels("")) == (frozenset(), None)
    assert (written({"menace", "alarm"}), written([])) == ("alarm;menace", "none")
    codes = pd.DataFrame({"a": ["alarm;menace", "none", ""]})
    assert categories_of(codes, ["a"]) == ("alarm", "menace")
    assert holds(codes["a"], "menace").tolist() == [True, False, False]
    assert holds(codes["a"], "").tolist() == [True, False, False]
