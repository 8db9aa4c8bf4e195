"""Scoring: how far coders agree, and how well the instrument finds what they find, from coded units.

Agreement is a property of the question (all outlets together), precision and recall of the outlet. Both are told of the
question as a whole – some category of it is there – and of each category. Voices are a matter of their own: coders code the
words between the marks whoever says them, and beside it whether that is the voice they are said in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.stats.agreement import Agreement, krippendorff_alpha
from framing.stats.instrument import Accuracy, precision_and_recall
from framing.stats.intervals import clopper_pearson
from framing.study.coding.codes import CODER, QUESTION, Codes
from framing.study.coding.frames import generator_of
from framing.study.coding.questions import MENTION
from framing.study.coding.sheets import labels
from framing.study.config.names import SHARES

# Of the interval of α: its 5 % tail then lies on 100 of them.
REPLICATES: Final = 1999
# A stream of random numbers for each question and category.
AGREE: Final = 2
WHOLE: Final = ""
AGREEMENT: Final = [*QUESTION, "category", "coders", "units", "alpha", "low", "high", "observed"]
_BOUNDS: Final = ("", "_low", "_high")
MEASURES: Final = [f"{name}{bound}" for name in ("precision", "recall") for bound in _BOUNDS]
WORST: Final = ["unresolved", "precision_worst", "recall_worst"]
ACCURACY: Final = [*QUESTION, "outlet", "category", "coded", "found", *MEASURES, "missed_high", *WORST]
VOICES: Final = ["language", "outlet", "voice", "coded", "right", "right_low", "right_high"]


@dataclass(frozen=True, eq=False)
class Appraisal:
    """What coders say of the instrument.

    Attributes
    ----------
    agreement : DataFrame
        `AGREEMENT`: one row a question (category "": codes as they are, several of a sentence being one code) and one a
        category of it (there or not). units: coded by two at least. NaN where α is not defined.
    accuracy : DataFrame
        `ACCURACY`: one row an outlet, question and category (category "": any). coded: gold units, found: those in
        which the instrument found it. missed_high: as many as may have been missed, at most, by sentence (of shares: by
        sentence with a mention). unresolved: units on which coders disagree about it and that nobody settled; precision_worst and
        recall_worst count them against the instrument: finds as wrong, others as missed. NaN where unknown.
    voices : DataFrame
        `VOICES`: share of the units, weighted, whose words are said in the voice that the instrument gave them.
    """

    agreement: pd.DataFrame
    accuracy: pd.DataFrame
    voices: pd.DataFrame

    @cached_property
    def questions(self) -> Mapping[tuple[str, ...], Appraisal]:
        """What is known of each question, by language, family and referent; voices are those of all questions."""
        accuracy = dict(iter(self.accuracy.groupby(QUESTION)))
        nothing = self.accuracy.iloc[:0]
        return {
            tuple(map(str, key)): Appraisal(rows, accuracy.get(key, nothing), self.voices)
            for key, rows in self.agreement.groupby(QUESTION)
        }


def appraise(codes: Codes, seed: int, *, replicates: int = REPLICATES, level: float = 0.95) -> Appraisal:
    """Score coders and instrument.

    Parameters
    ----------
    codes : Codes
    seed : int
        For the intervals of α.
    replicates : int
    level : float
        Confidence of all intervals.
    """
    agreement = [
        row for of in _by(codes.table, QUESTION) for row in _agreements(of, codes, seed, replicates, level)
    ]
    disputed = dict(iter(codes.disputed.groupby(QUESTION)))
    accuracy = [
        row
        for asked, of in codes.gold.groupby(QUESTION, sort=True)
        for row in _accuracies(of, disputed[asked], codes.coders, level)
    ]
    return Appraisal(
        pd.DataFrame(agreement, columns=AGREEMENT),
        pd.DataFrame(accuracy, columns=ACCURACY),
        pd.DataFrame(_voices(codes.gold_voices, level), columns=VOICES),
    )


def categories_of(units: pd.DataFrame, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the categories that stand anywhere in these columns, sorted."""
    told = {text for column in columns for text in units[column].unique()}
    return tuple(sorted({name for text in told for name in labels(text) or ()}))


def holds(codes: pd.Series, category: str) -> NDArray[np.bool_]:
    """Tell which codes have a category; "" for any of them."""
    told = {text: labels(text) or frozenset() for text in codes.unique()}
    has = {text: bool(named) if category == WHOLE else category in named for text, named in told.items()}
    return codes.map(has).to_numpy(dtype=bool)


def _by(table: pd.DataFrame, columns: list[str]) -> Iterator[pd.DataFrame]:
    return (part for _, part in table.groupby(columns, sort=True))


def _agreements(
    units: pd.DataFrame, codes: Codes, seed: int, replicates: int, level: float
) -> Iterator[dict[str, Any]]:
    columns = [f"{CODER}{name}" for name in codes.coders]
    asked = {name: units[name].iloc[0] for name in QUESTION}
    given = units[columns].to_numpy(dtype=object)
    for category in (WHOLE, *categories_of(units, columns)):
        numbers = _numbers(units[columns], category)
        generator = generator_of(seed, AGREE, "\0".join([*asked.values(), category]))
        found = krippendorff_alpha(numbers, replicates, generator, level=level)
        coders = int((given != "").any(axis=0).sum())
        yield {**asked, "category": category, "coders": coders, **_agreement(found)}


