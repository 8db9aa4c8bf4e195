"""Existence: what was there for whom, at the dates of the documents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.existence import existence, possible_sides, precedes


def test_dates_come_from_the_codebooks(hand: Any) -> None:
    assert existence(hand.settings) == {"west": "", "ukraine_war": "2022-02-24"}


@pytest.mark.parametrize(
    ("dates", "exists", "older"),
    [
        (["2021-05-01", "2022-02-23"], "2022-02-24", True),
        (["2021", "2022-01"], "2022-02-24", True),
        (["2021", "2022-02"], "2022-02-24", False),
        (["2021", ""], "2022-02-24", False),
        (["2022-02-24"], "2022-02-24", False),
        (["2021"], "", False),
        ([], "2022-02-24", False),
    ],
)
def test_documents_precede_only_where_all_are_known_to(dates: list[str], exists: str, older: bool) -> None:
    assert precedes(pd.Series(dates, dtype="str"), exists) is older


def test_each_side_is_told_apart() -> None:
    dates = pd.Series(["2021", "2021", "2023", "2023"], dtype="str")
    referents = pd.Series(["war", "west", "war", ""])
    in_a = np.array([True, True, False, False])
    found = possible_sides(dates, in_a, referents, {"war": "2022-02-24", "west": ""})
    assert found.tolist() == [[False, True, False, True], [True] * 4]
    assert possible_sides(dates, in_a, referents[:0], {}).shape == (2, 0)
