"""What textacy's `direct_quotations` finds in French texts: run by `direct_quotations.py`, in textacy's own environment.

Reads a request from standard input and writes an answer to standard output, both JSON; nothing is stored.

Request  texts; model (a package of spaCy's); verbs (lemmas added to textacy's own); by_paragraph
Answer   spans (number of the text, start, end; marks included); given_up (texts or paragraphs with an odd number of marks, of
         which textacy reads nothing); seconds (of the processor, the model loaded before); versions
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from importlib.metadata import version

import spacy  # type: ignore[import-not-found, unused-ignore]
from textacy import constants  # type: ignore[import-not-found, unused-ignore]
from textacy.extract import direct_quotations  # type: ignore[import-not-found, unused-ignore]


def pieces_of(texts: Iterable[str], by_paragraph: bool) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what is read at once, with the number of its text and where it starts there."""
    for n, text in enumerate(texts):
        at = 0
        for piece in text.split("\n") if by_paragraph else [text]:
            yield piece, (n, at)
            at += len(piece) + 1


def main() -> None:
    """Load, read, find, answer."""
    warnings.simplefilter("ignore")  # one might quote a text
    request = json.load(sys.stdin)
    model = spacy.load(request["model"], exclude=["ner"])  # the function asks for no names
    constants.REPORTING_VERBS["fr"] |= set(request["verbs"])
    pieces, spans, given_up = pieces_of(request["texts"], request["by_paragraph"]), [], 0
    began = time.process_time()
    for read, (n, at) in model.pipe(pieces, as_tuples=True):
        try:
            found = [quotation.content for quotation in direct_quotations(read)]
        except ValueError:  # "quotation marks found, indicating an unclosed quotation"
            given_up += 1
        else:
            spans += [(n, at + one.start_char, at + one.end_char) for one in found]
    answer = {
        "spans": spans,
        "given_up": given_up,
        "seconds": time.process_time() - began,
        "versions": ", ".join(f"{name} {version(name)}" for name in ("textacy", "spacy", request["model"])),
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
