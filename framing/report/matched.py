"""Matched: the words behind a claim, most frequent first, each with its voice and its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from framing.report import numbers
from framing.report.bounds import joined
from framing.report.evidence import Evidence
from framing.report.reading import Reading
from framing.report.seen import HEADS, NAMING
from framing.report.wording import Runs, linked, words

MOST_MATCHED: Final = 4  # phrases quoted in one sentence; the rest stand in the evidence


def matched_words(
    claim: Mapping[str, Any], rows: Sequence[dict[str, Any]], reading: Reading, evidence: Evidence
) -> Runs:
    """List the matched words, most frequent first, longer before shorter."""
    if not rows:
        return []
    sizes = Counter((r["phrase"], r["voice"], r["index"], r["position"], r["side"], r["key"]) for r in rows)
    ordered = sorted(
        sizes.items(), key=lambda pair: (-pair[1], -len(pair[0][0].split()), pair[0][2], pair[0])
    )
    member = claim["referent"] if claim["family"] in (HEADS, NAMING) else claim["category"]
    shown = [
        _phrase((claim["family"], member), key, n, reading, evidence) for key, n in ordered[:MOST_MATCHED]
    ]
    more = sum(n for _, n in ordered[MOST_MATCHED:])
    rest = linked(reading.say.count(more, "more"), evidence.link(claim["family"], member))
    tail = reading.say.say("claims.more", n=rest) if more else []
    return [*reading.say.say("claims.matched", phrases=joined(shown, reading)), *tail]


def _phrase(
    group: tuple[str, str], place: tuple[Any, ...], n: int, reading: Reading, evidence: Evidence
) -> Runs:
    say, (phrase, voice, index, position, side, key) = reading.say, place
    shown = linked(numbers.integer(n, reading.language), evidence.cell(*group, side, key, voice))
    return say.say(
        "claims.phrase", words=words(phrase, reading.by_key[side].language), n=shown,
        voice=say.template(f"voices.{voice}.long"), position=say.template(f"positions.{position}"), article=str(index),
    )  # fmt: skip
