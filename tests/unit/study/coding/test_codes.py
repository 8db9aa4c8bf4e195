"""Codes: gold and its chance, files that can be shared, and what a study takes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.errors import TableError
from framing.study.coding.answers import Coder
from framing.study.coding.codes import (
    Codes,
    codes_from,
    join_codes,
    known_codes,
    read_codes,
    with_finds,
    write_codes,
)
from framing.study.coding.loading import load_codes
from framing.study.config.study import load_study

SHA = "0" * 64


def key(n: int = 6, **changes: Any) -> pd.DataFrame:
    """Half of the units of a stratum with finds, half of one without."""
    has = [k < n // 2 for k in range(n)]
    table = pd.DataFrame(
        {
            "unit": range(1, n + 1), "doc_id": [f"d{k % 2:03d}" for k in range(n)], "start": [10 * k for k in range(n)],
            "end": [10 * k + 9 for k in range(n)], "sha256": SHA, "language": "fr", "outlet": "a", "voice": "own",
            "family": "threat", "referent": "", "found": ["alarm" if h else "none" for h in has],
            "stratum": [f"fr:a:own:threat:{'found' if h else 'others'}" for h in has], "size": [12 if h else 60 for h in has],
            "drawn": n // 2, "inclusion": [n // 2 / 12 if h else n // 2 / 60 for h in has],
        }
    )  # fmt: skip
    return table.assign(**changes)


def coder(name: str, codes: dict[int, str], voices: dict[int, str] | None = None) -> Coder:
    return Coder(name, codes, voices or {})


ANA = coder(
    "ana", {1: "alarm", 2: "alarm", 3: "none", 4: "none", 5: "none", 6: "alarm"}, {1: "yes", 2: "yes"}
)
BEN = coder("ben", {1: "alarm", 2: "none", 3: "none", 4: "none", 5: "none"}, {1: "yes", 2: "no"})


def column(codes: Codes, name: str) -> dict[int, object]:
    return dict(zip(codes.table["unit"], codes.table[name], strict=True))


def test_gold_is_what_all_coders_of_a_unit_agree_on_two_at_least() -> None:
    codes = codes_from(key(), [ANA, BEN])
    assert column(codes, "gold") == {1: "alarm", 2: "", 3: "none", 4: "none", 5: "none", 6: ""}
    assert column(codes, "gold_voice") == {1: "yes", 2: "", 3: "", 4: "", 5: "", 6: ""}
    assert sorted(codes.unresolved["unit"]) == [2, 6]


def test_adjudicated_codes_go_before_agreement() -> None:
    settled = coder("settled", {1: "menace", 2: "alarm", 6: "none"}, {2: "no"})
    codes = codes_from(key(), [ANA, BEN], settled)
    assert column(codes, "gold") == {1: "menace", 2: "alarm", 3: "none", 4: "none", 5: "none", 6: "none"}
    assert column(codes, "gold_voice")[2] == "no"
    assert codes.coders == ("ana", "ben")
    assert codes.unresolved.empty


def test_resolved_units_stand_for_the_whole_stratum() -> None:
    gold = codes_from(key(), [ANA, BEN]).gold
    # two of three resolved in each: of 12 with and 60 without finds, each stands for 6 and for 30
    assert (1 / gold["chance"]).round(9).tolist() == [6, 6, 30, 30]
    assert (1 / gold["chance"]).sum() == pytest.approx(12 + 60)


def test_a_unit_that_nobody_coded_is_not_unresolved_but_has_no_gold() -> None:
    codes = codes_from(key(), [coder("ana", {1: "alarm"}), coder("ben", {1: "alarm"})])
    assert len(codes.gold) == 1
    assert codes.unresolved.empty


def test_written_codes_come_back(tmp_path: Path) -> None:
    table = key(doc_id=["=d0"] * 6)
    codes = codes_from(table, [ANA, BEN])
    write_codes(codes, tmp_path / "codes.csv")
    again = read_codes(tmp_path / "codes.csv")
    pd.testing.assert_frame_equal(again.table, codes.table)
    assert again.gold["chance"].tolist() == codes.gold["chance"].tolist()
    assert "'=d0" in (tmp_path / "codes.csv").read_text("utf-8")


def test_faulty_files_are_named_with_all_their_faults(tmp_path: Path) -> None:
    faulty = key(inclusion=[0.0] + [0.5] * 5, start=0, end=5, doc_id="d000", drawn=99).assign(
        gold="", gold_voice=""
    )
    faulty.to_csv(tmp_path / "codes.csv", index=False)
    with pytest.raises(TableError) as caught:
        read_codes(tmp_path / "codes.csv")
    said = " ".join(str(problem) for problem in caught.value.problems)
    for part in ("probabilities above 0", "samples within their strata", "units 2, 3, 4, 5, 6 again"):
        assert part in said
    key().drop(columns=["size", "found"]).to_csv(tmp_path / "codes.csv", index=False)
    with pytest.raises(TableError, match=r"'found'.*\n.*'size'"):
        read_codes(tmp_path / "codes.csv")


def test_documents_that_are_gone_or_changed_are_left_out_and_named(hand: Any) -> None:
    measured = hand.measurements(hand.documents(["a", "a"], [""] * 2))
    codes = codes_from(key(doc_id=["d000", "d001", "gone"] * 2, sha256=[SHA, "f" * 64, SHA] * 2), [ANA, BEN])
    known = known_codes(codes, measured)
    assert set(known.table["doc_id"]) == {"d000"}
    assert known.notes == (
        "codes: 2 units of 1 documents not in the corpus are left out (gone)",
        "codes: 2 units of 1 documents with another text in the corpus are left out (d001)",
    )


def test_finds_are_those_of_the_measurements_and_a_change_is_said(hand: Any) -> None:
    rows = [
        hand.observation("d000", 2),
        hand.observation("d001", 12, category="menace"),
        hand.observation("d001", 33, voice="quoted"),
    ]
    measured = hand.measurements(hand.documents(["a", "a"], [""] * 2), rows)
    codes = with_finds(codes_from(key(), [ANA, BEN]), measured)
    assert column(codes, "found") == {1: "alarm", 2: "menace", 3: "none", 4: "none", 5: "none", 6: "none"}
    assert codes.notes == ("codes: in 2 of 6 units something else is found than when they were drawn",)


def test_a_unit_of_two_draws_has_the_chance_of_either() -> None:
    first = codes_from(key(), [ANA, BEN])
    other = key(start=[0, 100, 200, 30, 300, 400], end=[9, 109, 209, 39, 309, 409])
    second = codes_from(
        other,
        [coder("ana", {1: "none", 4: "none", 5: "none"}), coder("ben", {1: "none", 4: "none", 5: "alarm"})],
    )
    joined = join_codes([first, second])
    assert len(joined.table) == 6 + 4  # unit 1 and unit 4 were drawn twice
    assert joined.table.groupby("stratum")["inclusion"].first().tolist() == pytest.approx(
        [1 - 0.75**2, 1 - 0.95**2]
    )
    assert joined.table.loc[joined.table["start"] == 0, "gold"].tolist() == ["alarm"]


def test_a_study_reads_the_codes_it_names(hand: Any, study_file: Callable[..., Path]) -> None:
    measured = hand.measurements(hand.documents(["a", "a"], [""] * 2), [hand.observation("d000", 2)])
    write_codes(codes_from(key(), [ANA, BEN]), study_file().parent / "codes.csv")
    codes = load_codes(load_study(study_file(codes=["codes.csv"])), measured)
    assert codes is not None
    assert len(codes.table) == 6
    assert load_codes(load_study(study_file()), measured) is None


def test_sentences_that_came_later_are_said_to_be_beyond_the_codes(
    hand: Any, study_file: Callable[..., Path]
) -> None:
    measured = hand.measurements(hand.documents(["a"] * 20, [""] * 20), [])
    write_codes(codes_from(key(), [ANA, BEN]), study_file().parent / "codes.csv")
    codes = load_codes(load_study(study_file(codes=["codes.csv"])), measured)
    assert codes is not None
    assert "drawn from 72 sentences of a (fr, own), of which the corpus has 120 now" in codes.notes[-1]


def test_a_missing_file_of_codes_is_a_mistake_of_the_config(study_file: Callable[..., Path]) -> None:
    from framing.errors import ConfigError

    with pytest.raises(ConfigError, match=r"codes\[0\].*an existing file"):
        load_study(study_file(codes=["none.csv"]))


def test_a_study_without_codes_keeps_its_digest(study_file: Callable[..., Path]) -> None:
    assert "codes" not in load_study(study_file()).content
    path = study_file()
    (path.parent / "codes.csv").write_text("x", "utf-8")
    assert load_study(study_file(codes=["codes.csv"])).content["codes"] == ["codes.csv"]
