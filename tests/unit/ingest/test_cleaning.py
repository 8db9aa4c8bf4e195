from __future__ import annotations

import hashlib

import pandas as pd
import pytest

from framing.ingest import Cleaned, clean, load_profiles, page_offsets
from framing.ingest.sources import pages_from_rows

LONG = (
    "Le navire est entré dans le port au petit matin, et les marins ont salué la foule massée sur le quai. "
    * 2
)


def cleaned(*texts: str, outlet: str = "nord", language: str = "fr", **columns: str) -> Cleaned:
    rows = [
        {"doc_id": f"d{i}", "outlet": outlet, "language": language, "text": t, "file": f"{i}.txt", **columns}
        for i, t in enumerate(texts)
    ]
    return clean(pages_from_rows(rows), load_profiles())


def layout(text: str, **columns: str) -> str:
    return str(cleaned(text, **columns).documents["layout"].iloc[0])


def test_a_page_becomes_a_document_with_named_removals() -> None:
    page = f"Menu\nLe port rouvre\n\n{LONG}\n © Jean Dupont \n{LONG}\nPartager cet article"
    result = cleaned(page, event="port", published="2021", published_how="stated")
    document = result.documents.iloc[0]
    assert document.text == f"Le port rouvre\n\n{LONG}\n{LONG}\n"
    assert document.layout == "tlb"
    salted = f"Le port rouvre\0{document.text}"  # a title alone could be guessed from its words
    assert document.title_sha256 == hashlib.sha256(salted.encode()).hexdigest()
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.characters + document.removed == len(page)
    assert result.removals["rule"].tolist() == ["navigation", "credit", "share_line"]
    assert result.removals["tokens"].tolist() == [1, 2, 3]
    assert result.events[["event_id", "doc_id", "how"]].to_numpy().tolist() == [["port", "d0", "catalogue"]]
    assert document.label == "nord 2021 · d0"


def test_removals_give_the_page_back() -> None:
    page = f"😀 OK\nLire aussi : le port\nTitre du jour\r\n{LONG}".replace("\r", "")
    result = cleaned(page)
    text, removals = result.documents["text"].iloc[0], result.removals
    offsets = range(len(text))
    assert [page[o] for o in page_offsets(removals, offsets)] == list(text)


def test_headings_stand_before_longer_paragraphs() -> None:
    lines = [
        "Un titre",
        LONG,
        "Un nouveau pont",
        LONG,
        "« Le pont est à nous »",
        LONG,
        "« Le pont est à nous. »",
        LONG,
    ]
    assert layout("\n".join(lines)) == "tlhbhbbb"


@pytest.mark.parametrize(
    "line",
    [
        "Jean Dupont", "Par Jean Dupont", "Anne Martin, pêcheuse retraitée", "Que fera la mairie ?", "17h30",
        "La mairie précise :", "suite de la page", "jean.dupont@nord.example", "Jean Dupont, journaliste au Nord",
    ],
)  # fmt: skip
def test_bylines_questions_and_fragments_are_no_headings(line: str) -> None:
    assert layout(f"Un titre\n{LONG}\n{line}\n{LONG}") == "tlbb"


def test_short_lines_of_a_list_are_no_headings() -> None:
    assert layout(f"Un titre\n{LONG}\nLe pain\nLe vin\nLe sel") == "tlbbb"


def test_title_comes_from_the_table_where_it_is_named() -> None:
    page = f"Rubrique du port\nLe port rouvre\n{LONG}\n{LONG}"
    assert layout(page, title="Le port rouvre") == "btlb"
    assert layout(f"{LONG}\n{LONG}") == "bb"


def test_the_title_under_a_picture_is_removed_once_more() -> None:
    result = cleaned(f"Le port rouvre\nLe port rouvre© Jean Dupont / Mer\n{LONG}", outlet="rt")
    assert result.documents["layout"].tolist() == ["tl"]
    assert result.removals["rule"].tolist() == ["repeated_title"]


def test_captions_are_kept_apart() -> None:
    page = f"Le port rouvre\nLe pont du port en hiver (photo d’illustration).\n{LONG}"
    assert layout(page) == "tcl"


def test_a_paragraph_in_another_language_is_removed() -> None:
    english = (
        "The captain talks with the harbour master during a visit to the northern port, on the first of May."
    )
    result = cleaned(f"Le port rouvre\n{LONG}\n{english}\n{LONG}")
    assert result.removals["rule"].tolist() == ["foreign_language"]
    assert cleaned(f"The port reopens\n{english}\n{english}", language="en").removals.empty


def test_everything_after_an_end_mark_goes_under_its_own_rule_where_it_has_one() -> None:
    result = cleaned(f"Le port rouvre\n{LONG}\nRaconter l'actualité\nUn mot de plus.\nOK", outlet="rt")
    assert result.documents["layout"].tolist() == ["tl"]
    assert result.removals["rule"].tolist() == ["end_of_article", "end_of_article", "cookie_wall"]


def test_a_page_of_furniture_only_is_set_aside() -> None:
    result = cleaned("OK\nTout accepter\n© AFP", f"Le port rouvre\n{LONG}")
    assert result.documents["doc_id"].tolist() == ["d1"]
    assert result.set_aside.to_dict("records") == [{"file": "0.txt", "reason": "nothing but boilerplate"}]
    assert result.removals.empty


def test_the_title_is_never_taken_for_furniture() -> None:
    assert layout(f"Publicité\n{LONG}", title="Publicité") == "tl"


def test_order_and_grouping_of_pages_do_not_matter() -> None:
    texts = [f"Titre {i}\n{LONG}\nLire : {i}" for i in range(4)]
    rows = [
        {"doc_id": f"d{i}", "outlet": o, "language": lang, "text": t, "file": "x"}
        for i, (t, o, lang) in enumerate(
            zip(texts, ["rt", "nord", "rt", "ap"], ["fr", "fr", "en", "xx"], strict=True)
        )
    ]
    profiles = load_profiles()
    forward = clean(pages_from_rows(rows), profiles)
    backward = clean(pages_from_rows(rows[::-1]), profiles)
    pd.testing.assert_frame_equal(forward.documents, backward.documents)
    pd.testing.assert_frame_equal(forward.removals, backward.removals)


def test_no_pages_make_empty_tables() -> None:
    result = cleaned()
    assert result.documents.empty
    assert result.removals.empty
    assert {"text", "layout"} <= set(result.documents.columns)


def test_long_lines_marks_and_scripts_pass_through() -> None:
    page = "😀" * 100_000 + "\n" + '"' * 200_000 + "\nخبر عاجل من الميناء\n" + "a / " * 50_000
    document = cleaned(page).documents.iloc[0]
    assert document.text == page
    assert len(document.layout) == 4
