"""Messages: short, counted, and safe on a terminal."""

from __future__ import annotations

import pandas as pd

from framing.study.config import Study
from framing.study.corpus import NOTHING, Corpus
from framing.study.measurements import Measurements
from framing.study.messages import MOST_ROWS, claims_text, notes_on, notes_text, plain_text, set_aside_text


def test_control_characters_do_not_reach_a_terminal() -> None:
    assert plain_text("a\x1b[31mb\u202e") == "a\ufffd[31mb\ufffd"


def test_set_aside_documents_are_counted_and_named() -> None:
    assert set_aside_text(NOTHING) == "No document was set aside."
    one = pd.DataFrame({"file": ["a.txt"], "reason": ["the file is empty"]})
    assert set_aside_text(one) == "1 document was set aside:\n  a.txt: the file is empty"
    many = set_aside_text(pd.concat([one] * (MOST_ROWS + 5)))
    assert many.startswith(f"{MOST_ROWS + 5} documents were")
    assert many.endswith("\n  and 5 more")


def test_notes_name_doubtful_outlets_before_files(study: Study, two_by_two: Measurements) -> None:
    documents = two_by_two.documents.assign(outlet=["alpha", "alpha", "beta", "beta", "alpa"])
    bundle = Measurements(**two_by_two.tables | {"documents": documents}, settings=two_by_two.settings)
    changed = pd.DataFrame({"file": ["t.csv"], "reason": ["columns that are not read: mood"]})
    notes = notes_on(study, Corpus((("bundle", bundle),), None, NOTHING, changed))
    assert [note.split(" ")[0] for note in notes] == ["outlet", "t.csv:"]
    assert notes_text(notes).startswith("\nTo be noted:\n  outlet 'alpa'")
    assert notes_text([]) == ""


def test_each_declared_claim_has_its_grade_on_a_line() -> None:
    claims = pd.DataFrame({"claim": ["fr:a:b/threat/alarm//own"], "grade": ["described"]})
    assert claims_text(claims).splitlines()[1:] == [
        "Declared claims:",
        "  described      fr:a:b/threat/alarm//own",
    ]
