"""The made-up results with dangerous text wherever text of unknown origin can stand."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.study.measurement.measurements import Measurements
from framing.tables import check
from tests.unit.report.synthetic.comparison import make_estimates
from tests.unit.report.synthetic.observations import make_observations
from tests.unit.report.synthetic.result import make_measurements, make_result, make_study
from tests.unit.report.synthetic.speech import (
    make_spoken_measurements,
    make_spoken_result,
    make_spoken_study,
)
from tests.unit.report.synthetic.tables import TERMS, make_counts, make_documents, make_removals

HOSTILE = (
    "<script>alert(1)</script>", "]]></style><b>", '"onload="x', "#import \"x\": *", "=HYPERLINK(\"http://x\")",
    "$x^2$ \\text{a}", "مرحبا \u202eabc\u202c", "a\x00b\x07c", "*bold* _it_ `raw` @ref <lab>", "{{ 7*7 }}", "😀 é", "o" * 400,
)  # fmt: skip
RENAMED = dict(zip(TERMS, HOSTILE, strict=False))


def make_hostile_result() -> Any:
    """Return the made-up result whose every name and word tries to be more than text."""
    names = {"aurore": HOSTILE[0], "phare": HOSTILE[-1], "depeche": HOSTILE[6]}
    outlets = {outlet: {"fr": bad, "en": bad} for outlet, bad in names.items()}
    estimates = make_estimates()
    terms = estimates["term"].map(RENAMED).fillna("")
    return make_result(
        study=make_study(title={"fr": HOSTILE[0] + HOSTILE[3], "en": HOSTILE[1]}, outlets=outlets),
        measurements=_measurements(),
        estimates=check(estimates.assign(term=terms), "estimates"),
        record={"inputs": {HOSTILE[0]: HOSTILE[3]}, "list": list(HOSTILE)},
    )


def _measurements() -> Measurements:
    documents = make_documents().assign(label=list(HOSTILE[:5]), origin=HOSTILE[7], published_how=HOSTILE[0])
    counts = make_counts()
    tables = {
        "documents": documents,
        "observations": _observations(),
        "counts": counts.assign(term=counts["term"].astype("str").map(RENAMED)),
        "removals": make_removals().assign(rule=HOSTILE[0]),
    }
    return make_measurements(**_checked(tables), texts={"d4": "\n".join(HOSTILE) * 3})


def _observations() -> pd.DataFrame:
    observations = make_observations()
    places = range(len(observations))
    return observations.assign(
        surface=[HOSTILE[i % len(HOSTILE)] for i in places],
        lemma=[HOSTILE[(i + 3) % len(HOSTILE)] for i in places],
    )


def _checked(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {name: check(table, name) for name, table in tables.items()}


def make_hostile_spoken_result() -> Any:
    """Return a result in which the speakers' names, and the words of headings, try to be more than text."""
    camps = {"port": {"label": {"fr": HOSTILE[2], "en": HOSTILE[6]}, "holders": ["script"]}}
    study = make_spoken_study(camps=camps, report={"languages": ["fr"], "formats": ["html", "pdf"]})
    return make_spoken_result(study=study, measurements=_spoken_measurements())


def _spoken_measurements() -> Measurements:
    held = make_spoken_measurements()
    observations = held.observations.assign(surface=HOSTILE[8], lemma=HOSTILE[1])
    tables = {
        "attributions": _renamed(held.attributions.assign(cue=HOSTILE[3])),
        "exposure": _renamed(held.exposure),
        "observations": _renamed(observations),
    }
    return make_spoken_measurements(**_checked(tables))


def _renamed(table: pd.DataFrame) -> pd.DataFrame:
    bad = {"Ida Lindal": HOSTILE[0], "Oskar Metz": HOSTILE[4], "": ""}
    return table.assign(holder=table["holder"].astype("str").map(bad))