def _numbers(given: pd.DataFrame, category: str) -> NDArray[np.float64]:
    """Return codes as numbers, NaN where there is none."""
    missing = given.to_numpy(dtype=object) == ""
    if category != WHOLE:
        numbers = np.column_stack([holds(given[c], category) for c in given.columns]).astype(np.float64)
    else:
        flat = given.to_numpy(dtype=object).astype(str)
        numbers = np.unique(flat, return_inverse=True)[1].reshape(flat.shape).astype(np.float64)
    return np.where(missing, np.nan, numbers)


def _agreement(found: Agreement) -> dict[str, Any]:
    return {
        "units": found.n_units,
        "alpha": found.alpha,
        "low": found.low,
        "high": found.high,
        "observed": found.observed,
    }


def _accuracies(
    units: pd.DataFrame, disputed: pd.DataFrame, coders: Sequence[str], level: float
) -> Iterator[dict[str, Any]]:
    outlets = sorted(units["outlet"].unique())
    asked: dict[str, Any] = {name: units[name].iloc[0] for name in QUESTION}
    told = disputed.loc[disputed["outlet"].isin(outlets)]
    for category in (WHOLE, *categories_of(units, ["found", "gold"])):
        held, open_ = _held_at_worst(told, coders, category)
        found = _appraised(units, holds(units["gold"], category), category, outlets, level)
        worst = _appraised(told, held, category, outlets, level)
        for n, outlet in enumerate(outlets):
            own = (told["outlet"] == outlet).to_numpy()
            yield {
                **asked, "outlet": outlet, "category": category, **_measures(found, n),
                "missed_high": _missed_high(told.loc[own], held[own], category, level),
                "unresolved": int(open_[own].sum()),
                "precision_worst": worst.precision.estimate[n], "recall_worst": worst.recall.estimate[n],
            }  # fmt: skip


def _appraised(
    units: pd.DataFrame, held: NDArray[np.bool_], category: str, outlets: Sequence[str], level: float
) -> Accuracy:
    return precision_and_recall(
        units["outlet"].map({outlet: n for n, outlet in enumerate(outlets)}).to_numpy(),
        holds(units["found"], category),
        held,
        units["chance"].to_numpy(),
        len(outlets),
        level=level,
    )


def _held_at_worst(
    units: pd.DataFrame, coders: Sequence[str], category: str
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which units have a category if disagreement counts against the instrument, and of which coders disagree about it."""
    given = [units[f"{CODER}{name}"] for name in coders]
    coded = np.column_stack([(codes != "").to_numpy() for codes in given])
    said = np.column_stack([holds(codes, category) for codes in given])
    somebody, everybody = said.any(axis=1), (said | ~coded).all(axis=1)
    settled = (units["gold"] != "").to_numpy()
    at_worst = np.where(holds(units["found"], category), everybody, somebody)
    return np.where(settled, holds(units["gold"], category), at_worst), ~settled & (somebody != everybody)


def _missed_high(units: pd.DataFrame, held: NDArray[np.bool_], category: str, level: float) -> float:
    """Return the upper limit of what is missed of a category in an outlet, by sentence or sentence with a mention.

    The weight of the sentences without a find, times Clopper and Pearson's upper limit of the share of them that hold it. Of weights
    that differ, the weighted share and Kish's effective number, (Σ w)²/Σ w².
    """
    weight = 1 / units["chance"].to_numpy(dtype=np.float64)
    family, without = units["family"].iloc[0], ~holds(units["found"], category)
    mention = MENTION if family == "heads" else WHOLE
    room = weight[holds(units["found"], mention)].sum() if family in SHARES else weight.sum()
    if not without.any() or not room:
        return float("nan")
    whole = weight[without].sum()
    effective = whole**2 / (weight[without] ** 2).sum()
    share = min(weight[without & held].sum() / whole, 1.0)
    return float(whole * clopper_pearson(share * effective, effective, level).high / room)


def _measures(found: Accuracy, n: int) -> dict[str, Any]:
    numbers = {"coded": int(found.n_coded[n]), "found": int(found.n_found[n])}
    for name in ("precision", "recall"):
        value = getattr(found, name)
        numbers |= {
            f"{name}{b}": v[n] for b, v in zip(_BOUNDS, (value.estimate, value.low, value.high), strict=True)
        }
    return numbers


def _voices(units: pd.DataFrame, level: float) -> Iterator[dict[str, Any]]:
    """Yield how often a voice is right: a precision, every unit being found in its voice."""
    for key, part in units.groupby(["language", "outlet", "voice"], sort=True):
        right = (part["gold_voice"] == "yes").to_numpy()
        everything = np.ones(len(part), dtype=bool)
        group = np.zeros(len(part), dtype=np.int64)
        found = precision_and_recall(
            group, everything, right, part["chance"].to_numpy(), 1, level=level
        ).precision
        numbers = (len(part), found.estimate[0], found.low[0], found.high[0])
        yield dict(zip(VOICES, (*key, *numbers), strict=True))
