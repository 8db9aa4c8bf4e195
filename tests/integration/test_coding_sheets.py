"""From a sheet to what coders say of the instrument: commands, and known numbers on the classroom corpus."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from framing.classroom import read_truth
from framing.errors import ConfigError
from framing.ingest import page_offsets
from framing.study.coding.answers import Coder
from framing.study.coding.codes import Codes, codes_from
from framing.study.coding.corrections import correct_cells
from framing.study.coding.loading import load_codes
from framing.study.coding.sampling import Wanted, draw_sheet, plan_draw
from framing.study.coding.scoring import appraise
from framing.study.coding.sheets import KEY_COLUMNS, labels
from framing.study.comparison.cells import cells_from
from framing.study.comparison.designs import plan_designs
from framing.study.config.study import load_study
from framing.study.measurement.measurements import Measurements
from framing.study.pipeline import Result, run

Command = Callable[..., Any]
ALL = ("--found", 999, "--others", 999)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def coded(folder: Path, name: str, change: Callable[[dict[str, str]], str]) -> Path:
    """Fill in a sheet as the key has it, but for what `change` says of a unit."""
    rows = ["unit;category;voice_right"] + [
        f'{row["unit"]};"{change(row)}";yes' for row in table(folder / "key.csv")
    ]
    path = folder.parent / f"{name}.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


@pytest.fixture
def sheets(command: Command, miniature: Path, tmp_path: Path) -> Path:
    outcome = command(
        "codebook", "sample", miniature / "config.yaml", "--out", tmp_path / "sheets", *ALL, "--quiet"
    )
    assert (outcome.code, outcome.out) == (0, "")
    return tmp_path / "sheets"


def test_a_sheet_is_the_same_to_the_byte_and_another_seed_draws_others(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    few = ("--found", 2, "--others", 3)
    for name, more in (("one", ()), ("two", ()), ("three", ("--seed", 5))):
        out = ("--out", tmp_path / name, *few, *more)
        assert command("codebook", "sample", miniature / "config.yaml", *out).code == 0
    one, two, three = (
        {p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two", "three")
    )
    assert one == two
    assert sorted(one) == ["guide-fr.html", "key.csv", "sample.json", "sheet.csv", "sheet.html"]
    assert one["key.csv"] != three["key.csv"]


def test_the_total_is_told_before_anything_is_written(
    command: Command, miniature: Path, tmp_path: Path
) -> None:
    outcome = command("codebook", "sample", miniature / "config.yaml", "--plan", "--json")
    told = json.loads(outcome.out)
    assert outcome.code == 0
    assert f"{told['units']} sentences to be coded" in outcome.err
    assert sum(stratum["drawn"] for stratum in told["strata"]) == told["units"]
    assert command("codebook", "sample", miniature / "config.yaml").code == 2


def test_coders_learn_neither_outlet_nor_document_nor_find(sheets: Path) -> None:
    read, key = table(sheets / "sheet.csv"), table(sheets / "key.csv")
    assert (
        [row["unit"] for row in read]
        == [row["unit"] for row in key]
        == [str(n) for n in range(1, len(key) + 1)]
    )
    page = (sheets / "sheet.html").read_text("utf-8") + (sheets / "sheet.csv").read_text("utf-8")
    for hidden in {row["doc_id"] for row in key} | {"Valmor Info", "Agence Delta"}:
        assert hidden not in page
    order = [row["found"] != "none" for row in key]
    assert order != sorted(order)
    for row, hidden in zip(read, key, strict=True):
        assert row["sentence"].count("⟦") == row["sentence"].count("⟧") > 0, hidden


def test_no_sheet_is_drawn_without_texts(command: Command, miniature: Path, tmp_path: Path) -> None:
    config = miniature / "config.yaml"
    assert command("measure", config, "--out", tmp_path / "bundle", "--quiet").code == 0
    bundled = tmp_path / "bundled.yaml"
    text = (
        config.read_text("utf-8")
        .replace("[pages]", "[bundle]")
        .replace("[profiles]", f"[{miniature}/profiles]")
    )
    bundled.write_text(text, "utf-8")
    outcome = command("codebook", "sample", bundled, "--out", tmp_path / "sheets")
    assert outcome.code == 2
    for part in (
        "5 documents of delta, echo, valmor from a bundle, which holds no text",
        "in the place of the bundle",
    ):
        assert part in outcome.err
    assert not (tmp_path / "sheets").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--family", "threats"), "did you mean 'threat'?"),
        (("--outlet", "deltta"), "did you mean 'delta'?"),
        (("--language", "en"), "a language of the study"),
        (("--found", 0, "--others", 0), "none asked for"),
    ],
)
def test_what_the_study_does_not_have_is_not_drawn(
    command: Command, miniature: Path, tmp_path: Path, asked: tuple[Any, ...], said: str
) -> None:
    outcome = command("codebook", "sample", miniature / "config.yaml", "--out", tmp_path / "sheets", *asked)
    assert (outcome.code, said in outcome.err) == (2, True)


def test_codes_are_scored_settled_and_written_without_text(
    command: Command, sheets: Path, tmp_path: Path
) -> None:
    ana = coded(sheets, "ana", lambda row: row["found"])
    ben = coded(sheets, "ben", lambda row: "none" if row["unit"] in ("1", "2", "3") else row["found"])
    outcome = command("codebook", "score", sheets, ana, ben, "--out", tmp_path / "codes.csv", "--json")
    told = json.loads(outcome.out)
    differ = [
        int(row["unit"])
        for row in table(sheets / "key.csv")
        if row["unit"] in ("1", "2", "3") and row["found"] != "none"
    ]
    assert (outcome.code, told["unresolved"], told["coders"]) == (0, differ, ["ana", "ben"])
    assert {row["precision"] for row in told["accuracy"] if row["precision"] is not None} == {1.0}
    text = (tmp_path / "codes.csv").read_text("utf-8")
    for row in table(sheets / "sheet.csv"):
        assert row["sentence"].replace("⟦", "").replace("⟧", "") not in text
    assert (sheets / "agreement.csv").is_file()
    # what is unresolved is settled in a file of its own, and no later score writes over it
    unresolved = table(sheets / "unresolved.csv")
    assert [int(row["unit"]) for row in unresolved] == differ
    settled = pd.DataFrame(unresolved).assign(category="none").to_csv(index=False)
    (sheets / "unresolved.csv").write_text(settled, "utf-8")
    assert command("codebook", "score", sheets, ana, ben).code == (2 if differ else 0)
    if differ:
        outcome = command(
            "codebook", "score", sheets, ana, ben, "--adjudicated", sheets / "unresolved.csv", "--json"
        )
        assert json.loads(outcome.out)["unresolved"] == []


def test_a_study_reads_codes_by_its_config(
    command: Command, miniature: Path, sheets: Path, tmp_path: Path
) -> None:
    files = [coded(sheets, name, lambda row: row["found"]) for name in ("ana", "ben")]
    assert command("codebook", "score", sheets, *files, "--out", tmp_path / "codes.csv", "--quiet").out == ""
    config = tmp_path / "coded.yaml"
    text = (miniature / "config.yaml").read_text("utf-8") + "codes: [codes.csv]\n"
    config.write_text(
        text.replace("[pages]", f"[{miniature}/pages]").replace("[profiles]", f"[{miniature}/profiles]"),
        "utf-8",
    )
    study = load_study(config)
    draw = plan_draw(study, Wanted())
    codes = load_codes(study, draw.measurements)
    assert codes is not None
    assert (codes.notes, len(codes.gold)) == ((), len(table(sheets / "key.csv")))


def test_what_a_study_holds_out_is_not_coded(command: Command, miniature: Path, tmp_path: Path) -> None:
    text = (miniature / "config.yaml").read_text("utf-8")
    text = text.replace("[pages]", f"[{miniature}/pages]").replace("[profiles]", f"[{miniature}/profiles]")
    dates = {row["doc_id"]: row["published"] for row in table(miniature / "pages" / "catalogue.csv")}
    last = max(dates.values())
    (tmp_path / "held.yaml").write_text(f"{text}held_out: {{from: {last}, to: {last}}}\n", "utf-8")
    out = ("--out", tmp_path / "held", "--found", 5, "--others", 5, "--quiet")
    assert command("codebook", "sample", tmp_path / "held.yaml", *out).code == 0
    drawn = {row["doc_id"] for row in table(tmp_path / "held" / "key.csv")}
    assert drawn == {doc_id for doc_id, date in dates.items() if date != last}


def test_codes_reach_gates_estimates_and_the_record(
    command: Command, miniature: Path, sheets: Path, tmp_path: Path
) -> None:
    files = [coded(sheets, name, lambda row: row["found"]) for name in ("ana", "ben")]
    assert command("codebook", "score", sheets, *files, "--out", tmp_path / "codes.csv", "--quiet").out == ""
    text = (miniature / "config.yaml").read_text("utf-8")
    text = text.replace("[pages]", f"[{miniature}/pages]").replace("[profiles]", f"[{miniature}/profiles]")
    results = {}
    for name, more in (("plain", ""), ("coded", "codes: [codes.csv]\n")):
        (tmp_path / f"{name}.yaml").write_text(text + more, "utf-8")
        results[name] = run(load_study(tmp_path / f"{name}.yaml"))
    plain, told = results["plain"], results["coded"]
    assert plain.appraisal is None
    assert told.appraisal is not None
    assert set(told.appraisal.agreement["alpha"].dropna()) == {1.0}
    is_corrected = told.estimates["statistic"].str.endswith("_corrected")
    pd.testing.assert_frame_equal(
        told.estimates.loc[~is_corrected].reset_index(drop=True), plain.estimates, check_exact=True
    )
    # coders found what the instrument found: the share of sentences is that of the hits, one in each
    cell = ["fr:valmor:delta", "legitimacy", "delegitimise", "", "own"]
    key = ["contrast", "family", "category", "referent", "voice", "statistic"]
    number = told.estimates.set_index(key)["estimate"]
    assert number[(*cell, "sentence_prevalence_a_corrected")] == pytest.approx(
        number[(*cell, "rate_a")] / 100
    )
    assert set(told.record["inputs"]) - set(plain.record["inputs"]) == {"codes 1"}
    reasons = {name: _reasons_of(result) for name, result in results.items()}
    assert "not_coded" in reasons["plain"]
    assert reasons["plain"] != reasons["coded"]


def _reasons_of(result: Result) -> set[str]:
    gates = result.claims.loc[result.claims["declared"], "gates"].map(json.loads)
    return {gate["reason"] for row in gates for gate in row if gate["gate"] == "G5"}


class Tags(HTMLParser):
    """Collects the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


