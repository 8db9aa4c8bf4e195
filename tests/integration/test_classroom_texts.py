"""The classroom texts are written singly: no phrase is shared but what was planted, and they are as uneven as news."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from framing.classroom import read_truth
from framing.ingest import TextSource, clean, load_profiles, read

RUN = 7  # words: what counts as a shared phrase
SHORT = 4  # words: how much of an article's wording its outlet uses elsewhere
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
SENTENCE = re.compile(r"(?<=[.!?…])[»”\"’'\s]*\s+(?=[«“\"‘'A-ZÀ-ÝÉ0-9])")
# What is in common on purpose: two speeches, and the dispatch of an agency.
PLANTED = ("speech", "copy")
# Range over 1,000 samples of 16 articles of Le Figaro, each cut after a paragraph to 150–300 words, seed 1
# (`test_the_range_is_that_of_le_figaro` computes it again): share of four-word runs that another article of
# the sample has, variance of the lengths of paragraphs and of sentences, in words.
SAMPLES, SIZE, LEAST, MOST = 1000, 16, 150, 300
FIGARO = {"shared": (0.00582, 0.05248), "paragraphs": (934.95, 3116.65), "sentences": (79.29, 216.78)}


class Article(NamedTuple):
    """Outlet, language and lines of one article, furniture, captions and planted common text left out."""

    outlet: str
    language: str
    lines: tuple[str, ...]


@pytest.fixture(scope="module")
def articles(root: Path) -> dict[str, Article]:
    folder = root / "corpus" / "classroom"
    cleaned = clean(read([TextSource(path=folder / "pages")]).pages, load_profiles([folder / "profiles"]))
    truth = read_truth(folder)
    devices = truth.spans["devices"]
    common = devices[devices["device"].isin(PLANTED)]
    files = truth.articles.set_index("doc_id")["file"]
    found = {}
    for row in cleaned.documents.to_dict("records"):
        gone = [cleaned.removals, common]
        spans = pd.concat([t.loc[t["doc_id"] == row["doc_id"], ["start", "end"]] for t in gone])
        page = list(truth.page(files[row["doc_id"]]))
        for start, end in spans.to_numpy().tolist():
            page[start:end] = "\n" * (end - start)
        captions = _captions(row["text"], row["layout"])
        lines = [line.strip() for line in "".join(page).split("\n")]
        kept = tuple(line for line in lines if line and line not in captions)
        found[row["doc_id"]] = Article(row["outlet"], row["language"], kept)
    return found


def _captions(text: str, layout: str) -> set[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    return {line.strip() for line, kind in zip(lines, layout, strict=True) if kind == "c"}


def words_of(line: str) -> list[str]:
    return [word.lower() for word in WORD.findall(line)]


def runs_of(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(length)), strict=False)


def runs_in(lines: Iterable[str], length: int) -> list[tuple[str, ...]]:
    return [run for line in lines for run in runs_of(words_of(line), length)]


def shape(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Share of short runs found in another text, and variances of the lengths of paragraphs and sentences."""
    runs = [runs_in(lines, SHORT) for lines in texts]
    known = [set(of) for of in runs]
    shares = []
    for n, of in enumerate(runs):
        others = set().union(*known[:n], *known[n + 1 :])
        shares.append(sum(run in others for run in of) / max(1, len(of)))
    lines = [line for lines in texts for line in lines]
    paragraphs = [len(words_of(line)) for line in lines]
    sentences = [n for line in lines for part in SENTENCE.split(line) if (n := len(words_of(part)))]
    return {
        "shared": float(np.mean(shares)),
        "paragraphs": float(np.var(paragraphs)),
        "sentences": float(np.var(sentences)),
    }


def test_no_phrase_of_seven_words_stands_in_two_articles(articles: dict[str, Article]) -> None:
    runs = {doc_id: set(runs_in(article.lines, RUN)) for doc_id, article in articles.items()}
    shared = {(a, b, " ".join(run)) for a, b in combinations(sorted(runs), 2) for run in runs[a] & runs[b]}
    assert len(runs) == 96
    assert sum(map(len, runs.values())) > 12_000
    assert not shared


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("outlet", ["ostelle1", "mirane", "corvane"])
def test_articles_of_an_outlet_are_as_uneven_as_those_of_a_newspaper(
    articles: dict[str, Article], outlet: str, language: str
) -> None:
    texts = [a.lines for a in articles.values() if (a.outlet, a.language) == (outlet, language)]
    measured = shape(texts)
    print(f"{outlet} {language}: {measured}")
    assert len(texts) == SIZE
    for name, (low, high) in FIGARO.items():
        assert low <= measured[name] <= high, name


def test_the_range_is_that_of_le_figaro(shared_or_skip: Callable[[str], Path]) -> None:
    folder = shared_or_skip("that the range of Le Figaro's unevenness is as pinned") / "data" / "press_fr"
    generator = random.Random(1)
    with gzip.open(folder / "lefigaro.jsonl.gz", "rt", encoding="utf-8") as file:
        cut = [_cut(json.loads(line)["text"], generator) for line in file]
    usable = [lines for lines in cut if lines]
    samples = [shape(generator.sample(usable, SIZE)) for _ in range(SAMPLES)]
    for name, pinned in FIGARO.items():
        values = [sample[name] for sample in samples]
        print(f"{name}: {min(values):.4f} to {max(values):.4f}")
        assert (min(values), max(values)) == pytest.approx(pinned, rel=0.01)


def _cut(text: str, generator: random.Random) -> list[str]:
    """Return the first paragraphs of a text, 150 to 300 words; nothing where they do not fit."""
    wanted = generator.randint(LEAST, MOST)
    kept: list[str] = []
    n = 0
    for line in (line.strip() for line in text.split("\n") if WORD.search(line)):
        more = len(words_of(line))
        if n >= wanted or n + more > MOST:
            break
        kept.append(line)
        n += more
    return kept if n >= LEAST else []


def test_no_phrase_of_seven_words_comes_from_the_shared_texts(
    articles: dict[str, Article], shared_or_skip: Callable[[str], Path]
) -> None:
    data = shared_or_skip("that no phrase of the classroom texts comes from real articles") / "data"
    ours = set(chain.from_iterable(runs_in(article.lines, RUN) for article in articles.values()))
    n = 0
    found: set[tuple[str, ...]] = set()
    for text in _texts(data):
        n += 1
        found |= ours.intersection(runs_of(words_of(text), RUN))
    assert n > 40_000
    assert not {" ".join(run) for run in found}


def _texts(data: Path) -> Iterator[str]:
    for path in sorted((data / "seeds").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for path in [*sorted((data / "press_fr").glob("*.jsonl.gz")), data / "basil_2010_2016.jsonl.gz"]:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)
    for path in sorted((data / "pages").glob("*.json")):
        yield path.read_text(encoding="utf-8")
    yield from pd.read_parquet(data / "allsides.parquet", columns=["text"])["text"]
