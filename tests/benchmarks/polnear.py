"""English attribution: the instrument against PolNeAR (Newell, Margolin and Ruths 2018), beside plain quotation marks.

    python tests/benchmarks/polnear.py --folder <the public repository's data> [--part train] [--articles 100]

Only train and dev are read; the test part stays unseen for the last word. Nothing of a text is printed or kept.

Marked   Content spans. One of several pieces is taken by its hull, from its first to its last character, since a
         found stretch is whole. Where several annotators marked an article, the first by name counts.
Found    direct speech, fragments and reported speech; what stands within another found stretch is part of it.
Baseline every pair of quotation marks is a Content span; it names no speakers.
Pieces   the same with each piece of a Content for itself; characters need no pieces at all.
Overlap  more than half of what either holds. Exact: but for marks, points and blanks at the ends.
Marks    The New York Times' texts come from a database that writes them as two apostrophes; both tools read those as marks.
Speaker  of the hits whose Source is no pronoun: the words of one name among those of the other.
Ours     Contents whose Cue holds a verb of the inventory, or "according": what the instrument is made to find. PolNeAR
         also marks attitudes and intentions (supports, seeks, refuses to).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "gate"))

from speech_scores import Score, Stretch, overlapping, score, wilson

from framing.annotate import annotate
from framing.annotate.lemmas import lookup
from framing.annotate.speech.inventory import Inventory, load_inventory
from framing.annotate.tokens import SPEECH, Tokens

PARTS = ("train", "dev")
SAID = ("direct", "fragment", "reported")
AT_A_TIME = 50  # articles a partition
TWO_APOSTROPHES = re.compile(r"(?:^|(?<=[\s(\[—-]))''(?=\S)", re.MULTILINE), "''"
PAIRS = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"")
EDGES = "“”\"'‘’ \t\n.,;:!?…"
PRONOUNS = frozenset(
    {"i", "you", "he", "she", "it", "we", "they", "who", "which", "that", "him", "her", "them", "his", "their", "my", "our",
     "your", "himself", "herself", "themselves", "this", "these", "those"}
)  # fmt: skip


class Article(NamedTuple):
    """An article and what its annotator marked; offsets are those of the text file."""

    name: str
    publisher: str
    text: str
    marked: tuple[Stretch, ...]
    pieces: tuple[Stretch, ...]


class Marked(NamedTuple):
    """A span of a brat file: its label, from its first to its last character, its words."""

    kind: str
    hull: tuple[int, int]
    text: str


def read_articles(folder: Path, part: str, articles: int) -> list[Article]:
    """Return articles evenly taken from a part, in the order of their names; all of them where `articles` is 0."""
    chosen: dict[str, Path] = {}
    for path in sorted((folder / part / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rpartition("_")[0], path)
    names = sorted(chosen)
    if 0 < articles < len(names):
        names = [names[i * len(names) // articles] for i in range(articles)]
    inventory = load_inventory("en")
    if inventory is None:
        sys.exit("no words that report speech in English: nothing to score")
    texts = {
        name: with_marks((folder / part / "text" / f"{name}.txt").read_bytes().decode("utf-8"))
        for name in names
    }
    marks = {name: chosen[name].read_text("utf-8") for name in names}
    marked = {name: marked_in(marks[name], name, inventory) for name in names}
    pieces = {name: marked_in(in_pieces(marks[name]), name, inventory) for name in names}
    return [Article(name, name.split("_")[0], texts[name], marked[name], pieces[name]) for name in names]


def in_pieces(annotation: str) -> str:
    """Return a brat file in which each piece of a Content is a Content of the same attribution."""
    rows, parts = [], {}
    for row in annotation.splitlines():
        key, *rest = row.split("\t")
        if len(rest) == 2 and rest[0].startswith("Content "):
            pieces = rest[0].removeprefix("Content ").split(";")
            parts[key] = [f"{key}.{i}" for i in range(len(pieces))]
            rows += [f"{key}.{i}\tContent {piece}\t{rest[1]}" for i, piece in enumerate(pieces)]
        elif key.startswith("E") and rest:
            of = [part.partition(":") for part in rest[0].split()]
            rows.append(f"{key}\t" + " ".join(f"{a}:{c}" for a, _, b in of for c in parts.get(b, [b])))
        else:
            rows.append(row)
    return "\n".join(rows)


def marked_in(annotation: str, name: str, inventory: Inventory) -> tuple[Stretch, ...]:
    """Return the Content spans of a brat file with the words of their Source; kind is "ours" or "other"."""
    spans, events = spans_and_events(annotation)
    said: dict[tuple[int, int], dict[str, set[str]]] = {
        span.hull: {"Source": set(), "Cue": set()} for span in spans.values() if span.kind == "Content"
    }
    for parts in events:
        of = [spans[part] for part in parts if part in spans]
        for content in (span for span in of if span.kind == "Content"):
            for kind, words in said[content.hull].items():
                words.update(span.text for span in of if span.kind == kind)
    return tuple(
        Stretch(
            name,
            *hull,
            "ours" if holds_cue(words["Cue"], inventory) else "other",
            speaker_of(words["Source"]),
        )
        for hull, words in sorted(said.items())
    )


def with_marks(text: str) -> str:
    """Write two apostrophes as a quotation mark and a blank outside it: no offset moves."""
    opening, closing = TWO_APOSTROPHES
    return opening.sub(' "', text).replace(closing, '" ')


def spans_and_events(annotation: str) -> tuple[dict[str, Marked], list[list[str]]]:
    """Return the spans of a brat file by their number, and the numbers that belong together."""
    rows = [line.split("\t") for line in annotation.splitlines()]
    spans = {}
    for key, where, text in (row for row in rows if row[0].startswith("T") and len(row) == 3):
        kind, *at = re.split("[ ;]", where)
        spans[key] = Marked(kind, (min(map(int, at)), max(map(int, at))), text)
    events = [row[1].split() for row in rows if row[0].startswith("E") and len(row) > 1]
    return spans, [[part.partition(":")[2] for part in parts] for parts in events]


def holds_cue(cues: Iterable[str], inventory: Inventory) -> bool:
    """Say whether a verb of the inventory or a preposition of attribution stands in one of the cues."""
    lemma, verbs = lookup("en"), set(inventory.verbs)
    words = {word for cue in cues for word in re.findall(r"[\w'-]+", cue.lower().replace("’", "'"))}
    return any(
        w in inventory.forms["according_to"] or inventory.lemmas.get(w, lemma(w)) in verbs for w in words
    )


def speaker_of(sources: Iterable[str]) -> str:
    """Return the words of the Source; "" for a pronoun, which names nobody, and for no Source."""
    said = " ".join(sorted(sources))
    return "" if set(re.findall(r"\w+", said.lower())) <= PRONOUNS else said


def found_in(articles: Sequence[Article]) -> list[Stretch]:
    """Return the outermost stretches in which the instrument hears somebody else."""
    layouts = ["b" * sum(bool(line.strip()) for line in a.text.split("\n")) for a in articles]
    table = pd.DataFrame(
        {
            "doc_id": [a.name for a in articles],
            "text": [a.text for a in articles],
            "layout": layouts,
            "language": "en",
        }
    )
    return outermost(stretches_of(annotate(table).tokens))


def stretches_of(tokens: Tokens) -> list[Stretch]:
    """Return what is said by others, with offsets in the document."""
    speech, said = tokens.speech, []
    of = tokens.document[speech.first]
    for k, document in enumerate(of.tolist()):
        kind, shift = SPEECH[speech.kind[k]], int(tokens.document_start[document])
        if kind in SAID:
            a, b = int(speech.start[k]) - shift, int(speech.end[k]) - shift
            said.append(Stretch(tokens.document_ids[document], a, b, kind, tokens.holders[speech.holder[k]]))
    return said


def outermost(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Leave out stretches that stand within another one."""
    kept: list[Stretch] = []
    for one in sorted(set(stretches), key=lambda s: (s.doc_id, s.start, -s.end)):
        if not kept or kept[-1].doc_id != one.doc_id or one.end > kept[-1].end:
            kept.append(one)
    return kept


