"""Checking: every codebook is run on its own examples, and asked whether it looked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.annotate import annotate
from framing.annotate.tokens import Tokens
from framing.codebook.entries import Codebook, OwnedRule, Rule
from framing.codebook.matching import Matcher
from framing.codebook.numbering import PATTERN_FIELDS
from framing.codebook.patterns import Word
from framing.codebook.sequences import sequences_of

# A cue that fires on one outlet only says more about the codebook than about the press:
# measurement.md §4 sets the share, ten hits keep single events out (.9 of 9 is all of them).
ONE_SIDED_SHARE = 0.9
ONE_SIDED_HITS = 10

CHECK_COLUMNS = ("codebook", "language", "entry", "kind", "text", "passed")
AUDIT_COLUMNS = (
    "family",
    "language",
    "category",
    "rule",
    "finding",
    "outlet",
    "hits",
    "share",
    "tokens_share",
)


class _Row(NamedTuple):
    codebook: str
    language: str
    entry: str
    kind: str
    text: str
    passed: bool


def check(codebooks: Iterable[Codebook]) -> pd.DataFrame:
    """Run every example and counter-example through annotation and matching.

    Parameters
    ----------
    codebooks : iterable of Codebook

    Returns
    -------
    DataFrame
        codebook, language, entry (``<owner>.<rule>``; a head's own id), kind, text, passed.
        Kinds: ``example`` passes when its entry matches in it, ``counterexample`` when not;
        ``warning`` always passes: an entry without example or counter-example, or a word of a
        pattern that most likely matches nothing. In the order of the files.
    """
    rows = [
        row for book in codebooks for row in (*_run_examples(book), *_unlikely_words(book), *_warnings(book))
    ]
    return pd.DataFrame(rows, columns=list(CHECK_COLUMNS)).astype({"passed": bool})


def audit(
    codebooks: Iterable[Codebook],
    observations: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Ask whether codebooks looked at every side with the same eyes.

    Parameters
    ----------
    codebooks : iterable of Codebook
    observations, documents : DataFrame, optional
        Contracts ``observations`` and ``documents`` of one corpus.

    Returns
    -------
    DataFrame
        family, language, category, rule, finding, outlet, hits, share, tokens_share. Findings:
        ``searched_on_empty`` – the category does not say on which camps its cues were sought;
        ``one_outlet`` – at least `ONE_SIDED_SHARE` of at least `ONE_SIDED_HITS` hits stand in
        one outlet, whose share of all tokens (NaN when unknown) stands beside it.
    """
    silent = [
        (book.name, book.language, category.id, "", "searched_on_empty", "", 0, np.nan, np.nan)
        for book in codebooks
        for category in book.categories
        if not category.searched_on
    ]
    numbers = {"hits": "int64", "share": "float64", "tokens_share": "float64"}
    parts = [pd.DataFrame(silent, columns=list(AUDIT_COLUMNS)).astype(numbers)]
    if observations is not None and documents is not None:
        parts.append(_one_sided(observations, documents).astype(numbers))
    parts = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(parts, ignore_index=True)


def entry_name(owned: OwnedRule) -> str:
    """Return how messages call a rule: ``<owner>.<rule>``, or the id alone when it owns itself."""
    return owned.rule.id if owned.rule.id == owned.owner else f"{owned.owner}.{owned.rule.id}"


def _annotated(texts: Sequence[str], language: str) -> Tokens:
    """Tokens of texts, each a document whose lines are all body."""
    n_lines = [sum(bool(line.strip()) for line in text.split("\n")) for text in texts]
    documents = pd.DataFrame(
        {
            "doc_id": [f"{number:09d}" for number in range(len(texts))],
            "text": list(texts),
            "layout": ["b" * n for n in n_lines],
            "language": language,
        }
    )
    tokens: Tokens = annotate(documents).tokens
    return tokens


def _run_examples(book: Codebook) -> list[_Row]:
    cases = [
        (number, owned, kind, text)
        for number, owned in enumerate(book.rules)
        for kind, texts in (("example", owned.rule.examples), ("counterexample", owned.rule.counterexamples))
        for text in texts
    ]
    if not cases:
        return []
    tokens = _annotated([text for *_, text in cases], book.language)
    found = Matcher([rule for _, rule in book.rules], book.sets).find(tokens)
    hits = set(zip(found.entry.tolist(), tokens.document[found.first].tolist(), strict=True))
    return [
        _Row(
            book.name, book.language, entry_name(owned), kind, text,
            ((number, case) in hits) == (kind == "example"),
        )
        for case, (number, owned, kind, text) in enumerate(cases)
    ]  # fmt: skip


def _warnings(book: Codebook) -> list[_Row]:
    return [
        _Row(book.name, book.language, entry_name(owned), "warning", f"no {what}", True)
        for owned in book.rules
        for what, texts in (("example", owned.rule.examples), ("counter-example", owned.rule.counterexamples))
        if not texts
    ]


def _unlikely_words(book: Codebook) -> list[_Row]:
    """Words that the tokeniser cuts, or whose lemma is another one, most likely match nothing."""
    words = [(owned, list(dict.fromkeys(_words(owned.rule)))) for owned in book.rules]
    texts = sorted({word.text for _, group in words for word in group})
    if not texts:
        return []
    tokens = _annotated(texts, book.language)
    n_tokens = np.bincount(tokens.document, minlength=len(texts))
    first = np.searchsorted(tokens.document, np.arange(len(texts)))
    lemmas = np.append(tokens.lemma[tokens.type], "")[first]
    known = {text: (int(n), str(lemma)) for text, n, lemma in zip(texts, n_tokens, lemmas, strict=True)}
    return [
        _Row(book.name, book.language, entry_name(owned), "warning", complaint, True)
        for owned, group in words
        for word in group
        if (complaint := _complaint(word, *known[word.text]))
    ]


def _words(rule: Rule) -> Iterable[Word]:
    """Words written out in a rule; parts of words that only live on another one are no matter here."""
    for field, edge in PATTERN_FIELDS.items():
        for pattern in getattr(rule, field):
            elements = [e for s in sequences_of(pattern, edge) for e in s.elements if isinstance(e, tuple)]
            for word in (word for element in elements for word in element):
                if "*" not in word.text and word.text[0] not in "-'" and word.text[-1] not in "-'":
                    yield word


def _complaint(word: Word, n_tokens: int, lemma: str) -> str:
    if n_tokens != 1:
        return f"{word.text}: cut into {n_tokens} tokens, so it never matches"
    if not word.exact and lemma != word.text:
        return f"{word.text}: its lemma is {lemma}; a pattern in quotation marks asks for the form"
    return ""


def _one_sided(observations: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Rules of which nearly all hits stand in one of several outlets of a language."""
    outlets = documents[["doc_id", "outlet", "language", "tokens"]]
    size = outlets.groupby(["language", "outlet"], sort=True)["tokens"].sum()
    hits = observations[["doc_id", "family", "category", "rule"]].astype("str").merge(outlets, on="doc_id")
    rule = ["family", "language", "category", "rule"]
    table = hits.groupby([*rule, "outlet"], sort=True).size().rename("hits").reset_index()
    table["share"] = table["hits"] / table.groupby(rule)["hits"].transform("sum")
    pairs = pd.MultiIndex.from_frame(table[["language", "outlet"]])
    table["tokens_share"] = (size / size.groupby(level="language").sum()).reindex(pairs).to_numpy()
    n_outlets = table["language"].map(size.groupby(level="language").size())
    total = table.groupby(rule)["hits"].transform("sum")
    is_one_sided = (table["share"] >= ONE_SIDED_SHARE) & (total >= ONE_SIDED_HITS) & (n_outlets > 1)
    return table[is_one_sided].assign(finding="one_outlet")[list(AUDIT_COLUMNS)]
