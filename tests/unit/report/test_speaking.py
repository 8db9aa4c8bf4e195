"""Who speaks, as tables: each with the column the report is in, counted where the report counts."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from framing.report.reading import Reading, read
from framing.report.speaking import Speaking


@pytest.fixture(scope="module")
def reading(spoken: Any) -> Reading:
    return read(spoken, "en")


def test_voices_hold_the_words_that_all_other_sections_count(reading: Reading) -> None:
    words = reading.speaking.voices.groupby("side")["tokens"].sum().to_dict()
    assert words == reading.exposure.groupby("side")["tokens"].sum().to_dict()


def test_camps_of_the_config_reach_the_tables(reading: Reading) -> None:
    camps = reading.speaking.camps
    assert set(camps.loc[camps["side"] == "fr:aurore", "camp"]) == {"port", ""}
    assert reading.names.camp("port") == "port people"


def test_every_declared_cell_has_a_ledger_and_a_gap_in_every_contrast(reading: Reading) -> None:
    cells = {(c["family"], c["category"], c["referent"]) for c in reading.settings["claims"]}
    assert set(reading.speaking.ledgers) == cells
    gaps = reading.speaking.gaps
    assert set(map(tuple, gaps[["family", "category", "referent"]].to_numpy())) == cells
    assert set(gaps["contrast"]) == {"fr:aurore:depeche", "fr:phare:depeche", "fr:aurore:phare"}


def test_documents_outside_the_window_are_heard_nowhere(synthetic: ModuleType) -> None:
    study = synthetic.make_spoken_study(window={"from": "2024-01-01", "to": "2024-12-31"})
    reading = read(synthetic.make_spoken_result(study=study), "en")
    assert set(reading.speaking.holders["holder"]) == {"Oskar Metz"}
    assert reading.speaking.ledgers["legitimacy", "delegitimise", "sanctions"].empty
    assert reading.echoes.empty


def test_the_same_tables_again(spoken: Any) -> None:
    one, other = (Speaking(spoken.measurements, spoken.study) for _ in range(2))
    assert one.voices.equals(other.voices)
    assert one.camps.equals(other.camps)
