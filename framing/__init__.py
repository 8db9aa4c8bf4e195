"""framing: whose words? Compare how outlets word the same matters, split by voice.

Six concepts carry everything:

Table
    A pandas DataFrame that keeps a written contract (`framing.tables`); functions take tables
    and return new ones.
Tokens
    The annotated text of a partition as arrays; it never leaves the measure half.
Extractor
    A scikit-learn estimator under a versioned name (``cues.v1``).
Statistic
    A function from arrays to a number; resampling is only one more axis.
Study
    The frozen, validated content of a ``config.yaml``.
Record
    What was run on what; `verify` compares two of them.

The path is ``study = load_study("config.yaml")`` and ``result = run(study)``, which writes nothing;
``run(study, write_report)`` writes the report into the study's folder. Each half of it is
a function too: `measure_corpus` (texts → measurements) and `compare_measurements` (measurements →
claims), with `write_bundle` and `read_bundle` between them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.annotate.annotation import annotate as annotate_documents
    from framing.codebook import load as load_codebooks
    from framing.errors import FramingError
    from framing.features import create as create_extractor
    from framing.ingest import clean, read
    from framing.report import write_report
    from framing.study.comparison.estimates import keyness_table
    from framing.study.config.study import Study, load_study
    from framing.study.measurement.bundle import read_bundle, write_bundle
    from framing.study.pipeline import Result, compare_measurements, measure_corpus, run

# What a notebook sees, and where it lives. Imported when first asked for, so that
# `import framing` costs nothing and a run from a bundle loads no language half.
_HOMES = {
    "FramingError": "framing.errors",
    "Result": "framing.study.pipeline",
    "Study": "framing.study.config.study",
    "annotate_documents": "framing.annotate.annotation:annotate",
    "clean": "framing.ingest",
    "compare_measurements": "framing.study.pipeline",
    "create_extractor": "framing.features:create",
    "keyness_table": "framing.study.comparison.estimates",
    "load_codebooks": "framing.codebook:load",
    "load_study": "framing.study.config.study",
    "measure_corpus": "framing.study.pipeline",
    "read": "framing.ingest",
    "read_bundle": "framing.study.measurement.bundle",
    "run": "framing.study.pipeline",
    "write_bundle": "framing.study.measurement.bundle",
    "write_report": "framing.report",
}

__all__ = [
    "FramingError",
    "Result",
    "Study",
    "annotate_documents",
    "clean",
    "compare_measurements",
    "create_extractor",
    "keyness_table",
    "load_codebooks",
    "load_study",
    "measure_corpus",
    "read",
    "read_bundle",
    "run",
    "write_bundle",
    "write_report",
]


def __getattr__(name: str) -> Any:
    """Import a name of the public door when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'framing' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute or name)


def __dir__() -> list[str]:
    """List what a notebook's completion should offer."""
    return sorted(__all__)
