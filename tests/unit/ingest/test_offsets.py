from __future__ import annotations

import pandas as pd

from framing.ingest import page_offsets


def test_offsets_move_by_what_was_removed_before_them() -> None:
    removals = pd.DataFrame({"start": [0, 10], "end": [4, 13]})
    assert page_offsets(removals, [0, 5, 6, 7]).tolist() == [4, 9, 13, 14]


def test_adjacent_removals_add_up_in_any_order() -> None:
    removals = pd.DataFrame({"start": [4, 0], "end": [9, 4]})
    assert page_offsets(removals, [[0], [3]]).tolist() == [[9], [12]]


def test_nothing_removed_moves_nothing() -> None:
    assert page_offsets(pd.DataFrame({"start": [], "end": []}), [0, 7]).tolist() == [0, 7]
