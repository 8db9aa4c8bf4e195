"""A study's own checks: claims once more in what it held out, and halves of its outlets, from texts and from a bundle alone.

Two invented papers, a month that is compared and a month that is held out. One paper writes of worry in both months, and of
cooperation in the first only.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import framing
from framing.cli.verification import SPLITS
from framing.study import pipeline
from framing.study.grading import splits
from framing.tables import read_csv

Command = Callable[..., Any]
A_SIDE = 12
PAPERS = ("aurore", "boussole")
COMPARED, HELD = "2031-03-10", "2031-04-10"
WORRY, FRIENDS = "Ce projet inquiète les voisins.", "La coopération grandit au port."
# Five sentences and fewer than 36 words an article: what is as short is no copy of anything.
FILLER = (
    "Le marché ouvre à huit heures.",
    "Le maire reçoit les pêcheurs.",
    "Une grue neuve arrive ce soir.",
    "La pluie tombe sur les quais.",
    "Les écoles ferment pour deux jours.",
    "Le pont reste ouvert aux vélos.",
)
CONFIG = {
    "study": "deux-ports",
    "title": {"fr": "Deux ports", "en": "Two ports"},
    "languages": ["fr"],
    "contrasts": [list(PAPERS)],
    "extractors": ["terms.v1", "cues.v1"],
    "codebooks": ["threat", "cooperation"],
    "claims": [
        {"family": "threat", "category": "alarm", "contrast": list(PAPERS)},
        {"family": "cooperation", "category": "cooperate", "contrast": list(PAPERS)},
    ],
    "statistics": {"replicates": 999, "interval": 0.95, "seed": 20310410},
    "engine": {"kind": "serial"},
}
HELD_OUT = {"from": "2031-04-01", "to": "2031-04-30"}


def article(paper: str, published: str, n: int, chance: random.Random) -> str:
    number = f"Le quai {n + 20 * PAPERS.index(paper) + 50 * (published == HELD)} est libre."
    worried = paper == "aurore"
    friendly = n % 2 == 0 if published == HELD else paper == "aurore"
    said = [number, *[WORRY] * worried, *[FRIENDS] * friendly]
    return " ".join([*said, *chance.sample(FILLER, 5 - len(said))])


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the articles of both papers as a table."""
    folder = tmp_path_factory.mktemp("ports")
    chance = random.Random(5)
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["doc_id", "outlet", "published", "language", "text"])
        for published in (COMPARED, HELD):
            for paper in PAPERS:
                table.writerows(
                    [
                        f"{paper}-{published[5:7]}-{n:02d}",
                        paper,
                        published,
                        "fr",
                        article(paper, published, n, chance),
                    ]
                    for n in range(A_SIDE)
                )
    return folder


