"""Facts in words: the numbers, dates and names behind a gate's answer, as a sentence shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from framing.report import numbers
from framing.report.appraised import AGREEMENT_DECIMALS
from framing.report.reading import Reading
from framing.report.wording import Value, name
from framing.study.grading.coded import LEAST_ALPHA, LEAST_PRECISION
from framing.study.grading.instrument import LEAST_VOICE_RIGHT

# Facts that are shares, and facts that are probabilities; all other numbers are counts or rates.
_SHARES: Final = frozenset(
    [
        "largest_share", "limit", "speech_recall_a", "speech_recall_b", "difference", "tolerance", "one_sign", "needed_share",
        "precision_a", "precision_b", "recall_a", "recall_b", "voice_right_a", "voice_right_b", "needed_precision",
        "needed_voice",
    ]
)  # fmt: skip
_AGREEMENTS: Final = frozenset(["agreement", "needed_agreement"])
_PROBABILITIES: Final = frozenset(["smallest_p", "corrected", "alpha", "p_value", "p_adjusted", "p_median"])
# What gate G5 asks for: no fact of a record, but a rule of this version.
_ASKED: Final = {
    "needed_agreement": LEAST_ALPHA, "needed_precision": LEAST_PRECISION, "needed_voice": LEAST_VOICE_RIGHT,
}  # fmt: skip


def facts_in_words(check: Mapping[str, Any], reading: Reading) -> dict[str, Value]:
    """Return the facts of a check by name, each as it is written or named in the language.

    Parameters
    ----------
    check : mapping
        gate and facts. Of gate G5, `agreement` is Krippendorff's α, which elsewhere is no level of test.
    reading : Reading
    """
    facts = dict(check.get("facts") or {})
    if check["gate"] == "G5":
        facts |= {"agreement": facts.pop("alpha", None), **_ASKED}
    return {key: _fact(key, value, reading) for key, value in facts.items()}


def _fact(key: str, value: Any, reading: Reading) -> Value:
    """Numbers as the language writes them, dates in words, outlets, referents and articles by name."""
    language = reading.language
    if isinstance(value, list):
        return reading.say.listed([_fact(key, part, reading) for part in value])
    if value is None or isinstance(value, bool):
        return reading.say.template("page.unknown")
    if isinstance(value, int | float):
        return _number(key, float(value), language)
    known = {side.outlet: reading.names.outlet(side.outlet) for side in reading.sides}
    known |= dict(zip(reading.documents["doc_id"], reading.labels, strict=True))
    if key == "referent":
        return name(reading.names.referent(str(value)))
    return name(known.get(str(value)) or numbers.date(str(value), language))


def _number(key: str, value: float, language: str) -> str:
    if key in _SHARES:  # a share just above its limit must not read as the limit
        return numbers.percent(value, language, 0 if round(100 * value, 6).is_integer() else 1)
    if key in _PROBABILITIES:
        return numbers.probability(value, language)
    if key in _AGREEMENTS:
        return numbers.decimal(value, AGREEMENT_DECIMALS, language)
    return numbers.decimal(value, 0 if value.is_integer() else 2, language)
