"""The French gold: 132 articles marked by reading, pinned, with the agreement of its two readers."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

DIGESTS = {
    "articles.csv": "84ad7365d0a86e8f56afc9bb1458b193802464f26680d2d2f093063d495c01e5",
    "reader_a.csv": "5b58fca75e2986537b481304430b34fd7a57a723a7a4006d8de3fd42695cb387",
    "reader_b.csv": "42abf3ad40f2c75ef3a3d282e7f18e9dff41a499d8cea1ab481766dcfe424996",
    "spans.csv": "614d9c7d0ae4aa2d8684ec572ba782ccd8abde27a78259ccdfe6fb572a3e06d3",
}
GOLD = Path(__file__).parent / "gold" / "press_fr"


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_gold_is_the_committed_one(name: str) -> None:
    assert sha256((GOLD / name).read_bytes()).hexdigest() == DIGESTS[name]