def config(folder: Path, name: str, **changes: Any) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(json.dumps(CONFIG | {"corpus": ["articles.csv"]} | changes), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def measured(corpus: Path) -> tuple[Any, Any]:
    study = framing.load_study(config(corpus, "held", held_out=HELD_OUT))
    return study, pipeline.measure_corpus(study)[0]


def test_what_was_planted_in_both_months_is_replicated_and_what_was_not_is_not(
    measured: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    graded = pipeline.grade_claims

    def supported(*arguments: Any) -> pd.DataFrame:  # as if coders had checked the instrument
        return graded(*arguments).assign(grade="supported")

    monkeypatch.setattr(pipeline, "grade_claims", supported)
    result = pipeline.compare_measurements(*measured)
    told = result.replication.set_index("family")
    assert told["reason"].to_dict() == {"cooperation": "by_chance", "threat": "replicated"}
    assert told.loc["threat", ["documents_a", "documents_b"]].tolist() == [A_SIDE, A_SIDE]
    assert told.loc["threat", ["hits_a", "hits_b"]].tolist() == [A_SIDE, 0]
    grades = result.claims.loc[result.claims["declared"]].set_index("family")["grade"]
    assert grades.to_dict() == {"cooperation": "supported", "threat": "replicated"}
    found = result.estimates.query("statistic == 'rate_ratio' and referent == '' and voice == 'own'")
    assert (found.set_index("family").loc[["cooperation", "threat"], "p_adjusted"] < 0.05).all()


def test_no_table_of_the_study_holds_a_held_document_but_its_record_knows_them(
    measured: tuple[Any, Any],
) -> None:
    study, measurements = measured
    result = pipeline.compare_measurements(study, measurements)
    assert set(result.measurements.documents["published"]) == {COMPARED}
    assert result.designs[["documents_a", "documents_b"]].to_numpy().tolist() == [[A_SIDE, A_SIDE]]
    for table in result.measurements.tables.values():
        assert not table["doc_id"].astype("str").str.contains("-04-").any()
    fewer = replace(measurements, documents=measurements.documents.iloc[:-1])
    again = pipeline.compare_measurements(study, fewer)
    assert again.record["inputs"]["documents"] != result.record["inputs"]["documents"]


def test_the_study_says_the_same_with_the_held_month_and_without_it(
    measured: tuple[Any, Any], corpus: Path
) -> None:
    march = {"from": "2031-03-01", "to": "2031-03-31"}
    alone = framing.load_study(config(corpus, "march", window=march))
    held, without = (pipeline.compare_measurements(study, measured[1]) for study in (measured[0], alone))
    pd.testing.assert_frame_equal(held.estimates, without.estimates)
    pd.testing.assert_frame_equal(held.curves.curves, without.curves.curves)
    assert without.replication.empty


def test_a_run_writes_the_table_and_is_reproduced(command: Command, corpus: Path) -> None:
    held, out = config(corpus, "held", held_out=HELD_OUT), corpus / "out"
    assert command("compare", held, "--out", out, "--quiet").code == 0
    table = read_csv(out / "tables" / "replication.csv", "replication")
    assert dict(zip(table["family"], table["passed"], strict=True)) == {"cooperation": False, "threat": True}
    assert command("verify", out, "--config", held, "--quiet").code == 0
    plain = config(corpus, "plain")
    assert command("compare", plain, "--out", corpus / "plain-out", "--quiet").code == 0
    assert not (corpus / "plain-out" / "tables" / "replication.csv").exists()


def test_check_refuses_a_window_in_which_nothing_was_published(command: Command, corpus: Path) -> None:
    empty = config(corpus, "empty", held_out={"from": "2032-01-01", "to": "2032-02-01"})
    for name in ("check", "compare"):
        outcome = command(name, empty)
        assert outcome.code == 2
        assert "held_out · expected documents published in this period · found none of 48" in outcome.err
        assert "from 2031-03-10 to 2031-04-10" in outcome.err


def test_halves_are_quiet_and_a_bundle_alone_says_the_same(command: Command, corpus: Path) -> None:
    plain, bundle = config(corpus, "plain"), corpus / "bundle"
    assert command("measure", plain, "--out", bundle, "--quiet").code == 0
    shared = config(corpus, "shared", corpus=["bundle"])
    asked = ("--placebo", "--splits", "40", "--json", "--config")
    texts, alone = (command("verify", *asked, path) for path in (plain, shared))
    assert (texts.code, alone.code) == (0, 0)
    assert texts.out == alone.out
    outlets = json.loads(texts.out)["outlets"]
    assert [(row["outlet"], row["documents"], row["strata"]) for row in outlets] == [
        (paper, 2 * A_SIDE, 2) for paper in PAPERS
    ]
    assert all(row["passed"] and row["any"] <= row["bar"] < row["limit"] for row in outlets)
    assert "corpus" not in texts.out


def test_halves_of_what_is_compared_say_so_in_words(command: Command, corpus: Path) -> None:
    held = config(corpus, "held", held_out=HELD_OUT)
    outcome = command("verify", "--placebo", "--splits", 20, "--config", held)
    assert outcome.code == 0
    assert "20 splits of each outlet" in outcome.out
    assert "aurore, 12 articles: a claim " in outcome.out
    assert command("verify", "--placebo", "--splits", 20, "--quiet", "--config", held).out == ""


def test_a_study_that_finds_what_is_not_there_fails(
    command: Command, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "framing.study.grading.declarations.declared_between", lambda *of_cut: (False, True, False)
    )
    held = config(corpus, "held", held_out=HELD_OUT)
    outcome = command("verify", "--placebo", "--config", held, "--splits", 20, "--quiet")
    assert (outcome.code, outcome.out) == (1, "")
    assert "aurore (fr) · expected at most" in outcome.err
    assert command("verify", "--placebo", "--config", held, "--splits", 20, "--json").code == 1


def test_without_a_report_only_halves_can_be_verified(command: Command) -> None:
    outcome = command("verify")
    assert outcome.code == 2
    assert "FOLDER" in outcome.err
    assert SPLITS == splits.SPLITS
