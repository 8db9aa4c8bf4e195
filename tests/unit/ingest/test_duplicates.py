"""One text that an outlet brings twice is one document."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.ingest import TextSource, clean, load_profiles, read
from framing.ingest.duplicates import find_duplicates

TEXT = "The ferry is late\n\nAbout forty people waited on the quay until the evening.\n"


def test_the_first_stays_and_the_same_text_of_another_outlet_is_no_repetition() -> None:
    assert find_duplicates(["a", "b", "a", "a", "b"], ["x", "x", "x", "y", "x"]) == {2: 0, 4: 1}


def test_texts_that_only_begin_alike_are_two() -> None:
    long = "one two three " * 40
    assert find_duplicates(["a"] * 3, [long + "four", long + "five", f"\n\n{long}\nfour"]) == {2: 0}


def test_a_page_saved_twice_is_set_aside_by_name_whatever_its_furniture(tmp_path: Path) -> None:
    pages = {"one.txt": TEXT, "two.txt": "Menu\n\n" + TEXT + "\nShare this article\n", "three.txt": TEXT}
    rows = [("one.txt", "a-1", "alpha"), ("two.txt", "a-2", "alpha"), ("three.txt", "b-1", "beta")]
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    catalogue = pd.DataFrame(rows, columns=["file", "doc_id", "outlet"]).assign(language="en")
    catalogue.to_csv(tmp_path / "catalogue.csv", index=False)
    cleaned = clean(read([TextSource(path=tmp_path)]).pages, load_profiles())
    assert cleaned.documents["doc_id"].tolist() == ["a-1", "b-1"]
    assert cleaned.set_aside.to_dict("records") == [{"file": "two.txt", "reason": "the same text as a-1"}]
