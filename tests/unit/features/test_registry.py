from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from framing.errors import ExtractorError
from framing.features import REGISTRY, create


def test_versioned_names_make_extractors_of_the_language_asked_for():
    assert set(REGISTRY) >= {"terms.v1", "cues.v1", "naming.v1", "heads.v1"}
    assert set(REGISTRY) >= {"reporting.v1", "sources.v1", "scare_quotes.v1", "agency.v1"}
    made = create("cues.v1", "en")
    assert isinstance(made, REGISTRY["cues.v1"])
    assert (made.language, made.codebooks) == ("en", ())


@pytest.mark.parametrize(
    ("asked", "near"), [("cue.v1", "cues.v1"), ("heads.v2", "heads.v1"), ("naming", "naming.v1")]
)
def test_an_unknown_name_is_answered_with_the_nearest_known_one(asked: str, near: str):
    with pytest.raises(ExtractorError, match=f"did you mean '{near}'") as caught:
        create(asked, "fr")
    assert "terms.v1" in caught.value.problems[0].expected
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_importing_the_room_loads_neither_nltk_nor_numba():
    code = "import sys, framing.features; print([m for m in ('nltk', 'numba') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
