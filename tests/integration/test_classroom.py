"""The classroom study: the committed report comes out again, and nothing of it comes from the truth."""

from __future__ import annotations

import json
import math
import re
import shutil
from pathlib import Path

import pytest

import framing
from framing.classroom import check_truth, read_truth, supported_claims
from framing.study.comparison.adjustment import CLAIMED
from framing.study.comparison.estimates import estimate
from framing.study.comparison.specification import specify
from framing.study.config.study import load_study
from framing.study.measurement.measurements import select_documents
from framing.study.pipeline import Result
from framing.study.record import FILE, compare_records, read_record


@pytest.fixture(scope="module")
def without_truth(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Run a copy of the study that has no truth file."""
    place = tmp_path_factory.mktemp("classroom")
    corpus = place / "corpus" / "classroom"
    shutil.copytree(root / "corpus" / "classroom", corpus, ignore=shutil.ignore_patterns("truth.yaml"))
    assert not (corpus / "truth.yaml").exists()
    result = framing.run(load_study(corpus / "config.yaml"), framing.write_report)
    assert (place / "reports" / "classroom" / FILE).is_file()
    return result


def test_the_committed_report_comes_out_again_without_the_truth(root: Path, without_truth: Result) -> None:
    recorded = read_record(root / "reports" / "classroom")
    again = type(recorded)(**without_truth.record)
    grave = [str(d.problem) for d in compare_records(recorded, again) if not d.excused]
    assert grave == []
    assert len(recorded.outputs) > 40


def test_no_page_that_is_read_names_the_truth(without_truth: Result) -> None:
    assert set(without_truth.measurements.texts) == set(without_truth.measurements.documents["doc_id"])
    assert "truth" not in json.dumps(without_truth.record)


def test_traps_of_the_pages_are_sprung(without_truth: Result) -> None:
    documents = without_truth.measurements.documents.set_index("doc_id")
    assert len(documents) == 96
    assert documents.groupby(["language", "outlet"]).size().tolist() == [16] * 6
    assert without_truth.set_aside.to_dict("records") == [
        {"file": "mirane-fr-e05-again.txt", "reason": "the same text as mirane-fr-e05"}
    ]
    assert documents.loc["corvane-fr-e13", "published_how"] == "absent"
    assert documents.loc["mirane-en-e09", ["published", "published_how"]].tolist() == [
        "2024-07-16",
        "inferred",
    ]
    wire = documents[documents["origin"] == "wire"]
    assert sorted(wire.index) == ["mirane-en-e14", "mirane-fr-e14", "ostelle1-en-e14", "ostelle1-fr-e14"]
    assert set(wire["agency"]) == {"Delta"}


FURNITURE = (
    "Accueil /", "Home /", "Menu |", "Corvane |", "Publié le", "Published", "Partag", "Share", "Écouter", "Listen to",
    "Ostelle Première utilise", "Ostelle One uses", "Nous et nos", "We and our", "Lire aussi", "À lire aussi", "Read also",
    "Also read", "©", "Reproduction interdite", "No reproduction",
)  # fmt: skip


def test_no_line_of_the_furniture_is_counted(without_truth: Result) -> None:
    texts = without_truth.measurements.texts
    left = [line for text in texts.values() for line in text.split("\n") if line.startswith(FURNITURE)]
    assert left == []
    stamps = [
        line
        for text in texts.values()
        for line in text.split("\n")
        if re.fullmatch(r".{0,12}\d\d?.{0,50}\d\d", line)
    ]
    assert stamps == []
    rules = without_truth.measurements.removals.groupby("rule").size()
    assert {"navigation", "share_line", "cookie_wall", "timestamp", "cross_reference", "copyright"} <= set(
        rules.index
    )


def test_events_come_from_the_catalogue_and_languages_are_never_pooled(without_truth: Result) -> None:
    events = without_truth.measurements.events
    assert set(events["how"]) == {"catalogue"}
    assert events.groupby("event_id").size().tolist() == [6] * 16
    designs = without_truth.designs
    # in each language three pairs of outlets, and each outlet against the other two
    assert sorted(designs["contrast"].str.split(":").str[0]) == ["en"] * 6 + ["fr"] * 6
    assert set(designs["kind"]) == {"matched"}


def test_length_of_every_article(without_truth: Result) -> None:
    tokens = without_truth.measurements.documents["tokens"]
    assert tokens.min() >= 140  # elided words are tokens of their own, numbers with spaces are one
    assert tokens.max() <= 340


def test_the_truth_passes_its_checker(root: Path) -> None:
    truth = read_truth(root / "corpus" / "classroom")
    assert [str(problem) for problem in check_truth(truth)] == []
    assert len(truth.articles) == 96
    assert sum(not event.differs for event in truth.events) == 4


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_truth_supports_is_what_was_meant(root: Path, language: str) -> None:
    table = supported_claims(read_truth(root / "corpus" / "classroom"), language)
    verdict = table.set_index(["feature", "more", "less"])["verdict"]
    assert set(verdict.loc["delegitimise_own"]) == {"equal"}
    assert set(verdict.loc["threat_raw"]) == {"equal"}
    assert verdict["threat_own", "corvane", "ostelle1"] == "supported"
    assert verdict["delegitimise_quoted", "ostelle1", "corvane"] == "supported"
    assert verdict["terror_own", "ostelle1", "corvane"] == "direction"
    assert "contradicted" not in set(verdict)


# Claim → feature of the truth (more, less), grade in French and in English. What the truth supports and the study does
# not has its reason: a name needs 20 mentions a side in events that both tell (G3), and legitimacy in English is by chance.
GRADES = {
    "ostelle1:corvane/threat/danger//own": (("threat_own", "corvane", "ostelle1"), "supported", "supported"),
    "ostelle1:mirane/sovereignty/sovereign//own": (("sovereignty_own", "ostelle1", "mirane"), "suggestive", "suggestive"),
    "ostelle1:corvane/cooperation/cooperate//own": (("cooperate_ostelle1", "ostelle1", "corvane"), "suggestive", "suggestive"),
    "ostelle1:corvane/legitimacy/delegitimise//all": (("delegitimise_raw", "ostelle1", "corvane"), "suggestive", "described"),
    "ostelle1:corvane/naming/regime/ruvenia/own": (("regime", "corvane", "ostelle1"), "described", "described"),
    "ostelle1:corvane/naming/bloc/union/own": (("bloc", "ostelle1", "corvane"), "described", "described"),
    "mirane:corvane/cooperation/cooperate//own": (("cooperate_mirane", "mirane", "corvane"), "described", "described"),
    "ostelle1:corvane/labels/terror//own": (("terror_own", "ostelle1", "corvane"), "described", "described"),
    "ostelle1:corvane/legitimacy/delegitimise//own": (("delegitimise_own", "ostelle1", "corvane"), "described", "described"),
    "ostelle1:corvane/threat/danger//all": (("threat_raw", "ostelle1", "corvane"), "described", "described"),
}  # fmt: skip
SUPPORTED_BY_SIZE = {"threat_own", "sovereignty_own", "cooperate_ostelle1", "delegitimise_raw"}
TOO_FEW_MENTIONS = {"regime", "bloc"}


@pytest.mark.parametrize(("n", "language"), [(0, "fr"), (1, "en")])
def test_what_the_study_grades_is_what_the_truth_supports(
    root: Path, without_truth: Result, n: int, language: str
) -> None:
    """Raw gap without a gap in the outlet's own voice, and the other way round; too few events; too few mentions."""
    claims = without_truth.claims.loc[without_truth.claims["declared"]].set_index("claim")
    graded = {claim: claims.loc[f"{language}:{claim}", "grade"] for claim in GRADES}
    assert graded == {claim: said[1 + n] for claim, said in GRADES.items()}
    verdicts = supported_claims(read_truth(root / "corpus" / "classroom"), language)
    verdict = verdicts.set_index(["feature", "more", "less"])["verdict"]
    for claim, ((feature, more, less), *_) in GRADES.items():
        said = verdict[feature, more, less]
        assert (said == "supported") == (feature in SUPPORTED_BY_SIZE | TOO_FEW_MENTIONS)
        gates = {gate["gate"]: gate for gate in json.loads(claims.loc[f"{language}:{claim}", "gates"])}
        if feature in TOO_FEW_MENTIONS:
            assert gates["G3"]["reason"] == "few_opportunities"
        if said != "supported":  # nothing is suggested that was not planted, or of which too little was
            assert graded[claim] == "described"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_differences_point_where_they_were_planted(without_truth: Result, language: str) -> None:
    estimates = without_truth.estimates.loc[without_truth.estimates["statistic"].isin(CLAIMED)]
    key = estimates["contrast"].str.cat(estimates[["family", "category", "referent", "voice"]], sep="/")
    ratio = dict(zip(key, estimates["estimate"], strict=True))
    for claim, ((_, more, _), *_) in GRADES.items():
        value = ratio.get(f"{language}:{claim}", float("nan"))
        if not math.isnan(value) and "threat/danger//all" not in claim:
            none = 0.0 if "naming" in claim else 1.0
            assert (value > none) == claim.startswith(more), claim


def test_every_observation_shows_its_sentence(without_truth: Result, root: Path) -> None:
    page = (root / "reports" / "classroom" / "report-en.html").read_text(encoding="utf-8")
    rows = without_truth.measurements.observations
    assert page.count("<mark>") >= len(rows)
    assert "96 articles from 3 outlets (" in page


def test_where_nothing_was_planted_no_own_voice_differs(root: Path, without_truth: Result) -> None:
    """Gates set aside: in the four events that are told alike no interval leaves "no difference" out, and no test rejects it."""
    alike = {event.event for event in read_truth(root / "corpus" / "classroom").events if not event.differs}
    events = without_truth.measurements.events
    documents = set(events.loc[events["event_id"].str[:3].isin(alike), "doc_id"])
    measured = select_documents(without_truth.measurements, documents)
    assert len(measured.documents) == 4 * 3 * 2
    specified = specify(without_truth.study, measured, measured.events)
    estimates = estimate(measured, specified)
    own = estimates.loc[estimates["statistic"].isin(CLAIMED) & (estimates["voice"] == "own")]
    none = own["statistic"].map({"rate_ratio": 1.0, "share_difference": 0.0})
    assert own["estimate"].notna().sum() > 100
    assert own.loc[(own["low"] > none) | (own["high"] < none)].empty
    assert (own["p_adjusted"].dropna() > 0.05).all()
