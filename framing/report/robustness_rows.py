"""Rows of the section on robustness: the declared claims in the order of the config, and their names for readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from framing.report.blocks import Cell, cell, column
from framing.report.compared import KEYS, Row, about
from framing.report.labels import contrast_name
from framing.report.reading import Reading, contrast_sides
from framing.report.records import records
from framing.report.wording import flat, name

# Grades by what they allow: of the claims, those that got furthest are drawn.
GRADES: Final = ("replicated", "supported", "suggestive", "described", "not_estimable")
Key = tuple[str, ...]


def key_of(row: Row) -> Key:
    """Return contrast, family, category, referent and voice of a row."""
    return tuple(str(row[key]) for key in KEYS)


def rows_by_claim(table: pd.DataFrame) -> dict[Key, list[dict[str, Any]]]:
    """Return the rows of each claim, in their order."""
    found: dict[Key, list[dict[str, Any]]] = {}
    for row in records(table):
        found.setdefault(key_of(row), []).append(row)
    return found


def declared_claims(reading: Reading) -> list[dict[str, Any]]:
    """Return the declared claims as they are declared in the config, then by language."""
    stated = [((*c["contrast"],), *(c[key] for key in KEYS[1:])) for c in reading.settings["claims"]]
    rank = {claim: n for n, claim in reversed(list(enumerate(stated)))}

    def place(claim: Row) -> tuple[int, str]:
        pair = tuple(side.outlet for side in contrast_sides(claim["contrast"], reading))
        return rank.get((pair, *(claim[key] for key in KEYS[1:])), len(rank)), str(claim["claim"])

    claims = records(reading.claims[reading.claims["declared"].astype(bool)])
    return sorted(claims, key=place)


def furthest(claims: Sequence[Row], most: int) -> list[Row]:
    """Return the claims with the best grades, at most so many, in the order given."""
    ranked = sorted(range(len(claims)), key=lambda n: (_rank(claims[n]), n))[:most]
    return [claims[n] for n in sorted(ranked)]


def _rank(claim: Row) -> int:
    grade = claim["grade"]
    return GRADES.index(grade) if grade in GRADES else len(GRADES)


def claim_columns(reading: Reading) -> list[dict[str, str]]:
    """Return the heads of the columns that name a claim."""
    return [
        column(reading.say.template(f"robustness.columns.{key}")) for key in ("claim", "contrast", "voice")
    ]


def claim_cells(claim: Row, reading: Reading, href: str = "") -> list[Cell]:
    """Return the cells that name a claim, linked to its figure where there is one."""
    run = name(about(claim, reading))
    return [
        cell({**run, "href": href} if href else run),
        cell(contrast_name(str(claim["contrast"]), reading)),
        cell(reading.say.template(f"voices.{claim['voice']}.short")),
    ]


def title_of(claim: Row, reading: Reading) -> dict[str, str]:
    """Return what a sentence about a claim names: the claim, its contrast, its voice, its outlets."""
    first, second = contrast_sides(str(claim["contrast"]), reading)
    return {
        "claim": about(claim, reading),
        "contrast": flat(contrast_name(str(claim["contrast"]), reading)),
        "voice": reading.say.template(f"voices.{claim['voice']}.long"),
        "first": first.label,
        "second": second.label,
    }