def quotation_marks(articles: Iterable[Article]) -> list[Stretch]:
    """Return every pair of quotation marks of one family within a line."""
    return [Stretch(a.name, *m.span(), "direct") for a in articles for m in PAIRS.finditer(a.text)]


def exact_within(texts: dict[str, str]) -> Callable[[Stretch, Stretch], bool]:
    """Return whether two stretches are the same but for marks, points and blanks at their ends."""

    def core(s: Stretch) -> tuple[int, int]:
        said = texts[s.doc_id][s.start : s.end]
        return s.start + len(said) - len(said.lstrip(EDGES)), s.end - len(said) + len(said.rstrip(EDGES))

    return lambda one, other: core(one) == core(other)


def line_of(name: str, overlapped: Score, same: Score) -> str:
    """Return a line of the table: shares with their intervals."""
    recall, precision = (
        f"{hits / n if n else float('nan'):5.3f} [{wilson(hits, n)[0]:.3f}, {wilson(hits, n)[1]:.3f}] of {n:5}"
        for hits, n in ((overlapped.hits, overlapped.gold), (overlapped.hits_found, overlapped.found))
    )
    who = f"{overlapped.speaker_accuracy:5.3f} of {overlapped.with_speaker:4}" if overlapped.speakers else ""
    return f"{name:24} recall {recall}  precision {precision}  F1 {overlapped.f1:.3f}  exact F1 {same.f1:.3f}  speaker {who}"


