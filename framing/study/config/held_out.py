"""Held-out windows: whether the period that a config sets apart for its claims can serve them at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.errors import Problem
from framing.study.config.lines import Place, line_of

KEY = "held_out"
Period = tuple[dt.date, dt.date]


def held_out_problems(tree: Any, lines: Mapping[Place, int], path: Path) -> list[Problem]:
    """Report a held-out window without claims to test in it, or that the study's own window does not hold.

    Parameters
    ----------
    tree : object
        Content of the config as read; parts of the wrong shape are left to the model to report.
    lines : mapping of path to line
    path : Path
        The config file.
    """
    if not isinstance(tree, dict) or tree.get(KEY) is None:
        return []
    where = f"{path.name} line {line_of((KEY,), lines)}, {KEY}"
    return [Problem(where, *said) for said in (*_without_claims(tree), *_outside(tree))]


def _without_claims(tree: dict[Any, Any]) -> list[tuple[str, str, str]]:
    if tree.get("claims"):
        return []
    remedy = f"declare what you expect under claims, or take {KEY} out"
    return [("claims to be tested in it", "none", remedy)]


def _outside(tree: dict[Any, Any]) -> list[tuple[str, str, str]]:
    held, window = _period(tree[KEY]), _period(tree.get("window"))
    if held is None or window is None or (window[0] <= held[0] <= held[1] <= window[1] and held != window):
        return []
    remedy = "choose a part of the window, or widen the window: what is held out is a part of the study"
    return [(f"a part of the window, {_shown(window)}", _shown(held), remedy)]


def _period(value: Any) -> Period | None:
    """Return the two dates of a window; None where it is none, which the model reports."""
    if not isinstance(value, dict):
        return None
    try:
        first, last = (dt.date.fromisoformat(str(value.get(name))) for name in ("from", "to"))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def _shown(period: Period) -> str:
    return f"{period[0].isoformat()} to {period[1].isoformat()}"
