"""Sampling: how much is asked for, and what was found in a drawn sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from framing.study.coding.frames import rows_asked
from framing.study.coding.sampling import ENOUGH_FOUND, ENOUGH_OTHERS, Wanted, found_codes


@pytest.mark.parametrize(
    ("voices", "found"), [(("own",), 100), (("own", "quoted"), 50), (("own", "quoted", "reported"), 34)]
)
def test_enough_is_shared_among_the_voices(voices: tuple[str, ...], found: int) -> None:
    assert Wanted(voices=voices).per_stratum == (found, -(-ENOUGH_OTHERS // len(voices)))
    assert found == -(-ENOUGH_FOUND // len(voices))


def test_what_is_asked_for_is_asked_of_each_stratum() -> None:
    assert Wanted(found=3, others=0).per_stratum == (3, 0)


def test_finds_are_those_of_the_sentence_the_voice_and_the_question(hand: Any) -> None:
    rows = [
        hand.observation("d000", 12), hand.observation("d000", 19, category="menace"), hand.observation("d000", 15, category="menace"),
        hand.observation("d000", 20), hand.observation("d000", 9), hand.observation("d000", 14, voice="quoted"),
        hand.observation("d001", 12), hand.observation("d000", 13, position="caption", rule="other"),
        hand.observation("d000", 16, family="labels", category="terror"),
    ]  # fmt: skip
    observations = hand.measurements(hand.documents(["a", "a"], [""] * 2), rows).observations
    units = pd.DataFrame(
        {"doc_id": ["d000", "d000", "d000"], "voice": ["own", "quoted", "reported"], "start": 10, "end": 20}
    )
    assert found_codes(units, rows_asked(observations, "threat", "")) == ["alarm;menace", "alarm", "none"]
