"""Reading a result: only documents within the study's window, the same that the designs keep."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from framing.report.reading import Reading, read, side_of
from framing.report.summary import build
from framing.study.comparison.designs import inside_window

WINDOW = {"from": "2021-01-01", "to": "2024-12-31"}  # leaves out d1 (October 2020) and d5 (January 2025)
TABLES = (
    "documents", "observations", "exposure", "counts", "collocations", "measures", "attributions", "removals",
    "events",
)  # fmt: skip


def within(synthetic: ModuleType, **window: str) -> Any:
    study = synthetic.make_study(window=window or WINDOW)
    texts = {f"d{n}": "Un quai.\nUn port." for n in range(1, 6)}
    return synthetic.make_result(study=study, measurements=synthetic.make_measurements(texts=texts))


@pytest.fixture(scope="module")
def reading(synthetic: ModuleType) -> Reading:
    return read(within(synthetic), "en")


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def test_the_report_keeps_what_the_designs_keep(synthetic: ModuleType, reading: Reading) -> None:
    result = within(synthetic)
    documents = result.measurements.documents
    kept = set(documents.loc[inside_window(documents["published"], result.study.window), "doc_id"])
    assert kept == {"d2", "d3", "d4"}
    assert set(reading.documents["doc_id"]) == set(reading.texts) == kept
    assert all(set(getattr(reading, name)["doc_id"]) <= kept for name in TABLES)
    assert {row.doc_id for row in reading.rows} <= kept


def test_documents_left_out_are_counted_by_outlet(reading: Reading) -> None:
    assert reading.left_out == {("fr:aurore",): 1, ("fr:depeche",): 1}
    assert reading.n_documents == {("fr:aurore",): 1, ("fr:depeche",): 1, ("fr:phare",): 1}


def test_every_document_lies_inside_without_a_window(synthetic: ModuleType) -> None:
    whole = read(synthetic.make_result(study=synthetic.make_study(window=None)), "fr")
    assert (len(whole.documents), whole.left_out) == (5, {})


def test_the_pages_say_who_was_left_out_and_show_nothing_of_it(synthetic: ModuleType) -> None:
    summary = build(within(synthetic), "en")
    assert flat(summary["head"]["corpus"]).endswith("Left out, dated outside the study’s window: 2 articles.")
    said = flat(summary["sections"][1]["blocks"][1]["runs"])
    assert "from 1\u00a0January 2021 to 31\u00a0December 2024" in said
    assert "left out of every count in this report: L'Aurore 1 article and La Dépêche 1 article." in said
    parts = [part for group in summary["evidence"]["groups"] for part in group["parts"]]
    shown = {row["document"] for part in parts for row in part["rows"]}
    assert shown == {"Aurore, minister's tour", "Phare, meeting of the ports", "Dépêche, treaty signed"}
    card = flat(summary["sections"][0]["blocks"][0]["items"][2]["text"])
    assert re.search(r"La Dépêche 1 time in 1 article of 1\.", card)


def test_a_window_that_leaves_nothing_out_says_so(summaries: dict[str, dict[str, Any]]) -> None:
    assert flat(summaries["en"]["sections"][1]["blocks"][1]["runs"]).endswith("None is.")
    assert "Left out" not in flat(summaries["en"]["head"]["corpus"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_window_that_leaves_everything_out_still_makes_pages(
    synthetic: ModuleType, language: str, tmp_path: Path
) -> None:
    from framing.report import write_report

    study = synthetic.make_study(
        window={"from": "1990-01-01", "to": "1990-12-31"},
        report={"languages": [language], "formats": ["html", "pdf"]},
    )
    result = synthetic.make_result(study=study)
    summary = build(result, language)
    said = {"fr": "Aucun article n’est de la période", "en": "No article lies within the study’s window"}
    assert flat(summary["head"]["corpus"]).startswith(said[language])
    assert summary["evidence"]["groups"] == []
    assert {path.suffix for path in write_report(result, tmp_path)} >= {".html", ".pdf"}


@pytest.mark.parametrize(
    ("window", "left"), [(("2024-10-01", "2025-12-31"), 2), (("2020-01-01", "2020-12-31"), 1)]
)
def test_an_outlet_without_a_document_in_the_window_is_still_named(
    synthetic: ModuleType, window: tuple[str, str], left: int
) -> None:
    result = within(synthetic, **dict(zip(("from", "to"), window, strict=True)))
    reading = read(result, "en")
    assert len(reading.documents) == left
    gone = {key for (key,) in reading.left_out} - {side.key for side in reading.sides}
    assert gone
    assert all(side_of(key, reading).label in ("L'Aurore", "Le Phare", "La Dépêche") for key in gone)
    for language in ("fr", "en"):
        text = flat(build(result, language)["sections"][1]["blocks"][1]["runs"])
        assert all(side_of(key, reading).label in text for key in gone)
