"""Multiverse: claims in all universes, from measurements made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.study.comparison.cell_estimates import estimate_cells
from framing.study.comparison.specification import Specification, specify
from framing.study.config.study import Study, load_study
from framing.study.measurement.bundle import write_bundle
from framing.study.measurement.measurements import Measurements
from framing.study.multiverse.cache import DigestCache
from framing.study.multiverse.curve_tables import CurveTables
from framing.study.multiverse.exploration import explore

CLAIM = {"family": "threat", "category": "alarm", "contrast": ["alpha", "beta"]}
NAMING = {"family": "naming", "category": "capital", "referent": "west", "contrast": ["alpha", "beta"]}
KEY = ["family", "category", "referent", "voice"]


def measured(hand: Any, n: int = 5, events: dict[str, str] | None = None) -> Measurements:
    """n documents of each of two outlets; alpha alarms more, some of it in titles, denied or by extended entries."""
    documents = hand.documents(["alpha"] * n + ["beta"] * n, ["2021-01-05"] * 2 * n)
    rows = []
    for d in range(2 * n):
        often = 4 if d < n else 1
        rows += [
            hand.observation(
                f"d{d:03d}", 10 * k, position="title" if k == 1 else "body", negated=k == 2, referent="",
                confidence=0.5 if k % 2 else 0.7, lemma="alarme" if k % 2 else "peur",
            )
            for k in range(often + d % 3)
        ]  # fmt: skip
        names = ["capital", "country", "country"] if d % 2 else ["capital", "country"]
        rows += [
            hand.observation(f"d{d:03d}", 300 + 9 * k, family="naming", category=c, rule=f"west.{c}", lemma=c)
            for k, c in enumerate(names)
        ]
    return hand.measurements(documents, rows, events=events)


@pytest.fixture
def prepared(
    hand: Any, study_file: Callable[..., Path]
) -> Callable[..., tuple[Measurements, Specification, Study]]:
    def prepare(events: dict[str, str] | None = None, n: int = 5, **changes: Any) -> Any:
        study = load_study(study_file(**({"claims": [CLAIM, NAMING]} | changes)))
        measurements = measured(hand, n, events)
        return measurements, specify(study, measurements, measurements.events), study

    return prepare


def curve(tables: CurveTables, family: str, **more: str) -> pd.Series:
    chosen = tables.curves["family"] == family
    for column, value in more.items():
        chosen &= tables.curves[column] == value
    return tables.curves.loc[chosen].iloc[0]


def test_claims_are_explored_in_the_universes_that_arise(prepared: Any) -> None:
    tables = explore(*prepared())
    assert curve(tables, "threat")["universes"] == 32  # headings, denominator, weighting, tier, negated
    assert curve(tables, "naming")["universes"] == 2  # weighting
    why = tables.decisions.loc[tables.decisions["family"] == "naming"].set_index("decision")["why_one"]
    assert why.to_dict() == {
        "ambiguous": "none_ambiguous", "headings": "no_headings", "denominator": "share", "weighting": "",
        "copies": "no_sketches", "tier": "tiers_unknown", "negated": "none_negated", "coding": "one_coding",
        "undated": "all_dated",
    }  # fmt: skip
    assert tables.remarks == ("one_bundle",)


@pytest.mark.parametrize("matched", [False, True])
def test_default_universe_is_what_is_estimated_of_the_cell(prepared: Any, matched: bool) -> None:
    told = {f"d{n:03d}": f"e{n % 7}" for n in range(14)} if matched else None
    measurements, specification, study = prepared(told, n=7)
    (contrast,) = specification
    assert contrast.design.kind == ("matched" if matched else "unmatched")
    tables = explore(measurements, specification, study)
    cells = estimate_cells(contrast.cells, contrast.chance, contrast.declared).set_index([*KEY, "statistic"])
    default = tables.universes.loc[tables.universes["universe"] == "default"].set_index(KEY)
    for key, statistic in (
        (("threat", "alarm", "", "own"), "rate_ratio"),
        (("naming", "capital", "west", "own"), "share_difference"),
    ):
        row, cell = default.loc[key], cells.loc[(*key, statistic)]
        expected = np.log(cell["estimate"]) if statistic == "rate_ratio" else cell["estimate"]
        assert row["estimate"] == pytest.approx(expected, abs=1e-9)
        for column in (
            "hits_a",
            "hits_b",
            "opportunities_a",
            "opportunities_b",
            "documents_a",
            "documents_b",
        ):
            assert row[column] == cell[column]
    assert set(default["weighting"]) == {"event" if matched else "mention"}


def test_nothing_is_counted_twice(prepared: Any, hand: Any) -> None:
    contrasts = [["alpha", "beta"], ["beta", "alpha"]]
    claims = [
        c | {"contrast": pair} for pair in contrasts for c in (CLAIM, CLAIM | {"voice": "quoted"}, NAMING)
    ]
    measurements, specification, study = prepared(contrasts=contrasts, claims=claims)
    cache = DigestCache()
    tables = explore(measurements, specification, study, cache=cache)
    assert len(tables.curves) == 6
    assert cache.made == {"rows": 2, "spoken": 1, "base": 2}
    explore(measurements, specification, study, cache=cache)
    assert cache.made == {"rows": 2, "spoken": 1, "base": 2}
    other = measured(hand, 6)
    explore(other, specify(study, other, other.events), study, cache=cache)
    assert cache.made == {"rows": 4, "spoken": 2, "base": 4}


def test_outlets_exchanged_turn_every_sign_and_nothing_else(prepared: Any) -> None:
    contrasts = [["alpha", "beta"], ["beta", "alpha"]]
    claims = [c | {"contrast": pair} for pair in contrasts for c in (CLAIM, NAMING)]
    tables = explore(*prepared(contrasts=contrasts, claims=claims))
    one, other = (
        tables.universes.loc[tables.universes["contrast"] == f"fr:{c}"] for c in ("alpha:beta", "beta:alpha")
    )
    assert one["universe"].tolist() == other["universe"].tolist()
    assert one["estimate"].to_numpy() == pytest.approx(-other["estimate"].to_numpy(), abs=1e-9)
    assert one["z"].to_numpy() == pytest.approx(-other["z"].to_numpy(), abs=1e-9)
    assert one["p_value"].to_numpy() == pytest.approx(other["p_value"].to_numpy())
    same = ["one_sign", "p_median", "p_sign", "p_stouffer", "interactions", "lemma", "estimable"]
    turned = tables.curves.set_index("contrast")
    assert (
        turned.loc["fr:alpha:beta", same].to_numpy().tolist()
        == turned.loc["fr:beta:alpha", same].to_numpy().tolist()
    )


def test_universe_that_counts_alike_has_the_same_numbers(prepared: Any) -> None:
    measurements, specification, study = prepared(
        multiverse={"decisions": {"headings": ["apart"], "negated": ["left_out"]}}
    )
    rows = measurements.observations
    plain = rows.assign(negated=rows["negated"] & (rows["position"] == "title"))
    tables = explore(
        type(measurements)(**{**measurements.tables, "observations": plain, "settings": measurements.settings}),
        specification, study,
    )  # fmt: skip
    alarm = tables.universes.loc[tables.universes["family"] == "threat"].set_index("universe")
    # none of what stands in a title is denied
    assert set(alarm.index) == {"default", "headings=apart"}


def test_cells_that_were_not_declared_can_be_asked_for(prepared: Any) -> None:
    key = ("threat", "alarm", "", "all")
    tables = explore(*prepared(), cells={"fr:alpha:beta": [key]})
    assert tables.curves["declared"].tolist() == [True, False, True]
    assert curve(tables, "threat", voice="all")["estimable"] > 0


def test_impossible_referent_is_estimated_in_no_universe(prepared: Any) -> None:
    claim = CLAIM | {"referent": "ukraine_war"}
    tables = explore(*prepared(claims=[claim]))
    found = tables.curves.iloc[0]
    assert found["universes"] > 1
    assert (found["estimable"], found["one_sign"], found["sign"]) == (0, 0.0, 0)
    assert np.isnan(found[["median", "p_median", "p_sign", "p_stouffer"]].astype(float)).all()
    assert tables.universes["estimate"].isna().all()
    assert tables.universes["p_value"].isna().all()


def test_without_claims_there_are_empty_tables_with_their_columns(prepared: Any) -> None:
    tables = explore(*prepared(claims=[]))
    assert all(t.empty for t in (tables.universes, tables.curves, tables.decisions, tables.lemmas))
    assert "p_median" in tables.curves
    assert "variance_share" in tables.decisions


def test_enumerated_curve_of_five_against_five_is_as_clear_as_it_can_be(prepared: Any) -> None:
    found = curve(explore(*prepared()), "threat")
    assert found["enumerated"]
    assert found["labellings"] == 252
    assert found["p_median"] == pytest.approx(2 / 252)
    assert found["p_stouffer"] == pytest.approx(2 / 252)
    assert (found["one_sign"], found["sign"]) == (1.0, 1)


def test_factorial_is_thinned_out_and_says_so(prepared: Any) -> None:
    found = curve(explore(*prepared(multiverse={"most": 10})), "threat")
    assert (found["universes"], found["factorial"]) == (10, 32)


def test_further_bundles_are_universes_too(prepared: Any, tmp_path: Path) -> None:
    measurements, _, _ = prepared()
    rows = measurements.observations
    fewer = rows.loc[(rows["family"] != "threat") | (rows["lemma"] == "peur")].reset_index(drop=True)
    stemmed = type(measurements)(
        **{**measurements.tables, "observations": fewer, "settings": measurements.settings}
    )
    write_bundle(stemmed, tmp_path / "stems", "csv")
    write_bundle(measurements, tmp_path / "strict", "csv")
    bundles = [
        {"decision": "lemma", "option": "stem", "path": "stems"},
        {"decision": "boilerplate", "option": "strict", "path": "strict"},
    ]
    measurements, specification, study = prepared(
        multiverse={"bundles": bundles, "decisions": {"headings": ["apart"]}}
    )
    tables = explore(measurements, specification, study)
    assert tables.remarks == ()
    alarm = tables.universes.loc[tables.universes["family"] == "threat"].set_index("universe")
    assert set(alarm.index) == {
        "default", "headings=apart", "boilerplate=strict", "lemma=stem", "headings=apart,boilerplate=strict",
        "headings=apart,lemma=stem",
    }  # fmt: skip
    assert curve(tables, "threat")["incompatible"] == 2  # no bundle is both stemmed and strict
    assert alarm.loc["boilerplate=strict", "estimate"] == alarm.loc["default", "estimate"]
    assert alarm.loc["lemma=stem", "hits_a"] < alarm.loc["default", "hits_a"]
    assert set(alarm["lemma"]) == {"default", "stem"}


def test_reprints_and_shared_texts_come_back_where_copies_are_kept(
    prepared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    measurements, _, study = prepared(n=6)
    copies = pd.DataFrame(
        {"doc_id": ["d000", "d001", "d002", "d008"], "copy": ["d000", "d000", "d002", "d002"]}
    )
    sketched = type(measurements)(
        **{
            **measurements.tables,
            "settings": measurements.settings,
            "sketches": pd.DataFrame({"doc_id": ["d000"], "sketch": [""]}),
        }
    )
    monkeypatch.setattr("framing.study.comparison.specification.find_copies", lambda _: copies)
    tables = explore(sketched, specify(study, sketched, sketched.events), study, copies=copies)
    naming = tables.universes.loc[tables.universes["family"] == "naming"].set_index("universe")
    assert naming.loc["default", ["opportunities_a", "opportunities_b"]].tolist() == [10, 13]
    assert naming.loc["copies=kept", ["opportunities_a", "opportunities_b"]].tolist() == [15, 15]
    assert naming.loc["copies=dropped", ["opportunities_a", "opportunities_b"]].tolist() == [8, 13]
    assert naming.loc["copies=dropped", "tag"] == "uncertain"
