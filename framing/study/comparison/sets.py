"""Sets: categories that a study takes together – a list the user names – as observations of their own.

A set of names is a referent: each of its groups is a name of it, and a mention is one of the names in any group. A set of cues
makes categories of its family. The rows of its members stay as they are; those of the set stand beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from framing.study.config.claimed import NAMING
from framing.study.config.parts import NamedSet
from framing.study.measurement.measurements import Measurements
from framing.tables import concatenate


def with_sets(measurements: Measurements, sets: Mapping[str, NamedSet]) -> Measurements:
    """Return measurements that hold what the study takes together.

    Parameters
    ----------
    measurements : Measurements
    sets : mapping of name to NamedSet
        Of the study.
    """
    if not sets:
        return measurements
    observed = measurements.observations
    made = [regrouped(observed, name, of) for name, of in sets.items()]
    return replace(measurements, observations=concatenate([observed, *made], "observations"))


def regrouped(rows: pd.DataFrame, name: str, of: NamedSet) -> pd.DataFrame:
    """Return the rows of a set's members as rows of the set.

    Parameters
    ----------
    rows : DataFrame with columns family, category, referent
    name : str
        Of the set.
    of : NamedSet
    """
    group = {category: group for group, listed in of.groups.items() for category in listed}
    named = of.family == NAMING
    chosen = (rows["family"] == of.family) & rows["category"].isin(list(group))
    if named:
        chosen &= rows["referent"] == of.referent
    members = rows.loc[chosen].astype({"category": "str", "referent": "str"})
    said = members["referent"] if not named else pd.Series(name, index=members.index, dtype="str")
    return members.assign(category=members["category"].map(group), referent=said)
