"""Section: the corpus – what was read, and when it appeared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.report import numbers
from framing.report.aside import not_taken_in
from framing.report.blocks import (
    Block,
    Cell,
    cell,
    column,
    figure,
    missing,
    number,
    paragraph,
    section,
    table,
)
from framing.report.cleaning import cleaning
from framing.report.copies import copies
from framing.report.counted import REMOVED
from framing.report.coverage import coverage
from framing.report.evidence import Evidence
from framing.report.reading import Reading, side_of
from framing.report.records import records, sums_by
from framing.report.wording import Runs, name, strong, text

MOST_DOCUMENTS = 100  # a table that can be read; tables/documents.csv holds every one


def corpus(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on the corpus."""
    say = reading.say
    blocks = [
        paragraph(say.say("corpus.intro")),
        _window(reading),
        figure(coverage(reading)),
        _documents(reading, evidence),
        *copies(reading),
        *cleaning(reading, evidence),
        *not_taken_in(reading),
    ]
    return section("corpus", say.template("sections.corpus"), blocks)


def _window(reading: Reading) -> Block:
    """Say which period is counted, and how many documents of each outlet lie outside it."""
    say, period = reading.say, reading.settings.get("window")
    if not period:
        return {}
    ends = {
        key: numbers.date(str(period[of]), reading.language)
        for key, of in (("first", "from"), ("last", "to"))
    }
    parts: list[Runs] = [
        [name(side_of(key, reading).label), text(" "), text(say.count(n, "article"))]
        for (key,), n in reading.left_out.items()
    ]
    if not parts:
        return paragraph(say.say("corpus.window.whole", **ends))
    return paragraph(say.say("corpus.window.left_out", outlets=say.listed(parts), **ends))


def _documents(reading: Reading, evidence: Evidence) -> Block:
    say, language = reading.say, reading.language
    names = ("page.article", "page.outlet", "corpus.date", "corpus.how", "corpus.origin")
    columns = [column(say.template(key)) for key in names]
    columns += [column(say.template(key), "number") for key in ("corpus.words", "corpus.removed")]
    removed = sums_by(reading.removals, ["doc_id"], "tokens")
    shown = records(reading.documents.head(MOST_DOCUMENTS))
    rows = [_document(d, removed.get((d["doc_id"],), 0), reading, evidence) for d in shown]
    notes = [say.say("corpus.note")]
    if len(reading.documents) > len(rows):
        shown_of = (numbers.integer(n, language) for n in (len(rows), len(reading.documents)))
        notes.append(say.say("page.capped", **dict(zip(("shown", "of"), shown_of, strict=True))))
    return table("documents", say.say("corpus.caption"), columns, rows, notes, wide=True)


def _document(document: Mapping[str, Any], removed: int, reading: Reading, evidence: Evidence) -> list[Cell]:
    say, published, origin = reading.say, document["published"], document["origin"]
    known, how = f"origins.{origin}", f"how.{document['published_how'] or 'absent'}"
    return [
        cell([strong(f"{document['index']} "), name(document["label"])], float(document["index"])),
        cell(name(reading.by_key[document["side"]].label)),
        cell(numbers.date(published, reading.language) or say.template("page.undated"), published),
        cell(say.plain(how) if how in say else name(document["published_how"])),
        cell(say.plain(known) if known in say else name(origin))
        if origin
        else missing(say.template("page.unknown")),
        number(document["tokens"], numbers.integer(document["tokens"], reading.language)),
        number(removed, numbers.integer(removed, reading.language), evidence.link(REMOVED, document["side"])),
    ]
