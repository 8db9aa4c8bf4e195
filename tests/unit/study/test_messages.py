"""Messages: short, counted, and safe on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from framing.study.config.study import Study, load_study
from framing.study.measurement.camps import assign_camps, load_camps
from framing.study.measurement.corpus import NOTHING, Corpus
from framing.study.measurement.measurements import Measurements, from_tables
from framing.study.messages import (
    MOST_ROWS,
    checked_text,
    claims_text,
    notes_on,
    notes_on_result,
    notes_text,
    plain_text,
    set_aside_text,
)
from framing.tables import check


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


def test_lost_documents_are_told_before_anything_is_called_sound() -> None:
    assert checked_text("c.yaml", NOTHING) == "c.yaml: nothing to mend. No document was set aside."
    one = pd.DataFrame({"file": ["a.txt"], "reason": ["language 'french' is no code: 'fr' was meant"]})
    first, second, third = checked_text("c.yaml", one).splitlines()
    assert first == "c.yaml: warning: 1 document was set aside:"
    assert "french" in second
    assert third.endswith("nothing else to mend.")


def test_outlets_and_camps_that_nobody_belongs_to_are_noted(
    study_file: Callable[..., Path], two_by_two: Measurements
) -> None:
    label = {"fr": "x", "en": "x"}
    camps = {"east": {"label": label, "holders": ["Ana"]}, "west": {"label": label, "holders": ["Bo"]}}
    study = load_study(study_file(camps=camps, outlets={"alpa": label, "beta": label}))
    speech = {
        "doc_id": "d000", "start": 0, "end": 5, "voice": "quoted", "holder": "Ana Lo", "camp": "", "cue": "",
        "stance": "", "rule": "guillemets", "confidence": 1.0,
    }  # fmt: skip
    tables = two_by_two.tables | {"attributions": check(pd.DataFrame([speech]), "attributions")}
    bundle = from_tables(tables, two_by_two.settings)
    notes = notes_on(study, Corpus((("bundle", bundle),), None, NOTHING, NOTHING))
    assert [note.partition(", ")[2] for note in notes] == [
        "outlets.alpa: no document of the corpus comes from it – did you mean 'alpha'?",
        "camps.west: nobody who speaks in the corpus is of west",
    ]
    assert notes_on_result(study, assign_camps(bundle, load_camps(study))) == notes
    silent = Corpus((("bundle", two_by_two),), None, NOTHING, NOTHING)
    assert len(notes_on(study, silent)) == 1


def test_no_declared_claims_are_not_announced() -> None:
    assert claims_text(pd.DataFrame({"claim": [], "grade": []})) == ""


def test_each_declared_claim_has_its_grade_on_a_line() -> None:
    claims = pd.DataFrame({"claim": ["fr:a:b/threat/alarm//own"], "grade": ["described"]})
    assert claims_text(claims).splitlines()[1:] == [
        "Declared claims:",
        "  described      fr:a:b/threat/alarm//own",
    ]