HOSTILE = (
    '=HYPERLINK("http://evil.example","une menace") inquiète le port.',
    "+cmd|' /C calc'!A0 menace la foule.",
    "@SUM(A1) <script>alert(1)</script> inquiète <img src=x onerror=alert(1)> la rade ⟦ici⟧.",
    "-2+3 est une menace pour la paix, assure-t-on.",
)


def test_texts_that_would_be_run_are_inert(command: Command, miniature: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(miniature, study)
    page = study / "pages" / "delta-1.txt"
    page.write_text(page.read_text("utf-8") + "\n\n" + "\n\n".join(HOSTILE) + "\n", "utf-8")
    catalogue = study / "pages" / "catalogue.csv"
    header, *rows = table(catalogue)[0].keys(), *table(catalogue)
    kept = [name for name in header if name != "sha256"]
    catalogue.write_text(pd.DataFrame(rows)[kept].to_csv(index=False), "utf-8")
    out = tmp_path / "sheets"
    assert (
        command("codebook", "sample", study / "config.yaml", "--out", out, "--family", "threat", *ALL).code
        == 0
    )
    cells = [cell for name in ("sheet.csv", "key.csv") for row in table(out / name) for cell in row.values()]
    assert not [cell for cell in cells if cell and cell[0] in "=+-@\t\r\n"]
    sentences = " ".join(row["sentence"] for row in table(out / "sheet.csv"))
    for part in ("HYPERLINK", "cmd|", "<script>", "[ici"):
        assert part in sentences
    tags = Tags((out / "sheet.html").read_text("utf-8")).tags
    assert not {"script", "img", "a"} & tags


class Truth(NamedTuple):
    """Every sentence of the French classroom articles for two questions, coded by the truth that was planted."""

    measurements: Measurements
    key: pd.DataFrame
    codes: Codes


QUESTIONS = ("threat", "naming/ruvenia")


def coded_by_truth(root: Path, key: pd.DataFrame, measured: Measurements) -> pd.Series:
    """Return the planted categories of each unit: those of its question and voice that begin in its sentence."""
    cues = read_truth(root / "corpus" / "classroom").spans["cues"]
    removals = dict(list(measured.removals.groupby("doc_id")))
    none = measured.removals.iloc[:0]
    said = []
    for unit in key.itertuples():
        start, end = page_offsets(removals.get(unit.doc_id, none), [unit.start, unit.end - 1])
        here = cues.loc[(cues["doc_id"] == unit.doc_id) & (cues["start"] >= start) & (cues["start"] <= end)]
        here = here.loc[(here["family"] == unit.family) & (here["voice"] == unit.voice)]
        here = here.loc[here["referent"] == unit.referent] if unit.referent else here
        said.append(";".join(sorted(set(here["category"]))) or "none")
    return pd.Series(said, index=key.index)


@pytest.fixture(scope="module")
def truth(root: Path) -> Truth:
    study = load_study(root / "corpus" / "classroom" / "config.yaml")
    wanted = Wanted(questions=QUESTIONS, languages=("fr",), found=9999, others=9999)
    draw = plan_draw(study, wanted)
    key = draw_sheet(study, draw).units[[*KEY_COLUMNS]]
    # of the names only the planted one was written down: whatever else is found counts as right
    planted = coded_by_truth(root, key, draw.measurements)
    others = key["found"].map(lambda code: sorted((labels(code) or set()) - {"regime"}))
    named = [
        ";".join(sorted({*(labels(p) or ()), *o})) or "none" for p, o in zip(planted, others, strict=True)
    ]
    gold = planted.where(key["family"] == "threat", pd.Series(named, index=key.index))
    said = dict(zip(key["unit"].tolist(), gold, strict=True))
    return Truth(draw.measurements, key, codes_from(key, [Coder("x", said, {}), Coder("y", said, {})]))


def test_a_census_says_what_counting_says(truth: Truth) -> None:
    found = appraise(truth.codes, 1, replicates=99).accuracy.set_index(["outlet", "family", "category"])
    assert len(truth.codes.gold) == len(truth.key) > 1000
    for outlet in ("ostelle1", "mirane", "corvane"):
        for family, category in (("threat", "alarm"), ("naming", "regime")):
            units = truth.codes.table.query("outlet == @outlet and family == @family")
            seen, there = (
                units[c].map(lambda code, name=category: name in (labels(code) or ()))
                for c in ("found", "gold")
            )
            if there.any():
                row = found.loc[(outlet, family, category)]
                assert row["recall"] == pytest.approx((seen & there).sum() / there.sum())
                assert row["precision"] == pytest.approx((seen & there).sum() / seen.sum())
    assert found.loc[("corvane", "naming", "regime"), ["precision", "recall"]].min() > 0.8


def test_corrected_counts_of_a_census_are_those_of_the_coders(truth: Truth) -> None:
    measured = truth.measurements
    (design,) = plan_designs(measured.documents, measured.events, [("ostelle1", "corvane")], languages=["fr"])
    keys = [
        ("threat", "alarm", "", "own"),
        ("threat", "alarm", "", "quoted"),
        ("naming", "regime", "ruvenia", "own"),
    ]
    cells = cells_from(measured, design, keys)
    corrected = correct_cells(cells, design, truth.codes, measured.observations)
    inside = truth.codes.table.loc[truth.codes.table["doc_id"].isin(design.documents)]
    for key in keys:
        (n,) = np.flatnonzero(cells.are([key]))
        assert corrected.known[n]
        units = inside.query("family == @key[0] and voice == @key[3]")
        there = units["gold"].map(lambda code, name=key[1]: name in (labels(code) or ()))
        # a sentence in which both see it keeps the instrument's number of hits, which may be two
        more = (
            cells.hits[:, n].sum()
            - units["found"].map(lambda code, name=key[1]: name in (labels(code) or ())).sum()
        )
        assert there.sum() <= corrected.hits[:, n].sum() <= there.sum() + more


def test_a_sample_knows_its_error(truth: Truth, root: Path) -> None:
    """Of twenty samples at 95 %, no more than four miss the recall of the census (five: p < .003)."""
    study = load_study(root / "corpus" / "classroom" / "config.yaml")
    whole = (
        appraise(truth.codes, 1, replicates=99)
        .accuracy.query("family == 'threat' and category == ''")
        .set_index("outlet")
    )
    gold = dict(zip(zip(truth.codes.table["doc_id"], truth.codes.table["start"], truth.codes.table["voice"], strict=True), truth.codes.table["gold"], strict=True))  # fmt: skip
    strata = truth.key.query("family == 'threat'")
    missed = 0
    for seed in range(20):
        generator = np.random.default_rng(seed)
        part = strata.groupby("stratum").sample(frac=0.34, random_state=generator.integers(2**31))
        drawn = part["stratum"].map(part["stratum"].value_counts())
        part = part.assign(drawn=drawn, inclusion=drawn / part["size"])
        said = {
            u: gold[d, s, v]
            for u, d, s, v in part[["unit", "doc_id", "start", "voice"]].itertuples(index=False)
        }
        found = appraise(
            codes_from(part, [Coder("x", said, {}), Coder("y", said, {})]), 1, replicates=9
        ).accuracy
        row = found.query("outlet == 'ostelle1' and category == ''").iloc[0]
        missed += not row["recall_low"] <= whole.loc["ostelle1", "recall"] <= row["recall_high"]
    assert missed <= 4
    with pytest.raises(ConfigError, match="did you mean 'naming/ruvenia'"):
        plan_draw(study, Wanted(questions=("naming/ruveniaa",), languages=("fr",)))
