"""Tables of the multiverse: universes, curves, decisions and lemmas, each with its columns written down.

A universe whose estimate is NaN is a row like any other: what cannot be estimated is counted, not hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from framing.stats import Labellings
from framing.study.comparison.cells import KEY
from framing.study.comparison.specification import CellKey
from framing.study.config.decisions import EQUIVALENT, Decision
from framing.study.multiverse.curves import Curve
from framing.study.multiverse.universes import Expansion
from framing.tables import check

CLAIM: Final = ("contrast", *KEY)
COUNTS: Final = ("hits_a", "hits_b", "opportunities_a", "opportunities_b", "documents_a", "documents_b")
UNIVERSE_COLUMNS: Final = (*CLAIM, "universe", "tag", "statistic", "estimate", "z", "p_value", *COUNTS)
CURVE_COLUMNS: Final = (
    *CLAIM, "declared", "statistic", "universes", "factorial", "incompatible", "estimable", "default", "median", "least",
    "most", "one_sign", "sign", "significant", "mean_z", "p_median", "p_sign", "p_stouffer", "labellings", "enumerated",
    "panel", "panel_same_sign", "moves_most", "interactions", "lemmas", "lemma", "lemma_estimate", "lemmas_turning",
)  # fmt: skip
DECISION_COLUMNS: Final = (*CLAIM, "decision", "options", "why_one", "variance_share")
LEMMA_COLUMNS: Final = (*CLAIM, "lemma", "hits_a", "hits_b", "estimate", "change", "turns")
SIGNIFICANT: Final = 0.05
# As in framing.study.comparison.estimates: logarithms differ in their last bit between processors.
DECIMALS: Final = 9


@dataclass(frozen=True, eq=False)
class Explored:
    """One claim in all its universes.

    Attributes
    ----------
    contrast : str
    key : (family, category, referent, voice)
    is_declared : bool
    statistic : {"log_rate_ratio", "share_difference"}
    decisions : tuple of Decision
    expansion : Expansion
    counts : DataFrame, columns `COUNTS`
        One row a universe.
    curve : Curve
    lemmas : DataFrame
        From `without_each_lemma`.
    labellings : Labellings
    """

    contrast: str
    key: CellKey
    is_declared: bool
    statistic: str
    decisions: tuple[Decision, ...]
    expansion: Expansion
    counts: pd.DataFrame
    curve: Curve
    lemmas: pd.DataFrame
    labellings: Labellings

    @property
    def claim(self) -> dict[str, str]:
        """Contrast and key by column."""
        return dict(zip(CLAIM, (self.contrast, *self.key), strict=True))


@dataclass(frozen=True, eq=False)
class CurveTables:
    """What the multiverse says.

    Attributes
    ----------
    universes : DataFrame, columns `UNIVERSE_COLUMNS` and one for each decision
        One row a universe of a claim; estimate as `statistic` says.
    curves : DataFrame, columns `CURVE_COLUMNS`
        One row a claim. `universes` are the equivalents that were run, of `factorial` that there are; `one_sign` the share
        of them with the more frequent sign; `p_median` the joint p that gate G8 uses.
    decisions : DataFrame, columns `DECISION_COLUMNS`
        One row a decision of a claim: its options in their order, default first, or why it has but one.
    lemmas : DataFrame, columns `LEMMA_COLUMNS`
        One row a word of a claim: the estimate without it.
    remarks : tuple of str
        Keys of what is to be said of the whole: ``one_bundle`` where no bundle measures the corpus otherwise.
    """

    universes: pd.DataFrame
    curves: pd.DataFrame
    decisions: pd.DataFrame
    lemmas: pd.DataFrame
    remarks: tuple[str, ...]

    @property
    def written(self) -> dict[str, pd.DataFrame]:
        """The tables by name that hold a row, as their contracts promise them."""
        named = {
            "universes": self.universes, "curves": self.curves, "decisions": self.decisions, "lemmas": self.lemmas,
        }  # fmt: skip
        return {name: check(table, name) for name, table in named.items() if len(table)}


def tables_from(explored: Sequence[Explored], remarks: tuple[str, ...]) -> CurveTables:
    """Return the tables of all claims, in the order given."""
    named = list(dict.fromkeys(decision.name for one in explored for decision in one.decisions))
    columns = (*UNIVERSE_COLUMNS[:6], *named, *UNIVERSE_COLUMNS[6:])
    curves = pd.DataFrame([_curve(one) for one in explored], columns=list(CURVE_COLUMNS))
    return CurveTables(
        universes=_joined([_universes(one) for one in explored], columns),
        curves=_rounded(curves),
        decisions=_joined([_decisions(one) for one in explored], DECISION_COLUMNS),
        lemmas=_joined([one.lemmas.assign(**one.claim) for one in explored], LEMMA_COLUMNS),
        remarks=remarks,
    )


def _universes(one: Explored) -> pd.DataFrame:
    universes = one.expansion.universes
    return one.counts.assign(
        **one.claim,
        **{d.name: [universe.choices[d.name] for universe in universes] for d in one.decisions},
        universe=[universe.name for universe in universes],
        tag=[universe.tag for universe in universes],
        statistic=one.statistic,
        estimate=one.curve.estimates,
        z=one.curve.z,
        p_value=one.curve.p_value,
    )


def _curve(one: Explored) -> dict[str, Any]:
    equivalent = np.array(
        [universe.tag == EQUIVALENT for universe in one.expansion.universes], dtype=np.bool_
    )
    estimates, joint, words = one.curve.estimates, one.curve.joint, one.lemmas
    known = estimates[equivalent & ~np.isnan(estimates)]
    least, most = (float(bound(known)) if known.size else np.nan for bound in (np.min, np.max))
    return one.claim | {
        "declared": one.is_declared,
        "statistic": one.statistic,
        "universes": int(equivalent.sum()),
        "factorial": one.expansion.factorial,
        "incompatible": one.expansion.incompatible,
        "estimable": joint.estimable,
        "default": estimates[0],
        "median": joint.median,
        "least": least,
        "most": most,
        "one_sign": joint.one_sign,
        "sign": joint.sign,
        "significant": int((one.curve.p_value[equivalent] < SIGNIFICANT).sum()),
        "mean_z": joint.mean_z,
        "p_median": joint.p_median,
        "p_sign": joint.p_sign,
        "p_stouffer": joint.p_stouffer,
        "labellings": len(one.labellings.matrix),
        "enumerated": one.labellings.enumerated,
        "panel": int((~equivalent).sum()),
        "panel_same_sign": int((np.sign(estimates[~equivalent]) == joint.sign).sum()) if joint.sign else 0,
        "moves_most": _moves_most(one),
        "interactions": one.curve.interactions,
        "lemmas": len(words),
        "lemma": str(words["lemma"].iloc[0]) if len(words) else "",
        "lemma_estimate": float(words["estimate"].iloc[0]) if len(words) else np.nan,
        "lemmas_turning": int(words["turns"].sum()),
    }


def _moves_most(one: Explored) -> str:
    shares = one.curve.shares
    return "" if np.isnan(shares).all() else one.decisions[int(np.nanargmax(shares))].name


def _decisions(one: Explored) -> pd.DataFrame:
    rows = [
        {
            "decision": decision.name,
            "options": " ".join(option.name for option in decision.options),
            "why_one": decision.why_one,
            "variance_share": share,
        }
        for decision, share in zip(one.decisions, one.curve.shares.tolist(), strict=True)
    ]
    return pd.DataFrame(rows).assign(**one.claim)


def _joined(parts: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    if not filled:
        return pd.DataFrame(columns=list(columns))
    return _rounded(pd.concat(filled, ignore_index=True).reindex(columns=list(columns)))


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    return table.round(DECIMALS)


NO_CURVES: Final = tables_from((), ())
