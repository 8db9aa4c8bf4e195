"""Cleaning never changes what it keeps, whatever a page holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.ingest import clean, load_profiles, page_offsets
from framing.ingest.decoding import decode, tidy
from framing.ingest.sources import pages_from_rows

PROFILES = load_profiles()
LINES = st.sampled_from(
    [
        "OK", "© AFP", "Lire : le port", "Partager cet article", "Raconter l'actualité", "", "  ", "\u00a0", "TV",
        "Le port rouvre", "« Le port est à nous »", "Un pont en hiver (photo d’illustration).", "😀 خبر",
        "Le navire est entré dans le port, et les marins ont salué la foule massée sur le quai du nord.",
        "The captain talks with the harbour master of the port about the ship and the storm of the night.",
    ]
)  # fmt: skip
PAGES = st.lists(st.one_of(LINES, st.text(max_size=40)), min_size=1, max_size=15).map("\n".join)
OUTLETS = st.sampled_from([*sorted(PROFILES), "nord"])


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(PAGES, OUTLETS), min_size=1, max_size=4))
def test_cleaned_text_is_the_page_without_the_removals(pages: list[tuple[str, str]]) -> None:
    rows = [
        {"doc_id": f"d{i}", "outlet": outlet, "language": "fr", "text": tidy(text).text, "file": f"{i}"}
        for i, (text, outlet) in enumerate(pages)
    ]
    result = clean(pages_from_rows(rows), PROFILES)
    assert len(result.documents) + len(result.set_aside) == len(rows)
    texts = {row["doc_id"]: row["text"] for row in rows}
    for document in result.documents.itertuples():
        page = texts[document.doc_id]
        removals = result.removals[result.removals["doc_id"] == document.doc_id]
        assert [page[o] for o in page_offsets(removals, range(len(document.text)))] == list(document.text)
        assert document.characters + document.removed == len(page)
        assert len(document.layout) == sum(bool(line.strip()) for line in document.text.split("\n"))
        assert document.layout.count("t") <= 1
        assert document.layout.count("l") <= document.layout.count("t")
        for start, end in zip(removals["start"], removals["end"], strict=True):
            assert start == 0 or page[start - 1] == "\n"
            assert end == len(page) or page[end - 1] == "\n"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_become_tidy_text_or_a_reason(data: bytes) -> None:
    found = decode(data)
    assert bool(found.fault) != bool(found.text)
    assert tidy(found.text).text == found.text if found.text else True


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_tidying_is_done_once(text: str) -> None:
    once = tidy(text)
    if once.text:
        assert tidy(once.text) == type(once)(once.text)
