"""Scales: the axes of effects – ratios by doublings, differences of shares in points – and how their values are written.

A ratio stands at its base-2 logarithm, so that twice and half are as far from 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from framing.report import numbers

RATIO: Final = "ratio"
DIFFERENCE: Final = "difference"
MOST_TICKS: Final = {RATIO: 9, DIFFERENCE: 7}
_STEPS: Final = {RATIO: (1.0, 2.0, 3.0, 4.0, 8.0), DIFFERENCE: (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)}
# What an axis shows at least on each side of no difference: half and twice, or ten points.
_LEAST: Final = {RATIO: 1.2, DIFFERENCE: 0.12}
# How far an axis goes beyond the outermost estimate for the sake of an interval: four times as much, or 40 points.
_BEYOND: Final = {RATIO: 2.0, DIFFERENCE: 0.4}


def scale_of(statistic: str) -> str:
    """Return the scale on which a statistic of the study's tables is drawn."""
    return DIFFERENCE if statistic == "share_difference" else RATIO


def place(value: float, statistic: str) -> float | None:
    """Return where a value of a table stands on its scale; None for one that is missing.

    Parameters
    ----------
    value : float
    statistic : {"rate_ratio", "log_rate_ratio", "share_difference"}
    """
    if statistic == "rate_ratio":
        value = math.log2(value) if value > 0 else math.nan
    elif statistic == "log_rate_ratio":
        value = value / math.log(2)
    return round(value, 4) if math.isfinite(value) else None


def shown(value: float, statistic: str, language: str) -> str:
    """Return a value of a table as it is written: a ratio, or a difference in per cent; "" for a missing one."""
    if statistic == "share_difference":
        return numbers.percent(value, language, 1)
    ratio = math.exp(value) if statistic == "log_rate_ratio" else value
    return numbers.decimal(ratio, 2, language)


def reach_of(values: Sequence[float | None], bounds: Sequence[float | None], scale: str) -> float:
    """Return how far an axis goes on each side: all values fit, intervals as far as they leave these legible."""
    inner, outer = (
        max((abs(v) for v in several if v is not None), default=0.0) for several in (values, bounds)
    )
    return max(_LEAST[scale], 1.08 * max(inner, min(outer, inner + _BEYOND[scale])))


def ticks(low: float, high: float, scale: str, language: str) -> list[tuple[float, str]]:
    """Return the marks of an axis with what is written at them: 1/4, 1/2, 1, 2; or −20 %, 0 %, +20 %."""
    step = next((s for s in _STEPS[scale] if (high - low) / s < MOST_TICKS[scale]), _STEPS[scale][-1])
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [(n * step, _written(n * step, scale, language)) for n in range(first, last + 1)]


def _written(value: float, scale: str, language: str) -> str:
    if scale == DIFFERENCE:
        sign = "+" if value > 0 else ""
        return sign + numbers.percent(value, language)
    power = round(value)
    return f"1/{2**-power}" if power < 0 else str(2**power)
