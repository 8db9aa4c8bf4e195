"""Tables of the multiverse: columns written down, what cannot be estimated counted."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.stats import Labellings
from framing.stats.curve_inference import Joint
from framing.study.config.decisions import AMBIGUOUS, HEADINGS
from framing.study.multiverse.curve_tables import (
    CURVE_COLUMNS,
    DECISION_COLUMNS,
    LEMMA_COLUMNS,
    NO_CURVES,
    UNIVERSE_COLUMNS,
    CurveTables,
    Explored,
    tables_from,
)
from framing.study.multiverse.curves import Curve
from framing.study.multiverse.universes import expand

DECISIONS = (AMBIGUOUS.restricted(["own"], ""), HEADINGS)
COUNTS = ("hits_a", "hits_b", "opportunities_a", "opportunities_b", "documents_a", "documents_b")


def explored(estimates: list[float], words: list[tuple[str, float, bool]]) -> Explored:
    known = np.array(estimates)
    lemmas = pd.DataFrame(
        {
            "lemma": [word for word, _, _ in words], "hits_a": 1.0, "hits_b": 0.0,
            "estimate": [estimate for _, estimate, _ in words], "change": 0.1, "turns": [turns for *_, turns in words],
        }
    )  # fmt: skip
    return Explored(
        contrast="fr:a:b", key=("threat", "alarm", "", "own"), is_declared=True, statistic="log_rate_ratio",
        decisions=DECISIONS, expansion=expand(DECISIONS, 10), counts=pd.DataFrame(dict.fromkeys(COUNTS, [1.0] * 3)),
        curve=Curve(known, known * 2, np.array([0.01, 0.2, np.nan]), Joint(0.3, 1.0, 1, 0.6, 2, 0.04, 0.3, 0.05),
                    np.array([np.nan, 1.0]), 0.0),
        lemmas=lemmas, labellings=Labellings(np.zeros((20, 4), dtype=bool), True),
    )  # fmt: skip


@pytest.fixture
def tables() -> CurveTables:
    return tables_from(
        [explored([0.2, 0.4, np.nan], [("peur", -0.1234567891234, True), ("péril", 0.3, False)])],
        ("one_bundle",),
    )


def test_universes_have_a_column_for_every_decision(tables: CurveTables) -> None:
    assert list(tables.universes) == [*UNIVERSE_COLUMNS[:6], "ambiguous", "headings", *UNIVERSE_COLUMNS[6:]]
    assert tables.universes["universe"].tolist() == ["default", "headings=apart", "ambiguous=own"]
    assert tables.universes["ambiguous"].tolist() == ["dropped", "dropped", "own"]
    assert tables.universes["tag"].tolist() == ["equivalent", "equivalent", "uncertain"]


def test_curve_counts_equivalents_and_panel_apart(tables: CurveTables) -> None:
    (row,) = tables.curves.to_dict("records")
    assert list(tables.curves) == list(CURVE_COLUMNS)
    wanted = {
        "universes": 2, "factorial": 2, "incompatible": 0, "estimable": 2, "default": 0.2, "least": 0.2, "most": 0.4,
        "significant": 1, "panel": 1, "panel_same_sign": 0, "moves_most": "headings", "lemmas": 2, "lemma": "peur",
        "lemmas_turning": 1, "labellings": 20, "enumerated": True, "p_median": 0.04,
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert row["lemma_estimate"] == -0.123456789  # nine decimals, as in all tables


def test_decisions_and_lemmas_have_their_columns(tables: CurveTables) -> None:
    assert list(tables.decisions) == list(DECISION_COLUMNS)
    assert tables.decisions["options"].tolist() == ["dropped own", "with apart"]
    assert tables.decisions["variance_share"].tolist() == pytest.approx([np.nan, 1.0], nan_ok=True)
    assert list(tables.lemmas) == list(LEMMA_COLUMNS)


def test_claim_without_words_or_estimates_is_a_row_too() -> None:
    found = tables_from([explored([np.nan] * 3, [])], ()).curves.iloc[0]
    assert (found["lemmas"], found["lemma"], found["lemmas_turning"]) == (0, "", 0)
    assert np.isnan([found["least"], found["lemma_estimate"]]).all()


def test_written_tables_keep_their_contracts_and_name_the_option_of_every_decision(
    tables: CurveTables,
) -> None:
    written = tables.written
    assert set(written) == {"universes", "curves", "decisions", "lemmas"}
    assert all(len(written[name]) == len(getattr(tables, name)) for name in written)
    assert list(written["universes"])[-2:] == ["ambiguous", "headings"]
    assert set(written["universes"]["headings"]) == {"with", "apart"}


def test_nothing_explored_writes_nothing() -> None:
    assert NO_CURVES.written == {}