def report(articles: Sequence[Article], tools: dict[str, Sequence[Stretch]]) -> None:
    """Print the scores of each tool, for all and by publisher."""
    same, overlap = exact_within({a.name: a.text for a in articles}), overlapping(0.5)
    publishers = sorted({a.publisher for a in articles})
    groups = [("all", articles)] + [(p, [a for a in articles if a.publisher == p]) for p in publishers]
    for name, members in groups:
        ids, marked = {a.name for a in members}, [s for a in members for s in a.marked]
        for tool, stretches in tools.items():
            mine = [s for s in stretches if s.doc_id in ids]
            label = f"{name} ({len(members)}) {tool}"
            print(line_of(label, score(marked, mine, overlap), score(marked, mine, same)))
    for tool, stretches in tools.items():
        report_more(tool, articles, stretches)


def report_more(tool: str, articles: Sequence[Article], stretches: Sequence[Stretch]) -> None:
    """Print what else tells about a tool: recall of ours, pieces instead of hulls, characters, each kind."""
    same, overlap = exact_within({a.name: a.text for a in articles}), overlapping(0.5)
    marked, pieces = [s for a in articles for s in a.marked], [s for a in articles for s in a.pieces]
    ours = score([s for s in marked if s.kind == "ours"], stretches, overlap)
    low, high = wilson(ours.hits, ours.gold)
    print(f"{tool}: recall of ours {ours.recall:.3f} [{low:.3f}, {high:.3f}] of {ours.gold}")
    print(line_of(f"{tool}, in pieces", score(pieces, stretches, overlap), score(pieces, stretches, same)))
    recall, precision = shared(articles, pieces, stretches), shared(articles, stretches, pieces)
    print(f"{tool}, in characters: recall {recall:.3f}, precision {precision:.3f}")
    for kind in SAID:
        mine = [s for s in stretches if s.kind == kind]
        if mine:
            right = score(pieces, mine, overlap).precision
            print(f"{tool}, {kind}: {len(mine)} found, {right:.3f} of them a piece that is marked")


def shared(articles: Iterable[Article], of: Sequence[Stretch], held: Sequence[Stretch]) -> float:
    """Return the share of the characters of some stretches that others hold too."""
    masks = {article.name: np.zeros((2, len(article.text)), dtype=bool) for article in articles}
    for row, stretches in enumerate((of, held)):
        for stretch in stretches:
            masks[stretch.doc_id][row, stretch.start : stretch.end] = True
    whole = sum(int(mask[0].sum()) for mask in masks.values())
    return sum(int(mask.all(axis=0).sum()) for mask in masks.values()) / whole if whole else float("nan")


def main() -> None:
    """Read, annotate, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--part", default="train", help="train or dev")
    parser.add_argument("--articles", type=int, default=0, help="so many, evenly taken; 0 for all")
    options = parser.parse_args()
    if options.part not in PARTS:
        parser.error(
            f"--part: expected train or dev, found {options.part}; the test part is kept for the last word"
        )
    articles = read_articles(options.folder, options.part, options.articles)
    cuts = [*range(0, len(articles), AT_A_TIME), len(articles)]
    found = [s for a, b in pairwise(cuts) for s in found_in(articles[a:b])]
    report(articles, {"framing": found, "marks": quotation_marks(articles)})


if __name__ == "__main__":
    main()
