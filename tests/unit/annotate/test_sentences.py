"""Where sentences end."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.annotate import annotate


def sentences(text: str, language: str) -> list[str]:
    layout = "b" * sum(bool(line.strip()) for line in text.split("\n"))
    row = {"doc_id": ["d"], "text": [text], "layout": [layout], "language": [language]}
    tokens = annotate(pd.DataFrame(row)).tokens
    numbers = np.unique(tokens.sentence)
    assert numbers.tolist() == list(range(len(numbers)))
    of = [np.flatnonzero(tokens.sentence == number) for number in numbers]
    return [text[tokens.start[t[0]] : tokens.end[t[-1]]] for t in of]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le port ferme. La ville attend.", ["Le port ferme", "La ville attend"]),
        ("« Le port ferme. » La ville attend.", ["Le port ferme", "La ville attend"]),
        ("« Le port ferme ? » demande le maire.", ["Le port ferme ? » demande le maire"]),
        ("Il part. « nous aussi »", ["Il part", "nous aussi"]),
        ("Il part… mais revient", ["Il part… mais revient"]),
        ("M. Ravel part. Mme Lund reste.", ["M. Ravel part", "Mme Lund reste"]),
        ("Des cordes, des voiles, etc. Le vent tombe.", ["Des cordes, des voiles, etc.", "Le vent tombe"]),
        ("Des cordes, etc. Ravel le sait.", ["Des cordes, etc. Ravel le sait"]),
        ("Voir p. ex. Ravel", ["Voir p. ex. Ravel"]),
        ("1. Le port", ["1. Le port"]),
        ("En 2019. Le port", ["En 2019", "Le port"]),
        ("Un titre\nUne ligne", ["Un titre", "Une ligne"]),
        ("Le port ferme.La ville attend.", ["Le port ferme", "La ville attend"]),
        ("« Stop ! », a dit Ravel.", ["Stop ! », a dit Ravel"]),
        ("« Stop ! », Ravel insiste.", ["Stop ! », Ravel insiste"]),
    ],
)
def test_french(text: str, expected: list[str]) -> None:
    assert sentences(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port shut. “Why?” He left.", ["The port shut", "Why", "He left"]),
        ("Dr. Vale spoke. Sen. Lund did not.", ["Dr. Vale spoke", "Sen. Lund did not"]),
        ("He left the U.S. Army then.", ["He left the U.S. Army then"]),
        ("He left the U.S. The army stayed.", ["He left the U.S.", "The army stayed"]),
        ("It ended in Jan. 6 hearings. It did.", ["It ended in Jan. 6 hearings", "It did"]),
        ("He said no. The port shut.", ["He said no", "The port shut"]),
        ("(He left.) Then it rained.", ["He left", "Then it rained"]),
        ("George W. Vale spoke", ["George W. Vale spoke"]),
        ("We picked plan B. The others left.", ["We picked plan B.", "The others left"]),
        ("It cost 3.5 pounds at example.com today", ["It cost 3.5 pounds at example.com today"]),
        ('He left. "We stay." She nodded.', ["He left", "We stay", "She nodded"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert sentences(text, "en") == expected
