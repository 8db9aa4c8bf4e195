"""Bounds: what a zero leaves open, over the sentences or mentions of the voice that a claim speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.report import numbers
from framing.report.reading import Reading, Side
from framing.report.seen import HEADS, NAMING
from framing.report.wording import Runs, merged, text
from framing.stats import rule_of_three
from framing.study.config.families import FAMILIES

ALL = "all"
# What families without a codebook are counted over; `units` names it.
UNITS = {
    "fidelity": "heading", "reporting": "reporting_word", "scare_quotes": "quoted_span", "sources": "attribution",
}  # fmt: skip
PER_SENTENCES = 100


def bounds(claim: Mapping[str, Any], side: Side, voices: Sequence[str], reading: Reading) -> Runs:
    """Return the bound of a zero in each of some voices, and by which rule.

    Parameters
    ----------
    claim : mapping
        A row of the claims.
    side : Side
        The outlet in which nothing was found.
    voices : sequence of str
        Voices in which nothing was found.
    reading : Reading
    """
    over = [(opportunities(claim, side, voice, reading), voice) for voice in voices]
    ordered = sorted(over, key=lambda pair: pair[0] > 0)  # what could not be searched comes first
    said = joined([_bound(claim, voice, n, reading) for n, voice in ordered], reading)
    return [*said, *reading.say.say("claims.rule")] if any(n for n, _ in over) else said


def unit_of(family: str, category: str = "") -> str:
    """Return the unit that a share of a family is a share of, a key of `units`."""
    if family in FAMILIES and category in FAMILIES[family].facts:
        return "article"
    return UNITS.get(family, "mention")


def opportunities(claim: Mapping[str, Any], side: Side, voice: str, reading: Reading) -> int:
    """Return over what a claim is counted in one voice: sentences for cues, mentions for names and heads.

    For families without a codebook it is all their rows (attributions, quoted spans, headings), for facts of an
    article the articles that have one.
    In "all" voices their sentences are added up, so a sentence that holds two voices counts twice.
    """
    if claim["family"] in FAMILIES:
        return _rows(claim, side, voice, reading)
    if claim["family"] not in (NAMING, HEADS):
        return sum(n for (key, v), n in reading.sentences.items() if key == side.key and voice in (v, ALL))
    own = (claim["family"], claim["referent"], side.key)
    heads = claim["family"] == HEADS
    return sum(
        n
        for (*place, key, v), n in reading.cells.items()
        if tuple(place) == own and voice in (v, ALL) and not (heads and key)
    )


def _rows(claim: Mapping[str, Any], side: Side, voice: str, reading: Reading) -> int:
    family, seen = FAMILIES[claim["family"]], reading.observations
    counted = (
        (seen["family"] == claim["family"])
        & (seen["side"] == side.key)
        & seen["category"].isin(family.categories)
    )
    if claim["category"] in family.facts:
        return int(seen.loc[counted, "doc_id"].nunique()) if voice in ("own", ALL) else 0
    return int((counted & (seen["voice"].isin([voice]) | (voice == ALL))).sum())


def joined(parts: Sequence[Runs], reading: Reading) -> Runs:
    """Return parts of a sentence with semicolons between them."""
    between = text(reading.say.template("list.semicolon"))
    return merged([run for i, part in enumerate(parts) for run in ([between] if i else []) + list(part)])


def _bound(claim: Mapping[str, Any], voice: str, over: int, reading: Reading) -> Runs:
    say, language = reading.say, reading.language
    shares = claim["family"] in (NAMING, HEADS, *FAMILIES)
    label = say.template(f"voices.{voice}.long")
    if not over:
        return say.say("claims.bound.nothing_to_name" if shares else "claims.bound.nothing", voice=label)
    most = float(rule_of_three(over, share=True))
    if shares:
        mentions = say.count(over, unit_of(claim["family"], claim["category"]))
        return say.say(
            "claims.bound.mentions", voice=label, bound=numbers.percent(most, language), over=mentions
        )
    rate = numbers.decimal(PER_SENTENCES * most, 1, language)
    key = "claims.bound.added" if voice == ALL else "claims.bound.sentences"
    return say.say(key, voice=label, bound=rate, over=numbers.integer(over, language))
