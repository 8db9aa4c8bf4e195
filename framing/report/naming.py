"""Section: naming and heads – what the same thing is called, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.report import numbers
from framing.report.blocks import (
    Block,
    Cell,
    cell,
    column,
    heading,
    missing,
    number,
    paragraph,
    section,
    table,
)
from framing.report.evidence import Evidence, identity
from framing.report.heads import heads
from framing.report.reading import Reading, Side
from framing.report.seen import NAMING
from framing.report.wording import Runs, linked, name, strong, text
from framing.tables import VOICES

MOST_TABLES = 6  # things with a table of their own; the others are named with their number of mentions

# Counts of one member: (key, side, voice) → observations.
Counts = Mapping[tuple[str, str, str], int]


def naming(reading: Reading, evidence: Evidence) -> Block:
    """Return the section on naming and head nouns."""
    say = reading.say
    ranked = ranked_members(NAMING, reading)
    blocks = [
        paragraph(say.say("naming.intro")),
        heading("variants", say.template("naming.variants")),
        paragraph(say.say("naming.note")),
        *[_variants(referent, reading, evidence) for referent in ranked[:MOST_TABLES]],
        _others(ranked[MOST_TABLES:], reading, evidence),
        *heads(reading, evidence),
    ]
    return section("naming", say.template("sections.naming"), blocks)


def ranked_members(family: str, reading: Reading) -> list[str]:
    """Return the members of a family: those of declared claims first, then the most frequent."""
    sizes: dict[str, int] = {}
    for (of, member, *_), n in reading.cells.items():
        if of == family:
            sizes[member] = sizes.get(member, 0) + n
    declared = set(reading.claims.loc[reading.claims["declared"].astype(bool), "referent"])
    return sorted(sizes, key=lambda member: (member not in declared, -sizes[member], member))


def counts_of(family: str, member: str, reading: Reading) -> dict[tuple[str, str, str], int]:
    """Return ``(key, side, voice) → n`` of one member."""
    return {
        (key, side, voice): n
        for (f, m, side, key, voice), n in reading.cells.items()
        if (f, m) == (family, member)
    }


def voices_of(counts: Counts) -> tuple[str, ...]:
    """Return the voices to show: own and quoted, and any other that occurs."""
    found = {voice for _, _, voice in counts}
    return tuple(v for v in VOICES if v in found or v in ("own", "quoted"))


def sums(counts: Counts, *places: int) -> dict[tuple[str, ...], int]:
    """Return counts summed over all but some places of their keys."""
    totals: dict[tuple[str, ...], int] = {}
    for key, n in counts.items():
        part = tuple(key[place] for place in places)
        totals[part] = totals.get(part, 0) + n
    return totals


def _variants(referent: str, reading: Reading, evidence: Evidence) -> Block:
    say, counts = reading.say, counts_of(NAMING, referent, reading)
    shown, wholes, sizes = voices_of(counts), sums(counts, 1, 2), sums(counts, 0)
    places = [
        (side, voice)
        for side in reading.sides
        for voice in shown
        if voice in ("own", "quoted") or (side.key, voice) in wholes
    ]
    rows = [
        [cell(name(reading.names.variant(referent, variant)))]
        + [_choice(referent, variant, side, voice, counts, reading, evidence) for side, voice in places]
        for (variant,) in sorted(sizes, key=lambda key: (-sizes[key], key))
    ]
    total = [cell(strong(say.template("naming.all")))]
    total += [
        _whole(referent, side, voice, wholes.get((side.key, voice), 0), reading, evidence)
        for side, voice in places
    ]
    labels = [column(say.template(f"voices.{voice}.short"), "number", side.label) for side, voice in places]
    every = linked(say.count(sum(counts.values()), "mention"), evidence.link(NAMING, referent))
    caption = say.say("naming.caption", referent=strong(reading.names.referent(referent)), n=every)
    return table(
        identity("naming-of", referent), caption, [column(say.template("naming.variant")), *labels], rows,
        _zero_notes(referent, reading), wide=True, totals=[total],
    )  # fmt: skip


def _choice(
    referent: str, variant: str, side: Side, voice: str, counts: Counts, reading: Reading, evidence: Evidence
) -> Cell:
    """Return a count and its share of all mentions in that voice; "–" where there was nothing to share."""
    if (referent, side.key) in reading.impossible:
        return missing(reading.say.template("page.not_estimable"))
    whole = sum(n for (_, s, v), n in counts.items() if (s, v) == (side.key, voice))
    n = counts.get((variant, side.key, voice), 0)
    if not whole:
        return missing("–")
    href = evidence.cell(NAMING, referent, side.key, variant, voice)
    made = number(n, numbers.integer(n, reading.language), href)
    share = text(f" ({numbers.percent(n / whole, reading.language)})")
    return {**made, "runs": [*made["runs"], share]} if n else made


def _whole(referent: str, side: Side, voice: str, n: int, reading: Reading, evidence: Evidence) -> Cell:
    if (referent, side.key) in reading.impossible:
        return missing(reading.say.template("page.not_estimable"))
    href = evidence.link(NAMING, referent, side.key, voice=voice)
    return number(n, numbers.integer(n, reading.language), href)


def _zero_notes(referent: str, reading: Reading) -> list[Runs]:
    begun = numbers.date(reading.names.exists.get(referent, ""), reading.language)
    return [
        reading.say.say("naming.structural", outlet=name(side.label), date=begun)
        for side in reading.sides
        if (referent, side.key) in reading.impossible
    ]


def _others(referents: Sequence[str], reading: Reading, evidence: Evidence) -> Block:
    """Say what else was named, each with its number of mentions and its rows."""
    if not referents:
        return {}
    listed: list[Runs] = []
    for referent in referents:
        n = sum(counts_of(NAMING, referent, reading).values())
        shown = linked(numbers.integer(n, reading.language), evidence.link(NAMING, referent))
        listed.append([name(reading.names.referent(referent)), text(" "), shown])
    return paragraph(reading.say.say("naming.others", things=reading.say.listed(listed)))
