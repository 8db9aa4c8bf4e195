"""Checking: whether the truth about a corpus for teaching fits its pages, and what it says was planted is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain, groupby

import pandas as pd

from framing.classroom.occurrences import counts_by_event
from framing.classroom.truth import FILE, PAGES, SPANS, SPEECH, STANCES, VOICES, Feature, Span, Truth
from framing.errors import Problem

# Every mark that opens or closes a quotation and is nothing else; ’ and ' are apostrophes as well.
MARKS = '«»“”"„'
OPENING, CLOSING = "«“\"„‘'‹", "»”\"’'›"
OWN = "own"


def check_truth(truth: Truth) -> tuple[Problem, ...]:
    """Compare the truth with the pages and with itself.

    Parameters
    ----------
    truth : Truth

    Returns
    -------
    tuple of Problem
        Everything that does not fit, empty when all does: files and their hashes; offsets; names of kinds and
        stances; spans of speech that cross; quotation marks outside every span; the voice and speaker of each cue;
        facts that no event has; counts of each planted feature, in each language, against its direction.
    """
    files = truth.articles[["doc_id", "file"]].to_numpy().tolist()
    pages = {doc_id: truth.page(file) for doc_id, file in files if _exists(truth, file)}
    found = [
        *_page_problems(truth, pages),
        *_name_problems(truth),
        *_span_problems(truth, pages),
        *_crossings(truth),
        *_marks_outside(truth, pages),
        *_voice_problems(truth),
        *_fact_problems(truth),
    ]
    # counts of spans that are themselves wrong would only repeat what is said already
    return tuple(found or _count_problems(truth))


def _exists(truth: Truth, file: str) -> bool:
    return (truth.folder / PAGES / file).is_file()


def _page_problems(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    for doc_id, file, digest in truth.articles[["doc_id", "file", "sha256"]].to_numpy().tolist():
        if doc_id not in pages:
            yield _problem(doc_id, f"a page {file}", "none", "restore it, or take the article out")
        elif sha256(pages[doc_id].encode()).hexdigest() != digest:
            yield _problem(doc_id, f"the hash of {file}", "another", "mark the page again")


def _name_problems(truth: Truth) -> Iterator[Problem]:
    spans, events = truth.spans, {event.event for event in truth.events}
    allowed: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("kind of speech", spans["speech"]["kind"], SPEECH),
        ("stance", spans["verbs"]["stance"], STANCES),
        ("voice", spans["cues"]["voice"], (OWN, *VOICES.values())),
        ("event", truth.articles["event"], events),
        ("event", chain.from_iterable(f.events for f in truth.features), events),
        (
            "outlet",
            chain.from_iterable(f.more + f.less for f in truth.features),
            set(truth.articles["outlet"]),
        ),
    )
    for what, named, known in allowed:
        for name in sorted(set(named) - set(known)):
            yield _problem(what, f"one of {', '.join(sorted(known))}", repr(name))


def _span_problems(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    for table in SPANS:
        for doc_id, start, end, said in truth.rows(table):
            page = pages.get(doc_id, "")
            words = page[start:end]
            if not 0 <= start < end <= len(page) or words != words.strip():
                found = f"{start}–{end} of {len(page)}"
                yield _problem(f"{doc_id} {table}", "a stretch that begins and ends with its words", found)
            elif table == "speech" and said[2] and said[0] != "reported" and not _is_marked(words):
                yield _problem(f"{doc_id} {start}", "a quotation from mark to mark", repr(words[:20]))


def _is_marked(words: str) -> bool:
    return words[0] in OPENING and words[-1] in CLOSING


def _crossings(truth: Truth) -> Iterator[Problem]:
    speech = sorted(truth.rows("speech"), key=lambda span: (span.doc_id, span.start, -span.end))
    for doc_id, spans in groupby(speech, key=lambda span: span.doc_id):
        still_open: list[int] = []
        for span in spans:
            still_open = [end for end in still_open if end > span.start]
            if any(end < span.end for end in still_open):
                yield _problem(
                    f"{doc_id} {span.start}", "speech inside or outside other speech", "a crossing"
                )
            still_open.append(span.end)


def _marks_outside(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    speech = _by_document(truth.rows("speech"))
    for doc_id, page in pages.items():
        for at in (i for i, character in enumerate(page) if character in MARKS):
            if not any(span.start <= at < span.end for span in speech.get(doc_id, ())):
                yield _problem(
                    f"{doc_id} {at}", "every quotation mark in a span", repr(page[max(0, at - 10) : at + 10])
                )


def _voice_problems(truth: Truth) -> Iterator[Problem]:
    """Compare the voice and speaker of each cue with the innermost speech around it."""
    speech = _by_document([span for span in truth.rows("speech") if span.said[0] in VOICES])
    for doc_id, start, end, (*_, voice, speaker) in truth.rows("cues"):
        around = [span for span in speech.get(doc_id, ()) if span.start <= start and end <= span.end]
        inner = min(around, key=lambda span: span.end - span.start, default=None)
        expected = (VOICES[inner.said[0]], inner.said[1]) if inner else (OWN, "")
        if (voice, speaker) != expected:
            yield _problem(f"{doc_id} {start}", " of ".join(expected), f"{voice} of {speaker}")


def _by_document(spans: Iterable[Span]) -> dict[str, list[Span]]:
    ordered = sorted(spans, key=lambda span: span.doc_id)
    return {doc_id: list(group) for doc_id, group in groupby(ordered, key=lambda span: span.doc_id)}


def _fact_problems(truth: Truth) -> Iterator[Problem]:
    event_of = dict(zip(truth.articles["doc_id"], truth.articles["event"], strict=True))
    known = {(event.event, fact) for event in truth.events for fact in event.facts}
    for doc_id, start, _, (fact,) in truth.rows("facts"):
        if (event_of[doc_id], fact) not in known:
            yield _problem(f"{doc_id} {start}", f"a fact of {event_of[doc_id]}", repr(fact))


def _count_problems(truth: Truth) -> Iterator[Problem]:
    quiet = {event.event for event in truth.events if not event.differs}
    for language in sorted(truth.articles["language"].unique()):
        counts = counts_by_event(truth, language)
        for feature in truth.features:
            said = pd.DataFrame(counts.xs(feature.feature))
            where = f"feature {feature.feature}, {language}"
            yield from _direction_problems(feature, said, where)
            yield from _event_problems(feature, said, quiet, where)


def _direction_problems(feature: Feature, said: pd.DataFrame, where: str) -> Iterator[Problem]:
    totals = {str(outlet): int(n) for outlet, n in said.sum(axis=1).items()}
    low = [totals[outlet] for outlet in feature.less]
    if feature.more and min(totals[outlet] for outlet in feature.more) <= max(low):
        yield _problem(where, "more in each of " + ", ".join(feature.more), str(totals))
    if not feature.more and len(set(low)) > 1:
        yield _problem(where, "as many in each of " + ", ".join(feature.less), str(totals))


def _event_problems(feature: Feature, said: pd.DataFrame, quiet: set[str], where: str) -> Iterator[Problem]:
    named = [*feature.more, *feature.less]
    for event in sorted(set(feature.events) | quiet):
        numbers = {outlet: int(str(said.at[outlet, event])) for outlet in named}
        if event in quiet and len(set(numbers.values())) > 1:
            yield _problem(f"{where}, {event}", "no difference in this event", str(numbers))
        elif event not in quiet and not all(numbers[outlet] for outlet in feature.more):
            yield _problem(f"{where}, {event}", "an occurrence in each outlet", str(numbers))


def _problem(
    where: str, expected: str, found: str, remedy: str = "correct the truth, or the text"
) -> Problem:
    return Problem(f"{FILE} {where}", expected, found, remedy)
