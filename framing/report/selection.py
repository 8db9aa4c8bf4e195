"""Selection: gaps over all voices that the outlet's own voice does not share – who is given voice, not how it words things.

A gap of a cell between two outlets is called *selection* where all of this holds:

- both outlets have room in their own voice, and the gap over all voices can be taken apart (Kitagawa 1955,
  `framing.study.comparison.decomposing`);
- over all voices the permutation test finds a gap: p below the study's level for cells that the study declares, in whatever
  voice; p corrected over its contrast for any other cell, of which many were looked at;
- in the own voice it finds none: p not below that level, before any correction, or not a hit on either side;
- words in the own voice make less than `OWN_SHARE` of the gap, or run against it.

The first two say that there is something to explain, the last two that the outlet's wording does not explain it. A test
that finds nothing could be a small one, so both are asked. Families that tell how others are quoted are left out: they are
about selection from the start.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from framing.report import numbers
from framing.report.bounds import ALL, joined, unit_of
from framing.report.compared import about, is_known
from framing.report.reading import Reading, contrast_sides
from framing.report.records import records
from framing.report.seen import HEADS, NAMING
from framing.report.wording import Runs, name, strong
from framing.study.config.families import FAMILIES

# At three quarters or more, what others are given to say is the larger part by far; a half could still be rounding.
OWN_SHARE: Final = 0.25
_KEYS: Final = ("contrast", "family", "category", "referent")
Cell = tuple[str, str, str, str]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Selection:
    """A gap that is one of selection.

    Attributes
    ----------
    cell : (contrast, family, category, referent)
    declared : bool
        Whether the study declares the cell, in whatever voice.
    gap, own : float
        First outlet minus second, over all voices, and what words in the own voice make of it.
    p_value, p_adjusted : float
        Of the gap over all voices.
    p_own : float
        In the own voice; NaN where neither outlet has a hit in it.
    """

    cell: Cell
    declared: bool
    gap: float
    own: float
    p_value: float
    p_adjusted: float
    p_own: float


def selections(reading: Reading) -> list[Selection]:
    """Return the gaps that are selection, declared ones first, as the config names them; see the module for the rule."""
    level = 1.0 - float(reading.settings["statistics"]["interval"])
    stated = _declared(reading)
    found = {
        cell: (whole, reading.effects.get((*cell, "own"), {}))
        for (*key, voice), whole in reading.effects.items()
        if voice == ALL and (cell := _cell(key))[1] not in FAMILIES
    }
    suspects = [
        cell for cell, (whole, own) in found.items() if is_suspect(whole, own, level, declared=cell in stated)
    ]
    parts = _parts(suspects, reading)
    chosen = [
        Selection(
            cell=cell, declared=cell in stated, gap=parts[cell][0], own=parts[cell][1],
            p_value=float(found[cell][0]["p_value"]), p_adjusted=float(found[cell][0]["p_adjusted"]),
            p_own=float(found[cell][1].get("p_value", math.nan)),
        )
        for cell in suspects
        if cell in parts and is_elsewhere(*parts[cell])
    ]  # fmt: skip
    whole = without_parts(chosen, reading.settings.get("sets", {}))
    return sorted(whole, key=lambda one: (stated.get(one.cell, len(stated)), one.cell))


def without_parts(found: Sequence[Selection], sets: Mapping[str, Any]) -> list[Selection]:
    """Return the gaps but those of categories that are told as part of a set, unless they are declared themselves.

    Parameters
    ----------
    found : sequence of Selection
    sets : mapping
        Of the config: categories of a family taken together, by name and group.
    """
    groups = {
        (of["family"], part): group for of in sets.values() for group, parts in of["groups"].items() for part in parts
    }  # fmt: skip
    cells = {one.cell for one in found}
    return [one for one in found if one.declared or _set_cell(one.cell, groups) not in cells]


def _set_cell(cell: Cell, groups: Mapping[tuple[str, str], str]) -> Cell:
    contrast, family, category, referent = cell
    return contrast, family, groups.get((family, category), ""), referent


def is_suspect(whole: Row, own: Row, level: float, *, declared: bool) -> bool:
    """Tell whether the tests find a gap over all voices, and none in the own voice.

    Parameters
    ----------
    whole, own : mapping
        Rows of the estimates; `own` is empty where neither outlet has a hit in its own voice.
    level : float
        Of the tests.
    declared : bool
        Whether the study declares the cell.
    """
    p = whole["p_value" if declared else "p_adjusted"]
    alone = own.get("p_value", math.nan)
    silent = not (own.get("hits_a", 0) or own.get("hits_b", 0))
    return bool(p < level) and (silent or bool(alone >= level))


def is_elsewhere(gap: float, own: float) -> bool:
    """Tell whether words in the own voice make less than `OWN_SHARE` of a gap, or run against it."""
    if not (is_known(gap) and is_known(own)) or gap == 0:
        return False
    return own / gap < OWN_SHARE


def selected(cells: Sequence[Row], found: Sequence[Selection], reading: Reading) -> list[Runs]:
    """Return the sentences on those gaps that are selection, of some cells given as rows of the claims."""
    wanted = {_cell([row[key] for key in _KEYS]) for row in cells}
    return [selection_sentence(one, reading) for one in found if one.cell in wanted]


def selection_sentence(one: Selection, reading: Reading) -> Runs:
    """Say that a gap is selection, with the gap, what the own voice makes of it, and both tests."""
    say, language = reading.say, reading.language
    contrast, family, *_ = one.cell
    first, second = (name(side.label) for side in contrast_sides(contrast, reading))
    sign = 1 if one.gap >= 0 else -1
    more, less = (first, second)[::sign]
    tests = ("p_value",) if one.declared else ("p_value", "p_adjusted")
    shown = {key: numbers.probability(getattr(one, key), language) for key in (*tests, "p_own")}
    none = say.say("selection.silent")
    return say.say(
        "selection.sentence", claim=strong(selection_about(one, reading)),
        explored="" if one.declared else say.template("selection.explored"), more=more, less=less, gap=numbers.decimal(abs(one.gap), 1, language), per=per(family, reading),
        own=numbers.decimal(sign * one.own, 1, language),
        tests=joined([say.say(f"claims.known.{key}", p=shown[key]) for key in tests], reading),
        alone=say.say("selection.tested", p=shown["p_own"]) if shown["p_own"] else none,
    )  # fmt: skip


def per(family: str, reading: Reading) -> str:
    """Return what a gap is counted over: 10,000 words, or 100 of what a share is a share of."""
    shares = family in (NAMING, HEADS, *FAMILIES)
    n, unit = (100, unit_of(family)) if shares else (10_000, "word")
    return reading.say.count(n, unit)


def _parts(cells: Sequence[Cell], reading: Reading) -> dict[Cell, tuple[float, float]]:
    """Gap of each cell and what words in the own voice make of it."""
    if not cells:
        return {}
    rows = reading.speaking.gaps_of(dict.fromkeys(cell[1:] for cell in cells))
    own = records(rows[rows["voice"] == "own"])
    return {_cell([row[key] for key in _KEYS]): (float(row["gap"]), float(row["from_words"])) for row in own}


def _declared(reading: Reading) -> dict[Cell, int]:
    """Cells that the study declares, by their place in the config."""
    place = {
        (*claim["contrast"], claim["family"], claim["category"], claim["referent"]): n
        for n, claim in reversed(list(enumerate(reading.settings["claims"])))
    }
    cells = [
        _cell([row[key] for key in _KEYS])
        for row in records(reading.claims[reading.claims["declared"].astype(bool)])
    ]
    outlets = {cell: tuple(side.outlet for side in contrast_sides(cell[0], reading)) for cell in cells}
    return {cell: place.get((*outlets[cell], *cell[1:]), len(place)) for cell in cells}


def _cell(values: Sequence[Any]) -> Cell:
    contrast, family, category, referent = map(str, values)
    return contrast, family, category, referent


def selection_about(one: Selection, reading: Reading) -> str:
    """Return what a gap is about, by name."""
    _, family, category, referent = one.cell
    return about({"family": family, "category": category, "referent": referent}, reading)
