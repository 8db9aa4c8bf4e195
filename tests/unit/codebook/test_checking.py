"""Examples are run; one-sided cues and silent categories are named."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.codebook import Category, Codebook, Entry, Head, audit, check
from framing.codebook.checking import ONE_SIDED_HITS


def book(*entries: Entry, searched_on: tuple[str, ...] = ("iran",)) -> Codebook:
    return Codebook("tone", "fr", 1, "cues", categories=(Category("gloom", {}, searched_on, (), entries),))


def rows(table: pd.DataFrame) -> list[tuple[str, str, str, bool]]:
    return [(r.entry, r.kind, r.text, bool(r.passed)) for r in table.itertuples()]


def test_examples_must_match_and_counterexamples_must_not() -> None:
    dark = Entry(
        "dark", ('"sombre"',), not_after=("non",),
        examples=("Le ciel est sombre.", "Le ciel est clair."),
        counterexamples=("Un ciel non sombre.", "Un jour sombre\n\nTout est clair."),
    )  # fmt: skip
    table = check([book(dark)])
    assert list(table.columns) == ["codebook", "language", "entry", "kind", "text", "passed"]
    assert table["passed"].dtype == bool
    assert rows(table) == [
        ("gloom.dark", "example", "Le ciel est sombre.", True),
        ("gloom.dark", "example", "Le ciel est clair.", False),
        ("gloom.dark", "counterexample", "Un ciel non sombre.", True),
        ("gloom.dark", "counterexample", "Un jour sombre\n\nTout est clair.", False),
    ]


def test_an_example_answers_for_its_own_entry_only() -> None:
    table = check([book(Entry("a", ("ciel",), examples=("ciel",), counterexamples=("mer",)),
                        Entry("b", ("mer",), examples=("ciel",), counterexamples=("ciel",)))])  # fmt: skip
    assert rows(table)[2:] == [
        ("gloom.b", "example", "ciel", False),
        ("gloom.b", "counterexample", "ciel", True),
    ]


def test_missing_examples_and_unlikely_words_are_warnings() -> None:
    heads = Codebook(
        "nouns", "fr", 1, "heads", heads=(Head("step", ("pas", '"deux,trois"', "mesures", '"mesures"')),)
    )
    warnings = check([heads])
    assert warnings["passed"].all()
    assert [(r.entry, r.kind, r.text.split(":")[0]) for r in warnings.itertuples()] == [
        ("step", "warning", "deux,trois"),
        ("step", "warning", "mesures"),
        ("step", "warning", "no example"),
        ("step", "warning", "no counter-example"),
    ]


def test_nothing_to_check_is_an_empty_table() -> None:
    assert len(check([])) == 0
    assert list(check([book()]).columns) == ["codebook", "language", "entry", "kind", "text", "passed"]


def corpus(hits: dict[str, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    documents = pd.DataFrame(
        {"doc_id": list(hits), "outlet": [d.upper() for d in hits], "language": "fr", "tokens": 100}
    )
    found = [(d, "tone", "gloom", "dark") for d, n in hits.items() for _ in range(n)]
    return pd.DataFrame(found, columns=["doc_id", "family", "category", "rule"]), documents


@pytest.mark.parametrize(
    ("hits", "outlet"),
    [
        ({"a": ONE_SIDED_HITS, "b": 0}, "A"),
        ({"a": 9, "b": 1}, "A"),
        ({"a": 8, "b": 2}, ""),
        ({"a": ONE_SIDED_HITS - 1, "b": 0}, ""),
        ({"a": ONE_SIDED_HITS}, ""),
    ],
)
def test_cues_of_one_outlet_are_named(hits: dict[str, int], outlet: str) -> None:
    observations, documents = corpus(hits)
    table = audit([book()], observations, documents)
    assert table["outlet"].tolist() == ([outlet] if outlet else [])
    if outlet:
        (row,) = table.itertuples()
        assert (row.family, row.rule, row.finding, row.tokens_share) == ("tone", "dark", "one_outlet", 0.5)
        assert row.share == pytest.approx(hits["a"] / sum(hits.values()))


def test_a_category_must_say_where_it_looked() -> None:
    table = audit([book(searched_on=()), book()])
    assert table[["family", "language", "category", "finding"]].values.tolist() == [
        ["tone", "fr", "gloom", "searched_on_empty"]
    ]
    assert audit([book()]).empty
