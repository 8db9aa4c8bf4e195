"""Figured: how large the difference of a claim is, how sure that is, and how far it depends on how one counts."""

from __future__ import annotations

import math
from typing import Final

from framing.report import numbers
from framing.report.bounds import joined
from framing.report.compared import KEYS, Compared, Row, is_known
from framing.report.records import records
from framing.report.wording import Runs

_PROBABILITIES: Final = ("p_value", "p_adjusted")


def differs(one: Compared) -> Runs:
    """Return the difference with its interval, its p, corrected and not, and its q."""
    row = one.counts(str(one.claim["voice"]))
    if not is_known(row.get("estimate")):
        return one.reading.say.say("claims.no_effect")
    facts = [_interval(row, one), *[_probability(key, row[key], one) for key in _PROBABILITIES]]
    facts.append(_probability("q", one.q, one))
    if not one.is_share and not (row["hits_a"] and row["hits_b"]):  # a ratio needs something on either side
        facts.append(one.reading.say.say("claims.known.halved"))
    return _effect(f"claims.{one.pooling}.{row['statistic']}", row, facts, one)


def corrected(one: Compared) -> Runs:
    """Return the difference corrected for what coders say that the instrument misses; nothing where it is not known."""
    plain = one.counts(str(one.claim["voice"])).get("statistic")
    rows = one.reading.estimates[one.reading.estimates["statistic"] == f"{plain}_corrected"]
    found = [row for row in records(rows) if all(row[key] == one.claim[key] for key in KEYS)]
    if not found or not is_known(found[0]["estimate"]):
        return []
    return _effect(f"claims.corrected.{plain}", found[0], [_interval(found[0], one)], one)


def universes(one: Compared) -> Runs:
    """Say in what share of the equivalent ways of counting the difference has one sign; nothing of a single way."""
    curve, say = one.curve, one.reading.say
    if not curve or curve["universes"] == 1 or not curve["estimable"] or not is_known(curve["one_sign"]):
        return []
    share = numbers.percent(curve["one_sign"], one.reading.language)
    return say.say("claims.universes", share=share, universes=say.count(int(curve["universes"]), "universe"))


def tried_again(one: Compared) -> Runs:
    """Say what came of the claim in the articles that the study holds out; nothing where it holds out none."""
    rows = one.reading.replication
    found = [row for row in records(rows) if all(row[key] == one.claim[key] for key in KEYS)]
    if not found:
        return []
    row, say = found[0], one.reading.say
    return say.say(
        f"claims.held_out.{row['reason']}", articles=say.count(int(row["documents_a"] + row["documents_b"]), "article"),
        p=numbers.probability(row["p_adjusted"], one.reading.language),
    )  # fmt: skip


def _effect(key: str, row: Row, facts: list[Runs], one: Compared) -> Runs:
    say = one.reading.say
    known = [fact for fact in facts if fact]
    shown = say.say("claims.facts", facts=joined(known, one.reading)) if known else []
    strata = say.template(f"claims.strata.{one.strata}") if key.startswith("claims.within") else ""
    return say.say(key, size=_size(row, "estimate", one), facts=shown, strata=strata)


def _interval(row: Row, one: Compared) -> Runs:
    if math.isnan(row["low"]) or math.isnan(row["high"]):
        return []
    level = numbers.percent(one.reading.settings["statistics"]["interval"], one.reading.language)
    open_end = one.reading.say.template("page.open_end")
    ends = {end: numbers.bound(row[end], _size(row, end, one), open_end) for end in ("low", "high")}
    return one.reading.say.say("claims.known.interval", level=level, **ends)


def _probability(key: str, value: float, one: Compared) -> Runs:
    shown = numbers.probability(value, one.reading.language) if is_known(value) else ""
    return one.reading.say.say(f"claims.known.{key}", p=shown) if shown else []


def _size(row: Row, key: str, one: Compared) -> str:
    """Return a ratio, or a difference of shares in percentage points with its sign.

    Two shares differ by 100 points at most: a bound beyond, which few events can give, is printed as that.
    """
    value, language = float(row[key]), one.reading.language
    if not one.is_share:
        return numbers.decimal(value, 2, language)
    points = 100 * min(max(value, -1.0), 1.0)
    shown = numbers.decimal(points, 1, language)
    return f"+{shown}" if round(points, 1) > 0 else shown
