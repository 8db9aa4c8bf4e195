"""Whose words hold bias, English: the instrument's voice against BASIL (Fan et al. 2019), by outlet.

    python tests/benchmarks/basil.py

Needs ../shared/data/basil_2010_2016.jsonl.gz: 210 articles in which annotators marked spans of lexical and
informational bias, and for each whether it stands within somebody's quoted words. Nothing of a text is printed or kept.

Voice    that of most of a span's tokens, the first of equals. Marked as quoted, a span should be quoted, a fragment or
         reported; else the outlet's own. Ambiguous is neither and counts as a miss. BASIL marks as quoted what stands in
         quotation marks: what it does not may still be reported without them, so "unquoted" counts own and reported.
Speaker  of the spans marked as quoted with a speaker by name, the words of one name among those of the other.
         The annotators' other_anti, other_pro and other_neutral name nobody.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gate"))

from speech_scores import same_speaker, wilson

from framing.annotate import annotate
from framing.annotate.tokens import Tokens
from framing.tables import VOICES

TABLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "basil_2010_2016.jsonl.gz"
OTHERS = ("quoted", "fragment", "reported")
NOBODY = ("", "other_anti", "other_pro", "other_neutral")


class Span(NamedTuple):
    """A marked span: offsets in its article, what the annotators say of it, and what the instrument does."""

    document: int
    outlet: str
    start: int
    end: int
    bias: str
    quoted: bool
    speaker: str
    voice: str = ""
    holder: str = ""


def spans_of(document: int, row: dict[str, Any]) -> list[Span]:
    """Return the marked spans of an article; the annotators count sentences, and characters within one."""
    starts, at = [], 0
    for sentence in row["sentences"]:
        starts.append(row["text"].index(sentence, at))
        at = starts[-1] + len(sentence)
    found = []
    for mark in row["annotation"]["phrase-level-annotations"]:
        if mark["id"].startswith("p"):  # one stands in a title, which the texts lack
            shift = starts[int(mark["id"][1:])]
            of = (mark["bias"], mark["quote"] == "yes", mark["speaker"])
            found.append(Span(document, row["outlet"], shift + mark["start"], shift + mark["end"], *of))
    return found


def annotated(rows: Sequence[dict[str, Any]]) -> Tokens:
    """Annotate the articles as one partition."""
    layouts = ["b" * sum(bool(line.strip()) for line in row["text"].split("\n")) for row in rows]
    table = {
        "doc_id": [row["doc_id"] for row in rows],
        "text": [row["text"] for row in rows],
        "layout": layouts,
    }
    return annotate(pd.DataFrame(table | {"language": ["en"] * len(rows)})).tokens


def heard(span: Span, tokens: Tokens) -> Span:
    """Fill in the voice and the holder of most of the tokens of a span."""
    shift = int(tokens.document_start[span.document])
    first = int(np.searchsorted(tokens.end, span.start + shift, side="right"))
    last = int(np.searchsorted(tokens.start, span.end + shift))
    if last <= first:
        return span
    voices, holders = np.bincount(tokens.voice[first:last]), np.bincount(tokens.holder[first:last])
    return span._replace(voice=VOICES[int(voices.argmax())], holder=tokens.holders[int(holders.argmax())])


def share(hits: int, n: int) -> str:
    """Return a share with its interval."""
    low, high = wilson(hits, n)
    return f"{hits / n if n else float('nan'):.3f} [{low:.3f}, {high:.3f}] of {n:4}"


def line_of(name: str, spans: Sequence[Span]) -> str:
    """Return a line of the table: how often voice and speaker agree with the marks."""
    quoted, own = [s for s in spans if s.quoted], [s for s in spans if not s.quoted]
    named = [s for s in quoted if s.speaker not in NOBODY]
    right = sum(s.voice in OTHERS for s in quoted), sum(s.voice == "own" for s in own)
    unquoted = sum(s.voice in ("own", "reported") for s in own)
    who = sum(same_speaker(s.speaker.replace("_", " "), s.holder) for s in named)
    return (
        f"{name:18} quoted {share(right[0], len(quoted))}  own {share(right[1], len(own))}  "
        f"unquoted {share(unquoted, len(own))}  both {share(sum(right), len(spans))}  speaker {share(who, len(named))}"
    )


def report(spans: Sequence[Span]) -> None:
    """Print the agreement for all, by kind of bias and by outlet, and the voices of each kind of mark."""
    print(line_of("all", spans))
    for bias, name in (("lex", "lexical"), ("inf", "informational")):
        print(line_of(name, [s for s in spans if s.bias == bias]))
    for outlet in sorted({s.outlet for s in spans}):
        print(line_of(outlet, [s for s in spans if s.outlet == outlet]))
    for quoted in (True, False):
        mine = [s.voice for s in spans if s.quoted == quoted]
        voices = ", ".join(f"{voice} {mine.count(voice)}" for voice in VOICES)
        print(f"marked as {'quoted' if quoted else 'not quoted'}: {voices}")


def main() -> None:
    """Read, annotate, compare, print."""
    if not TABLE.is_file():
        sys.exit(f"{TABLE.name} is not beside the project: the voice of English bias spans stays unmeasured")
    with gzip.open(TABLE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    tokens = annotated(rows)
    report([heard(span, tokens) for n, row in enumerate(rows) for span in spans_of(n, row)])


if __name__ == "__main__":
    main()
