"""Independence: one sheet twice, or one seed twice, is refused; draws made apart are not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.errors import TableError
from framing.study.coding.codes import COLUMNS, Codes, join_codes
from framing.study.coding.frames import draw_units, strata_of
from framing.study.coding.independence import _log_tails, require_apart

UNIT = ["doc_id", "place"]
FRAME = pd.DataFrame(
    [
        {"language": "en", "outlet": outlet, "voice": "own", "family": "threat", "referent": "", "has_find": False, "doc_id": f"{outlet}{i}", "units": 10}
        for outlet in "ab"
        for i in range(10)
    ]
)  # fmt: skip


def drawn(n: int, seed: int) -> pd.DataFrame:
    """Draw so many of the 100 sentences of each of two outlets."""
    return draw_units(FRAME, strata_of(FRAME, n, n), seed)


@pytest.mark.parametrize("n", [10, 50, 90])
def test_one_seed_is_one_draw(n: int) -> None:
    with pytest.raises(TableError) as refused:
        require_apart([drawn(n, 7), drawn(n, 7)], UNIT, ["x.csv", "y.csv"])
    where, expected, found, remedy = str(refused.value).split(" · ")
    assert (where, expected) == ("y.csv", "expected units drawn apart from those of x.csv")
    assert f"{2 * n} units of x.csv again, {n} of {n} in stratum" in found
    assert "--seed" in remedy


def test_a_part_of_a_draw_is_no_further_draw() -> None:
    table = drawn(50, 7)
    with pytest.raises(TableError, match="found 34 units of x again"):
        require_apart([table, table.iloc[::3]], UNIT, ["x", "y"])


def test_nearly_the_same_is_the_same() -> None:
    table = drawn(50, 7)
    fewer = table.iloc[5:]
    with pytest.raises(TableError, match="units drawn apart"):
        require_apart([fewer, drawn(50, 1), table], UNIT, ["x", "y", "z"])


@pytest.mark.parametrize("n", [5, 20, 50, 90, 100])
def test_seeds_of_their_own_share_what_chance_gives(n: int) -> None:
    for seed in range(20):
        require_apart([drawn(n, 2 * seed), drawn(50, 2 * seed + 1)], UNIT, ["x", "y"])


def test_files_of_other_outlets_share_no_stratum() -> None:
    table = drawn(50, 7)
    a = table["outlet"] == "a"
    require_apart([table.loc[a], table.loc[~a]], UNIT, ["x", "y"])


def test_the_chance_is_hypergeometric() -> None:
    import scipy

    shared = pd.DataFrame(
        {"both": [9.0, 3.0], "first": [20.0, 5.0], "second": [20.0, 50.0], "size": [100.0, 100.0]}
    )
    expected = scipy.stats.hypergeom.logsf(8, 100, 20, 20), scipy.stats.hypergeom.logsf(2, 100, 5, 50)
    assert _log_tails(shared) == pytest.approx(np.array(expected), rel=1e-9)


def test_codes_of_one_sheet_are_not_joined() -> None:
    made = drawn(50, 7)
    n = len(made)
    coded = made.assign(
        unit=range(1, n + 1), start=made["place"] * 10, end=made["place"] * 10 + 5, sha256="x", found="none", gold="none",
        gold_voice="yes", coder_x="none", voice_x="yes",
    )  # fmt: skip
    codes = Codes(coded[[*COLUMNS, "coder_x", "voice_x"]])
    with pytest.raises(TableError, match=r"^codes\[1\] · expected units drawn apart"):
        join_codes([codes, codes])
