"""Sources: attributions by kind of holder, and what a document does with its holders."""

from __future__ import annotations

import pytest

from framing.annotate import HOLDERS
from framing.features import create
from framing.features.sources import CATEGORIES, FACTS, PERHAPS_ANOTHER
from framing.tables import check

TEXT = (
    "« La digue tient », assure Ada Morel. Le maire affirme que la digue « vieille » cède. "
    "Selon un proche du port, tout ferme. « On verra », dit-elle. Il pleuvra, dit-on."
)


@pytest.fixture
def tokens(tokens_of, speaking, stretch):
    return speaking(
        tokens_of(TEXT),
        stretch("« La digue tient »", "direct", "Ada Morel", "assure"),
        stretch("que la digue « vieille » cède", "reported", "le maire", "affirme", what="role"),
        stretch("« vieille »", "fragment", "le maire", "affirme", what="role"),
        stretch("tout ferme", "reported", "un proche du port", what="anonymous"),
        stretch("« On verra »", "direct", "Ada Morel", "dit"),
        stretch("Il pleuvra", "reported"),
    )


def observed(tokens):
    return create("sources.v1", "fr").observe(tokens)


def kinds(rows):
    return rows[~rows["category"].isin(FACTS)].sort_values("start")


def facts(rows):
    found = rows[rows["category"].isin(FACTS)].sort_values("category")
    return found[["category", "holder", "voice", "rule"]].values.tolist()


def test_one_row_an_attribution_with_what_its_holder_is(tokens):
    rows = kinds(observed(tokens))
    assert rows[["category", "rule", "surface", "holder", "voice"]].values.tolist() == [
        ["person", "direct", "Ada Morel", "Ada Morel", "quoted"],
        ["role", "reported", "le maire", "le maire", "reported"],
        ["anonymous", "reported", "un proche du port", "un proche du port", "reported"],
        ["person", "direct", "Ada Morel", "Ada Morel", "quoted"],
        ["unknown", "reported", "Il pleuvra", "", "reported"],
    ]
    assert rows["family"].eq("sources").all()
    assert rows["referent"].eq("").all()
    assert [TEXT[a:b] for a, b in rows[["start", "end"]].values.tolist()][:3] == [
        "La digue tient", "que la digue « vieille » cède", "tout ferme",
    ]  # fmt: skip


@pytest.mark.parametrize(("inner", "n"), [("le maire", 1), ("le préfet", 2), ("", 2)])
def test_a_fragment_of_the_same_holder_is_the_same_attribution(
    tokens_of, speaking, stretch, inner: str, n: int
):
    told = speaking(
        tokens_of("Le maire dit que la « vieille digue » cède."),
        stretch("que la « vieille digue » cède", "reported", "le maire", "dit"),
        stretch("« vieille digue »", "fragment", inner),
    )
    assert len(kinds(observed(told))) == n


def test_what_only_overlaps_or_follows_is_another_attribution(tokens_of, speaking, stretch):
    told = speaking(
        tokens_of("Le maire dit que la digue « cède vite »."),
        stretch("que la digue « cède", "reported", "le maire", "dit"),
        stretch("« cède vite »", "fragment", "le maire", "dit"),
    )
    assert len(kinds(observed(told))) == 2


def test_the_same_words_said_by_two_stand_once(tokens_of, speaking, stretch):
    told = speaking(
        tokens_of("Le maire et la reine disent que la digue cède."),
        stretch("que la digue cède", "reported", "la reine", "disent", what="role"),
        stretch("que la digue cède", "reported", "le maire", "disent", what="role"),
    )
    rows = observed(told)
    assert len(kinds(rows)) == 1
    assert check(rows, "observations").equals(rows)
    assert facts(rows) == [["first", "la reine", "own", "reported"], ["reply", "le maire", "own", "reported"]]


def test_first_and_second_holder_of_a_document_stand_once(tokens):
    assert facts(observed(tokens)) == [
        ["first", "Ada Morel", "own", "direct"],
        ["reply", "le maire", "own", "reported"],
    ]


def test_an_only_holder_is_lone_however_often_heard(tokens_of, speaking, stretch):
    told = speaking(
        tokens_of("« Oui », dit-il. « Non », dit-il."),
        stretch("« Oui »", "direct", "Ada Morel"),
        stretch("« Non »", "direct", "Ada Morel"),
    )
    rows = observed(told)
    assert [row[0] for row in facts(rows)] == ["first", "lone"]
    assert rows.loc[rows["category"] == "lone", "confidence"].tolist() == [0.8]


def test_lone_is_less_sure_where_an_unknown_one_speaks_besides(tokens_of, speaking, stretch):
    told = speaking(
        tokens_of("« Oui », dit-il. « Non », dit-on."),
        stretch("« Oui »", "direct", "Ada Morel"),
        stretch("« Non »", "direct"),
    )
    rows = observed(told)
    assert rows.loc[rows["category"] == "lone", "confidence"].tolist() == [0.8 * PERHAPS_ANOTHER]


def test_where_nobody_is_known_a_document_has_no_first_holder(tokens_of, speaking, stretch):
    told = speaking(tokens_of("« Oui », dit-on."), stretch("« Oui »", "direct"))
    assert facts(observed(told)) == []
    assert observed(told)["category"].tolist() == ["unknown"]


def test_each_document_has_its_own_facts(tokens_of, speaking, stretch):
    told = speaking(
        tokens_of("« Oui », dit-elle.", "Rien.", "« Non », dit-elle. « Si », dit-il."),
        stretch("« Oui »", "direct", "Ada Morel"),
        stretch("« Non »", "direct", "Ada Morel"),
        stretch("« Si »", "direct", "le maire"),
    )
    rows = observed(told)
    got = rows[rows["category"].isin(FACTS)][["doc_id", "category", "holder"]].values.tolist()
    assert sorted(got) == [
        ["000000", "first", "Ada Morel"],
        ["000000", "lone", "Ada Morel"],
        ["000002", "first", "Ada Morel"],
        ["000002", "reply", "le maire"],
    ]


@pytest.mark.parametrize("kind", ["scare", "term", "undecided"])
def test_words_in_marks_that_nobody_spoke_are_no_attribution(tokens_of, speaking, stretch, kind: str):
    told = speaking(tokens_of("Il dit « port »."), stretch("« port »", kind))
    assert observed(told).empty


def test_categories_are_kinds_of_holders_and_facts(tokens):
    assert (*HOLDERS, *FACTS) == CATEGORIES
    assert set(observed(tokens)["category"]) <= set(CATEGORIES)
    assert check(observed(tokens), "observations").equals(observed(tokens))
