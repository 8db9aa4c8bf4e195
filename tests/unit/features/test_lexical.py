"""lexical.v1: what is read, what is a word, whose words they are, and what a short text does not give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.annotate import Tokens, annotate
from framing.annotate.vocabulary import Vocabulary
from framing.errors import ExtractorError
from framing.features import create
from framing.features.documents import prepared
from framing.features.lexical import MINIMUM
from framing.tables import VOICES, check

Annotate = Callable[..., Tokens]
EVENING = "Le port est vide ce soir. "  # 6 words, 6 syllables, 19 letters
COUNTED = ("tokens", "sentences")


def values(tokens: Tokens, voice: str = "", language: str = "fr") -> dict[str, float]:
    """Return the measures of the first document in a voice."""
    return columns(tokens, "value", voice, language)


def columns(tokens: Tokens, column: str, voice: str = "", language: str = "fr") -> dict[str, float]:
    rows = create("lexical.v1", language).observe(tokens)
    pd.testing.assert_frame_equal(check(rows, "measures"), rows)
    mine = rows[(rows["doc_id"] == rows["doc_id"].iloc[0]) & (rows["voice"] == voice)]
    return dict(zip(mine["measure"].astype(str), mine[column].tolist(), strict=True))


def spoken(tokens: Tokens, *others: int) -> Tokens:
    """Let somebody else say some of the tokens."""
    voice = np.full(len(tokens), VOICES.index("own"), dtype=np.uint8)
    voice[list(others)] = VOICES.index("quoted")
    return replace(tokens, voice=voice)


def laid_out(text: str, layout: str) -> Tokens:
    table = pd.DataFrame({"doc_id": ["a"], "text": [text], "layout": [layout]}, dtype="str")
    return annotate(prepared(table, "fr")).tokens


def test_every_measure_of_a_text_counted_by_hand(tokens_of: Annotate):
    found = values(tokens_of(EVENING * 17))
    assert (found["tokens"], found["sentences"]) == (102, 17)
    assert (found["sentence_words"], found["word_syllables"]) == (6.0, 1.0)
    assert found["word_letters"] == pytest.approx(19 / 6)
    assert found["kandel_moles"] == pytest.approx(207 - 1.015 * 6 - 73.6)
    assert (found["lix"], found["rix"]) == (6.0, 0.0)
    assert found["mattr_100"] == pytest.approx(6 / 100)
    # six types: the ninth word brings 6/9; eleven factors, and three words that differ
    assert found["mtld"] == pytest.approx(102 / 11)


def test_english_has_its_own_formulas(tokens_of: Annotate):
    found = values(tokens_of("The port is calm. " * 25, language="en"), language="en")
    assert found["flesch"] == pytest.approx(206.835 - 1.015 * 4 - 84.6)
    assert found["flesch_kincaid"] == pytest.approx(0.39 * 4 + 11.8 - 15.59)
    assert "kandel_moles" not in found


def test_long_words_have_more_than_six_letters(tokens_of: Annotate):
    found = values(tokens_of("Le bateau mouille longtemps. " * 25))  # 6, 7 and 9 letters
    assert found["lix"] == pytest.approx(4 + 100 * 2 / 4)


def test_titles_headings_and_captions_are_left_out():
    text = f"Un titre long\n{EVENING}\nUn intertitre\n{EVENING}\nUne légende"
    whole, lead_and_body = laid_out(text, "tlhbc"), laid_out(f"{EVENING}\n{EVENING}", "lb")
    pd.testing.assert_frame_equal(
        create("lexical.v1", "fr").observe(whole), create("lexical.v1", "fr").observe(lead_and_body)
    )


def test_a_document_without_lead_and_body_has_no_row():
    assert create("lexical.v1", "fr").observe(laid_out("Un titre\nUne légende", "tc")).empty


def test_elided_forms_and_figures_are_tokens_but_no_words(tokens_of: Annotate):
    tokens = tokens_of("L'île n'a qu'un port, 12 quais et 3,5 milles. " * 20)
    assert values(tokens)["tokens"] == 20 * 12
    assert values(tokens)["sentence_words"] == 7  # île a un port quais et milles
    assert columns(tokens, "tokens")["lix"] == 20 * 7


def test_words_that_differ_by_a_capital_are_one_and_forms_of_a_lemma_are_not(tokens_of: Annotate):
    capital, lower = "Quai quai ville VILLE. ", "quai quai ville ville. "
    assert values(tokens_of(capital * 25))["mtld"] == values(tokens_of(lower * 25))["mtld"]
    assert values(tokens_of("quai quais. " * 50))["mattr_100"] == pytest.approx(2 / 100)


@pytest.mark.parametrize("n", [1, MINIMUM - 1, MINIMUM])
def test_a_text_too_short_is_not_estimable(tokens_of: Annotate, n: int):
    found = values(tokens_of("port " * n))
    counts = {name: found.pop(name) for name in COUNTED}
    assert counts == {"tokens": n, "sentences": 1}
    assert {bool(np.isfinite(v)) for v in found.values()} == {n >= MINIMUM}
    assert columns(tokens_of("port " * n), "tokens")["mtld"] == n


def test_a_text_in_which_nothing_comes_twice_has_no_mtld(tokens_of: Annotate):
    words = [a + b + c for a in "bcdfg" for b in "aeiou" for c in ("l", "r", "t", "n", "s")]
    found = values(tokens_of(" ".join(words)))
    assert np.isnan(found["mtld"])
    assert found["mattr_100"] == 1.0


def test_own_voice_reads_its_words_in_a_row_and_its_whole_sentences(tokens_of: Annotate):
    tokens = tokens_of(EVENING * 40)
    quoted = [6 * k for k in range(0, 40, 2)]  # the first word of every second sentence
    found, taken_of = (columns(spoken(tokens, *quoted), c, "own") for c in ("value", "tokens"))
    assert (found["tokens"], found["sentences"]) == (220, 20)
    assert (taken_of["mtld"], taken_of["mattr_100"], taken_of["lix"]) == (220, 220, 120)
    assert found["sentence_words"] == 6
    assert values(spoken(tokens, *quoted)) == values(tokens)


def test_a_document_that_only_others_speak_in_has_nothing_of_its_own(tokens_of: Annotate):
    tokens = tokens_of(EVENING * 20)
    found = values(spoken(tokens, *range(len(tokens))), "own")
    assert {name: found.pop(name) for name in COUNTED} == dict.fromkeys(COUNTED, 0)
    assert all(map(np.isnan, found.values()))


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.permutations([EVENING, "La rade attend. ", "Un navire étranger approche lentement. ", "Rien. "] * 8)
)
def test_the_order_of_sentences_matters_to_diversity_only(tokens_of: Annotate, order: list[str]):
    found, expected = (values(tokens_of("".join(text))) for text in (order, sorted(order)))
    for measure in ("mtld", "mattr_100"):
        del found[measure], expected[measure]
    assert found == expected


def test_what_is_remembered_of_other_partitions_changes_nothing():
    extractor, vocabulary = create("lexical.v1", "fr"), Vocabulary("fr")
    parts = [prepared([text * 30], "fr") for text in (EVENING, "La rade attend ce navire. ", EVENING)]
    again = [extractor.observe(annotate(part, vocabulary).tokens) for part in parts]
    for part, rows in zip(parts, again, strict=True):
        pd.testing.assert_frame_equal(rows, create("lexical.v1", "fr").observe(annotate(part).tokens))


def test_transform_leaves_missing_what_cannot_be_estimated():
    texts = [EVENING * 20, EVENING]
    shown = create("lexical.v1", "fr").fit(texts).transform(texts)
    assert shown["all.tokens"].tolist() == [120, 6]
    assert shown["own.lix"].iloc[0] == 6
    assert np.isnan(shown["own.lix"].iloc[1])
    short = create("lexical.v1", "fr").fit([EVENING])
    assert short.get_feature_names_out().tolist() == [
        "all.sentences", "all.tokens", "own.sentences", "own.tokens",
    ]  # fmt: skip


def test_a_language_without_rules_is_refused(tokens_of: Annotate):
    with pytest.raises(ExtractorError, match=r"without lexical\.v1"):
        create("lexical.v1", "de").observe(tokens_of(EVENING))
