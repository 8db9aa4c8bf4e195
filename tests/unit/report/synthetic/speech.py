"""The made-up result with speech: who says what in the harbour, in every voice."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.study.config.study import Study
from framing.study.measurement.measurements import Measurements
from framing.study.pipeline import compare_measurements
from framing.tables import check
from tests.unit.report.synthetic.observations import make_observations, observations_from_tuples
from tests.unit.report.synthetic.result import make_measurements, make_study

# Who speaks in the harbour: doc, start, end, voice, holder, cue, stance, rule
SPEECH = (
    ("d2", 30, 400, "quoted", "Ida Lindal", "dire", "neutral", "direct.after"),
    ("d2", 800, 1200, "reported", "Ida Lindal", "affirmer", "distancing", "that"),
    ("d2", 850, 900, "fragment", "Ida Lindal", "affirmer", "distancing", "fragment.sentence"),  # within the one before
    ("d2", 1300, 1350, "quoted", "", "", "", "heading_quoted"),
    ("d3", 280, 600, "reported", "Oskar Metz", "dénoncer", "confrontational", "that"),
    ("d5", 300, 330, "ambiguous", "", "", "", "undecided.none"),
)  # fmt: skip
# doc, voice, holder, tokens
SAID = (
    ("d1", "own", "", 700), ("d2", "own", "", 700), ("d2", "quoted", "Ida Lindal", 500), ("d2", "quoted", "", 20),
    ("d2", "reported", "Ida Lindal", 240), ("d2", "fragment", "Ida Lindal", 10), ("d2", "ambiguous", "", 30),
    ("d3", "own", "", 300), ("d3", "reported", "Oskar Metz", 200), ("d4", "own", "", 350), ("d5", "own", "", 420),
    ("d5", "ambiguous", "", 30),
)  # fmt: skip
# As OBSERVATIONS, with the holder last
SPOKEN = (
    ("d2", 420, "reporting", "neutral", "", "dire", "dit", "dire", "own", "body", "Ida Lindal"),
    ("d2", 790, "reporting", "distancing", "", "affirmer", "affirme", "affirmer", "own", "body", "Ida Lindal"),
    ("d3", 270, "reporting", "confrontational", "", "dénoncer", "dénonce", "dénoncer", "own", "body", "Oskar Metz"),
    ("d2", 30, "sources", "person", "", "direct", "Ida Lindal", "ida lindal", "quoted", "body", "Ida Lindal"),
    ("d2", 800, "sources", "person", "", "reported", "Ida Lindal", "ida lindal", "reported", "body", "Ida Lindal"),
    ("d2", 1300, "sources", "unknown", "", "direct", "Quai fermé", "", "quoted", "heading", ""),
    ("d3", 280, "sources", "person", "", "reported", "Oskar Metz", "oskar metz", "reported", "body", "Oskar Metz"),
    ("d2", 30, "sources", "first", "", "direct", "Ida Lindal", "ida lindal", "own", "body", "Ida Lindal"),
    ("d3", 280, "sources", "first", "", "reported", "Oskar Metz", "oskar metz", "own", "body", "Oskar Metz"),
    ("d3", 280, "sources", "lone", "", "reported", "Oskar Metz", "oskar metz", "own", "body", "Oskar Metz"),
    ("d5", 300, "scare_quotes", "undecided", "", "marks", "grand quai", "grand quai", "own", "body", ""),
    ("d2", 5, "fidelity", "altered", "", "quoted_words", "Trois quais ouvriront lundi", "hardened", "own", "heading", ""),
    ("d2", 700, "fidelity", "unsupported", "", "quoted_words", "grues", "", "own", "heading", ""),
    ("d4", 0, "fidelity", "stated", "", "whole_heading", "Le traité est signé", "", "own", "title", ""),
    ("d4", 500, "evidentials", "hedge", "", "perhaps", "peut-être", "peut-être", "own", "body", ""),
)  # fmt: skip
# doc, start, end, the other's doc, start, end, how, share
ECHOES = (
    ("d2", 30, 400, "d4", 40, 90, "cut", 0.25),
    ("d2", 800, 1200, "d5", 300, 330, "paraphrased", 0.5),
)
SPEAKING = ("reporting.v1", "sources.v1", "scare_quotes.v1", "fidelity.v1", "evidentials.v1")


def make_spoken_study(**changes: Any) -> Study:
    """Return the study with extractors of speech, a camp, and a claim that has hits in several voices."""
    contrast = ["aurore", "depeche"]
    claims = [
        {"family": "legitimacy", "category": "delegitimise", "referent": "sanctions", "contrast": contrast},
        {"family": "threat", "category": "alarm", "contrast": contrast},
        {"family": "threat", "category": "menace", "contrast": contrast},
        {"family": "reporting", "category": "distancing", "contrast": ["aurore", "phare"]},
    ]
    camps = {"port": {"label": {"fr": "gens du port", "en": "port people"}, "holders": ["Lindal"]}}
    extractors = ["cues.v1", "naming.v1", "heads.v1", *SPEAKING]
    return make_study(**{"claims": claims, "camps": camps, "extractors": extractors, **changes})


def make_spoken_measurements(**changes: Any) -> Measurements:
    """Return the measurements with speech, as `framing.annotate` tells it."""
    spoken = {
        "attributions": _attributions(), "exposure": _exposure(), "observations": _observations(),
        "echoes": _echoes(), "settings": _settings(),
    }  # fmt: skip
    return make_measurements(**{**spoken, **changes})


def _attributions() -> pd.DataFrame:
    columns = ["doc_id", "start", "end", "voice", "holder", "cue", "stance", "rule"]
    return check(pd.DataFrame(SPEECH, columns=columns).assign(camp="", confidence=0.9), "attributions")


def _exposure() -> pd.DataFrame:
    table = pd.DataFrame(SAID, columns=["doc_id", "voice", "holder", "tokens"])
    return check(table.assign(position="body", sentences=(table["tokens"] // 20).clip(lower=1)), "exposure")


def _observations() -> pd.DataFrame:
    """Return what was found before, the quotations of d2 now somebody's, and what is found in speech."""
    before = make_observations().astype({"holder": "str", "voice": "str", "doc_id": "str"})
    before = before[before["voice"] != "ambiguous"]
    by = before["holder"].mask((before["voice"] == "quoted") & (before["doc_id"] == "d2"), "Ida Lindal")
    both = [before.assign(holder=by), observations_from_tuples(SPOKEN)]
    return check(pd.concat(both, ignore_index=True), "observations")


def _echoes() -> pd.DataFrame:
    columns = ["doc_id", "start", "end", "other_id", "other_start", "other_end", "how", "share"]
    return check(pd.DataFrame(ECHOES, columns=columns), "echoes")


def _settings() -> dict[str, Any]:
    base = make_measurements().settings
    bare = {"kind": "cues", "version": 1, "digest": "d" * 64, "referents": {}, "heads": []}
    books = {
        **base["codebooks"],
        "legitimacy.fr": {**bare, "categories": {"delegitimise": ["sanctions"], "legitimise": []}},
        "evidentials.fr": {**bare, "kind": "evidentials", "categories": {"hedge": [], "booster": []}},
    }
    return {**base, "codebooks": books, "extractors": ["cues.v1", "heads.v1", "naming.v1", *SPEAKING]}


def make_spoken_result(**changes: Any) -> Any:
    """Return the result of comparing measurements with speech; study and measurements can be exchanged."""
    study = changes.get("study") or make_spoken_study()
    return compare_measurements(study, changes.get("measurements") or make_spoken_measurements())
