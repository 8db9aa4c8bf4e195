"""What holds of every text."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.annotate import Annotation, annotate, document_tokens, malformed_paragraphs
from framing.annotate.characters import alike
from framing.tables import VOICES, check

SOUP = st.text(alphabet="aéZ' ’‘\n.,!?:;«»“”„\"‹›()-–1\u00a0\u202ft\u0301\u00ad", max_size=120)
WORDS = st.lists(
    st.sampled_from(
        [
            "l’",
            "port",
            "dit-il",
            "a-t-elle",
            " ",
            " ",
            "\n",
            "« ",
            " »",
            "“",
            "”",
            '"',
            "'",
            "U.S.",
            "M. ",
            ". ",
            "7 200",
        ]
    ),
    max_size=60,
).map("".join)
TEXTS = st.one_of(SOUP, WORDS, st.text(max_size=60).map(lambda t: t.encode("utf-8", "ignore").decode()))
LANGUAGES = st.sampled_from(["fr", "en"])


def read(texts: list[str], language: str) -> Annotation:
    layouts = ["b" * sum(bool(line.strip()) for line in text.split("\n")) for text in texts]
    ids = [f"d{k:03d}" for k in range(len(texts))]
    return annotate(pd.DataFrame({"doc_id": ids, "text": texts, "layout": layouts, "language": language}))


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), LANGUAGES)
def test_tokens_are_words_in_order(texts: list[str], language: str) -> None:
    tokens = read(texts, language).tokens
    assert (tokens.start < tokens.end).all()
    assert (tokens.end[:-1] <= tokens.start[1:]).all()
    for begin, end, kind in zip(tokens.start, tokens.end, tokens.type, strict=True):
        word = tokens.text[begin:end]
        # planes 2 and 3 are letters to us even where this Python does not know them yet
        assert any(c.isalnum() or ord(c) >= 0x20000 for c in word)
        assert "\n" not in word
        if word.isascii():
            assert tokens.surface[kind] == alike(word)
    assert len(set(tokens.surface)) == len(tokens.surface)
    assert [str(w).lower() for w in tokens.lemma] == list(tokens.lemma)


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), LANGUAGES)
def test_every_letter_and_digit_of_ascii_is_in_a_token(texts: list[str], language: str) -> None:
    tokens = read(texts, language).tokens
    inside = np.zeros(len(tokens.text) + 1, dtype=bool)
    for begin, end in zip(tokens.start, tokens.end, strict=True):
        inside[begin:end] = True
    for k, character in enumerate(tokens.text):
        if character.isascii() and character.isalnum() and not inside[k]:
            assert tokens.text[k - 1 : k + 2] == "-t-"


@settings(deadline=None)
@example(["'", "'l’"], "fr")
@given(st.lists(TEXTS, min_size=1, max_size=5), LANGUAGES)
def test_partitions_change_nothing(texts: list[str], language: str) -> None:
    whole = read(texts, language)
    for k, text in enumerate(texts):
        part = read([text], language)
        mine = document_tokens(whole.tokens, k)
        shift = whole.tokens.document_start[k]
        assert (whole.tokens.start[mine] - shift).tolist() == part.tokens.start.tolist()
        assert (whole.tokens.end[mine] - shift).tolist() == part.tokens.end.tolist()
        for name in ("surface", "lemma"):
            ours = getattr(whole.tokens, name)[whole.tokens.type[mine]]
            assert ours.tolist() == getattr(part.tokens, name)[part.tokens.type].tolist()
        for name in ("voice", "position", "before"):
            assert getattr(whole.tokens, name)[mine].tolist() == getattr(part.tokens, name).tolist()
        for name in ("sentence", "paragraph"):
            steps = np.diff(getattr(whole.tokens, name)[mine])
            assert steps.tolist() == np.diff(getattr(part.tokens, name)).tolist()
        rows = whole.attributions[whole.attributions["doc_id"] == f"d{k:03d}"]
        for name in part.attributions.columns.drop("doc_id"):
            assert rows[name].tolist() == part.attributions[name].tolist(), name


# Texts that end in the middle of what rules look beyond, and words that would change it if they were read as what follows.
CUT = (
    "Le maire a annoncé la fermeture de l'usine et la vente du port, selon Jeanne Arvel, ministre russe de la Mer",
    "Le Fonds maritime international (FMI) existe. Une source a cité le FMI. « Oui », a dit le Fonds maritime",
    "Jeanne Arvel, maire de Velmont, est là. « Assez ! »\nElle a déclaré que « tout va bien », a-t-elle ajouté, et qu'il dort.",
    "Le ministre de la Mer a promis de rouvrir le port. Pour ce dernier, « la digue tient » : « rien ne presse », dit-il",
)
NEIGHBOURS = (
    "Il dort.",
    "maritime international dort",
    "russe",
    "que",
    "»",
    "dit-il.",
    ", dit Paul Tissier.",
    "et",
    "« Non »",
)


@pytest.mark.parametrize("text", CUT)
def test_the_next_document_is_not_read(text: str) -> None:
    ends = [int(end) for end in read([text], "fr").tokens.end]
    alone = [read([text[:end]], "fr").attributions for end in ends]
    for neighbour in NEIGHBOURS:
        documents = [part for end in ends for part in (text[:end], neighbour)]
        rows = read(documents, "fr").attributions
        for k, part in enumerate(alone):
            mine = rows[rows["doc_id"] == f"d{2 * k:03d}"]
            for name in part.columns.drop("doc_id"):
                assert mine[name].tolist() == part[name].tolist(), (text[: ends[k]], neighbour, name)


@settings(deadline=None)
@example("l’l’« l’ »dit-il", "fr")
@given(TEXTS, LANGUAGES)
def test_spans_stay_in_their_paragraph_apart_or_one_within_the_other(text: str, language: str) -> None:
    annotation = read([text], language)
    rows = check(annotation.attributions, "attributions")
    start, end = rows["start"].to_numpy(), rows["end"].to_numpy()
    assert (start < end).all()
    apart, within = end[:, None] <= start[None, :], end[None, :] <= end[:, None]  # of two, the later one
    assert np.triu(~(apart | within), 1).sum() == 0
    assert not any("\n" in text[i:j] for i, j in zip(start, end, strict=True))
    malformed = malformed_paragraphs(annotation)
    assert not any("\n" in text[i:j] for i, j in zip(malformed["start"], malformed["end"], strict=True))
    others = (rows["voice"] != "own").to_numpy()  # a term in marks is the journalist's own
    inside = np.array(
        [((start <= t) & (t < end) & others).any() for t in annotation.tokens.start], dtype=bool
    )
    assert (inside == (annotation.tokens.voice != VOICES.index("own"))).all()


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_sentences_stay_in_their_paragraph(text: str, language: str) -> None:
    tokens = read([text], language).tokens
    same = np.diff(tokens.sentence) == 0
    assert (np.diff(tokens.paragraph)[same] == 0).all()
    assert set(np.diff(tokens.sentence)) <= {0, 1}
