"""Copies: texts that two outlets print, or one outlet twice – what was set apart, and why."""

from __future__ import annotations

from collections.abc import Iterable

from framing.report.blocks import Block, heading, items, paragraph
from framing.report.labels import contrast_name
from framing.report.reading import Reading
from framing.report.records import records
from framing.report.wording import Runs
from framing.study.comparison.copies import unsketched


def copies(reading: Reading) -> list[Block]:
    """Return what was set apart of every contrast, and why agency copy is no evidence of how two outlets differ."""
    say = reading.say
    found = copies_between(map(str, reading.designs["contrast"]), reading)
    unknown = len(unsketched(reading.speaking.measurements))
    blocks = [
        heading("copies", say.template("corpus.copies.title")),
        paragraph(say.say("corpus.copies.intro")),
    ]
    if found:
        blocks.append(items(found))
    elif unknown < len(reading.documents):
        blocks.append(paragraph(say.say("corpus.copies.none")))
    if wire := int((reading.documents["origin"] == "wire").sum()):
        blocks.append(paragraph(say.say("corpus.copies.wire", articles=say.count(wire, "article"))))
    if unknown:
        blocks.append(paragraph(say.say("corpus.copies.unknown", articles=say.count(unknown, "article"))))
    return blocks


def copies_between(contrasts: Iterable[str], reading: Reading) -> list[Runs]:
    """Return a sentence for each contrast of which texts were set apart; nothing where none was.

    Parameters
    ----------
    contrasts : iterable of str
        Keys.
    reading : Reading
    """
    say, wanted, said = reading.say, set(contrasts), []
    for row in records(reading.designs):
        if row["contrast"] not in wanted:
            continue
        contrast = contrast_name(str(row["contrast"]), reading)
        if n := int(row.get("shared_texts", 0)):
            said.append(say.say("claims.shared_texts", contrast=contrast, texts=say.count(n, "text")))
        if n := int(row.get("repeated_texts", 0)):
            said.append(say.say("claims.repeated_texts", contrast=contrast, articles=say.count(n, "article")))
    return said
