"""Speed and memory of the compare half: every word of 37,554 articles permuted and drawn again.

    python tests/benchmarks/compare.py --cache ../bundles [--runs 3] [--only permutation]

Needs ../shared/data/allsides.parquet. The articles are divided in two after a shuffle by `SEED`; counted are the 20,000 words
that stand in most of them, in any voice, which is more than a study compares. Every figure comes from a process of its own
that reads nothing but that matrix; medians of the runs are printed, and the processor's seconds, for whoever shares a machine.

labels        2,000 divisions of the articles
permutation   score, p and maxT p of every word in three aspects over these (`framing.stats.score_test`)
draws         2,000 times the articles of each side drawn with replacement
intervals     log ratio of every word with its studentised bounds over these, in the blocks of a study

Bars: 120 s for all of it and 3 GB. No text is printed or kept; what stays in the folder that --cache names is the matrix.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy
from runs import signature, table

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "allsides.parquet"
SEED: Final = 20261123
TERMS: Final = 20_000
REPLICATES: Final = 2_000
MOST_SECONDS: Final = 120.0
MOST_GB: Final = 3.0
STEPS: Final = {"permutation": ("labels", "permutation"), "bootstrap": ("draws", "intervals")}


def prepare(path: Path) -> None:
    """Measure the articles and write the matrix."""
    from framing.study.comparison.vocabulary import count_terms
    from framing.study.config.parts import Bilingual, Engine, Source
    from framing.study.config.study import Study
    from framing.study.pipeline import measure_corpus

    print("measuring the articles …", file=sys.stderr, flush=True)
    study = Study(
        study="bench", title=Bilingual(fr="-", en="-"), languages=("en",), contrasts=(("a", "b"),),
        corpus=(Source(path=str(DATA), defaults={"language": "en"}),), extractors=("terms.v1",), codebooks=("en",),
        engine=Engine(kind="processes"),
    )  # fmt: skip
    measured, _ = measure_corpus(study, compared=False)
    documents = np.random.default_rng(SEED).permutation(measured.documents["doc_id"].to_numpy(dtype=object))
    own = count_terms(measured, documents)
    counts, sizes = own.counts, own.sizes
    for other, other_sizes in own.others.values():
        counts, sizes = counts + other, sizes + other_sizes
    held = np.diff(scipy.sparse.csc_array(counts).indptr)
    most = np.sort(np.argsort(-held, kind="stable")[:TERMS])
    whole = scipy.sparse.csr_array(counts[:, most])
    np.savez(
        path, data=whole.data, indices=whole.indices, indptr=whole.indptr, shape=whole.shape, sizes=sizes
    )


def permutation(counts: Any, sizes: Any) -> tuple[dict[str, float], Any]:
    """Time labels and permutation; return the seconds of each and what came out."""
    from framing.stats import labellings, score_test

    n_a = len(sizes) // 2
    marks = [time.perf_counter()]
    labels = labellings(n_a, len(sizes) - n_a, REPLICATES, SEED).matrix
    marks.append(time.perf_counter())
    found = score_test(counts, sizes, labels)
    marks.append(time.perf_counter())
    return seconds(marks, "permutation"), (found.z, found.p_value, found.p_adjusted)


def bootstrap(counts: Any, sizes: Any) -> tuple[dict[str, float], Any]:
    """Time draws and intervals."""
    from framing.stats import draw, log_rate_ratio, studentised
    from framing.study.comparison.intervals import BLOCK

    n_a = len(sizes) // 2
    marks = [time.perf_counter()]
    drawn = draw(np.arange(len(sizes)) < n_a, REPLICATES, SEED)
    marks.append(time.perf_counter())
    found = [
        studentised(log_rate_ratio(drawn, counts[:, first : first + BLOCK], sizes), n_a)
        for first in range(0, counts.shape[1], BLOCK)
    ]
    marks.append(time.perf_counter())
    return seconds(marks, "bootstrap"), [values for e in found for values in (e.estimate, e.low, e.high)]


PROGRAMS: Final[dict[str, Callable[[Any, Any], tuple[dict[str, float], Any]]]] = {
    "permutation": permutation,
    "bootstrap": bootstrap,
}


def seconds(marks: list[float], program: str) -> dict[str, float]:
    """Return the seconds of each step."""
    return dict(zip(STEPS[program], np.diff(marks).tolist(), strict=True))


def run_program(name: str, path: Path) -> dict[str, Any]:
    """Run one program on the matrix."""
    held = np.load(path)
    parts = (held["data"], held["indices"], held["indptr"])
    counts, sizes = scipy.sparse.csr_array(parts, shape=tuple(held["shape"])), held["sizes"]
    began = time.process_time()
    steps, found = PROGRAMS[name](counts, sizes)
    digest = hashlib.sha256(b"".join(np.ascontiguousarray(values).tobytes() for values in found)).hexdigest()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    shape = {"articles": counts.shape[0], "words": counts.shape[1], "entries": int(counts.nnz)}
    return {
        "steps": steps,
        "processor": time.process_time() - began,
        "peak": peak,
        "digest": digest,
        "shape": shape,
    }


def report(results: dict[str, list[dict[str, Any]]], began: float) -> None:
    """Print medians, peaks and bars."""
    shape = next(iter(results.values()))[0]["shape"]
    print(f"## Speed of comparing\n\n{signature(SEED, began)}\n")
    print(", ".join(f"{size} {what}" for what, size in shape.items()), f"and {REPLICATES} replicates.\n")
    rows, total = [], 0.0
    for name, runs in results.items():
        for step in STEPS[name]:
            median = statistics.median(run["steps"][step] for run in runs)
            total += median
            rows.append([step, f"{median:.1f}", "", ""])
        processor, peak = (statistics.median(run[key] for run in runs) for key in ("processor", "peak"))
        same = "equal" if len({run["digest"] for run in runs}) == 1 else "DIFFERENT"
        rows.append([f"process of both, results {same}", "", f"{processor:.1f}", f"{peak:.2f}"])
    most = max(run["peak"] for runs in results.values() for run in runs)
    fast, small = ("passed" if ok else "MISSED" for ok in (total <= MOST_SECONDS, most <= MOST_GB))
    rows.append(
        [
            f"all (bars {MOST_SECONDS:.0f} s {fast}, {MOST_GB:.0f} GB {small})",
            f"{total:.1f}",
            "",
            f"{most:.2f}",
        ]
    )
    print(table(["step", "seconds, median", "seconds of the processor", "peak, GB"], rows))


def main() -> None:
    """Prepare the matrix, run the programs by turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", choices=tuple(PROGRAMS), help=argparse.SUPPRESS)
    parser.add_argument("--matrix", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=tuple(PROGRAMS), action="append", help="a program; may be repeated")
    parser.add_argument("--cache", type=Path, help="folder in which the matrix stays")
    options = parser.parse_args()
    if options.program:
        print(json.dumps(run_program(options.program, options.matrix)))
        return
    if not DATA.is_file():
        sys.exit(f"{DATA.name} is not beside the project: speed and memory of comparing stay unmeasured")
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        folder = options.cache or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        matrix = folder / "allsides.npz"
        if not matrix.is_file():
            prepare(matrix)
        results: dict[str, list[dict[str, Any]]] = {name: [] for name in options.only or PROGRAMS}
        for _ in range(options.runs):
            for name, found in results.items():
                command = [sys.executable, __file__, "--program", name, "--matrix", str(matrix)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                found.append(json.loads(done.stdout.splitlines()[-1]))
                print(name, json.dumps(found[-1]["steps"]), file=sys.stderr, flush=True)
    report(results, began)


if __name__ == "__main__":
    main()
