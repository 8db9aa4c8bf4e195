"""Speed and memory of the measure half, side by side with scikit-learn's CountVectorizer on the same texts.

    python tests/benchmarks/measure.py [--runs 3]

Needs ../shared/data/allsides.parquet (37,554 English articles, 223 MB of text). Every figure comes from a process of
its own; the programs alternate, and medians of the runs are printed. Nothing here is timed by the tests.

count     CountVectorizer().fit_transform on the texts
measure   tokens, sentences, whose words, lemmas, English codebooks, counts; the bundle written as Parquet
measure2  the same with two processes; its table digests must equal those of one
whole     measure with every extractor of the registry in the two threads of the default engine
serial    the same in one thread, and the share of each stage
Reading and cleaning are not in the figures; the processes of measure2 load Python while these go on.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT.parent / "shared" / "data" / "allsides.parquet"
PROGRAMS = ("count", "measure", "measure2", "whole", "serial")
FEW = ("terms.v1", "cues.v1", "naming.v1", "heads.v1")
LEAST_MB_PER_S = 5.0


def count() -> dict[str, float]:
    import pyarrow.parquet as pq
    from sklearn.feature_extraction.text import CountVectorizer

    texts = pq.read_table(TEXTS, columns=["text"]).column("text").to_pylist()
    began = time.perf_counter()
    CountVectorizer().fit_transform(texts)
    return {"seconds": time.perf_counter() - began}


def measure(kind: str, extractors: tuple[str, ...] = FEW) -> dict[str, object]:
    from framing.ingest import TextSource, clean, load_profiles, read
    from framing.study.config.parts import Bilingual, Engine, Source
    from framing.study.config.study import Study
    from framing.study.measurement.bundle import write_bundle
    from framing.study.measurement.engine import partitions
    from framing.study.measurement.measure import measure as run
    from framing.study.measurement.measuring import instruments_for, workers_for
    from framing.tables import digest

    study = Study(
        study="bench", title=Bilingual(fr="-", en="-"), languages=("en",), corpus=(Source(path="-"),),
        contrasts=(("a", "b"),), extractors=extractors, codebooks=("en",),
        engine=Engine(kind=kind),
    )  # fmt: skip
    marks = [("", time.perf_counter())]
    with workers_for(study) as workers:  # started before the texts are read, as in `framing measure`
        pages = read([TextSource(path=TEXTS, defaults={"language": "en"})]).pages
        marks.append(("read", time.perf_counter()))
        cleaned = clean(pages, load_profiles())
        del pages  # as in `framing measure`: the page texts are not needed beside the cleaned ones
        marks.append(("clean", time.perf_counter()))
        parts, instruments = partitions(cleaned.documents), instruments_for(study, ["en"])
        measured = run(parts, cleaned.removals, cleaned.events, instruments, workers=workers)
        marks.append(("tables", time.perf_counter()))
        with tempfile.TemporaryDirectory() as folder:
            write_bundle(measured, Path(folder) / "bundle", "parquet", study.workers)
        marks.append(("write", time.perf_counter()))
    spans = {name: now - before for (_, before), (name, now) in itertools.pairwise(marks)}
    return {
        "seconds": spans["tables"] + spans["write"],
        "stages": spans,
        "tokens": int(measured.exposure["tokens"].sum()),
        "digests": {name: digest(table) for name, table in measured.tables.items()},
    }


def whole() -> dict[str, object]:
    from framing.features import REGISTRY

    return measure("threads", tuple(sorted(REGISTRY)))


def staged() -> dict[str, object]:
    """Measure with every extractor, and add up the seconds within each step."""
    from framing.annotate import annotation, vocabulary
    from framing.features import REGISTRY
    from framing.features.search import Search
    from framing.study.measurement import measure as study_measure

    seconds: Counter[str] = Counter()
    steps: list[tuple[str, object, str]] = [
        ("annotate: scan", annotation, "scan"),
        ("annotate: lemmas", vocabulary.Vocabulary, "types_of"),
        ("annotate: quotation marks", annotation, "find_quotations"),
        ("annotate: whose words", annotation, "attribute"),
        ("annotate", study_measure, "annotate"),
        ("extract: search", Search, "find"),
        ("extract: exposure", study_measure, "exposure_from"),
        ("extract: echoes", study_measure, "echoes_from"),
        ("extract: sketches", study_measure, "sketches_from"),
        *((f"extract: {name}", extractor, "tables") for name, extractor in REGISTRY.items()),
    ]
    for step, owner, name in steps:
        setattr(owner, name, timed(getattr(owner, name), step, seconds))
    measured = measure("serial", tuple(sorted(REGISTRY)))
    parts = sum(seconds[step] for step in seconds if step.startswith("annotate: "))
    seconds["annotate: the rest"], seconds["annotate"] = seconds["annotate"] - parts, 0.0
    stages = measured["stages"]
    assert isinstance(stages, dict)
    seconds["tables joined"] = stages["tables"] - sum(seconds.values())
    seconds["written"] = stages["write"]
    return measured | {"steps": {step: s for step, s in seconds.items() if s}}


def timed(function: Callable[..., object], step: str, seconds: Counter[str]) -> Callable[..., object]:
    """Return a function that adds what it takes to the seconds of a step."""

    @functools.wraps(function)
    def run(*args: object, **kwargs: object) -> object:
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            seconds[step] += time.perf_counter() - began

    return run


def run_program(name: str) -> dict[str, object]:
    programs: dict[str, Callable[[], dict[str, object]]] = {
        "count": lambda: {**count()},
        "measure": lambda: measure("serial"),
        "measure2": lambda: measure("processes"),
        "whole": whole,
        "serial": staged,
    }
    outcome = programs[name]()
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return outcome | {"peak_gb": max(peaks) / 2**20}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", choices=PROGRAMS)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if options.program:
        print(json.dumps(run_program(options.program)))
        return
    if not TEXTS.is_file():
        sys.exit(f"{TEXTS.name} is not beside the project: speed and memory of measuring stay unmeasured")
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in PROGRAMS}
    for _ in range(options.runs):
        for name in PROGRAMS:
            done = subprocess.run(
                [sys.executable, __file__, "--program", name], capture_output=True, text=True, check=True
            )
            results[name].append(json.loads(done.stdout.splitlines()[-1]))
            shown = {
                key: value for key, value in results[name][-1].items() if key not in ("digests", "steps")
            }
            print(name, json.dumps(shown), flush=True)
    report(results)


def report(results: dict[str, list[dict[str, Any]]]) -> None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    median = {n: statistics.median(float(str(r["seconds"])) for r in rows) for n, rows in results.items()}
    peak = {n: max(float(str(r["peak_gb"])) for r in rows) for n, rows in results.items()}
    same = results["whole"] + results["serial"]
    equal = all(row["digests"] == same[0]["digests"] for row in same) and all(
        r["digests"] == results["measure"][0]["digests"] for r in results["measure"] + results["measure2"]
    )
    for name in PROGRAMS:
        print(f"{name:9} median {median[name]:6.1f} s   peak {peak[name]:.2f} GB")
    print(f"measure / count            {median['measure'] / median['count']:.2f}   (bar: at most 0.50)")
    print(f"one process / two          {median['measure'] / median['measure2']:.2f}   (bar: at least 1.6)")
    print(f"digests equal              {equal}")
    size = pc.sum(pc.binary_length(pq.read_table(TEXTS, columns=["text"]).column("text"))).as_py() / 1e6
    print(
        f"whole, one process         {size / median['whole']:.1f} MB/s   (bar: at least {LEAST_MB_PER_S:.0f})"
    )
    print(f"whole, one thread          {size / median['serial']:.1f} MB/s")
    report_steps([row["steps"] for row in results["serial"]])


def report_steps(runs: list[dict[str, float]]) -> None:
    """Print each step's share of the seconds of one thread (medians)."""
    steps = {step: statistics.median(run[step] for run in runs) for step in runs[0]}
    for step, share in sorted(steps.items(), key=lambda item: -item[1]):
        print(f"  {step:28} {share:6.2f} s   {100 * share / sum(steps.values()):5.1f} %")


if __name__ == "__main__":
    main()
