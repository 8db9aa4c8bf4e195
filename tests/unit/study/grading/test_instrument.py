"""Gate G5: speech marked by readers and sentences coded by coders, in one answer."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from framing.study.grading.coded import NOT_CODED, InstrumentFacts
from framing.study.grading.instrument import NEEDED_ARTICLES, instrument

VOICED = {"voice_right_a": 0.97, "voice_right_b": 0.95}
SOUND = InstrumentFacts((), VOICED)


def golds(**hits: int) -> pd.DataFrame:
    """A hundred stretches of direct speech marked in each outlet's gold, so many of them found."""
    rows = [("g", "fr", outlet, "direct_fragment", 100, 100, n, n) for outlet, n in hits.items()]
    rows += [
        ("g", "fr", "a", "reported", 100, 100, 10, 10),
        ("g", "en", "b", "direct_fragment", 100, 100, 1, 1),
    ]
    columns = ["gold", "language", "outlet", "what", "marked", "found", "hits", "hits_found"]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize(("b", "passed"), [(90, None), (95, None), (85, None), (96, False), (84, False)])
def test_recall_of_direct_speech_must_be_alike(setting: Any, b: int, passed: bool | None) -> None:
    gate = instrument(setting().design, "own", table=golds(a=90, b=b))
    assert gate.passed is passed
    assert gate.reason == ("not_coded" if passed is None else "speech_differs")
    assert (gate.facts["speech_recall_a"], gate.facts["speech_recall_b"]) == (0.9, b / 100)
    assert gate.facts["speech_recall_low_a"] == pytest.approx(0.8256, abs=1e-4)


def test_over_all_voices_it_does_not_matter_whose_words_are_found(setting: Any) -> None:
    gate = instrument(setting().design, "all", SOUND, golds(a=90, b=40))
    assert (gate.passed, gate.reason) == (True, "sound")


def test_without_codes_and_marked_speech_both_are_named(setting: Any) -> None:
    gate = instrument(setting().design, "own", NOT_CODED, golds(a=90))
    assert (gate.passed, gate.reason) == (None, "not_coded")
    assert gate.facts["failures"] == ["not_coded", "speech_unknown"]
    assert gate.facts["unknown"] == ["b"]
    assert (gate.facts["speech_recall_a"], gate.facts["speech_recall_b"]) == (0.9, None)
    assert gate.facts["needed_articles"] == NEEDED_ARTICLES


def test_coders_who_find_voices_right_stand_in_for_marked_speech(setting: Any) -> None:
    gate = instrument(setting().design, "own", SOUND, golds(a=90))
    assert (gate.passed, gate.reason) == (True, "sound")


def test_without_coded_voices_speech_stays_unknown(setting: Any) -> None:
    gate = instrument(setting().design, "own", InstrumentFacts((), {}), golds())
    assert (gate.passed, gate.reason) == (None, "speech_unknown")


def test_wrong_voices_fail_a_claim_about_one_voice_only(setting: Any) -> None:
    wrong = InstrumentFacts((), {"voice_right_a": 0.97, "voice_right_b": 0.7})
    assert instrument(setting().design, "own", wrong, golds()).reason == "voice_wrong"
    assert instrument(setting().design, "own", wrong, golds()).passed is False
    assert instrument(setting().design, "all", wrong, golds()).passed is True


def test_what_the_codes_say_against_the_instrument_is_told_in_order(setting: Any) -> None:
    low = InstrumentFacts(("precision_low", "recall_unknown"), VOICED)
    gate = instrument(setting().design, "own", low, golds())
    assert (gate.passed, gate.reason) == (False, "precision_low")
    assert gate.facts["failures"] == ["precision_low", "recall_unknown"]
