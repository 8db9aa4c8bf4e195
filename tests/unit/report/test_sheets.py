"""Sheets in words: every question has its words, every text of the corpus is escaped."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import yaml

from framing.report.sheets import guide_page, sheet_page, sheet_words, write_sheet_pages
from framing.study.coding.questions import ATTRIBUTES, MENTION, Code, Question
from framing.study.coding.sampling import Sheet
from framing.tables import VOICES

HOSTILE = '<script>alert(1)</script><img src="x" onerror="alert(1)">&amp;"'


class Tags(HTMLParser):
    """Collects what a page consists of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.fixture
def sheet() -> Sheet:
    units = pd.DataFrame(
        {
            "unit": [1, 2, 3], "before": [HOSTILE, "", ""], "sentence": [f"⟦{HOSTILE}⟧ dit-il", "⟦Le bloc⟧", "⟦The treaty⟧ stands"],
            "after": ["", HOSTILE, ""], "language": ["fr", "fr", "en"], "family": ["threat", "naming", "heads"],
            "referent": ["", "west", "treaty"], "voice": ["own", "quoted", "reported"],
            "outlet": "alpha-outlet", "doc_id": "d000", "found": "found-code",
        }
    )  # fmt: skip
    heads = (Code(MENTION, ""), *(Code(kind, "") for kind in ATTRIBUTES))
    questions = (
        Question("fr", "threat", "", "", (Code("alarm", "alarme", ("On s’inquiète.",), (HOSTILE,)),)),
        Question("fr", "naming", "west", HOSTILE, (Code("bloc", "le bloc"),)),
        Question("en", "heads", "treaty", "treaty", heads),
    )
    return Sheet("two-ports", 1, questions, units, {})


def test_text_of_the_corpus_and_of_codebooks_is_inert(sheet: Sheet) -> None:
    page = sheet_page(sheet)
    found = Tags(page)
    assert not {"script", "img", "a", "link", "iframe"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on") or name in ("src", "href")]
    assert page.count("&lt;script&gt;") == 5
    assert "default-src 'none'" in page


def test_the_page_holds_each_unit_in_order_and_nothing_of_the_key(sheet: Sheet) -> None:
    page = sheet_page(sheet)
    numbers = [page.index(f'<div class="no">{n}</div>') for n in (1, 2, 3)]
    assert numbers == sorted(numbers)
    for hidden in ("alpha-outlet", "d000", "found-code"):
        assert hidden not in page
    assert Tags(page).tags.count("mark") == 3


def test_every_unit_has_its_question_codes_and_voice_in_its_language(sheet: Sheet) -> None:
    words = sheet_words(sheet)
    assert list(words.columns) == ["question", "codes", "voice"]
    assert words["question"].str.contains("Qu’expriment|Par quel nom|does the noun “treaty”").all()
    assert words["codes"][0] == "alarm = alarme ; none = aucune de ces catégories"
    assert words["codes"][2].startswith("mention = the noun stands there")
    assert words["voice"][2] == "somebody whose words the outlet reports, without quotation marks"


def test_pages_are_written_with_a_guide_in_each_language(sheet: Sheet, tmp_path: Path) -> None:
    write_sheet_pages(sheet, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "guide-en.html",
        "guide-fr.html",
        "sheet.html",
    ]
    assert '<html lang="fr">' in guide_page(sheet, "fr")
    assert "voice_right" in guide_page(sheet, "en")


def test_the_guide_shows_every_code_with_its_examples(sheet: Sheet) -> None:
    for question in sheet.questions:
        page = guide_page(sheet, question.language)
        for code in question.codes:
            assert f"<code>{code.id}</code>" in page
            assert all(escape(text) in page for text in (*code.examples, *code.counterexamples))


def test_words_are_the_same_keys_in_both_languages_and_name_every_voice(root: Path) -> None:
    folder = root / "framing" / "report" / "locales"
    french, english = (
        yaml.safe_load((folder / f"sheet.{name}.yaml").read_text("utf-8")) for name in ("fr", "en")
    )
    assert french.keys() == english.keys()
    assert {f"voice_{voice}" for voice in VOICES} <= french.keys()
    assert {f"code_{kind}" for kind in (MENTION, *ATTRIBUTES)} <= french.keys()
    for key in french:
        assert french[key].count("{") == english[key].count("{"), key
