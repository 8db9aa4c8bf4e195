"""Outlets that the benchmarks of the statistics compare with themselves: measured once, then cut in halves.

Needs ../shared/data: press_fr (Le Figaro, Le Point) and allsides.parquet (Reuters, CNN, Fox). Texts are measured by the
product's own pipeline; what is kept, in the folder that ``--cache`` names, is its bundle, which holds no text. A bundle
that lies there is taken as it is: after a change of extractors or codebooks name another folder.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import scipy

from framing.study.comparison.cells import Cells, cells_from
from framing.study.comparison.designs import Design
from framing.study.comparison.exchange import Chance
from framing.study.comparison.spending import Spending
from framing.study.comparison.vocabulary import MINIMUM_COUNT, count_terms
from framing.study.config.parts import Bilingual, Source
from framing.study.config.study import Study
from framing.study.measurement.bundle import is_bundle, read_bundle, write_bundle
from framing.study.measurement.measurements import Measurements
from framing.study.pipeline import measure_corpus

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
OUTLETS = {
    "lefigaro": "fr",
    "lepoint": "fr",
    "Reuters": "en",
    "CNN (Web News)": "en",
    "Fox Online News": "en",
}
SHOWN = {
    "lefigaro": "Le Figaro",
    "lepoint": "Le Point",
    "Reuters": "Reuters",
    "CNN (Web News)": "CNN",
    "Fox Online News": "Fox",
}
# A study with words and cues: every extractor that makes cells but those of documents.
EXTRACTORS = (
    "terms.v1", "cues.v1", "naming.v1", "heads.v1", "reporting.v1", "sources.v1", "evidentials.v1", "scare_quotes.v1",
)  # fmt: skip
REPLICATES = 999
ALPHA = 0.05

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, eq=False)
class Outlet:
    """One outlet's articles, counted.

    Attributes
    ----------
    name, language : str
    documents : object array of str
    terms : csr_array, shape (documents, terms)
    sizes : array, shape (documents,)
        Tokens; both in the outlet's own voice, as a study tests words.
    cells : Cells
        In every voice.
    topics : object array of str
        "" where none is known.
    """

    name: str
    language: str
    documents: np.ndarray[Any, Any]
    terms: scipy.sparse.csr_array
    sizes: Floats
    cells: Cells
    topics: np.ndarray[Any, Any]

    def __len__(self) -> int:
        """Return the number of its articles."""
        return len(self.documents)

    @property
    def families(self) -> np.ndarray[Any, Any]:
        """Return the number of the family of each cell."""
        return np.unique(self.cells.index["family"].to_numpy(dtype=object), return_inverse=True)[1]

    def words(self, rows: np.ndarray[Any, Any]) -> scipy.sparse.csr_array:
        """Return the counts of some articles, of the terms that a study would test."""
        return frequent(self.terms[rows])


def frequent(counts: scipy.sparse.csr_array) -> scipy.sparse.csr_array:
    """Keep the terms that a study tests."""
    return counts[:, np.asarray(counts.sum(axis=0)) >= MINIMUM_COUNT]


def load(cache: Path | None, names: Sequence[str] = tuple(OUTLETS)) -> dict[str, Outlet]:
    """Measure the outlets, or read what an earlier run measured."""
    if not (DATA / "allsides.parquet").is_file() or not (DATA / "press_fr").is_dir():
        sys.exit(
            f"{DATA.parent.name}/{DATA.name} is not beside the project: the tests' errors stay unmeasured"
        )
    found = {}
    for language in sorted({OUTLETS[name] for name in names}):
        measured = _measurements(language, cache)
        for name in (name for name in names if OUTLETS[name] == language):
            found[name] = _counted(measured, name)
            print(
                f"{SHOWN[name]}: {len(found[name])} articles, {found[name].terms.shape[1]} words, "
                f"{int((found[name].cells.hits.sum(axis=0) > 0).sum())} cells",
                file=sys.stderr,
                flush=True,
            )
    return {name: found[name] for name in names}


def half_against_half(
    outlet: Outlet,
    rows: np.ndarray[Any, Any],
    name: str,
    seed: int,
    spending: Spending,
    strata: np.ndarray[Any, Any] | None = None,
    replicates: int = REPLICATES,
) -> Chance:
    """Return what chance does to the first half of some articles against the second.

    Parameters
    ----------
    outlet : Outlet
    rows : int array
        Articles; the first half is one side.
    name : str
        Of the contrast: its labellings depend on it and on the seed.
    seed : int
    spending : Spending
    strata : int array, optional
    replicates : int
        Labellings, where they are not enumerated.
    """
    n = len(rows) // 2
    design = Design(
        contrast=name, language=outlet.language, outlet_a=outlet.name, outlet_b=outlet.name,
        documents=tuple(outlet.documents[rows]), n_a=n, n_b=n,
        strata=np.zeros(2 * n, dtype=np.int64) if strata is None else strata, events=np.full(2 * n, -1),
        first="", last="", kind="unmatched", replicates=replicates,
    )  # fmt: skip
    return Chance(design, seed, 0.95, spending)


def _measurements(language: str, cache: Path | None) -> Measurements:
    folder = None if cache is None else cache / language
    if folder is not None and is_bundle(folder):
        return read_bundle(folder)
    print(f"measuring the {language} outlets …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as place:
        paths = _texts(language, Path(place))
        names = [name for name in OUTLETS if OUTLETS[name] == language]
        study = Study(
            study="halves", title=Bilingual(fr="-", en="-"), languages=(language,), contrasts=((names[0], names[1]),),
            corpus=tuple(Source(path=str(path), defaults={"language": language}) for path in paths),
            extractors=EXTRACTORS, codebooks=(language,),
        )  # fmt: skip
        measured, _ = measure_corpus(study)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        write_bundle(measured, folder, "parquet")
    return measured


def _texts(language: str, place: Path) -> list[Path]:
    """Return tables of texts; of allsides, the rows of the three outlets, for as long as they are being measured."""
    if language == "fr":
        return [DATA / "press_fr" / f"{name}.jsonl.gz" for name in OUTLETS if OUTLETS[name] == "fr"]
    names = [name for name in OUTLETS if OUTLETS[name] == "en"]
    rows = pq.read_table(DATA / "allsides.parquet", filters=[("outlet", "in", names)])
    pq.write_table(rows, place / "outlets.parquet")
    return [place / "outlets.parquet"]


def _counted(measured: Measurements, name: str) -> Outlet:
    """Count all articles of an outlet as one side of a contrast that has no other."""
    of_outlet = measured.documents.loc[measured.documents["outlet"] == name].sort_values("doc_id")
    documents = of_outlet["doc_id"].to_numpy(dtype=object)
    n = len(documents)
    design = Design(
        contrast=name, language=OUTLETS[name], outlet_a=name, outlet_b=name, documents=tuple(documents), n_a=n, n_b=0,
        strata=np.zeros(n, dtype=np.int64), events=np.full(n, -1), first="", last="", kind="none", replicates=REPLICATES,
    )  # fmt: skip
    vocabulary = count_terms(measured, documents)
    terms = frequent(vocabulary.counts)  # what is rarer in all of them is rarer still in a part
    topics = of_outlet["topic"].to_numpy(dtype=object)
    cells = cells_from(measured, design)
    return Outlet(name, OUTLETS[name], documents, terms, vocabulary.sizes, cells, topics)
