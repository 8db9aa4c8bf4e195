"""Who is heard: camps and speakers with their shares, unknown ones shown, first, lone and replying sources, stances."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import pytest

from framing.report.evidence import gather
from framing.report.reading import read
from framing.report.speakers import speakers
from framing.report.summary import build


def flat(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def tables(summary: dict[str, Any]) -> dict[str, dict[str, Any]]:
    blocks = next(s["blocks"] for s in summary["sections"] if s["id"] == "voices")
    return {b["id"]: b for b in blocks if b["type"] == "table"}


def shown(table: dict[str, Any]) -> list[list[str]]:
    return [[flat(c["runs"]) for c in row] for row in table["rows"]]


@pytest.fixture(scope="module")
def made(spoken_summaries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return tables(spoken_summaries["en"])


def behind(summary: dict[str, Any], href: str) -> int:
    wide, _, end = href.partition("--")
    parts = [part for group in summary["evidence"]["groups"] for part in group["parts"]]
    ends = f"-{end}" if end else ""
    return sum(
        p["n"] for p in parts
        if p["ids"][0] == href or (p["ids"][0].startswith(f"{wide}-") and p["ids"][0].endswith(ends))
    )  # fmt: skip


@pytest.mark.parametrize("start", ["camps-", "speakers-", "first-", "choices-", "stances-", "voice-ledger-"])
def test_every_number_opens_as_many_rows(
    spoken_summaries: dict[str, dict[str, Any]], made: dict[str, dict[str, Any]], start: str
) -> None:
    cells = [
        c for name, t in made.items() if name.startswith(start) for row in t["rows"] for c in row if c["runs"]
    ]
    linked = [(c["sort"], c["runs"][0]["href"]) for c in cells if "href" in c["runs"][0]]
    assert linked
    assert [(n, href) for n, href in linked if behind(spoken_summaries["en"], href) != n] == []


def test_camps_count_everybody_once_and_show_the_unknown(made: dict[str, dict[str, Any]]) -> None:
    rows = shown(made["camps-fr"])
    assert [row[0] for row in rows] == ["port people", "no side", "unknown"]
    assert [row[1] for row in rows] == ["2 (67%)", "0", "1 (33%)"]
    assert rows[0][3] == "–"  # nobody is heard in La Dépêche: no share, not a share of 0


@pytest.mark.parametrize("language", ["fr", "en"])
def test_intervals_are_spoken_of_only_where_one_is_shown(
    spoken: Any, spoken_summaries: dict[str, dict[str, Any]], language: str
) -> None:
    held = tables(spoken_summaries[language])["camps-fr"]
    has_range = any("–" in flat(c["runs"])[1:] for row in held["rows"] for c in row)
    assert has_range is any("article" in flat(note) for note in held["notes"])
    reading = read(spoken, language)
    bare = reading.speaking.camps.assign(share_of_words_low=math.nan)
    vars(reading.speaking)["camps"] = bare  # no interval, whatever the first study had
    block = next(b for b in speakers(reading, gather(reading)) if b.get("id") == "camps-fr")
    assert len(block["notes"]) == 1


def test_speakers_are_listed_by_words_with_the_unknown_last(made: dict[str, dict[str, Any]]) -> None:
    rows = shown(made["speakers-fr"])
    assert rows[0] == ["L'Aurore", "Ida Lindal", "port people", "2 (67%)", "750 (97%)", "1"]
    assert rows[1][:3] == ["L'Aurore", "unknown", "–"]


def test_first_and_lone_sources_are_counted_by_camp(made: dict[str, dict[str, Any]]) -> None:
    rows = {row[0]: row[1:] for row in shown(made["first-fr"])}
    assert rows["port people"][:3] == ["1", "0", "0"]
    assert rows["no side"][6:] == ["1", "1", "0"]


def test_stances_are_shares_of_reporting_words_not_of_sentences(made: dict[str, dict[str, Any]]) -> None:
    table = made["stances-fr"]
    assert "L'Aurore 2 reporting words" in flat(table["caption"])
    assert shown(table)[0] == ["L'Aurore", "all", "1 (50%)", "0", "1 (50%)", "0"]


def test_a_study_without_camps_says_so(synthetic: ModuleType) -> None:
    summary = build(synthetic.make_spoken_result(study=synthetic.make_spoken_study(camps={})), "en")
    assert not any(name.startswith("camps-") for name in tables(summary))
    assert "counts its speakers for no side" in str(summary["sections"])


def test_without_the_extractors_there_are_speakers_and_no_kinds(synthetic: ModuleType) -> None:
    study = synthetic.make_spoken_study(extractors=["cues.v1"], claims=[])
    found = tables(build(synthetic.make_spoken_result(study=study), "en"))
    assert "speakers-fr" in found
    assert not {"first-fr", "stances-fr", "choices-sources-fr"} & set(found)


def test_articles_in_which_nobody_is_heard_say_so(summaries: dict[str, dict[str, Any]]) -> None:
    found = tables(summaries["en"])
    assert "speakers-fr" not in found or "unknown" in str(found["speakers-fr"]["rows"])
