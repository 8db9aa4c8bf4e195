"""Quotations: direct speech, found by its marks, and the paragraphs in which the marks do not add up."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.characters import character_classes
from framing.annotate.lexicon import lexicon
from framing.annotate.marks import read_marks
from framing.annotate.pairing import (
    N_FAMILIES,
    RULES,
    Paragraphs,
    Quotations,
    fill_voices,
    pair_marks,
    settle,
)
from framing.annotate.scan import Scan
from framing.annotate.tokens import STANCES, Annotation, Tokens
from framing.columns import category_from
from framing.tables import POSITIONS, VOICES, empty

Int32 = NDArray[np.int32]
UInt8 = NDArray[np.uint8]

AMBIGUOUS_RULES: Final = ("unclosed", "unopened")
MALFORMED_RULES: Final = ("unclosed_to_end", *AMBIGUOUS_RULES)
# Order of trust, not a probability: a pair of one family; a convention of print that had to be
# recognised; an inferred end; an undecided part.
CONFIDENCE: Final = MappingProxyType(
    {
        "paired": 1.0,
        "heading_quoted": 1.0,
        "mixed": 0.9,
        "spanning": 0.9,
        "unclosed_to_end": 0.7,
        "unclosed": 0.3,
        "unopened": 0.3,
    }
)
_HEADINGS: Final = (POSITIONS.index("title"), POSITIONS.index("heading"))
_RULE_VOICE = np.array(
    [VOICES.index("ambiguous" if r in AMBIGUOUS_RULES else "quoted") for r in RULES], np.uint8
)


class Spans(NamedTuple):
    """Quoted and ambiguous spans of a partition, disjoint and in the order of the text.

    Attributes
    ----------
    start, end : int32 arrays, length n_spans
        Offsets in the partition, marks included.
    paragraph : int32 array, length n_spans
    rule, voice : uint8 arrays, length n_spans
        Codes into `framing.annotate.pairing.RULES` and `framing.tables.VOICES`.
    """

    start: Int32
    end: Int32
    paragraph: Int32
    rule: UInt8
    voice: UInt8


def find_quotations(found: Scan, position: UInt8, language: str) -> Spans:
    """Pair the quotation marks of a partition, paragraph by paragraph.

    Parameters
    ----------
    found : Scan
    position : uint8 array, length n_paragraphs
        Codes into `framing.tables.POSITIONS`.
    language : str

    Notes
    -----
    The rules, by name: ``paired``; ``mixed`` (a pair of two families, “…»); ``heading_quoted`` (a
    title or heading that is one quotation); ``spanning`` (unclosed, and the next paragraph repeats
    the mark); ``unclosed_to_end`` (unclosed at a paragraph's start or after a colon: quoted to the
    end); ``unclosed`` (elsewhere: ambiguous to the end or to the next quotation); ``unopened``
    (ambiguous back to the last quotation or the paragraph's start). No span crosses a paragraph.
    """
    codes, classes, mark, owner = found.codes, character_classes(), found.mark, found.mark_paragraph
    family, role, how = (np.zeros(len(mark), np.uint8) for _ in range(3))
    read_marks(codes, classes, found.first, found.last, mark, owner, lexicon(language), family, role)
    first, last = np.empty(len(mark), np.int32), np.empty(len(mark), np.int32)
    stack, top = np.empty((len(mark), 3), np.int32), np.empty(N_FAMILIES, np.int32)
    n = pair_marks(owner, family, role, stack, top, first, last, how)
    heading = np.isin(position, _HEADINGS).astype(np.uint8)
    paragraphs = Paragraphs(found.first, found.last, found.document, heading)
    start, end, rule = np.empty(n, np.int32), np.empty(n, np.int32), np.empty(n, np.uint8)
    quotations = Quotations(first[:n], last[:n], how[:n])
    m = settle(codes, classes, paragraphs, quotations, mark, owner, family, start, end, rule)
    paragraph = np.searchsorted(found.first, start[:m], side="right").astype(np.int32) - 1
    return Spans(start[:m], end[:m], paragraph, rule[:m], _RULE_VOICE[rule[:m]])


def voices_of(start: Int32, spans: Spans) -> UInt8:
    """Return the voice of each token, code into `framing.tables.VOICES`."""
    voice = np.full(len(start), VOICES.index("own"), dtype=np.uint8)
    fill_voices(start, spans.start, spans.end, spans.voice, voice)
    return voice


def attributions_of(tokens: Tokens) -> pd.DataFrame:
    """Return the speech of a partition as the contract ``attributions``.

    Parameters
    ----------
    tokens : Tokens
    """
    speech, ids = tokens.speech, tokens.document_ids
    if len(speech) == 0:
        return empty("attributions")
    order, owner = _by_id(tokens.document[np.minimum(speech.first, len(tokens) - 1)], ids)
    shift = tokens.document_start[owner]
    cue = speech.cue[order]
    lemmas = np.where(cue >= 0, tokens.lemma[tokens.type[cue]], "")
    return pd.DataFrame(
        {
            "doc_id": category_from(owner, ids),
            "start": speech.start[order].astype(np.int64) - shift,
            "end": speech.end[order].astype(np.int64) - shift,
            "voice": category_from(speech.voice[order], VOICES),
            "holder": category_from(speech.holder[order], tokens.holders),
            "camp": category_from(np.zeros(len(owner), dtype=np.int8), ("",)),
            "cue": pd.Series(lemmas, dtype="str").astype("category"),
            "stance": category_from(speech.stance[order], STANCES),
            "rule": category_from(speech.rule[order], speech.rules),
            "confidence": speech.confidence[order],
        }
    )


def malformed_paragraphs(annotation: Annotation) -> pd.DataFrame:
    """Return the paragraphs in which quotation marks do not add up.

    Returns
    -------
    DataFrame
        doc_id, start, end (offsets of the paragraph in its document), rules (joined by a blank);
        one row a paragraph, in the order of doc_id and start.
    """
    tokens, rows = annotation.tokens, annotation.attributions
    broken = rows[rows["rule"].isin(MALFORMED_RULES)]
    number = {doc_id: index for index, doc_id in enumerate(tokens.document_ids)}
    found: dict[tuple[str, int, int], list[str]] = {}
    for doc_id, start, rule in zip(broken["doc_id"], broken["start"], broken["rule"], strict=True):
        shift = int(tokens.document_start[number[doc_id]])
        begin = tokens.text.rfind("\n", shift, shift + start) + 1 or shift
        end = tokens.text.find("\n", shift + start, int(tokens.document_start[number[doc_id] + 1]))
        stop = end if end >= 0 else int(tokens.document_start[number[doc_id] + 1])
        found.setdefault((doc_id, begin - shift, stop - shift), []).append(rule)
    lines = [(*key, " ".join(dict.fromkeys(rules))) for key, rules in found.items()]
    table = pd.DataFrame(lines, columns=["doc_id", "start", "end", "rules"])
    return table.astype({"doc_id": "str", "start": "int64", "end": "int64", "rules": "str"})


def _by_id(owner: Int32, ids: tuple[str, ...]) -> tuple[NDArray[np.int64], Int32]:
    """Order rows by doc_id, keeping the order of the text within each document."""
    rank = np.empty(len(ids), dtype=np.int64)
    rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    order = np.argsort(rank[owner], kind="stable")
    return order, owner[order]
