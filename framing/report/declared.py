"""Declared claims, every one in a row: whatever was declared before looking is answered here."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from framing.report import numbers
from framing.report.blocks import Block, Cell, cell, column, heading, missing, number, paragraph, table
from framing.report.claims import rows_of
from framing.report.compared import claim_category
from framing.report.evidence import Evidence
from framing.report.gates import reason
from framing.report.labels import contrast_name
from framing.report.reading import Reading, Side, contrast_sides
from framing.report.records import records
from framing.report.robustness_drawn import event_links
from framing.report.robustness_rows import Key, key_of
from framing.report.wording import Runs, capital, linked, name, text

_KEYS = ("contrast", "family", "category", "referent", "voice")
_NUMBERS = ("claims.first", "claims.second", "vocabulary.p_adjusted")


def declared_claims(reading: Reading, evidence: Evidence) -> list[Block]:
    """Return heading, explanation and table of the declared claims; nothing where none was declared."""
    say = reading.say
    claims = records(reading.claims[reading.claims["declared"].astype(bool)])
    if not claims:
        return []
    keys = [f"claims.{c}" for c in ("claim", "contrast", "voice", "first", "second", "grade", "reason")]
    keys.insert(keys.index("claims.grade"), "vocabulary.p_adjusted")
    columns = [column(say.template(key), "number" if key in _NUMBERS else "text") for key in keys]
    links = event_links(reading)
    rows = [_row(claim, links, reading, evidence) for claim in sorted(claims, key=_order(reading))]
    notes = [say.say(f"claims.{note}") for note in ("counts_note", "declared_note", "all_note")]
    return [
        heading("declared", say.template("claims.declared_title")),
        paragraph(say.say("claims.declared_intro", n=say.count(len(rows), "claim"))),
        table("declared-claims", say.say("claims.declared_caption"), columns, rows, notes, wide=True),
    ]


def _order(reading: Reading) -> Any:
    """As declared in the config, then by language."""
    stated = [
        (tuple(c["contrast"]), c["family"], c["category"], c["referent"], c["voice"])
        for c in reading.settings["claims"]
    ]
    rank = {claim: n for n, claim in enumerate(stated)}

    def place(claim: Mapping[str, Any]) -> tuple[int, str]:
        pair = tuple(side.outlet for side in contrast_sides(claim["contrast"], reading))
        return rank.get((pair, *(claim[k] for k in _KEYS[1:])), len(rank)), claim["claim"]

    return place


def _row(
    claim: Mapping[str, Any], links: Mapping[Key, str], reading: Reading, evidence: Evidence
) -> list[Cell]:
    say = reading.say
    about = f" → {reading.names.referent(claim['referent'])}" if claim["referent"] else ""
    return [
        cell([linked(name(capital(claim_category(claim, reading)) + about), links.get(key_of(claim), ""))]),
        cell(contrast_name(claim["contrast"], reading)),
        cell(say.template(f"voices.{claim['voice']}.short")),
        *[
            _counts(claim, x, side, reading, evidence)
            for x, side in zip("ab", contrast_sides(claim["contrast"], reading), strict=True)
        ],
        _chance(claim, reading),
        cell(say.template(f"grades.{claim['grade']}")),
        cell(_first_reason(claim, reading)),
    ]


def _chance(claim: Mapping[str, Any], reading: Reading) -> Cell:
    """Return the corrected p; a dash where nothing was tested."""
    found = reading.effects.get(tuple(claim[key] for key in _KEYS))
    if found is None or not math.isfinite(found["p_adjusted"]):
        return missing("–")
    return number(found["p_adjusted"], numbers.probability(found["p_adjusted"], reading.language))


def _counts(claim: Mapping[str, Any], x: str, side: Side, reading: Reading, evidence: Evidence) -> Cell:
    """Return hits over opportunities as the comparison counted them, the hits linked to their rows."""
    found = reading.effects.get(tuple(claim[key] for key in _KEYS))
    if (claim["referent"], side.key) in reading.impossible:
        return missing(reading.say.template("page.not_estimable"))
    if found is None or not math.isfinite(found[f"hits_{x}"]):
        return missing("–")
    return counts_cell(found, x, rows_of(claim, side, evidence, claim["voice"]), reading)


def counts_cell(row: Mapping[str, Any], x: str, href: str, reading: Reading) -> Cell:
    """Return "4 / 42": hits, linked to their rows, over opportunities, of one side of an estimate."""
    hits, over = (numbers.integer(row[f"{c}_{x}"], reading.language) for c in ("hits", "opportunities"))
    made = number(row[f"hits_{x}"], hits, href)
    return {**made, "runs": [*made["runs"], text(f" / {over}")]}


def _first_reason(claim: Mapping[str, Any], reading: Reading) -> Runs:
    """Return why the first gate that failed did, before all one that leaves nothing to estimate.

    Gates that were not evaluated have neither failed nor passed.
    """
    first, second = contrast_sides(claim["contrast"], reading)
    outlets = {"first": name(first.label), "second": name(second.label)}
    failed = [check for check in claim["checks"] if check["passed"] is False]
    if claim["grade"] == "not_estimable":
        failed = sorted(failed, key=_leaves_something)
    said = (reason(check, "why", outlets, reading) for check in failed)
    return next((runs for runs in said if runs), []) or reading.say.say("claims.no_reason")


def _leaves_something(check: Mapping[str, Any]) -> int:
    """Rank what makes a claim not estimable: unknown or impossible things, no occasion, all else."""
    return 0 if check["gate"] in ("G1", "G10") else 1 if check.get("reason") == "no_opportunity" else 2
