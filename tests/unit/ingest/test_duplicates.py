"""One text that an outlet brings twice is one document."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.ingest import TextSource, clean, load_profiles, read
from framing.ingest.duplicates import BEGINNING, Described, find_duplicates

TEXT = "The ferry is late\n\nAbout forty people waited on the quay until the evening.\n"


def of(*outlets: str) -> list[Described]:
    return [Described(outlet, "", "") for outlet in outlets]


def test_the_first_stays_and_the_same_text_of_another_outlet_is_no_repetition() -> None:
    assert find_duplicates(of(*"abaab"), ["x", "x", "x", "y", "x"]) == {2: 0, 4: 1}


def test_texts_that_only_begin_alike_are_two_however_they_are_spaced() -> None:
    words = " ".join(f"word{n}" for n in range(BEGINNING + 5))
    texts = [f"{words} four", f"{words} five", "\n" * 300 + words.replace(" ", "\n" * 40) + "\tfour"]
    assert find_duplicates(of("a", "a", "a"), texts) == {2: 0}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("", ""), ("2024-05-02", "e7"), {0: 1}),
        (("2024-05-02", ""), ("", "e7"), {0: 1}),
        (("2024-05-02", "e7"), ("2024-05-02", "e7"), {1: 0}),
        (("2024-05", ""), ("2024-05-02", ""), {1: 0}),
        (("2024-05-02", ""), ("2024-03-09", ""), {}),
        (("2024-05-02", "e7"), ("2024-05-02", "e8"), {}),
    ],
)
def test_the_better_described_stays_and_two_dates_or_events_are_two_articles(
    one: tuple[str, str], other: tuple[str, str], found: dict[int, int]
) -> None:
    assert find_duplicates([Described("a", *one), Described("a", *other)], ["x", "x"]) == found


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
