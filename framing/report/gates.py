"""Gates in words: why a claim goes no further, and what it would take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from framing.report import numbers
from framing.report.reading import Reading, contrast_sides
from framing.report.wording import Run, Runs, Value, flat, merged, name, text

# Facts that are shares, and facts that are probabilities; all other numbers are counts or rates.
_SHARES = frozenset(
    {
        "largest_share",
        "limit",
        "speech_recall_a",
        "speech_recall_b",
        "difference",
        "tolerance",
        "one_sign",
        "needed_share",
    }
)
_PROBABILITIES = frozenset({"smallest_p", "corrected", "alpha", "p_value", "p_adjusted", "p_median"})
# Sentences that are said only where a fact is known.
NEEDED_FACT = {"next": "next_outlet", "size": "needed"}


def reasons(claim: Mapping[str, Any], reading: Reading) -> list[Runs]:
    """Return why a claim is graded as it is, and what it would take: a sentence for each thing that fails.

    A gate that is not evaluated has not failed: those are named together, in one sentence; one that lacks what it
    needs says so besides.

    Parameters
    ----------
    claim : mapping
        A row of the claims with its gates parsed as ``checks``.
    reading : Reading
    """
    failed = [one for check in claim["checks"] if check["passed"] is False for one in _each(check)]
    failed += [one for check in claim["checks"] if check["passed"] is None for one in _each(check)]
    pending = [check["gate"] for check in claim["checks"] if check["passed"] is None]
    first, second = contrast_sides(str(claim["contrast"]), reading)
    outlets = {"first": name(first.label), "second": name(second.label)}
    why = [reason(check, "why", outlets, reading) for check in failed]
    if pending:
        why.append(reading.say.say("reasons.not_evaluated.why", gates=reading.say.listed(pending)))
    takes = [reason(check, kind, outlets, reading) for check in failed for kind in ("takes", "next", "size")]
    said = [(key, _sentences(parts)) for key, parts in (("claims.why", why), ("claims.takes", takes))]
    return [reading.say.say(key, reasons=sentences) for key, sentences in said if sentences]


def reason(check: Mapping[str, Any], kind: str, outlets: Mapping[str, Run], reading: Reading) -> Runs:
    """Return a gate's reason as a sentence; the gate's own where the reason is new or lacks a fact."""
    say = reading.say
    facts = {key: _fact(key, value, reading) for key, value in (check.get("facts") or {}).items()}
    needs = NEEDED_FACT.get(kind)
    if needs and not (check.get("facts") or {}).get(needs):
        return []
    for key in (f"reasons.{check.get('reason', '')}.{kind}", f"gates.{check['gate']}.{kind}"):
        if key in say:
            try:
                return say.say(key, **outlets, **facts)
            except KeyError:  # an older record may lack a fact that the sentence names
                continue
    return []


def _each(check: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the check once for everything in it that fails; older records name one reason only."""
    failures = (check.get("facts") or {}).get("failures") or [check.get("reason", "")]
    return [{**check, "reason": failure} for failure in failures]


def _sentences(parts: Sequence[Runs]) -> Runs:
    """Sentences one after the other, each once."""
    distinct = list({flat(part): part for part in parts if part}.values())
    return merged([run for i, part in enumerate(distinct) for run in ([text(" ")] if i else []) + list(part)])


def _fact(key: str, value: Any, reading: Reading) -> Value:
    """Numbers as the language writes them, dates in words, outlets, referents and articles by name."""
    language = reading.language
    if isinstance(value, list):
        return reading.say.listed([_fact(key, part, reading) for part in value])
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
    if key in _SHARES:  # a share just above its limit must not read as the limit
        return numbers.percent(value, language, 0 if round(100 * value, 6).is_integer() else 1)
    if key in _PROBABILITIES:
        return numbers.probability(value, language)
    return numbers.decimal(value, 0 if value.is_integer() else 2, language)
