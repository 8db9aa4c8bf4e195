"""Every number of the default report opens as many rows as it says, whatever window the study has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import framing
from framing.report.summary import build

# Tables of which each linked number is a count of rows, with the columns that are (none: every linked one).
COUNTS = {
    "cues-": (), "naming-of-": (), "head-of-": (), "tested-": (), "dots-data": (), "keyness-of": (), "codebook-table": (4,),
    "removals": (2,),
}  # fmt: skip

# Tables of words, which must outlast any article.
LISTED = ("dots-data", "keyness-of")


@pytest.fixture(scope="module", params=["whole", "part"])
def summary(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    config = (root / "config.yaml").read_text("utf-8")
    if request.param == "part":
        config = config.replace("from: 2020-10-01, to: 2025-01-31", "from: 2021-01-01, to: 2024-12-31")
    config = config.replace("[corpus/iran-russia]", f"[{root / 'corpus' / 'iran-russia'}]")
    path = tmp_path_factory.mktemp(request.param) / "config.yaml"
    path.write_text(config, "utf-8")
    study = framing.load_study(path)
    return build(framing.compare_measurements(study, framing.measure_corpus(study)[0]), "en")


def tables(summary: Any) -> list[dict[str, Any]]:
    blocks = [block for section in summary["sections"] for block in section["blocks"]]
    return [block.get("table", block) for block in blocks if block["type"] in ("table", "figure")]


def behind(summary: Any, href: str) -> int:
    wide, _, voice = href.partition("--")
    ends = f"-{voice}" if voice else ""
    return sum(
        part["n"]
        for group in summary["evidence"]["groups"]
        for part in group["parts"]
        if (own := part["ids"][0]) == href or (own.startswith(f"{wide}-") and own.endswith(ends))
    )


def linked(table: dict[str, Any], columns: tuple[int, ...]) -> list[tuple[float, str]]:
    return [
        (cell["sort"], cell["runs"][0]["href"])
        for row in [*table["rows"], *table["totals"]]
        for place, cell in enumerate(row)
        if "href" in cell["runs"][0] and (place in columns or not columns)
    ]


@pytest.mark.parametrize("start", list(COUNTS))
def test_numbers_are_counts_of_the_rows_that_they_open(summary: Any, start: str) -> None:
    chosen = [table for table in tables(summary) if table["id"].startswith(start)]
    pairs = [pair for table in chosen for pair in linked(table, COUNTS[start])]
    if start in LISTED and summary["window"]["from"] == "2021-01-01":
        assert not pairs  # each outlet has one article: no word can be listed
        return
    assert pairs
    assert [(n, href) for n, href in pairs if behind(summary, href) != n] == []


def test_declared_claims_count_what_their_cards_count(summary: Any) -> None:
    findings = summary["sections"][0]["blocks"]
    declared = next(block for block in findings if block.get("id") == "declared-claims")
    assert len(declared["rows"]) == 10
    pairs = [
        (cell["sort"], cell["runs"][0]["href"])
        for row in declared["rows"]
        for cell in row[3:5]
        if "href" in cell["runs"][0]
    ]
    assert pairs
    # of attributes of a head at most one a mention is compared
    assert [(n, href) for n, href in pairs if behind(summary, href) < n] == []
    assert [(n, href) for n, href in pairs if "-heads-" not in href and behind(summary, href) != n] == []
