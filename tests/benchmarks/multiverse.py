"""Time of a contrast's claims in all universes, beside as many comparisons made one after the other.

    python tests/benchmarks/multiverse.py BUNDLE OUTLET_A OUTLET_B [--claims 10] [--replicates 9999] [--repeats 3]

Claims are the cells with the most hits in the outlets' own voice, one a category. So that all decisions arise, every tenth
document loses its date and every twentieth is said to print the text of the one before it; what comes out says nothing of
the outlets. A comparison is `estimate_cells` of the same claims on labellings that are there already, as one of the many runs
would make it; its time is multiplied. Other work on the machine disturbs both alike: the ratio is the figure to keep.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from framing.study.comparison.cell_estimates import estimate_cells
from framing.study.comparison.cells import KEY, Cells, cells_from
from framing.study.comparison.designs import plan_designs
from framing.study.comparison.exchange import Chance
from framing.study.comparison.specification import Contrast, Specification
from framing.study.config.parts import Multiverse
from framing.study.measurement.bundle import read_bundle
from framing.study.measurement.measurements import Measurements
from framing.study.multiverse.cache import DigestCache
from framing.study.multiverse.exploration import explore


def disturbed(measurements: Measurements) -> tuple[Measurements, pd.DataFrame]:
    """Return the measurements with fewer dates, and copies that are none."""
    documents = measurements.documents
    published = documents["published"].where(np.arange(len(documents)) % 10 != 9, "")
    later = np.arange(1, len(documents), 20)
    doc_id = documents["doc_id"].to_numpy()
    copies = pd.DataFrame(
        {"doc_id": np.concatenate([doc_id[later], doc_id[later - 1]]), "copy": np.tile(doc_id[later - 1], 2)}
    )
    sketches = pd.DataFrame({"doc_id": documents["doc_id"], "sketch": ""})
    return replace(measurements, documents=documents.assign(published=published), sketches=sketches), copies


def contrast_of(
    measurements: Measurements, copies: pd.DataFrame, pair: tuple[str, str], n_claims: int, replicates: int
) -> Contrast:
    """Return the contrast with its claims."""
    language = str(measurements.documents["language"].iloc[0])
    (design,) = plan_designs(
        measurements.documents, measurements.events, [pair], languages=[language], copies=copies, replicates=replicates
    )  # fmt: skip
    cells = cells_from(measurements, design)
    own = cells.index.assign(hits=cells.hits.sum(axis=0)).query("voice == 'own' and category != 'mention'")
    ranked = own.sort_values("hits", ascending=False).drop_duplicates(["family", "category"])
    declared = tuple(sorted(ranked[KEY].head(n_claims).itertuples(index=False, name=None)))
    return Contrast(design, Chance(design, 7, 0.95), cells, declared)


def timed(function: Any, *arguments: Any, **named: Any) -> tuple[float, Any]:
    """Return the seconds that a call takes, and what it returns."""
    began = time.perf_counter()
    found = function(*arguments, **named)
    return time.perf_counter() - began, found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle", type=Path)
    parser.add_argument("outlets", nargs=2)
    parser.add_argument("--claims", type=int, default=10)
    parser.add_argument("--replicates", type=int, default=9999)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    measurements, copies = disturbed(read_bundle(asked.bundle))
    contrast = contrast_of(measurements, copies, tuple(asked.outlets), asked.claims, asked.replicates)
    design = contrast.design
    seconds, labels = timed(lambda: contrast.chance.labels)
    print(
        f"{design.n_a} v {design.n_b} documents, {design.kind}; {len(labels.matrix)} labellings in {seconds:.1f} s"
    )
    study = SimpleNamespace(multiverse=Multiverse(), window=None, languages=())
    ratios = []
    for _ in range(asked.repeats):
        cache = DigestCache()
        whole, tables = timed(
            explore, measurements, Specification((contrast,)), study, copies=copies, cache=cache
        )
        one, _ = timed(estimate_cells, claims_alone(contrast), contrast.chance, contrast.declared)
        most = int((tables.curves["universes"] + tables.curves["panel"]).max())
        run = int((tables.curves["universes"] + tables.curves["panel"]).sum())
        ratios.append(most * one / whole)
        print(
            f"{len(contrast.declared)} claims, {run} universes in all, up to {most} a claim: {whole:.1f} s"
            f" (counted {dict(cache.made)}); one comparison {one:.1f} s, {most} of them {most * one:.0f} s:"
            f" {ratios[-1]:.0f} times as long"
        )
    print(f"median ratio {np.median(ratios):.0f}")


def claims_alone(contrast: Contrast) -> Cells:
    """Return the cells of the claims in every voice, as `estimate_cells` wants them, without hits in other voices."""
    cells = contrast.cells
    wanted = [key[:3] for key in contrast.declared]
    kept = cells.take(np.asarray(pd.MultiIndex.from_frame(cells.index[KEY[:3]]).isin(wanted)))
    return replace(kept, hits=kept.hits * kept.are(contrast.declared))


if __name__ == "__main__":
    main()
