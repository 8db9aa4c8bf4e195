"""Effect: gate G6, whether there is a difference at all – more than chance makes, by every means that the design has.

Asked are the permutation test, corrected for everything that the study tests, and the interval of the effect, corrected for
what the instrument misses where codes tell it (statistics.md §2, §5). Reasons, the first that holds::

    no_test          nothing could be permuted: a side has no opportunity, or no document
    by_chance        the corrected p is not below alpha
    no_interval      no interval can be given (no labelling is rare enough, or a side has no hit)
    correction_turns corrected for what the instrument misses, the difference is the other way round
    includes_none    the interval holds "no difference"
    shown            none of these

Under 12 documents (or events) a side the interval is that of the permutation test itself. An end that cannot be found there is open:
everything beyond lies in the interval. Only where a side has no hit at all, and so no interval, the test alone decides.
"""

from __future__ import annotations

import math
from typing import Any

from framing.study.grading.cases import Effect, Gate


def effect(found: Effect, alpha: float) -> Gate:
    """G6: the corrected p is below alpha and the interval excludes "no difference"."""
    reason = _reason(found, alpha)
    facts: dict[str, Any] = {
        "statistic": found.statistic, "method": found.method, "corrected": found.corrected, "alpha": round(alpha, 9),
        "needed": None if reason == "shown" else found.needed,
    }  # fmt: skip
    for name in ("estimate", "low", "high", "p_value", "p_adjusted"):
        value = float(getattr(found, name))
        facts[name] = round(value, 6) if math.isfinite(value) else None
    return Gate("G6", reason == "shown", reason, facts)


def _reason(found: Effect, alpha: float) -> str:
    if math.isnan(found.p_adjusted):
        return "no_test"
    if found.p_adjusted >= alpha:
        return "by_chance"
    if found.turned:
        return "correction_turns"
    inverted = found.method == "inversion" and not found.corrected
    if inverted and found.one_sided:
        return "shown"
    if (math.isnan(found.low) and math.isnan(found.high)) or (
        not inverted and math.isnan(found.low + found.high)
    ):
        return "no_interval"
    low, high = (
        end if math.isnan(value) else value for value, end in ((found.low, -math.inf), (found.high, math.inf))
    )
    return "includes_none" if low <= found.none <= high else "shown"
