"""Appraised: what coders say of the instrument for one claim – precision, recall, agreement –, or that it is not known."""

from __future__ import annotations

from framing.report import numbers
from framing.report.compared import Compared, is_known
from framing.report.wording import Runs, merged, text

# Agreement is held against .667: three decimals tell what lies just above and just below.
AGREEMENT_DECIMALS = 3


def appraised(one: Compared) -> Runs:
    """Return precision and recall by outlet with intervals, and the agreement of the coders, each where it is known."""
    say, facts = one.reading.say, one.facts
    known = {name: any(is_known(facts.get(f"{name}_{x}")) for x in "ab") for name in ("precision", "recall")}
    if not any(known.values()):
        said = [say.say("claims.instrument.unknown")]
    else:
        said = [
            _measured(name, one) if known[name] else say.say(f"claims.instrument.no_{name}") for name in known
        ]
    if is_known(facts.get("alpha")):
        value = numbers.decimal(facts["alpha"], AGREEMENT_DECIMALS, one.reading.language)
        said.append(say.say("claims.instrument.agreement", value=value))
    return merged([run for i, part in enumerate(said) for run in ([text(" ")] if i else []) + list(part)])


def _measured(name: str, one: Compared) -> Runs:
    figures = {x: _figure(name, x, one) for x in "ab"}
    return one.reading.say.say(f"claims.instrument.{name}", **one.outlets, **figures)


def _figure(name: str, x: str, one: Compared) -> str:
    """Return "92% (85% to 97%)", without an interval where none is known."""
    say, language = one.reading.say, one.reading.language
    value, low, high = (one.facts.get(f"{name}{bound}_{x}") for bound in ("", "_low", "_high"))
    if value is None or not is_known(value):
        return say.template("claims.instrument.no_figure")
    share = numbers.percent(value, language)
    if low is None or high is None or not (is_known(low) and is_known(high)):
        return share
    ends = {"low": numbers.percent(low, language), "high": numbers.percent(high, language)}
    return say.plain("claims.instrument.figure", share=share, **ends)
