"""Spans: every marked stretch lies where it says, is named as it may be, and agrees with the speech around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby, pairwise

from framing.classroom.pages import problem, wire_copies
from framing.classroom.truth import OWN, SPANS, SPEECH, STANCES, VOICES, Span, Truth
from framing.errors import Problem

# Every mark that opens or closes a quotation and is nothing else; ’ and ' are apostrophes as well.
MARKS = '«»“”"„‘‹›'
PAIRS = {"«": "»", "“": "”", "‘": "’", "‹": "›", '"': '"', "'": "'"}
# A device that excuses two articles for having words in common, and the words it may cover: a speech of a minute.
COPY, COMMON, MOST_COMMON = "copy", "speech", 90


def span_problems(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with spans.

    Parameters
    ----------
    truth : Truth
    pages : mapping of doc_id to text

    Notes
    -----
    Offsets outside the page or inside a word; rows that stand twice; cues of a family that overlap; kinds, stances,
    voices, families, speakers that are none; quotations that are not marked from end to end, or hold the
    end of another; marks outside every quotation; speech that crosses speech; the voice and speaker of a cue; verbs of
    speech and reported speech without each other; common copy where there is none; facts that no event has.
    """
    for table in SPANS:
        spans = truth.rows(table)
        yield from _places(spans, table, pages)
        for span, n in Counter(spans).items():
            if n > 1:
                yield problem(f"{span.doc_id} {table} {span.start}", "each span once", str(n))
    yield from _names(truth)
    yield from _overlaps(truth)
    yield from _quotations(truth, pages)
    yield from _crossings(truth)
    yield from _voices(truth)
    yield from _attributions(truth, pages)
    yield from _copies(truth, pages)
    yield from _facts(truth)


def _places(spans: Iterable[Span], table: str, pages: Mapping[str, str]) -> Iterator[Problem]:
    for doc_id, start, end, _ in spans:
        page = pages.get(doc_id, "")
        words = page[max(0, start) : end]
        inside = 0 <= start < end <= len(page) and words == words.strip()
        if not inside or _cuts_a_word(page, start) or _cuts_a_word(page, end):
            found = f"{start}–{end} of {len(page)}"
            yield problem(f"{doc_id} {table}", "a stretch that begins and ends with whole words", found)


def _cuts_a_word(page: str, at: int) -> bool:
    return 0 < at < len(page) and page[at - 1].isalnum() and page[at].isalnum()


def _names(truth: Truth) -> Iterator[Problem]:
    spans = truth.spans
    pairs = {(family, category) for family, categories in truth.families.items() for category in categories}
    speech, cues, devices = spans["speech"], spans["cues"], spans["devices"]
    named: tuple[tuple[str, Iterable[object], Collection[object]], ...] = (
        ("kind of speech", speech["kind"], SPEECH),
        ("stance", spans["verbs"]["stance"], STANCES),
        ("voice", cues["voice"], (OWN, *VOICES.values())),
        ("cue", zip(cues["family"], cues["category"], strict=True), pairs),
        ("device", zip(devices["device"], devices["detail"], strict=True), pairs),
        ("speaker", speech.loc[speech["kind"].isin(VOICES), "speaker"], truth.speakers),
        ("speaker of no speech", speech.loc[~speech["kind"].isin(VOICES), "speaker"], ("",)),
    )
    for what, found, known in named:
        for name in sorted(set(found) - set(known), key=str):
            yield problem(what, "one that the truth lists", repr(name))
    if (n := int((~speech["wellformed"].astype(bool)).sum())) != truth.malformed:
        yield problem("malformed quotations", str(truth.malformed), str(n))


def _overlaps(truth: Truth) -> Iterator[Problem]:
    cues = sorted(truth.rows("cues"), key=lambda span: (span.doc_id, span.said[0], span.start))
    for one, other in pairwise(cues):
        if (one.doc_id, one.said[0]) == (other.doc_id, other.said[0]) and other.start < one.end:
            yield problem(f"{one.doc_id} {one.start}", f"one cue of {one.said[0]} at a place", "two")


