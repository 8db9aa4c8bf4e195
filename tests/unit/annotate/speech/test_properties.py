"""What holds of every text in which somebody may speak."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from framing.annotate import HOLDERS, SPEECH, STANCES, Tokens
from framing.tables import VOICES

PIECES = [
    "Jeanne Arvel", "Paul Tissier", "La maire", "Elle", "Il", "Les voisins", "la préfecture", "qui", "et", "selon",
    "Selon", "d'après", "a déclaré", "dit", "a-t-elle ajouté", "affirme", "se dit", "annonce", "annoncée par", "nie",
    "appelle", "raconte", "que", "qu'", "si", "de", "à", "c'est ce qu'a dit", "la digue tiendra", "le pont", "tenir",
    "prête", "soi-disant", "Oui", "« ", " »", "“", "”", ",", ".", " : ", "!", "(", ")", "\n", "\n\n",
]  # fmt: skip
PHRASES = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
TEXTS = st.lists(PHRASES, min_size=1, max_size=3)
SMALL = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SMALL
@given(TEXTS)
def test_stretches_stay_within_their_paragraph(tokens: Callable[..., Tokens], texts: list[str]) -> None:
    read = tokens(texts)
    speech = read.speech
    assert (speech.start < speech.end).all()
    assert (speech.first <= speech.last).all()
    assert (read.document[speech.first] == read.document[speech.last]).all()
    assert (read.paragraph[speech.first] == read.paragraph[speech.last]).all()
    shift = read.document_start[read.document[speech.first]]
    for start, end, k in zip(
        speech.start - shift, speech.end - shift, read.document[speech.first], strict=True
    ):
        assert 0 <= start < end <= len(texts[k])
        assert "\n" not in texts[k][start:end]


@SMALL
@given(TEXTS)
def test_every_code_is_one_of_its_list(tokens: Callable[..., Tokens], texts: list[str]) -> None:
    read = tokens(texts)
    speech = read.speech
    assert (read.voice < len(VOICES)).all()
    assert ((read.holder >= 0) & (read.holder < len(read.holders))).all()
    assert (speech.kind < len(SPEECH)).all()
    assert (speech.what < len(HOLDERS)).all()
    assert (speech.stance < len(STANCES)).all()
    assert (speech.rule < len(speech.rules)).all()
    assert ((speech.cue >= -1) & (speech.cue < len(read))).all()
    assert read.holders[0] == ""
    assert (np.array([name != "" for name in read.holders])[speech.holder] == (speech.what > 0)).all()


@SMALL
@given(TEXTS)
def test_what_no_stretch_covers_is_the_journalists_own(
    tokens: Callable[..., Tokens], texts: list[str]
) -> None:
    read = tokens(texts)
    covered = np.zeros(len(read), bool)
    for first, last in zip(read.speech.first, read.speech.last, strict=True):
        covered[first : last + 1] = True
    assert (read.voice[~covered] == VOICES.index("own")).all()
    assert (read.holder[~covered] == 0).all()


@SMALL
@example(["Jeanne Arvel", " :  «  Jeanne Arvel"])
@example(["se dit a déclaré et", "a déclaré"])
@example(["Jeanne Arvel a déclaré", "« Nous n'avons pas dormi de la nuit. »"])
@given(st.lists(PHRASES, min_size=2, max_size=4))
def test_a_document_reads_the_same_alone_and_among_others(
    tokens: Callable[..., Tokens], found: Callable, texts: list[str]
) -> None:
    whole = found(tokens(texts))
    assert whole == [one for text in texts for one in found(tokens([text]))]


@SMALL
@given(TEXTS)
def test_names_of_documents_change_nothing(
    tokens: Callable[..., Tokens], found: Callable, texts: list[str]
) -> None:
    names = [f"z{9 - k}" for k in range(len(texts))]
    assert found(tokens(texts)) == found(tokens(texts, "fr", names))
    assert tokens(texts).voice.tolist() == tokens(texts, "fr", names).voice.tolist()


def test_the_table_changes_in_nothing_but_the_ids() -> None:
    import pandas as pd

    from framing.annotate import annotate

    texts = ["La maire dit que la digue tient.", "« Oui », dit Paul Tissier. Il ajoute que le pont aussi."]
    rows = pd.DataFrame({"doc_id": ["a", "b"], "text": texts, "layout": "b", "language": "fr"})
    first = annotate(rows).attributions
    other = annotate(rows.assign(doc_id=["b", "a"])).attributions
    columns = ["start", "end", "voice", "holder", "cue", "stance", "rule", "confidence"]
    for old, new in (("a", "b"), ("b", "a")):
        ours = first[first["doc_id"] == old][columns].astype(object).to_numpy().tolist()
        assert other[other["doc_id"] == new][columns].astype(object).to_numpy().tolist() == ours
    with_outlet = annotate(rows.assign(outlet=["one", "other"])).attributions
    pd.testing.assert_frame_equal(with_outlet, first)
