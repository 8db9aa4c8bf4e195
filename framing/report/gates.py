"""Gates in words: why a claim goes no further, and what it would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.report import numbers
from framing.report.reading import Reading, contrast_sides
from framing.report.wording import Run, Runs, flat, merged, name, text

# Facts that are shares, and facts that are probabilities; all other numbers are counts or rates.
_SHARES = frozenset({"largest_share", "limit"})
_PROBABILITIES = frozenset({"smallest_p", "corrected", "alpha"})


def reasons(claim: Mapping[str, Any], reading: Reading) -> list[Runs]:
    """Return why a claim is graded as it is, and what it would take: a sentence for each failed gate.

    Parameters
    ----------
    claim : mapping
        A row of the claims with its gates parsed as ``checks``.
    reading : Reading
    """
    failed = [check for check in claim["checks"] if not check["passed"]]
    first, second = contrast_sides(str(claim["contrast"]), reading)
    outlets = {"first": name(first.label), "second": name(second.label)}
    why = [reason(check, "why", outlets, reading) for check in failed]
    takes = [reason(check, kind, outlets, reading) for check in failed for kind in ("takes", "next")]
    said = [(key, _sentences(parts)) for key, parts in (("claims.why", why), ("claims.takes", takes))]
    return [reading.say.say(key, reasons=sentences) for key, sentences in said if sentences]


def reason(check: Mapping[str, Any], kind: str, outlets: Mapping[str, Run], reading: Reading) -> Runs:
    """Return a gate's reason as a sentence; the gate's own where the reason is new or lacks a fact."""
    say = reading.say
    facts = {key: _fact(key, value, reading) for key, value in (check.get("facts") or {}).items()}
    if kind == "next" and not (check.get("facts") or {}).get("next_outlet"):
        return []
    for key in (f"reasons.{check.get('reason', '')}.{kind}", f"gates.{check['gate']}.{kind}"):
        if key in say:
            try:
                return say.say(key, **outlets, **facts)
            except KeyError:  # an older record may lack a fact that the sentence names
                continue
    return []


def _sentences(parts: Sequence[Runs]) -> Runs:
    """Sentences one after the other, each once."""
    distinct = list({flat(part): part for part in parts if part}.values())
    return merged([run for i, part in enumerate(distinct) for run in ([text(" ")] if i else []) + list(part)])


def _fact(key: str, value: Any, reading: Reading) -> Run | str:
    """Numbers as the language writes them, dates in words, outlets, referents and articles by name."""
    language = reading.language
    if value is None or isinstance(value, bool):
        return "–"
    if isinstance(value, int | float):
        return _number(key, float(value), language)
    known = {side.outlet: side.label for side in reading.sides}
    known |= dict(zip(reading.documents["doc_id"], reading.labels, strict=True))
    if key == "referent":
        return name(reading.names.referent(str(value)))
    return name(known.get(str(value)) or numbers.date(str(value), language))


def _number(key: str, value: float, language: str) -> str:
    if key in _SHARES:
        return numbers.percent(value, language)
    if key in _PROBABILITIES:
        return numbers.probability(value, language)
    return numbers.decimal(value, 0 if value.is_integer() else 2, language)