def _quotations(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    quoted = _by_document([span for span in truth.rows("speech") if span.said[0] != "reported"])
    for doc_id, page in pages.items():
        spans = quoted.get(doc_id, [])
        for span in spans:
            if span.said[2] and not _is_quotation(page[span.start : span.end]):
                yield problem(f"{doc_id} {span.start}", "one quotation from mark to mark", "something else")
        for at in (i for i, character in enumerate(page) if character in MARKS):
            if not any(span.start <= at < span.end for span in spans):
                yield problem(f"{doc_id} {at}", "every quotation mark in a quotation", repr(page[at]))


def _is_quotation(words: str) -> bool:
    """Whether words open with a mark, close with its fellow, and do not close before (but to open a paragraph again)."""
    close = PAIRS.get(words[:1])
    if close is None or words[-1] != close or len(words) < 3:  # noqa: PLR2004 (two marks and something in them)
        return False
    lines = [line for line in words.split("\n") if line.strip()]
    again = all(line[0] == words[0] for line in lines)
    inner = "".join(line[1:] for line in lines)[:-1]
    return again and (close in "’'" or not {words[0], close} & set(inner))


def _crossings(truth: Truth) -> Iterator[Problem]:
    for doc_id, spans in _by_document(truth.rows("speech")).items():
        still_open: list[int] = []
        for span in sorted(spans, key=lambda span: (span.start, -span.end)):
            still_open = [end for end in still_open if end > span.start]
            if any(end < span.end for end in still_open):
                yield problem(f"{doc_id} {span.start}", "speech inside or outside other speech", "a crossing")
            still_open.append(span.end)


def _voices(truth: Truth) -> Iterator[Problem]:
    """Compare the voice and speaker of each cue with the innermost speech around it."""
    speech = _by_document([span for span in truth.rows("speech") if span.said[0] in VOICES])
    for doc_id, start, end, (*_, voice, speaker) in truth.rows("cues"):
        around = [span for span in speech.get(doc_id, ()) if span.start <= start and end <= span.end]
        inner = min(around, key=lambda span: span.end - span.start, default=None)
        expected = (VOICES[inner.said[0]], inner.said[1]) if inner else (OWN, "")
        if (voice, speaker) != expected:
            yield problem(f"{doc_id} {start}", " of ".join(expected), f"{voice} of {speaker}")


def _attributions(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Find reported speech without a verb of speech in its paragraph, and such verbs without speech beside them."""
    speech = _by_document([span for span in truth.rows("speech") if span.said[0] in VOICES])
    verbs = _by_document(truth.rows("verbs"))
    for doc_id, page in pages.items():
        said = {_paragraph(page, span.start) for span in speech.get(doc_id, ())}
        reported = {_paragraph(page, s.start) for s in speech.get(doc_id, ()) if s.said[0] == "reported"}
        saying = {_paragraph(page, span.start) for span in verbs.get(doc_id, ())}
        near = {paragraph + step for paragraph in said for step in (-1, 0, 1)}
        for paragraph in sorted((reported - saying) | (saying - near)):
            found = "one without the other"
            yield problem(f"{doc_id} paragraph {paragraph}", "speech and a verb that attributes it", found)


def _paragraph(page: str, at: int) -> int:
    return sum(bool(line.strip()) for line in page[:at].split("\n")[:-1])


def _copies(truth: Truth, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Only what the catalogue calls agency copy is copied, and a common speech is short."""
    copied = wire_copies(truth)
    for doc_id, start, end, (device, _) in truth.rows("devices"):
        n = len(pages.get(doc_id, "")[start:end].split())
        if (device == COPY and doc_id not in copied) or (device == COMMON and n > MOST_COMMON):
            yield problem(f"{doc_id} {start}", "words in common that are meant", f"{n} words of {device}")


def _facts(truth: Truth) -> Iterator[Problem]:
    event_of = dict(zip(truth.articles["doc_id"], truth.articles["event"], strict=True))
    known = {(event.event, fact) for event in truth.events for fact in event.facts}
    for doc_id, start, _, (fact,) in truth.rows("facts"):
        if (event_of.get(doc_id), fact) not in known:
            yield problem(f"{doc_id} {start}", f"a fact of {event_of.get(doc_id)}", repr(fact))


def _by_document(spans: Iterable[Span]) -> dict[str, list[Span]]:
    ordered = sorted(spans, key=lambda span: span.doc_id)
    return {doc_id: list(group) for doc_id, group in groupby(ordered, key=lambda span: span.doc_id)}
