"""Words of the multiverse: decisions, their options, and ways of counting as readers name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.report.reading import Reading
from framing.report.wording import flat
from framing.study.config.decisions import AS_MEASURED


def decision_name(decision: str, reading: Reading) -> str:
    """Return a decision's name; one of a further bundle bears the name that the config gives it."""
    key = f"decisions.{decision}.name"
    return reading.say.template(key) if key in reading.say else decision


def option_name(decision: str, option: str, reading: Reading) -> str:
    """Return what an option of a decision is."""
    key = f"decisions.{decision}.options.{option}"
    if key in reading.say:
        return reading.say.template(key)
    return reading.say.template("robustness.as_measured") if option == AS_MEASURED else option


def option_reason(decision: str, option: str, reading: Reading) -> str:
    """Return why one might settle a decision so; "" of a further bundle."""
    key = f"decisions.{decision}.why.{option}"
    return reading.say.template(key) if key in reading.say else ""


def tag_of(tag: str) -> str:
    """Return the key of a tag: equivalent, uncertain or different."""
    return tag.partition(" ")[0]


def way_name(universe: Mapping[str, Any], decisions: Sequence[Mapping[str, Any]], reading: Reading) -> str:
    """Return a way of counting by the options in which it departs from the study's own."""
    departs = [
        reading.say.plain(
            "robustness.departs",
            decision=decision_name(name, reading), option=option_name(name, str(universe[name]), reading),
        )
        for name, first in ((str(d["decision"]), str(d["options"]).split(" ")[0]) for d in decisions)
        if str(universe[name]) != first
    ]  # fmt: skip
    if not departs:
        return reading.say.template("robustness.own_way")
    return flat([{"kind": "text", "text": reading.say.template("list.semicolon").join(departs)}])
